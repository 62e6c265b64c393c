"""The course of a guided session as a machine: seconds in, the next state and its marks out. No clock of its own."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from rehab_tui.domain.dose import Dose, Measured
from rehab_tui.domain.guided import Mark, Session, Task, Turn, Verb, one_set, part_of_set

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
    return at_place(Run(session, ceiling, Phase.START))


def follow(run: Run, session: Session, ceiling: int) -> Run:
    """Return the run after the file was read again: the same second while the place is the same, else the new place."""
    same = (session.task, session.turn, session.ended) == (run.session.task, run.session.turn, run.session.ended)
    if same and run.phase is not Phase.BEFORE:
        return replace(run, session=session, ceiling=ceiling)
    return begin(session, ceiling)


def at_place(run: Run) -> Run:
    """Return a run at the beginning of what its session asks for next."""
    session = run.session
    at = replace(run, left=0.0, reps=0, paused=False, rating=False)
    if session.ended or session.task is None:
        return replace(at, phase=Phase.END)
    if session.before is None:
        return replace(at, phase=Phase.BEFORE)
    return replace(at, phase=Phase.START if session.turn else Phase.PAIN)


def kept(run: Run, *marks: Mark, bell: bool = False) -> Step:
    """Return the step that writes marks, at the place to which they lead; the last exercise ends the session."""
    session = run.session.with_marks(marks)
    if session.task is None and not session.ended:
        marks = (*marks, Mark(Verb.END))
        session = session.with_marks(marks[-1:])
    return Step(at_place(replace(run, session=session, one=None)), marks, bell)


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
        return Step(at_place(run))
    if run.phase is Phase.HOLD and task.prescription.measured is Measured.REPS:
        run = replace(run, reps=run.reps + 1)
        if run.reps < (task.prescription.dose.reps or 1):
            return Step(replace(run, phase=Phase.RELEASE, left=float(RELEASE_SECONDS)), bell=True)
    if run.phase in (Phase.HOLD, Phase.MINUTES):
        return set_done(run, task, turn, one_set(task.prescription), bell=True)
    return Step(working(run, task), bell=True)


def working(run: Run, task: Task) -> Run:
    """Return the run with the work of its set begun, or gone on with after letting go."""
    dose = task.prescription.dose
    reps = run.reps if run.phase is Phase.RELEASE else 0
    at = replace(run, reps=reps, left=0.0, paused=False)
    if task.prescription.measured is Measured.MINUTES:
        return replace(at, phase=Phase.MINUTES, left=60.0 * (dose.minutes or 0))
    if dose.hold:
        return replace(at, phase=Phase.HOLD, left=float(dose.hold))
    return replace(at, phase=Phase.COUNT)


def set_done(run: Run, task: Task, turn: Turn, dose: Dose, *, bell: bool = False) -> Step:
    """Return the step that keeps a set, and rests before the next one."""
    step = kept(run, Mark(Verb.SET, task.exercise, turn.side, turn.number, dose), bell=bell)
    after = step.run
    if after.turn is None or after.task is not task:
        return step
    other_side = after.turn.number == turn.number
    rest, seconds = (Phase.SWITCH, SWITCH_SECONDS) if other_side else (Phase.REST, REST_SECONDS)
    return step._replace(run=replace(after, phase=rest, left=float(seconds)))


def part_done(run: Run) -> Mark | None:
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
