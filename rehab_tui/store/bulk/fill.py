"""What a file lacks because it was left out of the record it came with, and a fuller record of the same entry has.

Nothing that is there is changed: an empty place gets its words, the private sign its answer, and only where two copies
are alike in all the rest. The change that brought them is in the trail and says so.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from rehab_tui.domain.symptom import NOT_SURE, PRIVATE_SYMPTOM
from rehab_tui.store.bulk.leaving import CLINICIAN, HIDDEN_RULE, cell
from rehab_tui.store.bulk.rows import entries_of
from rehab_tui.store.unguarded import unguarded

Row: TypeAlias = Mapping[str, Any]
_OTHERWISE = ("note", "fact", "supersedes", "change", "states")
"""Of an entry: what can be left out, and what stands for other rows, which may be left out too."""
_ALIKE = ("level", "side", "opened_on", "opened_at", "due")
_HIDDEN = ("rule", "title", "message", "why", "sources")
_TABLES = ("change", "entry", "visit", "symptoms", "symptom", "followup", "followup_event")


class Filled(NamedTuple):
    """What was filled in."""

    entries: frozenset[int] = frozenset()
    """By row number."""
    followups: int = 0
    words: int = 0
    """Lines of the trail."""

    @property
    def told(self) -> str:
        """What was filled in, for the trail; empty for nothing."""
        return filled_words(len(self.entries), self.followups)


def filled_words(entries: int, followups: int) -> str:
    """Return how much was filled in, in words; empty for nothing."""
    names = ((entries, "entry", "entries"), (followups, "follow-up", "follow-ups"))
    parts = [f"{number:,} {single if number == 1 else several}" for number, single, several in names if number]
    return f"filled in what had been left out of {' and '.join(parts)}" if parts else ""


class _DiffersError(Exception):
    """Two copies of an entry differ in more than what can be left out."""


class Filling:
    """What one record can fill in, gathered as it is read and written at its end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._run = connection.execute
        self._work: list[tuple[str, tuple[object, ...]]] = []
        self._entries: set[int] = set()
        self._followups: set[int] = set()
        self._words = 0
        self._untold = {row[0] for row in self._run("SELECT id FROM change WHERE words = verb")}

    def trail(self, change: int, row: Row) -> None:
        """Look at a change that is known: its words leave only with all the rest."""
        if change in self._untold and row["words"] != row["verb"]:
            self._work.append(("UPDATE change SET words = ? WHERE id = ?", (row["words"], change)))
            self._words += 1

    def entries(self, known: Sequence[Row], seqs: Mapping[str, int]) -> None:
        """Look at entries that are known."""
        told = {seqs[row["id"]]: row for row in known if _tells(row)}
        for seq, there in entries_of(self._connection, tuple(told)) if told else ():
            try:
                both = _fuller(there, told[seq])
            except _DiffersError:
                continue
            self._entry(seq, there, both)

    def _entry(self, seq: int, there: Row, both: Row) -> None:
        found = list(_steps(seq, there, both))
        if found:
            self._entries.add(seq)
            self._work.extend(found)

    def followup(self, seq: int, row: Row) -> None:
        """Look at a follow-up that is known, its events with it."""
        there = self._run("SELECT * FROM followup WHERE seq = ?", (seq,)).fetchone()
        if any(there[name] != row[name] for name in _ALIKE):
            return
        entry = seq_of(self._connection, row["entry"]) if there["entry"] is None else None
        if entry is not None:
            self._work.append(("UPDATE followup SET entry = ? WHERE seq = ?", (entry, seq)))
            self._followups.add(seq)
        if there["rule"] == HIDDEN_RULE != row["rule"]:
            values = [cell(row[name]) for name in _HIDDEN]
            sql = "UPDATE followup SET rule = ?, title = ?, message = ?, why = ?, sources = ? WHERE seq = ?"
            self._work.append((sql, (*values, seq)))
            self._work.extend(self._events(seq, row["events"]))
            self._followups.add(seq)

    def _events(self, followup: int, events: Sequence[Row]) -> Iterator[tuple[str, tuple[object, ...]]]:
        told = list(events)
        for there in self._run("SELECT * FROM followup_event WHERE followup = ? ORDER BY seq", (followup,)):
            same = next(
                (one for one in told if all(one[name] == there[name] for name in ("verb", "state", "at"))), None
            )
            if same is None:
                continue
            told.remove(same)
            contacted = same["contacted"] if there["contacted"] == CLINICIAN else there["contacted"]
            text = same["text"] if there["text"] is None else there["text"]
            yield "UPDATE followup_event SET contacted = ?, text = ? WHERE seq = ?", (contacted, text, there["seq"])

    def write(self, change: int) -> Filled:
        """Fill in what was found, once every row of the record is in; what was filled in stands in the trail."""
        filled = Filled(frozenset(self._entries), len(self._followups), self._words)
        if filled.told:
            self._work.append(("UPDATE change SET words = words || '; ' || ? WHERE id = ?", (filled.told, change)))
        if self._work:
            with unguarded(self._connection, _TABLES):
                for sql, values in self._work:
                    self._run(sql, values)
        return filled


