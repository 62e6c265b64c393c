"""What a command says when something is wrong names the reason and the way out."""

import os
import subprocess
from pathlib import Path

import pytest
from runs import runner
from shell import Shell, program

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "words",
    [("log", "pain", "3"), ("log", "pain", "4", "--json"), ("log", "symptoms", "none"), ("undo",), ("backup",)],
)
def test_a_line_that_could_not_be_shown_says_whether_it_was_kept(left_hip: Shell, words: tuple[str, ...]) -> None:
    left_hip("log", "note", "before")
    with Path("/dev/full").open("w") as full:
        done = program("--db", str(left_hip.db), *words, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    kept = b"kept; only the line about it could not be shown" in done.stderr
    assert (done.returncode, kept) == (3, words != ("backup",))


@pytest.mark.parametrize("words", [("log", "pain", "3"), ("log", "pain", "3", "--side", "left"), ("setup",)])
def test_a_missing_folder_is_named_before_anything_else(rehab: Shell, tmp_path: Path, words: tuple[str, ...]) -> None:
    rehab.db = tmp_path / "no" / "such" / "x.db"
    result = rehab(*words)
    assert (result.code, result.err) == (
        3, f"rehab: there is no folder {rehab.db.parent}; make it first, or choose another place with --db\n",
    )  # fmt: skip


def test_a_file_that_reads_like_a_folder_is_refused(rehab: Shell, tmp_path: Path) -> None:
    result = rehab("--db", f"{tmp_path}/trail.db/", "log", "pain", "3", "--side", "left")
    assert (result.code, "take the / at the end away" in result.err) == (3, True)
    assert not (tmp_path / "trail.db").exists()


def test_a_text_file_is_no_backup(left_hip: Shell, tmp_path: Path) -> None:
    before = left_hip.db.read_bytes()
    wrong = tmp_path / "t.db"
    wrong.write_text("not a backup")
    result = left_hip("restore", str(wrong), "--yes")
    assert (result.code, "choose another backup" in result.err, "--db" in result.err) == (3, True, False)
    result = left_hip("restore", str(tmp_path / "none.db"), "--yes")
    assert (result.code, "no backup at" in result.err) == (1, True)
    wrong.write_bytes(before[: len(before) // 2])
    result = left_hip("restore", str(wrong), "--yes")
    assert (result.code, "is damaged and was not restored; choose another backup" in result.err) == (3, True)
    assert left_hip.db.read_bytes() == before


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, ASCII, {"TERM": "dumb"}])
def test_a_terminal_without_signs_gets_a_chart_of_letters(left_hip: Shell, env: dict[str, str]) -> None:
    left_hip("log", "pain", "3")
    left_hip("log", "pain", "4", "--date", "-1")
    done = program("--db", str(left_hip.db), "--today", "2026-11-20", "trends", "pain", env=env)
    drawn = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0
    assert not [sign for sign in drawn if "⠀" <= sign <= "⣿"]


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"TERM": "dumb"}])
def test_a_terminal_without_signs_gets_words_in_plain_letters(left_hip: Shell, env: dict[str, str]) -> None:
    done = program("--db", str(left_hip.db), "--today", "2026-11-20", "today", env=env)
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert b"Fri 20 Nov 2026 . week 12 after surgery" in done.stdout


def test_a_terminal_that_prints_lines_only_is_sent_to_the_commands(
    left_hip: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    refused = runner(left_hip.db)(terminal=True)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "rehab checkin, rehab --plain" in refused.err
    assert runner(left_hip.db)("--plain", terminal=True).code == 0
    assert "DEMO: not your data" in runner(left_hip.db)("demo", terminal=True).out


def test_bytes_that_cannot_be_read_are_the_terminal_s_fault(left_hip: Shell) -> None:
    for env in (ASCII, {"LC_ALL": "C"}):
        done = program("--db", str(left_hip.db), "log", "note", os.fsdecode(b"caf\xe9"), env=env)
        assert (done.returncode, b"this terminal's encoding" in done.stderr) == (1, True)
        assert b"not UTF-8" not in done.stderr


def test_plain_alone_prints_the_day(left_hip: Shell) -> None:
    shown = runner(left_hip.db)("--plain", terminal=True)
    assert shown.code == 0
    assert "Hip pain" in shown.out
    assert "rehab checkin" in shown.err
    assert runner(left_hip.db)("--plain").code == 2


@pytest.mark.parametrize("typed", ["cycling", "bike", "Exercise Bike", "stationary cycling", "recumbent-bike"])
@pytest.mark.parametrize("words", [("log", "exercise"), ("exercises",)])
def test_an_exercise_is_found_by_its_other_names(left_hip: Shell, words: tuple[str, ...], typed: str) -> None:
    result = left_hip(*words, typed)
    assert (result.code, result.err) == (1, f'rehab: unknown exercise "{typed}"; did you mean stationary-bike?\n')


def test_ids_of_signs_are_written_as_they_are_read(left_hip: Shell) -> None:
    assert left_hip("signs", "rf-07").out.startswith("RF-07")
    hint = left_hip("signs", "RF-99").err
    assert "did you mean RF-" in hint
    (entry,) = left_hip.kept("log", "pain", "3")["entries"]
    assert left_hip("history", entry["id"][:8].upper()).code == 0


@pytest.mark.parametrize("words", [("log", "answer", "woken", "maybe"), ("setup", "--hip-replacement", "maybe")])
def test_a_yes_or_no_question_suggests_neither(left_hip: Shell, words: tuple[str, ...]) -> None:
    result = left_hip(*words)
    assert (result.code, "one of: yes, no" in result.err) == (1, True)


def test_an_operation_is_not_planned_years_ahead(left_hip: Shell) -> None:
    assert left_hip("setup", "--surgery-date", "2028-11-01").code == 0
    result = left_hip("setup", "--surgery-date", "2036-11-20")
    assert (result.code, "more than two years ahead" in result.err) == (1, True)
