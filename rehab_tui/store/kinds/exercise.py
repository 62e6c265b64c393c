"""Exercises done or left out, in the table `exercise`."""

import sqlite3
from functools import lru_cache
from typing import Any

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
    return of_cells(tuple(row[name] for name in COLUMNS))


@lru_cache(maxsize=4096)
def of_cells(cells: tuple[Any, ...]) -> ExerciseDone:
    """Return the exercise of some cells, in the order of `COLUMNS`; days are much alike, and are read at each key."""
    exercise, side, sets, reps, hold, minutes, skip_reason, one_key, before, during, effort, not_allowed = cells
    return ExerciseDone(
        exercise=exercise,
        dose=Dose(sets, reps, hold, minutes),
        side=Side(side) if side else None,
        skipped=SkipReason(skip_reason) if skip_reason else None,
        one_key=bool(one_key),
        pain_before=before,
        pain_during=during,
        effort=effort,
        not_allowed=bool(not_allowed),
    )
