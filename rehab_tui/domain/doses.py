"""Counting what was done in doses: one dose is what the plan asks for once, so that unlike exercises can be added."""

from datetime import date
from typing import NamedTuple

from rehab_tui.domain.amount import slots_uncapped
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Measured
from rehab_tui.domain.session import NO_DOSE, ExerciseDone


class Measure(NamedTuple):
    """What one dose of an exercise is."""

    name: str
    measured: Measured = Measured.TICK
    sided: bool = False
    whole: int = 1
    """Repetitions, seconds or minutes of one dose, of each side where it has sides."""
    face: str | None = None
    """front, back, side or None: the part of the trunk and hips that works (EX17)."""


class Work(NamedTuple):
    """One entry of exercise that was done, and what a dose of it is."""

    day: date
    done: ExerciseDone
    of: Measure

    @property
    def amount(self) -> int:
        """Repetitions, seconds or minutes done."""
        return self.done.dose.amount(self.of.measured)

    @property
    def doses(self) -> float:
        """How many doses this is, without any limit; one side of a sided exercise is half a dose.

        An exercise that was ticked without a dose counts as one.
        """
        amount = self.of.whole if self.done.dose == NO_DOSE else self.amount
        return slots_uncapped(self.of.whole, sided=self.of.sided, done=[(self.done.side, amount)])

    def on(self, side: Side) -> float:
        """Return the doses of one side: a whole one where that side did all that was planned for it."""
        if not self.of.sided or self.done.side not in (side, None):
            return 0.0
        return self.doses * (1 if self.done.side is None else 2)


def doses_words(doses: float) -> str:
    """Return a number of doses as people read it: 12, 7.5."""
    return f"{doses:.1f}".removesuffix(".0")
