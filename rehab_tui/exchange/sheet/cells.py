"""The cells of a row as facts: strict where a number could be mistaken, and always with what would be right."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rehab_tui.domain.body import Side, Site, each_side
from rehab_tui.domain.dose import Dose, Measured, SkipReason
from rehab_tui.domain.entry import SmallAnswer, answer_of
from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.measure_typed import measurement_of
from rehab_tui.domain.pain import PainScore, ScoreKind, score_of
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.sheet import Field, What
from rehab_tui.domain.spreadsheet import unguarded
from rehab_tui.domain.symptom import (
    PRIVATE_SYMPTOM,
    Form,
    SymptomsAnswered,
    asked_in,
    celsius_of,
    report_of,
)
from rehab_tui.domain.treatment import Treatment, TreatmentKind
from rehab_tui.domain.words import free_text, nearest, one_of, shown, whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.sheet.words import in_english

Names = Mapping[str, Exercise]
"""Exercises by their ids and names, in small letters."""
_YES = frozenset({"yes", "y", "x", "done", "true", "1", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0", "-"})
_DOSE = re.compile(
    r"(?:(?P<sets>[0-9]{1,3})\s*[x×]\s*)?(?P<count>[0-9]{1,4})\s*(?P<unit>min|mins|minutes|s|sec|seconds|reps|rep)?",
    re.ASCII | re.IGNORECASE,
)
_NAME_AND_DOSE = re.compile(rf"(?P<name>.*?[^\s0-9x×])(?:[\s:]+(?P<dose>{_DOSE.pattern}))?", re.IGNORECASE | re.DOTALL)
_DEGREES = re.compile(r"[0-9]{2}(?:[.,][0-9])?", re.ASCII)


@cache
def score(text: str, what: str) -> int:
    """Return a score from 0 to 10. Raises InvalidValue."""
    return score_of(text, what)


@cache
def pain(text: str, side: Side, site: Site, kind: ScoreKind) -> PainScore:
    """Return a pain score. Raises InvalidValue."""
    return PainScore(score_of(text), side, site, kind)


def side_in(text: str) -> Side:
    """Return the side of a cell: left, right, both, middle, or l and r. Raises InvalidValue."""
    typed = in_english(text)
    return Side(one_of("side", {"l": "left", "r": "right"}.get(typed, typed), tuple(Side)))


def site_in(text: str) -> Site:
    """Return the place of a cell: hip, low back. Raises InvalidValue."""
    return Site(one_of("place", text.strip().lower().replace(" ", "-"), tuple(Site)))


def exercise_in(text: str, names: Names) -> Exercise:
    """Return the exercise of a cell, by its whole id or name. Raises InvalidValue with the nearest one."""
    typed = " ".join(text.split()).casefold()
    found = names.get(typed)
    if found is None:
        close = nearest(typed, names)
        hint = f"did you mean {names[close.casefold()].id}?" if close else "see: rehab exercises"
        raise InvalidValue(f'unknown exercise "{shown(text.strip())}"; {hint}')
    return found


def exercises_named(text: str, names: Names) -> Iterator[tuple[Exercise, Dose | None]]:
    """Yield the exercises of a cell with their doses: clamshell 2x12; walking 20 min. Raises InvalidValue."""
    for part in re.split(r"[;,\n]", text):
        if not part.strip():
            continue
        found = _NAME_AND_DOSE.fullmatch(part.strip())
        if found is None or found["dose"] is None:
            yield exercise_in(part, names), None
            continue
        exercise = exercise_in(found["name"], names)
        yield exercise, dose_in(found["dose"], exercise, None)


def dose_in(text: str, exercise: Exercise, unit: str | None) -> Dose | None:
    """Return the dose of a cell; None where it only says that the exercise was done, an empty dose never.

    A bare number needs a unit: `unit`, or one beside it. Raises InvalidValue.
    """
    typed = text.strip()
    if unit is None and in_english(text) in _YES:
        return None
    found = _DOSE.fullmatch(typed)
    if found is None:
        raise InvalidValue(f'{exercise.id} "{shown(text)}" is not clear; write yes, 2x12, or 20 min')
    sets = int(found["sets"]) if found["sets"] else None
    count, named = int(found["count"]), _unit(found["unit"])
    if named is None and unit is None and sets is None:
        raise InvalidValue(
            f'{exercise.id} "{shown(text)}": of what? write 20 min, or name exercise:{exercise.id}:minutes'
        )
    counted = named or unit or ("hold" if exercise.measured is Measured.HOLD else "reps")
    return Dose(**{"sets": sets, counted: count})


def _unit(text: str | None) -> str | None:
    return None if text is None else {"m": "minutes", "s": "hold", "r": "reps"}[text[0].lower()]


def not_done(text: str) -> bool:
    """Return whether a cell under an exercise says that it was not done."""
    return in_english(text) in _NO


def done(exercise: Exercise, dose: Dose | None, side: Side | None, **scores: int | None) -> Iterator[ExerciseDone]:
    """Yield an exercise that was done: both sides where it has sides and none was named. Raises InvalidValue."""
    if side is not None and (not exercise.sided or side is Side.MIDDLE):
        if side is not Side.MIDDLE and side is not Side.BOTH:
            raise InvalidValue(f"{exercise.id} has no {side.value} side")
        side = None
    sides = each_side(side or Side.BOTH) if exercise.sided else (None,)
    for one in sides:
        yield ExerciseDone(exercise.id, dose or Dose(), one, **scores)  # type: ignore[arg-type]


def left_out(exercise: Exercise, reason: str) -> ExerciseDone:
    """Return an exercise that was left out, and why. Raises InvalidValue."""
    return ExerciseDone(exercise.id, skipped=SkipReason(one_of("reason", reason, tuple(SkipReason))))


def number_in(what: What, text: str) -> int:
    """Return a part of a dose. Raises InvalidValue."""
    return whole_number(what.value, text, 0, {What.SETS: 50, What.REPS: 500, What.HOLD: 3600}.get(what, 1440))


def words_in(text: str) -> str:
    """Return words of a cell just as they stand. Raises InvalidValue for what cannot be kept."""
    return free_text("the text", unguarded(text))


def signs_in(text: str, form: str, temperature: str) -> SymptomsAnswered | None:
    """Return a round of questions: signs by their ids with blanks between, or none; None where nothing was asked.

    That the private sign was asked is never taken for granted: the list is whole without it. Raises InvalidValue.
    """
    if not (text.strip() or temperature.strip()):
        return None
    asked_by = Form(one_of("form", form, tuple(Form))) if form.strip() else Form.PICKED
    words = dict.fromkeys(text.lower().split())
    reports = tuple(dict.fromkeys(report_of(word) for word in words if word != "none"))
    if not reports and not form.strip() and text.strip():
        asked_by = Form.DAILY
    asked = [sign for sign in asked_in(asked_by) if sign != PRIVATE_SYMPTOM]
    asked += [one.id for one in reports if one.id not in asked]
    return SymptomsAnswered(asked_by, tuple(dict.fromkeys(asked)), reports, degrees_in(temperature))


def degrees_in(text: str) -> float | None:
    """Return a temperature in C, or None for an empty cell. Raises InvalidValue."""
    typed = text.strip()
    if not typed:
        return None
    return celsius_of(f"{typed}C" if _DEGREES.fullmatch(typed) else typed)


def treatments_in(text: str) -> Iterator[Treatment]:
    """Yield treatments: each id, and what follows it as its dose. Raises InvalidValue."""
    found: list[str] = []
    for part in unguarded(text).split("; "):
        if part.partition(" ")[0].lower() in tuple(TreatmentKind) or not found:
            found.append(part)
        else:
            found[-1] += f"; {part}"  # a dose with a semicolon in it
    for part in found:
        name, _, dose = part.partition(" ")
        yield Treatment(TreatmentKind(one_of("treatment", name, tuple(TreatmentKind))), words_in(dose) or None)


def measured(field: Field, text: str) -> Measurement:
    """Return a measure of one number. Raises InvalidValue."""
    about = MEASURES[field.name or ""]
    typed = text.strip()
    if re.fullmatch(r"-?[0-9]+[.,]0", typed, re.ASCII):
        typed = typed[:-2]  # as the daily sheet has it
    if about.id == "weight" and re.fullmatch(r"[0-9]+(?:[.,][0-9]{1,2})?", typed, re.ASCII):
        typed = f"{typed}kg"
    if about.items or about.own_items:
        raise InvalidValue(f"{about.id} has several numbers; one of them is not enough")
    return measurement_of(about, (typed,), side=field.side)


def answered(question: str, text: str) -> SmallAnswer:
    """Return the answer to a small question. Raises InvalidValue."""
    return SmallAnswer(question, answer_of(question, text))
