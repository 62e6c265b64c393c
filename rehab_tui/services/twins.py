"""One alert that two devices opened, each for itself: joined into one when their files meet (rules 7.2, merging)."""

from collections.abc import Iterator
from datetime import timedelta

from rehab_tui.domain.followup import Event, FollowUp, Level, State
from rehab_tui.rules import closing_of, tells_the_same
from rehab_tui.store import Change, Store, followups

JOINED = "joined"
"""The step by which a follow-up goes on in its twin; its text names it. Its own steps stay where they are."""
_NOT_TAKEN_OVER = frozenset({"opened", "closed", "reopened", JOINED})
_APART = timedelta(milliseconds=1)
"""Steps are known again by their time, which is kept to the millisecond."""
_AS_FAR = {State.OPEN: 0, State.SNOOZED: 1, State.ACKNOWLEDGED: 1, State.ACTED: 2}


def join_twins(store: Store, change: Change) -> tuple[FollowUp, ...]:
    """Let each alert that stands twice wait once, inside a change; return those that ended in their twin.

    The older one goes on, with what was done about the other; where one of the two has its outcome, both have. Steps
    get the times of what they take over, so that two devices that do this each for itself write the same.
    """
    everything = (_ended(change, one) for one in followups.everything(store))
    found = [one for one in everything if one.state is not State.SUPERSEDED and one.level is not None]
    there = {one.id: one for one in sorted(found, key=lambda one: (one.closed, one.opened_at, one.id))}
    of_report: dict[str | None, list[str]] = {}
    for one in there.values():
        of_report.setdefault(_report(one), []).append(one.id)
    ended: list[FollowUp] = []
    for twin in reversed(tuple(there.values())):
        if twin.closed:
            continue
        near = there if (twin.level or 0) >= Level.DAYS else of_report[_report(twin)]
        others = (there[other] for other in near if other != twin.id and other in there)
        kept = next((one for one in others if _goes_on_in(twin, one)), None)
        if kept is None:
            continue
        if not kept.closed:
            for event in _taken_over(kept, twin):
                followups.add_event(change, kept.id, event)
                kept = there[kept.id] = kept._replace(events=(*kept.events, event))
        at = max(twin.events[-1].at, kept.opened_at)
        followups.add_event(change, twin.id, Event(JOINED, at, State.SUPERSEDED, text=f"by {kept.id}"))
        ended.append(there.pop(twin.id))
    return tuple(ended)


def _ended(change: Change, one: FollowUp) -> FollowUp:
    """Return a follow-up with its outcome, which is kept, where a later step was written without knowing of it."""
    ending = _ending(one)
    if ending is None:
        return one
    followups.add_event(change, one.id, ending)
    return one._replace(events=(*one.events, ending))


def _ending(one: FollowUp) -> Event | None:
    """Return the outcome of a level 3 or 4 that the other device did not know of when it wrote down a later step.

    Nothing can be done about a follow-up that has its outcome but open it again. Levels 1 and 2 stay open then.
    """
    if one.closed or (one.level or 0) < Level.DAYS:
        return None
    steps = sorted(one.holding, key=lambda event: event.at)
    last = max((n for n, event in enumerate(steps) if event.verb in ("closed", "reopened")), default=None)
    if last is None or steps[last].verb != "closed":
        return None
    unaware = all(event.state in _AS_FAR and event.verb != "reported again" for event in steps[last + 1 :])
    return steps[last]._replace(at=max(event.at for event in one.events)) if unaware else None


def _goes_on_in(twin: FollowUp, kept: FollowUp) -> bool:
    """Return whether an alert that waits is told by another one: one that waits too, or one with its outcome.

    Of two that wait the more urgent one goes on, else the older one. A new report of level 1 or 2 is an alert of its
    own: there only what came from one and the same entry, or from the same date of a computed rule, is one alert. So
    it is where the other one has its outcome: what was reported or opened again after it waits for another.
    """
    if not tells_the_same(kept, twin):
        return False
    closing = closing_of(kept)
    if closing is not None:
        after = (one for one in twin.events if one.verb in ("reported again", "reopened") and one.at > closing.at)
        return _of_one_report(twin, kept) and kept.by_itself is None and not any(after)
    first = (kept.level or 0, kept.opened_at, kept.id) < (twin.level or 0, twin.opened_at, twin.id)
    return first and (_of_one_report(twin, kept) or (twin.level or 0) >= Level.DAYS)


def _of_one_report(twin: FollowUp, kept: FollowUp) -> bool:
    return _report(twin) is not None and _report(twin) == _report(kept)


def _report(one: FollowUp) -> str | None:
    """Return what a follow-up came from: an entry, or the date of a computed rule; None where it says neither."""
    if one.entry_id:
        return one.entry_id
    return f"on {one.why['on']}" if "on" in one.why else None


def _taken_over(kept: FollowUp, twin: FollowUp) -> Iterator[Event]:
    """Yield the steps of an alert that its twin does not have yet, each after the newest step there."""
    state, at = kept.state, kept.events[-1].at
    known = {_key(event) for event in kept.events}
    for event in twin.holding:
        if event.verb in _NOT_TAKEN_OVER or _key(event) in known:
            continue
        if _AS_FAR.get(event.state, 0) >= _AS_FAR.get(state, 0):
            state = event.state
        at = max(at + _APART, event.at)
        yield event._replace(state=state, at=at)


def _key(event: Event) -> tuple[object, ...]:
    return event.verb, event.contacted, event.text, event.until
