"""Taking patient records into a caseload, one at a time: each is kept whole, or not at all."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from rehab_tui.domain.caseload import Summary
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.sharing import EVERYTHING, Part, Selection, with_questions
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue, Refused
from rehab_tui.services.caseload.form import RecordForm, TakenIn, Unlock
from rehab_tui.services.caseload.summary import Known, known_of, open_untold, summarized
from rehab_tui.services.exporting import Exporting
from rehab_tui.services.importing import merge_record
from rehab_tui.store import Store, caseload
from rehab_tui.store.bulk import merge as bulk_merge
from rehab_tui.store.bulk import proof as bulk_proof

LARGEST = 64 * 1024 * 1024
"""Bytes of a record, unlocked: some twenty-five years. Judgement: six times as much memory is needed for one."""
TRIES = 5
"""How often a record is merged anew because another program was quicker."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


class Read(NamedTuple):
    """A file that was read, and is a whole, unchanged record."""

    path: Path
    data: bytes
    record: Mapping[str, Any]
    known: Known
    patient: str
    digest: str
    """Of the file as it came, locked or not."""


class Before(NamedTuple):
    """What is known of a patient already."""

    summary: Summary | None = None
    record: bytes | None = None


class Ready(NamedTuple):
    """What came of a file, ready to be kept where nothing else has come in meanwhile."""

    file: caseload.Kept
    before: Summary | None
    summary: Summary
    packed: bytes | None
    """The whole record of the patient; None where it stays as it is."""
    filled: str
    nothing_new: bool


class _OvertakenError(Exception):
    """Another program has changed the patient: nothing is kept."""


def take_in(store: Store, form: RecordForm, path: Path, stamp: Stamp, unlock: Unlock | None = None) -> TakenIn:
    """Merge one record with what is known of its patient and keep it, in one change.

    Raises InvalidValue, NotFound or Refused with what is wrong with the file; then nothing is kept of it.
    """
    data = form.data(path)
    digest = sha256(data).hexdigest()
    if caseload.knows_file(store, digest):
        return known_already(path)
    return take(store, form, path, form.opened(path, data, unlock), stamp, digest)


def known_already(path: Path) -> TakenIn:
    """Return what is said of a file that was taken in before."""
    return TakenIn(path, "", None, first=False, entries=0, known=True)


def newest_change(store: Store) -> int:
    """Return the number of the newest change of a file."""
    return caseload.newest_change(store)


def kept_of(store: Store, path: Path, since: int) -> TakenIn | None:
    """Return what a change after `since` kept of a file, or None: for a stop between keeping and telling."""
    try:
        found = caseload.came_of(store, path.name, sha256(path.read_bytes()).hexdigest(), since)
    except OSError:
        return None
    if found is None:
        return None
    new = found.anything
    return TakenIn(path, found.patient, found.name, first=found.first, entries=found.entries, nothing_new=not new)


def take(store: Store, form: RecordForm, path: Path, data: bytes, stamp: Stamp, digest: str | None = None) -> TakenIn:
    """Merge the text of a record with what is known of its patient; `digest` is that of the file it came in."""
    read = looked_at(form, path, data, digest or sha256(data).hexdigest())
    for _ in range(TRIES):
        ready = worked_through(form, read, before(store, read.patient), stamp)
        taken = keep(store, path, ready, stamp)
        if taken is not None:
            return taken
    raise Refused(f"{path} was not taken in: another program keeps changing this patient; do it again")


def looked_at(form: RecordForm, path: Path, data: bytes, digest: str) -> Read:
    """Return the text of a record as a record. Raises InvalidValue."""
    if len(data) > LARGEST:
        raise InvalidValue(f"{path} is larger than {LARGEST // 1024 // 1024} MB; nothing was imported, ask for a part")
    record = form.parsed(path, data)
    return Read(path, data, record, _known(path, record), _patient(path, record), digest)


def before(store: Store, patient: str) -> Before:
    """Return what is known of a patient already."""
    return Before(caseload.one(store, patient), caseload.record(store, patient))


