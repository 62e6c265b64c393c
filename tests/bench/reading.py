"""What reading Today costs beside its SQL alone: `python -m tests.bench.reading FILE [ROUNDS]`.

The yardstick runs the statements that the screen's reading has just run, each different one once, on a bare
connection, and fetches the rows. Ours makes values of them and does the sums of the day as well: done of planned over
four weeks, what is usual, what is due. Both are warm; processor time, since nobody else's work counts in it.
"""

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rehab_tui.bootstrap import Rehab

REPEATS = 100
_NO_READS = {"BEGIN", "ROLLBACK"}


def reading_ratios(path: Path, rounds: int) -> list[float]:
    """Return, for each round, the processor time of all that Today reads against its SQL alone."""
    today = date.today()
    with Rehab.open(path, today=today.isoformat()) as rehab:

        def ours() -> None:
            rehab.days.review(today, today)
            rehab.follow_ups.waiting()
            rehab.profiles.read()

        ours()
        said: list[str] = []
        connection = rehab._store.connection
        connection.set_trace_callback(said.append)
        ours()
        connection.set_trace_callback(None)
        statements = tuple(dict.fromkeys(sql for sql in said if sql not in _NO_READS))
        bare = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:

            def theirs() -> None:
                bare.execute("BEGIN")
                for sql in statements:
                    bare.execute(sql).fetchall()
                bare.execute("ROLLBACK")

            theirs()
            return [_seconds(ours) / _seconds(theirs) for _ in range(rounds)]
        finally:
            bare.close()


def _seconds(read: Callable[[], None]) -> float:
    begun = time.process_time()
    for _ in range(REPEATS):
        read()
    return time.process_time() - begun


if __name__ == "__main__":
    found = reading_ratios(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 9)
    sys.stdout.write(f"{statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})\n")
