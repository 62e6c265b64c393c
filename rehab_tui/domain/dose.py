"""Doses, clearances and reasons to skip: what a plan and a day need to know of exercises, without the library."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rehab_tui.domain.amount import amount
from rehab_tui.errors import InvalidValue

MOST_COUNTED: Mapping[str, int] = {"sets": 50, "reps": 500, "hold": 3600, "minutes": 1440}
"""The parts of a dose, each with the most that can be meant; hold is in seconds."""


class Measured(StrEnum):
    """What the dose of an exercise counts."""

    REPS = "reps"
    HOLD = "hold"
    MINUTES = "minutes"
    TICK = "tick"


class ClearanceKind(StrEnum):
    """What a clinician can allow."""

    PHYSICAL_THERAPY = "physical-therapy"
    LOADING = "loading"
    SWIMMING = "swimming"
    CYCLING = "cycling"
    HIGH_IMPACT = "high-impact"
    WOUND_HEALED = "wound-healed"
    DEEP_HIP = "deep-hip"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of one exercise: sets, repetitions, seconds held, minutes; per side where it has sides."""

    sets: int | None = None
    reps: int | None = None
    hold: int | None = None
    minutes: int | None = None

    def __post_init__(self) -> None:
        for name, highest in MOST_COUNTED.items():
            value = getattr(self, name)
            if value is not None and not 0 <= value <= highest:
                raise InvalidValue(f"{name} {value} is out of range; give a whole number from 0 to {highest}")

    def amount(self, measured: Measured) -> int:
        """Return the size of the dose: sets x reps, sets x hold, minutes, or 1 for a tick (rules, section 5)."""
        return amount(measured, self.sets, self.reps, self.hold, self.minutes)

    def words(self, *, sided: bool = False) -> str:
        """Return the dose as people say it: 2 x 12 each side, hold 3 s."""
        parts = []
        sets = 1 if self.sets is None else self.sets
        if self.minutes is not None:
            parts.append(f"{self.minutes} min")
        if self.reps is not None:
            parts.append(f"{sets} x {self.reps}" + (" each side" if sided else ""))
            if self.hold:
                parts.append(f"hold {self.hold} s")
        elif self.hold is not None:
            parts.append(f"{sets} x {self.hold} s" + (" each side" if sided else ""))
        return ", ".join(parts) or "once"


class SkipReason(StrEnum):
    """Why an exercise was left out."""

    PAIN = "pain"
    TIRED = "tired"
    ILL = "ill"
    NO_TIME = "no-time"
    FORGOT = "forgot"
    NOT_ALLOWED = "not-allowed"
    OTHER = "other"
