"""`rehab followups`: the loop from the alert to the outcome."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from runs import Runner, runner

from rehab_tui.domain.days import day_words


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


def test_the_list_looks_at_the_day_first(rehab: Runner) -> None:
    """The answer of every face is the same, also where nobody asked `rehab status` before."""
    scores = [3] * 14 + [0] + [6] * 4
    for number, value in enumerate(scores):
        assert rehab("--today", noon(number - 21), "log", "pain", str(value)).code == 0
    listed = rehab("--today", noon(), "followups", "--json").data
    assert [(one["rule"], one["opened_on"]) for one in listed] == [("PT-02", noon())]


def noon(ahead: int = 0) -> str:
    """A real day before or after today; alerts are opened at noon of it or just now."""
    return (date.today() + timedelta(days=ahead)).isoformat()


def test_what_was_told_earlier_says_when(rehab: Runner) -> None:
    rehab("--today", noon(-3), "log", "symptoms", "calf-swelling:left")
    first = rehab("followups", "--json").data[0]["id"]
    told = rehab(
        "followups", "act", first, "--contacted", "ward", "--said", "come in", "--when", f"{noon(-1)} at 9:05", "--json"
    )
    assert told.code == 0, told.err
    yesterday = date.today() - timedelta(days=1)
    event = told.data["followups"][0]["events"][-1]
    assert event["text"] == f"{day_words(yesterday)}, 09:05: come in"
    assert event["at"][:10] == noon()


def test_a_level_4_that_ended_says_so_in_one_breath(rehab: Runner) -> None:
    for score in ("3", "6"):
        rehab("--today", noon(-40), "log", "exercise", "clamshell", "--reps", "8", "--pain-during", score)
    rehab("--today", noon(), "status")
    line = rehab("followups", "--all").out.splitlines()[0]
    assert re.search(r" closed by itself: it has not counted since \w+ \d+ \w+ \d+, for 28 days or more$", line)
    ended = rehab("followups", "--all", "--json").data[0]
    history = rehab("followups", "why", ended["id"]).out.partition("History")[2]
    assert "It closed by itself: it has not counted" in history
    assert "closed: It" not in history


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (noon(1), "lies ahead"),
        (f"{noon(1)} 10:00", "lies ahead"),
        (noon(-4), "lies before the alert"),
        (f"{noon(-4)}T23:59", "lies before the alert"),
        ("yesterday 25:00", "no time 25:00"),
        ("yesterday 9", "is not clear"),
        ("14", "is not clear"),
        ("", "is not clear"),
        ("31.02. 10:00", "is not clear"),
        ("2026-02-31 10:00", "no day 2026-02-31"),
        ("soon\x1b[2J", "is not clear"),
    ],
)
def test_a_time_that_cannot_be_keeps_nothing(rehab: Runner, when: str, words: str) -> None:
    rehab("--today", noon(-3), "log", "symptoms", "calf-swelling:left")
    first = rehab("followups", "--json").data[0]["id"]
    told = rehab("followups", "act", first, "--contacted", "ward", "--said", "come in", "--when", when)
    assert (told.code, told.out) == (1, "")
    assert words in told.err
    assert told.err.count("\n") == 1
    assert "\x1b" not in told.err
    assert states(rehab) == ["open"]


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


def test_what_a_person_was_not_sure_about_is_not_told_as_a_fact(rehab: Runner) -> None:
    rehab("log", "symptoms", "none", "--form", "full", "--date", "yesterday")
    rehab("checkin", typed="\n\nno\nno\nunsure\nunsure\n")
    (one,) = rehab("followups", "--json").data
    told = rehab("followups", "why", one["id"]).out
    assert "You were not sure about: chest pain" in told
    assert "You logged" not in told
    assert "You were not sure about:" in rehab("checkin", typed="").out


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


def test_a_plan_that_is_in_force_just_so_makes_no_new_version(rehab: Runner) -> None:
    rehab("setup", "--allowed-by", "Dr. R", "--plan", "activate")
    (only,) = rehab("plan", "history", "--json").data
    again = rehab("plan", "start", "activate")
    assert again.code == 0
    assert "is already the plan in force" in again.out
    assert "is in force from today" not in again.out
    assert "already the plan in force" in rehab("setup", "--plan", "activate").err
    assert rehab("plan", "history", "--json").data == [only]
    assert rehab("plan", "start", "strengthen").code == 0
    assert "is in force from today" in rehab("plan", "start", "activate").out
    assert len(rehab("plan", "history", "--json").data) == 3


def test_the_same_plan_allowed_by_somebody_else_is_a_new_version(rehab: Runner) -> None:
    rehab("setup", "--allowed-by", "Dr. R", "--plan", "activate")
    rehab("setup", "--allowed-by", "Dr. Lee")
    assert rehab("plan", "start", "activate").code == 0
    assert len(rehab("plan", "history", "--json").data) == 2


def test_a_title_that_says_both_is_not_followed_by_both(rehab: Runner) -> None:
    opened(rehab, "both-legs")
    assert "Both legs weak, numb or painful · " in rehab("followups").out
    opened(rehab)
    assert ", left · " in rehab("followups").out
