"""The course of a guided session as a machine: keys and seconds in, the next state and its marks out. No clock."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from rehab_tui.domain.dose import Dose, Measured, SkipReason
from rehab_tui.domain.guided import Mark, Session, Standing, Task, Turn, Verb, one_set, part_of_set
from rehab_tui.domain.pain import HIGHEST

READY_SECONDS, SWITCH_SECONDS, REST_SECONDS, RELEASE_SECONDS = 5, 8, 30, 3
"""Seconds to get ready, to change sides, to rest between sets, to let go between holds (all judgement)."""
MOST_AT_ONCE = 5.0
"""Seconds that one tick may count: a program that stood still has not held anything."""


class Phase(StrEnum):
    """What is happening now."""

    BEFORE = "before"
    """Pain before the session is asked."""
    START = "start"
    """An exercise or a set waits for a key."""
    READY = "ready"
    HOLD = "hold"
    RELEASE = "release"
    """Between two repetitions that are held."""
    COUNT = "count"
    """Repetitions are counted by a key."""
    MINUTES = "minutes"
    REST = "rest"
    SWITCH = "switch"
    """Time to change sides."""
    PAIN = "pain"
    """Pain during the exercise is asked."""
    STOP = "stop"
    """The stop card (PX-01)."""
    END = "end"


WORK = frozenset({Phase.HOLD, Phase.RELEASE, Phase.COUNT, Phase.MINUTES})
"""Something of the set is under way."""
COUNTDOWNS = frozenset({Phase.READY, Phase.HOLD, Phase.RELEASE, Phase.MINUTES, Phase.REST, Phase.SWITCH})


class Press(StrEnum):
    """What a person can do."""

    GO = "go"
    """The one key of the usual path: begin, one more repetition, pause and go on, rest no longer."""
    DONE = "done"
    """The same, but a set of repetitions is done at once."""
    PAUSE = "pause"
    FULL = "full"
    """This set was done in full, whatever was counted."""
    NEXT = "next"
    """On to the next set; of this one counts what was done."""
    BACK = "back"
    SKIP = "skip"
    FINISH = "finish"
    """End the session here."""
    RATE = "rate"
    """The next digit is the effort."""
    DIGIT = "digit"


class Stopped(NamedTuple):
    """What the stop card says: the exercise, the pain and the limit it was above, 0-10."""

    name: str
    pain: int
    limit: int


@dataclass(frozen=True, slots=True)
class Run:
    """Where a session is, down to the second."""

    session: Session
    ceiling: int
    """Highest pain during exercise, 0-10, in force now."""
    phase: Phase
    left: float = 0.0
    """Seconds until the phase ends by itself; 0 where it does not."""
    reps: int = 0
    paused: bool = False
    rating: bool = False
    one: tuple[Verb, str] | None = None
    """What a 1 was just typed for (and the exercise): a 0 now makes it 10."""
    stopped: Stopped | None = None

    @property
    def seconds(self) -> int:
        """Whole seconds left, as a countdown shows them."""
        return ceil(self.left)

    @property
    def task(self) -> Task | None:
        """The exercise it is at."""
        return self.session.task

    @property
    def turn(self) -> Turn | None:
        """The set it is at."""
        return self.session.turn

    @property
    def counting(self) -> bool:
        """Whether time is running."""
        return self.phase in COUNTDOWNS and not self.paused


class Step(NamedTuple):
    """What a key or a tick leads to: the next state, and what has to be kept before it is shown."""

    run: Run
    marks: tuple[Mark, ...] = ()
    bell: bool = False


def begin(session: Session, ceiling: int) -> Run:
    """Return the run of a session from the place where it stands: at the beginning of its set."""
    return _at_place(Run(session, ceiling, Phase.START))


def follow(run: Run, session: Session, ceiling: int) -> Run:
    """Return the run after the file was read again: the same second while the place is the same, else the new place."""
    same = (session.task, session.turn, session.ended) == (run.session.task, run.session.turn, run.session.ended)
    if same and run.phase is not Phase.BEFORE:
        return replace(run, session=session, ceiling=ceiling)
    return begin(session, ceiling)


def _at_place(run: Run) -> Run:
    """Return a run at the beginning of what its session asks for next."""
    session = run.session
    at = replace(run, left=0.0, reps=0, paused=False, rating=False)
    if session.ended or session.task is None:
        return replace(at, phase=Phase.END)
    if session.before is None:
        return replace(at, phase=Phase.BEFORE)
    return replace(at, phase=Phase.START if session.turn else Phase.PAIN)


def _kept(run: Run, *marks: Mark, bell: bool = False) -> Step:
    """Return the step that writes marks, at the place to which they lead; the last exercise ends the session."""
    session = run.session.with_marks(marks)
    if session.task is None and not session.ended:
        marks = (*marks, Mark(Verb.END))
        session = session.with_marks(marks[-1:])
    return Step(_at_place(replace(run, session=session, one=None)), marks, bell)


# time


def tick(run: Run, seconds: float) -> Step:
    """Return what some seconds lead to; a clock that goes backwards, or leaps, counts nothing or little."""
    if not run.counting:
        return Step(run)
    left = run.left - min(max(0.0, seconds), MOST_AT_ONCE)
    if left > 0:
        return Step(replace(run, left=left))
    return _run_out(replace(run, left=0.0))


def _run_out(run: Run) -> Step:
    task, turn = run.task, run.turn
    if task is None or turn is None:
        return Step(_at_place(run))
    if run.phase is Phase.HOLD and task.prescription.measured is Measured.REPS:
        run = replace(run, reps=run.reps + 1)
        if run.reps < (task.prescription.dose.reps or 1):
            return Step(replace(run, phase=Phase.RELEASE, left=float(RELEASE_SECONDS)), bell=True)
    if run.phase in (Phase.HOLD, Phase.MINUTES):
        return _set_done(run, task, turn, one_set(task.prescription), bell=True)
    return Step(_working(run, task), bell=True)


def _working(run: Run, task: Task) -> Run:
    """Return the run with the work of its set begun, or gone on with after letting go."""
    dose = task.prescription.dose
    reps = run.reps if run.phase is Phase.RELEASE else 0
    at = replace(run, reps=reps, left=0.0, paused=False)
    if task.prescription.measured is Measured.MINUTES:
        return replace(at, phase=Phase.MINUTES, left=60.0 * (dose.minutes or 0))
    if dose.hold:
        return replace(at, phase=Phase.HOLD, left=float(dose.hold))
    return replace(at, phase=Phase.COUNT)


def _set_done(run: Run, task: Task, turn: Turn, dose: Dose, *, bell: bool = False) -> Step:
    """Return the step that keeps a set, and rests before the next one."""
    step = _kept(run, Mark(Verb.SET, task.exercise, turn.side, turn.number, dose), bell=bell)
    after = step.run
    if after.turn is None or after.task is not task:
        return step
    other_side = after.turn.number == turn.number
    rest, seconds = (Phase.SWITCH, SWITCH_SECONDS) if other_side else (Phase.REST, REST_SECONDS)
    return step._replace(run=replace(after, phase=rest, left=float(seconds)))


# keys


def press(run: Run, key: Press, value: int = 0, reason: SkipReason = SkipReason.OTHER) -> Step:
    """Return what a key leads to; `value` belongs to a digit (0-9), `reason` to leaving an exercise out."""
    if key is Press.DIGIT:
        return _digit(run, value)
    step = _PRESSES[key](run) if key is not Press.SKIP else _skip(run, reason)
    return step._replace(run=replace(step.run, one=None, rating=key is Press.RATE and not run.rating))


def _go(run: Run) -> Step:
    task, turn = run.task, run.turn
    if run.phase is Phase.BEFORE:
        return _kept(run, Mark(Verb.BEFORE))
    if run.phase is Phase.STOP:
        return Step(_at_place(replace(run, stopped=None)))
    if task is None or turn is None or run.phase is Phase.END:
        return Step(run)
    if run.phase is Phase.COUNT:
        return _one_more(run, task, turn)
    if run.phase in WORK or (run.paused and run.phase in COUNTDOWNS):
        return _pause(run)
    return _start(run, task, turn)


def _one_more(run: Run, task: Task, turn: Turn) -> Step:
    goal = task.prescription.dose.reps or 1
    if run.reps + 1 < goal:
        return Step(replace(run, reps=run.reps + 1))
    return _set_done(run, task, turn, one_set(task.prescription), bell=True)


def _start(run: Run, task: Task, turn: Turn) -> Step:
    """Begin: a tick is done at once, what is held begins with time to get ready."""
    if task.prescription.measured is Measured.TICK:
        return _set_done(run, task, turn, one_set(task.prescription))
    if task.prescription.dose.hold and run.phase is not Phase.READY:
        return Step(replace(run, phase=Phase.READY, left=float(READY_SECONDS), paused=False))
    return Step(_working(run, task))


def _done(run: Run) -> Step:
    if run.phase is Phase.PAIN and run.task:
        return _kept(run, Mark(Verb.CLOSE, run.task.exercise))
    return _full(run) if run.phase is Phase.COUNT else _go(run)


def _full(run: Run) -> Step:
    if run.task is None or run.turn is None or run.phase not in {Phase.START, Phase.READY, *WORK}:
        return Step(run)
    return _set_done(run, run.task, run.turn, one_set(run.task.prescription))


def _next(run: Run) -> Step:
    if run.task is None or run.turn is None or run.phase in {Phase.BEFORE, Phase.STOP, Phase.END}:
        return Step(run)
    part = _part(run)
    if part is not None and part.dose is not None:
        return _set_done(run, run.task, run.turn, part.dose)
    omitted = Mark(Verb.OMIT, run.task.exercise, run.turn.side, run.turn.number)
    after = run.session.with_marks((omitted,))
    nothing_done = after.turn is None and not after.standings[run.task.exercise].done
    return _kept(run, omitted, *((Mark(Verb.CLOSE, run.task.exercise),) if nothing_done else ()))


def _part(run: Run) -> Mark | None:
    """Return the mark of what was done of the set under way, or None when that is nothing yet."""
    if run.task is None or run.turn is None or run.phase not in WORK:
        return None
    asked = run.task.prescription
    count = run.reps
    if asked.measured is Measured.HOLD:
        count = int((asked.dose.hold or 0) - run.left)
    elif asked.measured is Measured.MINUTES:
        count = int(((asked.dose.minutes or 0) * 60 - run.left) // 60)
    dose = part_of_set(asked, count)
    return Mark(Verb.SET, run.task.exercise, run.turn.side, run.turn.number, dose) if dose else None


def _pause(run: Run) -> Step:
    return Step(replace(run, paused=not run.paused)) if run.phase in COUNTDOWNS else Step(run)


def _back(run: Run) -> Step:
    """Begin the set again; from its beginning, take the newest set back, or open the exercise before again."""
    if run.phase in {Phase.READY, *WORK}:
        return Step(_at_place(run))
    if run.phase in {Phase.BEFORE, Phase.STOP} or (run.phase is Phase.END and run.task is not None):
        return Step(run)
    last = run.session.last_set(run.task.exercise) if run.task else None
    if run.task is not None and last is not None:
        return _kept(run, Mark(Verb.BACK, run.task.exercise, *last))
    return _reopen(run)


def _reopen(run: Run) -> Step:
    """Open the newest exercise again that is over; one that was stopped for its pain stays as it is."""
    session = run.session
    closing = (m for m in reversed(session.marks) if m.verb in {Verb.CLOSE, Verb.SKIP, Verb.STOP})
    over = next((m for m in closing if session.standings[m.exercise].over), None)
    if over is None or over.verb is Verb.STOP:
        return Step(run)
    return _kept(run, Mark(Verb.REOPEN, over.exercise))


def _skip(run: Run, reason: SkipReason) -> Step:
    if run.task is None or run.phase in {Phase.BEFORE, Phase.STOP, Phase.END}:
        return Step(run)
    part = _part(run)
    return _kept(run, *((part,) if part else ()), Mark(Verb.SKIP, run.task.exercise, reason=reason))


def _finish(run: Run) -> Step:
    if run.phase is Phase.END:
        return Step(run)
    part = _part(run)
    return _kept(run, *((part,) if part else ()), Mark(Verb.END))


def _rate(run: Run) -> Step:
    return Step(run)


_PRESSES = {
    Press.GO: _go,
    Press.DONE: _done,
    Press.PAUSE: _pause,
    Press.FULL: _full,
    Press.NEXT: _next,
    Press.BACK: _back,
    Press.FINISH: _finish,
    Press.RATE: _rate,
}


# digits


def _digit(run: Run, value: int) -> Step:
    what = _asked(run)
    if value == 0 and run.one is not None:
        what, value = run.one, HIGHEST
    if what is None:
        return Step(replace(run, one=None, rating=False))
    step = _said(run, what, value)
    return step._replace(run=replace(step.run, rating=False, one=what if value == 1 else None))


def _asked(run: Run) -> tuple[Verb, str] | None:
    """Return what a digit means now, and for which exercise; None: nothing."""
    if run.phase is Phase.BEFORE:
        return (Verb.BEFORE, "")
    at = _exercise_meant(run)
    if run.rating:
        return (Verb.EFFORT, at.exercise) if at else None
    if run.task is None or run.phase is Phase.STOP:
        return None
    begun = run.phase in WORK or run.session.standings[run.task.exercise].done
    return (Verb.PAIN, run.task.exercise) if begun and not run.session.ended else None


def _exercise_meant(run: Run) -> Task | None:
    """Return the exercise that was just done: the present one once a set is done, else the newest that is over."""
    standings = run.session.standings
    if run.task is not None and standings[run.task.exercise].done:
        return run.task
    return next((task for task in reversed(run.session.tasks) if _done_and_over(standings[task.exercise])), None)


def _done_and_over(standing: Standing) -> bool:
    return standing.over and standing.done > 0


def _said(run: Run, what: tuple[Verb, str], value: int) -> Step:
    verb, exercise = what
    mark = Mark(verb, exercise, value=value)
    if verb is Verb.BEFORE:
        return _kept(run, mark)
    if verb is Verb.PAIN and value > run.ceiling:
        return _stop(run, exercise, value)
    if verb is Verb.PAIN and run.phase is Phase.PAIN and run.one is None:
        return _kept(run, mark, Mark(Verb.CLOSE, exercise))
    return Step(replace(run, session=run.session.with_marks((mark,))), (mark,))


def _stop(run: Run, exercise: str, value: int) -> Step:
    """Leave an exercise for today; what was done of it stays (PX-01)."""
    part = _part(run) if run.task and run.task.exercise == exercise else None
    marks = (Mark(Verb.PAIN, exercise, value=value), Mark(Verb.STOP, exercise))
    step = _kept(run, *((part,) if part else ()), *marks)
    name = next(task.prescription.name for task in run.session.tasks if task.exercise == exercise)
    return step._replace(run=replace(step.run, phase=Phase.STOP, stopped=Stopped(name, value, run.ceiling)), bell=True)
