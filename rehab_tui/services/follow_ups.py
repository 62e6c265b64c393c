"""The follow-up loop: from the alert to the outcome that is written down."""

from datetime import date, datetime

from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Entry, Logged
from rehab_tui.domain.followup import (
    HOW_NOW,
    SNOOZE_LONGEST,
    SNOOZE_MOST,
    Event,
    FollowUp,
    Level,
    Outcome,
    State,
    most_urgent,
)
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.symptom import (
    COMPANIONS,
    SIDED_SYMPTOMS,
    SYMPTOMS,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    kept_beside,
)
from rehab_tui.domain.words import free_text
from rehab_tui.errors import InvalidValue, Refused, RehabError
from rehab_tui.services.journal import Draft, keep
from rehab_tui.services.outcomes import as_told, contact, nobody_answered, refusal
from rehab_tui.store import Store, entries, followups, profiles


class FollowUps:
    """What waits for an outcome, and the steps that lead there."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def waiting(self) -> tuple[FollowUp, ...]:
        """Return those that are not closed, most urgent first."""
        return most_urgent(followups.unclosed(self._store))

    def all(self) -> tuple[FollowUp, ...]:
        """Return all there ever were, those that wait first, then the newest."""
        found = followups.everything(self._store)
        waiting = most_urgent(tuple(f for f in found if not f.closed))
        ended = tuple(f for f in reversed(found) if f.closed)
        return waiting + ended

    def one(self, beginning: str) -> FollowUp:
        """Return the follow-up whose id begins like this; raise NotFound unless exactly one does."""
        return followups.one(self._store, beginning)

    def acknowledge(self, follow_up: FollowUp, stamp: Stamp) -> Logged:
        """Keep that the person has read it. It goes on waiting; one that was read or acted on stays as it is."""
        _must_wait(follow_up)
        if follow_up.state in (State.ACKNOWLEDGED, State.ACTED):
            return Logged((), (follow_up,), f"follow-up {follow_up.rule}: {follow_up.state.value} already")
        return self._step(follow_up, Event("acknowledged", stamp.moment.instant, State.ACKNOWLEDGED), stamp=stamp)

    def act(self, follow_up: FollowUp, contacted: str, said: str, stamp: Stamp, *, when: str = "") -> Logged:
        """Keep whom the person told and what they said. It still waits for the outcome.

        A call that nobody answered is kept as tried: nobody knows yet, and it goes on being overdue.
        `when` is for a call that was earlier: its words stand before what was said; the step has the time it was
        written down.
        """
        _must_wait(follow_up)
        who = contact(contacted, self._own_name())
        free_text("the time", when)
        tried = nobody_answered(said)
        event = Event(
            "tried" if tried else "acted",
            stamp.moment.instant,
            State.ACKNOWLEDGED if tried and follow_up.state is not State.ACTED else State.ACTED,
            contacted=who,
            text=": ".join(part for part in (when.strip(), free_text("what they said", said)) if part.strip()) or None,
        )
        return self._step(follow_up, event, stamp=stamp)

    def says(self, follow_up: FollowUp, now: str, stamp: Stamp) -> Logged:
        """Keep whether the sign is gone, the same or worse now. `gone` never closes it.

        `worse` is a new report of the sign: it is kept as one, today, and opens what it calls for (rules 7.2). New
        follow-ups stand before the one that was asked about.
        """
        _must_wait(follow_up)
        if now not in HOW_NOW:
            raise InvalidValue(f'"{now}" is not one of {", ".join(HOW_NOW)}')
        again = worse_again(follow_up) if now == "worse" else None
        words = f"follow-up {follow_up.rule}: sign is {now}"
        with self._store.change("follow-up", words, stamp) as change:
            self._must_be_as_seen(follow_up)
            event = Event(f"sign is {now}", stamp.moment.instant, follow_up.state, text=now)
            followups.add_event(change, follow_up.id, event)
            drafts = (Draft(stamp.moment.today, again),) if again is not None else ()
            kept, opened = keep(self._store, change, drafts) if drafts else ((), ())
        touched = dict.fromkeys((*(one.id for one in opened), follow_up.id))
        return Logged(kept, tuple(followups.by_id(self._store.connection, one) for one in touched), words)

    def close(
        self, follow_up: FollowUp, text: str, stamp: Stamp, outcome: Outcome = Outcome.OTHER, *, told: str | None = None
    ) -> Logged:
        """Write the outcome down and close it, from whatever state; `told` is kept with it as the contact.

        Having told nobody is no outcome; `services.outcomes` says what is. Refused tells what to do instead, and
        InvalidValue that `told` names nobody who could help.
        """
        _must_wait(follow_up)
        now, words = stamp.moment.instant, free_text("the outcome", text).strip()
        who = None if told is None else contact(told, self._own_name()).strip()
        before = follow_up if who is None else as_told(follow_up, who, now, words)
        problem = refusal(before, words, outcome)
        if problem is not None:
            raise Refused(problem)
        event = Event("closed", now, State.CLOSED, text=words or None, outcome=outcome.value)
        return self._step(follow_up, *before.events[len(follow_up.events) :], event, stamp=stamp)

    def snooze(self, follow_up: FollowUp, stamp: Stamp) -> Logged:
        """Be quiet about a level 3 for 72 hours, twice at the most. Levels 1 and 2 never are."""
        _must_wait(follow_up)
        if follow_up.level is not Level.DAYS:
            raise Refused("a level 1 or 2 follow-up cannot be snoozed; act on it, or close it with its outcome")
        if follow_up.snoozes >= SNOOZE_MOST:
            raise Refused(f"it has been snoozed {SNOOZE_MOST} times already; act on it, or close it with its outcome")
        now = stamp.moment.instant
        return self._step(follow_up, Event("snoozed", now, State.SNOOZED, until=now + SNOOZE_LONGEST), stamp=stamp)

    def reopen(self, follow_up: FollowUp, stamp: Stamp) -> Logged:
        """Open one again that was closed too soon."""
        if follow_up.state is not State.CLOSED:
            raise Refused(f"follow-up {follow_up.id[:8]} is not closed; there is nothing to reopen")
        return self._step(follow_up, Event("reopened", stamp.moment.instant, State.OPEN), stamp=stamp)

    def _own_name(self) -> str:
        """Return the name of the person whose file it is: who tells themselves has told nobody."""
        return profiles.read(self._store).name or ""

    def overdue(self, now: datetime) -> tuple[FollowUp, ...]:
        """Return those that nobody acted on in time."""
        return tuple(f for f in self.waiting() if f.overdue(now))

    # what stands behind one

    def entry_behind(self, follow_up: FollowUp) -> Entry | None:
        """Return the newest version of what was logged, or None where nothing was."""
        if follow_up.entry_id is None:
            return None
        try:
            return entries.versions(self._store, entries.one(self._store, follow_up.entry_id))[-1]
        except (RehabError, IndexError):
            return None

    def reports_behind(self, follow_up: FollowUp) -> tuple[SymptomReport, ...]:
        """Return what was reported of its own sign, on either side."""
        entry = self.entry_behind(follow_up)
        reports = entry.fact.reports if entry is not None and isinstance(entry.fact, SymptomsAnswered) else ()
        return tuple(report for report in reports if report.id == follow_up.why.get("symptom"))

    def since(self, follow_up: FollowUp) -> date | None:
        """Return since when the sign has been there, where that was said."""
        known = [report.since for report in self.reports_behind(follow_up) if report.since]
        said = follow_up.why.get("since")
        return min(known) if known else date.fromisoformat(said) if isinstance(said, str) else None

    def unsure(self, follow_up: FollowUp) -> bool:
        """Return whether the person was not sure about the sign."""
        return any(report.unsure for report in self.reports_behind(follow_up))

    def _step(self, follow_up: FollowUp, *events: Event, stamp: Stamp) -> Logged:
        """Keep one step, or several that belong together: all of them or none."""
        words = f"follow-up {follow_up.rule}: {events[-1].verb}"
        with self._store.change("follow-up", words, stamp) as change:
            self._must_be_as_seen(follow_up)
            for event in events:
                followups.add_event(change, follow_up.id, event)
        return Logged((), (followups.by_id(self._store.connection, follow_up.id),), words)

    def _must_be_as_seen(self, follow_up: FollowUp) -> None:
        """Raise Refused where another program has closed it since it was read."""
        if not follow_up.closed:
            _must_wait(followups.by_id(self._store.connection, follow_up.id))


def worse_again(follow_up: FollowUp) -> SymptomsAnswered | None:
    """Return the report that a sign is worse now, with what was beside it; None where no sign was reported.

    What made it more urgent still counts beside it (judgement: the stricter reading).
    """
    sign = follow_up.why.get("symptom")
    if not isinstance(sign, str) or sign not in SYMPTOMS:
        return None
    side = Side(follow_up.side) if follow_up.side and sign in SIDED_SYMPTOMS else None
    beside = follow_up.why.get("with")
    doubted = follow_up.why.get("unsure")
    unsure = doubted if isinstance(doubted, (list, tuple)) else ()
    names = [one for one in beside if one in COMPANIONS] if isinstance(beside, (list, tuple)) else []
    companions = tuple(part for name in names for part in kept_beside(name, unsure=name in unsure))
    report = SymptomReport(sign, SignAnswer.WORSE, side)
    return SymptomsAnswered(Form.PICKED, (sign,), (report,), companions=companions)


def _must_wait(follow_up: FollowUp) -> None:
    beginning = follow_up.id[:8]
    if follow_up.state is State.SUPERSEDED:
        raise Refused(f"follow-up {beginning} was taken over by a more urgent one; see what waits: rehab followups")
    if follow_up.closed:
        raise Refused(f"follow-up {beginning} is closed already; nothing was added, reopen it first")
