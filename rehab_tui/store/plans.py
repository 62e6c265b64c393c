"""Versions of the plan."""

import sqlite3
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from rehab_tui.domain.dose import ClearanceKind, Dose, Measured
from rehab_tui.domain.moment import instant_from
from rehab_tui.domain.plan import Plan, Prescription, UnderCare
from rehab_tui.domain.plan_file import PlanFile
from rehab_tui.store.store import Change, Store, new_id

_PLANS = (
    "SELECT p.*, f.version AS file_version, f.written_on, f.message, f.thresholds, f.known, f.precautions"
    " FROM plan p LEFT JOIN plan_file f ON f.plan = p.seq"
)

_LINE = "exercise, name, measured, sided, sets, reps, hold, minutes, times_a_day, days, clearances, deep_hip, face, cue"
"""The columns of a line of a plan."""


def add(
    change: Change,
    name: str,
    author: str,
    starts_on: date,
    prescriptions: tuple[Prescription, ...],
    ceiling: int | None,
) -> Plan:
    """Keep a new version of the plan, in force from `starts_on`."""
    plan = Plan(new_id(), name, _next_version(change), author, starts_on, prescriptions, ceiling)
    _keep(change, plan)
    return plan


def add_file(change: Change, file: PlanFile, starts_on: date) -> Plan:
    """Keep a plan file as a new version, with its text; its own number is used where it is not taken."""
    plan = file.as_plan(max(_next_version(change), file.version), starts_on)._replace(id=new_id())
    _keep_file(change, _keep(change, plan), plan, file.text)
    return plan


def add_again(change: Change, older: Plan, starts_on: date) -> Plan:
    """Keep an older version as the newest one, with the file that it came from."""
    plan = older._replace(id=new_id(), version=_next_version(change), starts_on=starts_on)
    seq = _keep(change, plan)
    if plan.file_version is not None:
        _keep_file(change, seq, plan, _text(change.connection, older.id) or "")
    return plan


def text_of(store: Store, plan: Plan) -> str | None:
    """Return the text of the file that a version came from, as it was written; None where there was none."""
    return _text(store.connection, plan.id)


def newest_file(store: Store) -> int | None:
    """Return its author's number of the plan file that was accepted last, or None."""
    rows = store.rows("SELECT version FROM plan_file ORDER BY plan DESC LIMIT 1")
    return int(rows[0]["version"]) if rows else None


def _next_version(change: Change) -> int:
    return int(change.connection.execute("SELECT coalesce(max(version), 0) + 1 FROM plan").fetchone()[0])


def _text(connection: sqlite3.Connection, plan_id: str) -> str | None:
    found = connection.execute(
        "SELECT f.text FROM plan_file f JOIN plan p ON p.seq = f.plan WHERE p.id = ?", (plan_id,)
    ).fetchone()
    return str(found[0]) if found else None


def _keep(change: Change, plan: Plan) -> int:
    run = change.connection.execute
    cursor = run(
        "INSERT INTO plan (id, patient_id, change_id, name, version, author, starts_on, ceiling)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            plan.id,
            change.patient,
            change.id,
            plan.name,
            plan.version,
            plan.author,
            plan.starts_on.isoformat(),
            plan.ceiling,
        ),
    )
    seq = int(cursor.lastrowid or 0)
    change.connection.executemany(
        f"INSERT INTO prescription (plan, position, {_LINE})"  # noqa: S608 (fixed names)
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(seq, position, *_values(one)) for position, one in enumerate(plan.prescriptions)],
    )
    return seq


def _keep_file(change: Change, seq: int, plan: Plan, text: str) -> None:
    import json  # here and below: most plans did not come from a file, and a command is quicker without it

    change.connection.execute(
        "INSERT INTO plan_file (plan, version, written_on, message, thresholds, known, precautions, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            seq,
            plan.file_version,
            (plan.written_on or plan.starts_on).isoformat(),
            plan.message,
            json.dumps({rule: dict(numbers) for rule, numbers in plan.thresholds.items()}),
            json.dumps([[one.rule, one.until.isoformat(), one.side] for one in plan.known]),
            json.dumps(plan.precautions, ensure_ascii=False),
            text,
        ),
    )


def all_versions(store: Store) -> tuple[Plan, ...]:
    """Return every version, oldest first."""
    lines: dict[int, list[Prescription]] = {}
    for row in store.rows(f"SELECT {_LINE}, plan FROM prescription ORDER BY plan, position"):  # noqa: S608 (fixed names)
        lines.setdefault(row[-1], []).append(_prescription(row[:-1]))
    return tuple(_plan(row, lines) for row in store.rows(f"{_PLANS} ORDER BY p.seq"))


