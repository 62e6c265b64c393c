"""Measurements in the tables `measure` and `measure_value`."""

import json
import sqlite3
from decimal import Decimal

from rehab_tui.domain.body import Side
from rehab_tui.domain.measure import Measurement

TABLE = "measure"
COLUMNS = ("measure", "side", "typed", "arms")
CHILDREN = (
    "(SELECT json_group_array(json_array(item, value)) "
    "FROM (SELECT * FROM measure_value v WHERE v.entry = e.seq ORDER BY position)) AS children"
)


def values(fact: Measurement) -> tuple[object, ...]:
    """Return a measurement as its columns hold it; the numbers go to their own table."""
    return (fact.measure, fact.side.value if fact.side else None, fact.typed, int(fact.arms))


def add_children(connection: sqlite3.Connection, seq: int, fact: Measurement) -> None:
    """Write the numbers of a measurement. Two decimals at the most, so a REAL gives them back exactly."""
    items = fact.items or (None,) * len(fact.values)
    connection.executemany(
        "INSERT INTO measure_value (entry, position, item, value) VALUES (?, ?, ?, ?)",
        [
            (seq, position, item, None if value is None else float(value))
            for position, (item, value) in enumerate(zip(items, fact.values, strict=True))
        ],
    )


def fact(row: sqlite3.Row) -> Measurement:
    """Return the measurement of a row that carries `children`."""
    children = json.loads(row["children"])
    return Measurement(
        measure=row["measure"],
        values=tuple(None if value is None else number(value) for _, value in children),
        items=tuple(item for item, _ in children if item is not None),
        side=Side(row["side"]) if row["side"] else None,
        typed=row["typed"],
        arms=bool(row["arms"]),
    )


def number(value: float) -> Decimal:
    """Return a stored number exactly as it was kept: 4, 81.65."""
    return Decimal(int(value)) if value == int(value) else Decimal(repr(value))
