"""`rehab export` as spreadsheets, calendar and Markdown: right values, nothing that runs, nothing private unasked."""

import csv
import io
import re
import sqlite3
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from shell import Shell

HARD = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    ' "quoted", with\nlines',
    "plain; words | `code` <b> ü 🙂",
)


@pytest.fixture
def diary(left_hip: Shell) -> Shell:
    for words in (
        ("log", "pain", "0", "--date", "-4"), ("log", "pain", "10", "--date", "-2"), ("log", "pain", "3"),
        ("log", "pain", "4"), ("log", "exercise", "ta-brace", "--pain-during", "2"),
        ("log", "symptoms", "leg-pain:left:worse", "sexual-change"),
        ("log", "measure", "global-change", "-2"), ("log", "visit", "2026-12-03", "Dr. Lee, ward 7", "--ask", "drive?"),
    ):  # fmt: skip
        assert left_hip(*words).code == 0, words
    for text in HARD:
        assert left_hip("log", "note", "-", stdin=text.encode()).code == 0
    return left_hip


def written(shell: Shell, name: str, *words: str) -> Path:
    path = shell.db.with_name(name)
    done = shell("export", str(path), "--force", *words)
    assert done.code == 0, done.err
    assert path.stat().st_mode & 0o777 == 0o600
    return path


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_daily_sheet_has_a_row_for_each_day_and_empty_cells_for_what_is_missing(diary: Shell) -> None:
    found = {row["date"]: row for row in rows(written(diary, "d.csv").read_bytes())}
    assert list(found) == ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]
    assert [row["pain_hip_left"] for row in found.values()] == ["0", "", "10", "", "4"]
    last = found["2026-11-20"]
    assert last["signs_reported"] == "leg-pain:left:worse"
    assert (last["exercises_done"], last["pain_while_exercising"], last["measure_global_change"]) == ("1", "2", "-2.0")
    assert "A private sign (level 1, open)" in last["followups"]
    assert "notes" not in last
    assert b"sexual" not in diary.db.with_name("d.csv").read_bytes()


def test_one_kind_is_a_tidy_table(diary: Shell) -> None:
    found = rows(written(diary, "pain.csv", "--only", "pain").read_bytes())
    told = {
        form: diary("export", str(diary.db.with_name(f"p.{form}")), "--only", "pain").out for form in ("csv", "zip")
    }
    assert "0 follow-ups; pain" in told["csv"], "the table of one kind has no place for them"
    assert "3 follow-ups; pain" in told["zip"]
    assert [(row["date"], row["side"], row["score"]) for row in found] == [
        ("2026-11-16", "left", "0"), ("2026-11-18", "left", "10"), ("2026-11-20", "left", "4"),
    ]  # fmt: skip


def test_the_zip_has_the_sheet_and_one_table_for_each_kind(diary: Shell) -> None:
    with zipfile.ZipFile(written(diary, "all.zip", "--only", "all")) as archive:
        tables = {name: rows(archive.read(name)) for name in archive.namelist()}
    assert {"daily.csv", "pain.csv", "exercise.csv", "symptoms.csv", "notes.csv", "followups.csv"} <= set(tables)
    assert {row["sign"]: row["answer"] for row in tables["symptoms.csv"]} == {
        "leg-pain": "worse", "sexual-change": "new",
    }  # fmt: skip
    with zipfile.ZipFile(written(diary, "some.zip")) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
        assert "notes.csv" not in archive.namelist()
    assert b"sexual" not in text
    assert b"drive?" in text


def test_no_text_runs_as_a_formula_and_numbers_stay_numbers(diary: Shell) -> None:
    with zipfile.ZipFile(written(diary, "all.zip", "--only", "all")) as archive:
        notes = [row["text"] for row in rows(archive.read("notes.csv"))]
        measured = rows(archive.read("measure.csv"))
    assert [text.removeprefix("'") for text in notes] == list(HARD)
    assert [text for text in notes if text.lstrip().startswith(("=", "+", "-", "@"))] == []
    assert measured[0]["value"] == "-2.0"


