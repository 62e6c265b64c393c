"""What of a caseload is looked at, and in which order: a list in, a list out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rehab_tui.domain.caseload import Row, Standing
from rehab_tui.domain.words import counted, folded
from rehab_tui.rules.triage import reasons
from rehab_tui.services.caseload.patients import Listed


class Order(StrEnum):
    """What a caseload can be sorted by."""

    RANK = "who first"
    NAME = "name"
    DATA_TO = "oldest data"
    PAIN = "most pain"


class Kind(NamedTuple):
    """Patients that can be listed alone: what they have in common, in words, and how they are known."""

    words: str
    meant: Callable[[Row], bool]


def _level(level: int) -> Callable[[Row], bool]:
    return lambda row: any(one["level"] == level for one in row.details["waiting"])


def _because(*standings: Standing) -> Callable[[Row], bool]:
    return lambda row: any(one.standing in standings for one in reasons(row))


EVERYONE = "everyone"
KINDS: Mapping[str, Kind] = {
    "changed": Kind("new, or changed since you looked", lambda row: row.changed),
    EVERYONE: Kind("everyone", lambda _: True),
    "level-1": Kind("a level 1 follow-up open", _level(1)),
    "level-2": Kind("a level 2 follow-up open", _level(2)),
    "level-3": Kind("a level 3 follow-up open", _level(3)),
    "overdue": Kind("a follow-up overdue", lambda row: row.overdue > 0),
    "rising": Kind("pain rising", _because(Standing.RISING_WITH_WORK, Standing.RISING)),
    "flaring": Kind("an exercise keeps flaring", _because(Standing.FLARING)),
    "silent": Kind("silent", _because(Standing.SILENT_AFTER, Standing.SILENT)),
    "stale": Kind("no newer file", _because(Standing.STALE)),
    "little": Kind("little of the plan done", _because(Standing.LITTLE_DONE)),
    "reviewed": Kind("reviewed, unchanged since", lambda row: not row.changed),
}
"""By name, in the order in which they can be chosen; one patient may be of several kinds."""


class Fold(NamedTuple):
    """The line that stands for those who were reviewed and have not changed since."""

    rows: tuple[Row, ...]
    opened: bool

    @property
    def words(self) -> str:
        """How many they are, and which urgent ones are among them: a warning sign never goes quiet by itself."""
        waiting = self.waiting()
        return f"{counted(len(self.rows), 'patient')} reviewed, unchanged since" + (f" ({waiting})" if waiting else "")

    def waiting(self, levels: Iterable[int] = (1, 2, 3)) -> str:
        """Return how many of them have a follow-up of some levels open; empty where nobody has."""
        found = ((level, sum(row.summary.level == level for row in self.rows)) for level in levels)
        return ", ".join(f"{number} with level {level} open" for level, number in found if number)


Item = Row | Fold


@dataclass(frozen=True, slots=True)
class View:
    """How the person wants to see the list."""

    kind: str = "changed"
    order: Order = Order.RANK
    search: str = ""
    unfolded: bool = False

    def items(self, listed: Listed) -> tuple[Item, ...]:
        """Return what stands on the screen: in rank order unless another one was chosen."""
        if self.search.strip():
            return self._sorted(row for row in listed.every if _found(row, self.search))
        if self.kind != "changed":
            return self._sorted(row for row in listed.every if KINDS[self.kind].meant(row))
        rest = self._sorted(listed.folded)
        found: list[Item] = list(self._sorted(listed.changed))
        if rest:
            found.extend((Fold(rest, self.unfolded), *(rest if self.unfolded else ())))
        return tuple(found)

    def _sorted(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        key = _KEYS.get(self.order)
        return tuple(rows) if key is None else tuple(sorted(rows, key=key))


_KEYS: Mapping[Order, Callable[[Row], tuple[bool, float | str]]] = {
    Order.NAME: lambda row: (row.summary.name is None, row.summary.sort_name),
    Order.DATA_TO: lambda row: (False, row.summary.data_to),
    Order.PAIN: lambda row: (row.mean_7 is None, -(row.mean_7 or 0.0)),
}
"""Those without a name, or without a score, come last; ties stay in rank order."""


def _found(row: Row, typed: str) -> bool:
    text = folded(typed)
    return text in row.summary.sort_name or row.patient.casefold().startswith(text)


def counts(listed: Listed) -> dict[str, int]:
    """Return how many patients are of each kind."""
    return {name: sum(map(kind.meant, listed.every)) for name, kind in KINDS.items()}
