"""A therapist's caseload: who needs attention, what was reviewed, the therapist's own notes.

Nothing here changes what a patient wrote or closes a follow-up: a patient's record is opened read only.
"""

import json
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import NamedTuple

from rehab_tui.domain.caseload import NEVER_CHANGED, CaseloadNote, FileTaken, Row
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.words import folded, free_text, shown
from rehab_tui.errors import InvalidValue, NotFound, Refused, RehabError
from rehab_tui.services.caseload.form import Outcome, RecordForm, TakenIn, Unlock
from rehab_tui.services.caseload.removing import Removal, removal_of, remove_for_good
from rehab_tui.services.writing import check_place, write_private
from rehab_tui.store import Store, caseload, changes

MOST_NAMED = 5
"""Patients that are named where several are meant."""


class Listed(NamedTuple):
    """A caseload in rank order; what was reviewed, and has not changed since, is folded away."""

    every: tuple[Row, ...]

    @property
    def changed(self) -> tuple[Row, ...]:
        """What is new to the therapist."""
        return tuple(row for row in self.every if row.changed)

    @property
    def folded(self) -> tuple[Row, ...]:
        """Who was reviewed and is unchanged since."""
        return tuple(row for row in self.every if not row.changed)


class Caseload:
    """The patients of a therapist."""

    def __init__(self, store: Store, form: Callable[[], RecordForm]) -> None:
        self._store = store
        self._form = form

    def rows(self, now: Moment) -> tuple[Row, ...]:
        """Return every patient, who needs attention first; ties as `rules.triage` says."""
        from rehab_tui.rules.triage import triage

        known = caseload.listed(self._store)
        rows = triage(known, now.instant, now.today)
        if len({one.sort_name for one in known}) < len(known):
            names = Counter(one.sort_name for one in known)
            for row in rows:
                row.twin = names[row.summary.sort_name] > 1
        return rows

    def listed(self, now: Moment) -> Listed:
        """Return the list with what was reviewed, and has not changed since, apart."""
        return Listed(self.rows(now))

    @property
    def anybody(self) -> bool:
        """Whether there is a patient at all."""
        return caseload.anybody(self._store)

    def row(self, patient: str, now: Moment) -> Row:
        """Return one patient by the whole id. Raises NotFound."""
        from rehab_tui.rules.triage import triage

        found = caseload.one(self._store, patient)
        if found is None:
            raise _unknown(patient)
        (row,) = triage((found,), now.instant, now.today)
        row.twin = sum(folded(name or "") == row.summary.sort_name for _, name in caseload.names(self._store)) > 1
        return row

    @property
    def of_other_rules(self) -> tuple[str, ...]:
        """The patients (ids) of whom the list says what other rules than the present ones have said.

        `work_out` brings them up to date: a rule that changed must not leave somebody at the end of the list.
        """
        from rehab_tui.services.by_rules import by_rules

        return tuple(caseload.of_other_rules(self._store, by_rules()))

    def work_out(self, patients: Iterable[str], stamp: Callable[[], Stamp]) -> Generator[str | None]:
        """Work out anew what the list says of some patients; yield for each what is wrong with the record, or None.

        Their records, notes and reviews stay. Raises NotKept and UnusableFile for the therapist's own file.
        """
        from rehab_tui.services.caseload.anew import work_out

        return work_out(self._store, self._form, patients, stamp)

    def find(self, typed: str, *, reading: bool = False) -> str:
        """Return the id of the patient that is meant: the unique beginning of an id, or a name that only one has.

        To read, the unique beginning of a name is enough where nobody has all of it; nothing is written on a guess.
        Raises NotFound, with those that could be meant.
        """
        text = folded(typed)
        known = [(patient, name, folded(name or "")) for patient, name in caseload.names(self._store) if text]
        found = [(patient, name) for patient, name, plain in known if plain == text]
        found = found or [(patient, name) for patient, name, _ in known if patient.casefold().startswith(text)]
        begun = [] if found else [(patient, name) for patient, name, plain in known if plain.startswith(text)]
        if len(found) == 1 or (reading and len(begun) == 1):
            return (found or begun)[0][0]
        if not found and not begun:
            raise _unknown(typed)
        those = ", ".join(
            f"{shown(name)} {one[:8]}" if name else one[:8] for one, name in (found or begun)[:MOST_NAMED]
        )
        if len(begun) == 1:
            raise NotFound(
                f'nobody of the caseload is called "{shown(typed)}" ({those}?); give the whole name or the id'
            )
        raise NotFound(f'several patients are meant by "{shown(typed)}" ({those}); give the beginning of an id')

    def opened(self, patient: str, now: Moment) -> Store:
        """Return all that is known of a patient as a file in memory that cannot be written. Close it.

        What several files say only together is open in it too (`caseload_summary.open_untold`).
        `bootstrap.Rehab.patient` puts the services around it. Raises NotFound.
        """
        from rehab_tui.services.caseload.summary import known_of, open_untold
        from rehab_tui.services.caseload.taking import load
        from rehab_tui.store.bulk.proof import in_memory

        text = caseload.record(self._store, patient)
        if text is None:
            raise _unknown(patient)
        store = in_memory(self._store.path)
        try:
            load(store, json.loads(text), Stamp(now))
            open_untold(store, known_of(self.row(patient, now).summary), Stamp(now))
        except BaseException:
            store.close()
            raise
        store.read_only, store.why_read_only = True, NEVER_CHANGED
        return store

    def notes(self, patient: str) -> tuple[CaseloadNote, ...]:
        """Return the therapist's notes about a patient, oldest first."""
        return caseload.notes(self._store, patient)

    def files(self, patient: str) -> tuple[FileTaken, ...]:
        """Return the files that were taken in of a patient, oldest first."""
        return caseload.files(self._store, patient)

    # what is written

    def take_in(self, path: Path, stamp: Stamp, unlock: Unlock | None = None) -> TakenIn:
        """Take one record in, in one change. Raises InvalidValue, NotFound or Refused: then nothing is kept of it."""
        from rehab_tui.services.caseload.taking import take_in

        return take_in(self._store, self._form(), path, stamp, unlock)

    def take_from(self, store: Store, name: str, stamp: Stamp) -> TakenIn:
        """Take in all of an open file, as if it had been handed over under a name."""
        from rehab_tui.services.caseload.taking import take, text_of

        return take(self._store, self._form(), Path(name), text_of(store, self._form(), stamp), stamp)

    def take_all(
        self, paths: Iterable[Path], stamp: Callable[[], Stamp], unlock: Unlock | None = None
    ) -> Generator[Outcome]:
        """Take many records in, one change each; yield what became of each, and go on after one that is refused.

        `unlock` is asked for the passphrase of a record that is locked with one; without it such a one is refused.
        Several cores share the work where there are many; close the iterator to end that before the last file.

        Raises NotKept and UnusableFile: where the therapist's own file cannot be written, none of the rest can.
        """
        from rehab_tui.services.beside import workers_for
        from rehab_tui.services.caseload.many import Crew, size_of

        paths = tuple(paths)
        number = workers_for(sum(map(size_of, paths)), len(paths))
        if number > 1:
            yield from Crew(self._store, self._form, stamp, unlock).outcomes(paths, number)
            return
        for path in paths:
            try:
                yield Outcome(path, self.take_in(path, stamp(), unlock), None)
            except InvalidValue as problem:
                yield Outcome(path, None, str(problem))

    def note(self, patient: str, text: str, stamp: Stamp) -> CaseloadNote:
        """Keep the therapist's own words about a patient. Raises InvalidValue for none, NotFound."""
        words = free_text("the note", text).strip()
        if not words:
            raise InvalidValue("the note is empty; write a few words")
        row = self.row(patient, stamp.moment)
        with self._store.change(caseload.VERB, f"note about {row.label}", stamp) as change:
            caseload.add_note(change, patient, words)
        return CaseloadNote(stamp.moment.instant, words)

    def write_plan(self, patient: str, path: Path, text: str, stamp: Stamp, *, force: bool, along: str = "") -> None:
        """Write a plan file for a patient, for the therapist alone to read (0600), and keep that it was written.

        `along` says in the trail what went with it (`plan_notes.along_words`).

        Raises NotFound, Refused or InvalidValue for the place, NotKept for the disk.
        """
        row = self.row(patient, stamp.moment)
        check_place(path, force=force)
        whose = row.label if row.short_id in row.label else f"{row.label} ({row.short_id})"
        with self._store.change(caseload.VERB, f"plan of {whose} written to {path.name}{along}", stamp):
            write_private(path, text.encode("utf-8"), force=force)

    def review(self, patient: str, stamp: Stamp) -> Row:
        """Keep that a patient was looked at as they stand now; return them. They are folded away until that changes."""
        row = self.row(patient, stamp.moment)
        with self._store.change(caseload.VERB, f"{row.label} reviewed", stamp) as change:
            caseload.add_review(change, patient, row.summary.version, row.overdue, stale=row.stale)
        return self.row(patient, stamp.moment)

    def removal(self, patient: str, now: Moment) -> Removal:
        """Return what would go with a patient who is removed. Raises NotFound."""
        return removal_of(self._store, self.row(patient, now))

    def remove(self, found: Removal, stamp: Stamp) -> None:
        """Remove a patient for good: nobody can take that back. Raises NotKept."""
        remove_for_good(self._store, found, stamp)

    def take_back(self, stamp: Stamp) -> str:
        """Take the last note or review back, and return in words what it was.

        Raises Refused where the newest change is another one: an entry of the own diary is taken back there.
        """
        from rehab_tui.services.corrections import undo

        past = changes.last_undoable(self._store)
        if past is None or past.verb != caseload.VERB:
            raise Refused("no review or note of yours is the newest change; a diary's own entries: undo on Today")
        return undo(self._store, stamp).words


def _unknown(typed: str) -> RehabError:
    return NotFound(f'no patient of the caseload is meant by "{shown(typed)}"; see: rehab caseload list --all')
