"""Laws that hold for any history of signs."""

from dataclasses import replace
from datetime import date, timedelta

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

TODAY = date(2026, 11, 20)
days_ago = st.integers(0, 20).map(lambda n: TODAY - timedelta(days=n))


@st.composite
def reports(draw: st.DrawFn, answers: tuple[SignAnswer, ...] = tuple(SignAnswer)) -> SymptomReport:
    symptom = draw(st.sampled_from(SYMPTOMS))
    side = draw(st.sampled_from((None, *Side))) if symptom in SIDED_SYMPTOMS else None
    return SymptomReport(symptom, draw(st.sampled_from(answers)), side, draw(st.none() | days_ago))


rounds = st.builds(
    SymptomsAnswered,
    st.just(Form.PICKED),
    st.just(SYMPTOMS),
    st.lists(reports(), max_size=4).map(tuple),
    st.none() | st.floats(36, 40).map(lambda t: round(t, 1)),
    st.lists(st.sampled_from(COMPANIONS), max_size=2).map(tuple),
)
profiles = st.builds(
    Profile,
    surgery_date=st.none() | st.integers(-10, 400).map(lambda n: TODAY - timedelta(days=n)),
    surgery_not_yet=st.booleans(),
    past_cancer=st.none() | st.booleans(),
)
evidences = st.builds(
    Evidence,
    rounds,
    st.just(TODAY),
    st.lists(st.tuples(days_ago, rounds), max_size=3).map(tuple),
    profiles,
    st.booleans(),
)


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
