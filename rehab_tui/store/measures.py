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


def blocks(store: Store, last: date) -> Sequence[tuple[Entry, Block]]:
    """Return the blocks up to a day that count, oldest first."""
    found = entries.between(store, date.min, last, (Kind.BLOCK,))
    return [(entry, entry.fact) for entry in found if isinstance(entry.fact, Block)]
