"""A process of its own that works patient records through, one after the other; what it finds is kept elsewhere.

It opens no file of the therapist: what it has to know of a patient it asks for, and what is asked and answered here is
all that goes to and fro.
"""

import pickle
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from rehab_tui.domain.caseload import Summary
from rehab_tui.domain.moment import Stamp
from rehab_tui.errors import RehabError
from rehab_tui.services.caseload.form import RecordForm
from rehab_tui.services.caseload.taking import Before, Ready, again, looked_at, worked_through


class Job(NamedTuple):
    """A file to work through."""

    path: Path
    stamp: Stamp
    unlocks: bool
    """Whether a passphrase can be asked for."""


class Again(NamedTuple):
    """A patient of whom to work out anew what the list says; `path` is what messages name."""

    path: Path
    older: Summary
    record: bytes
    stamp: Stamp


class Known(NamedTuple):
    """Asks whether a file was taken in before; answered with True or False."""

    digest: str


class Passphrase(NamedTuple):
    """Asks for the passphrase of the file; answered with the words, or with the error that is to be told."""


class Patient(NamedTuple):
    """Asks what is known of a patient; answered with a `Before`, or None where the file has come in meanwhile."""

    id: str
    digest: str


class Done(NamedTuple):
    """What came of the file; None where it was taken in before."""

    found: Ready | RehabError | None


class Anew(NamedTuple):
    """What the list says of the patient now."""

    summary: Summary


class Here(NamedTuple):
    """The process has begun, and waits for its first file."""


Said: TypeAlias = Known | Passphrase | Patient | Done | Anew | Here


class Line:
    """Values to and fro, between this process and the one that began it."""

    def __init__(self, hears: BinaryIO, says: BinaryIO) -> None:
        self._hears = hears
        self._says = says

    def send(self, value: object) -> None:
        """Say something. Raises OSError where nobody listens."""
        pickle.dump(value, self._says)
        self._says.flush()

    def recv(self) -> Any:
        """Hear something. Raises EOFError, OSError or UnpicklingError where nobody speaks any more."""
        return pickle.load(self._hears)  # noqa: S301 (a process of our own, of this very program)


GONE = (EOFError, OSError, pickle.UnpicklingError)
"""What a line raises once the other end has gone."""


def serve() -> None:
    """Work files through until nobody asks any more; the first thing that is heard makes the form of a record."""
    line = Line(sys.stdin.buffer, sys.stdout.buffer)
    with suppress(*GONE):
        form: RecordForm = line.recv()()
        line.send(Here())
        while True:
            job = line.recv()
            line.send(Anew(again(*job)) if isinstance(job, Again) else Done(_found(line, form, job)))


def _found(line: Line, form: RecordForm, job: Job) -> Ready | RehabError | None:
    def asked(question: Said) -> Any:
        line.send(question)
        return line.recv()

    def unlock(_: Path) -> str:
        words = asked(Passphrase())
        if isinstance(words, RehabError):
            raise words
        return str(words)

    try:
        data = form.data(job.path)
        digest = sha256(data).hexdigest()
        if asked(Known(digest)):
            return None
        read = looked_at(form, job.path, form.opened(job.path, data, unlock if job.unlocks else None), digest)
        there: Before | None = asked(Patient(read.patient, digest))
        return None if there is None else worked_through(form, read, there, job.stamp)
    except RehabError as problem:
        return problem
