"""Making a new file, and bringing an old one up to date: whole, or not at all."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from rehab_tui.domain.moment import instant_text
from rehab_tui.errors import NotKept, UnusableFile
from rehab_tui.store import backup, file
from rehab_tui.store.place import put_in_place
from rehab_tui.store.schema.migrations import migrate
from rehab_tui.store.store import Store, new_id


def create_file(path: Path) -> None:
    """Make a new, empty patient's file in an existing folder.

    It is built beside its place and linked there at the end, so two first starts at once make one file,
    and a start that is cut off leaves none.
    """
    with _beside(path) as temporary:
        _begun(temporary).close()
        with suppress(FileExistsError):  # another start was quicker; its file is as good as ours
            _put_in_place(temporary, path)


def create_filled(path: Path, fill: Callable[[Store], bool]) -> Store | None:
    """Make a new file with something in it, and return it open; None, and no file, where `fill` says there is nothing.

    Nobody sees the file before `fill` is over; what it raises leaves nothing. Raises NotKept or UnusableFile.
    """
    with _beside(path) as temporary:
        store = Store(path, _begun(temporary), read_only=False)
        try:
            wanted = fill(store)
        finally:
            store.close()
        if not wanted:
            return None
        try:
            _put_in_place(temporary, path)
        except FileExistsError:
            raise NotKept(f"not kept: another program has made {path} meanwhile; do it again") from None
    return Store(path, file.connect(path, read_only=False), read_only=False)


@contextmanager
def _beside(path: Path) -> Generator[Path]:
    """Name a new file beside a place, to be built there; afterwards it is gone from there."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise UnusableFile(f"there is no folder {folder}; make it first, or choose another place with --db")
    try:
        handle, name = tempfile.mkstemp(prefix=backup.NEW, dir=folder)
    except OSError as problem:
        raise NotKept(f"cannot make {path} ({problem.strerror}); check the folder's rights and room") from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    except sqlite3.Error as problem:
        raise file.spoken(problem, path) from None
    except OSError as problem:
        raise NotKept(f"cannot make {path} ({problem.strerror}); check the folder's rights and room") from None
    finally:
        temporary.unlink(missing_ok=True)
        Path(f"{name}-journal").unlink(missing_ok=True)


def _begun(temporary: Path) -> sqlite3.Connection:
    connection = file.connect(temporary, read_only=False)
    try:
        migrate(connection)
        born = instant_text(datetime.fromtimestamp(temporary.stat().st_mtime, UTC))
        connection.execute("INSERT INTO patient (id, created_at) VALUES (?, ?)", (new_id(), born))
    except BaseException:
        connection.close()
        raise
    return connection


def _put_in_place(temporary: Path, path: Path) -> None:
    """Link a whole file to its place. Raises FileExistsError where there is one."""
    put_in_place(temporary, path)
    backup.sync_folder(path.absolute().parent)


def upgrade(path: Path, version: int, *, read_only: bool) -> None:
    """Bring a file of an older release up to date, after a verified backup."""
    if read_only:
        raise UnusableFile(f"{path} is of an older version ({version}) and read-only; make it writable once")
    connection = file.connect(path, read_only=False)
    try:
        file.quick_check(connection, path)
        backup.make(connection, path, datetime.fromtimestamp(path.stat().st_mtime, UTC), reason=f"v{version}")
        migrate(connection)
    except sqlite3.Error as problem:
        raise file.spoken(problem, path) from None
    finally:
        connection.close()
