"""Amending, marking as a mistake, and undoing: nothing is removed, every step is a new row."""

from datetime import date

from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import Entry, EntryState, Kind, Logged
from rehab_tui.domain.followup import Event, FollowUp, Level
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.symptom import SymptomsAnswered
from rehab_tui.errors import InvalidValue, Refused
from rehab_tui.services.journal import Draft, check_texts, replaced, stops_of
from rehab_tui.services.later import answers_later, told_later
from rehab_tui.services.watching import watch_days
from rehab_tui.store import Change, Store, changes, entries, followups, plans, profiles


def amend(store: Store, entry: Entry, draft: Draft, stamp: Stamp) -> Logged:
    """Put a corrected entry in the place of one that counts."""
    _must_count(store, entry)
    check_texts(draft)
    words = f"change of {entry.kind.value} on {short_day(entry.day, stamp.moment.today)}"
    with store.change("amend", words, stamp) as change:
        other = replaced(store, draft._replace(supersedes=entry.id))
        later = answers_later(store, ((draft.day, draft.fact),))
        told = _told(store, entry)
        new = entries.add(change, draft.day, draft.fact, note=draft.note, supersedes=entry.id, plan_id=entry.plan_id)
        if other is not None and other != entry.id:
            entries.set_state(change, other, EntryState.SUPERSEDED)  # moved to where another one stood
        touched = list(_tell_follow_ups(store, change, entry, "entry amended"))
        if isinstance(draft.fact, SymptomsAnswered):
            touched.extend(_fire_again(store, change, new, told))
        touched = list(told_later(store, change, later, touched))
        touched.extend(watch_days(store, change, (entry.day, draft.day)))
    return Logged((new,), _once(touched), words, stops=stops_of(store, (new,), stamp))


_What = tuple[str, str | None, Level | None]


def _told(store: Store, entry: Entry) -> set[_What]:
    """Return what an answer has alerted of: by itself, through an older version, or through another answer.

    Only what it calls for as it stands: a sign that was taken out by one correction and comes back with the next
    is new, and alerts again.
    """
    if entry.kind is not Kind.SYMPTOMS:
        return set()
    from rehab_tui.services.signs import covering, findings_of, what
    from rehab_tui.services.standing import Standing

    past = {what(f) for version in entries.versions(store, entry) for f in followups.of_entry(store, version.id)}
    there = Standing(store)
    calls = {
        what(f) for f in findings_of(store, entry) if what(f) in past or covering(store, entry, f, there) is not None
    }
    return calls | {what(f) for f in followups.of_entry(store, entry.id)}


def _fire_again(store: Store, change: Change, new: Entry, told: set[_What]) -> tuple[FollowUp, ...]:
    """Open what the corrected answer calls for and has not been told yet."""
    from rehab_tui.services.signs import findings_of, open_follow_ups, what

    found = tuple(f for f in findings_of(store, new) if what(f) not in told)
    return open_follow_ups(store, change, new, found)


def mistake(store: Store, entry: Entry, stamp: Stamp) -> Logged:
    """Mark an entry as a mistake."""
    _must_count(store, entry)
    words = f"{entry.kind.value} on {short_day(entry.day, stamp.moment.today)} marked as a mistake"
    with store.change("mistake", words, stamp) as change:
        entries.set_state(change, entry.id, EntryState.IN_ERROR)
        touched = list(_tell_follow_ups(store, change, entry, "entry marked as a mistake"))
        touched.extend(watch_days(store, change, (entry.day,)))
    return Logged((entries.one(store, entry.id),), _once(touched), words)


