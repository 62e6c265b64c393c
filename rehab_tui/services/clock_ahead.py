"""Follow-ups that were opened, or put off, while the clock was ahead: their time follows the real one."""

from collections.abc import Iterable
from datetime import datetime

from rehab_tui.domain.followup import CLOCK_AHEAD, OVERDUE_AFTER, SNOOZE_LONGEST, Event, FollowUp, State
from rehab_tui.store import Change, followups, quiet


def count_from_now(change: Change, follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Let the time of each that waits, and is due later than the clock allows, count from now; return those.

    What was written stays. What a therapist has under care until a date goes by that date.
    """
    now = change.stamp.moment.instant
    counted = []
    for one in follow_ups:
        if one.closed or not _is_ahead(one, now):
            continue
        put_off = one.state is State.SNOOZED and one.care_until is None
        event = Event(CLOCK_AHEAD, now, one.state, until=now + SNOOZE_LONGEST if put_off else None)
        followups.add_event(change, one.id, event)
        counted.append(followups.by_id(change.connection, one.id))
    return tuple(counted)


def _is_ahead(one: FollowUp, now: datetime) -> bool:
    after = OVERDUE_AFTER.get(one.level) if one.level is not None else None
    if after is None or one.due is None:
        return False
    waits_until = one.overdue_from if one.care_until is None else None
    latest = now + quiet.AHEAD + (SNOOZE_LONGEST if one.state is State.SNOOZED else after)
    return one.due > now + quiet.AHEAD + after or (waits_until is not None and waits_until > latest)
