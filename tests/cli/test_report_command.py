"""`rehab report`: the figures are those that were logged, the file is private, and nothing is written over."""

import re
import sqlite3
from pathlib import Path

import pytest
from runs import runner
from shell import Shell


def read(rehab: Shell, folder: Path, *words: str) -> str:
    """Write a report as Markdown and return its text."""
    place = folder / "visit.md"
    place.unlink(missing_ok=True)
    done = rehab("report", str(place), *words)
    assert done.code == 0, done.err
    return place.read_text(encoding="utf-8")


@pytest.fixture
def logged(left_hip: Shell) -> Shell:
    """Some days with a visit, scores with a gap and a zero, a sign, and words."""
    for day, score in (("2026-11-04", 7), ("2026-11-06", 0), ("2026-11-07", 3), ("2026-11-09", 4)):
        assert left_hip("log", "pain", str(score), "--date", day, "--note", "secret words").code == 0
    for words in (
        ("log", "visit", "2026-11-06", "Dr. Lee"),
        ("log", "visit", "2026-12-03", "Dr. Lee", "--ask", "May I cycle?"),
        ("log", "symptoms", "none", "--form", "daily", "--date", "2026-11-07"),
        ("log", "symptoms", "none", "--form", "full", "--date", "2026-11-08"),
        ("log", "symptoms", "sexual-change"),
        ("log", "treatment", "nsaid", "--dose", "400 mg"),
        ("log", "note", "my diary words"),
    ):
        assert left_hip(*words).code == 0, words
    return left_hip


def test_the_report_begins_with_the_last_visit(logged: Shell, tmp_path: Path) -> None:
    text = read(logged, tmp_path)
    assert "6 Nov to 20 Nov 2026, 15 days, since the visit: Dr. Lee" in text
    assert "| Left hip | 0 | 3 | 4 | 3 | 7 | 1 |" in text
    assert "full list 1 time" in text
    assert "answered on 2 of 15 days" in text
    assert "> May I cycle? (3 Dec, Dr. Lee)" in text
    assert "| anti-inflammatory painkiller (NSAID) | 1 of 15 | 1 | 20 Nov |" in text


def test_scores_of_every_place_and_kind_are_told_with_their_side(logged: Shell, tmp_path: Path) -> None:
    for words in (
        ("9", "--kind", "worst", "--date", "2026-11-07"), ("4", "--kind", "worst"), ("0", "--kind", "worst"),
        ("5", "--site", "low-back", "--side", "middle"), ("2", "--kind", "morning", "--side", "right"),
        ("8", "--kind", "now", "--site", "groin", "--side", "left", "--date", "2026-11-05"),
    ):  # fmt: skip
        assert logged("log", "pain", *words).code == 0, words
    assert logged("log", "answer", "worst-exercising", "3").code == 0
    text = read(logged, tmp_path)
    assert "| Low back | 5 | 5 | 5 | 1 | - | 0 |" in text
    assert "| Left hip | Worst pain | 0 | 4 | 9 | 3 | 2 |" in text
    assert "| Right hip | Morning pain | 2 | 2 | 2 | 1 | 1 |" in text
    assert "| Any place | Worst pain while exercising | 3 | 3 | 3 | 1 | 1 |" in text
    assert "groin" not in text, "it was before the visit"


def test_closed_urgent_follow_ups_stand_on_the_first_page_with_their_outcome(logged: Shell, tmp_path: Path) -> None:
    for words in ("calf-swelling:left", "sexual-change", "metalwork"):
        for one in logged.kept("log", "symptoms", words, today="2026-11-10")["followups"]:
            ends = ("followups", "close", one["id"], "--outcome", "scan was fine", "--as", "seen", "--contacted", "GP")
            assert logged(*ends, today="2026-11-12").code == 0
    first = read(logged, tmp_path).partition("## In short")[0]
    assert "## Follow-ups of level 1 or 2 that were closed in these days\n" in first
    told = [line for line in first.splitlines() if "opened 10 Nov" in line]
    assert len(told) == 2
    assert any(
        "Level 2: Sore or swollen calf or thigh, left" in line and "12 Nov: " in line and "scan" in line
        for line in told
    )
    assert sum("scan" in line for line in told) == 1


def test_another_first_day_can_be_chosen(logged: Shell, tmp_path: Path) -> None:
    text = read(logged, tmp_path, "--since", "2026-11-09")
    assert "9 Nov to 20 Nov 2026, 12 days, since the day you chose" in text
    assert "| Left hip | 4 | 4 | 4 | 1 | 3 | 3 |" in text
    wrong = logged("report", str(tmp_path / "x.md"), "--since", "01/03/2026")
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)
    assert "--since" in wrong.err
    assert not (tmp_path / "x.md").exists()


