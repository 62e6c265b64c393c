"""What an entry says, in one plain line, for lists and for the lines that confirm."""

from collections.abc import Mapping, Sequence
from datetime import date

from rehab_tui.domain.entry import ANSWER_NAMES, Entry, Fact, Note, SmallAnswer
from rehab_tui.domain.fact import Spoken
from rehab_tui.domain.pain import PainScore, score_words
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.said import answer_words, beside_parts, late_words, score_parts, state_words
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered

_FORM_WORDS = {
    Form.DAILY: "none of the daily questions",
    Form.FULL: "none of the full list",
    Form.PICKED: "none of those asked",
}


def entry_words(entry: Entry, today: date, names: Mapping[str, str] | None = None) -> str:
    """Return an entry in one line: what it says, its note, and whether it still counts.

    `names` are those of exercises by id; one that is not among them is called by its id.
    """
    fact = entry.fact
    words = exercise_words(fact, names) if isinstance(fact, ExerciseDone) else fact_words(fact, today)
    if entry.note:
        words += f' · "{entry.note}"'
    if entry.late_days:
        words += f" · {late_words(entry)}"
    gone = state_words(entry.state)
    return f"{words} · {gone}" if gone else words


def fact_words(fact: Fact, today: date) -> str:
    """Return a fact in one line, without when it was; dates in it carry their year unless it is that of `today`."""
    return fact.said(today) if isinstance(fact, Spoken) else _words(fact, today)


def _words(fact: Fact, today: date) -> str:
    match fact:
        case PainScore():
            return score_words(fact)
        case ExerciseDone():
            return exercise_words(fact)
        case SymptomsAnswered():
            return f"warning signs: {_signs(fact, today)}"
        case SmallAnswer():
            return f"{ANSWER_NAMES[fact.question].lower()}: {fact.value}"
        case Note():
            return f'note: "{fact.text}"'
        case Clearance():
            return f"{fact.what.value} allowed by {fact.by}"
    raise TypeError(f"no words for {type(fact).__name__}")


def sources_words(label: str, sources: Sequence[str]) -> str:
    """Return sources with their titles, one a line, behind and below a label."""
    from rehab_tui.domain.sources import source_line

    lines = [source_line(source) for source in sources] or ["none"]
    return "\n".join(label + line if number == 0 else " " * len(label) + line for number, line in enumerate(lines))


def exercise_words(done: ExerciseDone, names: Mapping[str, str] | None = None) -> str:
    """Return an exercise as done: clamshell 2 x 12, left, pain 2."""
    name = (names or {}).get(done.exercise, done.exercise)
    if done.skipped is not None:
        side = f", {done.side.value}," if done.side else ""
        return f"{name}{side} left out ({done.skipped.value})"
    parts = [f"{name} {done.dose.words()}"]
    if done.side is not None:
        parts.append(done.side.value)
    return ", ".join((*parts, *score_parts(done)))


def _signs(answered: SymptomsAnswered, today: date) -> str:
    parts = [*(_sign(report, today) for report in answered.reports), *beside_parts(answered)]
    picked = answered.form is Form.PICKED and answered.companions
    return "; ".join(parts if answered.reports or picked else (_FORM_WORDS[answered.form], *parts))


def _sign(report: SymptomReport, today: date) -> str:
    from rehab_tui.rules import sign_words

    name = sign_words(report.id, report.side.value if report.side else None)
    return f"{name} ({answer_words(report, today)})"
