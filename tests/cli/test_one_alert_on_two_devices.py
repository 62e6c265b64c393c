"""Two devices of one patient opened the same alert, each for itself: when their files meet it waits once."""

from itertools import pairwise
from typing import Any

import pytest
from shell import Shell
from test_what_comes_in_is_looked_at import at, hand_over


@pytest.fixture
def both(left_hip: Shell) -> tuple[Shell, Shell]:
    """Two devices, each with half of the scores of the same rising weeks, so that each opens PT-02 by itself."""
    assert left_hip("setup", "--night-line", "Ward 7").code == 0
    other = at(left_hip, "other.db")
    hand_over(left_hip, other)
    for back in range(20, -1, -1):
        score = "7" if back < 7 else "3"
        for device in (left_hip, other):
            assert device("log", "pain", score, "--date", f"-{back}").code == 0
    return left_hip, other


def waiting(device: Shell) -> list[dict[str, Any]]:
    return [one for one in device.kept("followups") if one["rule"] == "PT-02"]


def everything(device: Shell) -> list[tuple[Any, ...]]:
    listed = device.kept("followups", "--all")
    return sorted((one["id"], one["state"], len(one["events"])) for one in listed if one["level"] is not None)


def meet(one: Shell, other: Shell, *, first: int) -> None:
    """Hand both records over, begun by either device, until neither brings anything new."""
    pair = (one, other) if first == 0 else (other, one)
    for here, there in pairwise((*pair, *pair)):
        hand_over(here, there)


@pytest.mark.parametrize("first", [0, 1])
def test_it_waits_once_and_keeps_what_was_done_on_either(both: tuple[Shell, Shell], first: int) -> None:
    here, there = both
    (mine,), (theirs,) = waiting(here), waiting(there)
    assert mine["id"] != theirs["id"]
    assert here("followups", "acknowledge", mine["id"]).code == 0
    assert there("followups", "act", theirs["id"], "--contacted", "K. Berg", "--said", "come on Monday").code == 0
    meet(here, there, first=first)
    (left,), (right,) = waiting(here), waiting(there)
    assert (left["id"], left["state"]) == (right["id"], "acted")
    assert {"acknowledged", "acted"} <= {event["verb"] for event in left["events"]}
    assert "K. Berg" in {event["contacted"] for event in left["events"]}
    assert everything(here) == everything(there)
    assert [one["state"] for one in here.kept("followups", "--all") if one["rule"] == "PT-02"].count("superseded") == 1
    assert "nothing new" in hand_over(here, there).out
    assert here("followups", "close", left["id"], "--outcome", "they know").code == 0
    hand_over(here, there)
    assert (waiting(here), waiting(there)) == ([], [])


@pytest.mark.parametrize("first", [0, 1])
def test_what_has_its_outcome_on_one_needs_none_on_the_other(both: tuple[Shell, Shell], first: int) -> None:
    here, there = both
    assert there("followups", "close", waiting(there)[0]["id"], "--outcome", "K. Berg knows").code == 0
    meet(here, there, first=first)
    assert (waiting(here), waiting(there)) == ([], [])
    outcomes = {one["outcome"] for one in here.kept("followups", "--all") if one["rule"] == "PT-02"}
    assert outcomes == {None, "K. Berg knows"}
    assert everything(here) == everything(there)


def test_two_reports_of_a_red_flag_stay_two_alerts(both: tuple[Shell, Shell]) -> None:
    here, there = both
    for device in both:
        assert device("log", "symptoms", "wound").code == 0
    meet(here, there, first=0)
    assert [[one["rule"] for one in device.kept("followups")].count("RF-09") for device in both] == [2, 2]


def test_what_was_done_after_they_met_is_not_lost(both: tuple[Shell, Shell]) -> None:
    """The second device acts on its own alert before it learns that the first one has joined them."""
    here, there = both
    hand_over(there, here)
    (theirs,) = waiting(there)
    assert there("followups", "act", theirs["id"], "--contacted", "K. Berg", "--said", "wait").code == 0
    meet(here, there, first=1)
    (left,), (right,) = waiting(here), waiting(there)
    assert (left["id"], left["state"]) == (right["id"], right["state"])
    assert left["state"] == "acted"
    assert everything(here) == everything(there)


def test_an_outcome_holds_though_the_other_device_did_not_know_of_it(both: tuple[Shell, Shell]) -> None:
    here, there = both
    meet(here, there, first=0)
    (one,) = waiting(here)
    assert here("followups", "close", one["id"], "--outcome", "K. Berg knows").code == 0
    assert there("followups", "act", one["id"], "--contacted", "Ward 7", "--said", "wait", today="2026-11-21").code == 0
    meet(here, there, first=1)
    assert (waiting(here), waiting(there)) == ([], [])
    assert everything(here) == everything(there)
    assert there("followups", "reopen", one["id"], today="2026-11-22").code == 0
    hand_over(there, here)
    assert [again["id"] for again in waiting(here)] == [one["id"]], "what was opened again stays open"
