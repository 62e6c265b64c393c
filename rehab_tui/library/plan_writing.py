"""From a plan to the text of a plan file, and another version's number into a text that is kept as it is."""

import json
import re
from collections.abc import Iterator

from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.plan_file import FORMAT, PlanFile
from rehab_tui.domain.precautions import precaution_words
from rehab_tui.domain.words import harmless
from rehab_tui.library.exercises import USABLE
from rehab_tui.library.fields import EVERY_DAY, WEEKDAYS
from rehab_tui.library.model import Library
from rehab_tui.library.plan_file import FORMAT_KEY, place_of

HEAD = (
    "# A plan for one patient. Check it with: rehab plan check FILE",
    "# What each line means: rehab help plan",
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.()/+-]*[A-Za-z0-9.)]", re.ASCII)
_VALUE = re.compile(r"\"[^\"\\]*\"|'[^']*'|[A-Za-z0-9_.-]+", re.ASCII)
_WORDS_OF_YAML = frozenset({"null", "yes", "no", "true", "false", "on", "off"})


def plan_file_text(plan: PlanFile, library: Library) -> str:
    """Return a plan as a plan file, one that `check_plan_file` reads back as the same plan.

    What is as in the library is left out, but for the dose, the days and how often.
    """
    known = {one.id: one for one in library.exercises}
    lines = [*HEAD, *_top(plan), "exercises:"]
    for prescription in plan.prescriptions:
        lines.extend(_exercise(prescription, known.get(prescription.exercise)))
    for section in (_precautions, _clearances, _thresholds, _known):
        lines.extend(section(plan))
    return "\n".join(lines) + "\n"


def with_value(text: str, key: str, value: str) -> str:
    """Return the text of a plan file with another value of a key at the top; comments and all else stay.

    A key that is not there is put before the version. Nothing is changed where it cannot be done on one line: whoever
    calls checks what the text says then.
    """
    place = place_of(text, "plan", key)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).split("\n")
    if place is not None:
        line, start = lines[place.line - 1], place.column - 1
        found = _VALUE.match(line, start)
        if found:
            lines[place.line - 1] = f"{line[:start]}{value}{line[found.end() :]}"
    else:
        before = place_of(text, "plan", "version")
        if before is not None and lines[before.line - 1].startswith("version:"):
            lines.insert(before.line - 1, f"{key}: {value}")
    return mark + "\n".join(lines)


def renumbered(text: str, version: int) -> str:
    """Return a text with another version; nothing else in it is touched, and nothing where it has no version."""
    return with_value(text, "version", str(version))


def _top(plan: PlanFile) -> Iterator[str]:
    yield f"{FORMAT_KEY}: {FORMAT}"
    if plan.patient:
        yield f"patient: {_quoted(plan.patient)}"
    if plan.patient_id:
        yield f"patient-id: {plan.patient_id}"
    yield f"author: {_quoted(plan.author)}"
    yield f"date: {plan.written_on.isoformat()}"
    yield f"version: {plan.version}"
    yield f"name: {_quoted(plan.name)}"
    if plan.message:
        yield "message: |"
        yield from (f"  {line}".rstrip() for line in harmless(plan.message.replace("\t", " ")).split("\n"))
    if plan.ceiling is not None:
        yield f"pain-ceiling: {plan.ceiling}  # highest pain while exercising, 0-10"


def _exercise(one: Prescription, known: Exercise | None) -> Iterator[str]:
    yield f"  - id: {one.exercise}  # {harmless(one.name)}"
    for name in USABLE[one.measured]:
        amount = getattr(one.dose, name)
        if amount:
            yield f"    {name}: {amount}" + ("  # seconds" if name == "hold" else "")
    if known is None or known.sided != one.sided:
        yield f"    each-side: {'yes' if one.sided else 'no'}"
    yield f"    times-a-day: {one.times_a_day}"
    yield f"    days: {_days(one.days)}"
    if one.cue and (known is None or one.cue != known.cues[0]):
        yield f"    cue: {_quoted(one.cue)}"


def _days(days: tuple[int, ...]) -> str:
    return EVERY_DAY if len(days) == len(WEEKDAYS) else f"[{', '.join(WEEKDAYS[day - 1] for day in days)}]"


def _precautions(plan: PlanFile) -> Iterator[str]:
    if plan.precautions:
        yield "precautions:"
    for one in plan.precautions:
        words = precaution_words(one)
        yield f"  - {_quoted(one)}" + (f"  # {words}" if words != one and ":" not in one else "")


def _clearances(plan: PlanFile) -> Iterator[str]:
    if plan.clearances:
        yield "clearances:  # what somebody allowed: who, and when"
    for given in plan.clearances:
        yield f"  - what: {given.what}"
        yield f"    by: {_quoted(given.by)}"
        yield f"    on: {given.on.isoformat()}"


def _thresholds(plan: PlanFile) -> Iterator[str]:
    if plan.thresholds:
        yield "thresholds:  # rehab signs lists what can be changed"
    for rule, numbers in plan.thresholds.items():
        yield f"  {rule}: {{{', '.join(f'{name}: {number}' for name, number in numbers.items())}}}"


def _known(plan: PlanFile) -> Iterator[str]:
    if plan.known:
        yield "known:  # under care until a date; level 3 only"
    for known in plan.known:
        yield f"  - rule: {known.rule}"
        if known.side:
            yield f"    side: {known.side}"
        yield f"    until: {known.until.isoformat()}"


def _quoted(text: str) -> str:
    """Return a text on one line as YAML: plain where nothing in it can be misread, else in double quotes."""
    found = " ".join(harmless(text).split())
    if _PLAIN.fullmatch(found) and found.lower() not in _WORDS_OF_YAML:
        return found
    return json.dumps(found, ensure_ascii=False)
