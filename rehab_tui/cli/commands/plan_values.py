"""A version of the plan as JSON and as lines, for every command that shows one."""

from collections.abc import Iterator
from datetime import date

from rehab_tui.domain.days import day_words
from rehab_tui.domain.exercise import ClearanceKind, Dose
from rehab_tui.domain.plan import Plan, Prescription
from rehab_tui.domain.plan_changes import PlanChange
from rehab_tui.domain.precautions import precaution_words
from rehab_tui.services.plan_words import care_words, rule_words


def dose_values(dose: Dose) -> dict[str, object]:
    """Return a dose with all its parts; None where one does not apply."""
    return {"sets": dose.sets, "reps": dose.reps, "hold": dose.hold, "minutes": dose.minutes}


def line_values(one: Prescription) -> dict[str, object]:
    """Return one exercise of a plan."""
    return {
        "exercise": one.exercise,
        "name": one.name,
        **dose_values(one.dose),
        "measured": one.measured.value,
        "sided": one.sided,
        "times_a_day": one.times_a_day,
        "days": list(one.days),
        "cue": one.cue or None,
        "needs": [kind.value for kind in one.clearances],
    }


def plan_values(plan: Plan) -> dict[str, object]:
    """Return what a version of the plan says, as its file does."""
    return {
        "id": plan.id or None,
        "name": plan.name,
        "version": plan.version,
        "author": plan.author,
        "date": (plan.written_on or plan.starts_on).isoformat(),
        "in_force_from": plan.starts_on.isoformat(),
        "exercises": [line_values(one) for one in plan.prescriptions],
        "ceiling": plan.ceiling,
        "thresholds": {rule: dict(numbers) for rule, numbers in plan.thresholds.items()},
        "known": [{"rule": one.rule, "side": one.side, "until": one.until.isoformat()} for one in plan.known],
        "precautions": [{"id": _number(one), "text": precaution_words(one)} for one in plan.precautions],
        "message": plan.message,
    }


def _number(precaution: str) -> str | None:
    return precaution[:4] if precaution_words(precaution) != precaution else None


def allowed_values(allowed: dict[ClearanceKind, tuple[str, date]]) -> list[dict[str, object]]:
    """Return who allowed what; `on` is None where the day is not known."""
    return [
        {"what": kind.value, "by": by, "on": on.isoformat() if on > date.min else None}
        for kind, (by, on) in allowed.items()
    ]


def change_values(change: PlanChange) -> dict[str, object]:
    """Return one change of the plan."""
    return {**change._asdict(), "now": change.now or None, "words": change.words}


def extra_lines(plan: Plan) -> Iterator[str]:
    """Yield what a plan file adds to its exercises, a line each."""
    for one in plan.precautions:
        yield f"  Take care: {precaution_words(one)}"
    for rule, numbers in plan.thresholds.items():
        changed = ", ".join(f"{name.replace('_', ' ')} {number:g}" for name, number in numbers.items())
        yield f"  Changed for you: {rule_words(rule)}: {changed}"
    for known in plan.known:
        yield f"  Under care until {day_words(known.until)}: {care_words(known)}"
    if plan.message:
        yield f"  From {plan.author}:"
        yield from (f"    {line}".rstrip() for line in plan.message.split("\n"))
