"""How a day stands: what is logged, what is still due, what waits. Light, for it is asked for at every prompt."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.amount import amount, slots_filled
from rehab_tui.domain.followup import FollowUp, most_urgent
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.store import Store, glance, quiet

FULL_LIST_EVERY = timedelta(days=7)
FULL_LIST_AFTER_MISSED = 3
NOTHING_TOLD_BEFORE = timedelta(days=3)
"""No notice can stand in a younger file: the shortest silence that is told has two dates without a score (MS-01)."""


class Glance(NamedTuple):
    """What of a day is done and due."""

    day: date
    pain_logged: bool
    """Whether every hip that is tracked has its daily score."""
    signs_asked: bool
    """Whether the daily or the full questions were answered."""
    full_list_due: bool
    exercises_due: int
    """Exercises the plan asks for, locked ones left out; none in a pause or while exercise is stopped."""
    exercises_done: int
    """Exercises of the plan done in full, also before exercise was stopped."""
    exercises_open: bool
    """Whether an exercise that is due has no answer yet."""
    follow_ups: tuple[FollowUp, ...]
    """Those that wait, most urgent first."""

    @property
    def due(self) -> tuple[str, ...]:
        """What is still to be logged on this day, in words."""
        waiting = []
        if not self.pain_logged:
            waiting.append("pain score")
        if self.full_list_due:
            waiting.append("full warning-sign list")
        elif not self.signs_asked:
            waiting.append("warning-sign questions")
        if self.exercises_open:
            waiting.append("exercises")
        return tuple(waiting)


def watch_if_due(store: Store, stamp: Stamp) -> None:
    """Let the computed rules look at the day where that is due; nothing is loaded for it where it is not.

    Only to be asked where nothing is written afterwards: a day that is pretended among real ones is looked at aside.
    """
    if quiet.rules_are_due(store, stamp.moment.today):
        from rehab_tui.services import watching

        if watching.pretended(store, stamp.moment):
            store.look_aside()
        watching.watch_if_due(store, stamp)


def told_today(store: Store, now: Moment) -> tuple[str, ...]:
    """Return what the computed rules tell today without asking for anything; for a new file nothing is loaded."""
    from rehab_tui.store import entries

    oldest = entries.first_day(store)
    if oldest is None or now.today - oldest < NOTHING_TOLD_BEFORE:
        return ()
    from rehab_tui.services.notices import Notices

    return Notices(store).words_for_patient(now)


def look(store: Store, day: date, known: Mapping[str, str] | None = None) -> Glance:
    """Return how a day stands, from one state of the file; `known` are the facts of the patient, once they are read."""
    with store.one_view():
        known = glance.facts(store) if known is None else known
        waiting = _waiting(store)
        rounds = glance.rounds(store, day - FULL_LIST_EVERY + timedelta(days=1), day)
        due, done, unanswered = _work(store, day, known)
        stopped = any(one.serious for one in waiting) or glance.paused(store, day)
        return Glance(
            day=day,
            pain_logged=_sides(known) <= glance.sides_scored(store, day),
            signs_asked=any(on == day.isoformat() and form in ("daily", "full") for on, form in rounds),
            full_list_due="setup_done_on" in known and _full_list_due(day, rounds),
            exercises_due=0 if stopped else due,
            exercises_done=done,
            exercises_open=unanswered and not stopped,
            follow_ups=waiting,
        )


def _waiting(store: Store) -> tuple[FollowUp, ...]:
    if not glance.something_waits(store):  # most days: nothing is loaded for it
        return ()
    from rehab_tui.store import followups

    return most_urgent(followups.unclosed(store))


def _sides(known: Mapping[str, str]) -> frozenset[str]:
    side = known.get("side")
    return frozenset((side,)) if side in ("left", "right") else frozenset(("left", "right"))


def _full_list_due(day: date, rounds: Sequence[tuple[str, str]]) -> bool:
    """Return whether the full list is due: never asked, seven days old, or after three missed days."""
    full = [on for on, form in rounds if form == "full"]
    if not full:
        return True
    missed = [(day - timedelta(days=n)).isoformat() for n in range(1, FULL_LIST_AFTER_MISSED + 1)]
    return not any(on in missed for on, _ in rounds) and max(full) < missed[-1]


def _work(store: Store, day: date, known: Mapping[str, str]) -> tuple[int, int, bool]:
    """Return how many exercises are due and not locked, how many of these are done, and whether one is unanswered."""
    lines = glance.lines(store, day)
    if not lines:
        return 0, 0, False
    allowed = glance.cleared(store, day)
    since = known.get("allowed_on") or known.get("setup_done_on") or ""
    if known.get("allowed_by") and since <= day.isoformat():
        allowed |= {"physical-therapy"}
    replaced = known.get("hip_replacement") == "yes"
    done = glance.exercises(store, day)
    due = full = 0
    unanswered = False
    for line in lines:
        needed = {*line.clearances.split(), *(("deep-hip",) if line.deep_hip and replaced else ())}
        if needed - allowed or str(day.isoweekday()) not in line.days:
            continue
        mine = [one for one in done if one.exercise == line.exercise]
        due += 1
        full += _filled(line, mine) >= line.times_a_day
        unanswered = unanswered or not mine
    return due, full, unanswered


def _filled(line: glance.Line, mine: Sequence[glance.Done]) -> float:
    done = [(one.side, _size(line.measured, one)) for one in mine if one.skip_reason is None]
    return slots_filled(_size(line.measured, line), line.times_a_day, sided=bool(line.sided), done=done)


def _size(measured: str, one: glance.Line | glance.Done) -> int:
    return amount(measured, one.sets, one.reps, one.hold, one.minutes)
