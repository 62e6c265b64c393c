"""Who needs attention first: each patient's reasons, in words with their numbers, and the order of a caseload.

Pure: a frozen summary, and what time it is. `domain.caseload.Standing` is the order; ties: what else there is, the
most urgent due time, then name, then id.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from rehab_tui.domain.caseload import CHART_DAYS, STALE_DAYS, Reason, Row, Standing, Summary
from rehab_tui.domain.days import short_day, short_span
from rehab_tui.domain.moment import instant_text
from rehab_tui.domain.words import counted

LOW_PERCENT = 50
"""Below it, done of planned is low (rules, section 5; judgement, as AD-01)."""
MORE_DONE = 10
"""Judgement: so many points more of the plan than in the three weeks before count as more done."""
MUCH_MORE = 1.5
"""Done of due from which on more was done than planned (AD-02, judgement)."""

STEPS = {
    "open": "nobody has acted on it", "acknowledged": "read, nobody told yet", "snoozed": "put off",
    "acted": "somebody was told, no outcome yet",
}  # fmt: skip
"""Where an open follow-up stands, by its state, as a therapist reads it."""
_STANDINGS = {int(one): one for one in Standing}
_OVERDUE, _STALE, _NEW = int(Standing.OVERDUE), int(Standing.STALE), int(Standing.NEW)
_END = 2 + len("2026-11-20T12:00:00.000Z")
"""Where the first time in `Summary.overdue_from` ends."""
_SERIOUS = {1: Standing.EMERGENCY, 2: Standing.TODAY}


def triage(known: Iterable[Summary], now: datetime, today: date) -> tuple[Row, ...]:
    """Return the rows of a list in the order in which patients need attention.

    What is given stands in the order of `Summary.standing`, due time, name and id; within one standing of today it
    stays so.
    """
    at, old = instant_text(now), (today - timedelta(days=STALE_DAYS)).isoformat()
    groups: dict[int, list[Row]] = {standing: [] for standing in Standing}
    for summary in known:
        standing = _today(summary, at, old)
        groups[standing].append(Row(summary, standing, now, today))
    return tuple(row for group in groups.values() for row in group)


def _today(summary: Summary, at: str, old: str) -> Standing:
    """Return the place of a patient at an instant; `old` is the day of export from which on a file is stale."""
    standing, late = summary.standing, summary.overdue_from
    if standing > _OVERDUE and late[:1] == "3" and late[2:_END] < at:
        return Standing.OVERDUE
    if standing > _STALE and summary.exported_on <= old:
        return Standing.STALE
    if standing > _NEW and summary.seen_version is None:
        return Standing.NEW
    return _STANDINGS[standing]


def lasting(details: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Return the reasons that do not depend on the day of reading: what is under care counts as known for all time."""
    return tuple(_lasting(details, None, ""))


def standing_of(details: Mapping[str, Any]) -> Standing:
    """Return the place of a patient in the order, by all that does not depend on the day of reading."""
    return min((one.standing for one in lasting(details)), default=Standing.QUIET)


def reasons(row: Row) -> tuple[Reason, ...]:
    """Return why a patient stands where they stand, the most urgent first; a quiet one with what was asked."""
    found = [*_lasting(row.details, row.today, instant_text(row.now)), *_of_today(row)]
    found.sort(key=lambda one: one.standing)
    if all(one.standing is Standing.NEW for one in found):
        found.append(Reason(Standing.QUIET, f"{_nothing(row)}: {row.asked_words}"))
    return tuple(found)


def _nothing(row: Row) -> str:
    """Return what there is to say where no reason is: what was asked, never that all is well."""
    number = row.summary.open_followups
    if not number:
        return "No alerts from what was logged"
    return f"Nothing but {counted(number, 'follow-up')} for the next visit (level 4)"


def words_of(row: Row) -> tuple[str, ...]:
    """Return the reasons in words only."""
    return tuple(one.words for one in reasons(row))


def _of_today(row: Row) -> Iterator[Reason]:
    """Yield what depends on the day of reading."""
    at = instant_text(row.now)
    for one in row.details["waiting"]:
        if one["level"] == 3 and _late(one, at):
            since = short_day(date.fromisoformat(one["overdue_from"][:10]), row.today)
            what = _flaring(one) if one["rule"] == "PX-03" and one["logged"] else _named(one, row.today)
            yield Reason(Standing.OVERDUE, f"Level 3 overdue since {since}: {what}; {_step(one)}")
    if row.stale:
        last = date.fromisoformat(row.summary.exported_on)
        days = (row.today - last).days
        yield Reason(Standing.STALE, f"No newer file for {days} days: the newest is of {short_day(last, row.today)}")
    if row.reviewed is None:
        yield Reason(Standing.NEW, "New: nobody has looked at it yet")


def _lasting(details: Mapping[str, Any], today: date | None, at: str) -> Iterator[Reason]:
    """Yield what stays as it is until another file comes, or until the care of what is known has ended."""
    yield from _waiting(details, today, at)
    yield from _silent_after(details, today)
    yield from _rising(details, today, at)
    yield from _silent(details, today)
    yield from _little_done(details, today)
    yield from _unallowed(details, today)


