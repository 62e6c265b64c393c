"""The library as a value: look up, search, and turn a starting plan into prescriptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from rehab_tui.domain.exercise import Exercise, StartingPlan
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.words import nearest, one_of, shown
from rehab_tui.errors import InvalidValue, NotFound

Named = TypeVar("Named", Exercise, StartingPlan)


class LibraryMistakes(InvalidValue):
    """A library file has mistakes; its text is all of them, one a line."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Library:
    """Every exercise and starting plan that is known, in the order of the file."""

    exercises: tuple[Exercise, ...]
    plans: tuple[StartingPlan, ...]
    stop_for_all: tuple[str, ...] = ()
    """Stop signs of every exercise; each exercise's own `stop` already ends with them."""

    def exercise(self, id: str) -> Exercise:  # noqa: A002 - the product's word
        """Return an exercise by its id or a unique beginning of it; NotFound names the nearest one."""
        try:
            return _by_id("exercise", id, self.exercises)
        except NotFound:
            meant = self._meant(id)
            hint = f"did you mean {' or '.join(meant)}?" if meant else "see all of them with: rehab exercises"
            raise NotFound(f'unknown exercise "{shown(id)}"; {hint}') from None

    def _meant(self, text: str) -> list[str]:
        """Return the ids, three at the most, of exercises by another name of theirs, a word of it, or a near id."""
        wanted = _words(text)
        called = [one.id for one in self.exercises if wanted and wanted in map(_words, (one.name, *one.also))]
        worded = [one.id for one in self.exercises if wanted and wanted <= _all_words(one)]
        close = nearest(text.strip(), [one.id for one in self.exercises])
        return (called or worded)[:3] or ([close] if close else [])

    def plan(self, id: str) -> StartingPlan:  # noqa: A002 - the product's word
        """Return a starting plan by its id or a unique beginning of it; NotFound names the nearest one."""
        return _by_id("starting plan", id, self.plans)

    def search(self, text: str) -> tuple[Exercise, ...]:
        """Return the exercises with a text in name, id, other names, targets or group; capitals do not matter."""
        wanted = text.strip().casefold()
        return tuple(exercise for exercise in self.exercises if _mentions(exercise, wanted))

    def prescribe(self, plan: StartingPlan) -> tuple[Prescription, ...]:
        """Return the starting doses of a plan's exercises; they are our judgement until a therapist's plan exists."""
        return tuple(_prescription(self.exercise(name)) for name in plan.exercises)


def _by_id(what: str, text: str, named: Sequence[Named]) -> Named:
    known = {one.id: one for one in named}
    try:
        return known[one_of(what, text, known)]
    except InvalidValue as unknown:
        raise NotFound(str(unknown)) from None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().replace("-", " ").split())


def _all_words(exercise: Exercise) -> frozenset[str]:
    return _words(" ".join((exercise.id, exercise.name, *exercise.also)))


def _mentions(exercise: Exercise, wanted: str) -> bool:
    texts = (exercise.name, exercise.id, exercise.group, *exercise.also, *exercise.targets)
    return any(wanted in text.casefold() for text in texts)


def _prescription(exercise: Exercise) -> Prescription:
    return Prescription(
        exercise=exercise.id,
        name=exercise.name,
        measured=exercise.measured,
        sided=exercise.sided,
        dose=exercise.start,
        times_a_day=exercise.times_a_day,
        days=exercise.days,
        clearances=exercise.clearances,
        deep_hip=exercise.deep_hip,
        face=exercise.face,
        cue=exercise.cues[0],
    )
