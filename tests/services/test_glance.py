"""The quick look at a day says what the day's rows say, on each day of a patient's weeks."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.moment import Moment
from rehab_tui.services.days import DayReview
from rehab_tui.services.demo.patient import build_demo

TODAY = date(2026, 11, 20)
FIRST = TODAY - timedelta(days=98)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehab]:
    with Rehab.open(tmp_path_factory.mktemp("glance") / "demo.db", create=True) as rehab:
        build_demo(rehab, Moment(datetime(2026, 11, 20, 10, 30, tzinfo=timezone(timedelta(hours=1))), TODAY, "UTC"))
        yield rehab


def by_rows(review: DayReview) -> tuple[bool, int, int, bool]:
    """Return what the rows of a day say: scores there, exercises due and done, and one without an answer."""
    asked = [row for row in review.exercises if row.due and not row.locked]
    nothing_due = review.exercise_stopped or review.pause is not None
    return (
        all(hip.score is not None for hip in review.hips),
        0 if nothing_due else len(asked),
        sum(row.done for row in asked),
        not nothing_due and any(not row.answered for row in review.exercises),
    )


def test_the_glance_agrees_with_the_rows_of_each_day(demo: Rehab) -> None:
    seen = set()
    for back in range(99):
        review = demo.days.review(TODAY - timedelta(days=back), TODAY)
        glance = review.glance
        found = (glance.pain_logged, glance.exercises_due, glance.exercises_done, glance.exercises_open)
        assert found == by_rows(review), review.day
        seen.add((glance.pain_logged, glance.exercises_open, glance.signs_asked, glance.full_list_due))
    assert len(seen) >= 5  # days of many kinds were compared


def test_a_locked_exercise_is_due_only_once_it_is_allowed(demo: Rehab) -> None:
    locked = [row for row in demo.days.review(FIRST + timedelta(days=20), TODAY).exercises if row.locked]
    later = {row.prescription.exercise for row in demo.days.review(TODAY, TODAY).exercises if not row.locked}
    for row in locked:
        assert row.answered
    assert later


def test_without_a_plan_nothing_is_due(tmp_path: Path) -> None:
    with Rehab.open(tmp_path / "r.db", create=True) as rehab:
        glance = rehab.days.review(TODAY, TODAY).glance
    assert (glance.exercises_due, glance.exercises_done, glance.exercises_open) == (0, 0, False)
    assert glance.due == ("pain score", "warning-sign questions")
