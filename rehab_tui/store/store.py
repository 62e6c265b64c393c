"""The store: one SQLite file, one connection, one transaction for each change."""

import os
import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import uuid4

from rehab_tui import __version__
from rehab_tui.domain.moment import Stamp, instant_text, offset_minutes
from rehab_tui.errors import MissingDatabase, NotKept, Refused, UnusableFile
from rehab_tui.store import file

_ENABLE_TRIGGER = 1003
"""SQLITE_DBCONFIG_ENABLE_TRIGGER; Python names it from 3.12 on."""
SLICE = 250
"""Milliseconds of waiting for another program, after which whoever asked to know is told."""
PATIENCE = 40
"""How many slices are waited: ten seconds, as whoever is not told waits in one go."""
LITTLE_PATIENCE = 4
"""How many are waited after it was in vain, until something is kept: keys typed meanwhile do not wait one by one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A transaction under way: everything written with it is kept together, or not at all."""

    id: int
    stamp: Stamp
    patient: str
    connection: sqlite3.Connection

    @property
    def recorded(self) -> tuple[str, int, str, str, int]:
        """Instant (UTC), offset in minutes, zone, origin and simulated, as columns hold them."""
        moment = self.stamp.moment
        return (
            instant_text(moment.instant),
            offset_minutes(moment.instant),
            moment.zone,
            self.stamp.origin,
            int(moment.simulated),
        )


