"""Whose file is it, and can it be used: decided before anything is written to it."""

import os
import sqlite3
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from rehab_tui.errors import DamagedFile, Held, MissingDatabase, NotKept, UnusableFile

APPLICATION_ID = 0x52454842
"""The letters REHB in the SQLite header."""
SCHEMA_VERSION = 5
SMALL_FILE = 512 * 1024
"""Bytes up to which the whole file is checked at every open."""
_MAGIC = b"SQLite format 3\x00"
_WAL = b"\x02\x02"
"""Header bytes of a file that another program switched to a write-ahead log; one file at rest is what people copy."""
_GUARDS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "synchronous=EXTRA",
    "fullfsync=ON",
    "cache_size=-512",  # KiB: half a megabyte of pages is as quick as two on ten years, measured
)
ROOM = 64 * 1024
"""KiB of pages for many rows at once: ids are random, and each goes to another page of their index."""


def inspect(path: Path, hint: str = "choose another with --db") -> int:
    """Return the schema version of our own file, from its header alone; `hint` is the way out of a wrong file.

    Raises MissingDatabase, DamagedFile or UnusableFile; the file is only read.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise MissingDatabase(f"no database at {path}; start one with: rehab setup") from None
    except OSError as problem:
        raise UnusableFile(f"cannot look at {path} ({problem.strerror}); check the path and its rights") from None
    if not stat.S_ISREG(status.st_mode):
        raise UnusableFile(f"{path} is not a file; {hint}")
    header = _header(path)
    version = _version(path, header, hint)
    if status.st_size < _stated_size(header) and not journal_left(path):
        raise DamagedFile(damaged_words(path))
    return version


def _stated_size(header: bytes) -> int:
    """Return the bytes that a header says the file has, or 0 where it does not say (SQLite file format, 1.3.7)."""
    if header[24:28] != header[92:96]:
        return 0
    page = int.from_bytes(header[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except OSError as problem:
        raise UnusableFile(f"cannot read {path} ({problem.strerror}); check its rights") from None


def _version(path: Path, header: bytes, hint: str) -> int:
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise UnusableFile(f"{path} is not a database of this program; nothing was changed, {hint}")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UnusableFile(f"{path} belongs to another program; nothing was changed, {hint}")
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_VERSION:
        raise UnusableFile(
            f"{path} was written by a newer rehab (file version {version}, this program reads up to {SCHEMA_VERSION}); "
            "nothing was changed, update rehab"
        )
    return version


def _uri(path: Path) -> str:
    """Return a path as SQLite reads it; by hand, since `Path.as_uri` loads more than the rest of opening."""
    text = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return "file:" + (text if text.startswith("/") else f"/{text}")


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open a file that `inspect` has accepted, with every guard of the store switched on."""
    mode = "ro" if read_only else "rw"
    try:
        connection = sqlite3.connect(f"{_uri(path)}?mode={mode}", uri=True, timeout=10, isolation_level=None)
    except sqlite3.Error as problem:
        raise UnusableFile(f"cannot open {path} ({problem}); check the folder and its rights") from None
    try:
        for pragma in _GUARDS:
            connection.execute(f"PRAGMA {pragma}")
        if not read_only and _header(path)[18:20] == _WAL:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as problem:
        connection.close()
        raise spoken(problem, path) from None
    connection.row_factory = sqlite3.Row
    return connection


@contextmanager
def more_room(connection: sqlite3.Connection) -> Generator[None]:
    """Keep more pages in memory while many rows are written."""
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size=-{ROOM}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size={int(usual)}")


def quick_check(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole file once; raise DamagedFile when a page does not fit.

    A value out of range is no damage: it is left to `rehab check`, so that it does not lock a patient out.
    """
    try:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        connection.execute("PRAGMA ignore_check_constraints=OFF")
    except sqlite3.DatabaseError as problem:
        raise spoken(problem, path) from None
    if found != "ok":
        raise DamagedFile(damaged_words(path))


def damaged_words(path: Path) -> str:
    """Return the line for a damaged file, with the newest backup that could take its place."""
    from rehab_tui.store.backup import newest

    backup = newest(path)
    hint = f"restore the newest backup with: rehab restore '{backup}'" if backup else "no backup lies beside it"
    return f"{path} is damaged; it was left as it is, {hint}"


def spoken(problem: sqlite3.Error, path: Path) -> UnusableFile:
    """Return what a person is told when SQLite cannot do its work."""
    name = getattr(problem, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return NotKept(f"not kept: the disk is full ({path}); make room and do it again")
    if name.startswith("SQLITE_IOERR"):
        return NotKept(f"not kept: the disk is full, or failing ({path} cannot be written); make room and do it again")
    if name.startswith("SQLITE_READONLY_DBMOVED"):
        return NotKept(f"not kept: {path} was moved or replaced while it was open; start rehab again")
    if name.startswith("SQLITE_READONLY"):
        return NotKept(f"not kept: {path} is read-only; check the rights of the file and its folder")
    if busy(problem):
        return Held(f"{path} is locked: another program was writing to it all the time; close that one and do it again")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DamagedFile(damaged_words(path))
    if name.startswith("SQLITE_CANTOPEN"):
        return UnusableFile(f"cannot open {path}; check the folder and its rights")
    return UnusableFile(f"{path} does not hold what this program expects ({problem}); run: rehab check")


def busy(problem: sqlite3.Error) -> bool:
    """Return whether another program held the file: it may be free a moment later."""
    return (getattr(problem, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def writable(path: Path) -> bool:
    """Return whether both the file and its folder (for the rollback journal) can be written."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def make_private(path: Path) -> None:
    """Take the rights of everybody else on the machine away from a file that shows health data."""
    try:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError:
        return  # another owner's file: `rehab check` says it


def journal_left(path: Path) -> bool:
    """Return whether a rollback journal lies beside the file: the last writer was cut off."""
    try:
        return Path(f"{path}-journal").stat().st_size > 0
    except OSError:
        return False
