"""An entry in plain words: one function for each kind."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rehab_tui.domain import said
from rehab_tui.domain.body import where_words
from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import ANSWER_NAMES, Entry, Kind, Note, SmallAnswer
from rehab_tui.domain.exercise import SkipReason
from rehab_tui.domain.fact import Spoken
from rehab_tui.domain.moment import Origin
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.said import beside_parts, late_words, score_parts
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.domain.words import harmless

KIND_TITLES = {
    Kind.PAIN: "Pain",
    Kind.SYMPTOMS: "Warning signs",
    Kind.EXERCISE: "Exercises",
    Kind.ANSWER: "Small questions",
    Kind.MEASURE: "Measures",
    Kind.TREATMENT: "Treatments",
    Kind.BLOCK: "Diagnostic blocks",
    Kind.NOTE: "Notes",
    Kind.CLEARANCE: "Allowed",
    Kind.PAUSE: "Pauses",
    Kind.BASELINE: "Starting average",
    Kind.VISIT: "Visits",
}
"""The kinds in the order a day is read, with their headings."""

_WHEN = {
    ScoreKind.DAY: "",
    ScoreKind.NOW: ", at that moment",
    ScoreKind.WORST: ", worst of the day",
    ScoreKind.MORNING: ", in the morning",
}
_FORMS = {Form.DAILY: "the five questions", Form.FULL: "the full list", Form.PICKED: "the signs asked"}
_SKIPPED = {
    SkipReason.PAIN: "pain",
    SkipReason.TIRED: "tired",
    SkipReason.ILL: "ill",
    SkipReason.NO_TIME: "no time",
    SkipReason.FORGOT: "forgot",
    SkipReason.NOT_ALLOWED: "not allowed",
    SkipReason.OTHER: "another reason",
}
_ORIGINS = {"screen": "on the screen", "command": "by a command", "import": "imported", "demo": "made up for the demo"}

Names = Mapping[str, str]
"""Exercise ids and the names they have in the plan."""


def entry_words(entry: Entry, names: Names) -> str:
    """Return what an entry says, harmless to show; a note keeps its lines."""
    fact = entry.fact
    if isinstance(fact, SymptomsAnswered):
        words = symptoms_words(fact, entry.day)
    else:
        words = _capital(fact.said(entry.day)) if isinstance(fact, Spoken) else _WORDS[type(fact)](fact, names)
    return harmless(f"{words} ({entry.note})" if entry.note else words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def pain_words(fact: PainScore, _: Names) -> str:
    """Return a pain score: Left hip 3."""
    return f"{where_words(fact.site, fact.side)}{_WHEN[fact.kind]}: {fact.score}"


def exercise_words(fact: ExerciseDone, names: Names) -> str:
    """Return what was done of an exercise, or why it was left out."""
    name = names.get(fact.exercise) or fact.exercise.replace("-", " ").capitalize()
    where = f", {fact.side.value}" if fact.side else ""
    if fact.skipped is not None:
        return f"{name}{where}: left out ({_SKIPPED[fact.skipped]})"
    done = ["as planned" if fact.one_key else fact.dose.words()]
    return f"{name}{where}: {' · '.join((*done, *score_parts(fact)))}"


def symptoms_words(fact: SymptomsAnswered, day: date) -> str:
    """Return what was asked of the warning signs and what was answered."""
    asked = _FORMS[fact.form]
    parts = [*(_report_words(report, day) for report in fact.reports), *beside_parts(fact)]
    return f"{_capital('; '.join(parts))} (asked: {asked})" if parts else f"No to {asked}"


def _report_words(report: SymptomReport, day: date) -> str:
    from rehab_tui.rules import sign_words

    name = sign_words(report.id, report.side.value if report.side else None)
    return f"{_capital(name)}, {said.answer_words(report, day)}"


def answer_words(fact: SmallAnswer, _: Names) -> str:
    """Return a small question and its answer."""
    return f"{ANSWER_NAMES[fact.question]}: {fact.value}"


def note_words(fact: Note, _: Names) -> str:
    """Return a note as it was written."""
    return fact.text


def clearance_words(fact: Clearance, _: Names) -> str:
    """Return what was allowed, and by whom."""
    return f"{fact.what.value.replace('-', ' ').capitalize()}, allowed by {fact.by}"


_WORDS: Mapping[type, Callable[[Any, Names], str]] = {
    PainScore: pain_words,
    ExerciseDone: exercise_words,
    SmallAnswer: answer_words,
    Note: note_words,
    Clearance: clearance_words,
}


def recorded_words(entry: Entry) -> str:
    """Return when and how an entry was recorded: 20 Nov 20:10, by a command, logged 2 days late."""
    on = entry.recorded_at.date()
    year = f" {on.year}" if on.year != entry.day.year else ""
    parts = [f"{short_day(on)}{year} {entry.recorded_at:%H:%M}"]
    parts.append(_ORIGINS.get(entry.origin, harmless(entry.origin)))
    if entry.late_days:
        parts.append(late_words(entry))
    if entry.simulated and entry.origin != Origin.DEMO:
        parts.append("with a simulated date")
    return ", ".join(parts)
