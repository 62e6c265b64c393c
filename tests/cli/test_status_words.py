"""What one line, and its JSON, say while a warning sign waits."""

from typing import Any

import pytest
from shell import Shell

LATER = "2026-11-24"


@pytest.fixture
def waiting(left_hip: Shell) -> dict[str, Any]:
    """An open follow-up of level 2, from the day before."""
    (opened,) = left_hip.kept("log", "symptoms", "calf-swelling:left", "--since", "-2", today="2026-11-20")["followups"]
    return dict(opened)


def test_an_urgent_one_that_is_overdue_says_overdue(left_hip: Shell, waiting: dict[str, Any]) -> None:
    left_hip.kept("log", "day", "--pain", "3", "--symptoms", "none")
    now = left_hip("status")
    assert (now.code, now.out.split(";")[0].strip()) == (12, "1 urgent follow-up open, see: rehab followups")
    late = left_hip("status", today=LATER)
    assert (late.code, late.out.split(";")[0].strip()) == (12, "1 urgent follow-up open, overdue, see: rehab followups")
    assert "calf" not in late.out


def test_of_several_it_says_how_many_are_overdue(left_hip: Shell, waiting: dict[str, Any]) -> None:
    left_hip("log", "symptoms", "wound", today=LATER)
    assert left_hip("status", today=LATER).out.startswith("2 urgent follow-ups open, 1 overdue, see: rehab followups")


def test_while_exercise_is_stopped_none_is_due(left_hip: Shell, waiting: dict[str, Any]) -> None:
    for command in ("today", "status"):
        found = left_hip(command, "--json").data
        assert found["exercises_due"] == 0
        assert "exercises" not in found["due"]
    left_hip("followups", "act", waiting["id"], "--contacted", "night line", "--said", "come in")
    left_hip("followups", "close", waiting["id"], "--outcome", "seen in the clinic")
    assert left_hip("today", "--json").data["exercises_due"] > 0


def test_a_status_for_others_has_the_same_keys_and_names_nothing(left_hip: Shell, waiting: dict[str, Any]) -> None:
    (whole,) = left_hip("followups", "--json").data
    (private,) = left_hip("status", "--json").data["open_followups"]
    assert list(private) == list(whole)
    hidden = {"rule", "title", "message", "why", "sources", "side", "outcome", "events", "entry"}
    assert {key for key, value in private.items() if value is None} - {"outcome"} == hidden - {"outcome"}
    assert {key: private[key] for key in ("id", "level", "state", "overdue", "opened_on", "due")} == {
        key: whole[key] for key in ("id", "level", "state", "overdue", "opened_on", "due")
    }
    assert left_hip("status", "--json", "--detail").data["open_followups"][0]["title"] == whole["title"]
    for word in ("calf", "RF-07", "S13"):
        assert word not in left_hip("status", "--json").out


def test_all_as_planned_names_the_way_out_while_exercise_is_stopped(left_hip: Shell, waiting: dict[str, Any]) -> None:
    before = left_hip.entries()
    result = left_hip("log", "day", "--pain", "3", "--as-planned")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "leave --as-planned away" in result.err
    assert "rehab followups" in result.err
    assert left_hip.entries() == before
