"""Several programs on one file, and programs that are killed: what was confirmed is there."""

import json
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shell import Shell

PATIENCE = 60
DAY = ("--today", "2026-11-20")


def writer(db: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "rehab_tui", "--db", db, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def held(db: Path) -> Iterator[None]:
    """Hold the file until the programs that are started inside stand before it, so that they all write at once."""
    lock = sqlite3.connect(db, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    yield
    time.sleep(1.5)  # long enough for them to start; the test holds without it too, but with less of a crowd
    lock.execute("COMMIT")
    lock.close()


def ended(one: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = one.communicate(timeout=PATIENCE)
    return one.returncode, out.decode(), err.decode()


def rows(db: Path, sql: str) -> list[Any]:
    read = sqlite3.connect(f"{db.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return read.execute(sql).fetchall()
    finally:
        read.close()


CROWD = (
    *(("log", "note", f"note {number}") for number in range(3)),
    *(("log", "pain", str(score)) for score in (2, 3, 4)),
    ("log", "exercise", "walking", "--minutes", "10"),
    ("log", "measure", "weight", "80kg"),
    ("log", "answer", "woken", "no"),
    ("log", "symptoms", "leg-pain:left"),
)


def test_a_crowd_of_commands_loses_nothing_and_each_is_one_change(left_hip: Shell) -> None:
    left_hip("log", "note", "first")  # the look at the trends of this day is over
    before = rows(left_hip.db, "SELECT count(*) FROM change")[0][0]
    with held(left_hip.db):
        running = [writer(str(left_hip.db), *DAY, *words, "--json") for words in CROWD]
    done = [ended(one) for one in running]
    assert [(code, err) for code, _, err in done if code or "Traceback" in err] == []
    said = [entry["id"] for _, out, _ in done for entry in json.loads(out)["entries"]]
    kept = {entry["id"]: entry for entry in left_hip.entries()}
    assert len(said) == len(set(said)) == len(CROWD)
    assert set(said) < set(kept)
    assert len(kept) == len(CROWD) + 1
    kinds = Counter(entry["kind"] for entry in kept.values())
    assert kinds == {"note": 4, "pain": 3, "exercise": 1, "measure": 1, "answer": 1, "symptoms": 1}
    assert {entry["text"] for entry in kept.values() if entry["kind"] == "note"} == {
        "first", "note 0", "note 1", "note 2",
    }  # fmt: skip
    pain = [entry for entry in kept.values() if entry["kind"] == "pain"]
    assert Counter(entry["state"] for entry in pain) == {"current": 1, "superseded": 2}
    replaced = [entry["supersedes"] for entry in pain if entry["supersedes"]]
    assert len(replaced) == len(set(replaced)) == 2, "each took the place of another one"
    assert [one["rule"] for one in left_hip("followups", "--json").data] == ["RF-19"]
    assert rows(left_hip.db, "SELECT count(*) FROM change")[0][0] == before + len(CROWD)
    assert left_hip("check").code == 0


def test_two_that_close_one_follow_up_at_once_write_one_outcome(left_hip: Shell) -> None:
    (one,) = left_hip.kept("log", "symptoms", "saddle-numbness")["followups"]
    close = ("followups", "close", one["id"], "--contacted", "night line", "--outcome")
    with held(left_hip.db):
        running = [writer(str(left_hip.db), *DAY, *close, f"seen, {number}") for number in range(2)]
    done = sorted(ended(each) for each in running)
    assert [code for code, _, _ in done] == [0, 1]
    assert "is closed already; nothing was added" in done[1][2]
    (closed,) = left_hip("followups", "--all", "--json").data
    assert Counter(event["verb"] for event in closed["events"])["closed"] == 1
    assert closed["outcome"] in done[0][1]


def test_an_undo_beside_a_log_takes_back_what_it_names(left_hip: Shell) -> None:
    left_hip.kept("log", "note", "first")
    with held(left_hip.db):
        undo, log = writer(str(left_hip.db), *DAY, "undo"), writer(str(left_hip.db), *DAY, "log", "note", "second")
    (code, said, _), (other, _, err) = ended(undo), ended(log)
    assert (code, other, err) == (0, 0, "")
    states = {entry["text"]: entry["state"] for entry in left_hip.entries()}
    assert len(states) == 2
    undone = "first" if '"first"' in said else "second"
    assert states.pop(undone) == "in_error"
    assert list(states.values()) == ["current"]


def test_two_first_starts_make_one_file(rehab: Shell) -> None:
    running = [writer(str(rehab.db), "log", "pain", str(number), "--side", "left") for number in range(3)]
    for one in running:
        assert one.communicate(timeout=PATIENCE)[1] == b""
        assert one.returncode == 0
    assert sorted(entry["state"] for entry in rehab.entries()) == ["current", "superseded", "superseded"]


def test_a_killed_command_leaves_all_of_its_day_or_nothing(left_hip: Shell) -> None:
    confirmed = 0
    for score, pause in enumerate((0.02, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.15)):  # the same score is kept once
        one = writer(
            str(left_hip.db), "log", "day", "--pain", str(score), "--symptoms", "none", "--note", "x", "--json"
        )
        time.sleep(pause)
        one.kill()
        out, _ = one.communicate(timeout=PATIENCE)
        if out.endswith(b"}\n"):
            confirmed += len(json.loads(out)["entries"])
    entries = left_hip.entries()
    assert len(entries) % 3 == 0
    assert len(entries) >= confirmed
    assert left_hip("check").code == 0
    assert not [name for name in left_hip.db.parent.iterdir() if "rehab-new" in name.name]
