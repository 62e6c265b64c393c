"""Correcting an entry: the few fields that can be wrong, prefilled with what stands there."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rehab_tui.domain.dose import MOST_COUNTED
from rehab_tui.domain.entry import ANSWERS, Entry, Fact, SmallAnswer, answer_of
from rehab_tui.domain.exercise import SkipReason
from rehab_tui.domain.pain import PainScore, score_of
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.words import free_text, one_of, whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.tui.entry_words import Names, entry_words
from rehab_tui.tui.screens.form import Field, FormScreen

Texts = Mapping[str, str]
_LABELS = {"sets": "Sets", "reps": "Repetitions", "hold": "Seconds held", "minutes": "Minutes"}
_SCORES = {"pain_before": "Pain before", "pain_during": "Worst pain during", "effort": "Effort"}


class ChangeScreen(FormScreen[Fact]):
    """Asks for the right values of an entry; gives the corrected fact back."""

    def __init__(self, entry: Entry, names: Names) -> None:
        self._fact = entry.fact
        fields, self._read = _FORMS[type(entry.fact)]
        what = entry_words(entry, names).split("\n")[0]
        super().__init__(f"Change: {what[:60]}", fields(entry.fact), "What stood there stays readable.")

    def answer(self, texts: dict[str, str]) -> Fact:
        """Return the corrected fact."""
        return self._read(self._fact, texts)


def can_change(entry: Entry) -> bool:
    """Return whether a form can correct this kind of entry; notes have a field of their own."""
    return type(entry.fact) in _FORMS


def _pain_fields(fact: PainScore) -> tuple[Field, ...]:
    return (Field("score", "How bad", str(fact.score), "0 none to 10 worst imaginable"),)


def _pain(fact: PainScore, texts: Texts) -> Fact:
    return replace(fact, score=score_of(texts["score"]))


def _exercise_fields(fact: ExerciseDone) -> tuple[Field, ...]:
    if fact.skipped is not None:
        return (Field("skipped", "Left out because", fact.skipped.value, ", ".join(SkipReason)),)
    counted = [
        Field(name, label, str(getattr(fact.dose, name)))
        for name, label in _LABELS.items()
        if getattr(fact.dose, name) is not None
    ]
    felt = [Field(name, label, _text(getattr(fact, name)), "0 to 10, or empty") for name, label in _SCORES.items()]
    return (*counted, *felt)


def _exercise(fact: ExerciseDone, texts: Texts) -> Fact:
    if fact.skipped is not None:
        return replace(fact, skipped=SkipReason(one_of("reason", texts["skipped"], tuple(SkipReason))))
    counted = {
        name: whole_number(_LABELS[name].lower(), texts[name], 0, most)
        for name, most in MOST_COUNTED.items()
        if name in texts
    }
    dose = replace(fact.dose, **counted)
    return replace(
        fact,
        dose=dose,
        one_key=fact.one_key and dose == fact.dose,
        pain_before=_score(texts, "pain_before"),
        pain_during=_score(texts, "pain_during"),
        effort=_score(texts, "effort"),
    )


def _score(texts: Texts, name: str) -> int | None:
    return score_of(texts[name], _SCORES[name].lower()) if texts[name].strip() else None


def _answer_fields(fact: SmallAnswer) -> tuple[Field, ...]:
    return (Field("value", "Answer", fact.value, ", ".join(ANSWERS[fact.question])),)


def _answer(fact: SmallAnswer, texts: Texts) -> Fact:
    return replace(fact, value=answer_of(fact.question, texts["value"]))


def _clearance_fields(fact: Clearance) -> tuple[Field, ...]:
    return (Field("by", "Allowed by", fact.by),)


def _clearance(fact: Clearance, texts: Texts) -> Fact:
    return replace(fact, by=_name("the name", texts["by"]))


def _name(what: str, text: str) -> str:
    if not text.strip():
        raise InvalidValue(f"{what} is empty; write who it was")
    return free_text(what, text).strip()


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


_FORMS: Mapping[type, tuple[Callable[[Any], tuple[Field, ...]], Callable[[Any, Texts], Fact]]] = {
    PainScore: (_pain_fields, _pain),
    ExerciseDone: (_exercise_fields, _exercise),
    SmallAnswer: (_answer_fields, _answer),
    Clearance: (_clearance_fields, _clearance),
}
