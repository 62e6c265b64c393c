"""Calendar days that people type, and spans of days."""

import re
from datetime import date, timedelta

from rehab_tui.domain.words import nearest, shown
from rehab_tui.errors import InvalidValue

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 5
"""Judgement: nobody makes an appointment so far ahead; the year was mistyped."""


def day_of(text: str, today: date, *, future: bool = False, earliest: date = EARLIEST) -> date:
    """Return the day a person typed: `2026-11-20`, `20 Nov 2026`, `today`, `yesterday`, `-2`, or a weekday just past.

    A month in figures is read in the order of ISO 8601 only: `01-03-2026` is another day here than there.
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
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", typed, re.ASCII):
        year, month, day = map(int, typed.split("-"))
        return _in_calendar(year, month, day, typed)
    if typed == "today":
        return today
    if typed == "yesterday":
        return today - timedelta(days=1)
    if re.fullmatch(r"-[0-9]{1,4}", typed, re.ASCII):
        return today - timedelta(days=int(typed[1:]))
    weekday = _number(typed, WEEKDAYS)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    named = _with_month(typed)
    if named is not None:
        return named
    raise InvalidValue(f'the date "{shown(text)}" is not clear; {_hint(typed)}')


def _with_month(typed: str) -> date | None:
    """Return the day of `20 nov 2026` or `november 20, 2026`, behind a weekday that fits or none; None for others."""
    words = re.sub(r"\.(?= |$)|,|(?<=[0-9])(st|nd|rd|th)\b", "", typed).split()
    weekday = _number(words[0], WEEKDAYS) if len(words) == 4 else None
    if weekday is not None:
        words = words[1:]
    if len(words) != 3 or not re.fullmatch("[0-9]{4}", words[2], re.ASCII):
        return None
    number, name = words[:2] if words[0].isdigit() else (words[1], words[0])
    month = _number(name, MONTHS)
    if month is None or not re.fullmatch("[0-9]{1,2}", number, re.ASCII):
        return None
    day = _in_calendar(int(words[2]), month + 1, int(number), typed)
    return day if weekday in (None, day.weekday()) else None


def _number(typed: str, names: tuple[str, ...]) -> int | None:
    """Return which of the names begins with what was typed, three letters at least."""
    found = [number for number, name in enumerate(names) if len(typed) >= 3 and name.startswith(typed)]
    return found[0] if len(found) == 1 else None


def _in_calendar(year: int, month: int, day: int, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidValue(f"there is no day {shown(typed)} in the calendar; check the month and the day") from None


def _hint(typed: str) -> str:
    close = nearest(typed, ("today", "yesterday", *WEEKDAYS)) if typed.isalpha() else None
    return (
        f"did you mean {close}?"
        if close
        else "write it as year-month-day, like 2026-03-31, or 31 Mar 2026, today, yesterday, -2"
    )


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


def short_span(first: date, last: date, today: date | None = None) -> str:
    """Return some days in a row without their year: 14 to 20 Nov, 30 Oct to 5 Nov; one day by itself."""
    if first == last:
        return short_day(last, today)
    begins = str(first.day) if (first.year, first.month) == (last.year, last.month) else short_day(first, today)
    return f"{begins} to {short_day(last, today)}"


def months_before(day: date, months: int) -> date:
    """Return the day that many calendar months earlier (31 May less 3 months is 28 or 29 February)."""
    import pendulum

    earlier = pendulum.date(day.year, day.month, day.day).subtract(months=months)
    return date(earlier.year, earlier.month, earlier.day)


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
