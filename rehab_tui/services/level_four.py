"""Follow-ups of level 4 end by themselves: they are for the next visit, and ask for nothing else (rules 7.2)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import BY_ITSELF, LAPSED, Event, FollowUp, Level, State
from rehab_tui.rules import QUIET_DAYS
from rehab_tui.store import Change, Store, followups, past, quiet

KEPT_OPEN = timedelta(days=28)
"""Judgement: how long a level 4 waits for an appointment after it last counted."""
AHEAD = "the clock was ahead when it closed by itself"
_TOLD = frozenset({"opened", "reopened", "reported again"})


class _End(NamedTuple):
    """Why one ended, and its outcome: None where the quiet time of a told one follows."""

    why: str
    kind: str | None


def end_level_four(store: Store, change: Change, follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Close each level 4 whose appointment has passed, or that has not counted for 28 days; return those.

    Only an appointment after the day on which it last counted ends it. Levels 1 to 3 are never touched.
    """
    moment = change.stamp.moment
    ended = []
    for one in follow_ups:
        if one.level is not Level.VISIT or one.closed:
            continue
        end = _end(store, one, moment.today)
        if end is None:
            continue
        event = Event("closed", moment.instant, State.CLOSED, text=f"{BY_ITSELF}{end.why}.", outcome=end.kind)
        followups.add_event(change, one.id, event)
        ended.append(one._replace(events=(*one.events, event)))
    return tuple(ended)


def open_ended_ahead(change: Change, follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Open each level 4 again that closed by itself on a day that is still to come: the clock was ahead then."""
    now = change.stamp.moment.instant
    opened = []
    for one in follow_ups:
        if one.level is Level.VISIT and one.by_itself is not None and one.events[-1].at > now + quiet.AHEAD:
            event = Event("reopened", now, State.OPEN, text=AHEAD)
            followups.add_event(change, one.id, event)
            opened.append(one._replace(events=(*one.events, event)))
    return tuple(opened)


def _end(store: Store, one: FollowUp, today: date) -> _End | None:
    days = (event.at.date() for event in one.events if event.verb in _TOLD and event.text != AHEAD)
    counted = max(days, default=one.opened_at.date())
    visit = past.visit_between(store, counted + timedelta(days=1), today - timedelta(days=1))
    if visit is not None:
        lately = (today - visit).days < QUIET_DAYS
        return _End(f"the appointment of {day_words(visit)} has passed", None if lately else LAPSED)
    if today - counted >= KEPT_OPEN:
        return _End(f"it has not counted since {day_words(counted)}, for {KEPT_OPEN.days} days or more", LAPSED)
    return None
