"""The computed warning signs for `rehab signs`: the table with what each still lacks, and the replay of past dates."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from rehab_tui.cli.output import show
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import sources_words
from rehab_tui.domain.history import History
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue, MissingDatabase
from rehab_tui.rules.computed import (
    COMPUTED,
    ENOUGH,
    UNCHANGED,
    ComputedRule,
    Number,
    Said,
    Thresholds,
    number_words,
    plain,
    statuses,
)
from rehab_tui.services.rule_states import RuleStates
from rehab_tui.services.thresholds import Changed

_CONTACTS = {"emergency": "your local emergency number", "night_line": "your surgical team"}


class Standing(NamedTuple):
    """How the computed rules stand for this patient."""

    lacking: Mapping[str, str] = MappingProxyType({})
    thresholds: Thresholds = UNCHANGED
    changed: tuple[Changed, ...] = ()

    def data(self, rule: ComputedRule) -> str:
        """Return `enough` or what a rule still lacks."""
        return self.lacking[rule.id]

    def numbers(self, rule: ComputedRule) -> Mapping[str, Number]:
        """Return the numbers of a rule that are changed."""
        return self.thresholds.get(rule.id, {})

    def changes(self, rule: ComputedRule) -> tuple[Changed, ...]:
        """Return who changed which number of a rule."""
        return tuple(one for one in self.changed if one.rule == rule.id)


def standing(session: Session) -> Standing:
    """Return how the computed rules stand today; without a database, as for nobody."""
    today = session.today
    try:
        with session.open() as rehab:
            states = rehab.use(RuleStates)
            return Standing(states.lacking(today), states.thresholds(today), states.changed(today))
    except MissingDatabase:
        return Standing({rule.id: words for rule, words in statuses(History(), today)})


def line_of(rule: ComputedRule, state: Standing) -> str:
    """Return one line of the list."""
    levels = sorted({int(level) for level in rule.levels if level is not None})
    named = "-".join(str(level) for level in (levels[:1] + levels[1:][-1:])) or "-"
    data = "" if state.data(rule) == ENOUGH else f"  [{state.data(rule)}]"
    changed = "  [changed by your therapist]" if state.changes(rule) else ""
    return f"{rule.id}  level {named:<4} {rule.title}{changed}{data}"


def show_whole(rule: ComputedRule, state: Standing) -> None:
    """Print one rule in full."""
    show(f"{rule.id}  {rule.title}")
    show(f"  Trigger:   {rule.trigger}")
    for level in rule.levels:
        name = "Notice" if level is None else f"Level {int(level)}"
        show(f"  {name + ':':<10} {_plain(rule.messages[level])}")
    show(f"  Matters:   {rule.matters}")
    now = rule.threshold(state.numbers(rule))
    show(f"  Threshold: {now}  (default: {'the same' if now == rule.default else rule.default})")
    for one in state.changes(rule):
        show(f"  Changed:   {_change_words(one)}")
    show(f"  Numbers:   {'our own judgement, in part or whole' if rule.judgement else 'as in the sources'}")
    for name, limit in rule.numbers.items():
        if not limit.fixed:
            span = f"{number_words(limit.lowest)} to {number_words(limit.highest)}"
            show(f"             {name}: {number_words(limit.default)} (a therapist may set {span})")
    show(sources_words("  Sources:   ", rule.sources))
    show(f"  Data:      {state.data(rule)}")


def _change_words(one: Changed) -> str:
    numbers = f"{number_words(one.value)} (default {number_words(one.default)})"
    return f"{one.name}: {numbers}; {shown(one.by)}, since {one.since}"


def _plain(message: str) -> str:
    """Return a message with its numbers left open, as dots."""
    import re

    for name, words in _CONTACTS.items():
        message = message.replace("{" + name + "}", words)
    return re.sub(r"\{[^}]*\}", "…", message)


def values_of(rule: ComputedRule, state: Standing) -> dict[str, object]:
    """Return a rule as plain values, with the keys of `rehab signs --json`."""
    return {
        "id": rule.id,
        "title": rule.title,
        "symptom": None,
        "levels": [None if level is None else int(level) for level in rule.levels],
        "trigger": rule.trigger,
        "threshold": rule.threshold(state.numbers(rule)),
        "default": rule.default,
        "judgement": rule.judgement,
        "sources": list(rule.sources),
        "data": state.data(rule),
        "numbers": {
            name: {
                "default": plain(limit.default),
                "in_force": plain(state.numbers(rule).get(name, limit.default)),
                "lowest": plain(limit.lowest),
                "highest": plain(limit.highest),
            }
            for name, limit in rule.numbers.items()
        },
        "changed": [
            {
                "name": one.name,
                "default": plain(one.default),
                "value": plain(one.value),
                "by": one.by,
                "since": one.since.isoformat(),
            }
            for one in state.changes(rule)
        ],
    }


Tried: TypeAlias = Mapping[str, Mapping[str, float]]
"""Thresholds to try in a replay, by rule and name."""


def tried(typed: Sequence[str]) -> Tried:
    """Return thresholds to try in a replay, typed as `PT-02:by=3`; raise InvalidValue for another shape."""
    found: dict[str, dict[str, float]] = {}
    for text in typed:
        rule, _, rest = text.partition(":")
        name, _, value = rest.partition("=")
        try:
            number = float(value)
        except ValueError:
            raise InvalidValue(f'"{shown(text)}" is no threshold; write it like PT-02:by=3') from None
        found.setdefault(rule.strip().upper(), {})[name.strip()] = number
    return found


def tried_words(trying: Tried) -> tuple[str, ...]:
    """Return tried thresholds as they are typed, each with the number that holds."""
    return tuple(
        shown(f"{rule}:{name}={number:g}") for rule, numbers in trying.items() for name, number in numbers.items()
    )


def replayed(session: Session, first: date, last: date, trying: Tried) -> tuple[Said, ...]:
    """Return what the rules say of each past date, by today's entries, with the thresholds of that date."""
    with session.open() as rehab:
        return rehab.use(RuleStates).replay(first, last, session.clock.now(), trying)


def replay_values(said: Sequence[Said]) -> list[dict[str, object]]:
    """Return a replay as plain values: one for each date and rule that spoke."""
    return [
        {
            "date": one.day.isoformat(),
            "rule": finding.rule,
            "level": None if finding.level is None else int(finding.level),
            "side": finding.side,
            "message": finding.message,
            "why": dict(finding.why),
        }
        for one in said
        for finding in one.findings
    ]


def show_replay(said: Sequence[Said], first: date, last: date, trying: Tried) -> None:
    """Print a replay: a line for each spell of days on which a rule spoke, in the words of its last day."""
    from rehab_tui.rules.computed import episodes

    heading = f"What the rules say of {first} to {last}, by the entries that count now"
    show(f"{heading},\nwith these thresholds tried: {', '.join(tried_words(trying))}" if trying else f"{heading}:")
    found = False
    for spell in episodes(said):
        found = True
        spoken = spell.finding
        level = "notice" if spoken.level is None else f"level {int(spoken.level)}"
        side = f", {spoken.side}" if spoken.side else ""
        days = f"{spell.first}" if spell.first == spell.last else f"{spell.first} to {spell.last} ({spell.days} days)"
        show(f"  {days}  {spoken.rule}  {level}{side}  {spoken.message}")
    if not found:
        show("  nothing on these dates")


def default_span(session: Session) -> tuple[date, date]:
    """Return the dates a replay covers when nobody says: the last twelve weeks."""
    return session.today - timedelta(days=83), session.today


RULES = {rule.id: rule for rule in COMPUTED}
