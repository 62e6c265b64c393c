"""The entries of a large patient record: what many of them have in common is parsed and checked once.

As this program lays an entry out it is its id, a head (change, kind, day, time ...) and its fact. One check-in writes
several entries of one head, and there are few facts: scores, doses, answers.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.record.rows import Parse, Rows, begun, counted
from rehab_tui.exchange.record.shape import Counts, counting

FACTS = 8_000
"""Facts of one kind that are remembered."""
SHORT = 1024
"""Bytes of a fact that is worth remembering."""
FEW = 4_000
"""Entries that are named as one of each."""
_BEFORE_ID = slice(0, 7)
_ID = slice(7, 43)
_AFTER_ID = slice(43, 45)
_HEAD = slice(45, None)
_IN_AN_ID = b"0123456789abcdef-"
_FACT = b',"fact":'
_END = b"},"
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z").fullmatch

_USUAL = {
    "string": r'"[^"\\\x00-\x1f]*"', "integer": "(?:0|-?[1-9][0-9]{0,15})", "boolean": "true|false", "null": "null",
    "number": r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?", "array": r"\[\]",
}  # fmt: skip

_TOLD = {
    "kind": r'"kind":"([a-z]+)"', "day": r'"day":"([0-9-]+)"', "recorded_at": r'"recorded_at":"([0-9TZ:.-]+)"',
    "offset_minutes": r'"offset_minutes":(0|-?[1-9][0-9]{0,4})',
}  # fmt: skip
"""What a first look at an entry needs of its head."""

Head: TypeAlias = dict[str, Any]
Parts: TypeAlias = tuple[bytes, Head, Any]
"""Id, head and fact of an entry; no id, and all of it as the head, where it is laid out in another way."""


class Part(NamedTuple):
    """What knows a head, or the facts of a kind."""

    usual: Callable[[bytes], object | None]
    """Matches most of those that fit: no words that JSON would write in another way, and nothing below."""
    fits: Counts

    def read(self, text: bytes) -> Any | None:
        """Return the value of a JSON text; None where it does not fit, or has to be looked at more closely."""
        return begun(text) if self.usual(text) else counted(text, self.fits)


class Fits(NamedTuple):
    """What knows the parts of an entry."""

    lines: Callable[[bytes], list[tuple[bytes, bytes, bytes, bytes, bytes]]]
    """Finds the lines with a usual head: kind, day, instant and offset of each, and the rest from the fact on."""
    head: Part
    facts: Mapping[str, Part]
    """By kind."""


def fits_of(schema: dict[str, Any]) -> Fits:
    """Return what knows the parts of an entry, by the schema of a record."""
    entry = schema["properties"]["entries"]["items"]
    head = {name: one for name, one in entry["properties"].items() if name not in ("id", "fact")}
    told = ",".join(_TOLD.get(name, pattern) for name, pattern in _patterns(head).items())
    line = f'(?m)^{{"id":"[0-9a-f-]{{36}}",{told},"fact":(.*)\n'
    facts = {one["if"]["properties"]["kind"]["const"]: one["then"]["properties"]["fact"] for one in entry["allOf"]}
    return Fits(
        lines=re.compile(line.encode()).findall,
        head=_part({"type": "object", "properties": head}, schema),
        facts={kind: _part(schema["$defs"][one["$ref"].rpartition("/")[2]], schema) for kind, one in facts.items()},
    )


def _part(wanted: dict[str, Any], schema: dict[str, Any]) -> Part:
    usual = r"\{" + ",".join(_patterns(wanted["properties"]).values()) + r"\}"
    return Part(re.compile(usual.encode()).fullmatch, counting(wanted, schema))


def _patterns(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the patterns of members that fit a schema, with their keys."""
    return {name: f'"{name}":(?:{"|".join(_usual(one))})' for name, one in fields.items()}


def _usual(wanted: Mapping[str, Any]) -> Iterator[str]:
    """Yield patterns of JSON texts that fit a schema."""
    if "enum" in wanted:
        yield from (re.escape(json.dumps(one)) for one in wanted["enum"])
        return
    names = wanted["type"]
    yield from (_USUAL[name] for name in ([names] if isinstance(names, str) else names))


