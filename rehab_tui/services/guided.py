"""Guided sessions: what one would ask for, beginning or resuming it, keeping each set the moment it is done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.days import day_words
from rehab_tui.domain.dose import SkipReason
from rehab_tui.domain.entry import Entry, EntryState, Logged
from rehab_tui.domain.guided import Key, Mark, Session, Task, Verb, task_for
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.errors import Refused
from rehab_tui.services.days import DayReview, Days, ExerciseRow
from rehab_tui.services.journal import Draft, keep, stops_of
from rehab_tui.store import Change, Store, entries, guided

STOP_WORDS = "Stop exercises until you have had advice"
"""What stands for the exercises while a level 1-2 follow-up is open (product, section 3)."""

_OPEN_ELSEWHERE = "This session is open in another window, or the program was ended in it. "


class Offer(NamedTuple):
    """What a guided session would be on a day: one to go on with, or a new one."""

    day: date
    plan: Plan
    session: Session | None
    """One of this day that was left half-way, with the marks that are still missing in the file."""
    tasks: tuple[Task, ...]
    """What a new one asks for; empty when all of the day is done."""
    again: tuple[Task, ...]
    """What going through it once more would ask for; empty when there is nothing to offer."""
    words: str = ""
    """What has to be said first: where it goes on, or which one was left on an earlier day or under an older plan."""


class KeptStep(NamedTuple):
    """A session after something was kept in it, and what that changed in the journal."""

    session: Session
    logged: Logged


class Guided:
    """One exercise at a time, set by set; the place is kept in the file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._days = Days(store)

    def offer(self, day: date, today: date) -> Offer:
        """Return what a session would be. Raises Refused without a plan, while exercise is stopped, or all locked."""
        review = self._days.review(day, today)
        if review.exercise_stopped:
            raise Refused(f"{STOP_WORDS}. The follow-ups show what to do.")
        if review.pause is not None:
            raise Refused("A pause is written down for this day: no exercise is due.")
        rows = [row for row in review.exercises if row.due]
        if review.plan_from is not None:
            raise Refused(f"This day had {review.before_the_plan}.")
        if review.plan is None or not rows:
            raise Refused(
                "There is no plan yet: choose one on the plan screen."
                if review.plan is None
                else "Nothing is due today."
            )
        free = [row for row in rows if not row.locked]
        if not free:
            raise Refused("Nothing of the plan is allowed yet. The plan screen shows who can allow it.")
        session, words = self._half_way(day, review, free)
        left = [row for row in free if not _left_alone(row, review.ceiling)]
        return Offer(
            day, review.plan, session, _tasks(left), _tasks(_to_repeat(free, review.ceiling), again=True), words
        )

    def _half_way(self, day: date, review: DayReview, rows: Sequence[ExerciseRow]) -> tuple[Session | None, str]:
        """Return the session to go on with, or what to say of one that is not gone on with."""
        last = guided.newest(self._store)
        if last is None or last.ended or last.task is None:
            return None, ""
        if last.day != day:
            return (
                None,
                f"The session of {day_words(last.day)} was left at {_place_words(last)}. What was done is kept.",
            )
        allowed = {row.prescription.exercise for row in rows}
        waiting = {task.exercise for task in last.tasks if not last.standings[task.exercise].over}
        if review.plan is None or last.plan_id != review.plan.id or not waiting <= allowed:
            return None, "The plan has changed: this is a new session. What was done is kept."
        closing = [Mark(Verb.CLOSE, row.prescription.exercise) for row in rows if _done_elsewhere(last, row)]
        resumed = last.with_marks(closing)
        if resumed.task is None:
            return None, ""
        return resumed, f"{_OPEN_ELSEWHERE if last.window else ''}It goes on at {_place_words(resumed)}."

    def open(self, offer: Offer, window: str, stamp: Stamp, *, again: bool = False) -> Session:
        """Go on with the session of an offer, or begin one; the window that opened it last has it."""
        with self._store.change("care", "guided session opened", stamp) as change:
            if offer.session is None:
                session_id = guided.begin(change, offer.day, offer.plan, offer.again if again else offer.tasks)
                new: tuple[Mark, ...] = ()
            else:
                session_id = offer.session.id
                new = offer.session.marks[len(guided.read(self._store, session_id).marks) :]
            guided.add(change, session_id, (*new, Mark(Verb.OPEN, window=window)))
        return self.read(session_id)

    def take(self, session: Session, window: str, stamp: Stamp) -> Session:
        """Let another window have a session."""
        with self._store.change("care", "guided session opened", stamp) as change:
            guided.add(change, session.id, (Mark(Verb.OPEN, window=window),))
        return self.read(session.id)

    def leave(self, session: Session, window: str, stamp: Stamp) -> None:
        """Leave a session half-way; it waits in the file. Nothing is written when another window has it."""
        now = self.read(session.id)
        if now.window == window and not self._store.read_only:
            with self._store.change("care", "guided session left", stamp) as change:
                guided.add(change, session.id, (Mark(Verb.LEAVE, window=window),))

    def read(self, session_id: str) -> Session:
        """Return a session as it stands in the file."""
        return guided.read(self._store, session_id)

    def keep(self, session: Session, marks: Sequence[Mark], stamp: Stamp) -> KeptStep:
        """Keep what happened, in the session and in the journal, in one transaction.

        Raises Refused when the session went on in another window, NotKept with the reason when nothing can be written.
        """
        words = _words(session, marks)
        with self._store.change("log", words, stamp) as change:
            if self.read(session.id).version != session.version:
                raise Refused("Another window went on with this session: here it is as it stands now.")
            logged = self._write(change, session, session.with_marks(marks))
            if any(mark.verb is Verb.STOP for mark in marks):
                logged = logged._replace(stops=stops_of(self._store, logged.entries, stamp))
            guided.add(change, session.id, marks)
            guided.link(change, session.id, [entry.id for entry in logged.entries])
        return KeptStep(self.read(session.id), logged._replace(words=words))

    def _write(self, change: Change, before: Session, after: Session) -> Logged:
        """Bring the journal from what a session said before to what it says after; other changes of it stay."""
        drafts: list[Draft] = []
        for task in after.tasks:
            had, wants = before.journal(task.exercise), after.journal(task.exercise)
            for key in dict.fromkeys((*had, *wants)):
                if had.get(key) != wants.get(key):
                    drafts.extend(self._draft(change, after, task.exercise, key, had.get(key), wants.get(key)))
        kept, opened = keep(self._store, change, drafts)
        return Logged(kept, opened)

    def _draft(
        self,
        change: Change,
        session: Session,
        exercise: str,
        key: Key,
        had: ExerciseDone | None,
        wants: ExerciseDone | None,
    ) -> tuple[Draft, ...]:
        standing = self._standing(session, exercise, key)
        if wants is None:
            if standing is not None:
                entries.set_state(change, standing.id, EntryState.IN_ERROR)
            return ()
        if standing is None or had is None:
            more = _sets(wants) - (_sets(had) if had else 0)
            fact = wants if had is None else replace(wants, dose=replace(wants.dose, sets=more))
            return (Draft(session.day, fact, plan_id=session.plan_id),) if had is None or more > 0 else ()
        fact = _changed(standing.fact, had, wants)
        return (Draft(standing.day, fact, standing.note, session.plan_id, supersedes=standing.id),)

    def _standing(self, session: Session, exercise: str, key: Key) -> Entry | None:
        """Return the entry that counts now for one key of a session, also when it was corrected since; else None."""
        for entry_id in guided.written(self._store, session.id, exercise):
            versions = entries.versions(self._store, entries.one(self._store, entry_id))
            mine = next(version for version in versions if version.id == entry_id)
            if isinstance(mine.fact, ExerciseDone) and _key(mine.fact) == key:
                return next((one for one in reversed(versions) if one.state is EntryState.CURRENT), None)
        return None


