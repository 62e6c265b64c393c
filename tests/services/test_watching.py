"""The computed rules on a real file: they open once, the order of entry does not matter, quiet keys stay quiet."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Fact, SmallAnswer
from rehab_tui.domain.followup import Level
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.rules.computed.hit import RISE
from rehab_tui.services.journal import Draft
from rehab_tui.services.watch import Watch

FIRST = date(2026, 3, 1)


def stamp(day: date, hour: int = 20) -> Stamp:
    return Stamp(Moment(datetime.combine(day, time(hour), UTC), day, "UTC"), Origin.COMMAND)


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "r.db", create=True) as opened:
        opened.profiles.keep({"side": Side.LEFT, "setup_done_on": FIRST}, stamp(FIRST, 8))
        yield opened


def score(rehab: Rehab, number: int, value: int, *, on: int | None = None) -> list[tuple[str, int]]:
    """Log a score of a day, on that day or later; return the rules and levels that were opened."""
    day = FIRST + timedelta(days=number)
    written = stamp(FIRST + timedelta(days=number if on is None else on))
    logged = rehab.journal.add(day, PainScore(value, Side.LEFT), written, f"pain {value}")
    return [(one.rule, int(one.level or 0)) for one in logged.followups]


def opened(rehab: Rehab) -> set[tuple[str, int, date]]:
    return {(one.rule, int(one.level or 0), one.opened_on) for one in rehab.follow_ups.all()}


def test_a_week_two_points_above_the_two_before_asks_for_a_contact(rehab: Rehab) -> None:
    for number in range(21):
        assert score(rehab, number, 3) == []
    found = [rule for number in range(21, 28) for rule in score(rehab, number, 6)]
    assert ("PT-02", 3) in found or ("PT-04", 3) in found
    waiting = [one for one in rehab.follow_ups.waiting() if one.level is Level.DAYS]
    assert len(waiting) == 1, "one rise in one hip is one prompt"


def test_a_day_on_which_nobody_opened_the_program_is_looked_at_later(rehab: Rehab) -> None:
    for number, value in enumerate([3] * 14 + [0] + [6] * 4):
        score(rehab, number, value)
    rose = FIRST + timedelta(days=21)
    assert [one.rule for one in Watch(rehab._store).findings(rose)] == ["PT-02"]
    assert [one.level for one in Watch(rehab._store).findings(rose + timedelta(days=2))] == [None], "a notice"
    rehab.journal.watch(stamp(rose + timedelta(days=2)))
    assert ("PT-02", 3, rose) in opened(rehab)


def test_days_longer_ago_than_two_weeks_are_not_looked_at_again(rehab: Rehab) -> None:
    for number, value in enumerate([3] * 14 + [0] + [6] * 4):
        score(rehab, number, value)
    rehab.journal.watch(stamp(FIRST + timedelta(days=36)))
    assert "PT-02" not in {one.rule for one in rehab.follow_ups.all()}


def test_a_severe_score_is_asked_about_at_once(rehab: Rehab) -> None:
    assert score(rehab, 0, 8) == [("PT-01", 3)]


def test_a_severe_score_without_an_answer_is_raised_after_two_hours(rehab: Rehab) -> None:
    day = FIRST
    rehab.journal.add(day, PainScore(9, Side.LEFT), stamp(day, 9), "pain 9")
    assert rehab.journal.watch(stamp(day, 10)) == ()
    (raised,) = [one for one in rehab.journal.watch(stamp(day, 12)) if not one.closed]
    assert (raised.rule, raised.level) == ("PT-01", Level.TODAY)
    assert rehab.journal.watch(stamp(day, 13)) == ()


def test_a_severe_score_of_last_night_is_raised_in_the_morning(rehab: Rehab) -> None:
    rehab.journal.add(FIRST, PainScore(9, Side.LEFT), stamp(FIRST, 23), "pain 9")
    morning = stamp(FIRST + timedelta(days=1), 7)
    (raised,) = [one for one in rehab.journal.watch(morning) if not one.closed]
    assert (raised.rule, raised.level, raised.opened_on) == ("PT-01", Level.TODAY, FIRST)
    assert rehab.journal.watch(stamp(FIRST + timedelta(days=1), 9)) == ()


def test_an_answer_given_in_time_keeps_last_night_as_it_was(rehab: Rehab) -> None:
    rehab.journal.add(FIRST, PainScore(9, Side.LEFT), stamp(FIRST, 22), "pain 9")
    rehab.journal.add(FIRST, SmallAnswer("relief", "yes"), stamp(FIRST, 23), "relief: yes")
    assert rehab.journal.watch(stamp(FIRST + timedelta(days=1), 7)) == ()


def test_what_begins_more_than_a_year_after_surgery_gets_its_line(rehab: Rehab) -> None:
    rehab.profiles.keep({"surgery_date": FIRST - timedelta(days=500)}, stamp(FIRST, 9))
    for number in range(28):
        score(rehab, number, 3 if number < 21 else 6)
    (waiting,) = [one for one in rehab.follow_ups.waiting() if one.level is Level.DAYS]
    assert sum((event.text or "").startswith("HW-04 on ") for event in waiting.events) == 1


def test_relief_that_did_not_come_raises_it_at_once(rehab: Rehab) -> None:
    rehab.journal.add(FIRST, PainScore(9, Side.LEFT), stamp(FIRST, 9), "pain 9")
    logged = rehab.journal.add(FIRST, SmallAnswer("relief", "no"), stamp(FIRST, 9), "relief: no")
    assert ("PT-01", Level.TODAY) in [(one.rule, one.level) for one in logged.followups]


@pytest.mark.parametrize(("first", "then", "raised"), [(8, 10, True), (10, 9, False)])
def test_relief_from_a_lower_score_says_nothing_of_a_higher_one(
    rehab: Rehab, first: int, then: int, *, raised: bool
) -> None:
    for hour, fact in ((8, PainScore(first, Side.LEFT)), (9, SmallAnswer("relief", "yes")), (20, None)):
        rehab.journal.add(FIRST, fact or PainScore(then, Side.LEFT), stamp(FIRST, hour), "said")
    assert ("relief" in rehab.days.review(FIRST, FIRST).answers) is not raised, "it is asked about again"
    found = rehab.journal.watch(stamp(FIRST, 23))
    assert [(one.rule, one.level) for one in found] == ([("PT-01", Level.TODAY)] if raised else [])


def test_relief_that_is_said_again_counts(rehab: Rehab) -> None:
    relief = SmallAnswer("relief", "yes")
    for hour, fact in ((8, PainScore(8, Side.LEFT)), (9, relief), (20, PainScore(10, Side.LEFT)), (21, relief)):
        rehab.journal.add(FIRST, fact, stamp(FIRST, hour), "said")
    assert rehab.days.review(FIRST, FIRST).answers["relief"] == "yes"
    assert rehab.journal.watch(stamp(FIRST, 23)) == ()


def test_looking_again_on_the_same_day_opens_nothing_twice(rehab: Rehab) -> None:
    for number in range(21):
        score(rehab, number, 3)
    for number in range(21, 28):
        score(rehab, number, 7)
    before = opened(rehab)
    rehab.journal.watch(stamp(FIRST + timedelta(days=27), 23))
    assert opened(rehab) == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scores=st.lists(st.none() | st.integers(0, 10), min_size=30, max_size=40))
def test_quiet_keys_never_hide_what_a_full_look_would_say(
    tmp_path_factory: pytest.TempPathFactory, scores: list[int | None]
) -> None:
    """Each day is logged with its lowest guess first, so that the last score of a day takes the quick way."""
    with Rehab.open(tmp_path_factory.mktemp("quiet") / "r.db", create=True) as rehab:
        rehab.profiles.keep({"side": Side.LEFT, "setup_done_on": FIRST}, stamp(FIRST, 8))
        for number, value in enumerate(scores):
            day = FIRST + timedelta(days=number)
            rehab.journal.watch(stamp(day, 7))
            if value is not None:
                score(rehab, number, value)
                said = {one.rule for one in Watch(rehab._store).findings(day) if one.level is not None}
                known = {one.rule for one in rehab.follow_ups.all()}
                lines = {event.text or "" for one in rehab.follow_ups.all() for event in one.events}
                missing = {rule for rule in said - known if not any(line.startswith(rule) for line in lines)}
                assert missing <= set(RISE)
                if missing:
                    assert known & {"PT-01", *RISE}, "one rise is one prompt"


def test_a_note_does_not_look_again(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    from rehab_tui.domain.entry import Note

    score(rehab, 0, 3)
    monkeypatch.setattr(Watch, "watch", lambda *_: pytest.fail("an ordinary entry looked at everything"))
    rehab.journal.add(FIRST, Note("a note"), stamp(FIRST), "note")
    rehab.journal.add(FIRST, SmallAnswer("since-session", "same"), stamp(FIRST), "since")


def test_a_late_score_is_looked_at_on_its_own_day(rehab: Rehab) -> None:
    for number in (*range(21), 21, 23):
        score(rehab, number, 3 if number < 21 else 7)
    assert ("PT-04", 3) not in {(rule, level) for rule, level, _ in opened(rehab)}
    score(rehab, 22, 7, on=24)
    assert {rule for rule, level, _ in opened(rehab) if level <= 3} & {"PT-04", "PT-02"}


def test_undo_leaves_what_it_opened_open(rehab: Rehab) -> None:
    score(rehab, 0, 9)
    rehab.journal.undo(stamp(FIRST, 21))
    (waiting,) = rehab.follow_ups.waiting()
    assert waiting.rule == "PT-01"
    assert [event.verb for event in waiting.events][1:] == ["entry undone", "no longer so"]


def test_a_late_score_does_not_tell_again_what_was_told_and_ended(rehab: Rehab) -> None:
    """The days of an alert that had its outcome belong to it, also when pain had gone down by then."""
    for number, value in enumerate([3] * 21 + [7] * 7 + [2] * 4):
        if number != 25:
            score(rehab, number, value)
    (rise,) = [one for one in rehab.follow_ups.waiting() if one.level is Level.DAYS]
    rehab.follow_ups.close(rise, "they changed the plan", stamp(FIRST + timedelta(days=31), 21))
    before = opened(rehab)
    score(rehab, 25, 7, on=31)
    assert opened(rehab) == before


def test_a_day_that_was_counted_is_not_told_again_after_the_outcome(rehab: Rehab) -> None:
    for number, value in enumerate([3] * 14 + [9, 8]):
        if number != 13:
            score(rehab, number, value)
    for one in rehab.follow_ups.waiting():
        rehab.follow_ups.close(one, "called the ward, they know", stamp(FIRST + timedelta(days=15), 21))
    before = opened(rehab)
    score(rehab, 13, 3, on=15)
    assert opened(rehab) == before


def test_nights_with_a_weight_loss_call_once_and_again_with_each_new_night(rehab: Rehab) -> None:
    def night(number: int, woken: str, *, loses: bool = False) -> list[tuple[str, int]]:
        day = FIRST + timedelta(days=number)
        facts: list[Fact] = [PainScore(3, Side.LEFT), SmallAnswer("woken", woken)]
        if loses:
            facts.append(SymptomsAnswered(Form.PICKED, ("weight-loss",), (SymptomReport("weight-loss"),)))
        logged = rehab.journal.log([Draft(day, fact) for fact in facts], stamp(day), "a night")
        return [(one.rule, int(one.level or 0)) for one in logged.followups if one.opened_on == day]

    assert [night(number, "yes") for number in range(3)] == [[], [], []]
    assert night(3, "yes", loses=True) == [("RF-16", 3), ("PT-08", 2)]
    assert [night(number, "no") for number in (4, 5)] == [[], []], "no new night, no new alert"
    assert night(6, "yes") == [("PT-08", 2)]


def test_a_severe_score_counted_on_an_older_prompt_waits_for_its_answer_too(rehab: Rehab) -> None:
    """It was looked at again only for the date the prompt was opened on: the second night's was never raised."""
    score(rehab, 0, 8)
    rehab.journal.add(FIRST, SmallAnswer("relief", "yes"), stamp(FIRST, 21), "relief yes")
    score(rehab, 1, 9)
    assert opened(rehab) == {("PT-01", 3, FIRST)}
    morning = FIRST + timedelta(days=2)
    rehab.journal.watch(stamp(morning, 7))
    assert ("PT-01", 2, FIRST + timedelta(days=1)) in opened(rehab)


def test_severe_scores_entered_in_arrears_without_an_answer_are_one_call(rehab: Rehab) -> None:
    for number in range(6):
        score(rehab, number, 9, on=6)
    assert {rule for rule, _, _ in opened(rehab)} == {"PT-01", "PT-05"}
    rehab.journal.watch(stamp(FIRST + timedelta(days=6), 23))
    urgent = [one for one in rehab.follow_ups.waiting() if one.serious]
    assert [(one.rule, one.opened_on) for one in urgent] == [("PT-01", FIRST + timedelta(days=5))]
