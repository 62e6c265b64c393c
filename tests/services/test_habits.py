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
    tick_habit(planned.journal, planned.days, "log-roll", stamp())
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
    logged = tick_habit(planned.journal, planned.days, "log-roll", stamp())
    assert offered(planned) == []
    assert logged.entries[0].plan_id is not None


def test_one_that_nobody_allowed_is_kept_and_marked(rehab: Rehab) -> None:
    assert not not_allowed(tick_habit(rehab.journal, rehab.days, "sitting-posture", stamp()))
    assert not_allowed(tick_habit(rehab.journal, rehab.days, "bending-lifting", stamp()))
    assert [one.exercise for one in rehab.progress.unallowed(TODAY)] == ["bending-lifting"]
