"""A guided session: which sets it asks for, and what was done of them so far, told from its marks alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import NamedTuple, TypeAlias

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose, Measured, SkipReason
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.session import ExerciseDone


class Verb(StrEnum):
    """What a mark says happened."""

    OPEN = "open"
    """A window shows the session from now on; an earlier one only follows."""
    LEAVE = "leave"
    BEFORE = "before"
    """Pain before the session, or that it was asked and left out."""
    SET = "set"
    OMIT = "omit"
    """A set was passed over: nothing of it was done."""
    BACK = "back"
    """The newest set of an exercise is taken back."""
    PAIN = "pain"
    EFFORT = "effort"
    CLOSE = "close"
    """Pain during the exercise was asked: it is finished."""
    SKIP = "skip"
    STOP = "stop"
    """Pain was above the limit: not again today (PX-01)."""
    REOPEN = "reopen"
    """It is not finished after all: its pain is asked again."""
    END = "end"


class Turn(NamedTuple):
    """One set on one side: `left, set 2 of 3`."""

    side: Side | None
    number: int
    of: int

    @property
    def words(self) -> tuple[str, ...]:
        """The side and the set; a side that is not meant and an only set are not named."""
        side = (self.side.value,) if self.side else ()
        return (*side, f"set {self.number} of {self.of}") if self.of > 1 else side


class Task(NamedTuple):
    """One exercise of a session, with the sets that it asks for, in order."""

    prescription: Prescription
    turns: tuple[Turn, ...]

    @property
    def exercise(self) -> str:
        """The id of the exercise."""
        return self.prescription.exercise


class Mark(NamedTuple):
    """One thing that happened in a session; a session is what its marks say."""

    verb: Verb
    exercise: str = ""
    side: Side | None = None
    number: int | None = None
    """Of the set, from 1."""
    dose: Dose | None = None
    """What was done of one set: its repetitions, seconds or minutes."""
    value: int | None = None
    """Pain or effort, 0-10; None: asked, and left out."""
    reason: SkipReason | None = None
    window: str = ""
    """Which window opened or left it: a random word."""


Key: TypeAlias = tuple[Side | None, Dose] | SkipReason
"""What one entry of the journal holds: equal sets of one side, or why the exercise was left out."""


@dataclass(slots=True)
class Standing:
    """How one exercise of a session stands."""

    sets: dict[tuple[Side | None, int], Dose | None] = field(default_factory=dict)
    """Sets that were done, in order, with what was done; None: passed over."""
    pain: int | None = None
    """The worst that was said while doing it, 0-10."""
    effort: int | None = None
    closed: bool = False
    skipped: SkipReason | None = None
    stopped: bool = False

    @property
    def over(self) -> bool:
        """Whether nothing of it is left to do or to ask."""
        return self.closed or self.stopped or self.skipped is not None

    @property
    def done(self) -> int:
        """How many sets were done, in full or in part."""
        return sum(dose is not None for dose in self.sets.values())


@dataclass(frozen=True)
class Session:
    """One go through exercises of a plan, on the day it began."""

    id: str
    day: date
    plan_id: str
    tasks: tuple[Task, ...]
    marks: tuple[Mark, ...] = ()
    version: tuple[int, int] = (0, 0)
    """Changes with every mark that is written, and with every one that is undone."""

    def with_marks(self, marks: Iterable[Mark]) -> "Session":
        """Return the session with more marks."""
        return replace(self, marks=(*self.marks, *marks))

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """How each exercise stands, by its id."""
        found = {task.exercise: Standing() for task in self.tasks}
        for mark in self.marks:
            if mark.exercise in found:
                _apply(found[mark.exercise], mark)
        return found

    @cached_property
    def before(self) -> Mark | None:
        """The newest answer to how much it hurts before the session; None: not asked yet."""
        return next((mark for mark in reversed(self.marks) if mark.verb is Verb.BEFORE), None)

    @cached_property
    def ended(self) -> bool:
        """Whether it is over: all of it was answered, or somebody ended it."""
        last = next((m for m in reversed(self.marks) if m.verb in {Verb.END, Verb.BACK, Verb.REOPEN}), None)
        return last is not None and last.verb is Verb.END

    @cached_property
    def window(self) -> str:
        """The window that has the session; empty when it was left properly."""
        last = next((m for m in reversed(self.marks) if m.verb in {Verb.OPEN, Verb.LEAVE}), None)
        return last.window if last is not None and last.verb is Verb.OPEN else ""

    @cached_property
    def task(self) -> Task | None:
        """The exercise it is at, or None when all are over."""
        return next((task for task in self.tasks if not self.standings[task.exercise].over), None)

    @cached_property
    def turn(self) -> Turn | None:
        """The set it is at; None when only the pain has to be asked, or nothing is left."""
        if self.task is None:
            return None
        sets = self.standings[self.task.exercise].sets
        return next((turn for turn in self.task.turns if (turn.side, turn.number) not in sets), None)

    @property
    def place(self) -> int:
        """Which exercise it is at, counted from 1."""
        return self.tasks.index(self.task) + 1 if self.task else len(self.tasks)

    def last_set(self, exercise: str) -> tuple[Side | None, int] | None:
        """Return the newest set of an exercise that was done or passed over."""
        return next(reversed(self.standings[exercise].sets), None)

    def journal(self, exercise: str) -> dict[Key, ExerciseDone]:
        """Return what the journal has to hold of an exercise: each set once, equal sets of a side together."""
        standing = self.standings[exercise]
        said = ExerciseDone(
            exercise,
            pain_before=self.before.value if self.before else None,
            pain_during=standing.pain,
            effort=standing.effort,
        )
        found: dict[Key, ExerciseDone] = {}
        for (side, _), dose in standing.sets.items():
            if dose is not None:
                sets = found[side, dose].dose.sets or 0 if (side, dose) in found else 0
                found[side, dose] = replace(said, side=side, dose=_times(dose, sets + 1))
        reason = SkipReason.PAIN if standing.stopped and not found else standing.skipped
        if reason is not None:
            found[reason] = replace(said, skipped=reason, pain_during=None if found else standing.pain, effort=None)
        return found


def _apply(standing: Standing, mark: Mark) -> None:
    at = (mark.side, mark.number or 0)
    match mark.verb:
        case Verb.SET | Verb.OMIT:
            standing.sets[at] = mark.dose if mark.verb is Verb.SET else None
        case Verb.BACK:
            standing.sets.pop(at, None)
        case Verb.PAIN:
            standing.pain = max(mark.value or 0, standing.pain or 0)
        case Verb.EFFORT:
            standing.effort = mark.value
        case _:
            _close(standing, mark)


def _close(standing: Standing, mark: Mark) -> None:
    match mark.verb:
        case Verb.CLOSE:
            standing.closed = True
        case Verb.SKIP:
            standing.skipped = mark.reason
        case Verb.STOP:
            standing.stopped = True
        case Verb.REOPEN:
            standing.closed, standing.skipped, standing.pain = False, None, None
        case _:
            pass


def _times(dose: Dose, sets: int) -> Dose:
    """Return a set done so often; minutes and ticks are not counted in sets."""
    return replace(dose, sets=sets) if dose.reps is not None or dose.hold is not None else dose


def one_set(prescription: Prescription) -> Dose:
    """Return what the plan asks for in one set."""
    return replace(prescription.dose, sets=None)


def part_of_set(prescription: Prescription, count: int) -> Dose | None:
    """Return a set of which so many repetitions, seconds or minutes were done; None when that is nothing."""
    whole = one_set(prescription)
    match prescription.measured:
        case Measured.REPS:
            return replace(whole, reps=min(count, whole.reps or 0)) if count > 0 else None
        case Measured.HOLD:
            return replace(whole, hold=min(count, whole.hold or 0)) if count > 0 else None
        case Measured.MINUTES:
            return replace(whole, minutes=min(count, whole.minutes or 0)) if count > 0 else None
        case _:
            return None


def task_for(prescription: Prescription, done: Sequence[ExerciseDone], *, again: bool = False) -> Task | None:
    """Return an exercise with the sets that are still to do on its day, or None when none are.

    With `again` all of it, whatever was done before.
    """
    sides: tuple[Side | None, ...] = (Side.LEFT, Side.RIGHT) if prescription.sided else (None,)
    of = max(1, prescription.dose.sets or 1) if prescription.measured in (Measured.REPS, Measured.HOLD) else 1
    turns: list[Turn] = []
    for side in sides:
        free = Fraction(1) if again else prescription.times_a_day - _filled(prescription, side, done)
        first = of - min(of, ceil(free * of)) + 1
        turns.extend(Turn(side, number, of) for number in range(first, of + 1))
    return Task(prescription, in_order(turns)) if turns else None


def in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return sets as they are gone through: the first set of the left side, that of the right, the second ..."""
    return tuple(sorted(turns, key=lambda turn: (turn.number, turn.side is Side.RIGHT)))


def _filled(prescription: Prescription, side: Side | None, done: Sequence[ExerciseDone]) -> Fraction:
    """Return how often one side of an exercise was done, each go up to the planned dose (rules, section 5)."""
    planned = max(1, prescription.dose.amount(prescription.measured))
    sizes = (
        one.dose.amount(prescription.measured)
        for one in done
        if one.skipped is None and (side is None or one.side in (side, None))
    )
    return sum((min(Fraction(1), Fraction(size, planned)) for size in sizes), Fraction(0))
