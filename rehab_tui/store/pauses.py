"""Pauses and new starting averages: few rows, read for every sum over days."""

from datetime import date

from rehab_tui.domain.pause import Pause
from rehab_tui.store.store import Store


def pauses(store: Store) -> tuple[Pause, ...]:
    """Return all pauses that count, in order of their first day."""
    rows = store.rows(
        "SELECT p.first_day, p.last_day, p.reason FROM pause p JOIN entry_now e ON e.seq = p.entry"
        " WHERE e.kind = 'pause' AND e.state = 'current' ORDER BY p.first_day"
    )
    return tuple(
        Pause(
            date.fromisoformat(row["first_day"]),
            date.fromisoformat(row["last_day"]) if row["last_day"] else None,
            row["reason"],
        )
        for row in rows
    )


def new_starts(store: Store, last: date) -> tuple[date, ...]:
    """Return the days, up to a given one, from which the starting average is counted anew."""
    rows = store.rows(
        "SELECT e.day FROM entry_now e WHERE e.kind = 'baseline' AND e.state = 'current' AND e.day <= ? ORDER BY e.day",
        last.isoformat(),
    )
    return tuple(date.fromisoformat(row["day"]) for row in rows)
