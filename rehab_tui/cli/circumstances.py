"""What the quickest commands are handed: which file, what time it is, how to print. Light on purpose."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from rehab_tui.cli.output import remember_change, tell
from rehab_tui.clock import Clock
from rehab_tui.domain.moment import Stamp
from rehab_tui.errors import MissingDatabase, UnusableFile
from rehab_tui.services.daily import daily_backup
from rehab_tui.services.opened import PatientFile, default_place, make_own_folder

Opened = TypeVar("Opened", bound=PatientFile)


class Circumstances:
    """The global options of one call, made useful."""

    def __init__(self, db: Path | None, clock: Clock, *, plain: bool) -> None:
        self.named = db
        """The file named by `--db` or `REHAB_DB`, or None: then the platform's data folder is meant."""
        self.clock = clock
        self.plain = plain
        """Whether to print for a screen reader: no color, no drawn charts."""

    @property
    def db(self) -> Path:
        """Where the patient's file lies, or would lie; nothing is made."""
        return self.named if self.named is not None else default_place()

    @property
    def today(self) -> date:
        """The calendar day that the person sees, or the day of `--today`."""
        return self.clock.today()

    @property
    def interactive(self) -> bool:
        """Whether a person sits at a terminal and can be asked."""
        return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))

    def stamp(self) -> Stamp:
        """Return this moment, for a change made by a command."""
        return Stamp(self.clock.now())

    def open_file(self, *, create: bool = False) -> PatientFile:
        """Open the patient's file; use it as a context. Raises UnusableFile, also where it is missing.

        With `create` a missing file is made: in an existing folder, or in our own folder, which is made too.
        """
        if create:
            self._make_own_folder()
        with self.opening():
            return told_to_wait(PatientFile.open(self.db, today=self.today.isoformat(), create=create))

    @contextmanager
    def opening(self) -> Generator[None]:
        """Say of a file that is missing whether its folder is missing too: nothing can be started there."""
        try:
            yield
        except MissingDatabase:
            folder = self.db.absolute().parent
            if self.named is None or folder.is_dir():
                raise
            raise MissingDatabase(_no_folder(folder)) from None

    @contextmanager
    def changing(self) -> Generator[PatientFile]:
        """Open the file for a change, made where it is missing; today's backup follows once the change was kept."""
        with self.open_file(create=True) as file:
            yield file
            self.back_up(file)

    def back_up(self, file: PatientFile) -> None:
        """Make today's backup if it is due; what goes wrong with it is said, and no more."""
        remember_change(made=True)
        warning = daily_backup(file, self.clock.now())
        if warning is not None:
            tell(f"rehab: warning: {warning}")

    def require_folder(self) -> None:
        """Raise UnusableFile when the folder that was named for the file does not exist."""
        folder = self.db.absolute().parent
        if self.named is not None and not folder.is_dir():
            raise UnusableFile(_no_folder(folder))

    def _make_own_folder(self) -> None:
        if self.named is None:
            make_own_folder()


def told_to_wait(file: Opened) -> Opened:
    """Return an open file that tells a person at a terminal, once, when another program keeps this one waiting."""
    if sys.stderr is None or not sys.stderr.isatty():
        return file
    said: list[str] = []

    def waiting() -> None:
        if not said:
            said.append("rehab: another program is writing to this file; waiting for it, 10 seconds at the most")
            tell(said[0])

    file.tell_waiting(waiting)
    return file


def _no_folder(folder: Path) -> str:
    return f"there is no folder {folder}; make it first, or choose another place with --db"
