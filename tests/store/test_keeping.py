"""What was kept is there, whoever else writes, however the program ends; what was not is said."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from store_times import TODAY, stamp_at

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.errors import NotKept
from rehab_tui.store import Store, file

NOW = PainScore(4, Side.LEFT, kind=ScoreKind.NOW)

WRITER = """
import sys
from pathlib import Path
from store_times import TODAY, stamp_at
from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.errors import RehabError
from rehab_tui.services.journal import Draft

path, times, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
note = "x" * size
for number in range(times):
    with Rehab.open(path, create=True) as rehab:
        drafts = [Draft(TODAY, PainScore(4, side, kind=ScoreKind.NOW), note=note) for side in (Side.LEFT, Side.RIGHT)]
        try:
            rehab.journal.log(drafts, stamp_at(), "both")
        except RehabError as problem:
            print(type(problem).__name__, problem, flush=True)
            sys.exit(type(problem).exit_code)
    print("kept", number, flush=True)
"""


def start_writer(path: Path, times: int, size: int = 10, limit: int | None = None) -> subprocess.Popen[str]:
    def little_room() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

    here = Path(__file__).resolve()
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(times), str(size)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": f"{here.parents[2]}:{here.parent}"},
        preexec_fn=little_room if limit else None,  # noqa: PLW1509 - no threads in the child
    )


def both_sides(path: Path) -> list[int]:
    """Return how many scores each change kept."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = connection.execute(
            "SELECT count(p.entry) FROM change c LEFT JOIN entry e ON e.change_id = c.id"
            " LEFT JOIN pain p ON p.entry = e.seq GROUP BY c.id"
        )
        return [row[0] for row in rows.fetchall()]
    finally:
        connection.close()


def test_two_first_starts_at_once_make_one_file(path: Path) -> None:
    writers = [start_writer(path, 5) for _ in range(4)]
    ends = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, ends
    assert both_sides(path) == [2] * 20
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_program_that_is_killed_loses_nothing_it_had_confirmed(path: Path) -> None:
    Store.open(path, create=True).close()
    confirmed = 0
    for round_number in range(6):
        writer = start_writer(path, 1000)
        assert writer.stdout is not None
        assert writer.stdout.readline().startswith("kept")
        confirmed += 1
        time.sleep(0.003 * round_number)
        writer.kill()
        confirmed += writer.communicate()[0].count("kept")
        Store.open(path).close()
    found = both_sides(path)
    assert set(found) == {2}
    assert confirmed <= len(found) <= confirmed + 6


def test_a_full_disk_keeps_all_of_a_change_or_nothing_and_says_so(path: Path) -> None:
    Store.open(path, create=True).close()
    full = path.stat().st_size + 60_000
    writer = start_writer(path, 1000, size=9_000, limit=full)
    said, errors = writer.communicate(timeout=60)
    assert writer.returncode == 3, errors
    assert errors == ""
    last = said.strip().split("\n")[-1]
    assert last.startswith("NotKept not kept: the disk is full")
    kept = sum(line.startswith("kept") for line in said.split("\n"))
    assert kept > 1
    assert both_sides(path) == [2] * kept
    with Rehab.open(path) as rehab:
        rehab.journal.add(TODAY, NOW, stamp_at(), "pain 4")
    assert both_sides(path) == [2] * kept + [1]


@pytest.mark.parametrize("room", [0, 5_000, 50_000])
def test_a_full_disk_makes_no_half_file(tmp_path: Path, room: int) -> None:
    path = tmp_path / "rehab.db"
    writer = start_writer(path, 1, limit=room or 1)
    _, errors = writer.communicate(timeout=60)
    assert writer.returncode != 0
    assert "NotKept" in errors or "UnusableFile" in errors, errors
    assert list(tmp_path.iterdir()) == []


def test_a_write_waits_for_another_writer(filled: Path) -> None:
    other = sqlite3.connect(filled, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.5, lambda: other.execute("COMMIT"))
    timer.start()
    with Rehab.open(filled) as rehab:
        rehab.journal.add(TODAY, NOW, stamp_at(), "pain 4")
    timer.join()
    other.close()


