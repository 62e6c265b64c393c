"""What the computed rules say: all that must be said, nothing that must never be said, in short sentences."""

import json
import re
import string
from collections.abc import Iterator

import pytest

from rehab_tui.domain.followup import LEVEL_NAMES, Level
from rehab_tui.domain.patient import Profile
from rehab_tui.rules import NOTICE, RULES, advice
from rehab_tui.rules.computed import (
    COMPUTED,
    COMPUTED_RULES,
    ComputedFinding,
    ComputedRule,
    evaluate_computed,
    statuses,
)
from tests.rules.histories import history, instant, today_of
from tests.rules.test_computed_cases import cases
from tests.rules.test_rule_words import EMPTY, FILLED
from tests.rules.words import said_though_never


def every_finding() -> Iterator[ComputedFinding]:
    for kind in ("fires", "quiet"):
        for case in (param.values[1] for param in cases(kind)):
            yield from evaluate_computed(history(case), today_of(case), now=instant(case.get("now")))


def every_lack() -> Iterator[str]:
    for case in (param.values[1] for param in cases("quiet")):
        yield from (words for _, words in statuses(history(case), today_of(case)))


FOUND = {(finding.rule, finding.level, finding.message): finding for finding in every_finding()}


A_DATE = re.compile(r"\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")


def texts() -> Iterator[str]:
    for finding in FOUND.values():
        for profile in (EMPTY, FILLED):
            yield from advice(finding, profile).lines
        yield str(finding.why["would_change"])
    for rule in COMPUTED:
        yield from (rule.title, rule.trigger, rule.matters, rule.default)
    yield from set(every_lack())


@pytest.mark.parametrize("finding", FOUND.values(), ids=lambda one: f"{one.rule} {one.level}")
def test_an_alert_says_all_that_it_must(finding: ComputedFinding) -> None:
    said = advice(finding, EMPTY)
    lines = "\n".join(said.lines)
    assert said.headline == (NOTICE if finding.level is None else LEVEL_NAMES[finding.level])
    assert said.logged.startswith("You logged: ")
    assert said.message == finding.message
    assert said.matters.endswith(".")
    assert bool(said.how_soon) == bool(said.what_to_do) == (finding.level is not None)
    assert "This app does not diagnose and does not replace your care team." in said.always
    assert "Nobody sees this until you show or send it." in said.always
    assert "If unsure, get help sooner." in said.always
    assert ("Stop exercises" in lines) == (finding.level is Level.TODAY)
    assert "{" not in lines
    assert "None" not in lines
    if finding.level is Level.TODAY:
        assert "surgical team" in said.message
    if finding.level is Level.DAYS:
        assert "2 to 3 days" in said.message


@pytest.mark.parametrize("finding", FOUND.values(), ids=lambda one: f"{one.rule} {one.level}")
def test_a_finding_can_be_explained_and_kept(finding: ComputedFinding) -> None:
    why = json.loads(json.dumps(dict(finding.why)))
    assert why["on"]
    assert why["logged"]
    assert str(why["would_change"]).endswith(".")
    assert set(why["threshold"]) == set(COMPUTED_RULES[finding.rule].numbers)
    assert all(set(row) == {"date", "what", "value"} and row["date"] <= why_day(why) for row in why["rows"])
    assert why["rows"] or finding.rule in ("AD-02", "MS-01", "MS-02", "MS-03", "HW-04")


def why_day(why: dict[str, object]) -> str:
    return "9999" if "weeks_end" in why else str(why["on"])


@pytest.mark.parametrize("finding", FOUND.values(), ids=lambda one: f"{one.rule} {one.level}")
def test_numbers_are_said_with_the_dates_they_are_of(finding: ComputedFinding) -> None:
    """A message is kept, and read again for weeks: "this week" is another week by then."""
    logged = advice(finding, EMPTY).logged
    assert finding.rule == "HW-04" or A_DATE.search(finding.message)
    assert finding.rule == "MS-03" or A_DATE.search(logged)
    said = f"{finding.message} {logged} {finding.why['would_change']} {finding.title}"
    assert not re.search(r"\b(this|these|last|past) (two |four )?(week|day|night|month)s?\b", said, re.IGNORECASE)


def test_what_must_never_be_said_is_nowhere() -> None:
    assert said_though_never(texts()) == []


def test_sentences_are_short() -> None:
    for text in set(texts()):
        for sentence in re.split(r"(?<=[.?!:;]) ", text):
            words = sentence.split()
            assert len(words) <= 34, sentence
            assert not [word for word in words if len(word.strip(string.punctuation)) > 14], sentence


def test_the_contacts_of_the_person_are_in_the_message() -> None:
    case = {"left": "9", "relief": "no"}
    profile = Profile(night_line="{emergency} 5551")
    found = evaluate_computed(history(case)._replace(profile=profile), today_of(case))
    assert "Call {emergency} 5551." in found[0].message


def test_the_table_has_every_rule_once_and_in_order() -> None:
    groups = (("PT", 9), ("PX", 3), ("AD", 2), ("MS", 3), ("FN", 3))
    numbered = [f"{name}-{n:02}" for name, last in groups for n in range(1, last + 1)]
    assert [rule.id for rule in COMPUTED] == [*numbered, "FF-02", "FU-12", "HW-01", "HW-04", "OK-01"]


@pytest.mark.parametrize("rule", COMPUTED, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule: ComputedRule) -> None:
    assert rule.sources or rule.judgement
    assert all(re.fullmatch(r"S\d{2,3}[a-z]?|doc 00[0-4]", source) for source in rule.sources)
    assert set(rule.messages) == set(rule.levels)
    assert [level or 9 for level in rule.levels] == sorted(level or 9 for level in rule.levels)
    assert rule.threshold() == rule.default
    assert rule.trigger.endswith(".")
    assert all(limit.lowest <= limit.default <= limit.highest for limit in rule.numbers.values())
    assert {*rule.supersedes, *rule.adds_to} <= {*RULES, *COMPUTED_RULES}