def seq_of(connection: sqlite3.Connection, entry: str | None) -> int | None:
    """Return the row number of an entry by its id, or None for one that is not in the file."""
    found = connection.execute("SELECT seq FROM entry WHERE id = ?", (entry,)).fetchone() if entry else None
    return None if found is None else int(found[0])


def _tells(row: Row) -> bool:
    """Return whether an entry has anything that can be left out."""
    if row["note"] is not None:
        return True
    fact = row["fact"]
    if row["kind"] == "symptoms":
        return PRIVATE_SYMPTOM in fact["asked"] or any(one["text"] is not None for one in fact["reports"])
    return row["kind"] == "visit" and fact["ask"] is not None


def _steps(seq: int, there: Row, both: Row) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield the SQL that makes one copy of an entry into the fuller one."""
    if both["note"] != there["note"]:
        yield "UPDATE entry SET note = ? WHERE seq = ?", (both["note"], seq)
    fact = both["fact"]
    if fact == there["fact"]:
        return
    if both["kind"] == "visit":
        yield "UPDATE visit SET ask = ? WHERE entry = ?", (fact["ask"], seq)
        return
    yield "UPDATE symptoms SET asked = ? WHERE entry = ?", (cell(fact["asked"]), seq)
    yield "DELETE FROM symptom WHERE entry = ?", (seq,)
    for position, one in enumerate(fact["reports"]):
        sql = "INSERT INTO symptom (entry, position, symptom, answer, side, since, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
        yield sql, (seq, position, *(one[name] for name in ("symptom", "answer", "side", "since", "text")))


def _fuller(there: Row, row: Row) -> dict[str, Any]:
    """Return what either copy of an entry has. Raises _DiffersError."""
    fixed = {name: value for name, value in there.items() if name not in _OTHERWISE}
    if any(row[name] != value for name, value in fixed.items()):
        raise _DiffersError
    return {
        **fixed,
        "note": _words(there["note"], row["note"]),
        "fact": _fact(there["kind"], there["fact"], row["fact"]),
    }


def _fact(kind: str, there: Row, row: Row) -> Row:
    if kind == "symptoms":
        return _answers(there, row)
    open_to = {"ask"} if kind == "visit" else set()
    if any(row[name] != value for name, value in there.items() if name not in open_to):
        raise _DiffersError
    return {**there, **{name: _words(there[name], row[name]) for name in open_to}}


def _answers(there: Row, row: Row) -> Row:
    """Return answers with the private sign and the words that either copy has."""
    if any(row[name] != there[name] for name in ("form", "temperature_c", "companions")):
        raise _DiffersError
    most, least = (row, there) if PRIVATE_SYMPTOM not in there["asked"] else (there, row)
    private = PRIVATE_SYMPTOM in least["asked"]
    if [one for one in most["asked"] if private or one != PRIVATE_SYMPTOM] != least["asked"]:
        raise _DiffersError
    reports, others = [], list(least["reports"])
    for one in most["reports"]:
        if one["symptom"] != PRIVATE_SYMPTOM or private:
            other = others.pop(0) if others else {}
            if {**other, "text": None} != {**one, "text": None}:
                raise _DiffersError
            reports.append({**one, "text": _words(one["text"], other["text"])})
        else:
            reports.append(one)
    if others:
        raise _DiffersError
    return {**most, "reports": reports}


def _words(one: str | None, other: str | None) -> str | None:
    """Return the fuller of two texts, of which one may have been left out. Raises _DiffersError for two others."""
    if other in (one, _shorter(one)):
        return one
    if one == _shorter(other):
        return other
    raise _DiffersError


def _shorter(text: str | None) -> str | None:
    """Return what leaves of a text where notes do not: that somebody was not sure of a sign."""
    return NOT_SURE if text is not None and text.startswith(NOT_SURE) else None
