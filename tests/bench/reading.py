"""What reading Today costs beside its SQL alone: `python -m tests.bench.reading FILE [ROUNDS]`.

The yardstick runs the statements that the screen's reading has just run, each different one once, on a bare
connection, and fetches the rows. Beside it are measured

- the reads: what the screen asks of the store, which makes values of those rows;
- the whole review: the reads, and the sums of the day too: done of planned over four weeks, what is usual, what is due.

All are warm; processor time, since nobody else's work counts in it.
"""

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import rehab_tui.store
from rehab_tui.bootstrap import Rehab

REPEATS = 100
_STORE = str(Path(rehab_tui.store.__file__).parent)
_NO_READS = {"BEGIN", "ROLLBACK"}


class Reading(NamedTuple):
    """Processor time of one round, as ratios to the SQL alone."""

    reads: float
    review: float


def measured(path: Path, rounds: int) -> tuple[Reading, ...]:
    """Return what each round took."""
    today = date.today()
    with Rehab.open(path, today=today.isoformat()) as rehab:

        def review() -> None:
            rehab.days.review(today, today)
            rehab.follow_ups.waiting()

        def reads() -> None:
            with rehab._store.one_view():
                for call in calls:
                    call()

        review()
        with _asked_of_the_store() as calls:
            review()
        reads()
        with _bare(path, _statements(rehab._store.connection, review)) as theirs:
            theirs()
            return tuple(_round(reads, review, theirs) for _ in range(rounds))


def _round(reads: Callable[[], None], review: Callable[[], None], theirs: Callable[[], None]) -> Reading:
    alone = _seconds(theirs)
    return Reading(_seconds(reads) / alone, _seconds(review) / alone)


@contextmanager
def _asked_of_the_store() -> Iterator[list[Callable[[], object]]]:
    """Note each function of the store that something outside of it calls, with its arguments, to be called again."""
    found: list[Callable[[], object]] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        code, caller = frame.f_code, frame.f_back
        if event != "call" or not code.co_filename.startswith(_STORE) or caller is None:
            return
        function = frame.f_globals.get(code.co_name)
        if function is not None and not caller.f_code.co_filename.startswith(_STORE):
            found.append(partial(function, **frame.f_locals))

    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(None)


def _statements(connection: sqlite3.Connection, read: Callable[[], None]) -> tuple[str, ...]:
    said: list[str] = []
    connection.set_trace_callback(said.append)
    read()
    connection.set_trace_callback(None)
    return tuple(dict.fromkeys(sql for sql in said if sql not in _NO_READS))


@contextmanager
def _bare(path: Path, statements: tuple[str, ...]) -> Iterator[Callable[[], None]]:
    """Yield what runs the statements and fetches their rows, in one transaction as ours does."""
    bare = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)

    def run() -> None:
        bare.execute("BEGIN")
        for sql in statements:
            bare.execute(sql).fetchall()
        bare.execute("ROLLBACK")

    try:
        yield run
    finally:
        bare.close()


def _seconds(read: Callable[[], None]) -> float:
    begun = time.process_time()
    for _ in range(REPEATS):
        read()
    return time.process_time() - begun


if __name__ == "__main__":
    for name, found in zip(Reading._fields, zip(*measured(Path(sys.argv[1]), 9), strict=True), strict=True):
        sys.stdout.write(f"{name} {statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})\n")
