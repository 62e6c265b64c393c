"""`followups close --contacted`: who was told and what came of it, in one command."""

from typing import Any

import pytest
from runs import runner
from shell import TODAY, Shell


@pytest.fixture
def urgent(left_hip: Shell) -> str:
    """The id of an open follow-up of level 1."""
    (opened,) = left_hip.kept("log", "symptoms", "saddle-numbness")["followups"]
    return str(opened["id"])


def events(rehab: Shell, one: str) -> list[dict[str, Any]]:
    return list(rehab("followups", "why", one, "--json").data["events"])


def test_it_keeps_who_was_told_and_closes(left_hip: Shell, urgent: str) -> None:
    done = left_hip("followups", "close", urgent, "--contacted", "night line", "--outcome", "fine", "--json")
    assert done.code == 0, done.err
    assert (done.data["followups"][0]["state"], done.data["followups"][0]["outcome"]) == ("closed", "fine")
    assert [(one["verb"], one["contacted"]) for one in events(left_hip, urgent)][1:] == [
        ("acted", "night line"), ("closed", None),
    ]  # fmt: skip


@pytest.mark.parametrize(("who", "words"), [("nobody", "seen by them"), ("night line", "told nobody"), ("-", "x")])
def test_what_is_refused_keeps_nothing(left_hip: Shell, urgent: str, who: str, words: str) -> None:
    refused = left_hip("followups", "close", urgent, "--contacted", who, "--outcome", words)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert len(events(left_hip, urgent)) == 1


def test_a_refusal_names_the_command_that_works(left_hip: Shell, urgent: str) -> None:
    refused = left_hip("followups", "close", urgent, "--outcome", "ok")
    assert refused.code == 1
    assert f"rehab followups close {urgent[:8]} --contacted WHO --outcome TEXT" in refused.err
    assert left_hip("status").code == 12


def test_what_is_still_ahead_is_refused_until_somebody_is_named(left_hip: Shell, urgent: str) -> None:
    refused = left_hip("followups", "close", urgent, "--outcome", "I will wait till morning")
    assert (refused.code, refused.err.count("\n"), "--contacted WHO" in refused.err) == (1, 1, True)
    assert [one["verb"] for one in events(left_hip, urgent)] == ["opened"]
    told = ("--contacted", "Dr. Rivera", "--outcome", "I will wait till morning")
    assert left_hip("followups", "close", urgent, *told).code == 0


def test_a_choice_needs_no_words(left_hip: Shell, urgent: str) -> None:
    assert left_hip("followups", "close", urgent, "--as", "seen").code == 0
    again = left_hip("followups", "close", urgent, "--contacted", "x", "--outcome", "seen in the clinic")
    assert (again.code, "reopen it first" in again.err) == (1, True)


def test_to_acknowledge_again_adds_nothing_and_takes_nothing_back(left_hip: Shell, urgent: str) -> None:
    assert left_hip("followups", "acknowledge", urgent).code == 0
    again = left_hip("followups", "acknowledge", urgent)
    assert (again.code, "acknowledged; nothing was added" in again.out) == (0, True)
    assert left_hip("followups", "act", urgent, "--contacted", "night line", "--said", "come in").code == 0
    assert "acted; nothing was added" in left_hip("followups", "acknowledge", urgent).out
    assert [one["verb"] for one in events(left_hip, urgent)] == ["opened", "acknowledged", "acted"]


@pytest.mark.parametrize(
    "step", [("acknowledge",), ("act", "--contacted", "x", "--said", "y"), ("close", "--outcome", "z"), ("snooze",)]
)
def test_nothing_is_added_to_what_is_closed(left_hip: Shell, urgent: str, step: tuple[str, ...]) -> None:
    left_hip("followups", "close", urgent, "--contacted", "night line", "--outcome", "seen")
    before = events(left_hip, urgent)
    refused = left_hip("followups", step[0], urgent, *step[1:])
    said = f"rehab: follow-up {urgent[:8]} is closed already; nothing was added, reopen it first\n"
    assert (refused.code, refused.out, refused.err) == (1, "", said)
    assert events(left_hip, urgent) == before


def test_one_that_was_taken_over_points_to_what_waits(left_hip: Shell) -> None:
    (one,) = left_hip.kept("log", "symptoms", "leg-numbness:left")["followups"]
    left_hip("log", "symptoms", "leg-numbness:right")
    refused = left_hip("followups", "close", one["id"], "--outcome", "seen by Dr. R")
    assert refused.code == 1
    assert "was taken over by a more urgent one; see what waits: rehab followups" in refused.err


def test_its_history_is_told_on_the_clock_of_the_reader(left_hip: Shell, urgent: str) -> None:
    assert "\n  Fri 20 Nov 2026, " in left_hip("followups", "why", urgent).out.split("History")[1]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Notaufnahme Köln\n", 0), ("Dr. Lee\n", 0), ("nobody\n", 1), ("me\n", 1), ("\n", 1), ("", 1)],
)
def test_on_a_terminal_what_is_not_understood_is_asked(left_hip: Shell, urgent: str, typed: str, code: int) -> None:
    """Whoever writes in another language is asked one thing more, and not sent away."""
    words = ("--today", TODAY, "followups", "close", urgent, "--outcome", "Der Arzt sagt, nur ein Muskel")
    asked = runner(left_hip.db)(*words, typed=typed, terminal=True)
    assert asked.code == code, asked.err
    assert "Who was told, or who saw you?" in asked.out
    assert [one["contacted"] for one in events(left_hip, urgent)][1:] == ([typed.strip(), None] if code == 0 else [])


def test_nobody_is_not_asked_who_was_told(left_hip: Shell, urgent: str) -> None:
    words = ("--today", TODAY, "followups", "close", urgent, "--outcome", "told nobody")
    refused = runner(left_hip.db)(*words, typed="Dr. Lee\n", terminal=True)
    assert (refused.code, "Who was told" in refused.out) == (1, False)


def test_the_words_of_the_help_for_a_mistake_are_its_choice(left_hip: Shell, urgent: str) -> None:
    done = left_hip.kept("followups", "close", urgent, "--outcome", "Logged by mistake.")
    assert done["followups"][0]["state"] == "closed"
    assert done["followups"][0]["events"][-1]["outcome"] == "logged-by-mistake"


def test_with_a_contact_that_did_not_answer_it_stays_open(left_hip: Shell, urgent: str) -> None:
    words = ("followups", "close", urgent, "--contacted", "surgeon", "--outcome", "no answer")
    assert left_hip(*words).code == 1
    tried = left_hip("followups", "act", urgent, "--contacted", "surgeon", "--said", "no answer")
    assert "Kept as tried: nobody has answered yet" in tried.out
    assert left_hip("followups", "close", urgent, "--outcome", "fine").code == 1
    nobody = left_hip("followups", "close", urgent, "--contacted", "me", "--outcome", "fine")
    assert "who was told is missing" in nobody.err
