"""How the tables came to be: numbered steps, forward only, never edited once shipped."""

import sqlite3

from sqlite_utils import Database, Migrations

from rehab_tui.store.file import APPLICATION_ID, SCHEMA_VERSION
from rehab_tui.store.schema.caseload import FIFTH_SCHEMA
from rehab_tui.store.schema.guided import FOURTH_SCHEMA
from rehab_tui.store.schema.measures import SECOND_SCHEMA
from rehab_tui.store.schema.plans import THIRD_SCHEMA
from rehab_tui.store.schema.tables import FIRST_SCHEMA

STEPS = Migrations("rehab")


@STEPS(name="0001_first_tables")
def first_tables(db: Database) -> None:
    """The tables of the first release."""
    for statement in FIRST_SCHEMA:
        db.conn.execute(statement)


@STEPS(name="0002_measures")
def measures(db: Database) -> None:
    """Measures, treatments, blocks, pauses and baselines."""
    for statement in SECOND_SCHEMA:
        db.conn.execute(statement)


@STEPS(name="0003_plan_files")
def plan_files(db: Database) -> None:
    """The files that versions of the plan came from."""
    for statement in THIRD_SCHEMA:
        db.conn.execute(statement)


@STEPS(name="0004_guided_sessions")
def guided_sessions(db: Database) -> None:
    """Guided sessions: the place in one is kept, set by set."""
    for statement in FOURTH_SCHEMA:
        db.conn.execute(statement)


@STEPS(name="0005_caseload")
def caseload(db: Database) -> None:
    """A therapist's caseload."""
    for statement in FIFTH_SCHEMA:
        db.conn.execute(statement)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file up to the present schema: all steps and the version in one transaction, or nothing."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        STEPS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
