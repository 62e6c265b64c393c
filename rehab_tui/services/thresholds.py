"""The thresholds in force on a day, and who changed which number: from the versions of the plan."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.plan import Plan
from rehab_tui.errors import InvalidValue
from rehab_tui.rules.computed import COMPUTED, Number, Thresholds, threshold
from rehab_tui.store import Store, plans


class Changed(NamedTuple):
    """One number that differs from its default: by whom, and since which day."""

    rule: str
    name: str
    default: Number
    value: Number
    by: str
    since: date


def thresholds_on(versions: Sequence[Plan], day: date) -> Thresholds:
    """Return what the plan in force on a day changes, by rule and name; `versions` are oldest first.

    What may not be changed, or lies outside its limits, is left out: a file that another program wrote cannot move
    a reported warning sign. Reading a plan file says so aloud; here the default stands.
    """
    plan = _in_force(versions, day)
    found: dict[str, dict[str, Number]] = {}
    for rule, name, value in _numbers(plan):
        found.setdefault(rule, {})[name] = value
    return found


def changed_on(store: Store, day: date) -> tuple[Changed, ...]:
    """Return the numbers that are in force on a day and are not the default, in table order."""
    versions = [plan for plan in plans.all_versions(store) if plan.starts_on <= day]
    now = thresholds_on(versions, day)
    return tuple(
        Changed(rule.id, name, limit.default, now[rule.id][name], *_since(versions, day, rule.id, name))
        for rule in COMPUTED
        for name, limit in rule.numbers.items()
        if now.get(rule.id, {}).get(name, limit.default) != limit.default
    )


def _in_force(versions: Sequence[Plan], day: date) -> Plan | None:
    return next((plan for plan in reversed(versions) if plan.starts_on <= day), None)


def _numbers(plan: Plan | None) -> Iterator[tuple[str, str, Number]]:
    for rule, numbers in (plan.thresholds if plan else {}).items():
        for name, value in numbers.items():
            try:
                yield rule, name, threshold(rule, name, value)
            except InvalidValue:
                continue


def _since(versions: Sequence[Plan], day: date, rule: str, name: str) -> tuple[str, date]:
    """Return who set a number to what it is, and from which day on, through the versions that left it so."""
    plan = _in_force(versions, day)
    said = (plan.author, plan.starts_on) if plan else ("", day)
    value = thresholds_on(versions, day)[rule][name]
    at = versions.index(plan) if plan else 0
    for earlier in reversed(versions[:at]):
        if thresholds_on((earlier,), earlier.starts_on).get(rule, {}).get(name) != value:
            break
        said = (earlier.author, earlier.starts_on)
    return said
