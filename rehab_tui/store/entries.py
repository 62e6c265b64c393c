"""Entries: adding, correcting, and reading them back as values."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from typing import Any

from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.kept import Entry, EntryState
from rehab_tui.domain.moment import instant_from
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue, NotFound, UnusableFile
from rehab_tui.store.store import Change, Store, new_id

_MODULES = {
    Kind.PAIN: "pain",
    Kind.EXERCISE: "exercise",
    Kind.SYMPTOMS: "symptoms",
    Kind.ANSWER: "small:ANSWER",
    Kind.NOTE: "small:NOTE",
    Kind.CLEARANCE: "small:CLEARANCE",
    Kind.VISIT: "small:VISIT",
    Kind.MEASURE: "measure",
    Kind.TREATMENT: "treatment",
    Kind.BLOCK: "block",
    Kind.PAUSE: "pause",
    Kind.BASELINE: "baseline",
}
WITH_CHILDREN = frozenset({Kind.SYMPTOMS, Kind.MEASURE, Kind.BLOCK})
"""Kinds with rows in a second table: their modules also have `add_children` and `CHILDREN`."""


def kind_table(kind: Kind) -> Any:
    """Return what knows a kind's table (a module or a SmallKind), loaded when it is first needed."""
    module, _, name = _MODULES[kind].partition(":")
    loaded = import_module(f"rehab_tui.store.kinds.{module}")
    return getattr(loaded, name) if name else loaded


