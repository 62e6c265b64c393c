"""Reading the keys of one record by a table: what each key means, which are missing, which nobody knows."""

from collections.abc import Mapping as Keyed
from dataclasses import dataclass, field
from typing import Any

from rehab_tui.domain.words import shown
from rehab_tui.library.fields import Reader, got
from rehab_tui.library.marked import Listing, Mapping, Value
from rehab_tui.library.mistakes import Mistakes, Place


@dataclass(slots=True)
class Record:
    """One exercise or plan as far as it could be read."""

    path: str
    mapping: Mapping
    mistakes: Mistakes
    values: dict[str, Any] = field(default_factory=dict)
    """What was read without a mistake, by key."""

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return self.mapping.place

    @property
    def given(self) -> Keyed[str, Value]:
        """The keys as they stand in the file, read or not."""
        return self.mapping.values

    def place_of(self, key: str) -> Place:
        """Return where a key's value stands, or the record's beginning."""
        return self.given[key].place if key in self.given else self.place

    def note(self, key: str, what: str) -> None:
        """Note a mistake at a key, which may have a dot and a second key."""
        where = f"{self.path}.{key}" if self.path else key
        self.mistakes.add(self.place_of(key.partition(".")[0]), where, what)

    def note_missing(self, keys: list[str], hint: str = "") -> None:
        """Note that keys are missing."""
        if keys:
            word = "key" if len(keys) == 1 else "keys"
            self.mistakes.add(self.place, self.path, f"missing {word} {', '.join(keys)}{hint}")


def records(
    section: Value | None,
    path: str,
    readers: Keyed[str, Reader],
    mistakes: Mistakes,
    *,
    first: str = "id",
    empty: bool = False,
) -> list[Record]:
    """Return the records of a list, each read by a table of readers; `first` is the key that records begin with."""
    if section is None:
        return []
    if not isinstance(section, Listing):
        what = f'expected a list, each record beginning with "- {first}: ", got {got(section)}'
        mistakes.add(section.place, path, what)
        return []
    if not section.values and not empty:
        mistakes.add(section.place, path, "expected at least one, got an empty list")
    found = []
    for number, value in enumerate(section.values):
        where = f"{path}[{number}]"
        if isinstance(value, Mapping):
            found.append(read_record(value, where, readers, mistakes))
        else:
            mistakes.add(value.place, where, f'expected keys like "{first}: name", got {got(value)}')
    _no_id_twice(found)
    return found


def read_record(mapping: Mapping, path: str, readers: Keyed[str, Reader], mistakes: Mistakes) -> Record:
    """Return one record; unknown keys are mistakes that name the nearest known one."""
    record = Record(path, mapping, mistakes)
    for key, value in mapping.values.items():
        where = f"{path}.{shown(key)}" if path else shown(key)
        if key in readers:
            found = readers[key](value, where, mistakes)
            if found is not None:
                record.values[key] = found
        else:
            hint = mistakes.hint(key, readers, otherwise="; known keys: " + ", ".join(readers))
            mistakes.add(mapping.keys[key], where, "unknown key" + hint)
    return record


def _no_id_twice(found: list[Record]) -> None:
    lines: dict[str, int] = {}
    for record in found:
        name = record.values.get("id")
        if name in lines:
            record.note("id", f"{name} is used already on line {lines[name]}")
            del record.values["id"]
        elif name is not None:
            lines[name] = record.place_of("id").line
