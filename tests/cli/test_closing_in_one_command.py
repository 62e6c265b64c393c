"""`followups close --contacted`: who was told and what came of it, in one command."""

from typing import Any

import pytest
from shell import Shell


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
