"""Thresholds that a therapist changed: read from a plan file's values, within limits, never those of RF rules."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from rehab_tui.domain.words import nearest, shown
from rehab_tui.errors import InvalidValue
from rehab_tui.rules.computed.evaluate import COMPUTED, COMPUTED_RULES, UNCHANGED, Thresholds
from rehab_tui.rules.computed.hit import Number
from rehab_tui.rules.computed.rule import number_words


class Change(NamedTuple):
    """One number that differs from what was in force before, for the screens and the plan's changes."""

    rule: str
    name: str
    old: Number
    new: Number

    @property
    def words(self) -> str:
        """The change in words: PT-02 by: 3 (was 2)."""
        return f"{self.rule} {self.name.replace('_', ' ')}: {number_words(self.new)} (was {number_words(self.old)})"


def thresholds_from(raw: Mapping[str, Mapping[str, object]]) -> Thresholds:
    """Return checked thresholds; raise InvalidValue that names the rule, the number and its limits otherwise."""
    return {
        rule: {name: threshold(rule, name, value) for name, value in numbers.items()} for rule, numbers in raw.items()
    }


def threshold(rule_id: str, name: str, value: object) -> Number:
    """Return one changed number as an exact value; raise InvalidValue where it may not be changed like this."""
    rule = COMPUTED_RULES.get(rule_id)
    if rule is None:
        raise InvalidValue(_unknown_rule(rule_id))
    changeable = {known: limit for known, limit in rule.numbers.items() if not limit.fixed}
    limit = changeable.get(name)
    if limit is None:
        named = ", ".join(changeable) or "nothing"
        raise InvalidValue(f'{rule_id} has no threshold "{shown(name)}" that can be changed; it has: {named}')
    number = _exact(value)
    whole = Fraction(limit.default).denominator == 1 and not name.startswith(
        ("by", "above", "mean", "better", "fortnight")
    )
    if number is None or not limit.lowest <= number <= limit.highest or (whole and not isinstance(number, int)):
        kind = "a whole number" if whole else "a number"
        lowest, highest = number_words(limit.lowest), number_words(limit.highest)
        given = shown(str(value) if number is None else number_words(number))
        raise InvalidValue(f"{rule_id} {name} takes {kind} from {lowest} to {highest}, not {given}")
    return number


def changes(new: Thresholds, old: Thresholds = UNCHANGED) -> Iterator[Change]:
    """Yield the numbers that differ between two sets of thresholds, defaults filled in, in table order."""
    for rule in COMPUTED:
        for name, limit in rule.numbers.items():
            before = old.get(rule.id, {}).get(name, limit.default)
            after = new.get(rule.id, {}).get(name, limit.default)
            if before != after:
                yield Change(rule.id, name, before, after)


def _unknown_rule(rule_id: str) -> str:
    if rule_id.startswith("RF-"):
        return f"{shown(rule_id)} is a reported warning sign; its level and thresholds cannot be changed"
    close = nearest(rule_id, COMPUTED_RULES)
    return f'unknown rule "{shown(rule_id)}"; did you mean {close or COMPUTED[0].id}?'


def _exact(value: object) -> Number | None:
    """Return a number as written: 2.3 is 23/10. Half-known things (true, nan, text) are none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Fraction)):
        return None
    try:
        exact = Fraction(str(value))
    except ValueError:
        return None
    return int(exact) if exact.denominator == 1 else exact
