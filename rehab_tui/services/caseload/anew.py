"""Working out anew what a caseload says of its patients, where other rules than the present ones have said it."""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from typing import NamedTuple

from rehab_tui.domain.caseload import Summary
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.words import counted
from rehab_tui.errors import UnusableFile
from rehab_tui.services.beside import Workers, workers_for
from rehab_tui.services.caseload.form import RecordForm
from rehab_tui.services.caseload.taking import again
from rehab_tui.services.caseload.worker import Again, Anew
from rehab_tui.store import Store, caseload

AT_ONCE = 10
"""Patients that are kept in one change."""


class _Anew(NamedTuple):
    """What the list said of a patient, and says now; None where the record cannot be read."""

    older: Summary
    summary: Summary | None
    wrong: str | None = None


def work_out(
    store: Store, form: Callable[[], RecordForm], patients: Iterable[str], stamp: Callable[[], Stamp]
) -> Generator[str | None]:
    """Work out anew what the list says of some patients; yield for each what is wrong with the record, or None.

    Their records stay as they are. Several cores share the work where there are many; close it to end that earlier.
    Raises NotKept and UnusableFile for the therapist's own file.
    """
    patients = tuple(patients)
    number = workers_for(caseload.size_of(store, patients), len(patients))
    several = _Several(store, form, stamp).found(patients, number) if number > 1 else None
    new: list[_Anew] = []
    with closing(several or _one_by_one(store, patients, stamp)) as found:
        for one in found:
            new.extend((one,) if one else ())
            yield one.wrong if one else None
            if len(new) >= AT_ONCE:
                _keep(store, new, stamp())
                new.clear()
    _keep(store, new, stamp())


def _one_by_one(store: Store, patients: Iterable[str], stamp: Callable[[], Stamp]) -> Generator[_Anew | None]:
    for patient in patients:
        job = _job(store, patient, stamp())
        yield _here(job) if isinstance(job, Again) else job


def _job(store: Store, patient: str, stamp: Stamp) -> Again | _Anew | None:
    """Return what there is to work on; what is wrong with the record; None where another program has removed them."""
    older = caseload.one(store, patient)
    if older is None:
        return None
    try:
        text = caseload.record(store, patient)
        if text is None:
            raise UnusableFile(f"{store.path} has no record of patient {patient[:8]}; run: rehab check")
    except UnusableFile as problem:
        return _Anew(older, None, str(problem))
    return Again(store.path, older, text, stamp)


def _here(job: Again) -> _Anew:
    return _Anew(job.older, again(*job))


class _Several:
    """Works patients out on several cores."""

    def __init__(self, store: Store, form: Callable[[], RecordForm], stamp: Callable[[], Stamp]) -> None:
        self._store = store
        self._stamp = stamp
        self._workers = Workers(form)
        self._next = 0
        self._jobs: dict[int, Again] = {}
        self._done: dict[int, _Anew | None] = {}

    def found(self, patients: Sequence[str], number: int) -> Generator[_Anew | None]:
        """Yield what was found of each, in order."""
        try:
            self._workers.hire(number)
            for place, patient in enumerate(patients):
                while place not in self._done and self._workers.every:
                    self._hand_out(patients)
                    if place not in self._done:
                        self._hear()
                if place not in self._done:  # no process could begin
                    self._done.update(enumerate(_one_by_one(self._store, (patient,), self._stamp), place))
                yield self._done.pop(place)
        finally:
            self._workers.end()

    def _hand_out(self, patients: Sequence[str]) -> None:
        for worker in self._workers.idle:
            while worker.place is None and self._next < len(patients):
                job = _job(self._store, patients[self._next], self._stamp())
                if isinstance(job, Again):
                    worker.place, self._jobs[self._next] = self._next, job
                    worker.tell(job)
                else:
                    self._done[self._next] = job
                self._next += 1

    def _hear(self) -> None:
        worker, said = self._workers.hear()
        if worker.place is None or not (said is None or isinstance(said, Anew)):
            return
        job = self._jobs.pop(worker.place)
        if said is not None:
            self._done[worker.place] = _Anew(job.older, said.summary)
        else:
            words = f"{self._store.path}: the process that looked at patient {job.older.patient[:8]} ended too early"
            self._done[worker.place] = _Anew(job.older, None, f"{words} (for want of memory, say); do it again")
        worker.place = None


def _keep(store: Store, found: Iterable[_Anew], stamp: Stamp) -> None:
    """Keep what was worked out, but of patients of whom another program has taken a file in meanwhile."""
    new = [(older, summary) for older, summary, _ in found if summary is not None]
    if not new:
        return
    with store.change(
        caseload.VERB, f"{counted(len(new), 'patient')} worked out by the present rules", stamp
    ) as change:
        for older, summary in new:
            if caseload.same(caseload.one(store, summary.patient), older):
                caseload.keep_summary(change, summary)
