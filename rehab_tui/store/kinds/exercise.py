"""Exercises done or left out, in the table `exercise`."""

import sqlite3

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose, SkipReason
from rehab_tui.domain.session import ExerciseDone

TABLE = "exercise"
COLUMNS = (
    "exercise", "side", "sets", "reps", "hold", "minutes", "skip_reason", "one_key", "pain_before", "pain_during",
    "effort", "not_allowed",
)  # fmt: skip


def values(fact: ExerciseDone) -> tuple[object, ...]:
    """Return an exercise as its columns hold it."""
    dose = fact.dose
    return (
        fact.exercise,
        fact.side.value if fact.side else None,
        dose.sets,
        dose.reps,
        dose.hold,
        dose.minutes,
        fact.skipped.value if fact.skipped else None,
        int(fact.one_key),
        fact.pain_before,
        fact.pain_during,
        fact.effort,
        int(fact.not_allowed),
    )


def fact(row: sqlite3.Row) -> ExerciseDone:
    """Return the exercise of a row."""
    return ExerciseDone(
        exercise=row["exercise"],
        dose=Dose(row["sets"], row["reps"], row["hold"], row["minutes"]),
        side=Side(row["side"]) if row["side"] else None,
        skipped=SkipReason(row["skip_reason"]) if row["skip_reason"] else None,
        one_key=bool(row["one_key"]),
        pain_before=row["pain_before"],
        pain_during=row["pain_during"],
        effort=row["effort"],
        not_allowed=bool(row["not_allowed"]),
    )
