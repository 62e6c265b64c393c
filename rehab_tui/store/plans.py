"""Versions of the plan."""

import sqlite3
from datetime import date

from rehab_tui.domain.dose import ClearanceKind, Dose, Measured
from rehab_tui.domain.plan import Plan, Prescription
from rehab_tui.store.store import Change, Store, new_id


def add(
    change: Change,
    name: str,
    author: str,
    starts_on: date,
    prescriptions: tuple[Prescription, ...],
    ceiling: int | None,
) -> Plan:
    """Keep a new version of the plan, in force from `starts_on`."""
    run = change.connection.execute
    version = int(run("SELECT coalesce(max(version), 0) + 1 FROM plan").fetchone()[0])
    plan = Plan(new_id(), name, version, author, starts_on, prescriptions, ceiling)
    cursor = run(
        "INSERT INTO plan (id, patient_id, change_id, name, version, author, starts_on, ceiling)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (plan.id, change.patient, change.id, name, version, author, starts_on.isoformat(), ceiling),
    )
    change.connection.executemany(
        "INSERT INTO prescription (plan, position, exercise, name, measured, sided, sets, reps, hold, minutes,"
        " times_a_day, days, clearances, deep_hip, face, cue) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(cursor.lastrowid, position, *_values(one)) for position, one in enumerate(prescriptions)],
    )
    return plan


def all_versions(store: Store) -> tuple[Plan, ...]:
    """Return every version, oldest first."""
    lines: dict[int, list[Prescription]] = {}
    for row in store.rows("SELECT * FROM prescription ORDER BY plan, position"):
        lines.setdefault(row["plan"], []).append(_prescription(row))
    return tuple(_plan(row, lines) for row in store.rows("SELECT * FROM plan ORDER BY seq"))


def in_force(store: Store, day: date) -> Plan | None:
    """Return the plan in force on a day: the newest version that starts on it or before."""
    return _first(
        store, store.rows("SELECT * FROM plan WHERE starts_on <= ? ORDER BY seq DESC LIMIT 1", day.isoformat())
    )


def made_by(store: Store, change_id: int) -> str | None:
    """Return the id of the version of the plan that a change made, or None."""
    rows = store.rows("SELECT id FROM plan WHERE change_id = ?", change_id)
    return str(rows[0]["id"]) if rows else None


def before(store: Store, change_id: int) -> Plan | None:
    """Return the newest version that was there before a change."""
    return _first(store, store.rows("SELECT * FROM plan WHERE change_id < ? ORDER BY seq DESC LIMIT 1", change_id))


def _first(store: Store, rows: list[sqlite3.Row]) -> Plan | None:
    """Return the plan of the first row with its lines, or None without a row."""
    if not rows:
        return None
    found = store.rows("SELECT * FROM prescription WHERE plan = ? ORDER BY position", rows[0]["seq"])
    return _plan(rows[0], {rows[0]["seq"]: [_prescription(row) for row in found]})


def _plan(row: sqlite3.Row, lines: dict[int, list[Prescription]]) -> Plan:
    return Plan(
        id=row["id"],
        name=row["name"],
        version=row["version"],
        author=row["author"],
        starts_on=date.fromisoformat(row["starts_on"]),
        prescriptions=tuple(lines.get(row["seq"], ())),
        ceiling=row["ceiling"],
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


def _prescription(row: sqlite3.Row) -> Prescription:
    return Prescription(
        exercise=row["exercise"],
        name=row["name"],
        measured=Measured(row["measured"]),
        sided=bool(row["sided"]),
        dose=Dose(row["sets"], row["reps"], row["hold"], row["minutes"]),
        times_a_day=row["times_a_day"],
        days=tuple(int(day) for day in row["days"]),
        clearances=tuple(ClearanceKind(name) for name in row["clearances"].split()),
        deep_hip=bool(row["deep_hip"]),
        face=row["face"],
        cue=row["cue"],
    )
