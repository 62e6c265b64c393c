"""Nothing in the file can be changed or removed, by us or by SQL from outside."""

import sqlite3
from pathlib import Path

import pytest

from rehab_tui.store.names import APPEND_ONLY, TRIGGER_NAMES
from rehab_tui.store.schema.caseload import FIFTH_TABLES
from rehab_tui.store.schema.guided import FOURTH_TABLES
from rehab_tui.store.schema.measures import SECOND_TABLES
from rehab_tui.store.schema.plans import THIRD_TABLES
from rehab_tui.store.schema.tables import TABLES


def raw(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_each_table_refuses_update_and_delete(filled: Path, table: str) -> None:
    connection = raw(filled)
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        if not connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            described = connection.execute(f"PRAGMA table_info({table})").fetchall()
            kinds = {"INTEGER": 1, "REAL": 36.6, "TEXT": "x"}
            values = [kinds[column[2]] for column in described]
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
        name = columns_of(connection, table)[-1]
        for sql in (f"UPDATE {table} SET {name} = {name}", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(sql)
    finally:
        connection.close()


def test_the_guards_in_the_file_are_those_that_opening_knows(filled: Path) -> None:
    connection = raw(filled)
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    connection.close()
    assert found == TRIGGER_NAMES
    assert len(TRIGGER_NAMES) == 2 * len(APPEND_ONLY)


def test_every_table_is_strict_and_guarded_but_for_the_patient_and_the_book_keeping(filled: Path) -> None:
    connection = raw(filled)
    rows = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    connection.close()
    ours = {name for name, _ in rows if not name.startswith(("sqlite_", "_sqlite")) and not name.endswith("_now")}
    assert ours == set(APPEND_ONLY) | {"patient", "care", "caseload_record", "caseload_summary"}
    assert all(strict for name, strict in rows if name in ours)
    assert len(TABLES) + len(SECOND_TABLES) + len(THIRD_TABLES) + len(FOURTH_TABLES) + len(FIFTH_TABLES) == len(ours)


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("INSERT INTO pain VALUES (99, 'hip', 'left', 'high', 'day')", "cannot store TEXT value in INTEGER column"),
        ("INSERT INTO pain VALUES (99, 'hip', 'left', 11, 'day')", "CHECK constraint failed"),
        ("INSERT INTO pain VALUES (99, 'hip', 'left', -1, 'day')", "CHECK constraint failed"),
        ("INSERT INTO pain VALUES (99, 'hip', 'left', 5.5, 'day')", "cannot store REAL value in INTEGER column"),
        ("INSERT INTO pain VALUES (99, 'hip', 'left', NULL, 'day')", "NOT NULL constraint failed"),
        ("INSERT INTO pain VALUES (99, 'hip', 'both', 3, 'day')", "CHECK constraint failed"),
        ("INSERT INTO pain VALUES (99, 'hip', 'left', 3, 'day')", "FOREIGN KEY constraint failed"),
        ("INSERT INTO note VALUES (1, x'00ff')", "cannot store BLOB value in TEXT column"),
        ("INSERT INTO entry_state VALUES (99, 1, 1, 'deleted')", "CHECK constraint failed"),
    ],
)
def test_wrong_values_are_refused_by_the_file_itself(filled: Path, sql: str, reason: str) -> None:
    connection = raw(filled)
    try:
        with pytest.raises(sqlite3.IntegrityError, match=reason):
            connection.execute(sql)
    finally:
        connection.close()
