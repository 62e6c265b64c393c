"""The entries of a patient record on their way into a file: some at a time, a large record needs little room."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from rehab_tui.domain.moment import Origin
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue
from rehab_tui.store.bulk.facts import Facts, insert
from rehab_tui.store.bulk.fill import Filling, seq_of
from rehab_tui.store.checks import KIND_TABLES

Row: TypeAlias = Mapping[str, Any]
State: TypeAlias = tuple[int, int, str]
"""Entry, change, and what it is worth."""
AT_ONCE = 1000
"""Entries that are written at a time."""
MOST_ANSWERS = 200
"""Answers about warning signs that a day may hold, corrected ones too (judgement): each is looked at beside all others
of its two weeks, and some thousands of one day took minutes."""
TWICE = "an entry is in the record twice"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z").fullmatch
_ORIGINS = frozenset((Origin.SCREEN, Origin.COMMAND, Origin.IMPORT, Origin.DEMO))
_YES_NO = frozenset((0, 1))
_ENTRY = (
    "seq", "id", "patient_id", "change_id", "kind", "day", "note", "supersedes", "plan_id", "recorded_at",
    "offset_minutes", "time_zone", "origin", "simulated",
)  # fmt: skip


_SORTED_LATER = ("entry_kind_day", "entry_day", "entry_change", "exercise_name")
"""Indexes of which nothing is asked while entries come in: those by which an entry or a state is found stay."""


@contextmanager
def quick_filling(connection: sqlite3.Connection) -> Generator[None]:
    """Sort entries into an empty file once they are all in, inside a change: what fails puts the indexes back too."""
    if connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone():
        yield
        return
    names = json.dumps(_SORTED_LATER)
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name IN (SELECT value FROM json_each(?))"
    indexes = connection.execute(made, (names,)).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def change_of(changes: Mapping[int, int], row: Row) -> int:
    """Return the change of the file that a row of the record came with. Raises InvalidValue."""
    try:
        return changes[row["change"]]
    except (KeyError, TypeError):
        raise InvalidValue(f"a row points to change {row['change']!r}, which is not in the record") from None


class Came(NamedTuple):
    """What became of the entries of a record."""

    new: int
    known: int
    purged: int
    corrections: int
    """States that were added."""
    corrected: frozenset[int]
    """Entries that had states before, and got more."""
    first_new: int
    """The row number from which on entries are new."""
    days: tuple[str, str]
    """The first and the last day in the record; empty without an entry."""


class Entries:
    """Writes the entries of one record; `changes` has the change of the file for each number of the record.

    Nothing here points back to its owner: a record is a few MB, and goes as soon as it was taken in.
    """

    def __init__(
        self, connection: sqlite3.Connection, patient: str, purged: frozenset[str], changes: Mapping[int, int]
    ) -> None:
        self.filling = Filling(connection)
        self._connection = connection
        self._run = connection.execute
        self._patient = patient
        self._purged = purged
        self._changes = changes
        self._first = self._next = int(self._run("SELECT coalesce(max(seq), 0) + 1 FROM entry").fetchone()[0])
        self._early: list[str] = []
        self._corrected: set[int] = set()
        self._answers: Counter[str] = Counter()
        self._facts = Facts(connection, self._first)

    def take(self, rows: Iterable[Row]) -> Came:
        """Write every entry that is new, and every state. Raises InvalidValue for one that cannot be."""
        held = iter(rows)
        purged = total = corrections = 0
        first, last = "", ""
        while block := list(islice(held, AT_ONCE)):
            total += len(block)
            days = sorted({row["day"] for row in block})
            first, last = min(first or days[0], days[0]), max(last, days[-1])
            kept = [row for row in block if row["id"] not in self._purged] if self._purged else block
            purged += len(block) - len(kept)
            self._count_answers(kept)
            corrections += self._take(kept)
        self._facts.close()
        if any(self.seq(one) is not None for one in self._early):
            raise InvalidValue("an entry stands before the one in whose place it stands")
        new = self._next - self._first
        corrected = frozenset(self._corrected)
        return Came(new, total - new - purged, purged, corrections, corrected, self._first, (first, last))

    def _count_answers(self, block: Sequence[Row]) -> None:
        """Raise InvalidValue for a day with more answers about warning signs than a person can give."""
        days = [row["day"] for row in block if row["kind"] == "symptoms"]
        self._answers.update(days)
        for day in set(days):
            if self._answers[day] > MOST_ANSWERS:
                raise InvalidValue(
                    f"it holds more than {MOST_ANSWERS} answers about warning signs of one day ({shown(day)}); "
                    "nothing was imported, ask for it again"
                )

    def seq(self, entry: str | None) -> int | None:
        """Return the row number of an entry, or None for one that is not in the file."""
        return seq_of(self._connection, entry)

    def _take(self, block: Sequence[Row]) -> int:
        seqs = self._known([row["id"] for row in block]) if self._first > 1 else {}
        if any(seq >= self._first for seq in seqs.values()):
            raise InvalidValue(TWICE)
        known = frozenset(seqs.values())
        self.filling.entries([row for row in block if row["id"] in seqs], seqs)
        new = [row for row in block if row["id"] not in seqs]
        for row in new:
            seqs[row["id"]] = self._next
            self._next += 1
        if len(seqs) != len(block):
            raise InvalidValue(TWICE)
        self._write(new, seqs)
        return self._states(block, seqs, known)

    def _known(self, ids: Sequence[str]) -> dict[str, int]:
        sql = "SELECT id, seq FROM entry WHERE id IN (SELECT value FROM json_each(?))"
        return {row[0]: row[1] for row in self._run(sql, (json.dumps(ids),))}

    def _write(self, new: Sequence[Row], seqs: Mapping[str, int]) -> None:
        """Write entries; SQLite needs as long for the checks of this one table as for all the rest of a record."""
        _check(new)
        self._run("PRAGMA ignore_check_constraints=ON")
        try:
            self._write_entries(new, seqs)
        finally:
            self._run("PRAGMA ignore_check_constraints=OFF")
        by_kind: dict[str, list[Row]] = {}
        for row in new:
            by_kind.setdefault(row["kind"], []).append(row)
        for kind, rows in by_kind.items():
            self._facts.write(kind, rows, seqs)

    def _write_entries(self, new: Sequence[Row], seqs: Mapping[str, int]) -> None:
        changes, patient = self._changes, self._patient
        rows = [
            (
                seqs[row["id"]], row["id"], patient, change_of(changes, row), row["kind"], row["day"], row["note"],
                self._before(row["supersedes"], seqs) if row["supersedes"] else None, row["plan"],
                row["recorded_at"], row["offset_minutes"], row["time_zone"], row["origin"], int(row["simulated"]),
            )
            for row in new
        ]  # fmt: skip
        insert(self._connection, "entry", _ENTRY, rows)

    def _before(self, entry: str, seqs: Mapping[str, int]) -> int | None:
        """Return the entry that another one replaced; one that was left out, or purged here, is nowhere."""
        found = seqs.get(entry) or self.seq(entry)
        if found is None:
            self._early.append(entry)
        return found

    def _states(self, block: Sequence[Row], seqs: Mapping[str, int], known: frozenset[int]) -> int:
        """Write what entries were worth, oldest first; return how many rows are new."""
        told = [row for row in block if row["states"]]
        if not told:
            return 0
        there = Counter(self._states_of(known)) if known else Counter[State]()
        before = {key[0] for key in there}
        count = 0
        for row in told:
            new = list(self._new_states(row, seqs[row["id"]], there))
            new.sort(key=lambda key: key[1])
            if new and new[0][0] in before:
                self._corrected.add(new[0][0])
            insert(self._connection, "entry_state", ("entry", "change_id", "state"), new)
            count += len(new)
        return count

    def _new_states(self, row: Row, seq: int, there: Counter[State]) -> Iterator[State]:
        for state in row["states"]:
            key = (seq, change_of(self._changes, state), state["state"])
            if there[key]:
                there[key] -= 1
            else:
                yield key

    def _states_of(self, known: frozenset[int]) -> Iterator[State]:
        sql = "SELECT entry, change_id, state FROM entry_state WHERE entry IN (SELECT value FROM json_each(?))"
        return (tuple(row) for row in self._run(sql, (json.dumps(sorted(known)),)))


def _check(new: Sequence[Row]) -> None:
    """Raise InvalidValue for what the checks of the table `entry` refuse; a test holds the two together."""
    checked: tuple[object, ...] = ()
    for row in new:
        head = row["kind"], row["origin"], row["simulated"], row["day"], row["recorded_at"]
        if not (_ID(row["id"]) and (head == checked or _is_head(*head))):
            raise InvalidValue(f"entry {shown(row['id'])} holds something that cannot be kept; nothing was imported")
        checked = head


def _is_head(kind: str, origin: str, simulated: object, day: str, recorded_at: str) -> bool:
    known = kind in KIND_TABLES and origin in _ORIGINS and simulated in _YES_NO
    return bool(known and _DAY(day) and _INSTANT(recorded_at))
