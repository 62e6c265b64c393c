"""What the therapist prescribed, or the starting plan until then."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from rehab_tui.domain.dose import ClearanceKind, Dose, Measured
from rehab_tui.domain.fact import Fact, Kind

DEFAULT_CEILING = 3
LOADING_CEILING = 5
"""Highest pain during exercise, 0-10; the second once loading is allowed (rules 2.6, judgement)."""


class Prescription(NamedTuple):
    """One exercise's dose in a plan."""

    exercise: str
    name: str
    measured: Measured
    sided: bool
    dose: Dose
    times_a_day: int = 1
    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    """ISO weekdays, Monday is 1."""
    clearances: tuple[ClearanceKind, ...] = ()
    deep_hip: bool = False
    face: str | None = None
    cue: str = ""

    @property
    def words(self) -> str:
        """The dose as people say it."""
        often = f", {self.times_a_day} times a day" if self.times_a_day > 1 else ""
        return self.dose.words(sided=self.sided) + often

    def due_on(self, day: date) -> bool:
        """Return whether the plan asks for this exercise on a day."""
        return day.isoweekday() in self.days


Changed: TypeAlias = Mapping[str, Mapping[str, int | float]]
"""Thresholds of warning signs that a therapist changed: numbers by name, by rule id."""

NOTHING_CHANGED: Changed = MappingProxyType({})


class UnderCare(NamedTuple):
    """A warning sign of level 3 that the therapist knows of: under care until a date (rules 7.2)."""

    rule: str
    until: date
    side: str | None = None
    """left, right, both; None for all sides."""


class Plan(NamedTuple):
    """A version of the plan, in force from `starts_on` until the next one."""

    id: str
    name: str
    version: int
    author: str
    starts_on: date
    prescriptions: tuple[Prescription, ...]
    ceiling: int | None = None
    """Highest pain during exercise, 0-10; None means the default of rules 2.6."""
    written_on: date | None = None
    """The date its author gave it; None where it did not come from a plan file."""
    file_version: int | None = None
    """The number its author gave it; `version` is its number in this patient's file."""
    message: str | None = None
    """The therapist's words to the patient."""
    thresholds: Changed = NOTHING_CHANGED
    known: tuple[UnderCare, ...] = ()
    precautions: tuple[str, ...] = ()
    """PR numbers of `domain.precautions`, the therapist's own words, or both: "PR03: nothing over 2 kg"."""


def ceiling_of(plan: Plan | None, allowed: Container[ClearanceKind]) -> int:
    """Return the highest pain while exercising, 0-10: the plan's, else 3, or 5 once loading is allowed."""
    if plan is not None and plan.ceiling is not None:
        return plan.ceiling
    return LOADING_CEILING if ClearanceKind.LOADING in allowed else DEFAULT_CEILING


@dataclass(frozen=True, slots=True)
class Clearance(Fact):
    """A clinician allowed something: what, who; the day is the entry's day."""

    kind_of_entry = Kind.CLEARANCE

    what: ClearanceKind
    by: str


def locked_by(
    prescription: Prescription, allowed: frozenset[ClearanceKind], *, hip_replacement: bool
) -> tuple[ClearanceKind, ...]:
    """Return the clearances that are still missing before this exercise may be done."""
    needed = list(prescription.clearances)
    if hip_replacement and prescription.deep_hip:
        needed.append(ClearanceKind.DEEP_HIP)
    return tuple(kind for kind in needed if kind not in allowed)
