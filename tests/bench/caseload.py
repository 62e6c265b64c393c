"""A caseload of many one-year records: `python -m tests.bench.caseload [RECORDS] [ROUNDS]` (by hand: it takes long).

Taking in is the command as it is run, on all cores; it is told by its pace, and by the memory of all its processes at
once, as a ratio to that of the first ten records; one record as a ratio to `rehab import` of it into a new file. The
list is told as a ratio to one raw SQL statement that ranks the same patients; its screen as a ratio to that of the
first ten patients, and to a Textual table; a patient's page as a ratio to unpacking and parsing the record that it is
of. Each pair is run one after the other in each round. A thousand records need 2.7 GB where temporary files lie.
"""

import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
import zlib
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from uuid import UUID

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side
from rehab_tui.domain.moment import instant_text
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.exchange.record.file import read_record, record_chunks
from rehab_tui.services.caseload.page import page_over
from rehab_tui.services.importing import import_records
from tests.bench.speed import DOWN, Shown, line, say, shown
from tests.bench.ten_years import build, stamp_of

RECORDS, ROUNDS = 1000, 41
ROUNDS_OF_SCREENS = 11
FEW = 10
BESIDE = 20
"""Records that are imported too."""
RAW = """
SELECT s.*, r.version, r.overdue, r.stale, CASE
  WHEN s.standing > 4 AND EXISTS (SELECT 1 FROM json_each('["' || replace(s.overdue_from, ' ', '","') || '"]') j
    WHERE j.value < '3:' || ?1 AND j.value > '3') THEN 4
  WHEN s.standing > 10 AND s.exported_on <= ?2 THEN 10
  WHEN s.standing > 12 AND r.version IS NULL THEN 12
  ELSE s.standing END AS place
FROM caseload_summary s LEFT JOIN caseload_review r
  ON r.seq = (SELECT max(q.seq) FROM caseload_review q WHERE q.patient = s.patient)
ORDER BY place, s.standing, s.due IS NULL, s.due, s.sort_name, s.patient"""


def templates(folder: Path, today: date) -> list[bytes]:
    """Return a few different years: an ordinary one, one that rises, one that fell silent."""
    found = []
    for kind in ("ordinary", "rising", "silent"):
        path = folder / f"{kind}.db"
        last = today - timedelta(days=12 if kind == "silent" else 0)
        build(path, last, 365)
        with Rehab.open(path) as rehab:
            for ago in range(4, -1, -1) if kind == "rising" else ():
                day = today - timedelta(days=ago)
                rehab.journal.add(day, PainScore(9, Side.RIGHT), stamp_of(day), "pain")
            out = folder / "template.rehab.json"
            rehab.exporting.export(out, Selection(EVERYTHING), record_chunks, stamp_of(today), force=True)
        found.append(out.read_bytes())
    return found


def records(folder: Path, made: list[bytes], number: int) -> list[Path]:
    """Write records, each of another patient."""
    folder.mkdir()
    found = []
    for place in range(number):
        data = made[place % len(made)]
        old = json.loads(data[: data.index(b'"changes"')].rstrip(b",\n ") + b"}")["patient"]["id"].encode()
        data = data.replace(old, str(UUID(int=place + 1, version=4)).encode(), 1)
        data = data.replace(b"Robin Sample (made up)", f"Patient {place:04} (made up)".encode())
        content = data[: data.rindex(b',"checksum"')]
        digest = sha256(content.replace(b"\n", b"") + b"}").hexdigest()
        found.append(folder / f"{place:04}.rehab.json")
        found[-1].write_bytes(content + f',"checksum":"sha256:{digest}"}}\n'.encode())
    return found


