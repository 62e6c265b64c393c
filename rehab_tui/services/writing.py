"""Writing a file that a person asked for: whole or not at all, and for its owner's eyes."""

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from rehab_tui.errors import InvalidValue, NotKept, Refused
from rehab_tui.store.place import put_in_place

BEGINNING = ".rehab-export-"
_OURS = re.compile(rf"{re.escape(BEGINNING)}(?:[0-9a-f]{{32}}|[a-z0-9_]{{8}})")
"""The names of files that are not whole yet: our own, and those of `tempfile`."""
OLD = 24 * 60 * 60
"""Seconds after which a file that is not whole was left by a program that was ended (judgement)."""
OPEN_FILES = Path("/proc/self/fd")
"""Where Linux shows the open files of a program."""
_DATABASE = b"SQLite format 3\x00"


def write_private(path: Path, content: bytes | Iterable[bytes], *, force: bool = False) -> None:
    """Write a whole file with the rights 0600, or nothing; `force` puts it in the place of a plain file.

    Pieces are written one after the other, as they come.
    Raises Refused for what stands at the place, InvalidValue for a folder that is missing, NotKept for the disk.
    """
    check_place(path, force=force)
    folder = path.absolute().parent
    named: Path | None = None
    try:
        handle, named = _begun(folder)
        with os.fdopen(handle, "wb") as file:
            file.writelines((content,) if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
            if named is None:
                named = _named(file.fileno(), folder)
            about = os.fstat(file.fileno())
        _put(named, path, force=force)
        _clear(folder, about)
    except FileExistsError:
        raise Refused(_exists(path)) from None
    except OSError as problem:
        raise NotKept(f"not written: {path} ({problem.strerror}); check the folder's rights and room") from None
    finally:
        if named is not None:
            with suppress(OSError):
                named.unlink(missing_ok=True)


def _begun(folder: Path) -> tuple[int, Path | None]:
    """Open a new file in a folder; where the system can, without a name: it goes when the program is ended."""
    unnamed = getattr(os, "O_TMPFILE", 0)
    if unnamed and OPEN_FILES.is_dir():
        with suppress(OSError):  # a file system that cannot
            return os.open(folder, unnamed | os.O_WRONLY, 0o600), None
    import tempfile

    handle, name = tempfile.mkstemp(prefix=BEGINNING, dir=folder)
    return handle, Path(name)


def _named(handle: int, folder: Path) -> Path:
    """Give a whole file without a name one, beside the place where it goes."""
    name = folder / f"{BEGINNING}{uuid4().hex}"
    files = os.open(OPEN_FILES, os.O_RDONLY)
    try:  # with a folder given, Python asks the system to follow the link to the open file
        os.link(str(handle), name, src_dir_fd=files, follow_symlinks=True)
    finally:
        os.close(files)
    return name


def _clear(folder: Path, new: os.stat_result) -> None:
    """Take away what a program that was ended left here half written; `new` is a file that was written just now.

    Only plain files of the same owner that nobody else may read, a day older than the new one, by the folder's clock.
    """
    with suppress(OSError), os.scandir(folder) as found:
        for one in found:
            if _OURS.fullmatch(one.name) and one.is_file(follow_symlinks=False):
                left = one.stat(follow_symlinks=False)
                same = (left.st_uid, left.st_mode) == (new.st_uid, new.st_mode)
                if same and new.st_mtime - left.st_mtime > OLD:
                    Path(one.path).unlink()


def check_place(path: Path, *, force: bool) -> None:
    """Raise unless a file may be written at a place."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        if not path.absolute().parent.is_dir():
            raise InvalidValue(f"there is no folder {path.absolute().parent}; make it first") from None
        return
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "the name cannot be used"
        raise InvalidValue(f"{path}: cannot be written ({reason}); choose another name") from None
    if not stat.S_ISREG(mode):
        raise Refused(f"{path} is {_what(mode)}")
    if not force:
        raise Refused(_exists(path))
    if _is_database(path):
        raise Refused(f"{path} is a database; nothing was written, choose another name")


def _what(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a link; nothing was written, name the file itself"
    if stat.S_ISDIR(mode):
        return "a folder; nothing was written, give the name of a file in it"
    return "not a plain file; nothing was written, choose another name"


def _exists(path: Path) -> str:
    return f"{path} exists already; nothing was written, add --force or choose another name"


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def _put(temporary: Path, path: Path, *, force: bool) -> None:
    if force:
        temporary.replace(path)
    else:
        put_in_place(temporary, path)
