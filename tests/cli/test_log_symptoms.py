"""`rehab log symptoms`: asked is not denied, advice comes first."""

import os
from pathlib import Path

import pytest
from shell import Shell


def test_none_covers_the_daily_questions_only(left_hip: Shell) -> None:
    entry = left_hip.kept("log", "symptoms", "none")["entries"][0]
    assert (entry["form"], entry["symptoms"], entry["temperature_c"]) == ("daily", [], None)
    assert "weight-loss" not in entry["asked"]
    full = left_hip.kept("log", "symptoms", "none", "--form", "full")["entries"][0]
    assert len(full["asked"]) == 21


def test_signs_carry_side_answer_since_and_words(left_hip: Shell) -> None:
    words = ("leg-numb:left:worse", "leg-pain:right:usual", "--since", "-3", "--text", "since the car ride")
    entry = left_hip.kept("log", "symptoms", *words)["entries"][0]
    assert entry["symptoms"] == [
        {"id": "leg-numbness", "answer": "worse", "side": "left", "since": "2026-11-17", "text": "since the car ride"},
        {"id": "leg-pain", "answer": "usual", "side": "right", "since": "2026-11-17", "text": "since the car ride"},
    ]
    assert (entry["form"], entry["asked"]) == ("picked", ["leg-numbness", "leg-pain"])


def test_a_red_flag_opens_a_follow_up_and_status_says_so_until_it_is_closed(left_hip: Shell) -> None:
    (opened,) = left_hip.kept("log", "symptoms", "saddle-numbness")["followups"]
    assert (opened["rule"], opened["level"], opened["state"]) == ("RF-02", 1, "open")
    assert left_hip("status").code == 12
    assert left_hip("followups", "close", opened["id"][:8], "--outcome", "seen at the hospital").code == 0
    assert left_hip("status").code != 12
    assert [one["id"] for one in left_hip("followups", "--all", "--json").data] == [opened["id"]]


def test_fahrenheit_is_kept_as_celsius(left_hip: Shell) -> None:
    entry = left_hip.kept("log", "symptoms", "fever", "--temp", "101.5F", "--with", "chills,stiff")["entries"][0]
    assert (entry["temperature_c"], entry["with"]) == (38.6, ["chills", "stiff-neck"])


def test_advice_is_given_though_the_file_cannot_be_opened(rehab: Shell, tmp_path: Path) -> None:
    rehab.db = tmp_path / "nowhere" / "r.db"
    result = rehab("log", "symptoms", "saddle-numbness", "--json")
    assert result.code == 3
    assert result.out == ""
    assert result.err.startswith("GET EMERGENCY HELP NOW")
    assert result.err.rstrip().split("\n")[-1].startswith("rehab: there is no folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_advice_is_given_though_the_file_is_read_only(left_hip: Shell) -> None:
    left_hip.db.chmod(0o400)
    result = left_hip("log", "symptoms", "saddle-numbness")
    assert result.code == 3
    assert "GET EMERGENCY HELP NOW" in result.err


def test_advice_is_given_though_another_word_is_wrong(left_hip: Shell) -> None:
    result = left_hip("log", "symptoms", "saddle-numbness", "fevr")
    assert result.code == 1
    assert "GET EMERGENCY HELP NOW" in result.err
    assert "did you mean fever?" in result.err
    assert left_hip.entries() == []


@pytest.mark.parametrize(
    "words",
    [
        ("none", "fever"), ("fevr",), ("fever", "--temp", "39"), ("fever", "--temp", "80C"), ("fever:up",),
        ("fever", "fever"), ("none", "--since", "-1"), ("fever", "--since", "2042-01-01"), ("none", "--form", "long"),
        ("fever", "--with", "tired"), ("",), ("fever", "--since", "1950-01-01"),
    ],
)  # fmt: skip
def test_a_wrong_value_keeps_nothing(left_hip: Shell, words: tuple[str, ...]) -> None:
    result = left_hip("log", "symptoms", *words)
    assert result.code == 1
    assert result.err.rstrip().split("\n")[-1].startswith("rehab: ")
    assert left_hip.entries() == []
