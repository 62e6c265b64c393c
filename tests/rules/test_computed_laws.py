"""Laws of the computed rules that hold for any history, replay, and the thresholds of a therapist."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.domain.followup import Level
from rehab_tui.domain.history import History, Scores, Worked
from rehab_tui.domain.patient import Profile
from rehab_tui.errors import InvalidValue
from rehab_tui.rules.computed import (
    COMPUTED,
    COMPUTED_RULES,
    affected_dates,
    changes,
    episodes,
    evaluate_computed,
    replay,
    threshold,
    thresholds_from,
    value_on,
)
from tests.rules.choices import scores
from tests.rules.histories import history

TODAY = date(2026, 11, 20)
FIRST = TODAY - timedelta(days=79)


def series(least: int = 0, most: int = 10) -> st.SearchStrategy[Scores]:
    return scores(FIRST, 80, least, most)


histories = st.builds(
    lambda left, right, woken, before, surgery: History(
        scores={("hip", "left"): left, ("hip", "right"): right},
        answers={"woken": {day: "yes" if score > 4 else "no" for day, score in woken.items()}},
        work={day: (Worked("clamshell", pain_before=score, pain_during=score),) for day, score in before.items()},
        profile=Profile(surgery_date=TODAY - timedelta(days=surgery)),
        started=FIRST,
    ),
    series(), series(), series(), series(0, 6), st.integers(-5, 500),
)  # fmt: skip


def turned(scores: Scores) -> Scores:
    return dict(reversed(list(scores.items())))


def with_scores(one: History, scores: dict[tuple[str, str], Scores]) -> History:
    return History(scores=scores, answers=one.answers, work=one.work, profile=one.profile, started=one.started)


@given(histories)
@settings(max_examples=100, deadline=None)
def test_the_order_of_entry_does_not_change_the_findings(one: History) -> None:
    other = with_scores(one, {place: turned(scores) for place, scores in reversed(list(one.scores.items()))})
    assert evaluate_computed(one, TODAY) == evaluate_computed(one, TODAY)
    for day in (TODAY - timedelta(days=back) for back in range(0, 60, 17)):
        assert evaluate_computed(one, day) == evaluate_computed(other, day)


@given(histories, st.integers(0, 30))
@settings(max_examples=100, deadline=None)
def test_later_days_do_not_change_what_was_said(one: History, back: int) -> None:
    day = TODAY - timedelta(days=back)
    known = {place: {d: s for d, s in scores.items() if d <= day} for place, scores in one.scores.items()}
    cut = History(
        scores=known,
        answers={name: {d: a for d, a in given.items() if d <= day} for name, given in one.answers.items()},
        work={d: w for d, w in one.work.items() if d <= day},
        profile=one.profile,
        started=one.started,
        starts={place: min(scores, default=day) for place, scores in one.scores.items()},
    )
    assert evaluate_computed(one, day) == evaluate_computed(cut, day)


@given(histories)
@settings(max_examples=30, deadline=None)
def test_replay_says_what_each_day_said(one: History) -> None:
    said = list(replay(one, TODAY - timedelta(days=9), TODAY))
    assert [day for day, _ in said] == [TODAY - timedelta(days=back) for back in range(9, -1, -1)]
    for day, findings in said:
        assert findings == evaluate_computed(one, day)
    by_function = list(replay(lambda _: one, TODAY - timedelta(days=9), TODAY))
    assert by_function == said


@given(histories)
@settings(max_examples=100, deadline=None)
def test_findings_come_in_table_order_with_a_known_level(one: History) -> None:
    found = evaluate_computed(one, TODAY)
    order = [rule.id for rule in COMPUTED]
    assert [order.index(finding.rule) for finding in found] == sorted(order.index(finding.rule) for finding in found)
    assert all(finding.level in COMPUTED_RULES[finding.rule].levels for finding in found)


@given(histories)
@settings(max_examples=100, deadline=None)
def test_each_hip_is_looked_at_alone(one: History) -> None:
    alone = with_scores(one, {("hip", "left"): one.scores["hip", "left"]})
    rules = [
        rule for rule in COMPUTED if rule.id in ("PT-01", "PT-02", "PT-03", "PT-04", "PT-05", "PT-06", "PT-09", "HW-01")
    ]
    found = [finding for finding in evaluate_computed(one, TODAY, rules) if finding.side == "left"]
    assert found == list(evaluate_computed(alone, TODAY, rules))


@pytest.mark.parametrize("rule", [rule for rule in COMPUTED if rule.needs_days], ids=lambda rule: rule.id)
@given(histories)
@settings(max_examples=15, deadline=None)
def test_a_rule_reads_no_further_back_than_it_says(rule: object, one: History) -> None:
    assert rule in COMPUTED
    days = next(known.needs_days for known in COMPUTED if known is rule)
    oldest = TODAY - timedelta(days=days - 1)
    start = timedelta(days=13 + 7)
    cut = History(
        scores={
            place: {d: s for d, s in scores.items() if d >= oldest or d <= min(scores) + start}
            for place, scores in one.scores.items()
        },
        answers={name: {d: a for d, a in given.items() if d >= oldest} for name, given in one.answers.items()},
        work={d: w for d, w in one.work.items() if d >= oldest},
        profile=one.profile,
        started=one.started,
    )
    whole = [finding for finding in evaluate_computed(one, TODAY) if finding.rule == rule.id]  # type: ignore[attr-defined]
    assert [f for f in evaluate_computed(cut, TODAY) if f.rule == rule.id] == whole  # type: ignore[attr-defined]


def test_missing_days_stay_missing_over_a_gap() -> None:
    one = history({"left": "2*30 .*30 6*4"})
    assert [f.rule for f in evaluate_computed(one, TODAY) if f.rule in ("PT-02", "PT-04")] == []


def test_spells_of_a_rule_are_one_line_each_for_every_level() -> None:
    one = history({"left": "4*14 7*7 4*30 7*7"})
    said = replay(one, TODAY - timedelta(days=50), TODAY)
    spells = [spell for spell in episodes(said) if spell.finding.rule == "PT-02"]
    assert [(spell.finding.side, spell.days > 1) for spell in spells] == [("left", True), ("left", True)]
    four = [spell for spell in episodes(replay(one, TODAY - timedelta(days=6), TODAY)) if spell.finding.rule == "PT-04"]
    assert [spell.finding.level for spell in four] == [Level.VISIT, Level.DAYS]
    assert four[0].first == TODAY - timedelta(days=5)
    assert (four[1].first, four[1].last) == (four[0].last + timedelta(days=1), TODAY)


def test_a_therapist_changes_thresholds_within_limits() -> None:
    changed = thresholds_from({"PT-02": {"by": 1.5}, "FN-03": {"by": 2.7}})
    assert changed["PT-02"]["by"] == Fraction(3, 2)
    assert [one.words for one in changes(changed)] == ["PT-02 by: 1.5 (was 2)", "FN-03 by: 2.7 (was 2.3)"]
    assert COMPUTED_RULES["PT-02"].threshold(changed["PT-02"]).startswith("1.5 points")
    one = history({"left": "4*14 5*3 6*4"})
    assert "PT-02" in [finding.rule for finding in evaluate_computed(one, TODAY, thresholds=changed)]
    assert "PT-02" not in [finding.rule for finding in evaluate_computed(one, TODAY)]


def test_a_therapist_can_switch_off_the_rule_that_the_table_does_not_have() -> None:
    one = history({"left": "0*28 10*14"})
    off = thresholds_from({"PT-09": {"by": 11}})
    assert "PT-09" in [finding.rule for finding in evaluate_computed(one, TODAY)]
    assert "PT-09" not in [finding.rule for finding in evaluate_computed(one, TODAY, thresholds=off)]
    assert COMPUTED_RULES["PT-09"].threshold(off["PT-09"]).startswith("11 points (11: switched off)")


@pytest.mark.parametrize(
    ("rule", "name", "value", "words"),
    [
        ("RF-08", "by", 2, "cannot be changed"),
        ("PT-99", "by", 2, "did you mean PT-0"),
        ("PT-02", "window", 9, "it has: by, need, need_before"),
        ("PT-04", "days", 1, "no threshold"),
        ("PT-02", "by", 0.5, "a number from 1 to 4"),
        ("PT-02", "by", float("nan"), "a number from 1 to 4"),
        ("PT-02", "by", True, "a number from 1 to 4"),
        ("PT-02", "by", "2", "a number from 1 to 4"),
        ("PT-02", "need", 4.5, "a whole number from 3 to 7"),
        ("MS-03", "hours_level_1", 2, "it has: nothing"),
    ],
)
def test_what_a_therapist_may_not_change(rule: str, name: str, value: object, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        threshold(rule, name, value)


def test_a_changed_entry_touches_the_dates_that_read_it() -> None:
    assert affected_dates(TODAY, TODAY) == (TODAY,)
    assert affected_dates(TODAY - timedelta(days=2), TODAY) == tuple(TODAY - timedelta(days=n) for n in (2, 1, 0))
    long_ago = affected_dates(TODAY - timedelta(days=900), TODAY)
    assert len(long_ago) == max(rule.needs_days for rule in COMPUTED if rule.id.startswith("PT")) + 1
    assert long_ago[-1] == TODAY
    assert affected_dates(TODAY + timedelta(days=3), TODAY) == (TODAY,)


def test_the_value_a_follow_up_stands_at() -> None:
    one = history({"left": "4*6 6 ."})
    yesterday = TODAY - timedelta(days=1)
    assert value_on(one, "PT-02", "left", yesterday) == 30 / 7
    assert value_on(one, "PT-01", "left", yesterday) == 6
    assert value_on(one, "PT-01", "left", TODAY) is None
    assert value_on(one, "PT-08", "left", TODAY) is None
    assert value_on(one, "PT-02", "right", TODAY) is None
