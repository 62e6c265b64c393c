"""Entries, follow-ups and trends as plain dictionaries: the JSON that `rehab help json` documents.

Keys are in snake_case, dates `YYYY-MM-DD`, instants ISO 8601 with their offset; what is absent is None, never left out.
"""

from datetime import date, datetime
from typing import TypeAlias

from rehab_tui.domain.entry import Entry, Logged, Note, SmallAnswer, Visit
from rehab_tui.domain.followup import Event, FollowUp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import SymptomReport, SymptomsAnswered

Values: TypeAlias = dict[str, object]


def entry_values(entry: Entry) -> Values:
    """Return one entry: what every kind has, then the kind's own keys."""
    fact = entry.fact
    side, site = getattr(fact, "side", None), getattr(fact, "site", None)
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "date": _day(entry.day),
        "recorded_at": _instant(entry.recorded_at),
        "late_days": entry.late_days,
        "state": entry.state.value,
        "side": side.value if side else None,
        "site": site.value if site else None,
        **_own_keys(entry),
        "note": entry.note,
        "supersedes": entry.supersedes,
        "origin": entry.origin,
        "time_zone": entry.time_zone,
        "simulated": entry.simulated,
    }


def _own_keys(entry: Entry) -> Values:
    match entry.fact:
        case PainScore() as score:
            return {"score": score.score, "score_kind": score.kind.value}
        case ExerciseDone() as done:
            return {**_exercise(done), "plan": entry.plan_id}
        case SymptomsAnswered() as answered:
            return _symptoms(answered)
        case SmallAnswer() as answer:
            return {"question": answer.question, "value": answer.value}
        case Note() as note:
            return {"text": note.text}
        case Clearance() as clearance:
            return {"what": clearance.what.value, "by": clearance.by}
        case Visit() as visit:
            return {"visit_on": _day(visit.on), "who": visit.who, "ask": visit.ask}
        case other:
            from rehab_tui.exchange.measure_values import own_keys

            return own_keys(other)


def _exercise(done: ExerciseDone) -> Values:
    dose = done.dose
    return {
        "exercise": done.exercise,
        "sets": dose.sets,
        "reps": dose.reps,
        "hold": dose.hold,
        "minutes": dose.minutes,
        "skip_reason": done.skipped.value if done.skipped else None,
        "one_key": done.one_key,
        "pain_before": done.pain_before,
        "pain_during": done.pain_during,
        "effort": done.effort,
        "not_allowed": done.not_allowed,
    }


def _symptoms(answered: SymptomsAnswered) -> Values:
    return {
        "form": answered.form.value,
        "asked": list(answered.asked),
        "symptoms": [_report(report) for report in answered.reports],
        "temperature_c": answered.temperature_c,
        "with": list(answered.companions),
    }


def _report(report: SymptomReport) -> Values:
    return {
        "id": report.id,
        "answer": report.answer.value,
        "side": report.side.value if report.side else None,
        "since": _day(report.since),
        "text": report.text,
    }


def follow_up_values(follow_up: FollowUp, now: datetime) -> Values:
    """Return one follow-up with its whole life; whether it is overdue depends on the instant `now`."""
    return {
        "id": follow_up.id,
        "rule": follow_up.rule,
        "level": int(follow_up.level) if follow_up.level is not None else None,
        "state": follow_up.state.value,
        "overdue": follow_up.overdue(now),
        "title": follow_up.title,
        "message": follow_up.message,
        "why": dict(follow_up.why),
        "sources": list(follow_up.sources),
        "side": follow_up.side,
        "opened_on": _day(follow_up.opened_on),
        "due": _instant(follow_up.due),
        "outcome": follow_up.outcome,
        "events": [_event(event) for event in follow_up.events],
        "entry": follow_up.entry_id,
    }


_NAMELESS = frozenset({"id", "level", "state", "overdue", "opened_on", "due"})


def without_names(follow_up: Values) -> Values:
    """Return a follow-up with the same keys, but None for all that could name a symptom or repeat what was written."""
    return {key: value if key in _NAMELESS else None for key, value in follow_up.items()}


def _event(event: Event) -> Values:
    return {
        "verb": event.verb,
        "at": _instant(event.at),
        "state": event.state.value,
        "contacted": event.contacted,
        "text": event.text,
        "outcome": event.outcome,
        "until": _instant(event.until),
    }


def logged_values(logged: Logged, now: datetime) -> Values:
    """Return what one command changed: the entries made, the follow-ups opened or moved on."""
    return {
        "entries": [entry_values(entry) for entry in logged.entries],
        "followups": [follow_up_values(follow_up, now) for follow_up in logged.followups],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="milliseconds") if instant is not None else None
