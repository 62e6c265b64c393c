"""Taking many records in on several cores: processes work them through, and each is kept here, in the files' order.

What comes of it is the same as with one after the other: a file waits for those before it that are, or can be, of the
same patient. Nothing is kept by the other processes, so that ending them loses nothing.
"""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from rehab_tui.domain.moment import Stamp
from rehab_tui.errors import InvalidValue, RehabError
from rehab_tui.services.beside import Worker, Workers
from rehab_tui.services.caseload.form import Outcome, RecordForm, TakenIn, Unlock
from rehab_tui.services.caseload.taking import LARGEST, Ready, before, keep, known_already, take_in
from rehab_tui.services.caseload.worker import Done, Job, Known, Passphrase, Patient, Said
from rehab_tui.store import Store, caseload

ON_THE_WAY = LARGEST
"""Bytes of files that are handed out and not kept yet: a second one waits where they would be more."""
AHEAD = 4
"""Files for each process that can be handed out and not kept yet: one that takes long holds up the rest."""


class Crew:
    """Processes that work files through beside each other. Go through `outcomes` once; close it to end them."""

    def __init__(
        self, store: Store, form: Callable[[], RecordForm], stamp: Callable[[], Stamp], unlock: Unlock | None
    ) -> None:
        self._store = store
        self._form = form
        self._stamp = stamp
        self._unlock = unlock
        self._paths: Sequence[Path] = ()
        self._workers = Workers(form)
        self._next = self._kept = 0
        """The first file that is not handed out, and the first that is not kept."""
        self._found: dict[int, Ready | RehabError | None] = {}
        self._asked: dict[int, tuple[Worker, Patient]] = {}
        """Who waits to be told what is known of a patient."""
        self._patients: dict[int, str] = {}

    def outcomes(self, paths: Sequence[Path], number: int) -> Generator[Outcome]:
        """Yield what became of each file, in order. Raises NotKept and UnusableFile for the therapist's own file."""
        self._paths = paths
        try:
            self._workers.hire(number)
            for place, path in enumerate(paths):
                self._kept = place
                while place not in self._found and self._workers.every:
                    self._step()
                yield self._outcome(place, path)
        finally:
            self._workers.end()

    def _outcome(self, place: int, path: Path) -> Outcome:
        """Keep what was found of a file, or work it through here where nobody did, or another program was quicker."""
        found = self._found.pop(place, self)
        try:
            if isinstance(found, RehabError):
                raise found
            if found is None or isinstance(found, Ready):
                taken = self._keep(path, found)
                if taken is not None:
                    return Outcome(path, taken, None)
            self._next = max(self._next, place + 1)
            return Outcome(path, take_in(self._store, self._form(), path, self._stamp(), self._unlock), None)
        except InvalidValue as problem:
            return Outcome(path, None, str(problem))

    def _keep(self, path: Path, found: Ready | None) -> TakenIn | None:
        if found is None or caseload.knows_file(self._store, found.file.sha256):
            return known_already(path)
        return keep(self._store, path, found, self._stamp())

    # what goes to and fro

    def _step(self) -> None:
        """Hand out what there is room for, answer who can be answered, and hear who has something to say."""
        for worker in self._workers.idle:
            if self._room():
                worker.place = self._next
                self._next += 1
                path = self._paths[worker.place]
                worker.tell(Job(path, self._stamp(), self._unlock is not None))
        for place in [one for one in sorted(self._asked) if self._settled_before(one)]:
            worker, patient = self._asked.pop(place)
            there = None if caseload.knows_file(self._store, patient.digest) else before(self._store, patient.id)
            worker.tell(there)
        self._hear(*self._workers.hear())

    def _room(self) -> bool:
        """Return whether the next file can be handed out: the first of those on their way always can."""
        if self._next >= len(self._paths) or self._next - self._kept >= AHEAD * len(self._workers.every):
            return False
        on_the_way = self._paths[self._kept : self._next + 1]
        return self._next == self._kept or sum(map(size_of, on_the_way)) <= ON_THE_WAY

    def _settled_before(self, place: int) -> bool:
        """Return whether no file before one can still change what is known of its patient."""
        patient = self._patients[place]
        return all(
            self._patients.get(one, patient) != patient or (one in self._found and not self._ready(one))
            for one in range(self._kept, place)
        )

    def _ready(self, place: int) -> bool:
        return isinstance(self._found[place], Ready)

    def _hear(self, worker: Worker, said: Said | None) -> None:
        match said:
            case Known(digest):
                worker.tell(caseload.knows_file(self._store, digest))
            case Passphrase():
                worker.tell(self._words(worker))
            case Patient(id=patient) if worker.place is not None:
                self._asked[worker.place], self._patients[worker.place] = (worker, said), patient
            case Done(found) if worker.place is not None:
                self._found[worker.place], worker.place = found, None
            case None:
                self._gone(worker)

    def _words(self, worker: Worker) -> str | RehabError:
        """Return the passphrase of the file of a process, or what is wrong with it."""
        if self._unlock is None or worker.place is None:
            return InvalidValue("there is no passphrase")
        try:
            return self._unlock(self._paths[worker.place])
        except RehabError as problem:
            return problem

    def _gone(self, worker: Worker) -> None:
        """Refuse the file of a process that has gone."""
        if worker.place is not None:
            path = self._paths[worker.place]
            self._asked.pop(worker.place, None)
            self._found[worker.place] = InvalidValue(
                f"{path} was not taken in: the process that read it ended too early (for want of memory, say); "
                f"take it in alone: rehab caseload add {path}"
            )


def size_of(path: Path) -> int:
    """Return the bytes of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