def test_a_lock_that_does_not_end_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Rehab.open(filled) as rehab:
            rehab._store.connection.execute("PRAGMA busy_timeout=50")
            with pytest.raises(NotKept, match="another program"):
                rehab.journal.add(TODAY, NOW, stamp_at(), "pain 4")
            assert len(rehab.journal.between(TODAY, TODAY)) == 1
    finally:
        other.close()


def test_writes_wait_up_to_ten_seconds(filled: Path) -> None:
    with Store.open(filled) as store:
        assert store.connection.execute("PRAGMA busy_timeout").fetchone()[0] == 10_000


def test_every_guard_is_on(filled: Path) -> None:
    wanted = {"foreign_keys": 1, "synchronous": 3, "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0}
    with Store.open(filled) as store:
        found = {name: store.connection.execute(f"PRAGMA {name}").fetchone() for name in wanted}
        assert store.connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert {name: row[0] if row else 0 for name, row in found.items()} == wanted


def test_a_file_that_was_replaced_under_the_program_is_told(filled: Path) -> None:
    with Rehab.open(filled) as rehab:
        filled.rename(filled.with_name("moved.db"))
        with pytest.raises(NotKept, match="moved or replaced"):
            rehab.journal.add(TODAY, NOW, stamp_at(), "pain 4")


def test_one_command_is_one_transaction_that_takes_its_lock_before_it_reads(filled: Path) -> None:
    """A deferred one is refused at once where another writer comes between its first read and its first write."""
    with Rehab.open(filled) as rehab:
        seen: list[str] = []
        rehab._store.connection.set_trace_callback(seen.append)
        rehab.journal.add(TODAY, NOW, stamp_at(), "pain 4")
        steps = [line for line in seen if line.startswith(("BEGIN", "COMMIT", "ROLLBACK"))]
        assert steps == ["BEGIN IMMEDIATE", "COMMIT"]


def test_another_writer_changes_the_version_number(filled: Path) -> None:
    with Rehab.open(filled) as reader, Rehab.open(filled) as writer:
        before = reader.version
        writer.journal.add(TODAY, NOW, stamp_at(), "pain 4")
        assert reader.version != before


def test_a_large_file_is_read_through_once_a_day_and_after_a_crash(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "SMALL_FILE", 0)
    checked: list[Path] = []
    monkeypatch.setattr(file, "quick_check", lambda _, path: checked.append(path))
    for _ in range(2):
        Store.open(filled, today="2026-03-20").close()
    Store.open(filled, today="2026-03-21").close()
    assert len(checked) == 2
    monkeypatch.setattr(file, "journal_left", lambda _: True)
    Store.open(filled, today="2026-03-21").close()
    assert len(checked) == 3


def test_who_asks_is_told_of_every_slice_of_waiting_and_waits_less_after_it_was_in_vain(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehab_tui.store.store.SLICE", 10)
    monkeypatch.setattr("rehab_tui.store.store.PATIENCE", 6)
    other = sqlite3.connect(filled, isolation_level=None)
    told: list[int] = []
    with Rehab.open(filled) as rehab:
        rehab.tell_waiting(lambda: told.append(len(told)))
        assert rehab.version
        before = rehab.journal.between(TODAY, TODAY)
        for slices in (6, 4):
            told.clear()
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(NotKept, match="another program"):
                rehab.journal.add(TODAY, NOW, stamp_at(), "pain 4")
            assert len(told) == slices
            version = rehab.version
            other.execute("ROLLBACK")
            assert rehab.version == version
        assert rehab.journal.between(TODAY, TODAY) == before
        rehab.tell_waiting(lambda: other.execute("COMMIT") and None)
        other.execute("BEGIN EXCLUSIVE")
        rehab.journal.add(TODAY, NOW, stamp_at(), "pain 4")
        assert len(rehab.journal.between(TODAY, TODAY)) == len(before) + 1
    other.close()
