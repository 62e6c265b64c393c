"""Ways of moving that are ticked once a day: offered when they were ticked lately, never due."""

from datetime import timedelta

import pytest
from reporting import TODAY, stamp

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.dose import Measured
from rehab_tui.domain.habits import HABITS
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.library import load_library
from rehab_tui.services.journal import Draft
from rehab_tui.services.sessions import as_planned, not_allowed, tick_habit


@pytest.fixture
def planned(rehab: Rehab) -> Rehab:
    rehab.profiles.keep({"allowed_by": "Dr. Lee", "allowed_on": TODAY}, stamp())
    rehab.plans.start("activate", stamp())
    return rehab


def offered(rehab: Rehab) -> list[tuple[str, bool, bool]]:
    rows = rehab.days.review(TODAY, TODAY).exercises
    return [(row.prescription.exercise, row.due, row.done) for row in rows if row.habit]


@pytest.mark.parametrize("name", HABITS)
def test_the_library_has_it_by_the_same_name_and_with_the_same_locks(name: str) -> None:
    known, habit = load_library().exercise(name), HABITS[name]
    assert (known.name, known.clearances, known.deep_hip) == (habit.name, habit.clearances, habit.deep_hip)
    assert habit.measured is Measured.TICK
    assert any(item.startswith("PR") for item in known.items)


def test_one_that_was_ticked_is_offered_for_two_weeks(planned: Rehab) -> None:
    assert offered(planned) == []
    tick_habit(planned.journal, planned.days, "log-roll", TODAY, stamp())
    assert offered(planned) == [("log-roll", False, True)]
    for ago, shown in ((14, True), (15, False)):
        planned.journal.undo(stamp())
        planned.journal.log([Draft(TODAY - timedelta(days=ago), ExerciseDone("log-roll"))], stamp(), "log roll")
        assert bool(offered(planned)) is shown


def test_it_is_never_due_and_not_done_by_the_one_key(planned: Rehab) -> None:
    planned.journal.log([Draft(TODAY - timedelta(days=1), ExerciseDone("hip-hinge"))], stamp(), "hip hinge")
    review = planned.days.review(TODAY, TODAY)
    assert offered(planned) == [("hip-hinge", False, False)]
    names = [draft.fact.exercise for draft in as_planned(review) if isinstance(draft.fact, ExerciseDone)]
    assert "hip-hinge" not in names
    assert review.exercises_due == len({*names})


def test_one_of_the_plan_stays_among_its_exercises(planned: Rehab) -> None:
    planned.plans.start("protect", stamp())
    logged = tick_habit(planned.journal, planned.days, "log-roll", TODAY, stamp())
    assert offered(planned) == []
    assert logged.entries[0].plan_id is not None


def test_one_that_nobody_allowed_is_kept_and_marked(rehab: Rehab) -> None:
    assert not not_allowed(tick_habit(rehab.journal, rehab.days, "sitting-posture", TODAY, stamp()))
    assert not_allowed(tick_habit(rehab.journal, rehab.days, "bending-lifting", TODAY, stamp()))
    assert [one.exercise for one in rehab.progress.unallowed(TODAY)] == ["bending-lifting"]


def test_a_tick_does_not_begin_the_exercises_of_the_plan(planned: Rehab) -> None:
    tick_habit(planned.journal, planned.days, "log-roll", TODAY, stamp())
    assert not planned.days.review(TODAY, TODAY).exercises_begun


def test_a_tick_after_midnight_can_be_for_the_evening_before(planned: Rehab) -> None:
    (entry,) = tick_habit(planned.journal, planned.days, "log-roll", TODAY - timedelta(days=1), stamp()).entries
    assert entry.day == TODAY - timedelta(days=1)


def test_done_of_planned_ends_with_yesterday_while_something_of_today_is_open(rehab: Rehab) -> None:
    yesterday = TODAY - timedelta(days=1)
    rehab.profiles.keep({"allowed_by": "Dr. Lee", "allowed_on": yesterday}, stamp(day=yesterday))
    rehab.plans.start("activate", stamp(day=yesterday))
    said = []
    for day in (yesterday, TODAY):
        said.append(rehab.days.review(TODAY, TODAY).work.words)
        rehab.journal.log(as_planned(rehab.days.review(day, TODAY)), stamp(), "all")
    said.append(rehab.days.review(TODAY, TODAY).work.words)
    assert said == [
        "done of planned 0 % (28 days to yesterday)",
        "done of planned 100 % (28 days to yesterday)",
        "done of planned 100 % (28 days)",
    ]
