"""The checks of the reported signs: pure functions from evidence to hits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import Level
from rehab_tui.domain.symptom import SYMPTOMS, SignAnswer, SymptomReport
from rehab_tui.rules.parts import (
    COMPANION_DAYS,
    FEVER_C,
    companion,
    earlier_on,
    has_fever,
    is_doubted,
    leg_reports,
    met,
    not_usual,
    reports_of,
    side_word,
    sides_of,
    sign,
    together,
    why_of,
)
from rehab_tui.rules.rule import RECENT_DAYS, Check, Evidence, Hit, shareable

EARLY_DAYS = 14
"""Judgement: weakness that needed another operation came on day 1 to 9 (S14), rounded up."""

FEVER_DAYS = 7
"""The rule table's window for a fever beside another sign (judgement)."""

LEVEL_ONE = ("bladder-bowel", "saddle-numbness", "sexual-change", "both-legs", "leg-weakness", "rapid")
"""Yes to one of these raises a level 2 leg or pain sign of the same date."""

FEVER_RAISERS = ("confused", "drowsy", "stiff-neck", "leg-weakness", "both-legs", "bladder-bowel")


def reported(symptom: str, level: Level) -> Check:
    """Return the check that fires at one level on every report that counts."""

    def check(evidence: Evidence) -> tuple[Hit, ...]:
        if not sign(symptom)(evidence.answered):
            return ()
        return (_hit(evidence, symptom, level, 0),)

    return check


def raised(symptom: str, level: Level, to: Level, by: tuple[str, ...], days: int = 0) -> Check:
    """Return the check that fires at one level, or at a more urgent one together with other signs."""

    def check(evidence: Evidence) -> tuple[Hit, ...]:
        beside = met(evidence, days, not_usual(symptom), by)
        if beside:
            return (_hit(evidence, symptom, to, days, beside),)
        return reported(symptom, level)(evidence)

    return check


def both_legs(evidence: Evidence) -> tuple[Hit, ...]:
    """RF-04: both legs in one report, or one leg now and the other within 14 days.

    Weakness on one side and numbness on the other count as both legs (the stricter reading). Leg pain counts
    when both legs were reported on one date; pain that moved from leg to leg over weeks does not.
    """
    if sign("both-legs")(evidence.answered):
        hit = _hit(evidence, "both-legs", Level.EMERGENCY, 0)
        return (hit._replace(side=Side.BOTH.value),)
    for (left_day, left), (right_day, right) in _leg_pairs(evidence):
        why = {
            "symptom": "both-legs",
            "left": left.id,
            "left_on": left_day.isoformat(),
            "right": right.id,
            "right_on": right_day.isoformat(),
            "window_days": RECENT_DAYS,
        }
        named = dict.fromkeys(("both-legs", left.id, right.id))
        return (Hit(Level.EMERGENCY, why, Side.BOTH.value, tuple(named)),)
    return ()


_Dated = tuple[date, SymptomReport]


def _leg_pairs(evidence: Evidence) -> Iterator[tuple[_Dated, _Dated]]:
    now = [(evidence.day, report) for report in leg_reports(evidence.answered)]
    earlier = [
        (day, report)
        for day, answered in evidence.dated(RECENT_DAYS)
        for report in leg_reports(answered)
        if day == evidence.day or report.id != "leg-pain"
    ]
    earlier.sort(key=lambda dated: (evidence.day - dated[0], dated[1].id))
    for one, other in product(now, (*now, *earlier)):
        if other[0] != evidence.day and one[1].id == "leg-pain":
            continue
        if Side.LEFT in sides_of(one[1]) and Side.RIGHT in sides_of(other[1]):
            yield one, other
        if Side.RIGHT in sides_of(one[1]) and Side.LEFT in sides_of(other[1]):
            yield other, one


def leg_weakness(evidence: Evidence) -> tuple[Hit, ...]:
    """RF-05: level 1 early after surgery, when growing, or when the surgery date is not known."""
    beside = met(evidence, 0, sign("leg-weakness"), (name for name in LEVEL_ONE if name != "leg-weakness"))
    if not beside and not sign("leg-weakness")(evidence.answered):
        return ()
    reports = reports_of(evidence, "leg-weakness", COMPANION_DAYS)
    growing = any(report.answer is SignAnswer.WORSE for report in reports)
    why, early = _since_surgery(evidence, reports)
    urgent = bool(beside) or growing or early
    hit = _hit(evidence, "leg-weakness", Level.EMERGENCY if urgent else Level.TODAY, 0, beside)
    return (hit._replace(why={**hit.why, **why}),)


def _since_surgery(evidence: Evidence, reports: tuple[SymptomReport, ...]) -> tuple[dict[str, object], bool]:
    """Return the days since surgery for the record, and whether they ask for level 1.

    A sign counts from the day it began, where that was said. A surgery date ahead is a fact: not early. No date,
    or only "not yet", is not known well enough (people forget to fill it in later): level 1.
    """
    operated = evidence.profile.surgery_date
    if operated is None:
        return {"days_since_surgery": None, "limit_days": EARLY_DAYS}, True
    days = (evidence.day - operated).days
    began = [r.since for r in reports if r.since and 0 <= (evidence.day - r.since).days <= EARLY_DAYS]
    if began and days > 0:
        days = max(0, (min(began) - operated).days)
    return {"days_since_surgery": days if days >= 0 else None, "limit_days": EARLY_DAYS}, 0 <= days <= EARLY_DAYS


