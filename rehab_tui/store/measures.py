"""Measures, treatments and blocks, read for trends and rules."""

from collections.abc import Sequence
from datetime import date

from rehab_tui.domain.block import Block
from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.kept import Entry
from rehab_tui.domain.measure import Measurement
from rehab_tui.store import entries
from rehab_tui.store.store import Store


def on_day(store: Store, day: date, fact: Fact) -> str | None:
    """Return the id of the measurement of the same kind and side that counts for a day, or None."""
    if not isinstance(fact, Measurement):
        return None
    rows = store.rows(
        "SELECT e.id FROM entry_now e JOIN measure m ON m.entry = e.seq"
        " WHERE m.measure = ? AND m.side IS ? AND e.state = 'current' AND e.day = ? ORDER BY e.seq DESC LIMIT 1",
        fact.measure,
        fact.side.value if fact.side else None,
        day.isoformat(),
    )
    return rows[0]["id"] if rows else None


def kinds_taken(store: Store) -> tuple[str, ...]:
    """Return the measures that were ever taken and count, most often taken first."""
    rows = store.rows("SELECT measure, count(*) AS n FROM measure_now GROUP BY measure ORDER BY n DESC, measure")
    return tuple(row["measure"] for row in rows)


def treatment_days(store: Store, treatment: str, last: date) -> tuple[date, ...]:
    """Return the days, up to a given one, on which a treatment was written down, oldest first."""
    rows = store.rows(
        "SELECT DISTINCT day FROM treatment_now WHERE treatment = ? AND day <= ? ORDER BY day",
        treatment,
        last.isoformat(),
    )
    return tuple(date.fromisoformat(row["day"]) for row in rows)


def minutes_of(store: Store, exercise: str, first: date, last: date) -> dict[date, int]:
    """Return the minutes of an exercise by day, oldest first; 0 where it was only left out, no day without a note."""
    rows = store.rows(
        "SELECT e.day, CASE WHEN count(x.minutes) THEN sum(x.minutes) WHEN sum(x.skip_reason IS NULL) = 0 THEN 0 END"
        " AS minutes FROM exercise x JOIN entry_now e ON e.seq = x.entry"
        " WHERE x.exercise = ? AND e.state = 'current' AND e.day BETWEEN ? AND ? GROUP BY e.day ORDER BY e.day",
        exercise,
        first.isoformat(),
        last.isoformat(),
    )
    return {date.fromisoformat(row["day"]): row["minutes"] for row in rows if row["minutes"] is not None}


def blocks(store: Store, last: date) -> Sequence[tuple[Entry, Block]]:
    """Return the blocks up to a day that count, oldest first."""
    found = entries.between(store, date.min, last, (Kind.BLOCK,))
    return [(entry, entry.fact) for entry in found if isinstance(entry.fact, Block)]