def taking_in(folder: Path, number: int, today: date) -> tuple[Path, Path]:
    """Take records in by the command, and tell how long it took beside an import, and how much memory.

    Return the file, and one with the first ten only.
    """
    made = templates(folder, today)
    sent = records(folder / "sent", made, number)
    few, tenth, db = folder / "few.db", folder / "tenth.db", folder / "caseload.db"
    one_core = _added(folder / "one.db", sent[:FEW], cores=1)
    of_few, of_tenth = _added(few, sent[:FEW]), _added(tenth, sent[: max(FEW, number // 10)])
    every = _added(db, sent)
    size = statistics.mean(map(len, made)) / 1e6
    say(f"{number} records of {size:.1f} MB taken in: {number / every.seconds:.2f} a second")
    say(f"{number / every.worked:.1f} for each second of the processor, {every.seconds:.0f} s in all")
    say(
        f"peak memory: {every.peak / 1024:.0f} MB, all processes of the command; on one core {one_core.peak / 1024:.0f}"
    )
    line(f"peak memory of taking in all / {FEW}", 1.2, [every.peak / of_few.peak])
    line("peak memory of taking in all / a tenth of them (no goal)", float("nan"), [every.peak / of_tenth.peak])
    ratios = []
    with Rehab.open(folder / "beside.db", create=True) as rehab:
        for path in sent[:BESIDE]:
            begun = time.perf_counter()
            (one,) = rehab.caseload.take_all([path], lambda: stamp_of(today))
            ratios.append((time.perf_counter() - begun) / _imported(folder, path, today))
            if one.refused:
                raise RuntimeError(one.refused)
    line("one record taken in / imported into a new file (no goal)", float("nan"), ratios)
    say(f"the file: {db.stat().st_size / 1e6:.0f} MB")
    return db, few


class Added(NamedTuple):
    """What `rehab caseload add` needed: seconds, seconds of the processor, and KiB of all its processes at once."""

    seconds: float
    worked: float
    peak: int


def _added(db: Path, paths: list[Path], cores: int = 0) -> Added:
    """Take files in by the command, and watch it; on so many cores, 0 for all."""
    command = [sys.executable, "-m", "rehab_tui", "--db", str(db), "caseload", "add", *map(str, paths)]
    limit = (lambda: os.sched_setaffinity(0, set(range(cores)))) if cores else None
    begun, before, most = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN), 0
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, preexec_fn=limit)  # noqa: PLW1509
    while running.poll() is None:
        most = max(most, _memory(running.pid))
        time.sleep(0.02)
    if running.returncode:
        raise RuntimeError(f"caseload add ended with {running.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Added(time.perf_counter() - begun, worked, most)


def _memory(process: int) -> int:
    """Return the resident KiB of a process and of those that it began; what they share counts in each (Linux)."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
        begun = [one.read_text(encoding="ascii").split() for one in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return 0
    own = next((int(one.split()[1]) for one in lines if one.startswith("VmRSS")), 0)
    return own + sum(_memory(int(other)) for others in begun for other in others)


def _imported(folder: Path, path: Path, today: date) -> float:
    new = folder / "new.db"
    new.unlink(missing_ok=True)
    begun = time.perf_counter()
    with Rehab.open(new, create=True) as rehab:
        record = read_record(path)
        rehab.use(lambda store: import_records(store, [(path, record)], stamp_of(today), dry_run=False))
    return time.perf_counter() - begun


def triage(db: Path, rounds: int, now: datetime) -> None:
    """Tell what the list takes of the processor beside one statement that gives the same order."""
    moment = stamp_of(now.date()).moment
    old = (moment.today - timedelta(days=14)).isoformat()
    ratios = []
    with Rehab.open(db) as rehab:
        raw = sqlite3.connect(db)
        for number in range(rounds + 3):
            begun = time.process_time()
            theirs = raw.execute(RAW, (instant_text(moment.instant), old)).fetchall()
            middle = time.process_time()
            rows = rehab.caseload.rows(moment)
            ended = time.process_time()
            if number >= 3:
                ratios.append((ended - middle) / (middle - begun))
        raw.close()
        if [one[0] for one in theirs] != [row.patient for row in rows]:
            raise RuntimeError("the two orders differ")
    line(f"triage of {len(rows)} patients / one raw SQL statement", 1.3, ratios)


def screens(db: Path, few: Path, number: int, rounds: int) -> None:
    """Tell what the first frame of the list takes of the processor beside ten patients, and a key beside a table."""
    program = [sys.executable, "-m", "rehab_tui", "--db"]
    cases = {
        "all": ([*program, str(db)], f"{number} patients"),
        "few": ([*program, str(few)], f"{FEW} patients"),
        "table": ([sys.executable, "-m", "tests.bench.yardsticks.table"], "READY"),
    }
    for path in (db, few):  # the day's backup is over
        with Rehab.open(path) as rehab:
            rehab.care.daily_backup_if_due(Clock().now())
    runs: dict[str, list[Shown]] = {name: [] for name in cases}
    for place in range(rounds + 1):
        for name, (command, words) in cases.items():
            one = shown(command, words, (DOWN,) * 5)
            if place:
                runs[name].append(one)
    first = {name: [one.first.worked for one in found] for name, found in runs.items()}
    keys = {name: [statistics.median(key.waited for key in one.keys) for one in found] for name, found in runs.items()}
    line(f"work to the first frame of the list, {number} patients / {FEW}", 1.05, _ratios(first["all"], first["few"]))
    line("work to the first frame of the list / table (no goal)", float("nan"), _ratios(first["all"], first["table"]))
    line("key to frame in the list / table", 1.5, _ratios(keys["all"], keys["table"]))


def _ratios(ours: list[float], theirs: list[float]) -> list[float]:
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def page(db: Path, rounds: int, now: datetime) -> None:
    """Tell what the page of a patient with a year of data takes of the processor beside parsing that record."""
    moment, ours, ratios = stamp_of(now.date()).moment, [], []
    with Rehab.open(db) as rehab:
        row = rehab.caseload.rows(moment)[0]
        raw = sqlite3.connect(db)
        for place in range(rounds + 2):
            begun = time.process_time()
            (packed,) = raw.execute("SELECT record FROM caseload_record WHERE patient = ?", (row.patient,)).fetchone()
            json.loads(zlib.decompress(packed))
            middle = time.process_time()
            with rehab.patient(row.patient, moment) as found:
                found.use(lambda store: page_over(store, rehab.caseload, row, moment))
            ended = time.process_time()
            if place >= 2:
                ours.append(ended - middle)
                ratios.append((ended - middle) / (middle - begun))
        raw.close()
    say(f"a patient's page, one year: {statistics.median(ours):.2f} s of the processor")
    line("a patient's page, one year / parsing the record (no goal)", float("nan"), ratios)


def main() -> None:
    """Measure, print."""
    number = max(FEW, int(sys.argv[1])) if len(sys.argv) > 1 else RECORDS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    today = date.today()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    say(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    say(f"{'what':58} {'goal':>5} {'median':>6}  (range)")
    with TemporaryDirectory() as folder:
        db, few = taking_in(Path(folder), number, today)
        now = datetime.combine(today, datetime.min.time())
        triage(db, rounds, now)
        page(db, min(rounds, ROUNDS_OF_SCREENS), now)
        screens(db, few, number, min(rounds, ROUNDS_OF_SCREENS))


if __name__ == "__main__":
    main()
