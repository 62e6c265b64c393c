"""Taking patient records in: all of them or nothing, by id, so that doing it twice changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.sharing import Part
from rehab_tui.errors import InvalidValue, RehabError
from rehab_tui.services import coming_in
from rehab_tui.store import Change, Store
from rehab_tui.store.bulk import merge as bulk_merge
from rehab_tui.store.bulk import proof as bulk_proof
from rehab_tui.store.bulk.merge import Added

__all__ = [
    "Added",
    "Imported",
    "Taken",
    "backup_before",
    "holds_something",
    "import_records",
    "merge_record",
    "refuse_nothing",
    "trial_store",
]


_REST: Mapping[str, Sequence[Any]] = {"plans": (), "followups": (), "profile": (), "sessions": ()}


class Taken(NamedTuple):
    """What one record added, or would add."""

    path: Path
    added: Added
    first: date | None
    last: date | None
    open_followups: int
    """Those of level 1 to 3 that wait in the file afterwards."""
    filled: frozenset[int] = frozenset()
    """Row numbers of entries that got what had been left out of them."""


class Imported(NamedTuple):
    """What records added, and the follow-ups that what they brought called for."""

    taken: tuple[Taken, ...]
    opened: tuple[FollowUp, ...] = ()


class _NotKept(Exception):
    """Everything is put back: it was a trial, or nothing was new."""


def import_records(
    store: Store, records: Sequence[tuple[Path, Mapping[str, Any]]], stamp: Stamp, *, dry_run: bool
) -> Imported:
    """Merge parsed records into a file, in one transaction; with `dry_run`, or where nothing is new, nothing is kept.

    What came in is looked at: see `services.coming_in`.
    Raises Refused for another patient's record, InvalidValue for content that this program cannot keep or read.
    """
    taken: list[Taken] = []
    opened: tuple[FollowUp, ...] = ()
    whole = all(Part.FOLLOWUPS in record["parts"] for _, record in records)
    names = ", ".join(path.name for path, _ in records)
    for path, record in records:
        _try_few(store, path, record, stamp)
    try:
        with store.change("import", f"import of {names}", stamp) as change:
            since = coming_in.before(store, stamp.moment.today)
            for path, record in records:
                taken.append(merge_record(store, change, path, record))
            if dry_run or not any(one.added.anything for one in taken):
                raise _NotKept
            now = replace(change, patient=store.patient)  # an empty file has become that of the record's patient
            filled = frozenset[int]().union(*(one.filled for one in taken))
            opened = coming_in.look(store, now, since.with_filled(filled), ended_are_in=whole)
            taken = [one._replace(open_followups=bulk_proof.waiting(store)) for one in taken]
    except _NotKept:
        pass
    return Imported(tuple(taken), opened)


def _try_few(store: Store, path: Path, record: Mapping[str, Any], stamp: Stamp) -> None:
    """Try a few entries of a large record in an empty file: what is wrong there is not found after minutes of writing.

    What is in a file already is not looked at again. Raises InvalidValue as `merge_record` does.
    """
    few = bulk_proof.unknown(store, getattr(record["entries"], "few", ()))
    if not few:
        return
    left_out = _REST if holds_something(store) else {"sessions": ()}
    with bulk_proof.in_memory(path) as trial, trial.change("import", "a trial", stamp) as change:
        merge_record(trial, change, path, {**record, "entries": few, **left_out})


def merge_record(store: Store, change: Change, path: Path, record: Mapping[str, Any]) -> Taken:
    """Merge one record inside a change, and prove that all of it can be read; nothing is opened for what it says.

    Raises Refused or InvalidValue with the file: then the change has to be put back.
    """
    try:
        before = bulk_proof.problems(store)
        merge = bulk_proof.refusing(lambda: bulk_merge.Merge(change, record))
        added = bulk_proof.refusing(merge.take)
        if added.anything:
            bulk_proof.prove(store, before, record, min((merge.first_new, *merge.filled)))
    except RehabError as problem:
        raise type(problem)(f"{path}: {problem}") from None
    first, last = map(_day, merge.days)
    return Taken(path, added, first, last, bulk_proof.waiting(store), merge.filled)


def _day(text: str) -> date | None:
    """Return a day of a record; an entry that is known already was not looked at again."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def holds_something(store: Store) -> bool:
    """Return whether anything was ever written to a file."""
    from rehab_tui.store import changes

    return changes.any_made(store)


def backup_before(store: Store, now: Moment) -> Path:
    """Make a checked copy of a file, before records are merged into it. Raises NotKept."""
    from rehab_tui.store import backup

    return backup.make(store.connection, store.path, now.utc, "import")


def trial_store(path: Path) -> Store:
    """Return an empty file in memory, for a trial where there is no file yet."""
    return bulk_proof.in_memory(path)


def refuse_nothing(paths: Sequence[Path]) -> None:
    """Raise InvalidValue when one file was named twice."""
    if len({path.absolute() for path in paths}) != len(paths):
        raise InvalidValue("a file was named twice; name each once")
