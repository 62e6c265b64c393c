"""Words for what an entry says that commands and screens share; each puts them into its own line."""

from datetime import date

from rehab_tui.domain.days import short_day
from rehab_tui.domain.kept import Entry, EntryState
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import COMPANION_NAMES, SignAnswer, SymptomReport, SymptomsAnswered
from rehab_tui.domain.words import counted

SIGN_ANSWERS = {
    SignAnswer.NEW: "new",
    SignAnswer.WORSE: "worse",
    SignAnswer.USUAL: "usual",
    SignAnswer.UNCHECKED: "usual, not checked by a doctor or nurse yet",
}
_STATES = {EntryState.SUPERSEDED: "replaced by a newer one", EntryState.IN_ERROR: "marked as a mistake"}


def state_words(state: EntryState) -> str:
    """Return why an entry no longer counts; empty for one that does."""
    return _STATES.get(state, "")


def late_words(entry: Entry) -> str:
    """Return how late an entry was recorded; empty on its day. One that replaces another was corrected, not logged."""
    if not entry.late_days:
        return ""
    days = counted(entry.late_days, "day")
    return f"corrected {days} later" if entry.supersedes else f"logged {days} late"


def score_parts(done: ExerciseDone) -> list[str]:
    """Return the scores of an exercise, and that nobody has allowed it yet: pain before 1, pain during 2."""
    scores = (("pain before", done.pain_before), ("pain during", done.pain_during), ("effort", done.effort))
    parts = [f"{name} {value}" for name, value in scores if value is not None]
    return [*parts, "not allowed yet"] if done.not_allowed else parts


def answer_words(report: SymptomReport, today: date) -> str:
    """Return what was said of a sign: worse, since 18 Nov, "when I climb stairs". What was not sure says so."""
    parts = ["not sure" if report.unsure else SIGN_ANSWERS[report.answer]]
    if report.since:
        parts.append(f"since {short_day(report.since, today)}")
    if report.own_words:
        parts.append(f'"{report.own_words}"')
    return ", ".join(parts)


def beside_parts(answered: SymptomsAnswered) -> list[str]:
    """Return what was beside the signs: temperature 38.2 C, stiff neck."""
    parts = [] if answered.temperature_c is None else [f"temperature {answered.temperature_c:.1f} C"]
    for name in answered.beside:
        doubt = "" if answered.is_sure(name) else " (not sure)"
        parts.append(COMPANION_NAMES.get(name, name.replace("-", " ")) + doubt)
    return parts
