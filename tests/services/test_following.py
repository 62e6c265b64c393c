"""How much more pain counts the day after: the number of the plan in force, else that of the rule."""

from datetime import date, timedelta

from reporting import TODAY, stamp

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.response import RISE
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.rules.computed import COMPUTED_RULES
from rehab_tui.services.following import rise_that_counts
from rehab_tui.services.journal import Draft


def test_the_default_is_that_of_the_rule() -> None:
    assert COMPUTED_RULES["PX-02"].numbers["above"].default == RISE
    assert rise_that_counts(None) == RISE


def test_a_plan_may_ask_for_more() -> None:
    plan = Plan("p", "Plan", 1, "Kim", date(2026, 11, 1), (), thresholds={"PX-02": {"above": 3}})
    assert rise_that_counts(plan) == 3


def test_what_was_done_and_what_followed_come_from_the_file(rehab: Rehab) -> None:
    day = TODAY - timedelta(days=2)
    done = ExerciseDone("swimming", Dose(minutes=20), pain_before=1, pain_during=3, effort=6)
    after = PainScore(4, Side.RIGHT, Site.HIP)
    groin = PainScore(9, Side.RIGHT, Site.GROIN)
    next_day = day + timedelta(days=1)
    rehab.journal.log([Draft(day, done), Draft(next_day, after), Draft(next_day, groin)], stamp(), "two days")
    (found,) = rehab.responses.exercises(TODAY)
    (session,) = found.sessions
    assert (found.name, found.hurt.k, found.hurt.n) == ("Swimming", 1, 1)
    assert (session.amount, session.during, session.effort, session.after, session.rise) == (20, 3, 6, 4, 3)