def add(
    change: Change,
    day: date,
    fact: Fact,
    *,
    note: str | None = None,
    supersedes: str | None = None,
    plan_id: str | None = None,
) -> Entry:
    """Keep one fact; with `supersedes` the entry of that id stops counting."""
    run = change.connection.execute
    kind = fact.kind_of_entry
    entry_id = new_id()
    old = _seq(change.connection, supersedes) if supersedes else None
    cursor = run(
        "INSERT INTO entry (id, patient_id, change_id, kind, day, note, supersedes, plan_id, recorded_at,"
        " offset_minutes, time_zone, origin, simulated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry_id,
            change.patient,
            change.id,
            kind.value,
            day.isoformat(),
            note,
            old,
            plan_id,
            *change.recorded,
        ),
    )
    seq = int(cursor.lastrowid or 0)
    table = kind_table(kind)
    columns = ("entry", *table.COLUMNS)
    marks = ", ".join("?" * len(columns))
    run(
        f"INSERT INTO {table.TABLE} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 (names fixed by modules)
        (seq, *table.values(fact)),
    )
    if kind in WITH_CHILDREN:
        table.add_children(change.connection, seq, fact)
    if old is not None:
        _set_state(change, old, EntryState.SUPERSEDED)
    moment = change.stamp.moment
    return Entry(
        id=entry_id,
        day=day,
        fact=fact,
        recorded_at=moment.instant.replace(microsecond=moment.instant.microsecond // 1000 * 1000),
        origin=change.stamp.origin,
        note=note,
        supersedes=supersedes,
        plan_id=plan_id,
        simulated=moment.simulated,
        time_zone=moment.zone,
    )


def set_state(change: Change, entry_id: str, state: EntryState) -> None:
    """Record what an entry is worth from now on."""
    _set_state(change, _seq(change.connection, entry_id), state)


def _set_state(change: Change, seq: int, state: EntryState) -> None:
    change.connection.execute(
        "INSERT INTO entry_state (entry, change_id, state) VALUES (?, ?, ?)", (seq, change.id, state.value)
    )


def _seq(connection: sqlite3.Connection, entry_id: str) -> int:
    return int(connection.execute("SELECT seq FROM entry WHERE id = ?", (entry_id,)).fetchone()[0])


def between(
    store: Store,
    first: date,
    last: date,
    kinds: Iterable[Kind] = tuple(Kind),
    *,
    every_state: bool = False,
) -> tuple[Entry, ...]:
    """Return the entries dated `first` to `last` (both included), oldest day first, in order of recording.

    Only those that count now, unless `every_state`.
    """
    days = first.isoformat(), last.isoformat()
    where = "e.day BETWEEN ? AND ?" + ("" if every_state else " AND e.state = 'current'")
    found = [pair for kind in kinds if _occurs(store, kind, *days) for pair in _read(store, kind, where, *days)]
    return tuple(entry for _, entry in sorted(found, key=lambda pair: (pair[1].day, pair[0])))


def _occurs(store: Store, kind: Kind, first: str, last: str) -> bool:
    """Return whether a kind was logged at all: what knows its table is loaded only then."""
    sql = "SELECT 1 FROM entry WHERE kind = ? AND day BETWEEN ? AND ? LIMIT 1"
    return bool(store.rows(sql, kind.value, first, last))


def something_reported(store: Store, first: date, last: date) -> bool:
    """Return whether an answer of those days holds a sign, something beside one, or a temperature."""
    return bool(
        store.rows(
            "SELECT 1 FROM entry e JOIN symptoms t ON t.entry = e.seq"
            " WHERE e.kind = 'symptoms' AND e.day BETWEEN ? AND ? AND (t.temperature_c IS NOT NULL"
            " OR t.companions <> '[]' OR EXISTS (SELECT 1 FROM symptom s WHERE s.entry = e.seq)) LIMIT 1",
            first.isoformat(),
            last.isoformat(),
        )
    )


def one(store: Store, beginning: str) -> Entry:
    """Return the entry whose id begins like this, whatever its state; raise NotFound unless exactly one does."""
    typed = beginning.strip().lower()
    sql = "SELECT id, kind FROM entry WHERE id >= ?1 AND substr(id, 1, ?2) = ?1 AND id <= ?1 || ?3 LIMIT 2"
    rows = store.rows(sql, typed, len(typed), "\U0010ffff")
    if not typed or len(rows) != 1:
        reason = "several entries begin" if len(rows) > 1 else "no entry begins"
        raise NotFound(f'{reason} with id "{shown(beginning)}"; see the ids with: rehab history')
    return _read(store, Kind(rows[0]["kind"]), "e.id = ?", rows[0]["id"])[0][1]


def by_ids(store: Store, ids: Iterable[str]) -> dict[str, Entry]:
    """Return entries by their whole ids, whatever their state, in the order asked for; all read at once."""
    import json  # only an undo asks for many at once

    wanted = tuple(ids)
    listed = json.dumps(wanted)
    those = "(SELECT value FROM json_each(?))"
    kinds = store.rows(f"SELECT DISTINCT kind FROM entry WHERE id IN {those}", listed)  # noqa: S608 (fixed words)
    found = {
        entry.id: entry for row in kinds for _, entry in _read(store, Kind(row["kind"]), f"e.id IN {those}", listed)
    }
    return {one: found[one] for one in wanted}


def made_by(store: Store, change_id: int) -> tuple[Entry, ...]:
    """Return the entries that one change made, in order."""
    kinds = store.rows("SELECT DISTINCT kind FROM entry WHERE change_id = ?", change_id)
    found = [pair for row in kinds for pair in _read(store, Kind(row["kind"]), "e.change_id = ?", change_id)]
    return tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0]))


def actions(store: Store, first: date, last: date) -> dict[str, int]:
    """Return, by entry id, the number of the command or key that made it, for entries dated `first` to `last`."""
    rows = store.rows("SELECT id, change_id FROM entry WHERE day BETWEEN ? AND ?", first.isoformat(), last.isoformat())
    return {row["id"]: row["change_id"] for row in rows}


def with_words(store: Store, text: str, most: int) -> tuple[Entry, ...]:
    """Return the newest notes that count and hold a text, large and small letters alike; nothing is interpreted."""
    rows = store.rows(
        "SELECT e.id FROM entry_now e JOIN note n ON n.entry = e.seq"
        " WHERE e.kind = 'note' AND e.state = 'current' AND instr(lower(n.text), lower(?)) > 0"
        " ORDER BY e.day DESC, e.seq DESC LIMIT ?",
        text,
        most,
    )
    return tuple(_read(store, Kind.NOTE, "e.id = ?", row["id"])[0][1] for row in rows)


