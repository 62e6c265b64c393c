"""What was done, entry by entry, each with what one dose of it is: from the plan, else from the library."""

from collections.abc import Iterator, Sequence
from datetime import date

from rehab_tui.domain.doses import Measure, Work
from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.plan import Plan, Prescription
from rehab_tui.errors import NotFound
from rehab_tui.services.plans import Plans
from rehab_tui.store import Store, work


def worked(store: Store, plans: Plans, first: date, last: date) -> tuple[Work, ...]:
    """Return the exercises done between two days, by date; those left out are not in it.

    A dose is that of the plan in force on the day, else of the newest plan with the exercise, else the library's.
    """
    return tuple(_entries(store, plans, plans.versions(), first, last))


def _entries(store: Store, plans: Plans, versions: Sequence[Plan], first: date, last: date) -> Iterator[Work]:
    known: dict[tuple[str | None, str], Measure] = {}
    for day, done in work.done(store, first, last).items():
        plan = next((one for one in reversed(versions) if one.starts_on <= day), None)
        for one in done:
            key = (plan.id if plan else None, one.exercise)
            if one.skipped is None:
                if key not in known:
                    known[key] = _measure(plans, versions, plan, one.exercise)
                yield Work(day, one, known[key])


def _measure(plans: Plans, versions: Sequence[Plan], plan: Plan | None, exercise: str) -> Measure:
    for one in (plan, *reversed(versions)):
        for line in one.prescriptions if one else ():
            if line.exercise == exercise:
                return _of(line)
    try:
        return _of(plans.starting_dose(_in_library(plans, exercise)))
    except NotFound:
        return Measure(exercise.replace("-", " ").capitalize())


def _in_library(plans: Plans, exercise: str) -> Exercise:
    return plans.readable_library[0].exercise(exercise)


def _of(line: Prescription) -> Measure:
    return Measure(line.name, line.measured, line.sided, max(1, line.dose.amount(line.measured)), line.face)
