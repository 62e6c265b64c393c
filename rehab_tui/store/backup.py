"""Copies of the file that are known to be good, and putting one back."""

import os
import sqlite3
import stat
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rehab_tui.errors import DamagedFile, NotKept, UnusableFile
from rehab_tui.store import file

NEW = ".rehab-new-"
"""How the name of a file begins that is built beside its place."""
_ASIDE = "-before-restore"
_STAMP = "%Y-%m-%dT%H-%M-%SZ"
_KEEP_ALL = timedelta(days=2)
_KEEP_DAILY, _KEEP_WEEKLY, _KEEP_MONTHLY = 12, 10, 9


def folder_of(path: Path) -> Path:
    """Return the folder beside a file where its backups are kept."""
    return path.with_name(path.name + ".backups")


def made_at(backup: Path) -> datetime | None:
    """Return when a backup was made, by its name; None for a file that is not one."""
    try:
        return datetime.strptime(backup.name[:20], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def backups(path: Path) -> tuple[Path, ...]:
    """Return the backups of a file, newest first. A file that a restore set aside is none: nobody proved it."""
    folder = folder_of(path)
    found = [p for p in folder.glob("*.db") if made_at(p) and _ASIDE not in p.name] if folder.is_dir() else []
    return tuple(sorted(found, reverse=True))


def newest(path: Path) -> Path | None:
    """Return the newest backup of a file, or None."""
    found = backups(path)
    return found[0] if found else None


def make(
    connection: sqlite3.Connection, path: Path, now: datetime, reason: str = "daily", to: Path | None = None
) -> Path:
    """Copy the file, prove the copy (whole, same number of rows), and only then give it its name.

    `to` names another place than the folder beside the file; it must not exist. Raises NotKept.
    """
    target = to or folder_of(path) / f"{now.astimezone(UTC).strftime(_STAMP)}-{reason}.db"
    if target.exists():
        if to is None:
            return target
        raise NotKept(f"{target} exists already; nothing was written, choose another name")
    temporary: Path | None = None
    try:
        if to is None:
            target.parent.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".rehab-backup-", dir=target.absolute().parent)
        os.close(handle)
        temporary = Path(name)
        had = _rows(connection)  # before the copy: another program may be adding to the file
        connection.execute("VACUUM INTO ?", (name,))
        _prove(had, temporary)
        _sync(temporary)
        temporary.rename(target)
        sync_folder(target.absolute().parent)
    except sqlite3.Error as problem:
        raise NotKept(f"no backup was made in {target.parent} ({problem}); check the room on the disk") from None
    except OSError as problem:
        raise NotKept(f"no backup was made in {target.parent} ({problem.strerror}); check rights and room") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return target


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    counts = {}
    for table in ("change", "entry", "entry_state", "followup", "followup_event", "profile_fact"):
        counts[table] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (fixed names)
    return counts


def _prove(had: dict[str, int], copy: Path) -> None:
    other = file.connect(copy, read_only=True)
    try:
        with file.more_room(other):
            found = other.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError("the copy is damaged")
        for table, number in _rows(other).items():
            if number < had[table]:
                raise sqlite3.DatabaseError(f"the copy lacks rows of {table}")
    finally:
        other.close()


def thin(path: Path, now: datetime) -> tuple[Path, ...]:
    """Remove backups that newer ones stand for; return the removed.

    All of two days stay, then one a day for 12, one a week for 10, one a month for 9; the newest and those
    dated in the future always stay.
    """
    kept: set[Path] = set()
    seen: dict[str, list[str]] = {"day": [], "week": [], "month": []}
    found = backups(path)
    for backup in found:
        made = made_at(backup)
        if made is None or made > now - _KEEP_ALL:
            kept.add(backup)
            continue
        for period, label, most in (
            ("day", made.strftime("%Y-%m-%d"), _KEEP_DAILY),
            ("week", made.strftime("%G-%V"), _KEEP_WEEKLY),
            ("month", made.strftime("%Y-%m"), _KEEP_MONTHLY),
        ):
            if label not in seen[period] and len(seen[period]) < most:
                seen[period].append(label)
                kept.add(backup)
    gone = tuple(backup for backup in found[1:] if backup not in kept)
    for backup in gone:
        backup.unlink(missing_ok=True)
    _clear(path, now)
    return gone


def _clear(path: Path, now: datetime) -> None:
    """Take away what was begun beside a file, or among its backups, and cut off a day ago or longer."""
    for left in (*folder_of(path).glob(".rehab-backup-*"), *path.absolute().parent.glob(f"{NEW}*")):
        with suppress(OSError):  # of another owner
            about = left.lstat()
            if stat.S_ISREG(about.st_mode) and datetime.fromtimestamp(about.st_mtime, UTC) < now - timedelta(days=1):
                left.unlink()


def restore(path: Path, backup: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the file; return where the file that stood there went (None: there was none).

    The backup is proved first; a refused one changes nothing.
    """
    _inspect(backup)
    source = file.connect(backup, read_only=True)
    try:
        file.quick_check(source, backup)
        handle, name = tempfile.mkstemp(prefix=".rehab-restore-", dir=path.absolute().parent)
        os.close(handle)
        temporary = Path(name)
        try:
            had = _rows(source)
            source.execute("VACUUM INTO ?", (name,))
            _prove(had, temporary)
            _sync(temporary)
            aside = _set_aside(path, now)
            temporary.replace(path)
            sync_folder(path.absolute().parent)
        finally:
            temporary.unlink(missing_ok=True)
    except sqlite3.Error as problem:
        raise UnusableFile(f"{backup} was not restored ({problem}); {path} is as it was") from None
    except OSError as problem:
        raise NotKept(f"{backup} was not restored ({problem.strerror}); check rights and room") from None
    finally:
        source.close()
    return aside


def _inspect(backup: Path) -> None:
    """Raise UnusableFile for what is no whole backup, with the way out."""
    try:
        file.inspect(backup, hint="choose another backup; rehab info names the newest")
    except DamagedFile:
        raise DamagedFile(f"{backup} is damaged and was not restored; choose another backup") from None


def _set_aside(path: Path, now: datetime) -> Path | None:
    if not path.exists():
        return None
    folder = folder_of(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    stem, number = f"{now.astimezone(UTC).strftime(_STAMP)}{_ASIDE}", 1
    aside = folder / f"{stem}.db"
    while aside.exists():
        number += 1
        aside = folder / f"{stem}-{number}.db"
    _keep_as(path, aside)
    for ending in ("-journal", "-wal", "-shm"):
        beside = Path(f"{path}{ending}")
        if beside.exists():
            beside.rename(f"{aside}{ending}")
    return aside


def _keep_as(path: Path, aside: Path) -> None:
    """Give a file a second name, so that its place is never empty; where that cannot be, move it."""
    try:
        os.link(path, aside)
    except OSError:
        path.rename(aside)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make sure that a new name in a folder is on the disk, where the system can."""
    try:
        _sync(folder)
    except OSError:
        return  # some systems cannot sync a folder
