"""`rehab info`, `check`, `backup`, `restore`."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from runs import Runner, runner

from rehab_tui.store import Store, backup, place
from rehab_tui.store.file import SCHEMA_VERSION


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "rehab.db"


@pytest.fixture
def rehab(db: Path) -> Runner:
    ready = runner(db)
    for day in ("-2", "-1", "today"):
        assert ready("log", "pain", "3", "--side", "left", "--date", day).code == 0
    assert ready("log", "note", "a note").code == 0
    return ready


def tamper(db: Path, *statements: str) -> None:
    """Change the file behind the back of the program, with its guards taken away and put back."""
    connection = sqlite3.connect(db, isolation_level=None)
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("PRAGMA ignore_check_constraints=ON")
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in guards:
        connection.execute(sql)
    connection.close()


def test_info_says_where_the_file_is_and_what_is_in_it(rehab: Runner, db: Path) -> None:
    told = rehab("info")
    assert told.code == 0
    for words in (str(db), "mode 0600", "pain 3", "note 1", "Backups", f"file version {SCHEMA_VERSION}"):
        assert words in told.out
    data = rehab("info", "--json").data
    assert data["path"] == str(db)
    assert data["entries"] == {"note": 1, "pain": 3}
    assert data["newest_backup"] is None or Path(data["newest_backup"]).exists()
    assert rehab("undo").code == 0
    assert rehab("info", "--json").data["corrected"] == 1


def test_a_sound_file_passes(rehab: Runner) -> None:
    told = rehab("check")
    assert (told.code, told.out) == (0, "Nothing wrong was found in the file.\n")
    assert rehab("check", "--json").data["problems"] == []


SEQ = "(SELECT min(entry) FROM pain)"


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (f"UPDATE pain SET score = 99 WHERE entry = {SEQ}", "pain ID score: 99 is outside 0 to 10"),
        (f"UPDATE pain SET site = 'knee' WHERE entry = {SEQ}", "pain ID site: knee is not known"),
        (f"DELETE FROM pain WHERE entry = {SEQ}", "entry ID kind: has no row in pain"),
        (f"UPDATE entry SET day = '2099-01-01' WHERE seq = {SEQ}", "entry ID day: 2099-01-01 lies after the day"),
        (f"UPDATE entry SET day = '2026-02-30' WHERE seq = {SEQ}", "entry ID day: 2026-02-30 is no calendar day"),
        (
            f"UPDATE entry SET recorded_at = '2099-01-01T00:00:00.000Z' WHERE seq = {SEQ}",
            "entry ID recorded_at: 2099-01-01T00:00:00.000Z lies in the future",
        ),
        (
            f"DELETE FROM change WHERE id = (SELECT change_id FROM entry WHERE seq = {SEQ})",
            "entry ID change_id: its row in the audit trail is missing",
        ),
        (f"DELETE FROM entry WHERE seq = {SEQ}", "pain row 1 entry: its row in entry is missing"),
        ("UPDATE note SET entry = 1", "note row 1 entry: belongs to an entry of kind pain"),
        (f"UPDATE pain SET score = 'high' WHERE entry = {SEQ}", None),
        ("DELETE FROM patient", "patient - id: the file has 0 patients"),
        ("DROP INDEX entry_day", "index entry_day -: is missing"),
        ("ALTER TABLE note ADD COLUMN more TEXT", "table note -: is not as this program makes it"),
        ("CREATE TRIGGER spy AFTER INSERT ON note BEGIN SELECT 1; END", "trigger spy -: belongs to another program"),
    ],
)
def test_wrong_content_is_named_with_table_id_and_field(
    rehab: Runner, db: Path, statement: str, line: str | None
) -> None:
    with Store.open(db) as store:
        first = store.rows(f"SELECT id FROM entry WHERE seq = {SEQ}")[0][0]
    if line is None:
        with pytest.raises(sqlite3.IntegrityError):
            tamper(db, statement)
        return
    tamper(db, "PRAGMA foreign_keys=OFF", statement)
    before = db.read_bytes()
    told = rehab("check")
    assert told.code == 1
    assert line.replace("ID", first) in told.out or line.replace("row 1", first) in told.out, told.out
    assert db.read_bytes() == before


def test_two_daily_scores_that_both_count_are_named(rehab: Runner, db: Path) -> None:
    rehab("log", "pain", "5", "--side", "left")
    tamper(db, "DELETE FROM entry_state")
    assert "2 daily scores count for hip left" in rehab("check").out


def test_a_wrong_row_does_not_lock_the_patient_out_and_is_told_in_one_line(rehab: Runner, db: Path) -> None:
    tamper(db, f"UPDATE pain SET score = 99 WHERE entry = {SEQ}")
    told = rehab("history")
    assert told.code == 3
    assert told.err.count("\n") == 1
    assert "run: rehab check" in told.err
    assert rehab("log", "pain", "2", "--side", "left").code == 0


def test_a_cause_that_touches_every_row_is_told_in_few_lines(rehab: Runner, db: Path) -> None:
    for _ in range(30):
        rehab("log", "pain", "4", "--side", "left", "--kind", "now")
    tamper(db, "UPDATE pain SET score = 99")
    told = rehab("check")
    assert told.out.count("score: 99") == 20
    assert "more of this kind" in told.out


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Home", "Nextcloud"])
def test_a_synchronized_folder_is_a_warning(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    rehab = runner(folder / "rehab.db")
    rehab("log", "pain", "3", "--side", "left")
    told = rehab("check")
    assert told.code == 0
    assert name in told.err


def test_the_marker_of_a_synchronizer_is_seen_further_up(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "deep").mkdir()
    assert any("synchronized" in line for line in place.warnings(tmp_path / "deep" / "rehab.db"))


@pytest.mark.parametrize("name", ["rehab (conflicted copy).db", "rehab.sync-conflict-20261120.db", "rehab (1).db"])
def test_a_conflicted_copy_is_a_warning(rehab: Runner, db: Path, name: str) -> None:
    db.with_name(name).touch()
    told = rehab("check")
    assert told.code == 0
    assert name in told.err


@pytest.mark.parametrize(
    ("kind", "warned"), [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False), ("tmpfs", False)]
)
def test_a_network_file_system_is_a_warning(tmp_path: Path, kind: str, warned: bool) -> None:
    mounts = tmp_path / "mounts"
    inside = tmp_path / "with space"
    inside.mkdir()
    point = str(inside).replace(" ", "\\040")
    mounts.write_text(f"/dev/root / ext4 rw 0 0\nserver:/x {point} {kind} rw 0 0\n")
    assert bool(place.warnings(inside / "rehab.db", mounts)) is warned
    assert place.warnings(tmp_path / "rehab.db", mounts) == ()


def test_a_backup_is_made_where_it_is_asked_and_never_over_another_file(rehab: Runner, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert rehab("backup", str(target)).code == 0
    before = target.read_bytes()
    told = rehab("backup", str(target))
    assert told.code == 1
    assert "exists already" in told.err
    assert target.read_bytes() == before
    assert runner(target)("history", "--json").data["entries"]
    assert rehab("backup").code == 0


def test_a_restore_needs_a_yes(rehab: Runner, tmp_path: Path, db: Path) -> None:
    copy = tmp_path / "copy.db"
    rehab("backup", str(copy))
    rehab("log", "pain", "9", "--side", "right")
    assert rehab("restore", str(copy)).code == 2
    assert rehab("restore", str(copy), typed="no\n", terminal=True).code == 0
    assert len(rehab("history", "--json").data["entries"]) == 5
    told = rehab("restore", str(copy), typed="yes\n", terminal=True)
    assert told.code == 0
    assert len(rehab("history", "--json").data["entries"]) == 4
    aside = told.out.split()[-1]
    assert len(runner(Path(aside))("history", "--json").data["entries"]) == 5


@pytest.mark.parametrize(
    ("make", "code"),
    [(lambda path: None, 1), (lambda path: path.write_text("text"), 3), (lambda path: path.mkdir(), 3)],
    ids=["missing", "text", "folder"],
)
def test_a_restore_from_what_is_no_backup_changes_nothing(
    rehab: Runner, db: Path, tmp_path: Path, make: Callable[[Path], object], code: int
) -> None:
    bad = tmp_path / "bad.db"
    make(bad)
    before = db.read_bytes()
    told = rehab("restore", str(bad), "--yes")
    assert told.code == code
    assert told.err.count("\n") == 1
    assert db.read_bytes() == before


def test_a_damaged_file_is_refused_with_the_way_back(rehab: Runner, db: Path) -> None:
    rehab("backup")
    newest = backup.newest(db)
    db.write_bytes(db.read_bytes()[:-500])
    for command in (["today"], ["check"], ["info"], ["log", "pain", "3", "--side", "left"]):
        told = rehab(*command)
        assert told.code == 3
        assert f"rehab restore '{newest}'" in told.err
    assert rehab("restore", str(newest), "--yes").code == 0
    assert rehab("check").code == 0


@pytest.mark.parametrize("command", [["info"], ["check"], ["backup"]])
def test_without_a_file_they_say_so(tmp_path: Path, command: list[str]) -> None:
    told = runner(tmp_path / "none.db")(*command)
    assert told.code == 3
    assert "no database at" in told.err
    assert list(tmp_path.iterdir()) == []
