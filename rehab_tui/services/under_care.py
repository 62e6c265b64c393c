"""Follow-ups of level 3 that the therapist knows of: quiet until the date of the plan, then back (rules 7.2)."""

from datetime import datetime, time, timedelta

from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import UNDER_CARE, Event, FollowUp, Level, State
from rehab_tui.domain.plan import Plan, UnderCare
from rehab_tui.store import Change, Store, followups, plans


def mark_waiting(store: Store, change: Change, plan: Plan) -> tuple[FollowUp, ...]:
    """Mark what waits as under care where a plan says so, inside the change that keeps the plan; return those."""
    marked = (_marked(change, plan, one) for one in followups.unclosed(store))
    return tuple(one for one in marked if one is not None)


def mark_new(store: Store, change: Change, follow_up: FollowUp) -> FollowUp:
    """Return a follow-up that was just opened, marked where the plan in force has it under care."""
    if follow_up.level is not Level.DAYS:
        return follow_up
    plan = plans.in_force(store, change.stamp.moment.today)
    return (_marked(change, plan, follow_up) if plan is not None else None) or follow_up


def _marked(change: Change, plan: Plan, follow_up: FollowUp) -> FollowUp | None:
    mark = next((one for one in plan.known if _covers(one, follow_up, change)), None)
    if mark is None:
        return None
    moment = change.stamp.moment.instant
    ends = datetime.combine(mark.until + timedelta(days=1), time(), moment.tzinfo)
    text = f"known, under care until {day_words(mark.until)} ({plan.author})"
    followups.add_event(change, follow_up.id, Event(UNDER_CARE, moment, State.SNOOZED, text=text, until=ends))
    return followups.by_id(change.connection, follow_up.id)


def _covers(mark: UnderCare, follow_up: FollowUp, change: Change) -> bool:
    """Return whether a mark is about a follow-up today; levels 1 and 2 never are."""
    same = mark.rule == follow_up.rule and follow_up.level is Level.DAYS
    sides = mark.side in (None, "both", follow_up.side)
    return same and sides and mark.until >= change.stamp.moment.today
