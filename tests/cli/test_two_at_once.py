"""Several programs on one file, and programs that are killed: what was confirmed is there."""

import json
import subprocess
import sys
import time

from shell import Shell


def writer(db: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "rehab_tui", "--db", db, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )


def test_four_writers_at_once_all_succeed(left_hip: Shell) -> None:
    running = [writer(str(left_hip.db), "log", "note", f"note {number}") for number in range(8)]
    for one in running:
        out, err = one.communicate(timeout=30)
        assert (one.returncode, err) == (0, b""), err
        assert out.startswith(b"Kept: ")
    assert len(left_hip.entries()) == 8


def test_two_first_starts_make_one_file(rehab: Shell) -> None:
    running = [writer(str(rehab.db), "log", "pain", str(number), "--side", "left") for number in range(3)]
    for one in running:
        assert one.communicate(timeout=30)[1] == b""
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
        out, _ = one.communicate(timeout=30)
        if out.endswith(b"}\n"):
            confirmed += len(json.loads(out)["entries"])
    entries = left_hip.entries()
    assert len(entries) % 3 == 0
    assert len(entries) >= confirmed
    assert left_hip("check").code == 0
    assert not [name for name in left_hip.db.parent.iterdir() if "rehab-new" in name.name]
