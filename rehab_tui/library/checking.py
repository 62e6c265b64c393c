"""From a library text to a checked library, with every mistake told at once."""

from collections.abc import Iterable
from typing import TypeVar

from rehab_tui.domain.exercise import Exercise, StartingPlan
from rehab_tui.library.exercises import READERS, exercise_of
from rehab_tui.library.fields import Reader, got, listed, text
from rehab_tui.library.marked import Mapping, Value, read_marked
from rehab_tui.library.mistakes import Mistakes, Place
from rehab_tui.library.model import Library
from rehab_tui.library.plans import PLAN_READERS, plan_of
from rehab_tui.library.records import Record, read_record, records

Named = TypeVar("Named", Exercise, StartingPlan)


def check_library(content: str, name: str, base: Library | None = None) -> Library:
    """Return the library that a text holds; with a base, the text is an own file laid over it.

    Raises LibraryMistakes with every mistake; the name stands before each of them.
    """
    mistakes = Mistakes(name)
    top = _top(read_marked(content, mistakes), mistakes)
    library = _laid_over(base or Library((), ()), top, mistakes)
    if base is None and not len(mistakes) and "exercises" not in top.given:
        mistakes.add(top.place, "", "missing key exercises")
    if base is not None and "stop-for-all" in top.given:
        what = "an own file cannot change it; add to the stop list of an exercise"
        mistakes.add(top.mapping.keys["stop-for-all"], "stop-for-all", what)
    mistakes.tell()
    return library


def _section(value: Value, _path: str, _mistakes: Mistakes) -> Value:
    return value


SECTIONS: dict[str, Reader] = {"stop-for-all": listed(text), "exercises": _section, "starting-plans": _section}


def _top(value: Value | None, mistakes: Mistakes) -> Record:
    if isinstance(value, Mapping):
        return read_record(value, "", SECTIONS, mistakes)
    if value is not None:
        mistakes.add(value.place, "", f"expected the keys {', '.join(SECTIONS)}, got {got(value)}")
    return Record("", Mapping(Place(1, 1), {}, {}), mistakes)


def _laid_over(base: Library, top: Record, mistakes: Mistakes) -> Library:
    stop = top.values.get("stop-for-all", base.stop_for_all)
    known = {exercise.id: exercise for exercise in base.exercises}
    found = records(top.values.get("exercises"), "exercises", READERS, mistakes)
    made = [exercise_of(record, known, stop) for record in found]
    # An exercise with a mistake is still known to the plans: one slip should not be told twice.
    names = known.keys() | {record.values["id"] for record in found if "id" in record.values}

    plans = {plan.id: plan for plan in base.plans}
    listed_plans = records(top.values.get("starting-plans"), "starting-plans", PLAN_READERS, mistakes)
    made_plans = [plan_of(record, plans, names) for record in listed_plans]
    return Library(_merged(base.exercises, made), _merged(base.plans, made_plans), stop)


def _merged(base: Iterable[Named], changed: Iterable[Named | None]) -> tuple[Named, ...]:
    by_id = {one.id: one for one in base}
    by_id |= {one.id: one for one in changed if one is not None}
    return tuple(by_id.values())