class EntryRows(Rows):
    """The entries of a record; those whose facts are alike hold one and the same fact."""

    def __init__(self, data: bytes, span: tuple[int, int], fits: Counts, parse: Parse, parts: Fits) -> None:
        super().__init__(data, span, fits, parse)
        self._known = parts
        self._facts: dict[str, dict[bytes, Any]] = {kind: {} for kind in parts.facts}
        self._by_kind = {kind.encode(): there for kind, there in self._facts.items()}
        self._gathered: set[int] = set()
        self.few: list[Any] = []
        """One entry of each fact, and those whose day or time looks odd, once `look` is over: what is wrong with an
        entry by itself is wrong with one of these."""

    def look_at(self, block: bytes) -> None:
        """Check the entries of a block, and gather a few. Raises InvalidValue, ValueError or RecursionError."""
        text = block + b",\n"
        found = self._known.lines(text)
        if len(found) != text.count(b"\n"):
            self._look_closely(block)
            return
        last: tuple[bytes, ...] = ()
        odd, close = False, []
        for number, (kind, day, at, offset, fact) in enumerate(found):
            if (kind, day, at, offset) != last:
                last = kind, day, at, offset
                odd = _odd(str(kind, "ascii"), str(day, "ascii"), str(at, "ascii"), int(offset))
            if odd or fact not in self._by_kind.get(kind, ()):
                close.append(number)
        if close:
            lines = text.split(b"\n")
            self._look_closely(b"\n".join([lines[number] for number in close]).removesuffix(b","))

    def _look_closely(self, block: bytes) -> None:
        parts = self._parts(block)
        if parts is None:
            self._gather(super().rows(block))
            return
        for entry, head, fact in parts if len(self.few) < FEW else ():
            if id(fact) not in self._gathered or _odd(*(head[name] for name in _TOLD)):
                self._gather([_row(entry, head, fact)])

    def _gather(self, rows: list[Any]) -> None:
        kept = rows[: FEW - len(self.few)]
        self.few.extend(kept)
        self._gathered.update(id(row["fact"]) for row in kept)

    def rows(self, block: bytes) -> list[Any]:
        """Return the entries of a block. Raises InvalidValue, ValueError or RecursionError."""
        parts = self._parts(block)
        return super().rows(block) if parts is None else [_row(*one) for one in parts]

    def _parts(self, block: bytes) -> list[Parts] | None:
        """Return entries in their parts; None where one has to be looked at more closely, or is wrong."""
        facts = self._facts
        found: list[Parts] = []
        last, head = b"", None  # entries of one check-in stand side by side
        for line in (block + b",").split(b"\n"):
            before, _, fact_text = line.partition(_FACT)
            if before[_HEAD] != last:
                last = before[_HEAD]
                head = self._known.head.read(b"{" + last + b"}")
            fact = head and (facts[head["kind"]].get(fact_text) or self._fact(head["kind"], fact_text))
            if head and fact and before[_BEFORE_ID] == b'{"id":"' and before[_AFTER_ID] == b'",':
                found.append((before[_ID], head, fact))
            elif row := self._whole(line):
                found.append((b"", row, row["fact"]))
            else:
                return None
        return None if b"".join([one[0] for one in found]).translate(None, _IN_AN_ID) else found

    def _whole(self, line: bytes) -> Head | None:
        """Return an entry with words that JSON writes in another way; None where it is not the one of its line."""
        try:
            rows = super().rows(line.removesuffix(b","))
        except (InvalidValue, ValueError, RecursionError):
            return None
        return rows[0] if len(rows) == 1 and line.endswith(b",") else None

    def _fact(self, kind: str, text: bytes) -> Any | None:
        there = self._facts[kind]
        fact = self._known.facts[kind].read(text.removesuffix(_END)) if text.endswith(_END) else None
        if fact is not None and len(text) <= SHORT and len(there) < FACTS:
            there[text] = fact
        return fact


def _row(entry: bytes, head: Head, fact: Any) -> dict[str, Any]:
    return {"id": str(entry, "ascii"), **head, "fact": fact} if entry else head


def _odd(kind: str, day: str, recorded_at: str, offset_minutes: int) -> bool:
    """Return whether a day or an instant may be none, or a day lie after the one on which it was recorded."""
    try:
        there = datetime.fromisoformat(recorded_at) + timedelta(minutes=offset_minutes)
        found = date.fromisoformat(day)
    except (ValueError, OverflowError):
        return True
    ahead = found > there.date() and kind != "visit"
    return ahead or found.isoformat() != day or not _INSTANT(recorded_at)
