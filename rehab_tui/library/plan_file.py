"""From the text of a plan file to what it says, with every mistake told at once."""

from collections.abc import Callable
from typing import Any

from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_words
from rehab_tui.domain.dose import ClearanceKind
from rehab_tui.domain.plan import UnderCare
from rehab_tui.domain.plan_file import (
    CARE_DAYS,
    FORMAT,
    HIGHEST_CEILING,
    Allowance,
    Expected,
    PlanFile,
    same_person,
)
from rehab_tui.domain.words import shown
from rehab_tui.library.fields import Reader, day, got, lines, listed, matching, one_word_of, text, whole
from rehab_tui.library.marked import Mapping, Text, Value, read_marked
from rehab_tui.library.mistakes import Mistakes, Place
from rehab_tui.library.model import Library
from rehab_tui.library.plan_fields import HIGHEST_VERSION, LINE_READERS, PATIENT_ID, line_of, precaution, thresholds_of
from rehab_tui.library.records import Record, read_record, records

FORMAT_KEY = "rehab-plan"
REQUIRED = ("author", "date", "version", "exercises")


def _section(value: Value, _path: str, _mistakes: Mistakes) -> Value:
    return value


KEYS: dict[str, Reader] = {
    FORMAT_KEY: whole(1, FORMAT),
    "patient": text,
    "patient-id": matching(PATIENT_ID, "the id that rehab plan export writes"),
    "author": text,
    "date": day,
    "version": whole(1, HIGHEST_VERSION),
    "name": text,
    "message": lines,
    "pain-ceiling": whole(0, HIGHEST_CEILING),
    "exercises": _section,
    "precautions": listed(precaution, empty=True),
    "clearances": _section,
    "thresholds": _section,
    "known": _section,
}
ALLOWANCE_KEYS: dict[str, Reader] = {"what": one_word_of(ClearanceKind), "by": text, "on": day}
KNOWN_KEYS: dict[str, Reader] = {
    "rule": text,
    "side": one_word_of((Side.LEFT, Side.RIGHT, Side.BOTH)),
    "until": day,
}


def check_plan_file(content: str, name: str, library: Library, expected: Expected) -> PlanFile:
    """Return what a plan file says, once it is without mistakes and fits what is expected.

    Raises LibraryMistakes with every mistake; the name stands before each of them.
    """
    mistakes = Mistakes(name)
    top = _top(read_marked(content, mistakes), mistakes)
    thresholds = thresholds_of(top.values.get("thresholds"), expected.threshold, mistakes)
    found = records(top.values.get("exercises"), "exercises", LINE_READERS, mistakes)
    prescriptions = tuple(line_of(record, library) for record in found)
    clearances = _each(top, "clearances", ALLOWANCE_KEYS, ("what", "by", "on"), expected, _allowance)
    known = _each(top, "known", KNOWN_KEYS, ("rule", "until"), expected, _known)
    _check_patient(top, expected)
    _check_age(top, expected)
    mistakes.tell()
    values = top.values
    return PlanFile(
        author=values["author"],
        written_on=values["date"],
        version=values["version"],
        prescriptions=tuple(one for one in prescriptions if one is not None),
        text=content,
        patient=values.get("patient"),
        patient_id=values.get("patient-id"),
        name=values.get("name") or f"Plan of {values['author']}",
        ceiling=values.get("pain-ceiling"),
        message=values.get("message"),
        clearances=clearances,
        thresholds=thresholds,
        known=known,
        precautions=values.get("precautions", ()),
    )


def place_of(content: str, name: str, key: str) -> Place | None:
    """Return where the value of a key at the top of a plan file stands, or None where it has none."""
    top = read_marked(content, Mistakes(name))
    value = top.values.get(key) if isinstance(top, Mapping) else None
    return value.place if isinstance(value, Text) else None


