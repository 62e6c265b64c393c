"""A guided session in a real terminal: driven by keys, killed in the middle, resumed, found complete."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.dose import Dose, Measured
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.plan import Prescription
from rehab_tui.store import plans
from tests.journeys.test_real_terminal import PATIENCE, Terminal, db, noon_zone

__all__ = ["db"]

ASKED = (
    Prescription("clamshell", "Clamshell", Measured.REPS, True, Dose(sets=2, reps=3)),
    Prescription("hip-flexor-stretch", "Hip flexor stretch", Measured.HOLD, False, Dose(sets=2, hold=1)),
)
KEYS = ("exercise", "side", "sets", "reps", "hold", "pain_before", "pain_during", "skip_reason")


@pytest.fixture
def planned(db: Path) -> Path:
    """The same patient with a short plan of two exercises."""
    from rehab_tui.clock import Clock

    with Rehab.open(db) as rehab:
        stamp = Stamp(Clock().now(), "screen")
        with rehab._store.change("plan", "plan", stamp) as change:
            plans.add(change, "short", "Dr. Rivera", stamp.moment.today, ASKED, None)
    return db


def work(db: Path) -> list[tuple[object, ...]]:
    """The exercises that `rehab history --json` tells of."""
    told = subprocess.run(
        [sys.executable, "-m", "rehab_tui", "--db", str(db), "history", "--json"],
        env=os.environ | {"TZ": noon_zone()},
        capture_output=True,
        check=True,
    )
    entries = json.loads(told.stdout)["entries"]
    return [
        tuple(entry[key] for key in KEYS)
        for entry in entries
        if entry["kind"] == "exercise" and entry["state"] == "current"
    ]


def wait_until(terminal: Terminal, true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, terminal.seen[-2000:]
        terminal.read()


def test_a_session_that_was_killed_half_way_is_resumed_and_found_complete(planned: Path) -> None:
    first = Terminal("--db", str(planned))
    first.wait_for("Hip pain")
    first.press("g")
    first.wait_for("Before the session")
    first.press("2")  # pain now
    first.wait_for("space")
    first.press("    ")  # begin, three repetitions: the left side is done
    wait_until(first, lambda: len(work(planned)) == 1)
    first.press(" \r")  # the right side, at once
    wait_until(first, lambda: len(work(planned)) == 2)
    first.press("  ")  # begin the second set, one repetition
    assert first.end(signal.SIGKILL) == -signal.SIGKILL

    second = Terminal("--db", str(planned))
    second.wait_for("Hip pain")
    second.press("g")
    second.wait_for("goes on at Clamshell, left, set 2 of 2")
    second.press(" \r \r1")  # both sides, then the pain during it
    second.wait_for("Hip flexor stretch")
    second.press("  ")  # begin, ready: one second is held, then there is a rest
    second.wait_for("Next: set 2 of 2")
    second.press("  ")  # rested, ready
    second.wait_for("Worst pain while doing it")
    second.press("3")
    second.wait_for("back to the day")
    second.press(" q")
    wait_until(second, lambda: second.process.poll() is not None)
    assert second.process.returncode == 0
    assert work(planned) == [
        ("clamshell", "left", 2, 3, None, 2, 1, None),
        ("clamshell", "right", 2, 3, None, 2, 1, None),
        ("hip-flexor-stretch", None, 2, None, 1, 2, 3, None),
    ]
