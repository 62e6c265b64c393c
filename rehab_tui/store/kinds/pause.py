"""Pauses in the table `pause`."""

import sqlite3
from datetime import date

from rehab_tui.domain.pause import Pause

TABLE = "pause"
COLUMNS = ("first_day", "last_day", "reason")


def values(fact: Pause) -> tuple[object, ...]:
    """Return a pause as its columns hold it."""
    return (fact.first.isoformat(), fact.last.isoformat() if fact.last else None, fact.reason)


def fact(row: sqlite3.Row) -> Pause:
    """Return the pause of a row."""
    last = date.fromisoformat(row["last_day"]) if row["last_day"] else None
    return Pause(date.fromisoformat(row["first_day"]), last, row["reason"])
