"""The checks on what is missing: days without a score, and alerts that nobody acted on (MS-01 to MS-03)."""

from collections.abc import Iterator
from datetime import date

from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.rules.computed.hit import Hit
from rehab_tui.rules.computed.view import Series, View, day_said, day_text, row
from rehab_tui.rules.questions import sign_words

LONGEST_LOOK = 60


def _silent_days(view: View, since: int = 0) -> tuple[int, int]:
    """Return how many whole dates in a row, from `since` on, have no score, and the first of them.

    The date itself is not over and does not count; a score on it ends the silence. Paused dates do not count.
    """
    today, started = view.silent_from, view.prepared.started
    if started is None or view.prepared.scored(today) or _paused(view, today):
        return 0, today
    days, first = 0, today
    for day in range(today - 1, max(started, since, today - LONGEST_LOOK) - 1, -1):
        if view.prepared.scored(day):
            break
        if not _paused(view, day):
            days, first = days + 1, day
    return days, first


def _paused(view: View, number: int) -> bool:
    if not view.history.pauses:
        return False
    day = date.fromordinal(number)
    return any(first <= day and (last is None or day <= last) for first, last in view.history.pauses)


def no_score(view: View) -> Iterator[Hit]:
    """MS-01: three dates without a score; a reminder, once for each silence."""
    days, first = _silent_days(view)
    if days >= view.numbers["days"]:
        yield Hit(None, _silence(view, days, first), {"n": str(days), "first": day_said(first)})


def silent(view: View) -> Iterator[Hit]:
    """MS-02: a week without a score, or one date after an alert of level 1 or 2: for the therapist's list."""
    serious = [one for one in view.open_followups if one.serious and one.opened_on <= view.day]
    need = view.numbers["days_after_alert"] if serious else view.numbers["days"]
    # The date of the alert was no silence: something was logged on it.
    since = min((one.opened_on.toordinal() + 1 for one in serious), default=0)
    days, first = _silent_days(view, since)
    if days >= need:
        why = _silence(view, days, first) | {"after_alert": [one.rule for one in serious]}
        yield Hit(None, why, {"n": str(days), "first": day_said(first)})


def _silence(view: View, days: int, first: int) -> dict[str, object]:
    newest = [(max(known), series) for series in view.prepared.places if (known := _days_before(series, first))]
    last = max((day for day, _ in newest), default=None)
    return {
        "on": day_text(first),
        "days": days,
        "first_missing": day_text(first),
        "rows": [] if last is None else [one for _, series in newest for one in series.rows(last, 1)],
        "logged": f"no score since {day_said(first)}",
        "would_change": "A score on one of those days, or a pause.",
    }


def _days_before(series: Series, first: int) -> list[int]:
    return [day for day in series.by_day if day < first]


def not_acted(view: View) -> Iterator[Hit]:
    """MS-03: an alert of level 1 or 2 is past its time; compares instants, so clock changes do not matter."""
    if view.now is None:
        return
    for one in view.open_followups:
        if one.level not in (Level.EMERGENCY, Level.TODAY) or not one.overdue(view.now):
            continue
        why: dict[str, object] = {
            "on": one.opened_on.isoformat(),
            "follow_up": one.id,
            "level": int(one.level),
            "due": one.due.isoformat() if one.due else None,
            "rows": [row(one.opened_on.toordinal(), f"alert {one.rule}", f"level {int(one.level)}")],
            "logged": _what(one),
            "would_change": "A note of whom you told.",
        }
        yield Hit(None, why, {"x": _what(one), "when": day_words(one.opened_on)}, one.side)


def _what(one: FollowUp) -> str:
    symptom = one.why.get("symptom")
    if isinstance(symptom, str):
        return sign_words(symptom, one.side)
    return one.title[:1].lower() + one.title[1:]
