"""Removing a patient from a caseload for good: who is no longer looked after, or asks for it."""

from pathlib import Path
from typing import NamedTuple

from rehab_tui.domain.caseload import Row
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.words import counted
from rehab_tui.store import Store, backup


class Removal(NamedTuple):
    """What would go, or went."""

    row: Row
    files: int
    notes: int
    reviews: int
    backups: tuple[Path, ...]
    """Copies of the therapist's file made before, which still hold it."""

    @property
    def words(self) -> str:
        """What goes, in words, without the name."""
        parts = [f"the record ({counted(self.files, 'file')} taken in)"]
        parts += [f"{counted(self.notes, 'note')} of yours"] if self.notes else []
        parts += [counted(self.reviews, "review")] if self.reviews else []
        return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]

    @property
    def copies(self) -> str:
        """How many copies still hold the record, in words; empty where there is none."""
        number = len(self.backups)
        holds = "holds" if number == 1 else "hold"
        return f"{counted(number, 'backup')} made before still {holds} it" if number else ""


def removal_of(store: Store, row: Row) -> Removal:
    """Return what would go with a patient."""
    from rehab_tui.store import caseload_purge

    return Removal(row, *caseload_purge.counts(store, row.patient), backup.backups(store.path))


def remove_for_good(store: Store, found: Removal, stamp: Stamp) -> None:
    """Remove a patient; the trail keeps only that somebody was removed, and when. Raises NotKept."""
    from rehab_tui.store import caseload_purge
    from rehab_tui.store.bulk import purge as bulk_purge

    bulk_purge.forget_freed_pages(store)
    with store.change("purge", f"a patient removed from the caseload: {found.words}", stamp) as change:
        caseload_purge.remove(change, found.row.patient)