def latest(store: Store, kind: Kind, most: int = 1, before: date | None = None) -> tuple[Entry, ...]:
    """Return the newest entries of a kind that count, newest day first."""
    if not _occurs(store, kind, date.min.isoformat(), (before or date.max).isoformat()):
        return ()
    where = "e.state = 'current'" + (" AND e.day <= ?" if before else "") + " ORDER BY e.day DESC, e.seq DESC LIMIT ?"
    values: tuple[object, ...] = (before.isoformat(), most) if before else (most,)
    return tuple(entry for _, entry in _read(store, kind, where, *values))


def measured(store: Store, measure: str, last: date, most: int = -1, first: date = date.min) -> tuple[Entry, ...]:
    """Return the measurements of one name from `first` to `last` that count, oldest first; `most`: the newest ones."""
    where = "t.measure = ? AND e.state = 'current' AND e.day BETWEEN ? AND ? ORDER BY e.day DESC, e.seq DESC LIMIT ?"
    found = _read(store, Kind.MEASURE, where, measure, first.isoformat(), last.isoformat(), most)
    return tuple(entry for _, entry in reversed(found))


def versions(store: Store, entry: Entry) -> tuple[Entry, ...]:
    """Return everything an entry has been, oldest first, up to its newest version."""
    rows = store.rows(
        "WITH RECURSIVE back (seq, supersedes) AS (SELECT seq, supersedes FROM entry WHERE id = ?1"
        " UNION SELECT e.seq, e.supersedes FROM entry e JOIN back ON e.seq = back.supersedes),"
        " forth (seq) AS (SELECT seq FROM entry WHERE id = ?1"
        " UNION SELECT e.seq FROM entry e JOIN forth ON e.supersedes = forth.seq)"
        " SELECT e.id FROM entry e WHERE e.seq IN (SELECT seq FROM back UNION SELECT seq FROM forth) ORDER BY e.seq",
        entry.id,
    )
    return tuple(_read(store, entry.kind, "e.id = ?", row["id"])[0][1] for row in rows)


def daily_scores(store: Store, site: str, side: str, first: date, last: date) -> dict[date, int]:
    """Return the daily scores of one site and side by day; a day without one is not in it."""
    rows = store.rows(
        "SELECT e.day, p.score FROM entry_now e JOIN pain p ON p.entry = e.seq WHERE e.kind = 'pain'"
        " AND p.score_kind = 'day' AND p.site = ? AND p.side = ? AND e.day BETWEEN ? AND ? AND e.state = 'current'"
        " ORDER BY e.recorded_at",
        site,
        side,
        first.isoformat(),
        last.isoformat(),
    )
    return {date.fromisoformat(row["day"]): row["score"] for row in rows}


def other_scores(store: Store, site: str, side: str, first: date, last: date) -> int:
    """Return how many scores of one site and side count that are not daily ones: now, worst, morning."""
    rows = store.rows(
        "SELECT count(*) AS n FROM entry_now e JOIN pain p ON p.entry = e.seq WHERE e.kind = 'pain'"
        " AND p.score_kind <> 'day' AND p.site = ? AND p.side = ? AND e.day BETWEEN ? AND ? AND e.state = 'current'",
        site,
        side,
        first.isoformat(),
        last.isoformat(),
    )
    return int(rows[0]["n"])


def scored_places(store: Store) -> tuple[tuple[str, str], ...]:
    """Return each (site, side) that has a daily score which counts, those written most often first."""
    rows = store.rows(
        "SELECT site, side, count(*) AS n FROM pain p WHERE score_kind = 'day' GROUP BY site, side"
        " HAVING EXISTS (SELECT 1 FROM pain q CROSS JOIN entry_now e ON e.seq = q.entry WHERE q.site = p.site"
        " AND q.side = p.side AND q.score_kind = 'day' AND e.state = 'current') ORDER BY n DESC, site, side"
    )
    return tuple((row["site"], row["side"]) for row in rows)


