"""`rehab followups`: the loop from the alert to the outcome."""

from pathlib import Path

import pytest
from runs import Runner, runner


@pytest.fixture
def rehab(tmp_path: Path) -> Runner:
    ready = runner(tmp_path / "rehab.db")
    ready("setup", "--side", "left", "--surgery-date", "-60", "--night-line", "Ward 7")
    return ready


def opened(rehab: Runner, sign: str = "calf-swelling:left") -> str:
    followups = rehab("log", "symptoms", sign, "--json").data["followups"]
    assert len(followups) == 1
    return str(followups[0]["id"])


def states(rehab: Runner, *options: str) -> list[str]:
    return [one["state"] for one in rehab("followups", "--json", *options).data]


def test_nothing_open_is_said_without_any_promise(rehab: Runner) -> None:
    told = rehab("followups")
    assert (told.code, told.out) == (0, "No follow-up is open.\n")
    assert rehab("followups", "--json").data == []


def test_from_the_alert_to_the_outcome(rehab: Runner) -> None:
    first = opened(rehab, "saddle-numbness")
    assert rehab("status").code == 12
    assert rehab("followups", "acknowledge", first[:6]).code == 0
    assert rehab("followups", "act", first, "--contacted", "emergency", "--said", "come in").code == 0
    assert rehab("status").code == 12
    assert states(rehab) == ["acted"]
    assert rehab("followups", "close", first, "--outcome", "seen in hospital", "--as", "seen").code == 0
    assert rehab("status").code != 12
    assert states(rehab) == []
    (closed,) = rehab("followups", "--all", "--json").data
    assert closed["outcome"] == "seen in hospital"
    assert [event["verb"] for event in closed["events"]] == ["opened", "acknowledged", "acted", "closed"]
    assert set(closed) >= {
        "id", "rule", "level", "state", "overdue", "title", "message", "why", "sources", "side", "opened_on", "due",
        "outcome", "events",
    }  # fmt: skip


def test_closing_works_at_once_and_reopening_too(rehab: Runner) -> None:
    first = opened(rehab)
    assert rehab("followups", "close", first, "--outcome", "called the ward").code == 0
    assert rehab("followups", "close", first, "--outcome", "again").code == 1
    assert rehab("followups", "reopen", first).code == 0
    assert states(rehab) == ["open"]
    assert rehab("followups", "reopen", first).code == 1


@pytest.mark.parametrize("words", ["told nobody", "Nobody.", "", "  ", "-"])
def test_having_told_nobody_is_no_outcome(rehab: Runner, words: str) -> None:
    told = rehab("followups", "close", opened(rehab), "--outcome", words)
    assert told.code == 1
    assert "stays open" in told.err
    assert states(rehab) == ["open"]


def test_only_a_level_three_can_be_snoozed_and_twice_at_most(rehab: Runner) -> None:
    assert rehab("followups", "snooze", opened(rehab)).code == 1
    third = opened(rehab, "leg-pain:left")
    assert [rehab("followups", "snooze", third).code for _ in range(3)] == [0, 0, 1]


def test_why_shows_rule_numbers_sources_what_to_do_and_history(rehab: Runner) -> None:
    first = opened(rehab)
    told = rehab("followups", "why", first[:5]).out
    for words in ("RF-07", "CALL TODAY", "Ward 7", "sources: S15", "Nobody sees this", "opened", "entry:"):
        assert words in told
    assert rehab("followups", "why", first, "--json").data["id"] == first


@pytest.mark.parametrize("step", ["why", "acknowledge", "snooze", "reopen"])
def test_an_unknown_id_is_told(rehab: Runner, step: str) -> None:
    told = rehab("followups", step, "zzzz")
    assert told.code == 1
    assert told.err.count("\n") == 1


def test_what_is_missing_is_wrong_usage_without_a_terminal_and_asked_with_one(rehab: Runner) -> None:
    first = opened(rehab)
    assert rehab("followups", "close", first).code == 2
    assert rehab("followups", "act", first, "--contacted", "ward").code == 2
    assert rehab("followups", "nope").code == 2
    assert rehab("followups", "close", first, typed="the ward called back\n", terminal=True).code == 0
    assert rehab("followups", "--all", "--json").data[0]["outcome"] == "the ward called back"


def test_words_from_people_cannot_steer_the_terminal(rehab: Runner) -> None:
    rehab("followups", "act", opened(rehab), "--contacted", "ward\x1b]0;x\x07", "--said", "\x9b31m [bold]x")
    for told in (rehab("followups"), rehab("followups", "why", rehab("followups", "--json").data[0]["id"])):
        assert "\x1b" not in told.out
        assert "\x9b" not in told.out


def test_signs_lists_every_rule_with_its_contract(rehab: Runner) -> None:
    found = rehab("signs", "--json").data
    assert [one["id"] for one in found][:21] == [f"RF-{number:02}" for number in range(1, 22)]
    assert all(
        {"id", "title", "levels", "trigger", "threshold", "default", "judgement", "sources", "data"} <= set(one)
        for one in found
    )
    assert rehab("signs", "calf-swelling", "--json").data == [found[6]]
    assert "{" not in rehab("signs", "RF-01").out
    assert rehab("signs", "rf-99").code == 1


def test_exercises_and_plans_can_be_read_and_started(rehab: Runner) -> None:
    assert "clamshell" in rehab("exercises").out
    assert "Glute bridge" in rehab("exercises", "glute-bridge").out
    assert [one["id"] for one in rehab("exercises", "--find", "clam", "--json").data] == ["clamshell"]
    assert "did you mean clamshell" in rehab("exercises", "clamshel1").err
    assert rehab("plan", "show").code == 1
    assert rehab("plan", "start", "activate").code == 1
    rehab("setup", "--allowed-by", "Dr. R")
    assert rehab("plan", "start", "activate").code == 0
    assert rehab("plan", "start", "strengthen").code == 0
    assert [one["version"] for one in rehab("plan", "history", "--json").data] == [1, 2]
    shown = rehab("plan", "show")
    assert "not allowed yet (needs: cycling)" in shown.out
