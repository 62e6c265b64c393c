"""Processes of our own that work on patient records beside this one."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import BinaryIO, TypeAlias, cast

from rehab_tui.services.caseload.form import RecordForm
from rehab_tui.services.caseload.worker import GONE, Here, Line, Said

WORTH = 8 * 1024 * 1024
"""Bytes of records for each process: as much work as its start is, half a second of the processor (measured)."""
MOST = 8
"""Processes, however many cores there are: each needs some 55 MB for one-year records."""


def workers_for(size: int, pieces: int) -> int:
    """Return how many processes are worth it for so many bytes of records in so many pieces; below two: none."""
    return min(cores(), MOST, size // WORTH, pieces) if sys.executable else 1


def cores() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


class Worker:
    """A process, and the line to it; what it says is put where all of them are heard."""

    def __init__(self, form: Callable[[], RecordForm], heard: "SimpleQueue[Heard]") -> None:
        began = f"import sys; sys.path[:] = {sys.path!r}; from rehab_tui.services.caseload.worker import serve; serve()"
        # in a session of its own Ctrl+C does not reach it: only this process knows what is to be done
        self.process = Popen(  # noqa: S603 (ourselves)
            [sys.executable, "-c", began], stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
        )
        self._pipes = cast("BinaryIO", self.process.stdin), cast("BinaryIO", self.process.stdout)
        self._line = Line(self._pipes[1], self._pipes[0])
        self.place: int | None = None
        """What it works on, by its place among all there is; None: nothing."""
        self.begun = False
        self.tell(form)
        self._listening = Thread(target=self._listen, args=(heard,), daemon=True)
        self._listening.start()

    def _listen(self, heard: "SimpleQueue[Heard]") -> None:
        with suppress(*GONE):
            while True:
                heard.put((self, self._line.recv()))
        heard.put((self, None))

    def tell(self, words: object) -> None:
        """Say something; where the process has gone, that is heard next."""
        with suppress(OSError):
            self._line.send(words)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        self._listening.join()
        for pipe in self._pipes:
            with suppress(OSError):  # what it was told last was not heard
                pipe.close()


Heard: TypeAlias = tuple[Worker, Said | None]
"""Who has said what; None of one that has gone."""


class Workers:
    """Several processes, and all that they say. End them."""

    def __init__(self, form: Callable[[], RecordForm]) -> None:
        self._form = form
        self._heard: SimpleQueue[Heard] = SimpleQueue()
        self.every: list[Worker] = []

    def hire(self, number: int) -> None:
        """Begin some; where there is no room for another process, those that are there have to do, or this one."""
        with suppress(OSError):
            for _ in range(number):
                self.every.append(Worker(self._form, self._heard))

    @property
    def idle(self) -> list[Worker]:
        """Those that wait for work."""
        return [worker for worker in self.every if worker.begun and worker.place is None]

    def hear(self) -> Heard:
        """Wait for the next that one of them says; one that has gone is replaced, unless it could not even begin."""
        worker, said = self._heard.get()
        if isinstance(said, Here):
            worker.begun = True
        elif said is None:
            worker.end()
            self.every.remove(worker)
            if worker.begun:
                self.hire(1)
        return worker, said

    def end(self) -> None:
        """End them all, whatever they do."""
        for worker in self.every:
            worker.end()
