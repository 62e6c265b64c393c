"""`rehab signs`: the computed rules, what each still lacks, and what they would have said."""

import json
from datetime import date, timedelta

import pytest
from shell import Shell

TODAY = date(2026, 11, 20)


@pytest.fixture
def risen(left_hip: Shell) -> Shell:
    """Three quiet weeks, then a week three points higher."""
    for number in range(28):
        day = TODAY - timedelta(days=27 - number)
        score = "3" if number < 21 else "6"
        assert left_hip("--today", day.isoformat(), "log", "pain", score).code == 0
    return left_hip


def test_every_rule_is_listed_with_what_it_lacks(left_hip: Shell) -> None:
    listed = left_hip("signs")
    assert listed.code == 0
    assert "PT-02  level 3" in listed.out
    assert "no daily hip score yet" in listed.out
    left_hip("log", "pain", "3")
    assert "building your usual level: 0 of 7 days" in left_hip("signs").out
    values = json.loads(left_hip("signs", "--json").out)
    assert len(values) == 45
    wanted = {"id", "title", "levels", "trigger", "threshold", "default", "judgement", "sources", "data"}
    assert all(wanted <= set(value) for value in values)
    assert all(value["sources"] or value["judgement"] for value in values)


@pytest.mark.parametrize("name", ["PT-02", "pt-02", "MS-01", "PT-01", "AD-02"])
def test_one_computed_rule_in_full(left_hip: Shell, name: str) -> None:
    shown = left_hip("signs", name)
    assert shown.code == 0
    assert all(word in shown.out for word in ("Trigger:", "Threshold:", "default:", "Sources:", "Data:"))
    assert "{" not in shown.out


def test_signs_work_without_a_database(rehab: Shell) -> None:
    assert rehab("signs").code == 0


def test_an_unknown_rule_names_the_nearest(left_hip: Shell) -> None:
    wrong = left_hip("signs", "PT-99")
    assert wrong.code == 1
    assert "PT-0" in wrong.err


def test_replay_says_what_a_rise_would_have_opened(risen: Shell) -> None:
    text = risen("--today", TODAY.isoformat(), "signs", "--replay")
    assert text.code == 0
    assert "level 3, left" in text.out
    said = json.loads(risen("--today", TODAY.isoformat(), "signs", "--replay", "--json").out)
    fired = {one["rule"] for one in said if one["level"] == 3}
    assert "PT-02" in fired
    waiting = json.loads(risen("--today", TODAY.isoformat(), "followups", "--json").out)
    assert {one["rule"] for one in waiting if one["level"] == 3} <= fired
    assert waiting


def test_replay_of_a_span(risen: Shell) -> None:
    quiet = ("signs", "--replay", "--from", "2026-10-24", "--to", "2026-11-10")
    assert "nothing on these dates" in risen("--today", TODAY.isoformat(), *quiet).out
    swapped = risen("--today", TODAY.isoformat(), "signs", "--replay", "--from", "2026-11-10", "--to", "2026-11-01")
    assert swapped.code == 1
    assert "swap them" in swapped.err
    assert risen("signs", "--from", "2026-11-10").code == 2
