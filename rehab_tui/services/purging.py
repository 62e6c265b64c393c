"""Removing an entry for good, where a mark as a mistake is not enough: what was written about another person, say."""

from pathlib import Path
from typing import NamedTuple

from rehab_tui.domain.entry import Entry
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Stamp
from rehab_tui.errors import Refused
from rehab_tui.store import Store, backup, entries, followups


class Purge(NamedTuple):
    """What would go, or went."""

    versions: tuple[Entry, ...]
    """The entry with everything it has been, oldest first."""
    followups: tuple[FollowUp, ...]
    """Those that it opened; they stay, with what they say."""
    backups: tuple[Path, ...]
    """Copies made before, which still hold it."""


class Purging:
    """Takes entries out of an open file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, beginning: str) -> Purge:
        """Return what a purge would take. Raises NotFound, and Refused while a follow-up of it waits."""
        entry = entries.one(self._store, beginning)
        versions = entries.versions(self._store, entry)
        opened = tuple(one for version in versions for one in followups.of_entry(self._store, version.id))
        waiting = next((one for one in opened if not one.closed), None)
        if waiting is not None:
            raise Refused(
                f"entry {entry.id[:8]} was not purged: its follow-up {waiting.id[:8]} waits; write down the outcome"
                f" first: rehab followups close {waiting.id[:8]}"
            )
        return Purge(versions, opened, backup.backups(self._store.path))

    def purge(self, found: Purge, stamp: Stamp) -> None:
        """Remove it, all versions; the trail keeps that, when, and the ids, so that no import brings it back."""
        from rehab_tui.store.bulk import purge as bulk_purge

        newest = found.versions[-1]
        ids = " ".join(version.id for version in found.versions)
        bulk_purge.forget_freed_pages(self._store)
        with self._store.change("purge", f"{newest.kind.value} entry of {newest.day} purged: {ids}", stamp) as change:
            bulk_purge.purge(change, found.versions)
