"""What the rules would have said on past dates, and one line for each spell of them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.history import History
from rehab_tui.rules.computed.evaluate import COMPUTED, UNCHANGED, Thresholds, numbers_of, on_date
from rehab_tui.rules.computed.rule import ComputedRule
from rehab_tui.rules.computed.view import Prepared
from rehab_tui.rules.finding import ComputedFinding

EPISODE_DAYS = 14
"""A spell ends when its rule was quiet for so many days (rules 2.4: an episode is counted once in 14 days)."""


class Said(NamedTuple):
    """What the rules said on one date."""

    day: date
    findings: tuple[ComputedFinding, ...]


class Episode(NamedTuple):
    """One rule, on one side, over the dates on which it fired without 14 quiet days between."""

    first: date
    last: date
    days: int
    finding: ComputedFinding
    """The first one of the most urgent level."""


def replay(
    history: History | Callable[[date], History],
    first: date,
    last: date,
    rules: Iterable[ComputedRule] = COMPUTED,
    thresholds: Thresholds = UNCHANGED,
) -> Iterator[Said]:
    """Yield each date from `first` to `last` with its findings, as if that date were today.

    A history is read up to each date; given a function, what had been recorded by then is what it returns.
    Follow-ups that are open today say nothing of the past: give a function for AD-02, MS-02 and MS-03.
    """
    table, numbers = tuple(rules), numbers_of(thresholds)
    prepared = Prepared(history) if isinstance(history, History) else None
    for back in range((last - first).days + 1):
        day = first + timedelta(days=back)
        known = prepared if prepared is not None else Prepared(_at(history, day))
        yield Said(day, on_date(known, day, table, numbers))


def _at(history: History | Callable[[date], History], day: date) -> History:
    return history if isinstance(history, History) else history(day)


def episodes(said: Iterable[Said]) -> tuple[Episode, ...]:
    """Return the spells of each rule, by first date; a change of level stays in its spell."""
    found: dict[tuple[object, ...], list[Episode]] = {}
    for day, findings in said:
        for finding in findings:
            key = (finding.rule, finding.side, finding.why.get("site"), finding.why.get("exercise"))
            spells = found.setdefault(key, [])
            if not spells or (day - spells[-1].last).days >= EPISODE_DAYS:
                spells.append(Episode(day, day, 1, finding))
                continue
            spell = spells[-1]
            worse = (finding.level or 9) < (spell.finding.level or 9)
            spells[-1] = Episode(spell.first, day, spell.days + 1, finding if worse else spell.finding)
    every = [spell for spells in found.values() for spell in spells]
    return tuple(sorted(every, key=lambda spell: (spell.first, spell.finding.rule, spell.finding.side or "")))
