"""What a plan file says, and what it is compared with."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.dose import ClearanceKind
from rehab_tui.domain.plan import NOTHING_CHANGED, Changed, Plan, Prescription, UnderCare

FORMAT = 1
"""The newest format of plan files that this program reads."""
HIGHEST_CEILING = 7
"""Judgement: from a score of 8 on, PT-01 asks for help; a limit for exercise lies below that."""
CARE_DAYS = 366
"""Judgement: how long after its date a plan may say "known, under care"."""


class Allowance(NamedTuple):
    """A clinician allowed something: what, who, when."""

    what: ClearanceKind
    by: str
    on: date


class PlanFile(NamedTuple):
    """A plan file without a mistake."""

    author: str
    written_on: date
    version: int
    prescriptions: tuple[Prescription, ...]
    text: str
    """The file as it was written: comments, order and line ends."""
    patient: str | None = None
    patient_id: str | None = None
    name: str = ""
    ceiling: int | None = None
    message: str | None = None
    clearances: tuple[Allowance, ...] = ()
    thresholds: Changed = NOTHING_CHANGED
    known: tuple[UnderCare, ...] = ()
    precautions: tuple[str, ...] = ()

    def as_plan(self, version: int, starts_on: date) -> Plan:
        """Return the version of the plan that it becomes once it is accepted."""
        return Plan(
            id="",
            name=self.name,
            version=version,
            author=self.author,
            starts_on=starts_on,
            prescriptions=self.prescriptions,
            ceiling=self.ceiling,
            written_on=self.written_on,
            file_version=self.version,
            message=self.message,
            thresholds=self.thresholds,
            known=self.known,
            precautions=self.precautions,
        )


class Patient(NamedTuple):
    """Whose file a plan is compared with."""

    id: str
    name: str | None = None
    newest: int | None = None
    """The author's number of the newest plan file that was accepted, or None."""


class Expected(NamedTuple):
    """What a plan file has to fit."""

    today: date
    threshold: Callable[[str, str, object], int | float]
    """Rule id, name and value -> the number; raises InvalidValue where it may not be changed like that."""
    contact_rules: Collection[str]
    """Rules that can reach level 3: those that may be under care."""
    patient: Patient | None = None
    """None: the file is read by itself."""


def same_person(one: str, other: str) -> bool:
    """Return whether two names can be of the same person: Maria, M. Kowalski and Maria Kowalski can."""
    shorter, longer = sorted((_parts(one), _parts(other)), key=len)
    left = list(longer)
    for part in shorter:
        match = next((word for word in left if _alike(part, word)), None)
        if match is None:
            return False
        left.remove(match)
    return bool(shorter)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(name.casefold().replace(".", " ").replace(",", " ").split())


def _alike(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
