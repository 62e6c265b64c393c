"""From the keys of one exercise in a file to a checked exercise."""

import re
from typing import Any

from rehab_tui.domain.dose import MOST_COUNTED
from rehab_tui.domain.exercise import ClearanceKind, Dose, DoseRange, Exercise, Measured
from rehab_tui.domain.words import shown
from rehab_tui.library.fields import (
    Reader,
    identifier,
    item,
    least_to_most,
    listed,
    matching,
    one_word_of,
    source,
    text,
    weekdays,
    whole,
    yes_or_no,
)
from rehab_tui.library.marked import Mapping, Value
from rehab_tui.library.mistakes import Mistakes
from rehab_tui.library.records import Record, read_record

GROUPS = ("strength", "stretch", "core", "gait", "posture", "aerobic", "body mechanics")
FACES = ("front", "back", "side", "none")
PHASE = re.compile("P[1-4]|P1-P[2-4]|P2-P[34]|P3-P4")

AMOUNTS = {name: (1, most) for name, most in MOST_COUNTED.items()}
"""The parts of a dose with the limits of what can be meant; hold is in seconds."""

RANGES: dict[str, Reader] = {
    name: least_to_most(0 if name == "hold" else least, most) for name, (least, most) in AMOUNTS.items()
}

NEEDED = {
    Measured.REPS: ("sets", "reps"),
    Measured.HOLD: ("sets", "hold"),
    Measured.MINUTES: ("minutes",),
    Measured.TICK: (),
}
USABLE = {**NEEDED, Measured.REPS: ("sets", "reps", "hold"), Measured.HOLD: ("sets", "reps", "hold")}


def _ranges(value: Value, path: str, mistakes: Mistakes) -> dict[str, tuple[int, int]] | None:
    if not isinstance(value, Mapping):
        mistakes.add(value.place, path, "expected ranges like {sets: 1-3, reps: 5-12}")
        return None
    before = len(mistakes)
    found = read_record(value, path, RANGES, mistakes).values
    return found if len(mistakes) == before else None


READERS: dict[str, Reader] = {
    "id": identifier,
    "name": text,
    "also-known-as": listed(text, empty=True),
    "group": one_word_of(GROUPS),
    "targets": listed(text, empty=True),
    "face": one_word_of(FACES),
    "sided": yes_or_no,
    "measured": one_word_of(Measured),
    **{name: whole(least, most) for name, (least, most) in AMOUNTS.items()},
    "times-a-day": whole(1, 24),
    "days": weekdays,
    "allowed": _ranges,
    "phase": matching(PHASE, "P1, P2, P3, P4 or a span like P2-P3"),
    "clearances": listed(one_word_of(ClearanceKind), empty=True),
    "deep-hip": yes_or_no,
    "cues": listed(text),
    "easier": text,
    "harder": text,
    "stop": listed(text),
    "sources": listed(source),
    "items": listed(item, empty=True),
}
REQUIRED = ("id", "name", "group", "sided", "measured", "phase", "cues", "easier", "harder", "stop", "sources")
OUR_WORDS = {"also-known-as": "also", "times-a-day": "times_a_day", "deep-hip": "deep_hip"}
"""Keys of the file that the domain spells otherwise."""


def exercise_of(record: Record, known: dict[str, Exercise], stop_for_all: tuple[str, ...]) -> Exercise | None:
    """Return the exercise of a record, laid over the known one of the same id; None after a mistake."""
    before = len(record.mistakes)
    values = dict(record.values)
    under = known.get(values.get("id", ""))
    if under is None and ("id" in values or "id" not in record.given):
        _note_missing(record, known)
    dose = _dose(record, under)
    if len(record.mistakes) > before or values.keys() != record.given.keys():
        return None
    if "stop" in values:
        values["stop"] = tuple(dict.fromkeys((*values["stop"], *stop_for_all)))
    fields = {**_in_domain_words(values), **dose}
    return Exercise(**fields) if under is None else under._replace(**fields)


def _note_missing(record: Record, known: dict[str, Exercise]) -> None:
    # In an own file a mistyped id looks like a new exercise.
    hint = record.mistakes.hint(record.values.get("id", ""), known)
    record.note_missing([key for key in REQUIRED if key not in record.given], hint)


def _in_domain_words(values: dict[str, Any]) -> dict[str, Any]:
    fields = {OUR_WORDS.get(key, key): value for key, value in values.items() if key not in AMOUNTS}
    if "measured" in fields:
        fields["measured"] = Measured(fields["measured"])
    if "clearances" in fields:
        fields["clearances"] = tuple(ClearanceKind(kind) for kind in fields["clearances"])
    if fields.get("face") == "none":
        fields["face"] = None
    return fields


def _dose(record: Record, under: Exercise | None) -> dict[str, Any]:
    """Return the starting dose and its ranges, as fields of an exercise, once they fit each other."""
    kind = record.values.get("measured", None if under is None or "measured" in record.given else under.measured)
    if kind is None:
        return {}
    measured = Measured(kind)
    amounts: dict[str, int] = {}
    ranges: dict[str, tuple[int, int]] = {}
    if under is not None and under.measured is measured:
        amounts = {name: value for name in AMOUNTS if (value := getattr(under.start, name)) is not None}
        ranges = {name: value for name in AMOUNTS if (value := getattr(under.allowed, name)) is not None}
    amounts |= {name: record.values[name] for name in AMOUNTS if name in record.values}
    ranges |= record.values.get("allowed", {})
    _check_use(record, measured, amounts, ranges)
    _check_fit(record, {name: amounts[name] for name in USABLE[measured] if name in amounts}, ranges)
    return {"start": Dose(**amounts), "allowed": DoseRange(**ranges)}


def _check_use(record: Record, measured: Measured, amounts: dict[str, int], ranges: dict[str, tuple[int, int]]) -> None:
    usable = USABLE[measured]
    for name in AMOUNTS:
        if name in record.given and name not in usable:
            record.note(name, f"not used where measured is {measured}; leave it out")
        if name in ranges and name not in usable:
            record.note(f"allowed.{name}", f"not used where measured is {measured}; leave it out")
    absent = [name for name in NEEDED[measured] if name not in amounts and name not in record.given]
    record.note_missing(absent, f" (measured is {measured})")


def _check_fit(record: Record, amounts: dict[str, int], ranges: dict[str, tuple[int, int]]) -> None:
    if "allowed" in record.given and "allowed" not in record.values:
        return
    for name, amount in amounts.items():
        if name not in ranges:
            if name in record.values:
                record.note(f"allowed.{name}", "missing; give the least and the most, like 1-3")
        elif not ranges[name][0] <= amount <= ranges[name][1]:
            least, most = ranges[name]
            record.note(name, f"{shown(str(amount))} is outside what is allowed, {least}-{most}")
