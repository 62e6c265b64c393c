"""Every case file of the computed rules: histories that must fire, and histories that must stay quiet."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rehab_tui.rules.computed import (
    COMPUTED,
    COMPUTED_RULES,
    ComputedFinding,
    evaluate_computed,
    status_of,
    thresholds_from,
)
from tests.rules.histories import history, instant, today_of

FOLDER = Path(__file__).parent / "cases"


def cases(kind: str) -> Iterator[Any]:
    for rule in COMPUTED:
        found = YAML(typ="safe").load(FOLDER / f"{rule.id.lower()}.yaml")
        assert found["rule"] == rule.id
        for case in found[kind]:
            yield pytest.param(rule.id, case, id=f"{rule.id} {case['name']}")


def findings(rule: str, case: Mapping[str, Any]) -> list[ComputedFinding]:
    changed = thresholds_from({rule: case["change"]} if "change" in case else {})
    found = evaluate_computed(history(case), today_of(case), thresholds=changed, now=instant(case.get("now")))
    return [finding for finding in found if finding.rule == rule]


@pytest.mark.parametrize(("rule", "case"), list(cases("fires")))
def test_it_fires(rule: str, case: Mapping[str, Any]) -> None:
    mine = findings(rule, case)
    assert len(mine) == case.get("times", 1)
    assert mine[0].level == case["level"]
    if "side" in case:
        assert mine[0].side == case["side"]
    assert case.get("message", "") in mine[0].message
    assert {name: mine[0].why.get(name) for name in case.get("why", {})} == case.get("why", {})


@pytest.mark.parametrize(("rule", "case"), list(cases("quiet")))
def test_it_stays_quiet(rule: str, case: Mapping[str, Any]) -> None:
    assert findings(rule, case) == []


@pytest.mark.parametrize(("rule", "case"), [*cases("fires"), *cases("quiet")])
def test_it_says_what_it_lacks(rule: str, case: Mapping[str, Any]) -> None:
    words = status_of(COMPUTED_RULES[rule], history(case), today_of(case))
    assert words
    if "data" in case:
        assert words == case["data"]


@pytest.mark.parametrize("rule", COMPUTED, ids=lambda rule: rule.id)
def test_every_rule_has_a_case_file_that_reaches_all_its_levels(rule: Any) -> None:
    found = YAML(typ="safe").load(FOLDER / f"{rule.id.lower()}.yaml")
    assert {case["level"] for case in found["fires"]} == set(rule.levels)
    assert found["quiet"]