def undo(store: Store, stamp: Stamp) -> Logged:
    """Take the newest change back: its entries stop counting, what they replaced counts again."""
    past = changes.last_undoable(store)
    if past is None:
        raise Refused("there is nothing left to undo")
    words = f"undone: {_described(store, past, stamp.moment.today)}"
    touched: list[FollowUp] = []
    with store.change("undo", words, stamp, undoes=past.id) as change:
        states = changes.states_before(store, past.id)
        days = {entry.day for entry in entries.by_ids(store, dict(states)).values()}
        for entry_id, state in states:
            entries.set_state(change, entry_id, EntryState(state))
        profiles.put_back(change, past.id)
        _put_plan_back(store, change, past.id)
        for follow_up, opened in followups.touched_by(store, past.id):
            _step_back(store, change, follow_up, past.id, opened=opened)
            touched.append(followups.by_id(store.connection, follow_up.id))
        touched.extend(watch_days(store, change, tuple(days)))
    return Logged(tuple(entries.by_ids(store, dict(states)).values()), _once(touched), words)


def _described(store: Store, past: changes.Past, today: date) -> str:
    """Return what a change did; a plan, a profile and a follow-up with when, and with the id where there is one.

    Words that stayed behind when a record left, as they do unless all of it leaves, are put from its entries.
    """
    if past.verb not in {"plan", "profile", "follow-up"}:
        return past.words if past.words != past.verb else f"{past.verb}{_of_entries(store, past, today)}"
    what, colon, rest = past.words.partition(": ")
    named = [follow_up.id for follow_up, _ in followups.touched_by(store, past.id)]
    plan_id = plans.made_by(store, past.id)
    ids = "".join(f" {one[:8]}" for one in (*named, plan_id) if one)
    return f"{what}{ids}{colon}{rest}, {short_day(past.at.date(), today)}"


def _of_entries(store: Store, past: changes.Past, today: date) -> str:
    """Return of what entries a change was, and on what day: ` of pain on 20 Nov`, ` of 3 entries on 20 Nov`."""
    touched = entries.by_ids(store, dict(changes.states_before(store, past.id)))
    new = entries.made_by(store, past.id) or tuple(touched.values())
    what = new[0].kind.value if len(new) == 1 else f"{len(new)} entries"
    return f" of {what} on {short_day(new[-1].day, today)}" if new else f", {short_day(past.at.date(), today)}"


def _step_back(store: Store, change: Change, follow_up: FollowUp, undone: int, *, opened: bool) -> None:
    """Take a step of a follow-up back. What opened it cannot be taken back this way: that needs an outcome."""
    moment = change.stamp.moment
    if opened:
        text = "the entry was undone; write down the outcome to close this"
        event = Event("entry undone", moment.instant, follow_up.state, text=text)
    else:
        before = followups.state_before(store, follow_up.id, undone)
        event = Event("undone", moment.instant, before)
    followups.add_event(change, follow_up.id, event)


def _put_plan_back(store: Store, change: Change, undone: int) -> None:
    if not plans.made_by(store, undone):
        return
    day = change.stamp.moment.today
    before = plans.before(store, undone)
    if before is None:
        plans.add(change, "no plan", "undo", day, (), None)
    else:
        plans.add_again(change, before, day)


def _tell_follow_ups(store: Store, change: Change, entry: Entry, verb: str) -> tuple[FollowUp, ...]:
    """Write on the follow-ups of an entry that it was corrected; they stay as open as they were."""
    if entry.kind is not Kind.SYMPTOMS:
        return ()
    touched = []
    for follow_up in followups.of_entry(store, entry.id):
        event = Event(verb, change.stamp.moment.instant, follow_up.state)
        followups.add_event(change, follow_up.id, event)
        touched.append(followups.by_id(change.connection, follow_up.id))
    return tuple(touched)


def _once(found: list[FollowUp]) -> tuple[FollowUp, ...]:
    return tuple({follow_up.id: follow_up for follow_up in found}.values())


def _must_count(store: Store, entry: Entry) -> None:
    """Raise InvalidValue, with what to do instead, for an entry that no longer counts."""
    if entry.state is EntryState.IN_ERROR:
        raise InvalidValue(f"entry {entry.id[:8]} was taken back, or marked as a mistake; log it again")
    if entry.state is EntryState.SUPERSEDED:
        newest = entries.versions(store, entry)[-1].id[:8]
        raise InvalidValue(f"entry {entry.id[:8]} was replaced by {newest}; correct that one")