def worked_through(form: RecordForm, read: Read, there: Before, stamp: Stamp) -> Ready:
    """Merge a record with what is known of its patient, in memory. Raises InvalidValue."""
    with bulk_proof.in_memory(read.path) as trial:
        added = _merged(trial, there.record, read.path, read.record, stamp)
        text = read.data if there.record is None else text_of(trial, form, stamp) if added.anything else None
        both = _together(read.known, there.summary)
        untold = open_untold(trial, both, stamp)
        summary = summarized(trial, both, there.summary, untold, anything_new=added.anything)
    file = caseload.Kept(read.path.name, read.digest, read.known.exported_at, added.entries)
    packed = None if text is None else caseload.packed(text)
    return Ready(file, there.summary, summary, packed, added.filled_words, not added.anything)


def again(path: Path, older: Summary, record: bytes, stamp: Stamp) -> Summary:
    """Return what the list says, by the present rules, of a patient whose record was kept; `older` is what it said."""
    known = known_of(older)
    with bulk_proof.in_memory(path) as trial:
        load(trial, json.loads(record), stamp)
        untold = open_untold(trial, known, stamp)
        return summarized(trial, known, older, untold, anything_new=False)


def keep(store: Store, path: Path, ready: Ready, stamp: Stamp) -> TakenIn | None:
    """Keep what came of a file, in one change; None where another program has changed the patient meanwhile."""
    filled = ready.filled
    words = f"{path.name} taken into the caseload{f'; {filled}' if filled else ''}"
    try:
        with store.change(caseload.VERB, words, stamp) as change:
            if not caseload.same(caseload.one(store, ready.summary.patient), ready.before):
                raise _OvertakenError
            caseload.keep(change, ready.file, ready.summary, ready.packed)
    except _OvertakenError:
        return None
    return TakenIn(
        path,
        ready.summary.patient,
        ready.summary.name,
        first=ready.before is None,
        entries=ready.file.entries,
        filled=filled,
        nothing_new=ready.nothing_new,
    )


def _merged(trial: Store, kept: bytes | None, path: Path, record: Mapping[str, Any], stamp: Stamp) -> bulk_merge.Added:
    """Put what is kept into an empty file, then a record; return what the record added."""
    if kept is not None:
        load(trial, json.loads(kept), stamp)
    with trial.change(caseload.VERB, "met", stamp) as change:
        return merge_record(trial, change, path, record).added


def load(empty: Store, record: Mapping[str, Any], stamp: Stamp) -> None:
    """Put a record that was proven when it was kept into an empty file in memory."""
    with empty.change(caseload.VERB, "kept", stamp) as change:
        bulk_merge.Merge(change, record).take()


def text_of(store: Store, form: RecordForm, stamp: Stamp) -> bytes:
    """Return all of an open file as the text of a patient record."""
    return b"".join(form.chunks(Exporting(store).material(Selection(EVERYTHING), stamp.moment)))


def _patient(path: Path, record: Mapping[str, Any]) -> str:
    """Return whose record it is: an id as this program makes them, for it goes into plan files as it stands."""
    found: str = record["patient"]["id"]
    if not _ID.fullmatch(found):
        raise InvalidValue(f"{path} has a patient id that is none of rehab ({shown(found)}); nothing was imported")
    return found


def _known(path: Path, record: Mapping[str, Any]) -> Known:
    """Return what a file says of itself."""
    try:
        exported_at = datetime.fromisoformat(record["exported_at"])
        last = date.fromisoformat(record["to"]) if record["to"] else exported_at.date()
        parts = with_questions(Part(one) for one in record["parts"])
    except ValueError as problem:
        raise InvalidValue(f"{path} cannot be read ({shown(str(problem), 100)}); nothing was imported") from None
    if exported_at.tzinfo is None:
        raise InvalidValue(f"{path} does not say in which time zone it was made; nothing was imported")
    return Known(exported_at, exported_at.date(), min(last, exported_at.date()), parts)


def _together(known: Known, older: Summary | None) -> Known:
    """Return what a file and those taken in before say of themselves: the newest counts."""
    if older is None:
        return known
    before = known_of(older)
    newest = known if before.exported_at <= known.exported_at else before
    return newest._replace(data_to=max(known.data_to, before.data_to))
