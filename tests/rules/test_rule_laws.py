"""Laws that hold for any history of signs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.domain.body import Side
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import (
    COMPANIONS,
    SIDED_SYMPTOMS,
    SYMPTOMS,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
)
from rehab_tui.rules import WARNING_SIGNS, Evidence, asks_if_checked, evaluate
from rehab_tui.rules.rule import CONTACT_SIGNS
from tests.rules.choices import Choices

Value = TypeVar("Value")
TODAY = date(2026, 11, 20)
ANSWERS = tuple(SignAnswer)
NEWS = (SignAnswer.NEW, SignAnswer.WORSE)


def a_day(choices: Choices) -> date:
    return TODAY - timedelta(days=choices.below(21))


def a_report(choices: Choices, answers: tuple[SignAnswer, ...] = ANSWERS) -> SymptomReport:
    symptom = choices.one(SYMPTOMS)
    side = choices.one((None, *Side)) if symptom in SIDED_SYMPTOMS else None
    return SymptomReport(symptom, choices.one(answers), side, a_day(choices) if choices.below(2) else None)


def a_round(choices: Choices) -> SymptomsAnswered:
    reports = tuple(a_report(choices) for _ in range(choices.below(5)))
    temperature = choices.often([36 + tenth / 10 for tenth in range(41)])
    companions = tuple(choices.one(COMPANIONS) for _ in range(choices.below(3)))
    return SymptomsAnswered(Form.PICKED, SYMPTOMS, reports, temperature, companions)


def a_profile(choices: Choices) -> Profile:
    surgery = TODAY - timedelta(days=choices.below(250) * 2 - 10) if choices.below(4) else None
    return Profile(
        surgery_date=surgery, surgery_not_yet=bool(choices.below(2)), past_cancer=choices.one((None, False, True))
    )


def an_evidence(choices: Choices) -> Evidence:
    answered = a_round(choices)
    recent = tuple((a_day(choices), a_round(choices)) for _ in range(choices.below(4)))
    return Evidence(answered, TODAY, recent, a_profile(choices), bool(choices.below(2)))


def drawn(read: Callable[[Choices], Value], size: int = 90) -> st.SearchStrategy[Value]:
    return st.binary(min_size=size, max_size=size).map(lambda given: read(Choices(given)))


def reports(answers: tuple[SignAnswer, ...] = ANSWERS) -> st.SearchStrategy[SymptomReport]:
    return drawn(lambda choices: a_report(choices, answers), 5)


evidences, rounds, profiles, days_ago = drawn(an_evidence), drawn(a_round, 30), drawn(a_profile, 5), drawn(a_day, 1)


def highest(evidence: Evidence) -> int:
    return min((finding.level for finding in evaluate(evidence)), default=9)


@given(evidences, reports())
def test_one_more_report_never_lowers_the_highest_level(evidence: Evidence, more: SymptomReport) -> None:
    answered = replace(evidence.answered, reports=(*evidence.answered.reports, more))
    assert highest(replace(evidence, answered=answered)) <= highest(evidence)


@given(evidences, days_ago, rounds)
def test_one_more_earlier_answer_never_lowers_the_highest_level(
    evidence: Evidence, day: date, more: SymptomsAnswered
) -> None:
    assert highest(replace(evidence, recent=(*evidence.recent, (day, more)))) <= highest(evidence)


@given(evidences)
def test_the_same_evidence_gives_the_same_findings_in_table_order(evidence: Evidence) -> None:
    found = evaluate(evidence)
    assert found == evaluate(replace(evidence, recent=tuple(reversed(evidence.recent))))
    order = [rule.id for rule in WARNING_SIGNS]
    assert [finding.rule for finding in found] == sorted({f.rule for f in found}, key=order.index)


@given(st.lists(reports((SignAnswer.USUAL,)), max_size=6), profiles, st.booleans())
def test_usual_alone_never_fires(found: list[SymptomReport], profile: Profile, back: bool) -> None:
    answered = SymptomsAnswered(Form.FULL, SYMPTOMS, tuple(found))
    assert evaluate(Evidence(answered, TODAY, (), profile, back)) == ()


@given(reports((SignAnswer.UNCHECKED,)), evidences)
def test_a_level_1_or_2_sign_that_nobody_checked_always_fires(more: SymptomReport, evidence: Evidence) -> None:
    answered = replace(evidence.answered, reports=(*evidence.answered.reports, more))
    found = evaluate(replace(evidence, answered=answered))
    if more.id not in CONTACT_SIGNS:
        assert asks_if_checked(more.id)
        assert any(more.id in finding.symptoms and finding.level <= 2 for finding in found)


@given(reports((SignAnswer.NEW, SignAnswer.WORSE)), evidences)
def test_a_new_or_worse_sign_is_on_some_finding(more: SymptomReport, evidence: Evidence) -> None:
    answered = replace(evidence.answered, reports=(*evidence.answered.reports, more))
    assert any(more.id in finding.symptoms for finding in evaluate(replace(evidence, answered=answered)))


@given(evidences)
def test_nothing_new_fires_nothing(evidence: Evidence) -> None:
    nothing = SymptomsAnswered(Form.FULL, SYMPTOMS)
    assert evaluate(replace(evidence, answered=nothing)) == ()


@given(rounds, rounds, profiles)
def test_two_answers_of_one_day_reach_the_same_level_in_either_order(
    one: SymptomsAnswered, other: SymptomsAnswered, profile: Profile
) -> None:
    def both(first: SymptomsAnswered, second: SymptomsAnswered) -> int:
        alone = highest(Evidence(first, TODAY, (), profile))
        return min(alone, highest(Evidence(second, TODAY, ((TODAY, first),), profile)))

    together = replace(
        one,
        reports=(*one.reports, *other.reports),
        companions=(*one.companions, *other.companions),
        temperature_c=max((t for t in (one.temperature_c, other.temperature_c) if t is not None), default=None),
    )
    assert both(one, other) == both(other, one) == highest(Evidence(together, TODAY, (), profile))
