"""A file that is not ours, newer or damaged is refused in one line and left as it is, to the last byte."""

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest
from store_times import TODAY, stamp_at

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.pain import PainScore
from rehab_tui.errors import DamagedFile, MissingDatabase, NotKept, Refused, UnusableFile
from rehab_tui.store import Store


def changed(whole: bytes, at: int, new: bytes) -> bytes:
    return whole[:at] + new + whole[at + len(new) :]


REFUSED = {
    "empty": (lambda _: b"", UnusableFile, "not a database of this program"),
    "one byte": (lambda _: b"x", UnusableFile, "not a database of this program"),
    "text": (lambda _: b"hip pain 3\n" * 50, UnusableFile, "not a database of this program"),
    "only the magic": (lambda whole: whole[:16], UnusableFile, "not a database of this program"),
    "another program": (lambda whole: changed(whole, 68, b"ABCD"), UnusableFile, "another program"),
    "newer": (lambda whole: changed(whole, 60, (99).to_bytes(4, "big")), UnusableFile, "newer rehab (file version 99"),
    "only the header": (lambda whole: whole[:100], DamagedFile, "is damaged"),
    "first half": (lambda whole: whole[: len(whole) // 2], DamagedFile, "is damaged"),
    "last 1000 bytes gone": (lambda whole: whole[:-1000], DamagedFile, "is damaged"),
    "last byte gone": (lambda whole: whole[:-1], DamagedFile, "is damaged"),
    "a hole": (lambda whole: changed(whole, 8192, bytes(12288)), DamagedFile, "is damaged"),
    "a wrong page size": (lambda whole: changed(whole, 16, b"\x01\x01"), DamagedFile, "is damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_used_is_left_as_it_is(filled: Path, tmp_path: Path, name: str) -> None:
    make, kind, words = REFUSED[name]
    bad = tmp_path / "bad.db"
    bad.write_bytes(make(filled.read_bytes()))
    before = hashlib.sha256(bad.read_bytes()).hexdigest()
    names = sorted(p.name for p in tmp_path.iterdir())
    for create in (False, True):
        with pytest.raises(kind, match=words.replace("(", r"\(")) as refused:
            Store.open(bad, create=create)
        assert type(refused.value).exit_code == 3
        assert "\n" not in str(refused.value)
    assert hashlib.sha256(bad.read_bytes()).hexdigest() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == names


def test_the_database_of_another_program_stays_its_own(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE entry (id)")
    connection.execute("PRAGMA user_version=75")
    connection.commit()
    connection.close()
    before = foreign.read_bytes()
    with pytest.raises(UnusableFile, match="another program"):
        Store.open(foreign, create=True)
    assert foreign.read_bytes() == before


def test_a_damaged_file_names_the_newest_backup(filled: Path) -> None:
    with Rehab.open(filled) as rehab:
        backup = rehab.care.backup(stamp_at().moment)
    filled.write_bytes(filled.read_bytes()[:-1000])
    with pytest.raises(DamagedFile) as refused:
        Store.open(filled)
    assert f"rehab restore '{backup}'" in str(refused.value)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path, make: object) -> None:
    path = tmp_path / "rehab.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(UnusableFile, match="is not a file"):
        Store.open(path, create=True)


def test_a_device_is_refused() -> None:
    with pytest.raises(UnusableFile, match="is not a file"):
        Store.open(Path("/dev/null"), create=True)


def test_a_missing_file_is_made_only_when_asked(path: Path) -> None:
    with pytest.raises(MissingDatabase, match="rehab setup"):
        Store.open(path)
    assert not path.exists()
    Store.open(path, create=True).close()
    Store.open(path).close()


def test_a_missing_folder_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=str(tmp_path / "no")):
        Store.open(tmp_path / "no" / "such.db", create=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a?mode=memory.db", "50%20.db", "x#y.db", "o'brien.db", "-x.db", "ü ñ.db", "[a].db"])
def test_odd_names_are_the_file_they_say(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with Rehab.open(path, create=True) as rehab:
        rehab.journal.add(TODAY, PainScore(4, Side.LEFT), stamp_at(), "pain 4")
        rehab.care.backup(stamp_at().moment)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, name + ".backups"])
    with Rehab.open(path) as rehab:
        assert len(rehab.journal.between(TODAY, TODAY)) == 1


@pytest.mark.parametrize("mask", [0o022, 0o000])
def test_nobody_else_can_read_what_is_made(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "rehab.db"
    old = os.umask(mask)
    try:
        with Rehab.open(path, create=True) as rehab:
            rehab.journal.add(TODAY, PainScore(4, Side.LEFT), stamp_at(), "pain 4")
            copy = rehab.care.backup(stamp_at().moment)
            other = rehab.care.backup(stamp_at().moment, tmp_path / "copy.db")
    finally:
        os.umask(old)
    assert [p.stat().st_mode & 0o777 for p in (path, copy, other, copy.parent)] == [0o600, 0o600, 0o600, 0o700]


def test_a_file_that_others_could_read_is_made_private(filled: Path) -> None:
    filled.chmod(0o644)
    Store.open(filled).close()
    assert filled.stat().st_mode & 0o777 == 0o600


def test_views_and_indexes_of_others_are_left_alone(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("CREATE VIEW my_view AS SELECT count(*) FROM entry")
    connection.execute("CREATE INDEX my_index ON entry (time_zone)")
    connection.commit()
    connection.close()
    with Rehab.open(filled) as rehab:
        rehab.journal.add(TODAY, PainScore(4, Side.RIGHT), stamp_at(), "pain 4")
        assert rehab.care.check(stamp_at().moment).problems == ()


def test_triggers_of_others_do_nothing_and_are_told(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("CREATE TRIGGER spy AFTER INSERT ON entry BEGIN SELECT raise(ABORT, 'spied'); END")
    connection.commit()
    connection.close()
    with Rehab.open(filled) as rehab:
        assert any("trigger spy" in line for line in rehab.care.check(stamp_at().moment).problems)
        if hasattr(sqlite3.Connection, "setconfig"):
            rehab.journal.add(TODAY, PainScore(4, Side.RIGHT), stamp_at(), "pain 4")
        else:  # Python 3.11 cannot switch the triggers of a connection off, so nothing is written
            with pytest.raises(Refused, match="spy"):
                rehab.journal.add(TODAY, PainScore(4, Side.RIGHT), stamp_at(), "pain 4")


def test_a_file_that_another_program_switched_to_wal_comes_back_as_one_file(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    with Rehab.open(filled) as rehab:
        rehab.journal.add(TODAY, PainScore(4, Side.RIGHT), stamp_at(), "pain 4")
    assert filled.read_bytes()[18:20] == b"\x01\x01"
    assert [p.name for p in filled.parent.iterdir()] == [filled.name]


def test_a_read_only_file_can_be_read_and_says_why_it_does_not_keep(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled.read_bytes()
    from rehab_tui.store import file

    monkeypatch.setattr(file, "writable", lambda _: False)
    with Rehab.open(filled) as rehab:
        assert len(rehab.journal.between(TODAY, TODAY)) == 1
        with pytest.raises(NotKept, match="read-only"):
            rehab.journal.add(TODAY, PainScore(4, Side.RIGHT), stamp_at(), "pain 4")
    assert filled.read_bytes() == before
