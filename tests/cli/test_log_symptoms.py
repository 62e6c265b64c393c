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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("leg-weakness:middle", "leg-weakness has no middle; one of: left, right, both"),
        (
            "leg-weakness:midle",
            'unknown word after leg-weakness: "midle"; one of: left, right, both, new, worse, usual',
        ),
        ("fever:left", 'fever has no side; take ":left" away'),
        (
            "leg-numbness:right:worse:usual",
            '"leg-numbness:right:worse:usual" says both worse and usual; keep the one that is right',
        ),
        ("leg-numbness:left:right", '"leg-numbness:left:right" says both left and right; keep the one that is right'),
        ("fever:lft", 'unknown word after fever: "lft"; one of: new, worse, usual'),
    ],
)
def test_a_side_that_a_sign_cannot_have_is_refused_with_those_it_can(left_hip: Shell, typed: str, said: str) -> None:
    told = left_hip("log", "symptoms", typed)
    assert (told.code, told.err.split("\n")[-2]) == (1, f"rehab: {said}")
    assert left_hip.entries() == []


def test_metal_in_the_middle_of_the_back_has_a_middle(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "symptoms", "metalwork:middle")["entries"]
    assert entry["symptoms"][0]["side"] == "middle"


def test_advice_says_nothing_twice(left_hip: Shell) -> None:
    told = left_hip("log", "symptoms", "leg-weakness:left").err
    assert told.count("Call your surgical team.") == 1
    both = left_hip("log", "symptoms", "leg-numbness:both").err
    assert "numb or tingling left leg and numb or tingling right leg on Fri 20 Nov 2026" in both


def test_advice_of_what_is_not_kept_names_the_number_on_file(left_hip: Shell) -> None:
    left_hip("setup", "--emergency", "000 here")
    told = left_hip("log", "symptoms", "bladder-bowel:left")
    assert "call 000 here now" in told.err
    assert "call your local emergency number" not in told.err


def test_a_name_that_begins_alike_is_meant_before_one_that_ends_alike(left_hip: Shell) -> None:
    assert "did you mean chest-breath?" in left_hip("log", "symptoms", "chest-pain").err