def _waiting(details: Mapping[str, Any], today: date | None, at: str) -> Iterator[Reason]:
    rising = bool(details["rising"])
    for one in details["waiting"]:
        what, level = _named(one, today), one["level"]
        if level in _SERIOUS:
            yield Reason(_SERIOUS[level], f"Level {level} open: {what}; {_step(one)}")
        elif one["care_until"] and (one["overdue_from"] or at) >= at:
            until = short_day(date.fromisoformat(one["care_until"]), today)
            yield Reason(Standing.QUIET, f"Known, under care until {until}: {what}")
        elif _late(one, at):
            continue
        elif one["rule"] == "PX-03":
            said = _flaring(one) if one["logged"] else f"an exercise keeps flaring: {what}"
            yield Reason(Standing.FLARING, f"{said[:1].upper()}{said[1:]}")
        elif level == 3 and not (rising and one["rise"]):
            yield Reason(Standing.WAITING, f"Level 3 open: {what}; {_step(one)}")


def _flaring(one: Mapping[str, Any]) -> str:
    return f"an exercise keeps flaring: {one['logged']}"


def _late(one: Mapping[str, Any], at: str) -> bool:
    """Return whether a follow-up is overdue at an instant: then it is told so, and not once more as open."""
    return bool(one["overdue_from"]) and one["overdue_from"] < at


def _step(one: Mapping[str, Any]) -> str:
    if one.get("untold"):
        return "seen only where the files of this patient met: the patient has not been told"
    step, corrected = STEPS.get(one["state"], str(one["state"])), one.get("corrected")
    return f"{corrected}; {step}" if corrected else step


def _named(one: Mapping[str, Any], today: date | None) -> str:
    """Return a follow-up in words: what, which side, since when."""
    side = f", {one['side']}" if one["side"] else ""
    return f"{one['title']}{side}, since {short_day(date.fromisoformat(one['opened_on']), today)}"


def _silent_after(details: Mapping[str, Any], today: date | None) -> Iterator[Reason]:
    silent, after = details["silent"], details["after"]
    if silent and silent["after_alert"]:
        yield Reason(
            Standing.SILENT_AFTER, f"No score for {counted(silent['days'], 'day')} while a level 1 or 2 alert was open"
        )
    elif after:
        ended = short_day(date.fromisoformat(after["ended_on"]), today)
        words = f"No score for {counted(after['days'], 'day')} since a level {after['level']} alert ended on {ended}"
        yield Reason(Standing.SILENT_AFTER, f"{words} ({after['title']})")


def _rising(details: Mapping[str, Any], today: date | None, at: str) -> Iterator[Reason]:
    work = details["more_done"]
    for one in details["rising"]:
        week = f"{one['mean_7']:.1f} {_days(one, 'last', 7, today)} ({one['n_7']} scores)"
        then = f"{one['mean_before']:.1f} {one['before']} ({one['n_before']} scores)"
        words = f"Pain rising, {one['side']} hip: {week}, {then}"
        if details["load"]:
            words += f"; {details['load']}"
        if (one.get("care_ends") or "") > at:
            yield Reason(Standing.QUIET, f"Known, under care: {words[:1].lower()}{words[1:]}")
        elif work:
            yield Reason(
                Standing.RISING_WITH_WORK,
                f"{words}; done of planned up: {work['now']} % {_days(details, 'to', 7, today)}, {work['before']} % in"
                " the 21 days before",
            )
        else:
            yield Reason(Standing.RISING, words)


def _days(told: Mapping[str, Any], name: str, number: int, today: date | None) -> str:
    """Return some days in words by the last of them; what an older version kept does not say which they were."""
    if not told.get(name):
        return f"over {number} days"
    last = date.fromisoformat(told[name])
    return f"from {short_span(last - timedelta(days=number - 1), last, today)}"


def _silent(details: Mapping[str, Any], today: date | None) -> Iterator[Reason]:
    silent = details["silent"]
    if silent and not silent["after_alert"]:
        since = short_day(date.fromisoformat(silent["first"]), today)
        yield Reason(
            Standing.SILENT, f"No score for {counted(silent['days'], 'day')} before the file was made, since {since}"
        )


def _little_done(details: Mapping[str, Any], today: date | None) -> Iterator[Reason]:
    done, weeks = details["work"], details["low_weeks"]
    low = done["due"] and done["percent"] < LOW_PERCENT
    if not low and not weeks:
        return
    parts = []
    if done["due"]:
        days = _days(details, "to", CHART_DAYS, today)
        parts.append(f"{done['percent']} % {days} ({done['done']:g} of {done['due']})")
    if weeks:
        parts.append(f"{weeks[0]} % and {weeks[1]} % in two whole weeks, {_days(details, 'low_weeks_end', 14, today)}")
    yield Reason(Standing.LITTLE_DONE, f"Done of planned: {'; '.join(parts)}")


def _unallowed(details: Mapping[str, Any], today: date | None) -> Iterator[Reason]:
    """Yield what was done before anyone allowed it: told in the row, and no place of its own in the order."""
    for one in details.get("unallowed", ()):
        on = ", ".join(short_day(date.fromisoformat(day), today) for day in one["days"])
        missing = f" (not allowed yet: {' and '.join(one['missing'])})" if one["missing"] else ""
        yield Reason(Standing.QUIET, f"Done before anyone allowed it: {one['name']}, {on}{missing}")
