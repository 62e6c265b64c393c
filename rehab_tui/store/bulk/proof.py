"""Proving what an import wrote, before it is kept: every value is read back as the program will read it."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from rehab_tui.domain.moment import instant_from
from rehab_tui.errors import InvalidValue, UnusableFile
from rehab_tui.store import checks, entries, file, followups, guided, plans, profiles
from rehab_tui.store.schema.migrations import migrate
from rehab_tui.store.store import Store, new_id

Value = TypeVar("Value")


def refusing(work: Callable[[], Value]) -> Value:
    """Do something and return its value; what the tables refuse is said in one line. Raises InvalidValue."""
    try:
        return work()
    except sqlite3.IntegrityError as problem:
        raise InvalidValue(f"it holds something that cannot be kept ({problem}); nothing was imported") from None
    except (sqlite3.InterfaceError, sqlite3.ProgrammingError, OverflowError, UnicodeEncodeError, TypeError) as problem:
        raise InvalidValue(
            f"it holds a value that cannot be kept ({type(problem).__name__}); nothing was imported"
        ) from None


def problems(store: Store) -> frozenset[str]:
    """Return what is wrong with the content of a file, a line each."""
    return frozenset(one.line for one in checks.content(store.connection))


def prove(store: Store, before: frozenset[str], record: Mapping[str, Any], first_new: int) -> None:
    """Raise InvalidValue unless everything that came in can be read back: entries from a row number on."""
    new = sorted(problems(store) - before)
    if new:
        raise InvalidValue(f"it holds something wrong ({new[0]}); nothing was imported")
    try:
        _read_back(store, record, first_new)
    except UnusableFile as problem:
        words = str(problem).partition(" holds ")[2].partition("; run:")[0]
        raise InvalidValue(f"it holds {words or 'what cannot be read'}; nothing was imported") from None
    except (ValueError, TypeError, KeyError, OverflowError, InvalidValue) as problem:
        raise InvalidValue(f"it holds a value that cannot be read ({problem}); nothing was imported") from None


def _read_back(store: Store, record: Mapping[str, Any], first_new: int) -> None:
    for row in store.rows("SELECT recorded_at, offset_minutes FROM change"):
        instant_from(row["recorded_at"], row["offset_minutes"])
    entries.read_through(store, first_new)
    profiles.read(store)
    plans.all_versions(store)
    plans.recorded(store)
    followups.everything(store)
    for row in record["sessions"]:
        guided.read(store, row["id"])


def unknown(store: Store, rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the entries of a record that are not in a file."""
    found = list(rows)
    those = json.dumps([row["id"] for row in found])
    known = store.rows("SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))", those)
    there = {row["id"] for row in known}
    return [row for row in found if row["id"] not in there]


def waiting(store: Store) -> int:
    """Return how many follow-ups of level 1 to 3 wait for an outcome."""
    return sum(1 for one in followups.unclosed(store) if one.level is not None and int(one.level) <= 3)


def in_memory(path: Path) -> Store:
    """Return a new, empty file of a patient that is nowhere but in memory; `path` is what messages name.

    One thread may fill it and hand it to another: two must not use it at once.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        migrate(connection)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("INSERT INTO patient VALUES (?, '2000-01-01T00:00:00.000Z')", (new_id(),))
    except sqlite3.Error as problem:
        connection.close()
        raise file.spoken(problem, path) from None
    return Store(path, connection, read_only=False)
