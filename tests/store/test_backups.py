"""Backups are proved, thinned, and can be put back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_times import TODAY, stamp_at

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.pain import PainScore
from rehab_tui.errors import InvalidValue, NotKept, Refused, UnusableFile
from rehab_tui.services.care import restore
from rehab_tui.services.daily import daily_backup
from rehab_tui.store import backup

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


def dump(path: Path) -> list[tuple[object, ...]]:
    with Rehab.open(path) as rehab:
        found = rehab.journal.between(TODAY - timedelta(days=400), TODAY, every_state=True)
        return [(e.id, e.day, e.fact, e.recorded_at, e.state) for e in found]


def names(path: Path) -> list[str]:
    return [copy.name for copy in backup.backups(path)]


def test_a_backup_holds_what_the_file_holds(filled: Path) -> None:
    with Rehab.open(filled) as rehab:
        copy = rehab.care.backup(stamp_at().moment)
    assert dump(copy) == dump(filled)
    assert copy.parent.name == "rehab.db.backups"


def test_a_backup_at_a_place_that_is_taken_is_refused(filled: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_text("mine")
    with Rehab.open(filled) as rehab:
        with pytest.raises(Refused, match="exists already"):
            rehab.care.backup(stamp_at().moment, taken)
        with pytest.raises(NotKept, match="no backup was made in"):
            rehab.care.backup(stamp_at().moment, tmp_path / "no" / "copy.db")
    assert taken.read_text() == "mine"


def test_a_copy_that_lacks_rows_is_thrown_away(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = backup._rows
    asked: list[int] = []

    def fewer_the_second_time(connection: object) -> dict[str, int]:
        asked.append(1)
        counted = rows(connection)  # type: ignore[arg-type]
        return counted if len(asked) == 1 else counted | {"entry": counted["entry"] - 1}

    monkeypatch.setattr(backup, "_rows", fewer_the_second_time)
    with Rehab.open(filled) as rehab, pytest.raises(NotKept, match="lacks rows of entry"):
        rehab.care.backup(stamp_at().moment)
    assert list(backup.folder_of(filled).iterdir()) == []


def test_a_backup_a_day_is_enough(filled: Path) -> None:
    with Rehab.open(filled) as rehab:
        for hour in (8, 12, 23):
            assert daily_backup(rehab, stamp_at(hour).moment) is None
            assert rehab.care.daily_backup_if_due(stamp_at(hour).moment) is None
        assert daily_backup(rehab, stamp_at(8, 0, TODAY + timedelta(days=1)).moment) is None
    assert names(filled) == ["2026-03-21T07-00-00Z-daily.db", "2026-03-20T07-00-00Z-daily.db"]


def test_a_file_set_aside_by_a_restore_is_no_daily_backup(filled: Path) -> None:
    folder = backup.folder_of(filled)
    folder.mkdir()
    (folder / "2026-03-20T07-00-00Z-before-restore.db").touch()
    with Rehab.open(filled) as rehab:
        daily_backup(rehab, stamp_at(8).moment)
    assert len(names(filled)) == 1


def test_nothing_is_backed_up_on_a_simulated_day(filled: Path) -> None:
    with Rehab.open(filled) as rehab:
        assert daily_backup(rehab, replace(stamp_at().moment, simulated=True)) is None
    assert names(filled) == []


def test_a_backup_that_fails_is_a_warning_and_no_more(filled: Path) -> None:
    backup.folder_of(filled).write_text("in the way")
    with Rehab.open(filled) as rehab:
        warning = daily_backup(rehab, stamp_at().moment)
    assert warning is not None
    assert warning.startswith("today's backup was not made: ")


def test_thinning_keeps_two_days_whole_then_days_weeks_and_months(filled: Path) -> None:
    folder = backup.folder_of(filled)
    folder.mkdir()
    for hours in range(0, 24 * 400, 6):
        made = NOON - timedelta(hours=hours)
        (folder / f"{made.strftime('%Y-%m-%dT%H-%M-%SZ')}-daily.db").touch()
    future = folder / "2027-01-01T00-00-00Z-daily.db"
    future.touch()
    aside = folder / "2020-01-01T00-00-00Z-before-restore.db"
    aside.touch()
    backup.thin(filled, NOON)
    kept = names(filled)
    assert kept[0] == future.name
    assert "2026-03-20T12-00-00Z-daily.db" in kept
    made_times = [m for copy in backup.backups(filled) if (m := backup.made_at(copy)) and m <= NOON]
    assert sum(m > NOON - timedelta(days=2) for m in made_times) == 8
    older = [m for m in made_times if m <= NOON - timedelta(days=2)]
    assert len({m.date() for m in older}) == len(older)
    assert 20 <= len(older) <= 31
    assert min(older) < NOON - timedelta(days=200)
    assert aside.exists()
    assert backup.thin(filled, NOON) == ()


def test_thinning_never_takes_the_newest_even_when_the_clock_has_jumped(filled: Path) -> None:
    folder = backup.folder_of(filled)
    folder.mkdir()
    for day in range(1, 6):
        (folder / f"2001-01-0{day}T00-00-00Z-daily.db").touch()
        (folder / f"2001-01-0{day}T06-00-00Z-daily.db").touch()
    backup.thin(filled, NOON + timedelta(days=40_000))
    assert names(filled)[0] == "2001-01-05T06-00-00Z-daily.db"


def test_a_restore_brings_back_what_was_and_keeps_what_is(filled: Path) -> None:
    with Rehab.open(filled) as rehab:
        copy = rehab.care.backup(stamp_at().moment)
        before = dump(filled)
        rehab.journal.add(TODAY, PainScore(9, Side.RIGHT), stamp_at(21), "pain 9")
    after = dump(filled)
    aside = restore(filled, copy, stamp_at(22).moment)
    assert aside is not None
    assert dump(filled) == before
    assert dump(aside) == after
    assert filled.stat().st_mode & 0o777 == 0o600
    assert aside not in backup.backups(filled)


def test_a_damaged_file_is_set_aside_byte_for_byte(filled: Path) -> None:
    with Rehab.open(filled) as rehab:
        copy = rehab.care.backup(stamp_at().moment)
    before = dump(filled)
    torn = filled.read_bytes()[:5000]
    filled.write_bytes(torn)
    journal = Path(f"{filled}-journal")
    journal.write_bytes(b"hot")
    aside = restore(filled, copy, stamp_at(22).moment)
    assert aside is not None
    assert aside.read_bytes() == torn
    assert not journal.exists()
    assert dump(filled) == before


@pytest.mark.parametrize("content", [b"", b"text", None])
def test_a_bad_backup_changes_nothing(filled: Path, tmp_path: Path, content: bytes | None) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(filled.read_bytes()[:9000] if content is None else content)
    before = filled.read_bytes()
    with pytest.raises(UnusableFile):
        restore(filled, bad, stamp_at().moment)
    assert filled.read_bytes() == before
    assert not backup.folder_of(filled).exists()


def test_a_file_is_not_restored_from_itself(filled: Path) -> None:
    with pytest.raises(InvalidValue, match="the file in use"):
        restore(filled, filled, stamp_at().moment)
