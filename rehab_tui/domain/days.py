"""Calendar days that people type, and spans of days."""

import re
from datetime import date, timedelta

from rehab_tui.domain.words import nearest, shown
from rehab_tui.errors import InvalidValue

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 5
"""Judgement: nobody makes an appointment so far ahead; the year was mistyped."""


def day_of(text: str, today: date, *, future: bool = False, earliest: date = EARLIEST) -> date:
    """Return the day a person typed: `2026-11-20`, `today`, `yesterday`, `-2`, or a weekday just past.

    Raises InvalidValue with a hint; days after today only with `future`, days before `earliest` never.
    """
    day = _read(text.strip().lower(), text, today)
    if day > today and not future:
        raise InvalidValue(f"the date {day} lies after today ({today}); give today or an earlier day")
    if day < earliest:
        raise InvalidValue(f"the date {day} lies before {earliest}; check the year")
    return day


def visit_on(text: str, today: date) -> date:
    """Return the day of an appointment, ahead or past. Raises InvalidValue, also for one that lies years ahead."""
    on = day_of(text, today, future=True)
    if on.year > today.year + YEARS_AHEAD:
        raise InvalidValue(f"the date {on} lies more than {YEARS_AHEAD} years ahead; check the year")
    return on


def _read(typed: str, text: str, today: date) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed, re.ASCII):
        try:
            return date.fromisoformat(typed)
        except ValueError:
            raise InvalidValue(f"there is no day {typed} in the calendar; check the month and the day") from None
    if typed == "today":
        return today
    if typed == "yesterday":
        return today - timedelta(days=1)
    if re.fullmatch(r"-[0-9]{1,4}", typed, re.ASCII):
        return today - timedelta(days=int(typed[1:]))
    named = [number for number, name in enumerate(WEEKDAYS) if len(typed) >= 3 and name.startswith(typed)]
    if len(named) == 1:
        return today - timedelta(days=(today.weekday() - named[0]) % 7)
    raise InvalidValue(f'the date "{shown(text)}" is not clear; {_hint(typed)}')


def _hint(typed: str) -> str:
    close = nearest(typed, ("today", "yesterday", *WEEKDAYS)) if typed.isalpha() else None
    return f"did you mean {close}?" if close else "write it as year-month-day, like 2026-03-31, or today, yesterday, -2"


def span(last: date, days: int) -> tuple[date, ...]:
    """Return `days` calendar days that end with `last`, oldest first."""
    return tuple(last - timedelta(days=back) for back in range(days - 1, -1, -1))


def day_words(day: date) -> str:
    """Return a day as people say it: Fri 20 Nov 2026."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, today: date | None = None) -> str:
    """Return a day without its year: 20 Nov; beside a `today` of another year, with it: 20 Nov 2025."""
    year = f" {day.year}" if today is not None and day.year != today.year else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def months_before(day: date, months: int) -> date:
    """Return the day that many calendar months earlier (31 May less 3 months is 28 or 29 February)."""
    import pendulum

    earlier = pendulum.date(day.year, day.month, day.day).subtract(months=months)
    return date(earlier.year, earlier.month, earlier.day)


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