class Store:
    """An open file of one patient. Close it, or use it as a context."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.why_read_only = f"{path} is read-only; check the rights of the file and its folder"
        self.connection = connection
        self._foreign_triggers = self._disarm()
        self._waiting: Callable[[], None] | None = None
        self._patience = PATIENCE
        self._hurried = False
        self._version = 0
        self.aside = False
        """Whether what is written goes into a copy in memory, and is not kept."""

    @classmethod
    def open(cls, path: Path, *, today: str = "", create: bool = False) -> Self:
        """Open a file once it is known to be ours, whole and not newer; `create` makes a missing one.

        Raises MissingDatabase, DamagedFile or UnusableFile; a file that is refused is not changed by one byte.
        """
        try:
            version = file.inspect(path)
        except MissingDatabase:
            if not create:
                raise
            from rehab_tui.store.create import create_file

            create_file(path)
            version = file.inspect(path)
        read_only = not file.writable(path)
        if not read_only:
            file.make_private(path)
        if version < file.SCHEMA_VERSION:
            from rehab_tui.store.create import upgrade

            upgrade(path, version, read_only=read_only)
        crashed = file.journal_left(path)
        connection = file.connect(path, read_only=read_only)
        try:
            store = cls(path, connection, read_only=read_only)
            store._check(today, crashed=crashed)
        except sqlite3.Error as problem:
            connection.close()
            raise file.spoken(problem, path) from None
        except UnusableFile:
            connection.close()
            raise
        return store

    @classmethod
    def begin(cls, path: Path, fill: "Callable[[Store], bool]") -> "Store | None":
        """Make a missing file with what `fill` writes, and open it; None, and no file, where it says there is nothing.

        Raises NotKept or UnusableFile; what `fill` raises leaves no file.
        """
        from rehab_tui.store.create import create_filled

        return create_filled(path, fill)

    def look_aside(self) -> None:
        """Go on in a copy in memory: from here on all is as in the file, but nothing is kept. Raises UnusableFile."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        copy.row_factory = self.connection.row_factory
        try:
            self.connection.backup(copy)
            copy.execute("PRAGMA foreign_keys=ON")
        except sqlite3.Error as problem:
            copy.close()
            raise file.spoken(problem, self.path) from None
        self.connection.close()
        self.connection = copy
        self._foreign_triggers = self._disarm()
        self.aside = True

    def close(self) -> None:
        """Close the file at once: a dropped connection could keep a lock until it is collected."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def patient(self) -> str:
        """The random id of the patient whose file this is."""
        row = self.connection.execute("SELECT id FROM patient").fetchone()
        if row is None:
            raise UnusableFile(f"{self.path} has no patient row; run: rehab check")
        return str(row[0])

    @contextmanager
    def change(self, verb: str, words: str, stamp: Stamp, undoes: int | None = None) -> Generator[Change]:
        """One change: all that is written inside is committed at the end, or nothing is.

        Raises NotKept with the reason when the disk, a lock or the rights do not allow it.
        """
        self._refuse_unwritable()
        try:
            self._patiently("BEGIN IMMEDIATE")
            self._patience = PATIENCE
            try:
                yield self._begun(verb, words, stamp, undoes)
                self._patiently("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as problem:
            raise file.spoken(problem, self.path) from None

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Return all rows of a read, at once: no cursor stays open while a person thinks."""
        try:
            return self._patiently(sql, *values).fetchall()
        except sqlite3.Error as problem:
            raise file.spoken(problem, self.path) from None

    @contextmanager
    def one_view(self) -> Generator[None]:
        """Several reads of the same state, though another program may be writing."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    @property
    def version(self) -> int:
        """A number that changes when another program has changed the file; while one writes, still the one before."""
        try:
            self._version = int(self.connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.OperationalError as problem:
            if not file.busy(problem):
                raise
        return self._version

    def tell_waiting(self, waiting: Callable[[], None]) -> None:
        """From now on call `waiting` every quarter of a second in which another program keeps this one from the file.

        It is called in the middle of a read or a change: it may tell a person, and must not come back to the store.
        """
        self._waiting = waiting
        self.connection.execute(f"PRAGMA busy_timeout={SLICE}")

    @contextmanager
    def hurried(self) -> Generator[None]:
        """Inside, wait for another program one slice at the most: advice must not wait. Only where waiting is told."""
        before, self._hurried = self._hurried, True
        try:
            yield
        finally:
            self._hurried = before

    def _patiently(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Run what may have to wait for another program, in slices where somebody is told about the waiting."""
        if self._waiting is None or self._hurried:
            return self.connection.execute(sql, values)
        for _ in range(self._patience):
            try:
                return self.connection.execute(sql, values)
            except sqlite3.OperationalError as problem:
                if not file.busy(problem):
                    raise
            self._waiting()
        self._patience = LITTLE_PATIENCE
        return self.connection.execute(sql, values)

    def _begun(self, verb: str, words: str, stamp: Stamp, undoes: int | None) -> Change:
        moment = stamp.moment
        cursor = self.connection.execute(
            "INSERT INTO change (verb, words, recorded_at, offset_minutes, time_zone, origin, program, simulated,"
            " undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                verb,
                words,
                instant_text(moment.instant),
                offset_minutes(moment.instant),
                moment.zone,
                stamp.origin,
                __version__,
                int(moment.simulated),
                undoes,
            ),
        )
        return Change(int(cursor.lastrowid or 0), stamp, self.patient, self.connection)

    def _refuse_unwritable(self) -> None:
        if self.read_only:
            raise NotKept(f"not kept: {self.why_read_only}")
        if self._foreign_triggers:
            names = ", ".join(sorted(self._foreign_triggers))
            raise Refused(f"not kept: {self.path} has triggers of another program ({names}); drop them first")

    def _disarm(self) -> frozenset[str]:
        """Switch triggers that are not ours off for this connection; return those that could not be."""
        from rehab_tui.store.names import TRIGGER_NAMES

        found = {row[0] for row in self.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        foreign = frozenset(found - TRIGGER_NAMES)
        setconfig = getattr(self.connection, "setconfig", None)
        if foreign and setconfig is not None:
            setconfig(_ENABLE_TRIGGER, False)
            return frozenset()
        return foreign

    def _check(self, today: str, *, crashed: bool) -> None:
        """Read the file through: every time while it is small, else once a day and after a crash."""
        if self.path.stat().st_size <= file.SMALL_FILE or crashed:
            file.quick_check(self.connection, self.path)
            return
        checked = self.connection.execute("SELECT value FROM care WHERE name = 'checked_on'").fetchone()
        if checked is not None and today and checked[0] == today:
            return
        file.quick_check(self.connection, self.path)
        if today and not self.read_only and not self._foreign_triggers:
            self._remember("checked_on", today)

    def _remember(self, name: str, value: str) -> None:
        try:
            self.connection.execute("INSERT OR REPLACE INTO care (name, value) VALUES (?, ?)", (name, value))
        except sqlite3.OperationalError:
            return  # busy or full: the file is checked again next time, nothing is lost


def new_id() -> str:
    """Return a new random id for an entry, a plan or a follow-up."""
    return str(uuid4())


def data_folder() -> Path:
    """Return the platform's folder for the user's data (not made yet)."""
    from platformdirs import user_data_path

    return user_data_path("rehab", appauthor=False)


def make_folder(folder: Path) -> None:
    """Make a folder of our own that nobody else on the machine can look into."""
    old = os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    finally:
        os.umask(old)