def last_answer(store: Store, question: str, first: date, last: date) -> date | None:
    """Return the newest day from `first` to `last` on which a small question was answered."""
    rows = store.rows(
        "SELECT max(e.day) AS day FROM entry_now e JOIN answer a ON a.entry = e.seq"
        " WHERE e.kind = 'answer' AND e.state = 'current' AND a.question = ? AND e.day BETWEEN ? AND ?",
        question,
        first.isoformat(),
        last.isoformat(),
    )
    return date.fromisoformat(rows[0]["day"]) if rows[0]["day"] else None


def last_measured(store: Store, first: date, last: date) -> dict[str, date]:
    """Return the newest day from `first` to `last` on which each measure was taken, of those that were."""
    rows = store.rows(
        "SELECT m.measure, max(e.day) AS day FROM entry_now e JOIN measure m ON m.entry = e.seq"
        " WHERE e.kind = 'measure' AND e.state = 'current' AND e.day BETWEEN ? AND ? GROUP BY m.measure",
        first.isoformat(),
        last.isoformat(),
    )
    return {row["measure"]: date.fromisoformat(row["day"]) for row in rows}


def first_day(store: Store) -> date | None:
    """Return the day of the oldest entry, or None in an empty file."""
    row = store.rows("SELECT min(day) AS day FROM entry")[0]
    return date.fromisoformat(row["day"]) if row["day"] else None


def _read(store: Store, kind: Kind, where: str, *values: object) -> list[tuple[int, Entry]]:
    table = kind_table(kind)
    extra = f", {table.CHILDREN}" if kind in WITH_CHILDREN else ""
    rows = store.rows(
        f"SELECT e.*, o.id AS old_id, t.*{extra} FROM entry_now e JOIN {table.TABLE} t ON t.entry = e.seq"  # noqa: S608
        f" LEFT JOIN entry o ON o.seq = e.supersedes WHERE e.kind = '{kind.value}' AND {where}",
        *values,
    )
    return [(row["seq"], _read_row(store, table, row)) for row in rows]


def read_through(store: Store, first: int) -> None:
    """Make a value of every fact, day and instant from a row number on; equal ones once.

    Raises UnusableFile for the first that cannot be read.
    """
    run = store.connection.execute  # one by one: there may be as many as entries
    for row in run("SELECT DISTINCT recorded_at, offset_minutes FROM entry WHERE seq >= ?", (first,)):
        instant_from(row["recorded_at"], row["offset_minutes"])
    for row in run("SELECT DISTINCT day FROM entry WHERE seq >= ?", (first,)):
        date.fromisoformat(row["day"])
    for kind in Kind:
        table = kind_table(kind)
        below = (table.CHILDREN,) if kind in WITH_CHILDREN else ()
        columns = ", ".join((*(f"e.{name}" for name in table.COLUMNS), *below))
        facts = f"(SELECT entry AS seq, * FROM {table.TABLE})"  # noqa: S608 (fixed names)
        sql = f"SELECT DISTINCT {columns} FROM {facts} e WHERE e.seq >= ?"  # noqa: S608
        for row in run(sql, (first,)):
            try:
                table.fact(row)
            except (ValueError, TypeError, InvalidValue) as problem:
                where = f"{table.TABLE} ({shown(str(problem), 120)})"
                raise UnusableFile(f"{store.path} holds something wrong in {where}; run: rehab check") from None


def _read_row(store: Store, table: Any, row: sqlite3.Row) -> Entry:
    try:
        return _entry(row, table.fact(row))
    except (ValueError, TypeError, InvalidValue) as problem:
        raise UnusableFile(
            f"{store.path} holds something wrong in entry {row['id']} ({shown(str(problem), 120)}); run: rehab check"
        ) from None


def _entry(row: sqlite3.Row, fact: Fact) -> Entry:
    return Entry(
        id=row["id"],
        day=date.fromisoformat(row["day"]),
        fact=fact,
        recorded_at=instant_from(row["recorded_at"], row["offset_minutes"]),
        state=EntryState(row["state"]),
        origin=row["origin"],
        note=row["note"],
        supersedes=row["old_id"],
        plan_id=row["plan_id"],
        simulated=bool(row["simulated"]),
        time_zone=row["time_zone"],
    )
