"""Exercises that were done, or left out."""

from dataclasses import dataclass

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose, SkipReason
from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.pain import HIGHEST, LOWEST
from rehab_tui.errors import InvalidValue

NO_DOSE = Dose()
"""No dose: the exercise was left out, or nothing was counted."""


@dataclass(frozen=True, slots=True)
class ExerciseDone(Fact):
    """One exercise, on one side where it has sides: done in a dose, or skipped with a reason."""

    kind_of_entry = Kind.EXERCISE

    exercise: str
    dose: Dose = NO_DOSE
    side: Side | None = None
    skipped: SkipReason | None = None
    one_key: bool = False
    """Stored as planned with a single key: the person did not count."""
    pain_before: int | None = None
    pain_during: int | None = None
    effort: int | None = None
    not_allowed: bool = False
    """Done although a clearance was missing: kept, marked, and raised."""

    def __post_init__(self) -> None:
        for name in ("pain_before", "pain_during", "effort"):
            value = getattr(self, name)
            if value is not None and not LOWEST <= value <= HIGHEST:
                raise InvalidValue(f"{name.replace('_', ' ')} runs from {LOWEST} to {HIGHEST}, not {value}")
        if self.side is Side.BOTH:
            raise InvalidValue("An exercise is kept one side at a time; log left and right on their own")
