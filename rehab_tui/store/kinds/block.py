"""Diagnostic blocks in the tables `block` and `block_score`."""

import json
import sqlite3

from rehab_tui.domain.block import After, Block
from rehab_tui.domain.body import Side, Site

TABLE = "block"
COLUMNS = ("site", "side", "anesthetic", "before", "positive_tests")
CHILDREN = (
    "(SELECT json_group_array(json_array(minutes, score)) "
    "FROM (SELECT * FROM block_score b WHERE b.entry = e.seq ORDER BY minutes)) AS children"
)


def values(fact: Block) -> tuple[object, ...]:
    """Return a block as its columns hold it; the scores after it go to their own table."""
    return (fact.site.value, fact.side.value, fact.anesthetic, fact.before, fact.positive_tests)


def add_children(connection: sqlite3.Connection, seq: int, fact: Block) -> None:
    """Write the scores after a block."""
    connection.executemany(
        "INSERT INTO block_score (entry, minutes, score) VALUES (?, ?, ?)",
        [(seq, one.minutes, one.score) for one in fact.after],
    )


def fact(row: sqlite3.Row) -> Block:
    """Return the block of a row that carries `children`."""
    return Block(
        site=Site(row["site"]),
        side=Side(row["side"]),
        anesthetic=row["anesthetic"],
        before=row["before"],
        after=tuple(After(minutes, score) for minutes, score in json.loads(row["children"])),
        positive_tests=row["positive_tests"],
    )
