"""What the keys of a guided session lead to: the next state, and the marks that have to be kept before it is shown."""

from dataclasses import replace
from enum import StrEnum

from rehab_tui.domain.dose import Measured, SkipReason
from rehab_tui.domain.guided import Mark, Standing, Task, Turn, Verb, one_set
from rehab_tui.domain.guided_run import (
    COUNTDOWNS,
    READY_SECONDS,
    WORK,
    Phase,
    Run,
    Step,
    Stopped,
    at_place,
    kept,
    part_done,
    set_done,
    working,
)
from rehab_tui.domain.pain import HIGHEST


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


def press(run: Run, key: Press, value: int = 0, reason: SkipReason = SkipReason.OTHER) -> Step:
    """Return what a key leads to; `value` belongs to a digit (0-9), `reason` to leaving an exercise out."""
    if key is Press.DIGIT:
        return _digit(run, value)
    step = _PRESSES[key](run) if key is not Press.SKIP else _skip(run, reason)
    return step._replace(run=replace(step.run, one=None, rating=key is Press.RATE and not run.rating))


def _go(run: Run) -> Step:
    task, turn = run.task, run.turn
    if run.phase is Phase.BEFORE:
        return kept(run, Mark(Verb.BEFORE))
    if run.phase is Phase.STOP:
        return Step(at_place(replace(run, stopped=None)))
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
    return set_done(run, task, turn, one_set(task.prescription), bell=True)


def _start(run: Run, task: Task, turn: Turn) -> Step:
    """Begin: a tick is done at once, what is held begins with time to get ready."""
    if task.prescription.measured is Measured.TICK:
        return set_done(run, task, turn, one_set(task.prescription))
    if task.prescription.dose.hold and run.phase is not Phase.READY:
        return Step(replace(run, phase=Phase.READY, left=float(READY_SECONDS), paused=False))
    return Step(working(run, task))


def _done(run: Run) -> Step:
    if run.phase is Phase.PAIN and run.task:
        return kept(run, Mark(Verb.CLOSE, run.task.exercise))
    return _full(run) if run.phase is Phase.COUNT else _go(run)


def _full(run: Run) -> Step:
    if run.task is None or run.turn is None or run.phase not in {Phase.START, Phase.READY, *WORK}:
        return Step(run)
    return set_done(run, run.task, run.turn, one_set(run.task.prescription))


def _next(run: Run) -> Step:
    if run.task is None or run.turn is None or run.phase in {Phase.BEFORE, Phase.STOP, Phase.END}:
        return Step(run)
    part = part_done(run)
    if part is not None and part.dose is not None:
        return set_done(run, run.task, run.turn, part.dose)
    omitted = Mark(Verb.OMIT, run.task.exercise, run.turn.side, run.turn.number)
    after = run.session.with_marks((omitted,))
    nothing_done = after.turn is None and not after.standings[run.task.exercise].done
    return kept(run, omitted, *((Mark(Verb.CLOSE, run.task.exercise),) if nothing_done else ()))


def _pause(run: Run) -> Step:
    return Step(replace(run, paused=not run.paused)) if run.phase in COUNTDOWNS else Step(run)


def _back(run: Run) -> Step:
    """Begin the set again; from its beginning, take the newest set back, or open the exercise before again."""
    if run.phase in {Phase.READY, *WORK}:
        return Step(at_place(run))
    if run.phase in {Phase.BEFORE, Phase.STOP} or (run.phase is Phase.END and run.task is not None):
        return Step(run)
    last = run.session.last_set(run.task.exercise) if run.task else None
    if run.task is not None and last is not None:
        return kept(run, Mark(Verb.BACK, run.task.exercise, *last))
    return _reopen(run)


def _reopen(run: Run) -> Step:
    """Open the newest exercise again that is over; one that was stopped for its pain stays as it is."""
    session = run.session
    closing = (m for m in reversed(session.marks) if m.verb in {Verb.CLOSE, Verb.SKIP, Verb.STOP})
    over = next((m for m in closing if session.standings[m.exercise].over), None)
    if over is None or over.verb is Verb.STOP:
        return Step(run)
    return kept(run, Mark(Verb.REOPEN, over.exercise))


def _skip(run: Run, reason: SkipReason) -> Step:
    if run.task is None or run.phase in {Phase.BEFORE, Phase.STOP, Phase.END}:
        return Step(run)
    part = part_done(run)
    return kept(run, *((part,) if part else ()), Mark(Verb.SKIP, run.task.exercise, reason=reason))


def _finish(run: Run) -> Step:
    if run.phase is Phase.END:
        return Step(run)
    part = part_done(run)
    return kept(run, *((part,) if part else ()), Mark(Verb.END))


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
        return kept(run, mark)
    if verb is Verb.PAIN and value > run.ceiling:
        return _stop(run, exercise, value)
    if verb is Verb.PAIN and run.phase is Phase.PAIN and run.one is None:
        return kept(run, mark, Mark(Verb.CLOSE, exercise))
    return Step(replace(run, session=run.session.with_marks((mark,))), (mark,))


def _stop(run: Run, exercise: str, value: int) -> Step:
    """Leave an exercise for today; what was done of it stays (PX-01)."""
    part = part_done(run) if run.task and run.task.exercise == exercise else None
    marks = (Mark(Verb.PAIN, exercise, value=value), Mark(Verb.STOP, exercise))
    step = kept(run, *((part,) if part else ()), *marks)
    name = next(task.prescription.name for task in run.session.tasks if task.exercise == exercise)
    return step._replace(run=replace(step.run, phase=Phase.STOP, stopped=Stopped(name, value, run.ceiling)), bell=True)
