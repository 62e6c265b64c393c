"""`rehab purge ID`: the content is gone from the file, the trail says so, and no import brings it back."""

import sqlite3
from pathlib import Path

import pytest
from runs import runner
from shell import Shell

from rehab_tui.store.names import TRIGGER_NAMES

SECRET = b"what my neighbour told me"


@pytest.fixture
def written(left_hip: Shell) -> Shell:
    assert left_hip("log", "pain", "3", "--note", SECRET.decode()).code == 0
    assert left_hip("log", "pain", "4", "--note", SECRET.decode() + " again").code == 0
    assert left_hip("log", "pain", "5", "--date", "-1").code == 0
    return left_hip


def secret_id(shell: Shell) -> str:
    return next(str(one["id"]) for one in shell.entries() if one["state"] == "current" and one["note"])


def test_nothing_of_it_is_left_in_the_file(written: Shell) -> None:
    assert SECRET in written.db.read_bytes()
    done = written("purge", secret_id(written)[:8], "--yes")
    assert done.code == 0, done.err
    assert SECRET not in written.db.read_bytes()
    assert [one["score"] for one in written.entries()] == [5]
    assert written("check").out == "Nothing wrong was found in the file.\n"


def test_the_trail_says_that_something_was_purged(written: Shell) -> None:
    entry = secret_id(written)
    assert written("purge", entry, "--yes").code == 0
    (line,) = written.kept("history", "--trail")["trail"]
    assert line["verb"] == "purge"
    assert line["words"].startswith("pain entry of 2026-11-20 purged: ")
    assert entry in line["words"]
    assert "pain entry of 2026-11-20 purged" in written("info").out
    assert "pain entry of 2026-11-20 purged" in written("history", "--trail").out


def test_the_guards_stand_again_afterwards(written: Shell) -> None:
    assert written("purge", secret_id(written), "--yes").code == 0
    with sqlite3.connect(written.db) as connection:
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        assert found == TRIGGER_NAMES
        for sql in ("DELETE FROM entry", "UPDATE change SET words = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(sql)


def test_no_import_brings_it_back_and_undo_passes_over_it(written: Shell) -> None:
    record = written.db.with_name("a.rehab.json")
    assert written("export", str(record), "--only", "all").code == 0
    assert written("purge", secret_id(written), "--yes").code == 0
    done = written("import", str(record), "--json")
    assert done.code == 0, done.err
    assert done.data["files"][0]["purged"] == 2
    assert SECRET not in written.db.read_bytes()
    undone = written("undo")
    assert undone.code == 0
    assert "5" in undone.out
    other = Shell(written.db.with_name("other.db"), written._capsys, written._monkeypatch)
    assert written("export", str(record), "--only", "all", "--force").code == 0
    assert other("import", str(record)).code == 0
    assert SECRET not in other.db.read_bytes()


def test_an_entry_with_a_follow_up_that_waits_stays(written: Shell) -> None:
    assert written("log", "symptoms", "saddle-numbness").code == 0
    entry = next(one["id"] for one in written.entries() if one["kind"] == "symptoms")
    told = written("purge", entry, "--yes")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "waits" in told.err
    for one in written.kept("followups"):
        assert written("followups", "close", one["id"], "--outcome", "seen").code == 0
    done = written("purge", entry, "--yes")
    assert done.code == 0, done.err
    assert written("check").code == 0
    assert written.kept("followups", "--all")[0]["entry"] is None


def test_it_asks_first(written: Shell) -> None:
    entry = secret_id(written)
    refused = written("purge", entry)
    assert (refused.code, "--yes" in refused.err) == (2, True)
    ask = runner(written.db)
    assert ask("purge", entry, typed="no\n", terminal=True).code == 0
    assert SECRET in written.db.read_bytes()
    assert ask("purge", entry, typed="yes\n", terminal=True).code == 0
    assert SECRET not in written.db.read_bytes()


@pytest.mark.parametrize("kind", [
    ("exercise", "ta-brace"), ("symptoms", "none"), ("answer", "woken", "no"), ("note", "x"),
    ("measure", "peg", "1", "2", "3"),
    ("treatment", "pelvic-belt"), ("visit", "2026-12-03", "Lee"), ("clearance", "swimming", "--by", "Lee"),
    ("pause", "--from", "-9", "--to", "-8", "--reason", "Bern"), ("baseline", "--by", "Kim"),
    ("block", "--site", "si-joint", "--side", "left", "--anesthetic", "lidocaine", "--before", "8",
     "--after", "2@30min"),
])  # fmt: skip
def test_every_kind_can_go(left_hip: Shell, kind: tuple[str, ...]) -> None:
    (entry,) = left_hip.kept("log", *kind)["entries"]
    assert left_hip("purge", entry["id"], "--yes").code == 0
    assert left_hip.entries() == []
    assert left_hip("check").code == 0


def test_an_unknown_id(written: Shell, tmp_path: Path) -> None:
    assert written("purge", "zz", "--yes").code == 1
    missing = Shell(tmp_path / "no.db", written._capsys, written._monkeypatch)
    assert missing("purge", "zz", "--yes").code == 3
