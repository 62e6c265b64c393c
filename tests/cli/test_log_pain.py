"""`rehab log pain`."""

import re

import pytest
from shell import Shell, program


def test_a_score_is_kept_for_the_hip_of_the_profile(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "pain", "3")["entries"]
    assert (entry["score"], entry["side"], entry["site"], entry["score_kind"]) == (3, "left", "hip", "day")
    assert (entry["date"], entry["late_days"], entry["simulated"]) == ("2026-11-20", 0, True)


def test_zero_is_a_score(left_hip: Shell) -> None:
    assert left_hip.kept("log", "pain", "0")["entries"][0]["score"] == 0
    day = left_hip.kept("trends", "pain", "--side", "left", "--days", "2")["days"]
    assert day == [{"date": "2026-11-19", "value": None}, {"date": "2026-11-20", "value": 0}]


def test_both_sides_make_two_entries(rehab: Shell) -> None:
    entries = rehab.kept("log", "pain", "4", "--side", "both")["entries"]
    assert [entry["side"] for entry in entries] == ["left", "right"]


def test_without_a_known_hip_the_side_is_required_and_nothing_is_made(rehab: Shell) -> None:
    result = rehab("log", "pain", "4")
    assert result.code == 1
    assert "--side" in result.err
    assert not rehab.db.exists()
    rehab("setup", "--side", "both")
    assert rehab("log", "pain", "4").code == 1
    assert rehab.entries() == []


def test_a_second_daily_score_takes_the_place_of_the_first(left_hip: Shell) -> None:
    first = left_hip.kept("log", "pain", "3")["entries"][0]
    second = left_hip.kept("log", "pain", "5")["entries"][0]
    assert second["supersedes"] == first["id"]
    assert [entry["state"] for entry in left_hip.entries()] == ["superseded", "current"]


def test_other_kinds_and_sites_stand_beside_the_daily_score(left_hip: Shell) -> None:
    left_hip.kept("log", "pain", "3")
    left_hip.kept("log", "pain", "6", "--kind", "worst")
    left_hip.kept("log", "pain", "2", "--site", "si-joint", "--side", "right")
    assert [entry["state"] for entry in left_hip.entries()] == ["current"] * 3


def test_an_earlier_day_says_that_it_is_late(left_hip: Shell) -> None:
    entry = left_hip.kept("log", "pain", "3", "--date", "-2", "--note", "bad night")["entries"][0]
    assert (entry["date"], entry["late_days"], entry["note"]) == ("2026-11-18", 2, "bad night")
    assert "logged 2 days late" in left_hip("history").out


def test_a_correction_of_later_days_is_not_called_logged_late(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "pain", "3", today="2026-11-05")["entries"]
    done = left_hip("amend", entry["id"], "--score", "4")
    assert "corrected 15 days later" in done.out + left_hip("history").out
    assert "logged" not in done.out + left_hip("history").out


def test_the_line_says_what_was_kept(left_hip: Shell) -> None:
    result = left_hip("log", "pain", "3")
    assert result.code == 0
    assert result.out.startswith("Kept: pain 3, left hip, 20 Nov (id ")
    assert result.err == ""


@pytest.mark.parametrize(
    "words",
    [
        ("11",), ("-1",), ("5.5",), ("",), (" ",), ("NaN",), ("-inf",), ("٣",), ("3_0",), ("+3",), ("1e1",), ("three",),
        ("3", "--side", "lft"), ("3", "--side", ""), ("3", "--site", "knee"), ("3", "--kind", "evening"),
        ("3", "--date", "2042-01-01"), ("3", "--date", "1950-01-01"), ("3", "--date", "31.02."),
        ("3", "--date", "2026-02-31"), ("3", "--date", "01-03-2026"), ("3", "--date", "3/1"), ("3", "--date", ""),
        ("3", "--date", "20261101"), ("3", "--note", "a\0b"), ("3", "--note", "\udcff"), ("3", "--note", "x" * 10_001),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line_exit_1_and_nothing_kept(left_hip: Shell, words: tuple[str, ...]) -> None:
    result = left_hip("log", "pain", *words)
    assert result.code == 1
    assert result.out == ""
    assert result.err.startswith("rehab: ")
    assert result.err.count("\n") == 1
    assert left_hip.entries() == []


@pytest.mark.parametrize("words", [(), ("3", "4"), ("3", "--sdie", "left"), ("3", "--side"), ("3", "-x")])
def test_wrong_usage_is_one_line_and_exit_2(left_hip: Shell, words: tuple[str, ...]) -> None:
    result = left_hip("log", "pain", *words)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_a_note_is_kept_as_given_and_shown_harmless(left_hip: Shell) -> None:
    evil = "[bold]x[/] \x1b]0;title\x07 \u202eright \U0001f98b [@click=app.quit]"
    assert left_hip.kept("log", "pain", "3", "--note", evil)["entries"][0]["note"] == evil
    text = left_hip("history").out
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]x[/]" in text


def test_a_score_that_calls_for_a_follow_up_says_so_at_once(left_hip: Shell) -> None:
    assert left_hip("log", "pain", "7").err == ""
    told = left_hip("log", "pain", "9")
    (opened, *_) = left_hip("followups", "--json").data
    assert opened["message"] in told.err
    assert f"rehab followups why {opened['id'][:8]}" in told.err
    assert told.out.startswith("Kept: ")


def test_it_says_whose_place_it_took_and_how_to_have_that_one_back(left_hip: Shell) -> None:
    left_hip("log", "pain", "5")
    assert ". In the place of pain 5, left hip (logged 20 Nov, " in left_hip("log", "pain", "3").out
    left_hip("undo")
    (now,) = [entry for entry in left_hip.entries() if entry["state"] == "current"]
    assert now["score"] == 5
    assert "In the place of" not in left_hip("log", "pain", "3", "--date", "-1").out


def test_over_the_date_line_one_date_has_two_days(left_hip: Shell) -> None:
    """The same date in Auckland and, a day later, in Honolulu: the newest counts, and says where the other one was."""
    first = program("--db", str(left_hip.db), "--today", "2026-11-20", "log", "pain", "5", env=zone("Pacific/Auckland"))
    assert first.returncode == 0
    later = program("--db", str(left_hip.db), "--today", "2026-11-20", "log", "pain", "3", env=zone("Pacific/Honolulu"))
    assert later.returncode == 0
    assert "In the place of pain 5, left hip (logged " in later.stdout.decode()
    assert "UTC+13:00" in later.stdout.decode()


def zone(name: str) -> dict[str, str]:
    return {"TZ": name}


@pytest.mark.parametrize("day", ["1900-01-01", "1926-11-20"])
def test_a_day_a_hundred_years_ago_is_refused_though_no_birth_date_is_known(rehab: Shell, day: str) -> None:
    told = rehab("log", "pain", "3", "--side", "left", "--date", day, today="2026-11-21")
    assert (told.code, rehab("history", "--json").data["entries"]) == (1, [])
    assert told.err == f"rehab: the date {day} lies {2026 - int(day[:4])} years back; check the year\n"


def test_scores_of_other_places_and_times_are_told_with_the_day(left_hip: Shell) -> None:
    left_hip("log", "pain", "3")
    assert "Also" not in left_hip("today").out
    left_hip("log", "pain", "6", "--kind", "worst")
    left_hip("log", "pain", "4", "--site", "low-back", "--side", "middle")
    assert re.search(r"^Also +worst pain 6, left hip · pain 4, low back$", left_hip("today").out, re.MULTILINE)
