"""New starting averages in the table `baseline`."""

import sqlite3

from rehab_tui.domain.pause import Baseline

TABLE = "baseline"
COLUMNS = ("by",)


def values(fact: Baseline) -> tuple[object, ...]:
    """Return who had the starting average counted anew."""
    return (fact.by,)


def fact(row: sqlite3.Row) -> Baseline:
    """Return the new start of a row."""
    return Baseline(row["by"])
