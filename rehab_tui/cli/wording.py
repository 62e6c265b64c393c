"""What an entry says, in one plain line, for lists and for the lines that confirm."""

from datetime import date

from rehab_tui.domain.body import place_words
from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import Entry, EntryState, Fact, Note, SmallAnswer, Visit
from rehab_tui.domain.fact import Spoken
from rehab_tui.domain.pain import SCORE_WORDS, PainScore
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SignAnswer, SymptomReport, SymptomsAnswered

_FORM_WORDS = {
    Form.DAILY: "none of the daily questions",
    Form.FULL: "none of the full list",
    Form.PICKED: "none of those asked",
}
_ANSWER_WORDS = {
    SignAnswer.NEW: "new",
    SignAnswer.WORSE: "worse",
    SignAnswer.USUAL: "usual",
    SignAnswer.UNCHECKED: "usual, not checked yet",
}


def entry_words(entry: Entry, today: date) -> str:
    """Return an entry in one line: what it says, its note, and whether it still counts."""
    words = fact_words(entry.fact, today)
    if entry.note:
        words += f' · "{entry.note}"'
    if entry.late_days:
        words += f" · written {entry.late_days} day{'s' if entry.late_days > 1 else ''} later"
    if entry.state is EntryState.SUPERSEDED:
        words += " · replaced by a newer one"
    if entry.state is EntryState.IN_ERROR:
        words += " · a mistake"
    return words


def fact_words(fact: Fact, today: date) -> str:
    """Return a fact in one line, without when it was; dates in it carry their year unless it is that of `today`."""
    return fact.said(today) if isinstance(fact, Spoken) else _words(fact, today)


def _words(fact: Fact, today: date) -> str:
    match fact:
        case PainScore():
            return f"{SCORE_WORDS[fact.kind]} {fact.score}, {place_words(fact.site, (fact.side,))}"
        case ExerciseDone():
            return exercise_words(fact)
        case SymptomsAnswered():
            return f"warning signs: {_signs(fact, today)}"
        case SmallAnswer():
            return f"{fact.question}: {fact.value}"
        case Note():
            return f'note: "{fact.text}"'
        case Clearance():
            return f"{fact.what.value} allowed by {fact.by}"
        case Visit():
            asks = f", to ask: {fact.ask}" if fact.ask else ""
            return f"appointment on {short_day(fact.on)} {fact.on.year} with {fact.who}{asks}"
    raise TypeError(f"no words for {type(fact).__name__}")


def exercise_words(done: ExerciseDone) -> str:
    """Return an exercise as done: clamshell 2 x 12, left, pain 2."""
    if done.skipped is not None:
        return f"{done.exercise} left out ({done.skipped.value})"
    parts = [f"{done.exercise} {done.dose.words()}"]
    if done.side is not None:
        parts.append(done.side.value)
    scores = (("pain before", done.pain_before), ("pain during", done.pain_during), ("effort", done.effort))
    parts.extend(f"{name} {value}" for name, value in scores if value is not None)
    if done.not_allowed:
        parts.append("not allowed yet")
    return ", ".join(parts)


def _signs(answered: SymptomsAnswered, today: date) -> str:
    parts = [_sign(report, today) for report in answered.reports] or [_FORM_WORDS[answered.form]]
    if answered.temperature_c is not None:
        parts.append(f"{answered.temperature_c} C")
    if answered.companions:
        parts.append("with " + ", ".join(answered.companions))
    return "; ".join(parts)


def _sign(report: SymptomReport, today: date) -> str:
    side = f" {report.side.value}" if report.side else ""
    since = f", since {short_day(report.since, today)}" if report.since else ""
    text = f', "{report.text}"' if report.text else ""
    return f"{report.id}{side} ({_ANSWER_WORDS[report.answer]}{since}{text})"
