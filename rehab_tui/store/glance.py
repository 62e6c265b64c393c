"""How one day stands, as plain rows: what the prompt asks for many times a day, without the kinds of entries."""

from datetime import date
from typing import NamedTuple

from rehab_tui.store.store import Store


class Line(NamedTuple):
    """A line of the plan, as it is kept."""

    exercise: str
    measured: str
    sided: int
    times_a_day: int
    days: str
    """ISO weekdays, Monday is 1: "135"."""
    clearances: str
    deep_hip: int
    sets: int | None
    reps: int | None
    hold: int | None
    minutes: int | None


class Done(NamedTuple):
    """An exercise done or left out, as it is kept."""

    exercise: str
    side: str | None
    skip_reason: str | None
    sets: int | None
    reps: int | None
    hold: int | None
    minutes: int | None


def facts(store: Store) -> dict[str, str]:
    """Return what is known about the patient, as it is kept."""
    return {row["name"]: row["value"] for row in store.rows("SELECT name, value FROM profile_now")}


def sides_scored(store: Store, day: date) -> frozenset[str]:
    """Return the hips that have their daily score on a day."""
    rows = store.rows(
        "SELECT side FROM pain_now WHERE score_kind = 'day' AND site = 'hip' AND day = ?", day.isoformat()
    )
    return frozenset(row["side"] for row in rows)


def rounds(store: Store, first: date, last: date) -> tuple[tuple[str, str], ...]:
    """Return day and form of each round of warning-sign questions that counts, `first` to `last` included."""
    rows = store.rows(
        "SELECT e.day, s.form FROM entry_now e JOIN symptoms s ON s.entry = e.seq"
        " WHERE e.kind = 'symptoms' AND e.state = 'current' AND e.day BETWEEN ? AND ?",
        first.isoformat(),
        last.isoformat(),
    )
    return tuple((row["day"], row["form"]) for row in rows)


def lines(store: Store, day: date) -> tuple[Line, ...]:
    """Return the lines of the plan in force on a day; none without a plan."""
    rows = store.rows(
        f"SELECT {', '.join(Line._fields)} FROM prescription"  # noqa: S608 (fixed names)
        " WHERE plan = (SELECT seq FROM plan WHERE starts_on <= ? ORDER BY seq DESC LIMIT 1) ORDER BY position",
        day.isoformat(),
    )
    return tuple(Line(*row) for row in rows)


def exercises(store: Store, day: date) -> tuple[Done, ...]:
    """Return the exercises of a day that count."""
    rows = store.rows(
        f"SELECT {', '.join(Done._fields)} FROM exercise_now WHERE day = ?",  # noqa: S608 (fixed names)
        day.isoformat(),
    )
    return tuple(Done(*row) for row in rows)


def cleared(store: Store, day: date) -> frozenset[str]:
    """Return what a clinician had allowed by a day."""
    rows = store.rows(
        "SELECT c.what FROM entry_now e JOIN clearance c ON c.entry = e.seq"
        " WHERE e.kind = 'clearance' AND e.state = 'current' AND e.day <= ?",
        day.isoformat(),
    )
    return frozenset(row["what"] for row in rows)


def paused(store: Store, day: date) -> bool:
    """Return whether a day lies in a pause."""
    rows = store.rows(
        "SELECT 1 FROM pause p JOIN entry_now e ON e.seq = p.entry WHERE e.kind = 'pause' AND e.state = 'current'"
        " AND ?1 BETWEEN p.first_day AND coalesce(p.last_day, ?1) LIMIT 1",
        day.isoformat(),
    )
    return bool(rows)


def something_waits(store: Store) -> bool:
    """Return whether a follow-up waits for its outcome."""
    rows = store.rows("SELECT 1 FROM followup_now WHERE state NOT IN ('closed', 'superseded') LIMIT 1")
    return bool(rows)
