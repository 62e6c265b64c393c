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
from rehab_tui.exchange.record_rows import Parse, Rows, counted, decoded
from rehab_tui.exchange.shape import Counts, counting

HEADS = 4096
"""Heads that are remembered: those that are alike stand near each other."""
FACTS = 20_000
"""Facts of one kind that are remembered."""
SHORT = 1024
"""Bytes of a head or a fact that is worth remembering."""
FEW = 10_000
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
    "array": r"\[\]",
}  # fmt: skip

Head: TypeAlias = dict[str, Any]
Parts: TypeAlias = tuple[bytes, Head, Any]
"""Id, head and fact of an entry; no id, and all of it as the head, where it is laid out in another way."""


class Fits(NamedTuple):
    """What knows the parts of an entry."""

    usual: Callable[[bytes], object | None]
    """Matches a head with no words in it that JSON would write in another way, and no correction: most of them."""
    head: Counts
    facts: Mapping[str, Counts]
    """By kind."""


def fits_of(schema: dict[str, Any]) -> Fits:
    """Return what knows the parts of an entry, by the schema of a record."""
    entry = schema["properties"]["entries"]["items"]
    head = {name: one for name, one in entry["properties"].items() if name not in ("id", "fact")}
    facts = {
        one["if"]["properties"]["kind"]["const"]: counting(one["then"]["properties"]["fact"], schema)
        for one in entry["allOf"]
    }
    usual = ",".join(f'"{name}":(?:{"|".join(_usual(one))})' for name, one in head.items())
    return Fits(re.compile(usual.encode()).fullmatch, counting({"type": "object", "properties": head}, schema), facts)


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
        self._heads: dict[bytes, Head] = {}
        self._facts: dict[str, dict[bytes, Any]] = {kind: {} for kind in parts.facts}
        self._gathered: set[int] = set()
        self.few: list[Any] = []
        """One entry of each fact, and those whose day or time looks odd, once `look` is over: what is wrong with an
        entry by itself is wrong with one of these."""

    def look_at(self, block: bytes) -> None:
        """Check the entries of a block, and gather a few. Raises InvalidValue, ValueError or RecursionError."""
        parts = self._parts(block)
        if parts is None:
            self._gather(super().rows(block))
            return
        last, odd = None, False
        for entry, head, fact in parts:
            if head is not last:
                last, odd = head, _odd(head)
            if odd or id(fact) not in self._gathered:
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
        heads, facts = self._heads, self._facts
        found: list[Parts] = []
        for line in (block + b",").split(b"\n"):
            before, _, fact_text = line.partition(_FACT)
            head_text = before[_HEAD]
            head = heads.get(head_text) or self._head(head_text)
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

    def _head(self, text: bytes) -> Head | None:
        whole = b"{" + text + b"}"
        head: Head | None = decoded(whole) if self._known.usual(text) else counted(whole, self._known.head)
        if head is not None and len(text) <= SHORT:
            if len(self._heads) >= HEADS:
                self._heads.clear()
            self._heads[text] = head
        return head

    def _fact(self, kind: str, text: bytes) -> Any | None:
        there = self._facts[kind]
        fact = counted(text.removesuffix(_END), self._known.facts[kind]) if text.endswith(_END) else None
        if fact is not None and len(text) <= SHORT and len(there) < FACTS:
            there[text] = fact
        return fact


def _row(entry: bytes, head: Head, fact: Any) -> dict[str, Any]:
    return {"id": str(entry, "ascii"), **head, "fact": fact} if entry else head


def _odd(head: Head) -> bool:
    """Return whether a day or an instant may be none, or a day lie after the one on which it was recorded."""
    recorded = head["recorded_at"]
    try:
        there = datetime.fromisoformat(recorded) + timedelta(minutes=head["offset_minutes"])
        day = date.fromisoformat(head["day"])
    except (ValueError, OverflowError):
        return True
    ahead = day > there.date() and head["kind"] != "visit"
    return ahead or day.isoformat() != head["day"] or not _INSTANT(recorded)
