"""Exercises of the library and the doses they are done in."""

from typing import NamedTuple

from rehab_tui.domain.dose import ClearanceKind, Dose, Measured, SkipReason

PHASES = {"P1": "protect", "P2": "activate", "P3": "strengthen", "P4": "return"}

__all__ = ["ClearanceKind", "Dose", "DoseRange", "Exercise", "Measured", "SkipReason", "StartingPlan"]


class DoseRange(NamedTuple):
    """The doses a prescription may have: each a (least, most) pair, or None where it does not apply."""

    sets: tuple[int, int] | None = None
    reps: tuple[int, int] | None = None
    hold: tuple[int, int] | None = None
    minutes: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """The ranges as people say them: 1 to 3 sets, 5 to 12 repetitions; empty where nothing is counted."""
        units = {"sets": "sets", "reps": "repetitions", "hold": "seconds held", "minutes": "minutes"}
        found = [(getattr(self, name), unit) for name, unit in units.items()]
        return ", ".join(f"{pair[0]} to {pair[1]} {unit}" for pair, unit in found if pair is not None)


class Exercise(NamedTuple):
    """One entry of the exercise library."""

    id: str
    name: str
    group: str
    measured: Measured
    sided: bool
    start: Dose
    allowed: DoseRange
    phase: str
    cues: tuple[str, ...]
    easier: str
    harder: str
    stop: tuple[str, ...]
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    face: str | None = None
    """front, back, side or None: which part of the body works, for balance (EX17)."""
    times_a_day: int = 1
    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    """ISO weekdays of the starting dose, Monday is 1."""
    clearances: tuple[ClearanceKind, ...] = ()
    """What a named person must allow first; all of them."""
    deep_hip: bool = False
    """Bends the hip deeply or crosses the legs: locked after a hip replacement until allowed."""
    items: tuple[str, ...] = ()
    """Item ids of the source documents (EX.., PR..)."""

    @property
    def works(self) -> str:
        """The muscles, or what is practiced, and the part of trunk and hips that it counts for; empty where unknown."""
        counts = f" · {self.face} of trunk and hips" if self.face else ""
        return ", ".join(self.targets) + counts if self.targets else counts.removeprefix(" · ")

    @property
    def phase_words(self) -> str:
        """The phase by name: activate to strengthen."""
        return " to ".join(PHASES.get(part, part) for part in self.phase.split("-"))


class StartingPlan(NamedTuple):
    """A ready set of exercises for a phase, used until a therapist's plan exists."""

    id: str
    name: str
    about: str
    exercises: tuple[str, ...]
    needs_name: bool = True
    """Whether someone must have allowed exercise first."""
    items: tuple[str, ...] = ()
    """Item ids of the source documents that the plan as a whole meets (EX.., PR..)."""
