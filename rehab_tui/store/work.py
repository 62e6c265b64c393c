"""Exercises by day, read at once: ten years of them for the charts and for "done of planned"."""

from datetime import date

from rehab_tui.domain.session import ExerciseDone
from rehab_tui.store.kinds import exercise
from rehab_tui.store.store import Store


def done(store: Store, first: date, last: date) -> dict[date, tuple[ExerciseDone, ...]]:
    """Return the exercises that count, by day; only what was done, so that ten years are read quickly."""
    columns = ", ".join(exercise.COLUMNS)
    rows = store.rows(
        f"SELECT {columns}, day FROM exercise_now WHERE day BETWEEN ? AND ? ORDER BY day",  # noqa: S608 (fixed names)
        first.isoformat(),
        last.isoformat(),
    )
    by_day: dict[str, list[ExerciseDone]] = {}
    for row in rows:
        by_day.setdefault(row[-1], []).append(exercise.of_cells(row[:-1]))
    return {date.fromisoformat(day): tuple(facts) for day, facts in by_day.items()}
