"""`rehab signs`: the computed rules, what each still lacks, and what they would have said."""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from shell import Shell

from rehab_tui import clock

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
    assert len(values) == 46
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


def test_replay_as_text_gives_each_date_the_level_and_the_words_of_its_json(risen: Shell) -> None:
    told = risen("--today", TODAY.isoformat(), "signs", "--replay").out
    said = risen("--today", TODAY.isoformat(), "signs", "--replay", "--json").data
    pains = [one for one in said if one["rule"] == "PT-04"]
    assert {one["level"] for one in pains} == {3, 4}
    for level in (3, 4):
        days = [one for one in pains if one["level"] == level]
        spell = f"{days[0]['date']} to {days[-1]['date']} ({len(days)} days)" if len(days) > 1 else days[0]["date"]
        assert f"  {spell}  PT-04  level {level}, left  {days[-1]['message']}\n" in told


def test_replay_of_one_rule_leaves_the_others_out(risen: Shell) -> None:
    every = risen("--today", TODAY.isoformat(), "signs", "--replay", "--json").data
    alone = risen("--today", TODAY.isoformat(), "signs", "pt-02", "--replay", "--json").data
    assert alone == [one for one in every if one["rule"] == "PT-02"] != every
    assert risen("signs", "PT-99", "--replay").code == 1


def test_replay_of_a_span(risen: Shell) -> None:
    quiet = ("signs", "--replay", "--from", "2026-10-24", "--to", "2026-11-10")
    assert "nothing on these dates" in risen("--today", TODAY.isoformat(), *quiet).out
    swapped = risen("--today", TODAY.isoformat(), "signs", "--replay", "--from", "2026-11-10", "--to", "2026-11-01")
    assert swapped.code == 1
    assert "swap them" in swapped.err
    assert risen("signs", "--from", "2026-11-10").code == 2


def test_replay_tries_a_threshold_before_it_is_adopted(risen: Shell) -> None:
    now = ("--today", TODAY.isoformat(), "signs", "--replay", "--json")
    calmer = json.loads(risen(*now, "--try", "PT-02:by=4", "--try", "pt-09:by=4").out)
    assert {one["rule"] for one in calmer} & {"PT-02", "PT-09"} == set()
    assert {one["rule"] for one in calmer} != set()
    told = risen(*now[:-1], "--try", "PT-02:by=4", "--try", "pt-09:by=2", "--try", "pt-09:by=4.0").out
    assert told.startswith("What the rules say of 2026-08-29 to 2026-11-20, by the entries that count now,\n")
    assert "with these thresholds tried: PT-02:by=4, PT-09:by=4\n" in told
    alone = risen(*now[:2], "signs", "pt-02", "--replay", "--try", "PT-02:by=4")
    assert (alone.code, "tried: PT-02:by=4\n" in alone.out) == (0, True)
    other = risen(*now[:2], "signs", "pt-02", "--replay", "--try", "PT-02:by=4", "--try", "pt-04:above=3")
    assert (other.code, other.out) == (2, "")
    assert "--try PT-04:above=3 is not of PT-02, which is shown alone" in other.err


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("RF-08:limit=39", "cannot be changed"),
        ("PT-02:by=9", "a number from 1 to 4"),
        ("PT-02", "write it like PT-02:by=3"),
        ("PT-02:by=nan", "a number from 1 to 4"),
        ("PT-02:window=9", "it has: by, need, need_before"),
    ],
)
def test_what_cannot_be_tried(left_hip: Shell, typed: str, words: str) -> None:
    wrong = left_hip("signs", "--replay", "--try", typed)
    assert wrong.code == 1
    assert words in wrong.err
    assert wrong.err.count("\n") == 1


def test_try_needs_a_replay(left_hip: Shell) -> None:
    assert left_hip("signs", "--try", "PT-02:by=3").code == 2


def test_replay_tells_of_reported_signs_and_of_alerts_nobody_acted_on(
    left_hip: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    # At noon: a night belongs to the day before it until four, so the day after a night is told of that day too.
    monkeypatch.setattr(clock, "_local_now", lambda: datetime(2026, 11, 20, 12).astimezone())
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert left_hip("--today", yesterday, "log", "symptoms", "calf-swelling:left").code == 0
    monkeypatch.setattr(clock, "_local_now", lambda: datetime(2026, 11, 20, 13).astimezone())
    span = ("signs", "--replay", "--from", yesterday, "--json")
    said = [(one["date"], one["rule"], one["level"]) for one in left_hip("--today", TODAY.isoformat(), *span).data]
    assert (yesterday, "RF-07", 2) in said
    assert (yesterday, "MS-03", None) not in said
    assert (TODAY.isoformat(), "MS-03", None) in said


def test_replay_raises_a_severe_score_that_nobody_answered(left_hip: Shell) -> None:
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert left_hip("--today", yesterday, "log", "pain", "9").code == 0
    said = left_hip("--today", TODAY.isoformat(), "signs", "--replay", "--json").data
    assert [(one["date"], one["level"]) for one in said if one["rule"] == "PT-01"] == [(yesterday, 2)]


def test_a_number_that_a_plan_changed_shows_the_default_who_and_since_when(left_hip: Shell, tmp_path: Path) -> None:
    plan = tmp_path / "next.plan.yaml"
    assert left_hip("plan", "export", str(plan)).code == 0
    text = re.sub("version: 1", "version: 2", re.sub("author:.*", "author: K. Berg", plan.read_text("utf-8")), count=1)
    plan.write_text(text + "thresholds:\n  PT-02:\n    by: 3\n", "utf-8")
    done = left_hip("plan", "import", "--yes", str(plan))
    assert done.code == 0, done.err
    told = left_hip("signs", "PT-02").out
    assert "3 points" in told
    assert "(default: 2 points" in told
    assert f"Changed:   by: 3 (default 2); K. Berg, since {TODAY}" in told
    (rule,) = left_hip("signs", "PT-02", "--json").data
    assert rule["numbers"]["by"] == {"default": 2, "in_force": 3, "lowest": 1, "highest": 4}
    assert rule["changed"] == [{"name": "by", "default": 2, "value": 3, "by": "K. Berg", "since": TODAY.isoformat()}]
    assert left_hip("undo").code == 0
    assert left_hip("signs", "PT-02", "--json").data[0]["changed"] == []
