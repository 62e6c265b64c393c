"""Many facts from elsewhere written at once: some thousand rows to a statement, so that each check is set up once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.errors import Refused
from rehab_tui.store.bulk.leaving import select
from rehab_tui.store.bulk.merge import PURGE
from rehab_tui.store.bulk.settle import Met, settle
from rehab_tui.store.changes import SHEET
from rehab_tui.store.entries import WITH_CHILDREN, kind_table
from rehab_tui.store.figures import ANYTHING
from rehab_tui.store.store import Change, Store

AT_ONCE = 100_000
"""Rows that wait in memory to be written together: each statement first saves every page that it touches."""
CACHE_KIB = 64 * 1024
"""Pages of the file that are kept in memory meanwhile: random ids touch many of them."""
_EVERY = ("seq", "id", "day", "note", "plan_id", "recorded_at", "offset_minutes")
Line = tuple[object, ...]


class Row(NamedTuple):
    """A fact with all that is kept beside it."""

    id: str
    day: date
    fact: Fact
    note: str | None
    plan_id: str | None
    recorded_at: str
    """UTC, as it is stored."""
    offset_minutes: int


class DailyScore(NamedTuple):
    """A daily score that counts now."""

    id: str
    score: int


def become(change: Change, patient: str, otherwise: str) -> Change:
    """Make an empty file that of a patient, by id, and return the change of it; one that is theirs stays so.

    Raises Refused with `otherwise`.
    """
    if patient == change.patient:
        return change
    run = change.connection.execute
    if run(ANYTHING).fetchone()[0]:
        raise Refused(otherwise)
    run("UPDATE patient SET id = ?", (patient,))
    return replace(change, patient=patient)


def written(store: Store) -> int:
    """Return how many rows this connection has written."""
    return store.connection.total_changes


def known_ids(store: Store) -> frozenset[str]:
    """Return the ids of all entries, whatever their state."""
    return frozenset(row[0] for row in store.rows("SELECT id FROM entry"))


def purged_ids(store: Store) -> frozenset[str]:
    """Return the ids of entries that were purged from this file."""
    rows = store.rows("SELECT words FROM change WHERE verb = ?", PURGE)
    return frozenset(word for row in rows for word in row[0].split() if len(word) == 36)


def undone_ids(store: Store) -> frozenset[str]:
    """Return the ids of entries that came in with a spreadsheet which was undone."""
    rows = store.rows(
        "SELECT e.id FROM entry_now e JOIN change c ON c.id = e.change_id"
        " WHERE c.verb = ? AND e.state = 'in_error' AND EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.id)",
        SHEET,
    )
    return frozenset(row[0] for row in rows)


def daily_scores(store: Store, first: date, last: date) -> dict[tuple[date, str, str], DailyScore]:
    """Return the daily scores that count, by day, side and site."""
    rows = store.rows(
        "SELECT id, day, side, site, score FROM pain_now WHERE score_kind = 'day' AND day BETWEEN ? AND ?",
        first.isoformat(),
        last.isoformat(),
    )
    return {
        (date.fromisoformat(row["day"]), row["side"], row["site"]): DailyScore(row["id"], row["score"]) for row in rows
    }


def roomy(store: Store) -> None:
    """Let a connection hold more in memory, and nothing of what waits on the disk; before a change begins."""
    store.connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    store.connection.execute("PRAGMA temp_store=MEMORY")


def insert(change: Change, rows: Iterable[Row], meet: frozenset[str]) -> int:
    """Write rows in their order and return how many the file has got; `meet` are ids of scores that met another one.

    Of two scores for one day the newest by its own time counts.
    """
    run = change.connection.execute
    first = int(run("SELECT coalesce(max(seq), 0) + 1 FROM entry").fetchone()[0])
    numbered = enumerate(rows, first)
    try:
        while held := list(islice(numbered, AT_ONCE)):
            for kind in dict.fromkeys(row.fact.kind_of_entry for _, row in held):
                _write(change, kind, [(seq, row) for seq, row in held if row.fact.kind_of_entry is kind])
    finally:
        for kind in Kind:
            run(f"DROP TABLE IF EXISTS temp.{_waiting(kind)}")
    if meet:
        found = run(
            "SELECT seq FROM entry WHERE seq >= ? AND id IN (SELECT value FROM json_each(?))",
            (first, json.dumps(sorted(meet))),
        )
        settle(change, Met(new_entries=frozenset(row[0] for row in found.fetchall())))
    return int(run("SELECT count(*) FROM entry WHERE change_id = ? AND seq >= ?", (change.id, first)).fetchone()[0])


def _waiting(kind: Kind) -> str:
    return f"waiting_{kind.value}"


def _write(change: Change, kind: Kind, rows: Sequence[tuple[int, Row]]) -> None:
    """Let rows wait in memory, then write them with two statements; their parts one by one."""
    table = kind_table(kind)
    connection, waiting = change.connection, _waiting(kind)
    columns = (*_EVERY, *(f"own_{name}" for name in table.COLUMNS))
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {waiting} (seq INTEGER PRIMARY KEY, {', '.join(columns[1:])})")
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {waiting} VALUES ({marks})", _lines(table, rows))  # noqa: S608 (fixed names)
    moment = change.stamp.moment
    connection.execute(
        "INSERT INTO entry (seq, id, patient_id, change_id, kind, day, note, plan_id, recorded_at, offset_minutes,"
        " time_zone, origin, simulated) "
        + select("seq, id, ?, ?, ?, day, note, plan_id, recorded_at, offset_minutes, ?, 'import', ?", waiting),
        (change.patient, change.id, kind.value, moment.zone, int(moment.simulated)),
    )
    own = ", ".join(f"own_{name}" for name in table.COLUMNS)
    connection.execute(
        f"INSERT INTO {table.TABLE} (entry, {', '.join(table.COLUMNS)}) " + select(f"seq, {own}", waiting)
    )
    connection.execute(f"DELETE FROM {waiting}")  # noqa: S608 (fixed names)
    if kind in WITH_CHILDREN:
        for seq, row in rows:
            table.add_children(connection, seq, row.fact)


def _lines(table: Any, rows: Sequence[tuple[int, Row]]) -> Iterator[Line]:
    values = table.values
    made: dict[int, Line] = {}  # many rows share one fact
    for seq, (entry, day, fact, note, plan, recorded_at, offset) in rows:
        own = made.get(id(fact))
        if own is None:
            own = made[id(fact)] = values(fact)
        yield (seq, entry, day.isoformat(), note, plan, recorded_at, offset, *own)


def recorded_now(change: Change) -> tuple[str, int]:
    """Return the instant and the offset in minutes of a change, as columns hold them."""
    recorded_at, offset, *_ = change.recorded
    return recorded_at, offset
