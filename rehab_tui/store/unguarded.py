"""Writing where the guards of the append-only tables would refuse it: inside one transaction, and never for long.

Nobody else ever sees the file without its guards, and what is cut off leaves all of them and the rows as they were.
"""

import sqlite3
from collections.abc import Collection, Generator
from contextlib import contextmanager

from rehab_tui.store.names import APPEND_ONLY
from rehab_tui.store.schema.tables import guards


@contextmanager
def unguarded(connection: sqlite3.Connection, tables: Collection[str]) -> Generator[None]:
    """Take the guards of some tables away and put them back; the transaction has to be open."""
    for table in tables:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER {table}_{verb}")
    yield
    for statement in guards(table for table in APPEND_ONLY if table in tables):
        connection.execute(statement)
