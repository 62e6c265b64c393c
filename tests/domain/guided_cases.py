"""Sessions to try the machine on."""

from datetime import date

from rehab_tui.domain.dose import Dose, Measured
from rehab_tui.domain.guided import Session, Task, Verb, task_for
from rehab_tui.domain.guided_keys import Press, press
from rehab_tui.domain.guided_run import Run, Step, begin
from rehab_tui.domain.plan import Prescription

DAY = date(2026, 11, 20)
CLAMSHELL = Prescription("clamshell", "Clamshell", Measured.REPS, True, Dose(sets=2, reps=3))
BRIDGE = Prescription("glute-bridge", "Glute bridge", Measured.REPS, False, Dose(sets=1, reps=2, hold=3))
STRETCH = Prescription("hip-flexor-stretch", "Hip flexor stretch", Measured.HOLD, False, Dose(sets=3, hold=20))
WALK = Prescription("walking", "Walking", Measured.MINUTES, False, Dose(minutes=5), times_a_day=2)
LOG_ROLL = Prescription("log-roll", "Log roll", Measured.TICK, False, Dose())
ALL = (CLAMSHELL, BRIDGE, STRETCH, WALK, LOG_ROLL)


def task(prescription: Prescription) -> Task:
    """An exercise of which nothing was done yet."""
    found = task_for(prescription, ())
    assert found is not None
    return found


def session(*prescriptions: Prescription) -> Session:
    """A session that has just begun."""
    return Session("one", DAY, "plan", tuple(task(one) for one in prescriptions or ALL))


def at_start(*prescriptions: Prescription, ceiling: int = 3) -> Run:
    """A session in which the pain before it was left out."""
    return press(begin(session(*prescriptions), ceiling), Press.DONE).run


def after(run: Run, *keys: Press | int) -> Run:
    """The run after some keys; a number is a digit."""
    for key in keys:
        run = step(run, key).run
    return run


def step(run: Run, key: Press | int) -> Step:
    """What one key leads to; a number is a digit."""
    return press(run, key) if isinstance(key, Press) else press(run, Press.DIGIT, key)


def sets_of(run: Run) -> int:
    """Sets that count by the marks alone: done, and not taken back."""
    at: dict[object, int] = {}
    for mark in run.session.marks:
        key = (mark.exercise, mark.side, mark.number)
        if mark.verb in {Verb.SET, Verb.OMIT, Verb.BACK}:
            at[key] = mark.verb is Verb.SET
    return sum(at.values())


def logged_sets(run: Run) -> int:
    """Sets in all that the journal has to hold; a go without sets is one."""
    return sum(
        1 if fact.dose.sets is None else fact.dose.sets
        for one in run.session.tasks
        for fact in run.session.journal(one.exercise).values()
        if fact.skipped is None
    )
