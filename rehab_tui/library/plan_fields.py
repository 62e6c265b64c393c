"""The parts of a plan file: a line of the plan, a precaution, changed thresholds."""

import re
from collections.abc import Callable

from rehab_tui.domain.dose import Dose
from rehab_tui.domain.plan import Changed, Prescription
from rehab_tui.domain.precautions import NUMBERED, PRECAUTIONS
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue
from rehab_tui.library.exercises import AMOUNTS, NEEDED, USABLE
from rehab_tui.library.fields import Reader, got, text, weekdays, whole, yes_or_no
from rehab_tui.library.marked import Mapping, Text, Value
from rehab_tui.library.mistakes import Mistakes
from rehab_tui.library.model import Library
from rehab_tui.library.records import Record

PATIENT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
HIGHEST_VERSION = 9999
MOST_TIMES = 12
_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,3})?", re.ASCII)

LINE_READERS: dict[str, Reader] = {
    "id": text,
    **{name: whole(least, most) for name, (least, most) in AMOUNTS.items()},
    "each-side": yes_or_no,
    "times-a-day": whole(1, MOST_TIMES),
    "days": weekdays,
    "cue": text,
}


def line_of(record: Record, library: Library) -> Prescription | None:
    """Return one exercise's dose; what the file leaves out is as in the library. None after a mistake."""
    before = len(record.mistakes)
    if "id" not in record.given:
        record.note_missing(["id"])
    known = {one.id: one for one in library.exercises}
    exercise = known.get(record.values.get("id", ""))
    if exercise is None:
        if "id" in record.values:
            hint = record.mistakes.hint(record.values["id"], known, otherwise="; see: rehab exercises")
            record.note("id", f'unknown exercise "{shown(record.values["id"])}"{hint}')
        return None
    amounts = {name: record.values[name] for name in AMOUNTS if name in record.values}
    for name in AMOUNTS:
        if name in record.given and name not in USABLE[exercise.measured]:
            record.note(name, f"not used where measured is {exercise.measured}; leave it out")
        elif name in amounts:
            _check_range(record, name, amounts[name], getattr(exercise.allowed, name))
    absent = [name for name in NEEDED[exercise.measured] if name not in record.given]
    record.note_missing(absent, f" ({exercise.id} is measured in {exercise.measured})")
    if len(record.mistakes) > before:
        return None
    values = record.values
    return Prescription(
        exercise=exercise.id,
        name=exercise.name,
        measured=exercise.measured,
        sided=values.get("each-side", exercise.sided),
        dose=Dose(**amounts),
        times_a_day=values.get("times-a-day", exercise.times_a_day),
        days=values.get("days", exercise.days),
        clearances=exercise.clearances,
        deep_hip=exercise.deep_hip,
        face=exercise.face,
        cue=values.get("cue", exercise.cues[0]),
    )


def _check_range(record: Record, name: str, amount: int, allowed: tuple[int, int] | None) -> None:
    if allowed is not None and not allowed[0] <= amount <= allowed[1]:
        what = f"expected {allowed[0]} to {allowed[1]} for {record.values['id']}, got {amount}"
        record.note(name, f"{what}; the range is that of exercises.yaml")


def precaution(value: Value, path: str, mistakes: Mistakes) -> str | None:
    """Return a precaution: a number like PR03, a number with words after it, or words."""
    found = text(value, path, mistakes)
    numbered = NUMBERED.fullmatch(found) if found is not None else None
    if found is None or numbered is None:
        return found
    number = numbered[1].upper()
    if number not in PRECAUTIONS:
        mistakes.add(value.place, path, f'unknown precaution "{number}"; PR01 to PR19 are known (rehab help plan)')
        return None
    return f"{number}: {numbered[2]}" if numbered[2] else number


def thresholds_of(
    section: Value | None, threshold: Callable[[str, str, object], int | float], mistakes: Mistakes
) -> Changed:
    """Return the changed thresholds by rule and name, each checked by `threshold`."""
    if section is None:
        return {}
    if not isinstance(section, Mapping):
        what = f"expected rules with numbers, like PT-02: {{by: 3}}, got {got(section)}"
        mistakes.add(section.place, "thresholds", what)
        return {}
    changed: dict[str, dict[str, int | float]] = {}
    for rule, numbers in section.values.items():
        path = f"thresholds.{shown(rule)}"
        if not isinstance(numbers, Mapping):
            mistakes.add(numbers.place, path, f"expected numbers by name, like {{by: 3}}, got {got(numbers)}")
            continue
        for name, value in numbers.values.items():
            number = _threshold(rule, name, value, f"{path}.{shown(name)}", threshold, mistakes)
            if number is not None:
                changed.setdefault(rule, {})[name] = number
    return changed


def _threshold(
    rule: str,
    name: str,
    value: Value,
    path: str,
    threshold: Callable[[str, str, object], int | float],
    mistakes: Mistakes,
) -> int | float | None:
    typed = value.text if isinstance(value, Text) else ""
    # What is no number is handed on as text: the rule says what it takes.
    number: object = typed or got(value)
    if _NUMBER.fullmatch(typed):
        number = float(typed) if "." in typed else int(typed)
    try:
        return threshold(rule, name, number)
    except InvalidValue as problem:
        mistakes.add(value.place, path, str(problem))
        return None