def _top(value: Value | None, mistakes: Mistakes) -> Record:
    if value is not None and not isinstance(value, Mapping):
        mistakes.add(value.place, "", f"expected keys like author and exercises, got {got(value)}")
        return Record("", Mapping(value.place, {}, {}), mistakes)
    found = value or Mapping(Place(1, 1), {}, {})
    _refuse_newer(found, mistakes)
    top = read_record(found, "", KEYS, mistakes)
    absent = [key for key in REQUIRED if key not in top.given]
    unnamed = [] if {"patient", "patient-id"} & top.given.keys() else ["patient"]
    top.note_missing(unnamed + absent, "; see: rehab help plan" if value is None else "")
    return top


def _refuse_newer(top: Mapping, mistakes: Mistakes) -> None:
    """Say that a file is newer before its unknown keys are taken for mistakes."""
    value = top.values.get(FORMAT_KEY)
    if isinstance(value, Text) and value.text.isascii() and value.text.isdigit() and len(value.text) < 10:
        number = int(value.text)
        if number > FORMAT:
            what = f"written for a newer rehab (format {number}, this program reads up to {FORMAT}); update rehab"
            mistakes.add(value.place, FORMAT_KEY, what)
            mistakes.tell()


def _each(
    top: Record,
    key: str,
    readers: dict[str, Reader],
    needed: tuple[str, ...],
    expected: Expected,
    made: Callable[[Record, Expected, Record], Any],
) -> tuple[Any, ...]:
    """Return what the records of a list say; those with a mistake are left out, for the mistake is told."""
    found = []
    for record in records(top.values.get(key), key, readers, top.mistakes, first=needed[0], empty=True):
        before = len(top.mistakes)
        record.note_missing([one for one in needed if one not in record.given])
        if len(top.mistakes) == before and record.values.keys() == record.given.keys():
            one = made(record, expected, top)
            if one in found:
                record.note(needed[0], "the same stands there twice")
            found.append(one)
    return tuple(found)


def _allowance(record: Record, expected: Expected, _top_record: Record) -> Allowance:
    values = record.values
    if values["on"] > expected.today:
        record.note("on", f"{values['on']} lies after today ({expected.today})")
    return Allowance(ClearanceKind(values["what"]), values["by"], values["on"])


def _known(record: Record, expected: Expected, top: Record) -> UnderCare:
    rule, until = record.values["rule"], record.values["until"]
    if rule not in expected.contact_rules:
        hint = record.mistakes.hint(rule, expected.contact_rules)
        what = f'"{shown(rule)}" has no level 3; only what is to be told in 2 to 3 days can be under care{hint}'
        record.note("rule", what)
    written = top.values.get("date")
    if written is not None and (until - written).days > CARE_DAYS:
        record.note("until", f"{until} lies more than a year after the date of the plan; give an earlier one")
    return UnderCare(rule, until, record.values.get("side"))


def _check_patient(top: Record, expected: Expected) -> None:
    """Note that the plan is for somebody else: by the id where it has one, else by the name."""
    patient = expected.patient
    if patient is None:
        return
    given_id, given = top.values.get("patient-id"), top.values.get("patient")
    mine = f' this file is of "{shown(patient.name)}";' if patient.name else ""
    advice = f"a plan for another patient;{mine} ask whoever sent it"
    if given_id is not None:
        if given_id.lower() != patient.id.lower():
            top.note("patient-id", advice)
    elif given is not None and patient.name and not same_person(given, patient.name):
        top.note("patient", f"{advice}; if it is you, mend the name here or with: rehab setup --name")


def _check_age(top: Record, expected: Expected) -> None:
    written, version = top.values.get("date"), top.values.get("version")
    if written is not None and written > expected.today:
        top.note("date", f"{day_words(written)} lies after today ({expected.today})")
    newest = expected.patient.newest if expected.patient else None
    if version is not None and newest is not None and version < newest:
        top.note("version", f"{version} is older than version {newest}, which was accepted already")
