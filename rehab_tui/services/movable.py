"""The numbers of warning signs that a therapist may move for one patient: the usual one, the limits, the sources."""

from collections.abc import Mapping
from typing import NamedTuple

from rehab_tui.domain.sources import source_line
from rehab_tui.rules.computed import COMPUTED, COMPUTED_RULES, ComputedRule, number_words, threshold

NAMES: Mapping[str, str] = {
    "above": "points above",
    "better_by": "better by (points)",
    "by": "difference",
    "days": "days",
    "days_after": "from day after surgery",
    "days_apart": "days apart",
    "days_contact": "level 3 from day",
    "fortnight_by": "over two weeks",
    "mean": "mean",
    "need": "scores needed",
    "need_before": "scores needed before",
    "need_settled": "scores needed, settled",
    "need_start": "scores needed at start",
    "nights": "nights",
    "of_sessions": "sessions",
    "percent": "percent",
    "score": "score",
    "settled": "settled at",
    "week_starts_on": "week starts on, 1 Monday",
    "week_up": "week up by",
}
"""What the numbers are, in words that fit beside a field; in a plan file they have their short names."""


class Movable(NamedTuple):
    """One number of a warning sign."""

    name: str
    usual: str
    lowest: str
    highest: str

    @property
    def label(self) -> str:
        """What it is, in words."""
        return NAMES.get(self.name, self.name.replace("_", " "))

    @property
    def span(self) -> str:
        """How far it may be moved, with what it usually is."""
        return f"usual {self.usual}; {self.lowest} to {self.highest}"


class MovableSign(NamedTuple):
    """A warning sign of which at least one number may be moved."""

    rule: str
    title: str
    trigger: str
    usual: str
    """The threshold in words, as it is without a change."""
    basis: str
    """Where the numbers are from."""
    numbers: tuple[Movable, ...]


def movable_signs() -> Mapping[str, MovableSign]:
    """Return every warning sign with a number that may be moved, by id, in table order."""
    found = (_sign(rule) for rule in COMPUTED)
    return {one.rule: one for one in found if one.numbers}


def threshold_words(rule: str, changed: Mapping[str, object]) -> str:
    """Return the threshold of a rule (id) in words with some numbers moved.

    Raises InvalidValue for a number that may not be moved, or not so far.
    """
    return COMPUTED_RULES[rule].threshold({name: threshold(rule, name, value) for name, value in changed.items()})


def _sign(rule: ComputedRule) -> MovableSign:
    numbers = tuple(
        Movable(name, number_words(limit.default), number_words(limit.lowest), number_words(limit.highest))
        for name, limit in rule.numbers.items()
        if not limit.fixed
    )
    whose = "The numbers are our own judgement, in part or whole" if rule.judgement else "The numbers are the sources'"
    sources = "; ".join(source_line(one) for one in rule.sources) or "none"
    return MovableSign(rule.id, rule.title, rule.trigger, rule.default, f"{whose}. Sources: {sources}", numbers)
