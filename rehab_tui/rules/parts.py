"""The pieces that checks are put together from: was this sign, or this companion, among the answers?"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from rehab_tui.domain.body import Side
from rehab_tui.domain.symptom import SYMPTOMS, SignAnswer, SymptomReport, SymptomsAnswered
from rehab_tui.rules.rule import Evidence, fires

Part: TypeAlias = Callable[[SymptomsAnswered], bool]

FEVER_C = 38.0
"""The lowest of the published limits (S17: 100.4 F; S16 and S19 wait longer)."""

COMPANION_DAYS = 1
"""Judgement: "getting worse" may be answered after midnight, or the next morning; alone it fires nothing."""

LEG_SIGNS = ("leg-weakness", "leg-numbness", "leg-pain")


def sign(symptom: str) -> Part:
    """Return the test for a sign that counts."""
    return lambda answered: any(report.id == symptom and fires(report) for report in answered.reports)


def not_usual(symptom: str) -> Part:
    """Return the test for a sign that is not known and checked; raises a level 3 sign nobody has checked."""
    return lambda answered: any(
        report.id == symptom and report.answer is not SignAnswer.USUAL for report in answered.reports
    )


def companion(name: str) -> Part:
    """Return the test for something asked beside a sign."""
    return lambda answered: name in answered.companions


def is_doubted(name: str, rounds: Iterable[SymptomsAnswered]) -> bool:
    """Return whether a person was not sure about what was met, in every round that holds it.

    A fever that was measured is no matter of doubt, nor are both legs that were named one by one.
    """
    there = [answered for answered in rounds if name in answered.beside or sign(name)(answered)]
    return bool(there) and not any(answered.is_sure(name) for answered in there)


def has_fever(answered: SymptomsAnswered) -> bool:
    """Return whether a fever was ticked, chills were, or the thermometer says so (38.0 C and more)."""
    hot = answered.temperature_c is not None and round(answered.temperature_c, 1) >= FEVER_C
    return hot or "chills" in answered.companions or sign("fever")(answered)


def sides_of(report: SymptomReport) -> tuple[Side, ...]:
    """Return the legs that a report is about; none when no side was given."""
    if report.side is Side.BOTH:
        return (Side.LEFT, Side.RIGHT)
    return (report.side,) if report.side in (Side.LEFT, Side.RIGHT) else ()


def has_both_legs(answered: SymptomsAnswered) -> bool:
    """Return whether one round of answers names both legs, as such or one by one."""
    sides = {side for report in leg_reports(answered) for side in sides_of(report)}
    return len(sides) == 2 or sign("both-legs")(answered)


def leg_reports(answered: SymptomsAnswered) -> tuple[SymptomReport, ...]:
    """Return the leg signs that count."""
    return tuple(report for report in answered.reports if report.id in LEG_SIGNS and fires(report))


def part_of(name: str) -> Part:
    """Return the test for a sign or companion by its id."""
    if name == "fever":
        return has_fever
    if name == "both-legs":
        return has_both_legs
    return sign(name) if name in SYMPTOMS else companion(name)


def together(evidence: Evidence, days: int, *parts: Part) -> bool:
    """Return whether all parts were logged within so many days, at least one of them just now.

    The order of entry does not matter: a sign of this morning and its companion of tonight meet.
    """
    here = [part(evidence.answered) for part in parts]
    if not any(here):
        return False
    before = evidence.before(days)
    return all(now or any(part(earlier) for earlier in before) for now, part in zip(here, parts, strict=True))


def met(evidence: Evidence, days: int, subject: Part, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of those that were logged together with the subject."""
    return tuple(name for name in names if together(evidence, _reach(name, days), subject, part_of(name)))


def _reach(name: str, days: int) -> int:
    return days if name in SYMPTOMS else max(days, COMPANION_DAYS)


def reports_of(evidence: Evidence, symptom: str, days: int = 0) -> tuple[SymptomReport, ...]:
    """Return the reports of a sign, those just given, else all of the last days; never `usual`."""
    return _not_usual_reports(symptom, (evidence.answered,)) or _not_usual_reports(symptom, evidence.before(days))


def earlier_on(evidence: Evidence, days: int, part: Part) -> date | None:
    """Return the newest date on which something was logged that these answers do not hold; None where they do."""
    if part(evidence.answered):
        return None
    return next((day for day, answered in evidence.dated(days) if part(answered)), None)


def _not_usual_reports(symptom: str, rounds: Iterable[SymptomsAnswered]) -> tuple[SymptomReport, ...]:
    every = (report for answered in rounds for report in answered.reports)
    return tuple(report for report in every if report.id == symptom and report.answer is not SignAnswer.USUAL)


def side_word(reports: Iterable[SymptomReport]) -> str | None:
    """Return the side that reports are about: left, right, both, middle, or None when not given."""
    sides = {report.side.value for report in reports if report.side is not None}
    if len(sides) > 1:
        return Side.BOTH.value
    return sides.pop() if sides else None


def why_of(reports: tuple[SymptomReport, ...], symptom: str) -> dict[str, object]:
    """Return what was reported, by name: the sign, the strongest answer, and since when."""
    order = (SignAnswer.WORSE, SignAnswer.NEW, SignAnswer.UNCHECKED)
    answers = [answer for answer in order if any(report.answer is answer for report in reports)]
    why: dict[str, object] = {"symptom": symptom}
    if answers:
        why["answer"] = answers[0].value
    since = [report.since for report in reports if report.since is not None]
    if since:
        why["since"] = min(since).isoformat()
    return why