def fever(evidence: Evidence) -> tuple[Hit, ...]:
    """RF-08: a fever ticked, chills, or 38.0 C and more; level 1 with the listed signs within 7 days."""
    beside = met(evidence, FEVER_DAYS, has_fever, FEVER_RAISERS)
    now = has_fever(evidence.answered)
    if not beside and not now:
        return ()
    # A fever of these answers takes nothing over from older ones; an older fever keeps what was said of it.
    subject = replace(evidence, recent=()) if now else evidence
    hit = _hit(subject, "fever", Level.EMERGENCY if beside else Level.TODAY, FEVER_DAYS, beside)
    why = {**hit.why, **_since_when(evidence, now=now), **_measured(evidence, now=now)}
    return (hit._replace(why=why),)


def _since_when(evidence: Evidence, *, now: bool) -> dict[str, object]:
    why: dict[str, object] = {}
    rounds = (evidence.answered,) if now else evidence.before(FEVER_DAYS)
    if any("chills" in answered.companions for answered in rounds):
        why["chills"] = "not sure" if is_doubted("chills", rounds) else True
    earlier = earlier_on(evidence, FEVER_DAYS, has_fever)
    if earlier is not None:
        why["earlier_on"] = earlier.isoformat()
    return why


def _measured(evidence: Evidence, *, now: bool) -> dict[str, object]:
    """Return the temperature of these answers, what fired where that is below the limit, and a higher one before."""
    why: dict[str, object] = {}
    temperature = evidence.answered.temperature_c
    if temperature is not None:
        why |= {"temperature_c": temperature, "limit_c": FEVER_C}
        if round(temperature, 1) < FEVER_C:
            ticked = "fever ticked" if sign("fever")(evidence.answered) else "shaking chills"
            why["fired_by"] = f"{ticked if now else 'a fever before'}; the temperature is below {FEVER_C} C"
    earlier = ((day, one.temperature_c) for day, one in evidence.dated(0 if now else FEVER_DAYS))
    fevers = [(degrees, day) for day, degrees in earlier if degrees is not None and round(degrees, 1) >= FEVER_C]
    highest = max(fevers, default=None)
    if highest is not None and (temperature is None or highest[0] > temperature):
        why |= {"highest_c": highest[0], "highest_on": highest[1].isoformat(), "limit_c": FEVER_C}
    return why


_sudden_pain = raised(
    "sudden-pain",
    Level.TODAY,
    Level.EMERGENCY,
    by=("fall", "no-weight-bearing", "chest-breath", *LEVEL_ONE),
)
walking = raised("walking", Level.TODAY, Level.EMERGENCY, by=("sudden", *LEVEL_ONE))


def sudden_pain(evidence: Evidence) -> tuple[Hit, ...]:
    """RF-10: level 1 after a fall, when the leg cannot carry, or with anything of level 1 that date."""
    hits = _sudden_pain(evidence)
    if any(hit.level is Level.EMERGENCY for hit in hits):
        return hits
    day = evidence.whole_day()
    if not sign("sudden-pain")(day.answered):
        return hits
    others = tuple(
        hit.symptoms[0]
        for check in (both_legs, fever, walking)
        for hit in check(day if hits else evidence)
        if hit.level is Level.EMERGENCY
    )
    return (_hit(evidence, "sudden-pain", Level.EMERGENCY, 0, others),) if others else hits


def headache(evidence: Evidence) -> tuple[Hit, ...]:
    """RF-15: level 1 with a stiff neck and a fever within 7 days."""
    subject = sign("headache-fluid")
    if together(evidence, FEVER_DAYS, subject, companion("stiff-neck"), has_fever):
        return (_hit(evidence, "headache-fluid", Level.EMERGENCY, FEVER_DAYS, ("stiff-neck", "fever")),)
    return reported("headache-fluid", Level.TODAY)(evidence)


def weight_loss(evidence: Evidence) -> tuple[Hit, ...]:
    """RF-16: level 2 with night pain or fever within 14 days, low-back pain, or a past cancer."""
    facts = {"low-back-pain": evidence.low_back_pain, "past-cancer": bool(evidence.profile.past_cancer)}
    known = tuple(name for name, true in facts.items() if true)
    subject = not_usual("weight-loss")
    beside = met(evidence, RECENT_DAYS, subject, ("night-pain", "fever"))
    if subject(evidence.answered):
        beside += known
    if beside:
        return (_hit(evidence, "weight-loss", Level.TODAY, RECENT_DAYS, beside),)
    return reported("weight-loss", Level.DAYS)(evidence)


def _hit(evidence: Evidence, symptom: str, level: Level, days: int, beside: tuple[str, ...] = ()) -> Hit:
    """Return a hit with what was reported of a sign, and what was beside it."""
    reach = max(days, COMPANION_DAYS) if beside else days
    reports = reports_of(evidence, symptom, reach)
    why = why_of(reports, symptom)
    earlier = earlier_on(evidence, reach, not_usual(symptom))
    if earlier is not None:
        why["earlier_on"] = earlier.isoformat()
    if beside:
        why["with"] = shareable(beside)
        rounds = (evidence.answered, *evidence.before(reach))
        unsure = tuple(name for name in beside if is_doubted(name, rounds))
        if unsure:
            why["unsure"] = shareable(unsure)
        if days:
            why["window_days"] = days
    also = (name for name in beside if name in SYMPTOMS)
    return Hit(level, why, side_word(reports), (symptom, *also))
