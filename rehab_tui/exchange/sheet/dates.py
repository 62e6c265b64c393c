"""Dates in a column of a spreadsheet: ISO, or one other order where the whole column leaves no doubt."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from rehab_tui.domain.words import one_of, shown
from rehab_tui.errors import InvalidValue

ORDERS = {"ymd": "year-month-day", "dmy": "day/month/year", "mdy": "month/day/year"}
"""What --date-format takes. Between the numbers may stand - / . or a blank."""
_TIME = r"(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?Z| ?[+-]\d{2}:?\d{2})?)?"
"""A time after the date is read over: the day is kept as it is written."""
_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){_TIME}", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/. ])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_NAMED = (
    re.compile(rf"(?P<day>\d{{1,2}})[-. ]+(?P<month>[A-Za-z]{{3,9}})[-., ]+(?P<year>\d{{4}}){_TIME}", re.ASCII),
    re.compile(rf"(?P<month>[A-Za-z]{{3,9}})[-. ]+(?P<day>\d{{1,2}})[-., ]+(?P<year>\d{{4}}){_TIME}", re.ASCII),
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,. ]+", re.ASCII | re.IGNORECASE)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
CENTURY = 2000
"""Added to a year of two digits; such a year is read only when the order was said."""

ReadDate = Callable[[str], date]


def order_of(text: str) -> str:
    """Return the order of dates that was named: dmy, DD/MM/YYYY, iso. Raises InvalidValue."""
    letters = re.sub(r"[^a-z]", "", text.lower())
    short = "ymd" if letters == "iso" else re.sub(r"(.)\1+", r"\1", letters)
    return one_of("date format", short if short in ORDERS else text, ORDERS)


def order_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the orders in which a column of dates can be read: one where it is clear, several where it is not.

    An order counts when it reads each cell that any order reads. A column in which no cell is a date gives none.
    """
    able, dates = set(ORDERS), 0
    for text in {text.strip() for text in texts}:
        found = {order for order in ORDERS if _try(text, order) is not None}
        if found:
            able &= found
            dates += 1
    if not dates:
        return ()
    return ("ymd",) if "ymd" in able else tuple(order for order in ORDERS if order in able) or tuple(ORDERS)


def doubtful(texts: Iterable[str]) -> str | None:
    """Return a date of a column that different orders read as different days, or None."""
    for text in texts:
        days = {day for order in ORDERS if (day := _try(text.strip(), order)) is not None}
        if len(days) > 1:
            return text.strip()
    return None


def read_in(order: str, *, said: bool) -> ReadDate:
    """Return what reads a cell in an order, and raises InvalidValue for what is no date.

    `said`: the order was named, so years of two digits, and ISO dates among the others, are read too.
    """

    @cache
    def read(text: str) -> date:
        day = _try(text.strip(), order, short=said)
        if day is None:
            raise InvalidValue(f'date "{shown(text, 30)}" is not a day ({ORDERS[order]})')
        return day

    return read


def _try(text: str, order: str, *, short: bool = False) -> date | None:
    """Return the day that a text says in an order, or None. A month in letters is clear in every order."""
    numbers = _numbers(text, order, short=short) or _with_name(text)
    if numbers is None:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def _numbers(text: str, order: str, *, short: bool) -> tuple[int, int, int] | None:
    if order == "ymd":
        found = _YEAR_FIRST.fullmatch(text)
        return (int(found[1]), int(found[3]), int(found[4])) if found else None
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        iso = _ISO.fullmatch(text)
        return (int(iso[1]), int(iso[2]), int(iso[3])) if iso and short else None
    year = int(found[4])
    if len(found[4]) == 2:
        if not short:
            return None
        year += CENTURY
    day, month = (1, 3) if order == "dmy" else (3, 1)
    return year, int(found[month]), int(found[day])


def _with_name(text: str) -> tuple[int, int, int] | None:
    bare = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    for form in _NAMED:
        found = form.fullmatch(bare)
        if found:
            month = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(found["month"].lower())]
            return (int(found["year"]), month[0], int(found["day"])) if len(month) == 1 else None
    return None
