"""The screens in a real terminal: each key is on file at once, whatever happens to the program next."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Entry, Kind, Note, SmallAnswer
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore

PATIENCE = 30.0
"""Seconds to wait for a program on a busy machine."""


def noon_zone() -> str:
    """Return a time zone in which it is about noon: before 04:00 the screens ask which day is meant."""
    return f"NOON{datetime.now(UTC).hour - 12:+d}"


class Terminal:
    """A program in a pseudo-terminal of 80 x 24."""

    def __init__(self, *words: str) -> None:
        self.seen = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        env = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": noon_zone()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rehab_tui", *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            start_new_session=True,
        )
        os.close(slave)

    def read(self, seconds: float = 0.05) -> None:
        """Take what the program has written."""
        while select.select([self._master], [], [], seconds)[0]:
            try:
                self.seen += os.read(self._master, 65536)
            except OSError:
                return

    def wait_for(self, text: str) -> None:
        """Read until a text was written."""
        until = time.monotonic() + PATIENCE
        while text.encode() not in self.seen:
            assert time.monotonic() < until, f"never saw {text!r}: {self.seen[-2000:]!r}"
            self.read()

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def end(self, number: int) -> int:
        """Send a signal; return the exit code, as a shell would say it."""
        os.killpg(self.process.pid, number)
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            self.read()
        self.read()
        os.close(self._master)
        return self.process.returncode

    def vanish(self) -> int | None:
        """Take the terminal away without a signal; return the exit code, None if the program goes on without it."""
        os.close(self._master)
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(PATIENCE)
        self.process.kill()
        self.process.wait()
        return None


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A patient with a plan, all first questions answered today."""
    place = tmp_path / "r.db"
    stamp = Stamp(Clock().now(), "screen")
    with Rehab.open(place, create=True) as rehab:
        today = stamp.moment.today
        facts = {"side": Side.LEFT, "allowed_by": "Dr. Rivera", "allowed_on": today, "setup_done_on": today}
        rehab.profiles.keep(facts, stamp)
        rehab.plans.start("walk-only", stamp)
    return place


def entries(db: Path) -> tuple[Entry, ...]:
    from datetime import date

    with Rehab.open(db) as rehab:
        return rehab.journal.between(date(2020, 1, 1), date(2100, 1, 1))


def wait_for_kinds(terminal: Terminal, db: Path, kinds: set[Kind]) -> None:
    until = time.monotonic() + PATIENCE
    while {entry.kind for entry in entries(db)} != kinds:
        assert time.monotonic() < until, [entry.kind for entry in entries(db)]
        terminal.read()


def test_each_key_of_a_normal_day_survives_a_kill_the_moment_after(db: Path) -> None:
    kinds: set[Kind] = set()
    for key, kind in (("3", Kind.PAIN), ("n", Kind.SYMPTOMS), ("a", Kind.EXERCISE)):
        terminal = Terminal("--db", str(db))
        terminal.wait_for("Hip pain")
        terminal.press(key)
        kinds.add(kind)
        wait_for_kinds(terminal, db, kinds)
        assert terminal.end(signal.SIGKILL) == -signal.SIGKILL
    assert {entry.kind for entry in entries(db)} == kinds


def worst_kept(db: Path) -> str | None:
    found = [one.fact.value for one in entries(db) if isinstance(one.fact, SmallAnswer)]
    return found[-1] if found else None


def test_the_last_key_of_the_day_is_on_file_once_it_is_on_the_screen(db: Path) -> None:
    """Killed at any moment after the key, and the moment it shows: what was shown is there, and the file is whole."""
    terminal = Terminal("--db", str(db))
    terminal.wait_for("Hip pain")
    terminal.press("3na")
    wait_for_kinds(terminal, db, {Kind.PAIN, Kind.SYMPTOMS, Kind.EXERCISE})
    for number, at_any_moment in enumerate((True, True, True, True, False)):
        if number:
            terminal = Terminal("--db", str(db))
            terminal.wait_for("Hip pain")
            terminal.press("a")
            terminal.wait_for("Worst pain while exercising?" if worst_kept(db) is None else "Nothing is left to do")
        before, terminal.seen = worst_kept(db), b""
        digit = next(one for one in "012" if one != before)
        terminal.press(digit if before is None else f"{digit}y")
        if at_any_moment:
            time.sleep(time.monotonic_ns() % 120_000 / 1e6)
        else:
            terminal.wait_for(f"worst pain {digit}")
        assert terminal.end(signal.SIGKILL) == -signal.SIGKILL
        shown = f"worst pain {digit}".encode() in terminal.seen
        assert worst_kept(db) == digit if shown else worst_kept(db) in {before, digit}
        with Rehab.open(db) as rehab:
            assert not rehab.care.check(Clock().now()).problems
    assert shown


HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.readline()
held.execute("COMMIT")
"""


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_file_that_another_program_holds_is_told_and_no_key_is_lost(db: Path, lock: str) -> None:
    terminal = Terminal("--db", str(db))
    terminal.wait_for("Hip pain")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(db), lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    terminal.press("3")
    terminal.wait_for("Waiting for another program that is writing to this file")
    terminal.press("n")
    holder.communicate("go\n", timeout=PATIENCE)
    wait_for_kinds(terminal, db, {Kind.PAIN, Kind.SYMPTOMS})
    terminal.wait_for("Kept. New signs can start later")
    assert terminal.process.poll() is None
    assert b"another program has held it" not in terminal.seen
    terminal.end(signal.SIGTERM)


def test_a_command_at_a_terminal_says_that_it_waits_and_is_kept(db: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(db), "IMMEDIATE"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    terminal = Terminal("--db", str(db), "log", "pain", "4")
    terminal.wait_for("another program is writing to this file; waiting for it")
    holder.communicate("go\n", timeout=PATIENCE)
    terminal.wait_for("Kept: pain 4")
    assert terminal.process.wait(PATIENCE) == 0
    os.close(terminal._master)
    assert terminal.seen.count(b"another program") == 1
    assert {entry.kind for entry in entries(db)} == {Kind.PAIN}


def command(db: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start a command on the same file, at the same time of day as the screens."""
    return subprocess.Popen(
        [sys.executable, "-m", "rehab_tui", "--db", str(db), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TZ": noon_zone()},
    )


def test_keys_and_commands_that_write_at_once_are_all_kept_and_shown(db: Path) -> None:
    terminal = Terminal("--db", str(db))
    terminal.wait_for("Hip pain")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(db), "IMMEDIATE"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    running = [command(db, "log", "note", f"note {number}") for number in range(3)]
    running += [command(db, "log", "pain", "6", "--kind", "now"), command(db, "log", "exercise", "walking")]
    terminal.press("3")
    terminal.wait_for("Waiting for another program that is writing to this file")
    terminal.press("n")
    holder.communicate("go\n", timeout=PATIENCE)
    for one in running:
        assert (one.communicate(timeout=PATIENCE)[1], one.returncode) == (b"", 0)
    wait_for_kinds(terminal, db, {Kind.PAIN, Kind.SYMPTOMS, Kind.NOTE, Kind.EXERCISE})
    terminal.wait_for("◐")  # one of two walks: the exercise of the command, on the screen that was open all the time
    kept = entries(db)
    assert Counter(entry.kind for entry in kept) == {
        Kind.PAIN: 2, Kind.SYMPTOMS: 1, Kind.NOTE: 3, Kind.EXERCISE: 1,
    }  # fmt: skip
    assert {entry.fact.text for entry in kept if isinstance(entry.fact, Note)} == {"note 0", "note 1", "note 2"}
    assert {entry.fact.score for entry in kept if isinstance(entry.fact, PainScore)} == {3, 6}
    assert terminal.process.poll() is None
    assert terminal.end(signal.SIGTERM) == 128 + signal.SIGTERM


def test_a_terminated_program_leaves_the_terminal_as_it_was(db: Path) -> None:
    terminal = Terminal("--db", str(db))
    terminal.wait_for("Hip pain")
    assert terminal.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert b"\x1b[?1049l" in terminal.seen, "the alternate screen was left"
    assert b"\x1b[?25h" in terminal.seen, "the cursor is shown again"


def test_a_program_whose_terminal_vanishes_ends_and_keeps_the_day(db: Path) -> None:
    terminal = Terminal("--db", str(db))
    terminal.wait_for("Hip pain")
    terminal.press("3")
    wait_for_kinds(terminal, db, {Kind.PAIN})
    assert terminal.vanish() == 128 + signal.SIGHUP
    assert {entry.kind for entry in entries(db)} == {Kind.PAIN}


def test_q_quits_with_0(db: Path) -> None:
    terminal = Terminal("--db", str(db))
    terminal.wait_for("Hip pain")
    terminal.press("q")
    until = time.monotonic() + PATIENCE
    while terminal.process.poll() is None and time.monotonic() < until:
        terminal.read()
    assert terminal.process.returncode == 0


def test_bytes_that_are_no_text_lose_nothing_and_end_nothing(db: Path) -> None:
    terminal = Terminal("--db", str(db))
    terminal.wait_for("Hip pain")
    terminal.press("3")
    wait_for_kinds(terminal, db, {Kind.PAIN})
    os.write(terminal._master, b"\xff\xfe\xc3\x80n")
    wait_for_kinds(terminal, db, {Kind.PAIN, Kind.SYMPTOMS})
    assert b"Traceback" not in terminal.seen
    assert terminal.end(signal.SIGTERM) == 128 + signal.SIGTERM
