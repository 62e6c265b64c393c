"""What leaves the file: chosen parts, written by a format, with a line in the audit trail."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from rehab_tui import __version__
from rehab_tui.domain.adherence import DayOfWork
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.sharing import Material, Part, Selection, Table
from rehab_tui.errors import NotKept, Refused
from rehab_tui.services.writing import check_place, write_private
from rehab_tui.store import Store, plans, profiles
from rehab_tui.store.figures import own_diary

Chunks = Callable[[Material], Iterable[bytes]]


class Leaves(NamedTuple):
    """How much of something would leave, for the question before it."""

    entries: int
    followups: int
    private: tuple[Part, ...]
    """Private parts that are in the file."""

    @property
    def words(self) -> str:
        """`1 entry, 2 follow-ups`."""
        entries = "1 entry" if self.entries == 1 else f"{self.entries:,} entries"
        return f"{entries}, {'1 follow-up' if self.followups == 1 else f'{self.followups:,} follow-ups'}"


class Exported(NamedTuple):
    """What was written."""

    path: Path
    size: int
    """Bytes."""
    traced: bool
    """Whether the trail of the file says so; not where it is read-only."""


class Exporting:
    """Writes files for others."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def leaves(self, selection: Selection, form: str = "") -> Leaves:
        """Return how much a selection holds; as a CSV the table of one kind has no place for follow-ups."""
        from rehab_tui.store.bulk import counts as bulk_counts

        counted = bulk_counts.read(self._store, selection)
        private = ((Part.NOTES, counted.notes), (Part.SEXUAL, counted.private_answers))
        waiting = 0 if form == "csv" and selection.only_kind else counted.followups
        return Leaves(counted.entries, waiting, tuple(part for part, number in private if number))

    def refuse_nobody(self) -> None:
        """Raise Refused where only patients of a caseload are in the file: a record of it would be one of nobody."""
        from rehab_tui.store import caseload

        if caseload.anybody(self._store) and not own_diary(self._store):
            raise Refused(
                "nothing was written: this file holds patients of a caseload and no diary of its own; a patient's "
                "record comes from the patient, and a plan for one is written with: rehab caseload plan"
            )

    def export(self, path: Path, selection: Selection, chunks: Chunks, stamp: Stamp, *, force: bool) -> Exported:
        """Write a file, whole or not at all, and a line about it in the trail.

        Raises Refused or InvalidValue for the place, Refused where there is nobody's diary, NotKept for the disk.
        """
        self.refuse_nobody()
        check_place(path, force=force)
        if self._store.read_only:
            with self._store.one_view():
                size = _write(path, chunks(self.material(selection, stamp.moment)), force=force)
            return Exported(path, size, traced=False)
        new = not path.exists()
        written = False
        try:
            with self._store.change("export", f"export of {selection.words} to {path.name}", stamp):
                size = _write(path, chunks(self.material(selection, stamp.moment)), force=force)
                written = True
        except NotKept:
            if written and new:
                with suppress(OSError):
                    path.unlink()
            raise
        return Exported(path, size, traced=True)

    def material(self, selection: Selection, now: Moment) -> Material:
        """Return what a format is handed; it reads the file as it goes."""
        name = profiles.read(self._store).name if Part.PROFILE in selection.parts else None
        return Material(
            selection=selection,
            patient=self._patient(selection),
            name=selection.pseudonym or name,
            exported_at=now.instant,
            today=now.today,
            program=__version__,
            section=partial(self._section, selection),
            table=partial(self._table, selection),
            by_day=partial(self._by_day, selection),
            lines=partial(self._lines, selection),
            work=partial(self._work, selection, now.today),
        )

    def _patient(self, selection: Selection) -> str:
        """Return the patient's id; beside a pseudonym another one, the same each time, from which nobody finds it."""
        if selection.pseudonym is None:
            return self._store.patient
        digest = sha256(f"{self._store.patient}:{selection.pseudonym}".encode()).digest()
        return str(UUID(bytes=digest[:16], version=4))

    def _section(self, selection: Selection, name: str) -> Iterator[bytes]:
        from rehab_tui.store.bulk import rows as bulk_rows

        if name == "patient":
            born = bulk_rows.created_at(self._store)
            return iter((json.dumps({"id": self._patient(selection), "created_at": born}).encode(),))
        return bulk_rows.section(self._store, selection, name)

    def _table(self, selection: Selection, name: str) -> Table:
        from rehab_tui.store.bulk import tables as bulk_tables

        return bulk_tables.table(self._store, selection, name)

    def _by_day(self, selection: Selection, name: str) -> Table:
        from rehab_tui.store.bulk import tables as bulk_tables

        return bulk_tables.by_day(self._store, selection, name)

    def _lines(self, selection: Selection, name: str) -> Iterator[bytes]:
        from rehab_tui.store.bulk import lines as bulk_lines

        return bulk_lines.lines(self._store, selection, name)

    def _work(self, selection: Selection, today: date) -> tuple[DayOfWork, ...]:
        """Return the days of a selection that are over: today with them once every exercise has an answer."""
        from rehab_tui.services.days import Days
        from rehab_tui.services.glance import look

        begins = plans.first_day(self._store)
        if begins is None:
            return ()
        over = today - timedelta(days=1) if look(self._store, today).exercises_open else today
        first = max(selection.first or date.min, begins - timedelta(days=begins.weekday()))
        last = min(selection.last or date.max, over)
        return Days(self._store).work(first, last, profiles.read(self._store)) if first <= last else ()


def _write(path: Path, chunks: Iterable[bytes], *, force: bool) -> int:
    """Write the pieces and return their bytes. What a format raises goes through; nothing is left behind."""
    size = 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            size += len(chunk)
            yield chunk

    write_private(path, counted(), force=force)
    return size
