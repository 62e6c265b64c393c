"""Which dates a changed entry touches, and the value a follow-up stands at on a date."""

from collections.abc import Iterable
from datetime import date, timedelta

from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.history import History
from rehab_tui.rules.computed.hit import RISE
from rehab_tui.rules.computed.table_pain import PAIN_RULES
from rehab_tui.rules.computed.view import Prepared
from rehab_tui.rules.merging import closing_of

REACH = max(rule.needs_days for rule in PAIN_RULES)


def affected_dates(changed: date, today: date) -> tuple[date, ...]:
    """Return the dates on which an entry of one date can change a finding, oldest first; today is always one.

    Scores of the first two weeks, and of a settled fortnight (PT-03, OK-01, HW-01), reach further: of these
    late changes only what holds today is said anew.
    """
    last = min(today, changed + timedelta(days=REACH - 1))
    days = tuple(changed + timedelta(days=back) for back in range((last - changed).days + 1))
    return days if days and days[-1] == today else (*days, today)


def value_on(history: History, rule: str, side: str | None, day: date, site: str = "hip") -> float | None:
    """Return the value that quiet time compares with: the week's mean, or for PT-01 the score; None without one."""
    return _value(Prepared(history), rule, side, day, site)


def closing_values(prepared: Prepared, follow_ups: Iterable[FollowUp]) -> dict[str, float]:
    """Return the value each closed follow-up stood at on the day it was closed, by its id, for `should_open`."""
    found: dict[str, float] = {}
    for one in follow_ups:
        closing = closing_of(one)
        if closing is None:
            continue
        value = _value(prepared, one.rule, one.side, closing.at.date(), str(one.why.get("site", "hip")))
        if value is not None:
            found[one.id] = value
    return found


def value_at(prepared: Prepared, one: FollowUp, rule: str, day: date) -> str | None:
    """Return, as text, the value that counts for a date where a rule does not fire; None where there is none."""
    if rule == "PX-01":
        return _worst_during(prepared.history, one.why.get("exercise"), day)
    value = _value(prepared, rule, one.side, day, str(one.why.get("site", "hip")))
    return None if value is None else str(value)


def _worst_during(history: History, exercise: object, day: date) -> str | None:
    if exercise is None:
        worst = history.worst_exercising.get(day)
        return None if worst is None else str(worst)
    pains = (done.pain_during for done in history.work.get(day, ()) if done.exercise == exercise)
    known = [pain for pain in pains if pain is not None]
    return str(max(known)) if known else None


def _value(prepared: Prepared, rule: str, side: str | None, day: date, site: str) -> float | None:
    for series in prepared.places:
        if series.place != (site, side):
            continue
        if rule == "PT-01":
            return series.by_day.get(day.toordinal())
        week = series.week(day.toordinal())
        return week.mean if rule in RISE and week.n else None
    return None
