"""Every failure is one line and one exit code, never a traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from shell import Shell, program

import rehab_tui.cli.commands.status
from rehab_tui.cli import run


def test_version_and_help(rehab: Shell) -> None:
    assert rehab("--version").out == "rehab 0.1.0\n"
    for words in ((), ("log",), ("log", "pain"), ("status",)):
        assert rehab(*words, "--help").out.startswith("Usage: rehab")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("lgo",), "log"),
        (("log", "pian"), "pain"),
        (("status", "--detial"), "--detail"),
        (("--pln", "status"), "--plain"),
    ],
)
def test_a_mistyped_word_is_exit_2_and_names_the_nearest(left_hip: Shell, words: tuple[str, ...], hint: str) -> None:
    result = left_hip(*words)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert hint in result.err


def test_log_alone_says_which_kinds_there_are(rehab: Shell) -> None:
    result = rehab("log")
    assert result.code == 2
    assert "pain, exercise, symptoms" in result.err


def test_without_a_terminal_the_screens_say_so_and_make_nothing(tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    began = time.monotonic()
    done = program("--db", str(db))
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert time.monotonic() - began < 2
    assert not db.exists()


@pytest.mark.parametrize("day", ["2042-13-01", "31.02.", "01-03-2026", "3/1", ""])
def test_a_wrong_today_is_exit_1(rehab: Shell, day: str) -> None:
    result = rehab("status", today=day)
    assert (result.code, result.err.count("\n")) == (1, 1)


def test_files_that_are_not_ours_are_left_as_they_are(rehab: Shell) -> None:
    for content in (b"", b"x", b"SQLite format 3\x00", b"SQLite format 3\x00" + b"\0" * 200, b"text" * 100):
        rehab.db.write_bytes(content)
        for words in (("status",), ("log", "pain", "3", "--side", "left")):
            result = rehab(*words)
            assert (result.code, result.out, result.err.count("\n")) == (3, "", 1)
        assert rehab.db.read_bytes() == content


def test_a_folder_or_a_fifo_is_no_database(rehab: Shell, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for place in (tmp_path, tmp_path / "fifo", Path("/dev/null"), tmp_path / "no" / "r.db"):
        rehab.db = place
        assert rehab("status").code == 3
        assert rehab("log", "pain", "3", "--side", "left").code == 3
    assert rehab("--db", "", "status").code == 1


def test_the_file_is_for_its_owner_only(left_hip: Shell) -> None:
    assert left_hip.db.stat().st_mode & 0o777 == 0o600


def test_a_bug_is_exit_70_with_a_log_that_holds_no_values(
    left_hip: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        canary = "CANARY"
        raise KeyError(canary)

    monkeypatch.setattr(rehab_tui.cli.commands.status, "Standing", broken)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    result = left_hip("status")
    assert (result.code, result.out, result.err.count("\n")) == (70, "", 1)
    assert "CANARY" not in result.err
    (log,) = (tmp_path / "state").rglob("*.log")
    assert log.stat().st_mode & 0o777 == 0o600
    assert "broken" in log.read_text()
    assert "CANARY" not in log.read_text()
    monkeypatch.setenv("REHAB_DEBUG", "1")
    assert "Traceback" in left_hip("status").err


@pytest.mark.parametrize(
    ("problem", "code"),
    [(KeyboardInterrupt(), 130), (BrokenPipeError(), 141), (OSError(28, "No space left on device"), 3)],
)
def test_what_stops_a_command_has_its_exit_code(
    left_hip: Shell, monkeypatch: pytest.MonkeyPatch, problem: BaseException, code: int
) -> None:
    def stopped(*_: object) -> None:
        raise problem

    monkeypatch.setattr(rehab_tui.cli.commands.status, "Standing", stopped)
    monkeypatch.setattr("rehab_tui.cli.failing.give_up_stdout", lambda: None)
    result = left_hip("status")
    assert (result.code, "Traceback" in result.err) == (code, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_stdout_is_no_traceback_and_not_success(left_hip: Shell) -> None:
    for words in (("history",), ("log", "pain", "3"), ("status",), ("--help",)):
        with Path("/dev/full").open("w") as full:
            done = program("--db", str(left_hip.db), *words, stdout=full, stderr=subprocess.PIPE, capture_output=False)
        assert done.returncode not in (0, 10, 11, 12)
        assert done.stderr.startswith(b"rehab: could not write")
        assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error(left_hip: Shell) -> None:
    for back in range(40):
        run(["--db", str(left_hip.db), "log", "note", "x" * 9000, "--date", f"-{back}", "--json"])
    whole = subprocess.Popen(
        [sys.executable, "-m", "rehab_tui", "--db", str(left_hip.db), "history"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with whole:
        assert whole.stdout is not None
        assert whole.stderr is not None
        whole.stdout.read(10)
        whole.stdout.close()
        assert whole.stderr.read() == b""
    assert whole.returncode == 128 + signal.SIGPIPE


def test_a_terminal_that_knows_only_ascii_gets_replacements(left_hip: Shell) -> None:
    left_hip.kept("log", "pain", "3", "--note", "ñ 🦋")
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    for words in (("history",), ("trends",), ("today",), ("history", "--json"), ("log", "pain", "ñ")):
        done = program("--db", str(left_hip.db), "--today", "2026-11-20", *words, env=env)
        assert b"Traceback" not in done.stderr
        assert done.stdout.isascii()
    assert b"\\ud83e\\udd8b" in program("--db", str(left_hip.db), "history", "--json", env=env).stdout


@pytest.mark.parametrize("words", [("checkin",), ("log", "note", "-")])
def test_a_signal_ends_it_with_its_number(left_hip: Shell, words: tuple[str, ...]) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "rehab_tui", "--db", str(left_hip.db), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(0.3)
    waiting.terminate()
    _, err = waiting.communicate(timeout=10)
    assert waiting.returncode in (128 + signal.SIGTERM, -signal.SIGTERM)
    assert b"Traceback" not in err


def test_an_unknown_time_zone_is_a_note(left_hip: Shell) -> None:
    done = program("--db", str(left_hip.db), "log", "pain", "3", "--json", env={"TZ": "Nonsense/Zone"})
    assert done.returncode == 0
    assert done.stderr.startswith(b"rehab: note: the time zone")
    assert b'"time_zone": "UTC"' in done.stdout
