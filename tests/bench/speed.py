"""Speed as ratios within one run: `python -m tests.bench.speed [ROUNDS]` (Linux, about three minutes).

Each round runs ours and its yardstick one after the other, so that a drift of the machine hits both alike; what is
printed is the median of the rounds' ratios. Absolute times mean nothing on a shared machine: of a first frame the
processor time is printed too, which others at work disturb less. The person's own settings are not read.
"""

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.reading import measured
from tests.bench.ten_years import build

ROUNDS = 11
SIZE = (80, 24)
_CODES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL)
_PATIENCE = 20.0
_SETTLED = 0.5
"""Seconds from the first frame to the first key: what comes after the frame is over by then."""
_HERE = [sys.executable, "-m"]
NO_GOAL = float("nan")
_FINE = (0, 10, 11, 12)
"""What commands end with that did their work; `status` says by it what waits."""
RIGHT, LEFT, DOWN, UP = "\x1b[C", "\x1b[D", "\x1b[B", "\x1b[A"
MOVES = (DOWN, DOWN, UP) * 4
"""Keys in a list, in each round; their 95th percentile is taken over all rounds."""


class Spent(NamedTuple):
    """Seconds until a frame, and seconds of processor time."""

    waited: float
    worked: float


class Shown(NamedTuple):
    """One start of a program in a terminal: until its first frame, from each key to the next, peak KiB."""

    first: Spent
    keys: tuple[Spent, ...]
    memory: int


