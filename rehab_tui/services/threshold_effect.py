"""What a moved threshold would have said of a patient's last weeks, beside what the one in force says of them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.days import short_span
from rehab_tui.domain.moment import Moment
from rehab_tui.domain.words import counted
from rehab_tui.rules.computed import COMPUTED_RULES, Episode, Number, episodes, thresholds_from
from rehab_tui.services.rule_states import RuleStates
from rehab_tui.store import Store

WEEKS = 12
"""As far as a replay goes back when nobody says otherwise."""
NAMED = 4
"""Prompts that are told with their days, the newest ones."""


class Effect(NamedTuple):
    """The prompts of one rule over some days, with the threshold in force on the last of them and with another."""

    rule: str
    first: date
    last: date
    in_force: str
    """The threshold in words."""
    tried: str
    now: tuple[Episode, ...]
    then: tuple[Episode, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The days, the prompts as now, the prompts with the other number; only two where no number is moved."""
        weeks = f"{short_span(self.first, self.last, self.last)}, by the entries that count now:"
        as_now = f"as now ({self.in_force}): {_told(self.now, self.last)}"
        if self.in_force == self.tried:
            return (weeks, as_now)
        return (weeks, as_now, f"changed ({self.tried}): {_told(self.then, self.last)}")

    @property
    def short(self) -> str:
        """How many prompts there were, and how many there would have been."""
        days = short_span(self.first, self.last, self.last)
        return f"{days}: {_number(self.now)} as now, {len(self.then) or 'none'} with this"


def effect_of(store: Store, rule: str, numbers: Mapping[str, object], now: Moment, first: date | None = None) -> Effect:
    """Return what a rule (id) says with some of its numbers moved, of the weeks up to today; others are the usual ones.

    Reads a patient's file and writes nothing. Raises InvalidValue for a number that may not be moved, or not so far.
    """
    last = now.today
    begin = first or weeks_before(last)
    tried = thresholds_from({rule: numbers})[rule]
    states, table = RuleStates(store), COMPUTED_RULES[rule]
    usual = {name: limit.default for name, limit in table.numbers.items() if not limit.fixed}
    in_force = states.thresholds(last).get(rule, {})

    def prompts(moved: Mapping[str, Number]) -> tuple[Episode, ...]:
        said = states.replay(begin, last, now, {rule: usual | dict(moved)})
        return episodes(one._replace(findings=tuple(f for f in one.findings if f.rule == rule)) for one in said)

    as_now = prompts(in_force)
    same = (usual | dict(in_force)) == (usual | dict(tried))
    then = as_now if same else prompts(tried)
    return Effect(rule, begin, last, table.threshold(in_force), table.threshold(tried), as_now, then)


def weeks_before(last: date) -> date:
    """Return the first of the days that are looked at where nobody says otherwise."""
    return last - timedelta(days=7 * WEEKS - 1)


def _number(spells: Sequence[Episode]) -> str:
    return counted(len(spells), "prompt") if spells else "no prompt"


def _told(spells: Sequence[Episode], last: date) -> str:
    """Return prompts in words: how many, and the newest of them with side, level and days."""
    if not spells:
        return "no prompt"
    newest = sorted(spells, key=lambda one: (one.last, one.first))[-NAMED:]
    named = ", ".join(_spell(one, last) for one in reversed(newest))
    more = f", and {len(spells) - len(newest)} earlier" if len(spells) > len(newest) else ""
    return f"{_number(spells)}: {named}{more}"


def _spell(one: Episode, last: date) -> str:
    """Return one prompt: its side and level, and from when to when it came."""
    level = "a notice" if one.finding.level is None else f"level {int(one.finding.level)}"
    side = f"{one.finding.side} " if one.finding.side else ""
    return f"{side}{short_span(one.first, one.last, last)} ({level})"
