"""What the rules would have said on past dates, and one line for each spell of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.history import History
from rehab_tui.rules.computed.evaluate import COMPUTED, UNCHANGED, Thresholds, numbers_of, on_date
from rehab_tui.rules.computed.rule import ComputedRule
from rehab_tui.rules.computed.view import Prepared
from rehab_tui.rules.finding import AnyFinding

Value = TypeVar("Value")

EPISODE_DAYS = 14
"""A spell ends when its rule was quiet for so many days (rules 2.4: an episode is counted once in 14 days)."""


class Said(NamedTuple):
    """What the rules said on one date."""

    day: date
    findings: tuple[AnyFinding, ...]


class Episode(NamedTuple):
    """One rule, on one side and of one level, over the dates on which it fired without 14 quiet days between."""

    first: date
    last: date
    days: int
    finding: AnyFinding
    """Of the last date: only that one says how many days it has been."""


class Beside(NamedTuple):
    """What a past date had beside its entries."""

    now: datetime | None = None
    """The instant up to which that date waited for an answer; None: what counts hours is left out."""
    open_followups: tuple[FollowUp, ...] = ()


def replay(
    history: History | Callable[[date], History],
    first: date,
    last: date,
    rules: Iterable[ComputedRule] = COMPUTED,
    thresholds: Thresholds | Callable[[date], Thresholds] = UNCHANGED,
    beside: Callable[[date], Beside] | None = None,
) -> Iterator[Said]:
    """Yield each date from `first` to `last` with its findings, as if that date were today.

    A history is read up to each date; given a function, what had been recorded by then is what it returns.
    Follow-ups that are open today say nothing of the past: `beside` gives those of each date, for AD-02, MS-02 and
    MS-03, and the instant, for MS-03 and the two hours of PT-01. Thresholds may be those in force on each date.
    """
    table = tuple(rules)
    prepared = Prepared(history) if isinstance(history, History) else None
    always = numbers_of(thresholds) if isinstance(thresholds, Mapping) else None
    for back in range((last - first).days + 1):
        day = first + timedelta(days=back)
        known = prepared if prepared is not None else Prepared(_on(history, day))
        numbers = always if always is not None else numbers_of(_on(thresholds, day))
        if beside is None:
            yield Said(day, on_date(known, day, table, numbers))
        else:
            there = beside(day)
            found = on_date(known, day, table, numbers, now=there.now, open_followups=there.open_followups)
            yield Said(day, found)


def _on(given: Value | Callable[[date], Value], day: date) -> Value:
    return given(day) if callable(given) else given


def episodes(said: Iterable[Said]) -> tuple[Episode, ...]:
    """Return the spells of each rule, by first date; another level begins another spell."""
    found: dict[tuple[object, ...], list[Episode]] = {}
    for day, findings in said:
        for finding in findings:
            spells = found.setdefault(_about(finding), [])
            if spells and _goes_on(spells[-1], day, finding):
                spells[-1] = Episode(spells[-1].first, day, spells[-1].days + 1, finding)
            else:
                spells.append(Episode(day, day, 1, finding))
    every = [spell for spells in found.values() for spell in spells]
    return tuple(sorted(every, key=lambda spell: (spell.first, spell.finding.rule, spell.finding.side or "")))


def _about(finding: AnyFinding) -> tuple[object, ...]:
    why = finding.why
    return finding.rule, finding.side, why.get("site"), why.get("exercise"), str(why.get("exercises"))


def _goes_on(spell: Episode, day: date, finding: AnyFinding) -> bool:
    return finding.level == spell.finding.level and (day - spell.last).days < EPISODE_DAYS