def _tasks(rows: Sequence[ExerciseRow], *, again: bool = False) -> tuple[Task, ...]:
    found = (task_for(row.prescription, _facts(row), again=again) for row in rows)
    return tuple(task for task in found if task is not None)


def _facts(row: ExerciseRow) -> tuple[ExerciseDone, ...]:
    return tuple(entry.fact for entry in row.entries if isinstance(entry.fact, ExerciseDone))


def _left_alone(row: ExerciseRow, ceiling: int) -> bool:
    """Return whether an exercise was left out today, or stopped for its pain."""
    return row.skipped is not None or _hurt(row, ceiling)


def _hurt(row: ExerciseRow, ceiling: int) -> bool:
    return any(one.skipped is SkipReason.PAIN or (one.pain_during or 0) > ceiling for one in _facts(row))


def _to_repeat(rows: Sequence[ExerciseRow], ceiling: int) -> list[ExerciseRow]:
    return [row for row in rows if not _hurt(row, ceiling)]


def _done_elsewhere(session: Session, row: ExerciseRow) -> bool:
    """Return whether an exercise that a session has not begun was done or left out on Today meanwhile."""
    standing = session.standings.get(row.prescription.exercise)
    if standing is None or standing.over or standing.sets:
        return False
    return row.skipped is not None or task_for(row.prescription, _facts(row)) is None


def _key(fact: ExerciseDone) -> Key:
    return fact.skipped or (fact.side, replace(fact.dose, sets=None))


def _sets(fact: ExerciseDone) -> int:
    return fact.dose.sets or 0


def _changed(now: object, had: ExerciseDone, wants: ExerciseDone) -> ExerciseDone:
    """Return an entry with what changed in a session; what somebody corrected in it by hand stays."""
    if not isinstance(now, ExerciseDone):
        return wants
    changes = {
        name: getattr(wants, name)
        for name in ("pain_before", "pain_during", "effort")
        if getattr(wants, name) != getattr(had, name)
    }
    more = _sets(wants) - _sets(had)
    dose = replace(now.dose, sets=max(0, _sets(now) + more)) if more else now.dose
    return replace(now, dose=dose, **changes)


def _place_words(session: Session) -> str:
    """Return where a session is: `Clamshell, left, set 2 of 3`."""
    name = (session.task.prescription.name,) if session.task else ()
    return ", ".join((*name, *(session.turn.words if session.turn else ())))


_SAID = {
    Verb.SET: "{name}{side}, set {number}",
    Verb.OMIT: "{name}{side}, set {number} passed over",
    Verb.BACK: "{name}{side}, set {number} taken back",
    Verb.EFFORT: "effort {value} of {name}",
    Verb.CLOSE: "{name} finished",
    Verb.SKIP: "{name} left out ({reason})",
    Verb.STOP: "{name} stopped for its pain",
    Verb.REOPEN: "{name} taken up again",
    Verb.BEFORE: "pain before the session {value}",
    Verb.END: "guided session ended",
}


def _words(session: Session, marks: Sequence[Mark]) -> str:
    """Return what some marks say, for the undo line: the first that says something of itself."""
    mark = marks[0]
    names = {task.exercise: task.prescription.name for task in session.tasks}
    said = _SAID.get(mark.verb, "pain {value} during {name}")
    if mark.verb is Verb.BEFORE and mark.value is None:
        said = "pain before the session left out"
    return said.format(
        name=names.get(mark.exercise, mark.exercise),
        side=f", {mark.side.value}" if mark.side else "",
        number=mark.number,
        value=mark.value,
        reason=mark.reason.value if mark.reason else "",
    )
