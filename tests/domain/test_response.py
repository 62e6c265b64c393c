"""What followed an exercise: the next date counts, missing is not zero, too few say nothing."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose, Measured
from rehab_tui.domain.doses import Measure, Work
from rehab_tui.domain.response import LEAST, Following, Response, response_sentence, responses
from rehab_tui.domain.session import ExerciseDone

FIRST = date(2026, 11, 2)
CLAM = Measure("Clamshell", Measured.REPS, sided=True, whole=10)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def done(number: int, before: int | None, side: Side | None = Side.LEFT, during: int | None = None) -> Work:
    fact = ExerciseDone("clamshell", Dose(sets=1, reps=10), side, pain_before=before, pain_during=during)
    return Work(day(number), fact, CLAM)


def followed(
    work: list[Work],
    daily: Mapping[str, Mapping[int, int]] = {},
    morning: Mapping[int, int] = {},
    since: Mapping[int, str] = {},
) -> Response:
    scores = {side: {day(at): score for at, score in given.items()} for side, given in daily.items()}
    mornings = {"left": {day(at): score for at, score in morning.items()}}
    return responses(work, Following(mornings, scores, {day(at): said for at, said in since.items()}))[0]


@pytest.mark.parametrize(("after", "hurt"), [(4, 0), (5, 1)])
def test_two_points_more_the_next_date_count(after: int, hurt: int) -> None:
    found = followed([done(0, 3)], {"left": {0: 9, 1: after, 2: 9}})
    assert (found.hurt.k, found.hurt.n) == (hurt, 1)


def test_the_morning_goes_before_the_score_of_the_day() -> None:
    assert followed([done(0, 1)], {"left": {1: 8}}, {1: 2}).sessions[0].rise == 1


def test_what_was_not_logged_is_not_counted_as_no_pain() -> None:
    found = followed([done(0, None), done(1, 2), done(3, 0)], {"left": {1: 9, 4: 0}})
    assert (found.hurt.k, found.hurt.n) == (0, 1)
    assert [one.after for one in found.sessions] == [9, None, 0]
    assert found.worse.n == 0
    assert found.during == (None, 0)


def test_a_side_is_held_against_its_own_hip_and_without_one_against_the_worse() -> None:
    both = {"left": {1: 2}, "right": {1: 7}}
    assert followed([done(0, 2)], both).hurt.k == 0
    assert followed([done(0, 2, Side.RIGHT)], both).hurt.k == 1
    assert followed([done(0, 2, None)], both).hurt.k == 1


def test_the_answer_is_that_of_the_next_date() -> None:
    found = followed([done(0, 1), done(1, 1), done(4, 1)], since={1: "worse", 2: "same", 6: "worse"})
    assert (found.worse.k, found.worse.n) == (1, 2)


def test_below_the_least_number_nothing_is_said() -> None:
    few = followed([done(at * 2, 0) for at in range(LEAST - 1)], {"left": {at * 2 + 1: 9 for at in range(LEAST)}})
    assert few.hurt.words == f"too few, n {LEAST - 1}"
    assert "too few" in response_sentence([few])
    enough = followed([done(at * 2, 0) for at in range(LEAST)], {"left": {at * 2 + 1: 9 for at in range(LEAST)}})
    assert enough.hurt.words == f"{LEAST} of {LEAST}"
    assert f"in {LEAST} of {LEAST} sessions" in response_sentence([enough])


def test_exercises_that_were_done_together_are_told_together() -> None:
    scores = {"left": {day(at): 5 for at in range(20)}}
    both = [
        Work(day(at * 2), ExerciseDone(name, Dose(sets=1, reps=1), pain_before=0), Measure(name.capitalize()))
        for at in range(LEAST)
        for name in ("clamshell", "bridge")
    ]
    assert "Bridge and 1 other were followed by" in response_sentence(responses(both, Following({}, scores, {})))


def test_the_one_that_hurt_most_often_comes_first_and_those_with_too_few_last() -> None:
    def of(name: str, sessions: int, hurt: int) -> list[Work]:
        return [
            Work(day(at), ExerciseDone(name, Dose(sets=1, reps=1), pain_before=0 if at < hurt else 9), Measure(name))
            for at in range(sessions)
        ]

    scores = {"left": {day(at): 5 for at in range(20)}}
    found = responses(of("few", 3, 3) + of("some", 6, 1) + of("often", 6, 4), Following({}, scores, {}))
    assert [one.exercise for one in found] == ["often", "some", "few"]
