"""Doses add up unlike exercises; balance says nothing when too little was done."""

from datetime import date, timedelta

import pytest

from rehab_tui.domain.balance import LEAST_SESSIONS, balance
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose, Measured
from rehab_tui.domain.doses import Measure, Work
from rehab_tui.domain.session import ExerciseDone

LAST = date(2026, 11, 20)
CLAM = Measure("Clamshell", Measured.REPS, sided=True, whole=10, face="side")
BRACE = Measure("Belly brace", Measured.REPS, whole=10, face="front")
BRIDGE = Measure("Glute bridge", Measured.REPS, whole=8, face="back")
WALK = Measure("Walking", Measured.MINUTES, whole=5)


def work(name: str, of: Measure, dose: Dose, side: Side | None = None, ago: int = 0) -> Work:
    return Work(LAST - timedelta(days=ago), ExerciseDone(name, dose, side), of)


def test_no_set_is_not_one_set() -> None:
    assert Dose(sets=0, reps=10).words() == "0 x 10"
    assert Dose(reps=10).words() == "1 x 10"


def clam(side: Side, reps: int, ago: int = 0) -> Work:
    return work("clamshell", CLAM, Dose(sets=1, reps=reps), side, ago)


@pytest.mark.parametrize(
    ("one", "doses"),
    [
        (work("walking", WALK, Dose(minutes=5)), 1), (work("walking", WALK, Dose(minutes=15)), 3),
        (clam(Side.LEFT, 10), 0.5), (clam(Side.LEFT, 5), 0.25), (work("clamshell", CLAM, Dose(sets=1, reps=10)), 1),
        (work("glute-bridge", BRIDGE, Dose(sets=1, reps=0)), 0), (work("log-roll", Measure("Log roll"), Dose()), 1),
        (work("glute-bridge", BRIDGE, Dose()), 1),
    ],
)  # fmt: skip
def test_a_dose_is_what_the_plan_asks_for_once(one: Work, doses: float) -> None:
    assert one.doses == doses


def test_each_side_is_counted_for_itself() -> None:
    found = balance([clam(Side.LEFT, 10, ago) for ago in range(6)] + [clam(Side.RIGHT, 5)], LAST, LAST)
    sides = found.pairs[0]
    assert (sides.first_doses, sides.second_doses, sides.n) == (6, 0.5, 6)
    assert sides.even is False
    assert "the right did less" in sides.sentence
    assert "therapist" in sides.sentence


def test_without_a_side_both_are_meant() -> None:
    sides = balance([work("clamshell", CLAM, Dose(sets=1, reps=10))], LAST, LAST).pairs[0]
    assert (sides.first_doses, sides.second_doses) == (1, 1)


@pytest.mark.parametrize(("sessions", "even"), [(LEAST_SESSIONS - 1, None), (LEAST_SESSIONS, False)])
def test_nothing_is_judged_below_the_least_number_of_sessions(sessions: int, even: bool | None) -> None:
    front = balance([work("ta-brace", BRACE, Dose(sets=1, reps=10), ago=ago) for ago in range(sessions)], LAST, LAST)
    pair = front.pairs[1]
    assert pair.even is even
    assert ("did less" in pair.sentence) is (even is False)
    assert str(sessions) in pair.sentence


@pytest.mark.parametrize(("back", "even"), [(8, True), (7, False), (10, True)])
def test_four_fifths_are_about_even(back: int, even: bool) -> None:
    done = [work("ta-brace", BRACE, Dose(sets=1, reps=10), ago=ago) for ago in range(10)]
    done += [work("glute-bridge", BRIDGE, Dose(sets=1, reps=8), ago=ago) for ago in range(back)]
    assert balance(done, LAST, LAST).pairs[1].even is even


def test_nothing_done_is_said_as_that() -> None:
    assert "nothing of the kind" in balance([], LAST, LAST).pairs[0].sentence
    assert balance([], LAST, LAST).pairs[0].even is None
