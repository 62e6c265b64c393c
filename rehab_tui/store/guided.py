"""Guided sessions: beginning one, adding its marks, reading it back."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose, SkipReason
from rehab_tui.domain.guided import Mark, Session, Task, Turn, Verb, in_order
from rehab_tui.domain.plan import Plan
from rehab_tui.store import plans
from rehab_tui.store.store import Change, Store, new_id

_MARKS = (
    "SELECT * FROM guided_mark m WHERE m.session = ?"
    " AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = m.change_id AND u.verb = 'undo') ORDER BY m.seq"
)


def begin(change: Change, day: date, plan: Plan, tasks: Sequence[Task]) -> str:
    """Keep a new session without marks; return its id."""
    session_id = new_id()
    cursor = change.connection.execute(
        "INSERT INTO guided_session (id, patient_id, change_id, day, plan_id) VALUES (?, ?, ?, ?, ?)",
        (session_id, change.patient, change.id, day.isoformat(), plan.id),
    )
    parts = [(task.exercise, *part) for task in tasks for part in _parts(task)]
    change.connection.executemany(
        "INSERT INTO guided_part (session, position, exercise, side, first_set, of_sets) VALUES (?, ?, ?, ?, ?, ?)",
        [(cursor.lastrowid, position, *part) for position, part in enumerate(parts)],
    )
    return session_id


def _parts(task: Task) -> Iterable[tuple[str | None, int, int]]:
    """Yield each side of an exercise with its first set and how many there are."""
    for side in dict.fromkeys(turn.side for turn in task.turns):
        turns = [turn for turn in task.turns if turn.side is side]
        yield (side.value if side else None, turns[0].number, turns[0].of)


def add(change: Change, session: str, marks: Iterable[Mark]) -> None:
    """Keep what happened in a session."""
    seq = _seq(change.connection, session)
    change.connection.executemany(
        "INSERT INTO guided_mark (session, change_id, verb, exercise, side, set_number, dose, reps, hold, minutes,"
        " value, reason, window) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(seq, change.id, *_values(mark)) for mark in marks],
    )


def link(change: Change, session: str, entries: Iterable[str]) -> None:
    """Keep which entries (ids) a session wrote."""
    seq = _seq(change.connection, session)
    change.connection.executemany(
        "INSERT INTO guided_entry (entry, session) SELECT seq, ? FROM entry WHERE id = ?",
        [(seq, entry) for entry in entries],
    )


def written(store: Store, session: str, exercise: str) -> tuple[str, ...]:
    """Return the ids of the entries that a session wrote of an exercise, newest first, whatever became of them."""
    rows = store.rows(
        "SELECT e.id FROM guided_entry g JOIN guided_session s ON s.seq = g.session JOIN entry e ON e.seq = g.entry"
        " JOIN exercise x ON x.entry = g.entry WHERE s.id = ? AND x.exercise = ? ORDER BY e.seq DESC",
        session,
        exercise,
    )
    return tuple(row["id"] for row in rows)


def newest(store: Store, day: date | None = None) -> Session | None:
    """Return the session that was begun last, of a day or of all; None where there is none."""
    sql = "SELECT id FROM guided_session WHERE day = coalesce(?, day) ORDER BY seq DESC LIMIT 1"
    rows = store.rows(sql, day.isoformat() if day else None)
    return read(store, rows[0]["id"]) if rows else None


def read(store: Store, session: str) -> Session:
    """Return a session as it stands: what was undone is not in it."""
    found = store.rows("SELECT * FROM guided_session WHERE id = ?", session)[0]
    rows = store.rows(_MARKS, found["seq"])
    parts = store.rows("SELECT * FROM guided_part WHERE session = ? ORDER BY position", found["seq"])
    return Session(
        id=found["id"],
        day=date.fromisoformat(found["day"]),
        plan_id=found["plan_id"],
        tasks=_tasks(plans.by_id(store, found["plan_id"]), parts),
        marks=tuple(_mark(row) for row in rows),
        version=(rows[-1]["seq"] if rows else 0, len(rows)),
    )


def _tasks(plan: Plan | None, parts: Sequence[sqlite3.Row]) -> tuple[Task, ...]:
    """Return the exercises with their sets, the sides of a set after each other."""
    known = {one.exercise: one for one in plan.prescriptions} if plan else {}
    tasks = []
    for exercise, rows in groupby(parts, key=lambda row: str(row["exercise"])):
        turns = [
            Turn(_side(row["side"]), number, row["of_sets"])
            for row in rows
            for number in range(row["first_set"], row["of_sets"] + 1)
        ]
        if exercise in known:
            tasks.append(Task(known[exercise], in_order(turns)))
    return tuple(tasks)


def _seq(connection: sqlite3.Connection, session: str) -> int:
    return int(connection.execute("SELECT seq FROM guided_session WHERE id = ?", (session,)).fetchone()[0])


def _side(text: str | None) -> Side | None:
    return Side(text) if text else None


def _values(mark: Mark) -> tuple[object, ...]:
    dose = mark.dose or Dose()
    return (
        mark.verb.value,
        mark.exercise,
        mark.side.value if mark.side else None,
        mark.number,
        int(mark.dose is not None),
        dose.reps,
        dose.hold,
        dose.minutes,
        mark.value,
        mark.reason.value if mark.reason else None,
        mark.window,
    )


def _mark(row: sqlite3.Row) -> Mark:
    return Mark(
        verb=Verb(row["verb"]),
        exercise=row["exercise"],
        side=_side(row["side"]),
        number=row["set_number"],
        dose=Dose(reps=row["reps"], hold=row["hold"], minutes=row["minutes"]) if row["dose"] else None,
        value=row["value"],
        reason=SkipReason(row["reason"]) if row["reason"] else None,
        window=row["window"],
    )