class Screen:
    """A program in a terminal of its own."""

    def __init__(self, command: Sequence[str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"})  # noqa: S606
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))

    def until(self, words: str) -> float:
        """Return the seconds from the start until words are on the screen."""
        seen = b""
        while words.encode() not in _CODES.sub(b" ", seen):
            seen += self._read(_PATIENCE)
        return time.perf_counter() - self.started

    def key(self, sent: str) -> Spent:
        """Return the seconds from a key to the first byte of the next frame, and the work until all is quiet again."""
        self.rest()
        before, begun = self.worked(), time.perf_counter()
        os.write(self.fd, sent.encode())
        self._read(_PATIENCE)
        waited = time.perf_counter() - begun
        self.rest()
        return Spent(waited, self.worked() - before)

    def worked(self) -> float:
        """Return the seconds of processor time of all its threads up to now."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(one.read_text(encoding="ascii").split()[0]) for one in threads) / 1e9

    def memory(self) -> int:
        """Return the peak resident size in KiB."""
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text(encoding="ascii"))
        return int(found[1]) if found else 0

    def end(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def rest(self, seconds: float = 0.1) -> None:
        """Read on until nothing has come for so many seconds."""
        while self._waits(seconds):
            self._read(0)

    def _waits(self, seconds: float) -> bool:
        return bool(select.select([self.fd], [], [], seconds)[0])

    def _read(self, seconds: float) -> bytes:
        if not self._waits(seconds):
            raise TimeoutError("the program showed nothing")
        return os.read(self.fd, 65536)


def shown(command: Sequence[str], words: str, keys: Sequence[str]) -> Shown:
    """Return one start of a program."""
    screen = Screen(command)
    try:
        first = Spent(screen.until(words), screen.worked())
        screen.rest(_SETTLED)
        pressed = tuple(screen.key(key) for key in keys)
        return Shown(first, pressed, screen.memory())
    finally:
        screen.end()


def ran(command: Sequence[str]) -> float:
    """Return the seconds of a whole command."""
    begun = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode not in _FINE:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    return seconds


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def line(what: str, goal: float, ratios: Sequence[float]) -> None:
    """Print one row of the table."""
    say(f"{what:58} {goal:5.2f} {statistics.median(ratios):6.2f}  ({min(ratios):.2f} to {max(ratios):.2f})")


def slowest(what: str, goal: float, seconds: Sequence[float]) -> None:
    """Print the 95th percentile of times, in milliseconds; it is no ratio, so the machine counts."""
    every = [1000 * one for one in seconds]
    high = statistics.quantiles(every, n=20, method="inclusive")[-1]
    say(f"{what:58} {goal:5.2f} {high:6.2f}  ({min(every):.2f} to {max(every):.2f}, {len(every)} keys)")


def commands(rehab: Sequence[str], ten: Path, rounds: int) -> None:
    """Measure whole commands against the start of Python with sqlite3."""
    scores = iter(range(10_000))
    cases: dict[str, tuple[float, Callable[[], Sequence[str]]]] = {
        "click and sqlite3 alone": (3.0, lambda: [sys.executable, "-c", "import click, sqlite3"]),
        "rehab log pain": (3.5, lambda: [*rehab, "log", "pain", str(next(scores) % 4), "--side", "left"]),
        "rehab status": (3.5, lambda: [*rehab, "status"]),
        "rehab today (no goal)": (NO_GOAL, lambda: [*rehab, "today"]),
    }
    ratios: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(rounds + 1):
        base = ran([sys.executable, "-c", "import sqlite3"])
        for name, (_, command) in cases.items():
            ratio = ran(command()) / base
            if number:  # the first round warms up
                ratios[name].append(ratio)
    say(f"\nwhole commands on ten years ({ten.stat().st_size // 1_000_000} MB), against python -c 'import sqlite3'")
    for name, (goal, _) in cases.items():
        line(name, goal, ratios[name])


def screens(rehab: Callable[[Path], Sequence[str]], ten: Path, fortnight: Path, rounds: int) -> None:
    """Measure the screens against small Textual programs."""
    cases: dict[str, tuple[Sequence[str], str, Sequence[str]]] = {
        "static": ([*_HERE, "tests.bench.yardsticks.static"], "READY", ()),
        "table": ([*_HERE, "tests.bench.yardsticks.table"], "READY", MOVES),
        "plot": ([*_HERE, "tests.bench.yardsticks.plot"], "READY", (RIGHT, RIGHT, LEFT)),
        "ten": (rehab(ten), "Hip pain", MOVES),
        "fortnight": (rehab(fortnight), "Hip pain", ()),
        "charts": ([*_HERE, "tests.bench.charts_first", str(ten)], "mean", (RIGHT, RIGHT, LEFT)),
    }
    runs: dict[str, list[Shown]] = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name, (command, words, keys) in cases.items():
            one = shown(command, words, keys)
            if number:
                runs[name].append(one)
    say(f"\nscreens at {SIZE[0]}x{SIZE[1]}, medians of {rounds} rounds")
    firsts = {name: [one.first.waited for one in found] for name, found in runs.items()}
    worked = {name: [one.first.worked for one in found] for name, found in runs.items()}
    line("first frame of Today, ten years / table", 1.15, _ratios(firsts["ten"], firsts["table"]))
    line("first frame of Charts, ten years / table", 1.35, _ratios(firsts["charts"], firsts["table"]))
    line("first frame, ten years / 14 days", 1.05, _ratios(firsts["ten"], firsts["fortnight"]))
    line("the same in processor time: Today", 1.15, _ratios(worked["ten"], worked["table"]))
    line("  Charts", 1.35, _ratios(worked["charts"], worked["table"]))
    line("  ten years / 14 days", 1.05, _ratios(worked["ten"], worked["fortnight"]))
    keys = {
        name: [statistics.median(key.waited for key in one.keys) for one in found if one.keys]
        for name, found in runs.items()
    }
    line("key to frame on Today / table", 1.5, _ratios(keys["ten"], keys["table"]))
    line("key to redrawn chart / plotext chart of 365 points", 1.3, _ratios(keys["charts"], keys["plot"]))
    every = {name: [key for one in found for key in one.keys] for name, found in runs.items()}
    slowest("95th percentile of keys to frame on Today, ms", 16.0, [key.waited for key in every["ten"]])
    slowest("  in the table", NO_GOAL, [key.waited for key in every["table"]])
    slowest("  work of the program for a key on Today", 16.0, [key.worked for key in every["ten"]])
    slowest("  in the table", NO_GOAL, [key.worked for key in every["table"]])
    memory = {name: [float(one.memory) for one in found] for name, found in runs.items()}
    line("peak memory of Today, ten years / static", 1.35, _ratios(memory["ten"], memory["static"]))


def _ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def main() -> None:
    """Make the files, measure, print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        ten, fortnight = Path(folder) / "ten.db", Path(folder) / "fortnight.db"
        build(ten, date.today())
        build(fortnight, date.today(), 14)
        program = str(Path(sys.executable).with_name("rehab"))
        for path in (ten, fortnight):  # the day's first look and backup are over
            ran([program, "--db", str(path), "log", "pain", "2", "--side", "left"])
        say(f"{'what':58} {'goal':>5} {'median':>6}  (range)")
        commands([program, "--db", str(ten)], ten, rounds)
        screens(lambda path: [program, "--db", str(path)], ten, fortnight, rounds)
        say("\nprocessor time of reading, in one process")
        found = measured(ten, rounds)
        line("all reads of Today, ten years / their SQL alone", 1.5, [one.reads for one in found])
        line("  with the sums of the day", NO_GOAL, [one.review for one in found])


if __name__ == "__main__":
    main()
