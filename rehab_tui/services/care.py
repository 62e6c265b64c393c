"""Care of the file: what is in it, is it whole, and copies that are known to be good."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from rehab_tui.domain.moment import Moment
from rehab_tui.errors import InvalidValue, NotFound, Refused, RehabError
from rehab_tui.store import Store
from rehab_tui.store.figures import Figures


class FileInfo(NamedTuple):
    """What `rehab info` tells."""

    path: Path
    size: int
    """Bytes."""
    mode: int
    holds: Figures
    backups: tuple[Path, ...]
    """Newest first."""
    newest_backup: datetime | None
    read_only: bool


class CheckResult(NamedTuple):
    """What `rehab check` found: problems are wrong, warnings are risks."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...]


class TrailLine(NamedTuple):
    """Something that left the file, came into it, or was purged."""

    at: datetime
    verb: str
    words: str


class Care:
    """Looks after an open file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def info(self) -> FileInfo:
        """Return where the file is and what is in it."""
        from rehab_tui.store import backup, figures

        path = self._store.path
        status, copies = path.stat(), backup.backups(path)
        return FileInfo(
            path=path.absolute(),
            size=status.st_size,
            mode=status.st_mode & 0o777,
            holds=figures.read(self._store),
            backups=copies,
            newest_backup=backup.made_at(copies[0]) if copies else None,
            read_only=self._store.read_only,
        )

    def trail(self) -> tuple[TrailLine, ...]:
        """Return every export, import and purge, oldest first."""
        from rehab_tui.store import changes

        return tuple(TrailLine(one.at, one.verb, one.words) for one in changes.trail(self._store))

    def check(self, now: Moment) -> CheckResult:
        """Read everything through; changes nothing."""
        from rehab_tui.store import checks, place

        found = [p.line for p in checks.problems(self._store, None if now.simulated else now.instant)]
        rights = place.not_private(self._store.path)
        if rights:
            found.append(f"file {self._store.path} {rights}")
        return CheckResult(tuple(found), place.warnings(self._store.path))

    def backup(self, now: Moment, to: Path | None = None) -> Path:
        """Make a verified copy, beside the file or at a place that is still free; return where it is."""
        from rehab_tui.store import backup

        if to is not None and (to.exists() or to.is_symlink()):
            raise Refused(f"{to} exists already; nothing was written, choose another name")
        return backup.make(self._store.connection, self._store.path, now.utc, "asked", to)

    def daily_backup_if_due(self, now: Moment) -> str | None:
        """Make today's backup (a day of UTC) unless there is one, and thin the old ones; return a warning, or None.

        Never raises for a disk that is full or a folder that cannot be written: what triggered it was kept.
        """
        from rehab_tui.store import backup

        path = self._store.path
        if self._store.read_only or now.simulated:
            return None
        try:
            made = (backup.made_at(copy) for copy in backup.backups(path))
            if any(at is not None and at.date() == now.utc.date() for at in made):
                return None
            backup.make(self._store.connection, path, now.utc)
            backup.thin(path, now.utc)
        except (RehabError, OSError) as problem:
            return f"today's backup was not made: {problem}"
        return None


def restore(path: Path, copy: Path, now: Moment, *, make_folder: bool = False) -> Path | None:
    """Put a backup in the place of the file; return where the file that stood there went, or None.

    `make_folder` makes our own folder on a new machine; a folder that a person named must exist.
    Raises UnusableFile for a copy that is not ours, newer or damaged; nothing was changed then.
    """
    from rehab_tui import store
    from rehab_tui.store import backup

    if not copy.exists():
        raise NotFound(f"no backup at {copy}; rehab info names the newest one")
    if path.exists() and path.samefile(copy):
        raise InvalidValue(f"{copy} is the file in use; name one of its backups (rehab info names the newest)")
    if make_folder:
        store.make_folder(path.parent)
    return backup.restore(path, copy, now.utc)
