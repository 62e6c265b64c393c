"""The table of warning signs, in order, and its evaluation."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import Finding, Level
from rehab_tui.domain.patient import Profile
from rehab_tui.rules.finding import AnyFinding
from rehab_tui.rules.rule import Evidence, Hit, Rule, shareable
from rehab_tui.rules.signs_other import OTHER_SIGNS
from rehab_tui.rules.signs_urgent import URGENT_SIGNS

WARNING_SIGNS: tuple[Rule, ...] = (*URGENT_SIGNS, *OTHER_SIGNS)

RULES = MappingProxyType({rule.id: rule for rule in WARNING_SIGNS})
SIGN_RULES = MappingProxyType({rule.symptom: rule for rule in WARNING_SIGNS if rule.symptom})
"""The rule of each symptom."""

NO_EMERGENCY_NUMBER = "your local emergency number"
NO_NIGHT_LINE = "your surgical team"


def evaluate(evidence: Evidence, rules: Iterable[Rule] = WARNING_SIGNS) -> tuple[Finding, ...]:
    """Return every warning sign in the answers just given, in table order.

    A finding is left out when another one of the same cause, and at least as urgent, takes its place.
    """
    found = tuple(_finding(rule, hit, evidence.profile) for rule in rules for hit in rule.check(evidence))
    return tuple(
        _with_symptoms_of(one, tuple(other for other in found if _in_place_of(one, other)))
        for one in found
        if not any(_in_place_of(other, one) for other in found)
    )


def filled(text: str, profile: Profile) -> str:
    """Return a message with the person's own numbers in it, or plain words where none were filled in."""
    return text.format(
        emergency=profile.emergency or NO_EMERGENCY_NUMBER, night_line=profile.night_line or NO_NIGHT_LINE
    )


def takes_over(finding: AnyFinding, rule: str, level: Level | None, side: str | None) -> bool:
    """Return whether a finding supersedes an alert: same cause, a leg it covers, and less urgent.

    Both legs that were seen one by one are made of these alerts, so they also take over what is as urgent: one
    emergency, told once.
    """
    if rule not in finding.supersedes or level is None or finding.level is None:
        return False
    less = level > finding.level or (level == finding.level and "left_on" in finding.why)
    return less and (finding.side in (None, Side.BOTH.value) or side in (None, finding.side))


def _in_place_of(other: Finding, one: Finding) -> bool:
    if other.rule == "RF-04" and one.level == other.level and one.rule in other.supersedes:
        return True
    return takes_over(other, one.rule, one.level, one.side)


def _with_symptoms_of(one: Finding, others: tuple[Finding, ...]) -> Finding:
    # What was logged stays readable on the alert that took its place.
    also = tuple(dict.fromkeys(s for other in others for s in other.symptoms if s not in one.symptoms))
    if not also:
        return one
    return replace(one, why={**one.why, "also": shareable(also)}, symptoms=(*one.symptoms, *also))


def _finding(rule: Rule, hit: Hit, profile: Profile) -> Finding:
    lower = (rule.id,) if hit.level < max(rule.levels) else ()
    return Finding(
        rule=rule.id,
        level=hit.level,
        title=rule.title,
        message=filled(rule.messages[hit.level], profile),
        why=hit.why,
        sources=rule.sources,
        side=hit.side,
        symptoms=hit.symptoms,
        supersedes=(*rule.supersedes, *lower),
    )
