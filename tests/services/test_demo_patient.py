"""The made-up patient: believable, complete, and the same on every run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import Entry, EntryState, Kind
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.followup import Level, State
from rehab_tui.domain.moment import Moment
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomsAnswered
from rehab_tui.services.care import Care
from rehab_tui.services.demo.patient import build_demo

TODAY = date(2026, 11, 20)
ZONE = timezone(timedelta(hours=1))
NOW = Moment(datetime(2026, 11, 20, 10, 30, tzinfo=ZONE), TODAY, "Europe/Berlin")
FIRST = TODAY - timedelta(days=98)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehab]:
    with Rehab.open(tmp_path_factory.mktemp("demo") / "demo.db", create=True) as rehab:
        build_demo(rehab, NOW)
        yield rehab


def everything(rehab: Rehab) -> list[tuple[object, ...]]:
    found = rehab.journal.between(FIRST, TODAY, every_state=True)
    return [(e.day, e.fact, e.recorded_at, e.state, e.note, e.origin) for e in found]


def facts_of(rehab: Rehab, kind: type) -> list[Entry]:
    return [e for e in rehab.journal.between(FIRST, TODAY) if isinstance(e.fact, kind)]


def mean(rehab: Rehab, side: Side, first: int, last: int) -> float:
    days = rehab.looking_back.pain(side, Site.HIP, FIRST + timedelta(days=first), FIRST + timedelta(days=last)).days
    scores = [day.value for day in days if day.value is not None]
    return sum(scores) / len(scores)


def test_it_is_the_same_on_every_run(demo: Rehab, tmp_path: Path) -> None:
    with Rehab.open(tmp_path / "again.db", create=True) as again:
        build_demo(again, NOW)
        assert everything(again) == everything(demo)
        assert again.profiles.read() == demo.profiles.read()


def test_the_left_hip_gets_better_and_the_right_stays_low(demo: Rehab) -> None:
    assert 6 <= mean(demo, Side.LEFT, 2, 9) <= 8
    assert 2 <= mean(demo, Side.LEFT, 84, 97) <= 3.5
    assert 1 <= mean(demo, Side.RIGHT, 2, 97) <= 2.2


def test_days_differ_and_one_flare_stands_out(demo: Rehab) -> None:
    flare, around = mean(demo, Side.LEFT, 58, 60), mean(demo, Side.LEFT, 50, 57)
    assert flare - around >= 2
    scores = [e.fact.score for e in facts_of(demo, PainScore) if isinstance(e.fact, PainScore)]
    assert len(set(scores)) >= 8


def test_some_days_are_missing(demo: Rehab) -> None:
    values = [day.value for day in demo.looking_back.pain(Side.LEFT, Site.HIP, FIRST + timedelta(days=2), TODAY).days]
    missing = [number for number, value in enumerate(values[:-1]) if value is None]
    assert len(missing) == 9
    assert any(missing[i : i + 4] == list(range(missing[i], missing[i] + 4)) for i in range(len(missing)))


def test_today_is_open_for_a_newcomer(demo: Rehab) -> None:
    review = demo.days.review(TODAY, TODAY)
    assert [hip.score for hip in review.hips] == [None, None]
    assert review.due == ("pain score", "warning-sign questions", "exercises")
    assert review.exercises_due >= 5
    assert review.exercises_done == 0
    assert review.next_visit is not None
    assert review.next_visit.on - TODAY == timedelta(days=13)
    assert review.next_visit.ask


def test_one_warning_sign_was_followed_to_its_outcome(demo: Rehab) -> None:
    follow_up, *flare = sorted(demo.follow_ups.all(), key=lambda one: (one.level or 9, one.rule))
    assert [(one.rule, one.level, one.state) for one in flare] == [
        ("PT-04", Level.VISIT, State.CLOSED), ("PX-02", Level.VISIT, State.CLOSED),
    ]  # fmt: skip
    for one in flare:
        assert (one.outcome or "").startswith("It closed by itself"), "its appointment has passed, or its time"
    assert (follow_up.rule, follow_up.level, follow_up.state) == ("RF-07", Level.TODAY, State.CLOSED)
    assert [event.state for event in follow_up.events] == [
        State.OPEN, State.ACKNOWLEDGED, State.ACTED, State.CLOSED,
    ]  # fmt: skip
    assert follow_up.events[2].contacted == "night line"
    assert follow_up.outcome


def test_there_is_something_to_see_of_what_follows_an_exercise_and_to_ask(demo: Rehab) -> None:
    told = [one for one in demo.responses.exercises(TODAY) if one.hurt.enough]
    assert len(told) >= 8
    assert any(one.hurt.k for one in told)
    assert [(one.exercise, one.step) for one in demo.progress.proposals(TODAY)] == [("sit-to-stand", "more")]


def test_plans_change_and_cycling_waits_for_someone_to_allow_it(demo: Rehab) -> None:
    versions = demo.plans.versions()
    assert [(plan.starts_on - FIRST).days for plan in versions] == [3, 42, 84]
    assert ClearanceKind.CYCLING not in demo.plans.allowed(TODAY)
    locked = [row.prescription.exercise for row in demo.days.review(TODAY, TODAY).exercises if row.locked]
    assert locked == ["stationary-bike"]
    done = {e.fact.exercise for e in facts_of(demo, ExerciseDone) if isinstance(e.fact, ExerciseDone)}
    assert "stationary-bike" not in done


def test_exercises_are_mostly_done_some_in_part_some_left_out(demo: Rehab) -> None:
    whole = demo.looking_back.adherence(TODAY - timedelta(days=1), 90)
    assert 70 <= (whole.percent or 0) <= 95
    assert set(whole.skipped) >= {"pain", "tired", "no-time", "forgot"}
    assert whole.done != int(whole.done)


def test_the_questions_were_asked_daily_and_in_full_each_week(demo: Rehab) -> None:
    rounds = [e for e in facts_of(demo, SymptomsAnswered) if isinstance(e.fact, SymptomsAnswered)]
    full = [e.day for e in rounds if isinstance(e.fact, SymptomsAnswered) and e.fact.form is Form.FULL]
    assert len(rounds) > 80
    assert all(1 <= (later - earlier).days <= 11 for earlier, later in pairwise(full))


def test_every_entry_was_recorded_on_its_evening_but_for_a_few_late_ones(demo: Rehab) -> None:
    found = demo.journal.between(FIRST, TODAY, every_state=True)
    assert {e.origin for e in found} == {"demo"}
    assert all(e.recorded_at <= NOW.instant for e in found)
    late = {e.day for e in found if e.late_days}
    assert len(late) == 3
    assert {e.late_days for e in found} == {0, 1, 2}


def test_a_correction_and_a_mistake_are_there_to_be_read(demo: Rehab) -> None:
    states = [e.state for e in demo.journal.between(FIRST, TODAY, every_state=True)]
    assert EntryState.SUPERSEDED in states
    assert EntryState.IN_ERROR in states


def test_nobody_in_it_could_be_real_and_no_emergency_number_is_given(demo: Rehab) -> None:
    profile = demo.profiles.read()
    assert profile.emergency is None
    for text in (profile.name, profile.surgeon, profile.therapist, profile.night_line, profile.allowed_by):
        assert text is not None
        assert "made up" in text or "made-up" in text


def test_every_kind_of_entry_is_there_and_the_file_is_sound(demo: Rehab) -> None:
    assert {e.kind for e in demo.journal.between(FIRST, TODAY)} == set(Kind)
    assert demo.use(Care).check(NOW).problems == ()


@pytest.mark.parametrize("hour", [0, 23])
def test_nothing_lies_in_the_future_at_any_hour(tmp_path: Path, hour: int) -> None:
    now = replace(NOW, instant=NOW.instant.replace(hour=hour, minute=1))
    with Rehab.open(tmp_path / "demo.db", create=True) as rehab:
        build_demo(rehab, now)
        assert max(e.recorded_at for e in rehab.journal.between(FIRST, TODAY)) <= now.instant
