"""Every case file: histories that must fire, and histories that must stay quiet."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rehab_tui.domain.body import Side
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import (
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    asked_in,
    celsius_of,
    companions_in,
)
from rehab_tui.rules import WARNING_SIGNS, Evidence, evaluate

FOLDER = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 20)
ANSWERS = {"new": "new", "worse": "worse", "usual": "usual", "unchecked": "usual-unchecked"}
KNOWN = {
    "name", "log", "with", "temp", "text", "since_days_ago", "recent", "surgery_days_ago", "surgery_not_yet",
    "past_cancer", "low_back_pain", "level", "side", "why", "alone",
}  # fmt: skip


def cases(kind: str) -> Iterator[Any]:
    for path in sorted(FOLDER.glob("rf-*.yaml")):
        found = YAML(typ="safe").load(path)
        assert path.stem == found["rule"].lower()
        for case in found[kind]:
            assert not set(case) - KNOWN
            yield pytest.param(found["rule"], case, id=f"{found['rule']} {case['name']}")


def report(text: str, case: Mapping[str, Any]) -> SymptomReport:
    name, *rest = text.split(":")
    side = next((Side(word) for word in rest if word in tuple(Side)), None)
    answer = next((SignAnswer(ANSWERS[word]) for word in rest if word in ANSWERS), SignAnswer.NEW)
    assert len(rest) == (side is not None) + any(word in ANSWERS for word in rest)
    since = TODAY - timedelta(days=case["since_days_ago"]) if "since_days_ago" in case else None
    return SymptomReport(name, answer, side, since, case.get("text"))


def answered(case: Mapping[str, Any]) -> SymptomsAnswered:
    reports = () if case["log"] == "none" else tuple(report(text, case) for text in case["log"].split())
    beside = companions_in(case.get("with", "").split())
    temperature = celsius_of(case["temp"]) if "temp" in case else None
    return SymptomsAnswered(Form.FULL, asked_in(Form.FULL), reports, temperature, beside)


def evidence(case: Mapping[str, Any]) -> Evidence:
    operated = TODAY - timedelta(days=case["surgery_days_ago"]) if "surgery_days_ago" in case else None
    return Evidence(
        answered=answered(case),
        day=TODAY,
        recent=tuple((TODAY - timedelta(days=one["days_ago"]), answered(one)) for one in case.get("recent", ())),
        profile=Profile(
            surgery_date=operated,
            surgery_not_yet=case.get("surgery_not_yet", False),
            past_cancer=case.get("past_cancer"),
        ),
        low_back_pain=case.get("low_back_pain", False),
    )


@pytest.mark.parametrize(("rule", "case"), list(cases("fires")))
def test_it_fires(rule: str, case: Mapping[str, Any]) -> None:
    found = evaluate(evidence(case))
    mine = [finding for finding in found if finding.rule == rule]
    assert len(mine) == 1, [finding.rule for finding in found]
    assert mine[0].level == case["level"]
    if "side" in case:
        assert mine[0].side == case["side"]
    assert {name: mine[0].why.get(name) for name in case.get("why", {})} == case.get("why", {})
    if case.get("alone"):
        assert [finding.rule for finding in found] == [rule]


@pytest.mark.parametrize(("rule", "case"), list(cases("quiet")))
def test_it_stays_quiet(rule: str, case: Mapping[str, Any]) -> None:
    assert rule not in [finding.rule for finding in evaluate(evidence(case))]


@pytest.mark.parametrize("rule", WARNING_SIGNS, ids=lambda rule: rule.id)
def test_every_rule_has_a_case_file_that_reaches_all_its_levels(rule: Any) -> None:
    found = YAML(typ="safe").load(FOLDER / f"{rule.id.lower()}.yaml")
    assert {case["level"] for case in found["fires"]} == set(rule.levels)
    assert found["quiet"]


def test_39_with_the_unit_f_is_refused() -> None:
    with pytest.raises(Exception, match="cannot be right"):
        SymptomsAnswered(Form.PICKED, (), (), celsius_of("39F"))


def test_evidence_later_than_the_day_is_not_read() -> None:
    one = evidence({"log": "leg-numbness:left"})
    other = evidence({"log": "leg-numbness:right"})
    late = Evidence(one.answered, TODAY, ((TODAY + timedelta(days=1), other.answered),), one.profile)
    assert [finding.rule for finding in evaluate(late)] == ["RF-11"]
