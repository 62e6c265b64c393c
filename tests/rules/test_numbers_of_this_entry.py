"""An alert tells what this answer says; what was logged before is named as such, and the private sign never."""

from datetime import date, timedelta

import pytest

from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import Finding
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import (
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    celsius_of,
    companions_in,
    report_of,
)
from rehab_tui.rules import Evidence, advice, evaluate

TODAY = date(2026, 11, 20)
OPERATED = Profile(surgery_date=date(2026, 1, 1))


def answers(log: str, temp: str | None = None, beside: str = "") -> SymptomsAnswered:
    reports = () if log == "none" else tuple(report_of(word) for word in log.split())
    companions = companions_in(beside.split())
    return SymptomsAnswered(Form.PICKED, (), reports, celsius_of(temp) if temp else None, companions)


def fired(now: SymptomsAnswered, *earlier: tuple[int, SymptomsAnswered], rule: str = "RF-08") -> Finding:
    recent = tuple((TODAY - timedelta(days=ago), one) for ago, one in earlier)
    return next(f for f in evaluate(Evidence(now, TODAY, recent, OPERATED)) if f.rule == rule)


def logged(finding: Finding) -> str:
    return advice(finding, Profile()).logged


def test_the_temperature_is_the_one_of_this_answer() -> None:
    found = fired(answers("fever", "38.0C"), (0, answers("fever", "39.5C")))
    assert (found.why["temperature_c"], found.why["highest_c"], found.why["highest_on"]) == (38.0, 39.5, "2026-11-20")
    assert logged(found) == "You logged: fever or chills, new, 38.0 C; highest on Fri 20 Nov 2026: 39.5 C."


def test_a_lower_reading_after_a_higher_one_is_not_told_as_the_higher_one() -> None:
    found = fired(answers("fever", "100.3F"), (0, answers("none", "38.0C")))
    assert found.why["temperature_c"] == 37.9
    assert "37.9 C (below 38.0 C" in logged(found)
    assert "highest on Fri 20 Nov 2026: 38.0 C" in logged(found)


def test_an_earlier_lower_reading_is_not_told() -> None:
    found = fired(answers("none", "39.0C"), (0, answers("fever", "38.1C")))
    assert found.why["temperature_c"] == 39.0
    assert "highest_c" not in found.why


@pytest.mark.parametrize("beside", ["", "confused"])
def test_a_thermometer_inherits_nothing_from_older_reports(beside: str) -> None:
    old = SymptomReport("fever", SignAnswer.WORSE, Side.LEFT, TODAY - timedelta(days=5))
    found = fired(answers("none", "39.5C", beside), (3, SymptomsAnswered(Form.PICKED, (), (old,))))
    assert found.side is None
    assert not {"since", "answer", "earlier_on"} & set(found.why)
    assert logged(found).startswith("You logged: fever or chills, 39.5 C")


def test_an_older_sign_that_is_raised_is_named_as_older() -> None:
    fall = fired(answers("none", beside="no-weight-bearing"), (1, answers("fall")), rule="RF-13")
    assert fall.why["earlier_on"] == "2026-11-19"
    assert logged(fall) == (
        "You logged: a fall or a hit, new, logged earlier on Thu 19 Nov 2026; with cannot put weight on the leg."
    )
    fever = fired(answers("leg-weakness:left"), (4, answers("fever", "38.6C")))
    assert fever.why["earlier_on"] == "2026-11-16"
    assert "temperature_c" not in fever.why
    assert logged(fever) == (
        "You logged: fever or chills, new, logged earlier on Mon 16 Nov 2026; with weak leg; "
        "highest on Mon 16 Nov 2026: 38.6 C."
    )


@pytest.mark.parametrize("log", ["fever", "none"])
def test_chills_are_those_of_this_answer(log: str) -> None:
    found = fired(answers(log, "38.2C"), (0, answers("none", beside="chills")))
    assert "chills" not in found.why
    assert fired(answers(log, "38.2C", "chills")).why["chills"] is True


@pytest.mark.parametrize(
    ("log", "beside", "words"), [("fever", "", "fever ticked"), ("none", "chills", "shaking chills")]
)
def test_a_tick_with_a_temperature_below_the_limit_says_what_fired(log: str, beside: str, words: str) -> None:
    found = fired(answers(log, "37.9C", beside))
    assert found.why["temperature_c"] == 37.9
    assert found.why["fired_by"] == f"{words}; the temperature is below 38.0 C"
    assert "37.9 C (below 38.0 C, but what you ticked counts)" in logged(found)


@pytest.mark.parametrize("temp", ["38.0C", "39.0C"])
def test_a_temperature_over_the_limit_needs_no_more_words(temp: str) -> None:
    assert "fired_by" not in fired(answers("fever", temp)).why


@pytest.mark.parametrize(
    "log", ["fall", "leg-weakness:left", "sudden-pain", "walking", "leg-numbness:left", "both-legs leg-weakness:left"]
)
def test_the_private_sign_is_not_named_by_other_alerts(log: str) -> None:
    evidence = Evidence(answers(f"{log} sexual-change"), TODAY, (), OPERATED)
    others = [found for found in evaluate(evidence) if found.rule != "RF-03"]
    assert others
    for found in others:
        assert "sexual" not in f"{found.why} {' '.join(advice(found, Profile()).lines)}"
        if log != "both-legs leg-weakness:left":
            assert "a private sign" in logged(found)
    (private,) = (found for found in evaluate(evidence) if found.rule == "RF-03")
    assert private.why["symptom"] == "sexual-change"
