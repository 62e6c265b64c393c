"""Export and import beside the sqlite3 shell: `python -m tests.bench.handing_over [ROUNDS] [FILE]` (needs sqlite3).

Each round runs ours and its yardstick one after the other on the same file. Printed is the median of the rounds'
ratios of throughput, by the clock and by processor time (the second hardly feels what else the machine does). The
yardsticks write the same rows: the tables of the diary one after the other for the record, the rows of one kind with
the same columns for one kind, all tables for the daily sheet; `.import --csv` takes the same rows in, once into tables
with the same indexes, once into tables with none. A CSV of one kind is read and kept by ours, and by `.import --csv`
and two INSERTs into our tables as they are, checks and all; or it is only put into one table without any check.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.speed import say
from tests.bench.ten_years import build

ROUNDS = 5
ENTRIES = 365_000
A_DAY = 15.243
"""Entries that a day of the made file has on average."""
TABLES = ("entry", "pain", "exercise", "symptoms", "answer", "note")
ONE_KIND = (
    "SELECT e.day, t.exercise, t.side, t.sets, t.reps, t.minutes, t.skip_reason, t.one_key, t.pain_before,"
    " t.pain_during, t.effort, t.not_allowed, t.hold, e.note, e.recorded_at, e.id FROM entry e"
    " JOIN exercise t ON t.entry = e.seq ORDER BY e.day, e.seq"
)


PROGRAM = str(Path(sys.executable).with_name("rehab"))

JOINED = (
    "SELECT e.id, e.change_id, e.kind, e.day, e.note, e.supersedes, e.plan_id, e.recorded_at, e.offset_minutes,"
    " e.time_zone, e.origin, e.simulated, p.site, p.side, p.score, p.score_kind, x.exercise, x.side, x.sets, x.reps,"
    " x.hold, x.minutes, x.skip_reason, x.one_key, x.pain_before, x.pain_during, x.effort, x.not_allowed, s.form,"
    " s.asked, s.temperature_c, s.companions, a.question, a.value, n.text FROM entry e"
    " LEFT JOIN pain p ON p.entry = e.seq LEFT JOIN exercise x ON x.entry = e.seq"
    " LEFT JOIN symptoms s ON s.entry = e.seq LEFT JOIN answer a ON a.entry = e.seq"
    " LEFT JOIN note n ON n.entry = e.seq ORDER BY e.seq"
)
"""Every entry with its own values in one row: what an entry of the record is."""


ENTRIES_KEPT = (
    "INSERT INTO entry (id, patient_id, change_id, kind, day, note, recorded_at, offset_minutes, time_zone, origin,"
    " simulated) SELECT id, 'p', 1, 'exercise', [date], nullif(note, ''), recorded_at, 0, 'UTC', 'import', 0 FROM sheet"
)
EXERCISES_KEPT = (
    "INSERT INTO exercise SELECT e.seq, exercise, nullif(side, ''), nullif(sets, '') + 0, nullif(reps, '') + 0,"
    " nullif(hold_seconds, '') + 0, nullif(minutes, '') + 0, nullif(skip_reason, ''), one_key + 0,"
    " nullif(pain_before, '') + 0, nullif(pain_during, '') + 0, nullif(effort, '') + 0, not_allowed + 0"
    " FROM sheet s JOIN entry e ON e.id = s.id"
)
KEPT = (
    "BEGIN IMMEDIATE",
    "INSERT INTO patient VALUES ('p', '2000-01-01T00:00:00.000Z')",
    "INSERT INTO change VALUES (1, 'sheet', 'x', '2026-01-01T00:00:00.000Z', 0, 'UTC', 'import', '0', 0, NULL)",
    ENTRIES_KEPT,
    EXERCISES_KEPT,
    "COMMIT",
)
"""What keeps the rows of a CSV of exercises in our tables."""


class Ran(NamedTuple):
    """One run: seconds by the clock, seconds of the processor, peak MB."""

    wall: float
    cpu: float
    memory: float


class Pair(NamedTuple):
    """Ours and its yardstick."""

    what: str
    goal: float
    ours: Callable[[], Sequence[str]]
    yardstick: Callable[[], Sequence[str]]
    sizes: tuple[Path, Path] | None
    """Files whose bytes are the throughput; None: it is entries, the same on both sides."""


def ran(command: Sequence[str]) -> Ran:
    """Run a command to its end."""
    begun = time.perf_counter()
    done = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode not in (0, 10, 11, 12):
        raise RuntimeError(f"{done.returncode}: {' '.join(command)}")
    return Ran(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def pairs(folder: Path, diary: Path) -> tuple[Pair, ...]:
    """Return everything that is measured, in an order in which each finds the files it needs."""
    made: dict[str, Path] = {name: folder / name for name in ("o.rehab.json", "o.csv", "kind.csv", "o.zip")}
    rows = " ".join(f"SELECT * FROM {table};" for table in TABLES)

    def export(name: str, only: str = "all") -> Callable[[], Sequence[str]]:
        return lambda: [PROGRAM, "--db", str(diary), "export", str(made[name]), "--only", only, "--yes", "--force"]

    def shell(mode: str, sql: str) -> Callable[[], Sequence[str]]:
        return lambda: ["sqlite3", str(diary), f".mode {mode}", ".headers on", f".output {folder / 'y'}", sql]

    def taken_in() -> Sequence[str]:
        (folder / "new.db").unlink(missing_ok=True)
        return [PROGRAM, "--db", str(folder / "new.db"), "import", str(made["o.rehab.json"])]

    def sheet_in() -> Sequence[str]:
        (folder / "new.db").unlink(missing_ok=True)
        return [PROGRAM, "--db", str(folder / "new.db"), "import", str(made["kind.csv"])]

    def shell_sheet(before: Sequence[str] = (), after: Sequence[str] = ()) -> Callable[[], Sequence[str]]:
        def command() -> Sequence[str]:
            (folder / "y.db").unlink(missing_ok=True)
            return ["sqlite3", str(folder / "y.db"), *before, f".import --csv {made['kind.csv']} sheet", *after]

        return command

    def import_csv(schema: str) -> Callable[[], Sequence[str]]:
        def command() -> Sequence[str]:
            (folder / "y.db").unlink(missing_ok=True)
            if schema:
                subprocess.run(["sqlite3", str(folder / "y.db")], input=schema, text=True, check=True)
            skip = "--skip 1 " if schema else ""
            steps = [f".import --csv {skip}{folder / table}.csv {table}" for table in TABLES]
            return ["sqlite3", str(folder / "y.db"), *steps]

        return command

    record, sizes = export("o.rehab.json"), (made["o.rehab.json"], folder / "y")
    return (
        Pair("record / -json of joined rows, bytes", 0.70, record, shell("json", JOINED), sizes),
        Pair("record / -json of joined rows, entries", 0.70, record, shell("json", JOINED), None),
        Pair("record / -json of the tables, bytes", 0.70, record, shell("json", rows), sizes),
        Pair("daily sheet / -csv of the tables, entries", 0.30, export("o.csv"), shell("csv", rows), None),
        Pair("one kind / -csv of the same rows", 0.30, export("kind.csv", "exercise"), shell("csv", ONE_KIND), None),
        Pair(
            "all tables in a zip / -csv of the tables (no goal)",
            float("nan"),
            export("o.zip"),
            shell("csv", rows),
            None,
        ),
        Pair("import / .import --csv, same indexes", 0.45, taken_in, import_csv(_loose(diary)), None),
        Pair("import / .import --csv, no index", 0.45, taken_in, import_csv(""), None),
        Pair("CSV of one kind / .import --csv, our tables", 0.45, sheet_in, shell_sheet(_ours(diary), KEPT), None),
        Pair("CSV of one kind / .import --csv, one bare table", 0.45, sheet_in, shell_sheet(), None),
    )


def _ours(diary: Path) -> tuple[str, ...]:
    """Return what makes our tables and indexes as they are, checks and all."""
    schema = subprocess.run(
        ["sqlite3", str(diary), ".schema --nosys"], capture_output=True, text=True, check=True
    ).stdout
    return (schema, "PRAGMA foreign_keys=ON", "PRAGMA synchronous=EXTRA", "PRAGMA cache_size=-65536")


def _loose(diary: Path) -> str:
    """Return our tables and indexes as `.import` can fill them: it knows no NULL, so nothing is checked."""
    found = subprocess.run(
        ["sqlite3", str(diary), ".schema --nosys"], capture_output=True, text=True, check=True
    ).stdout
    return "PRAGMA ignore_check_constraints=ON;" + re.sub(
        r"\) STRICT(, )?", ") ", re.sub(r"CHECK \((?:[^()]|\([^()]*\))*\)", "", found)
    )


def main() -> None:
    """Make the file, measure, print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory() as name:
        folder = Path(name)
        diary = folder / "diary.db"
        if len(sys.argv) > 2:
            copyfile(sys.argv[2], diary)
        else:
            build(diary, date.today(), round(ENTRIES / A_DAY))
        for table in TABLES:
            step = [f".output {folder / table}.csv", f"SELECT * FROM {table};"]
            subprocess.run(["sqlite3", str(diary), ".mode csv", ".headers on", *step], check=True)
        ran([PROGRAM, "--db", str(diary), "status"])  # the day's look is over
        say(f"{rounds} rounds {'goal':>53}  clock    cpu  ours, MB")
        for pair in pairs(folder, diary):
            measured(pair, rounds)


def measured(pair: Pair, rounds: int) -> None:
    """Measure one pair and print its line."""
    clock, cpu, memory = [], [], []
    for number in range(rounds + 1):
        ours, theirs = ran(pair.ours()), ran(pair.yardstick())
        if number:  # the first round warms up
            share = 1.0 if pair.sizes is None else pair.sizes[0].stat().st_size / pair.sizes[1].stat().st_size
            clock.append(share * theirs.wall / ours.wall)
            cpu.append(share * theirs.cpu / ours.cpu)
            memory.append(ours.memory)
    found = (statistics.median(values) for values in (clock, cpu, memory))
    say(f"{pair.what:54} {pair.goal:5.2f} {next(found):6.2f} {next(found):6.2f} {next(found):8.0f}")


if __name__ == "__main__":
    main()
