"""Every schema that was ever shipped opens, is backed up first, and ends up like a new file."""

import sqlite3
from pathlib import Path

import pytest
from store_times import TODAY, stamp_at

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import EntryState, Kind
from rehab_tui.domain.pain import PainScore
from rehab_tui.errors import UnusableFile
from rehab_tui.store import Store, backup, file, guided

FIRST_KINDS = {Kind.PAIN, Kind.EXERCISE, Kind.SYMPTOMS, Kind.ANSWER, Kind.NOTE, Kind.CLEARANCE, Kind.VISIT}
"""What the first release could keep."""
OLD = sorted((Path(__file__).parent / "old").glob("*.sql"))


def make(dump: Path, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()


def schema(path: Path) -> dict[str, str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return dict(rows)


def test_every_version_up_to_this_one_is_kept() -> None:
    assert [int(dump.stem) for dump in OLD] == list(range(1, file.SCHEMA_VERSION + 1))


@pytest.mark.parametrize("dump", OLD, ids=lambda dump: dump.stem)
def test_an_old_file_opens_with_everything_in_it(tmp_path: Path, dump: Path) -> None:
    path, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    make(dump, path)
    Store.open(fresh, create=True).close()
    with Rehab.open(path) as rehab:
        found = rehab.journal.between(TODAY, TODAY, every_state=True)
        assert {entry.kind for entry in found} == (FIRST_KINDS if dump.stem == "0001" else set(Kind))
        assert [e.state for e in found].count(EntryState.CURRENT) == len(found) - 2
        assert rehab.profiles.read().name == "Old File"
        assert [f.rule for f in rehab.follow_ups.waiting()] == ["RF-08"]
        rehab.journal.add(TODAY, PainScore(1, Side.RIGHT), stamp_at(21), "pain 1")
    assert schema(path) == schema(fresh)
    made = backup.backups(path)
    assert len(made) == (int(dump.stem) < file.SCHEMA_VERSION)


def test_an_older_file_is_copied_before_it_is_changed(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA user_version=0")
    connection.close()
    Store.open(filled).close()
    copies = backup.backups(filled)
    assert [copy.name[-6:] for copy in copies] == ["-v0.db"]
    assert copies[0].read_bytes()[60:64] == bytes(4)
    assert filled.read_bytes()[60:64] == file.SCHEMA_VERSION.to_bytes(4, "big")


def test_an_older_file_that_cannot_be_copied_stays_as_it_is(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA user_version=0")
    connection.close()
    before = filled.read_bytes()
    backup.folder_of(filled).write_text("in the way")
    with pytest.raises(UnusableFile, match="no backup was made"):
        Store.open(filled)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("dump", [dump for dump in OLD if dump.stem >= "0004"], ids=lambda dump: dump.stem)
def test_a_guided_session_of_an_old_file_stands_at_its_set(tmp_path: Path, dump: Path) -> None:
    make(dump, tmp_path / "old.db")
    with Store.open(tmp_path / "old.db") as store:
        session = guided.newest(store, TODAY)
    assert session is not None
    assert session.turn == (Side.RIGHT, 1, 2)
    assert session.before is not None
    assert session.before.value == 2


@pytest.mark.parametrize("dump", [dump for dump in OLD if dump.stem >= "0005"], ids=lambda dump: dump.stem)
def test_a_caseload_of_an_old_file_is_whole(tmp_path: Path, dump: Path) -> None:
    make(dump, tmp_path / "old.db")
    now = stamp_at(22).moment
    with Rehab.open(tmp_path / "old.db") as rehab:
        (row,) = rehab.caseload.rows(now)
        assert (row.label, row.summary.n_7, row.reviewed is not None) == ("Ann (made up)", 3, True)
        assert [note.text for note in rehab.caseload.notes(row.patient)] == ["call about the stairs"]
        with rehab.patient(row.patient, now) as page:
            assert page.profiles.read().name == row.summary.name
