"""Treatments in the table `treatment`."""

import sqlite3

from rehab_tui.domain.treatment import Treatment, TreatmentKind

TABLE = "treatment"
COLUMNS = ("treatment", "dose", "effect")


def values(fact: Treatment) -> tuple[object, ...]:
    """Return a treatment as its columns hold it."""
    return (fact.what.value, fact.dose, fact.effect)


def fact(row: sqlite3.Row) -> Treatment:
    """Return the treatment of a row."""
    return Treatment(TreatmentKind(row["treatment"]), row["dose"], row["effect"])
