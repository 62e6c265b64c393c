"""Answers of later days, looked at again when something of an earlier day is written down or corrected."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.body import Site
from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.followup import FollowUp, Level, State
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.store import Change, Store, entries, followups

REACH = timedelta(days=14)
"""How long a sign, or low-back pain, counts beside one that comes after it (RF-04, RF-16, RF-17)."""


class Later(NamedTuple):
    """The days whose answers may call for more now, and what each called for before."""

    first: date
    last: date
    before: dict[str, frozenset[tuple[str, str | None, Level | None]]]


def answers_later(store: Store, facts: Iterable[tuple[date, Fact]]) -> Later | None:
    """Return the answers that facts about to be kept bear upon; None where nothing was reported on those days.

    Called for every pain score: it costs at most one quick question to the file, and loads no rules.
    """
    starts = [start for day, fact in facts if (start := _bears_from(day, fact)) is not None]
    if not starts:
        return None
    first, last = min(starts), max(starts) + REACH
    if not entries.something_reported(store, first, last):
        return None
    from rehab_tui.services.signs import findings_between

    return Later(first, last, findings_between(store, first, last))


def told_later(store: Store, change: Change, later: Later | None, opened: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Open what those answers call for now and did not before; return it with what was opened already.

    What one of the new alerts has taken over is left out.
    """
    opened = tuple(opened)
    if later is None:
        return opened
    from rehab_tui.services.signs import open_what_changed

    opened += open_what_changed(store, change, later.first, later.last, later.before)
    now = {one.id: followups.by_id(store.connection, one.id) for one in opened}
    return tuple(one for one in now.values() if one.state is not State.SUPERSEDED)


def _bears_from(day: date, fact: Fact) -> date | None:
    """Return the first day whose answers a fact bears upon, or None. Answers of its own date see a sign already."""
    if isinstance(fact, PainScore):
        low_back = fact.site is Site.LOW_BACK and fact.kind is ScoreKind.DAY and fact.score >= 1
        return day if low_back else None
    told = ("reports", "companions", "temperature_c")
    if fact.kind_of_entry is Kind.SYMPTOMS and any(getattr(fact, name) for name in told):
        return day + timedelta(days=1)
    return None