def test_markdown_is_text_and_holds_no_markup_of_people(diary: Shell) -> None:
    text = written(diary, "d.md", "--only", "all").read_text("utf-8")
    assert "not a medical device" in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    tables = [line for line in text.splitlines() if line.startswith("|")]
    for line, following in pairwise(tables):
        if set(following) <= set("| -"):
            assert line.count("|") == following.count("|")
    assert "\x1b" not in text


def events(text: str) -> list[dict[str, str]]:
    lines = re.sub(r"\r\n ", "", text).split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line:
            name, _, value = line.partition(":")
            found[-1].setdefault(name, value)
    return found


def test_the_calendar_has_sessions_appointments_and_due_times_but_names_no_sign(diary: Shell) -> None:
    data = written(diary, "d.ics").read_bytes()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    found = events(data.decode())
    again = events(written(diary, "e.ics").read_bytes().decode())
    assert [one["UID"] for one in again] == [one["UID"] for one in found]
    titles = [one["SUMMARY"] for one in found]
    assert titles[:2] == ["Exercises", "Appointment: Dr. Lee\\, ward 7"]
    assert set(titles[2:]) == {"rehab: a follow-up is due"}
    assert found[1]["DTSTART;VALUE=DATE"] == "20261203"
    assert b"leg" not in data.lower()
    assert b"drive" not in data
    named = written(diary, "f.ics", "--detail").read_bytes()
    assert b"Pain down the leg" in named
    assert b"sexual" not in named
    with sqlite3.connect(diary.db) as connection:
        trail = connection.execute("SELECT words FROM change WHERE verb = 'export' ORDER BY id DESC").fetchone()[0]
    assert "titles that may name a sign to f.ics" in trail, "the trail says what left"
    told = diary("export", str(diary.db.with_name("g.csv")), "--detail")
    assert (told.code, "goes with a calendar" in told.err) == (2, True)
    waiting = [one for one in diary.kept("followups") if one["due"]]
    assert len(found) == 2 + len(waiting)


def test_a_later_calendar_changes_what_was_sent_and_takes_out_what_has_ended(left_hip: Shell) -> None:
    visit = left_hip.kept("log", "visit", "2026-12-03", "Dr. Lee", today="2026-11-18")["entries"][0]["id"]
    other = left_hip.kept("log", "visit", "2026-12-09", "Kim", today="2026-11-18")["entries"][0]["id"]
    alert = left_hip.kept("log", "symptoms", "leg-pain:left", today="2026-11-18")["followups"][0]["id"]

    def told(today: str) -> dict[str, dict[str, str]]:
        path = left_hip.db.with_name(f"{today}.ics")
        done = left_hip("export", str(path), today=today)
        assert done.code == 0, done.err
        found = [one for one in events(path.read_bytes().decode()) if "RRULE" not in one]
        assert len(found) == 3
        return {one["UID"].partition("@")[0]: one for one in found}

    first = told("2026-11-19")
    assert set(first) == {visit, other, alert}
    assert [first[one]["TRIGGER"] for one in (visit, alert)] == ["-PT15H", "PT0S"]
    assert left_hip("amend", visit, "--date", "2026-12-04").code == 0
    assert left_hip("followups", "close", alert, "--outcome", "seen by Kim", "--contacted", "Kim").code == 0
    assert left_hip("mistake", other).code == 0
    later = told("2026-11-20")
    assert later.keys() == first.keys()
    assert later[visit]["DTSTART;VALUE=DATE"] == "20261204"
    assert [later[one].get("STATUS") for one in (visit, other, alert)] == [None, "CANCELLED", "CANCELLED"]
    assert "TRIGGER" not in later[alert]
    assert all(int(later[one]["SEQUENCE"]) > int(first[one]["SEQUENCE"]) for one in first)
    assert left_hip("undo").code == 0
    assert "STATUS" not in told("2026-11-21")[other]


def test_an_empty_diary_still_makes_files(left_hip: Shell) -> None:
    for name in ("d.csv", "d.zip", "d.ics", "d.md", "d.rehab.json"):
        written(left_hip, name)
    assert rows(left_hip.db.with_name("d.csv").read_bytes()) == []
