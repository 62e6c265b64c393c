"""Why an alert came: rule, threshold, numbers, entries, what would have changed it; and how hard it is to read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from rehab_tui.domain.followup import Event, FollowUp, Level, State
from rehab_tui.domain.patient import Profile
from rehab_tui.rules import WARNING_SIGNS, Rule, advice
from rehab_tui.rules.computed import (
    COMPUTED_RULES,
    ComputedFinding,
    Why,
    again_words,
    evaluate_computed,
    explained,
    thresholds_from,
)
from tests.rules.histories import history
from tests.rules.test_computed_words import FOUND
from tests.rules.test_rule_words import EMPTY, FILLED, finding_of
from tests.rules.words import NEVER, READING_GRADE, grade, pattern_of, said_though_never

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 20, tzinfo=UTC)


def follow_up(rule: str, level: Level | None, why: object, side: str | None = None) -> FollowUp:
    assert isinstance(why, dict)
    return FollowUp("f", rule, level, "A title", "A message.", why, ("S25",), side, TODAY, NOW, None, None)


def of(finding: ComputedFinding) -> Why:
    return explained(follow_up(finding.rule, finding.level, dict(finding.why), finding.side))


def lines(why: Why) -> Iterator[str]:
    yield from (why.rule, why.trigger, why.threshold or "", why.would_change or "", *why.entries)
    yield from (f"{name}: {value}" for name, value in why.numbers)


@pytest.mark.parametrize("finding", FOUND.values(), ids=lambda one: f"{one.rule} {one.level}")
def test_a_computed_alert_is_explained_in_full(finding: ComputedFinding) -> None:
    why = of(finding)
    rule = COMPUTED_RULES[finding.rule]
    assert why.rule == f"{rule.id}: {rule.title}"
    assert why.trigger == rule.trigger
    assert why.threshold == rule.default
    assert why.judgement is rule.judgement
    assert why.numbers
    assert why.would_change
    assert why.entries or rule.id in ("MS-01", "MS-02"), "there may be no entry before a silence"
    assert not [line for line in lines(why) if "_" in line or "{" in line or "None" in line]


@pytest.mark.parametrize("finding", FOUND.values(), ids=lambda one: f"{one.rule} {one.level}")
def test_the_entries_are_the_very_ones_behind_the_numbers(finding: ComputedFinding) -> None:
    dates = [row["date"] for row in finding.why["rows"]]  # type: ignore[attr-defined]
    n_7 = finding.why.get("n_7")
    if isinstance(n_7, int):
        this_week = {day for day in dates if 0 <= (TODAY - date.fromisoformat(day)).days < 7}
        assert len(this_week) == n_7 or finding.why["on"] != TODAY.isoformat()


REPORTED = [pytest.param(rule, level, id=f"{rule.id} {level}") for rule in WARNING_SIGNS for level in rule.levels]


@pytest.mark.parametrize(("rule", "level"), REPORTED)
def test_a_reported_sign_is_explained_in_full(rule: Rule, level: Level) -> None:
    why = explained(follow_up(rule.id, level, dict(finding_of(rule, level, EMPTY).why)))
    assert (why.rule, why.trigger, why.threshold) == (f"{rule.id}: {rule.title}", rule.trigger, rule.threshold)
    assert why.would_change
    assert (f"level {int(max(rule.levels))}" in why.would_change) == (level < max(rule.levels))


def test_the_threshold_is_that_of_the_day_it_fired() -> None:
    changed = thresholds_from({"PT-02": {"by": 1.5}})
    found = evaluate_computed(history({"left": "4*14 6*7"}), TODAY, thresholds=changed)
    why = of(next(one for one in found if one.rule == "PT-02"))
    assert (
        why.threshold == "1.5 points; 4 of 7 scores, 7 of 14 before (default: 2 points; 4 of 7 scores, 7 of 14 before)"
    )
    assert ("mean of the 7 days up to then", "6") in why.numbers
    assert ("difference", "2") in why.numbers
    (entries,) = why.entries
    assert entries.startswith("pain hip left, up to Fri 20 Nov 2026. 31 Oct: 4, 1 Nov: 4,")
    assert entries.endswith("20 Nov: 6")
    assert why.would_change == "An average of that week below 5.5."


def test_a_rule_of_another_version_is_shown_as_it_was_kept() -> None:
    why = explained(follow_up("PT-77", Level.DAYS, {"on": "2026-11-20", "x\x1b[2J": "[/x]", "rows": "odd"}))
    assert why.rule == "PT-77: A title"
    assert "\x1b" not in "".join(lines(why))


def test_no_explanation_says_what_must_never_be_said() -> None:
    said = [line for finding in FOUND.values() for line in lines(of(finding))]
    said += [
        line
        for rule in WARNING_SIGNS
        for level in rule.levels
        for line in lines(explained(follow_up(rule.id, level, dict(finding_of(rule, level, EMPTY).why))))
    ]
    words = pattern_of(words for words in NEVER if not words.isdigit())
    assert said_though_never(said, words) == []


def told(profile: Profile) -> Iterator[tuple[str, str]]:
    for rule in WARNING_SIGNS:
        for level in rule.levels:
            yield f"{rule.id} {level}", " ".join(advice(finding_of(rule, level, profile), profile).lines[1:])
    for finding in FOUND.values():
        yield f"{finding.rule} {finding.level}", " ".join(advice(finding, profile).lines[1:])


@pytest.mark.parametrize("profile", [EMPTY, FILLED])
def test_a_reader_of_twelve_can_read_every_alert(profile: Profile) -> None:
    assert {name: round(grade(text), 1) for name, text in told(profile) if grade(text) > READING_GRADE} == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PT-04 on 2026-11-18: 5.142857142857143", "It goes on (PT-04, Wed 18 Nov 2026): average 5.1"),
        ("PX-01 on 2026-11-18", "It goes on (PX-01, Wed 18 Nov 2026)"),
        ("HW-04 on 2026-11-18: It began: later.", "Also (HW-04, Wed 18 Nov 2026): It began: later."),
        ("Fever or chills", None),
        (None, None),
    ],
)
def test_a_count_is_told_in_words(text: str | None, words: str | None) -> None:
    assert again_words(Event("reported again", NOW, State.OPEN, text=text)) == words
