"""From the keys of one starting plan in a file to a checked starting plan."""

from collections.abc import Collection
from typing import Any

from rehab_tui.domain.exercise import StartingPlan
from rehab_tui.domain.words import shown
from rehab_tui.library.fields import Reader, identifier, item, listed, text, yes_or_no
from rehab_tui.library.marked import Listing
from rehab_tui.library.records import Record

PLAN_READERS: dict[str, Reader] = {
    "id": identifier,
    "name": text,
    "about": text,
    "exercises": listed(text),
    "needs-name": yes_or_no,
    "items": listed(item, empty=True),
}
REQUIRED = ("id", "name", "about", "exercises")


def plan_of(record: Record, known: dict[str, StartingPlan], exercises: Collection[str]) -> StartingPlan | None:
    """Return the plan of a record, laid over the known one of the same id; None after a mistake.

    Every exercise that it names must be one of the exercises.
    """
    before = len(record.mistakes)
    values: dict[str, Any] = dict(record.values)
    under = known.get(values.get("id", ""))
    if under is None and ("id" in values or "id" not in record.given):
        record.note_missing([key for key in REQUIRED if key not in record.given])
    _check_names(record, exercises)
    if len(record.mistakes) > before or values.keys() != record.given.keys():
        return None
    if "needs-name" in values:
        values["needs_name"] = values.pop("needs-name")
    return StartingPlan(**values) if under is None else under._replace(**values)


def _check_names(record: Record, exercises: Collection[str]) -> None:
    listing = record.given.get("exercises")
    if not isinstance(listing, Listing) or "exercises" not in record.values:
        return
    for number, (name, value) in enumerate(zip(record.values["exercises"], listing.values, strict=True)):
        if name not in exercises:
            hint = record.mistakes.hint(name, exercises)
            where = f"{record.path}.exercises[{number}]"
            record.mistakes.add(value.place, where, f'unknown exercise "{shown(name)}"{hint}')