def test_without_a_visit_it_is_28_days(left_hip: Shell, tmp_path: Path) -> None:
    assert "24 Oct to 20 Nov 2026, 28 days, since no earlier visit is written down" in read(left_hip, tmp_path)


def test_notes_and_the_private_sign_leave_only_when_asked_for(logged: Shell, tmp_path: Path) -> None:
    usual = read(logged, tmp_path)
    for words in ("secret", "diary", "RF-03", "exual function:"):
        assert words not in usual
    assert "A private sign" in usual
    told = logged("report", str(tmp_path / "y.md"))
    assert "--notes" in told.err
    assert "--private" in told.err
    full = read(logged, tmp_path, "--notes", "--private")
    assert "secret words" in full
    assert "my diary words" in full
    assert "RF-03" in full
    assert "RF-03" in read(logged, tmp_path, "--only", "pain,sexual-function")


def test_parts_are_chosen_by_name(logged: Shell, tmp_path: Path) -> None:
    text = read(logged, tmp_path, "--only", "pain")
    assert "## Open follow-ups" in text
    assert "## Measures" not in text
    wrong = logged("report", str(tmp_path / "x.md"), "--only", "pian")
    assert wrong.code == 1
    assert "did you mean pain?" in wrong.err


@pytest.mark.parametrize("ending", ["html", "md", "pdf"])
def test_the_file_is_private_and_never_written_over(logged: Shell, tmp_path: Path, ending: str) -> None:
    place = tmp_path / f"visit.{ending}"
    assert logged("report", str(place)).code == 0
    assert place.stat().st_mode & 0o777 == 0o600
    place.write_text("mine", encoding="utf-8")
    again = logged("report", str(place))
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert place.read_text(encoding="utf-8") == "mine"
    assert logged("report", str(place), "--force").code == 0
    assert place.read_bytes()[:4] in (b"<!DO", b"# Vi", b"%PDF")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".rehab")] == []


def test_a_wrong_name_or_place_is_one_clear_line(logged: Shell, tmp_path: Path) -> None:
    for name in ("visit.docx", "visit", str(tmp_path / "none" / "v.html"), ""):
        wrong = logged("report", name)
        assert (wrong.code, wrong.out, wrong.err.count("\n")) == (1, "", 1), name


def test_the_trail_says_what_left(logged: Shell, tmp_path: Path) -> None:
    place = tmp_path / "visit.md"
    assert logged("report", str(place), "--only", "pain").code == 0
    with sqlite3.connect(logged.db) as connection:
        words = connection.execute("SELECT words FROM change WHERE verb = 'export'").fetchall()
    connection.close()
    assert words == [
        ("export of profile, followups, pain, symptoms, 2026-11-06 to 2026-11-20 to visit.md",),
    ]


def test_on_a_terminal_it_asks_once_what_leaves(logged: Shell, tmp_path: Path) -> None:
    ask, place = runner(logged.db), tmp_path / "visit.md"
    refused = ask("--today", "2026-11-20", "report", str(place), typed="no\nno\nno\n", terminal=True)
    assert (refused.code, place.exists()) == (0, False)
    assert ask("--today", "2026-11-20", "report", str(place), typed="yes\nno\nyes\n", terminal=True).code == 0
    text = place.read_text(encoding="utf-8")
    assert "my diary words" in text
    assert "RF-03" not in text
    assert ask("report", str(place), "--yes", "--force", terminal=True).code == 0
    assert "my diary words" not in place.read_text(encoding="utf-8")


def test_a_missing_database_is_exit_3(rehab: Shell, tmp_path: Path) -> None:
    assert rehab("report", str(tmp_path / "v.html")).code == 3
    assert list(tmp_path.iterdir()) == []


def test_the_demo_says_that_it_is_made_up(tmp_path: Path, rehab: Shell) -> None:
    from datetime import date

    from rehab_tui.bootstrap import Rehab
    from rehab_tui.clock import Clock
    from rehab_tui.services.demo.patient import build_demo

    with Rehab.open(rehab.db, create=True) as opened:
        build_demo(opened, Clock(date(2026, 11, 20)).now())
    text = read(rehab, tmp_path, "--since", "2026-08-14")
    assert "DEMO: a made-up patient" in text
    assert re.search(r"Sore or swollen calf or thigh, left", text)