def recorded(store: Store) -> dict[str, datetime]:
    """Return when each version was kept, by its id, with the offset the person had."""
    rows = store.rows("SELECT p.id, c.recorded_at, c.offset_minutes FROM plan p JOIN change c ON c.id = p.change_id")
    return {row["id"]: instant_from(row["recorded_at"], row["offset_minutes"]) for row in rows}


def undone(store: Store) -> tuple[tuple[str, int, str | None], ...]:
    """Return each version that an undo took back: its id, its number, and the id of the one that stands instead."""
    rows = store.rows(
        "SELECT p.id, p.version, a.id AS instead FROM change u JOIN plan p ON p.change_id = u.undoes"
        " LEFT JOIN plan a ON a.change_id = u.id WHERE u.verb = 'undo' ORDER BY p.seq"
    )
    return tuple((row["id"], row["version"], row["instead"]) for row in rows)


def in_force(store: Store, day: date) -> Plan | None:
    """Return the plan in force on a day: the newest version that starts on it or before."""
    return _first(store, store.rows(f"{_PLANS} WHERE p.starts_on <= ? ORDER BY p.seq DESC LIMIT 1", day.isoformat()))


def first_day(store: Store) -> date | None:
    """Return the day from which a plan was in force for the first time, or None."""
    found = store.rows("SELECT min(starts_on) AS first FROM plan")[0]["first"]
    return date.fromisoformat(found) if found else None


def by_id(store: Store, plan_id: str) -> Plan | None:
    """Return one version of the plan, or None."""
    return _first(store, store.rows(f"{_PLANS} WHERE p.id = ?", plan_id))


def made_by(store: Store, change_id: int) -> str | None:
    """Return the id of the version of the plan that a change made, or None."""
    rows = store.rows("SELECT id FROM plan WHERE change_id = ?", change_id)
    return str(rows[0]["id"]) if rows else None


def before(store: Store, change_id: int) -> Plan | None:
    """Return the newest version that was there before a change."""
    return _first(store, store.rows(f"{_PLANS} WHERE p.change_id < ? ORDER BY p.seq DESC LIMIT 1", change_id))


def _first(store: Store, rows: list[sqlite3.Row]) -> Plan | None:
    """Return the plan of the first row with its lines, or None without a row."""
    if not rows:
        return None
    sql = f"SELECT {_LINE} FROM prescription WHERE plan = ? ORDER BY position"  # noqa: S608 (fixed names)
    found = store.rows(sql, rows[0]["seq"])
    return _plan(rows[0], {rows[0]["seq"]: [_prescription(row[:]) for row in found]})


def _plan(row: sqlite3.Row, lines: dict[int, list[Prescription]]) -> Plan:
    plan = Plan(
        id=row["id"],
        name=row["name"],
        version=row["version"],
        author=row["author"],
        starts_on=date.fromisoformat(row["starts_on"]),
        prescriptions=tuple(lines.get(row["seq"], ())),
        ceiling=row["ceiling"],
    )
    return plan if row["file_version"] is None else _with_file(plan, row)


def _with_file(plan: Plan, row: sqlite3.Row) -> Plan:
    import json

    return plan._replace(
        written_on=date.fromisoformat(row["written_on"]),
        file_version=row["file_version"],
        message=row["message"],
        thresholds=json.loads(row["thresholds"]),
        known=tuple(UnderCare(rule, date.fromisoformat(until), side) for rule, until, side in json.loads(row["known"])),
        precautions=tuple(json.loads(row["precautions"])),
    )


def _values(one: Prescription) -> tuple[object, ...]:
    dose = one.dose
    return (
        one.exercise,
        one.name,
        one.measured.value,
        int(one.sided),
        dose.sets,
        dose.reps,
        dose.hold,
        dose.minutes,
        one.times_a_day,
        "".join(str(day) for day in one.days),
        " ".join(kind.value for kind in one.clearances),
        int(one.deep_hip),
        one.face,
        one.cue,
    )


@lru_cache(maxsize=1024)
def _prescription(cells: tuple[Any, ...]) -> Prescription:
    """Return the line of some cells, in the order of `_LINE`; every version is read at each key."""
    exercise, name, measured, sided, sets, reps, hold, minutes, times_a_day, days, clearances, deep_hip, *rest = cells
    return Prescription(
        exercise,
        name,
        Measured(measured),
        bool(sided),
        Dose(sets, reps, hold, minutes),
        times_a_day,
        tuple(int(day) for day in days),
        tuple(ClearanceKind(kind) for kind in clearances.split()),
        bool(deep_hip),
        *rest,
    )
