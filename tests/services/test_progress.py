"""What to ask the therapist: proposed from three sessions, never done alone, and never from what was not logged."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from reporting import TODAY, report, stamp

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import ClearanceKind, Dose, SkipReason
from rehab_tui.domain.entry import SmallAnswer
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.services.journal import Draft

BRIDGE = ExerciseDone("glute-bridge", Dose(sets=1, reps=8, hold=3), pain_before=1, pain_during=2, effort=4)


@pytest.fixture
def trained(rehab: Rehab) -> Rehab:
    """A plan in force for three weeks."""
    begun = stamp(day=TODAY - timedelta(days=21))
    rehab.profiles.keep({"side": Side.LEFT, "allowed_by": "Dr. Lee", "allowed_on": begun.moment.today}, begun)
    rehab.plans.start("activate", begun)
    return rehab


def keep(rehab: Rehab, facts: Mapping[int, Fact]) -> None:
    """Keep facts, by days before today."""
    drafts = [Draft(TODAY - timedelta(days=ago), fact) for ago, fact in facts.items()]
    rehab.journal.log(drafts, stamp(), "facts")


def scores(rehab: Rehab, scores: Mapping[int, int]) -> None:
    keep(rehab, {ago: PainScore(score, Side.LEFT, Site.HIP) for ago, score in scores.items()})


def easy(rehab: Rehab, *, last: ExerciseDone = BRIDGE) -> None:
    """Three easy sessions, each with a calm day after; the last one may differ."""
    keep(rehab, {6: BRIDGE, 4: BRIDGE, 2: last})
    scores(rehab, {5: 2, 3: 2, 1: 2})


def asked(rehab: Rehab) -> list[tuple[str, str]]:
    return [(one.exercise, one.step) for one in rehab.progress.proposals(TODAY)]


def test_three_easy_sessions_ask_about_more_and_change_nothing(trained: Rehab) -> None:
    before = trained.plans.in_force(TODAY)
    easy(trained)
    (one,) = trained.progress.proposals(TODAY)
    assert (one.exercise, one.step) == ("glute-bridge", "more")
    assert "worst pain 2 (limit 3), effort 4 of 10" in one.words
    assert "ask your therapist" in one.words
    assert "judgement" in one.sources
    assert trained.plans.in_force(TODAY) == before


@pytest.mark.parametrize(
    "last",
    [
        replace(BRIDGE, pain_during=3), replace(BRIDGE, effort=5), replace(BRIDGE, effort=None),
        replace(BRIDGE, pain_during=None), replace(BRIDGE, dose=Dose(sets=1, reps=7, hold=3)),
        replace(BRIDGE, pain_before=0), ExerciseDone("glute-bridge", skipped=SkipReason.PAIN),
    ],
)  # fmt: skip
def test_one_session_that_was_not_easy_or_not_noted_asks_nothing(trained: Rehab, last: ExerciseDone) -> None:
    easy(trained, last=last)
    assert asked(trained) == []


def test_one_left_out_for_lack_of_time_is_no_session(trained: Rehab) -> None:
    easy(trained)
    keep(trained, {1: ExerciseDone("glute-bridge", skipped=SkipReason.NO_TIME)})
    assert asked(trained) == [("glute-bridge", "more")]


def test_the_worst_pain_of_the_day_stands_for_an_exercise_without_its_own(trained: Rehab) -> None:
    easy(trained, last=replace(BRIDGE, pain_during=None))
    keep(trained, {2: SmallAnswer("worst-exercising", "1")})
    assert asked(trained) == [("glute-bridge", "more")]


@pytest.mark.parametrize("after", ["missing", "above the limit", "worse"])
def test_the_day_after_must_be_known_and_calm(trained: Rehab, after: str) -> None:
    keep(trained, {6: BRIDGE, 4: BRIDGE, 2: replace(BRIDGE, pain_before=None)})
    scores(trained, {5: 2, 3: 2} | ({} if after == "missing" else {1: 4 if after == "above the limit" else 2}))
    if after == "worse":
        keep(trained, {1: SmallAnswer("since-session", "worse")})
    assert asked(trained) == []


def test_two_flares_in_three_sessions_ask_about_less(trained: Rehab) -> None:
    keep(trained, {6: BRIDGE, 4: BRIDGE, 2: BRIDGE})
    scores(trained, {5: 3, 3: 1})
    keep(trained, {1: PainScore(3, Side.LEFT, Site.HIP, ScoreKind.MORNING)})
    assert asked(trained) == [("glute-bridge", "less")]


def test_a_serious_sign_asks_nothing_until_its_outcome_is_known(trained: Rehab) -> None:
    easy(trained)
    report(trained, "wound")
    assert asked(trained) == []


def test_a_new_version_of_the_plan_begins_anew(trained: Rehab) -> None:
    easy(trained)
    trained.plans.start("strengthen", stamp())
    assert asked(trained) == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("swimming", (ClearanceKind.SWIMMING, ClearanceKind.WOUND_HEALED)),
        ("stationary-bike", (ClearanceKind.CYCLING,)), ("bending-lifting", (ClearanceKind.LOADING,)),
    ],
)  # fmt: skip
def test_what_nobody_allowed_is_raised_until_somebody_does(
    trained: Rehab, name: str, kinds: tuple[ClearanceKind, ...]
) -> None:
    keep(trained, {3: ExerciseDone(name, Dose(minutes=5), not_allowed=True)})
    (one,) = trained.progress.unallowed(TODAY)
    assert one.missing == kinds
    assert "not allowed yet" in one.words
    for kind in kinds:
        keep(trained, {0: Clearance(kind, "Dr. Lee")})
    assert trained.progress.unallowed(TODAY) == ()


def test_one_that_no_library_knows_is_raised_all_the_same(trained: Rehab) -> None:
    keep(trained, {3: ExerciseDone("running", Dose(minutes=5), not_allowed=True)})
    assert trained.progress.unallowed(TODAY)[0].words.startswith("Running: done on 17 Nov and not allowed then.")
    assert trained.progress.unallowed(date(2027, 1, 1)) == ()
