"""What an entry becomes with the options of `rehab amend`; each kind takes its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from rehab_tui.cli.advising import AdviceFirst
from rehab_tui.cli.amending_measures import FITTING, amended_measure
from rehab_tui.cli.reading import name_text, note_text
from rehab_tui.cli.signs_typed import (
    answered_with,
    ask_if_checked,
    companions_of,
    form_of,
    read_reports,
    temperature_of,
    was_checked,
)
from rehab_tui.domain.body import check_middle, side_of, site_of
from rehab_tui.domain.dose import MOST_COUNTED
from rehab_tui.domain.entry import Fact, Note, SmallAnswer, Visit, answer_of
from rehab_tui.domain.exercise import SkipReason
from rehab_tui.domain.pain import PainScore, kind_of, score_of
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import NO_DOSE, ExerciseDone
from rehab_tui.domain.symptom import SymptomsAnswered
from rehab_tui.domain.words import one_of, whole_number
from rehab_tui.errors import InvalidValue

Typed: TypeAlias = Mapping[str, str]
"""Options that were given, by their name with underscores."""

_SCORES = ("pain_before", "pain_during", "effort")
_FITTING: Mapping[type[Fact], tuple[str, ...]] = {
    PainScore: ("score", "side", "site", "kind"),
    ExerciseDone: (*MOST_COUNTED, *_SCORES, "side", "skip"),
    SymptomsAnswered: ("symptoms", "form", "temp", "with", "checked"),
    SmallAnswer: ("value",),
    Note: ("text",),
    Clearance: ("by",),
    Visit: ("who", "ask"),
    **FITTING,
}


def amended(fact: Fact, typed: Typed, day: date, first: AdviceFirst, *, today: date, ask: bool = False) -> Fact:
    """Return a fact with what was typed in the place of what it said; `day` is the corrected day,
    `today` what words like yesterday are counted from.

    With `ask` a person is asked whether a serious sign that is called usual was checked.

    Raises InvalidValue for a wrong value, or for an option that does not fit this kind of entry.
    """
    _refuse_strangers(fact, typed)
    match fact:
        case PainScore():
            return _pain(fact, typed)
        case ExerciseDone():
            return _exercise(fact, typed)
        case SymptomsAnswered():
            return _symptoms(fact, typed, first, ask=ask)
        case SmallAnswer():
            return replace(fact, value=answer_of(fact.question, typed.get("value", fact.value)))
        case Note():
            return Note(note_text(typed.get("text", fact.text)))
        case Clearance():
            return replace(fact, by=name_text("the name after --by", typed.get("by", fact.by)))
        case Visit():
            question = note_text(typed["ask"]) if "ask" in typed else fact.ask
            return Visit(day, name_text("the name", typed.get("who", fact.who)), question)
    return amended_measure(fact, typed, today)


def _refuse_strangers(fact: Fact, typed: Typed) -> None:
    fitting = _FITTING[type(fact)]
    strange = next((name for name in typed if name not in fitting), None)
    if strange is not None:
        known = ", ".join(f"--{name.replace('_', '-')}" for name in (*fitting, "date", "note"))
        kind = fact.kind_of_entry.value
        raise InvalidValue(f"--{strange.replace('_', '-')} does not fit an entry of kind {kind}; it takes {known}")


def _pain(fact: PainScore, typed: Typed) -> PainScore:
    side = side_of(typed["side"]) if "side" in typed else fact.side
    site = site_of(typed["site"]) if "site" in typed else fact.site
    check_middle(site, (side,))
    return PainScore(
        score=score_of(typed["score"]) if "score" in typed else fact.score,
        side=side,
        site=site,
        kind=kind_of(typed["kind"]) if "kind" in typed else fact.kind,
    )


def _exercise(fact: ExerciseDone, typed: Typed) -> ExerciseDone:
    """Return a corrected exercise: a dose makes a left-out one done, a reason makes a done one left out."""
    dose = {name: whole_number(name, typed[name], 0, most) for name, most in MOST_COUNTED.items() if name in typed}
    if dose and "skip" in typed:
        raise InvalidValue("an exercise that was left out has no dose; take --skip or the dose away")
    scores = {name: score_of(typed[name], name.replace("_", " ")) for name in _SCORES if name in typed}
    new = replace(fact, **scores)  # type: ignore[arg-type]
    if "side" in typed:
        new = replace(new, side=side_of(typed["side"]))
    if dose:
        new = replace(new, dose=replace(fact.dose, **dose), skipped=None, one_key=False)
    if "skip" in typed:
        reason = SkipReason(one_of("reason", typed["skip"], tuple(SkipReason)))
        new = replace(new, dose=NO_DOSE, skipped=reason, one_key=False)
    return new


def _symptoms(fact: SymptomsAnswered, typed: Typed, first: AdviceFirst, *, ask: bool) -> SymptomsAnswered:
    reports, form = fact.reports, fact.form
    if "checked" in typed:
        reports = tuple(was_checked(report) for report in reports)
    if "symptoms" in typed:
        words = [word for word in typed["symptoms"].replace(",", " ").split() if word]
        if not words:
            raise InvalidValue('--symptoms is empty; give none, or a list like "fever,calf-swelling:left"')
        if [word.lower() for word in words] != ["none"]:
            read_reports(words, first, checked="checked" in typed)
        if ask:
            first.reports = ask_if_checked(first.reports)
        reports = tuple(first.reports)
    temperature = temperature_of(typed["temp"], first) if "temp" in typed else fact.temperature_c
    beside = companions_of(typed["with"]) if "with" in typed else fact.companions
    answered = answered_with(reports, form_of(typed.get("form")) or form, temperature, beside)
    if not typed.keys().isdisjoint({"symptoms", "with", "temp"}):
        first.answered = answered
    return replace(
        answered, asked=tuple(dict.fromkeys((*fact.asked, *answered.asked))) if not reports else answered.asked
    )
