"""Which dates to write under a chart, so that they are few and never touch."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from rehab_tui.charts.lines import line_of
from rehab_tui.charts.spans import Line, Role, Span
from rehab_tui.domain.days import short_day

_APART = 4
_DAY_STEPS = (1, 2, 3, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class DateLabel:
    """A date under a chart: the column it belongs to and where its text begins."""

    column: int
    start: int
    text: str


def date_labels(
    first: date, last: date, column_of: Callable[[date], int], columns: int, gutter: int
) -> tuple[DateLabel, ...]:
    """Return the labels of the finest step whose texts stay four cells from each other.

    Days are counted back from the last one, so that the end of the chart is always named; longer spans
    name the first of months or years. A label carries its year where the span crosses into it.
    """
    labels: tuple[DateLabel, ...] = ()
    for days, months in _steps((last - first).days + 1):
        labels = _placed(first, last, days, months, column_of, (columns, gutter))
        if labels and _clear(labels):
            return labels
    return labels[-1:]


def _steps(length: int) -> Iterator[tuple[int, int]]:
    if length <= 200:
        yield from ((step, 0) for step in _DAY_STEPS)
    yield from ((0, step) for step in _MONTH_STEPS)
    yield length, 0


def _placed(
    first: date, last: date, days: int, months: int, column_of: Callable[[date], int], room: tuple[int, int]
) -> tuple[DateLabel, ...]:
    columns, gutter = room
    labels: list[DateLabel] = []
    year = first.year if first.year == last.year else None
    for day in _every_days(first, last, days) if days else _every_months(first, last, months):
        text = _words(day, months, with_year=day.year != year)
        year = day.year
        column = column_of(day)
        start = min(max(gutter + column - len(text) // 2, 0), gutter + columns - len(text))
        labels.append(DateLabel(column, start, text))
    return tuple(labels)


def _words(day: date, months: int, *, with_year: bool) -> str:
    if months and months % 12 == 0:
        return str(day.year)
    return f"{short_day(day)} {day.year}" if with_year else short_day(day)


def _every_days(first: date, last: date, step: int) -> Iterator[date]:
    start = (last - first).days % step
    return (first + timedelta(days=offset) for offset in range(start, (last - first).days + 1, step))


def _every_months(first: date, last: date, step: int) -> Iterator[date]:
    number = first.year * 12 + first.month - (first.day == 1)
    number += -number % step
    return (date(month // 12, month % 12 + 1, 1) for month in range(number, last.year * 12 + last.month, step))


def _clear(labels: tuple[DateLabel, ...]) -> bool:
    fits = all(label.start >= 0 for label in labels)
    return fits and all(one.start + len(one.text) + _APART <= other.start for one, other in pairwise(labels))


def date_row(labels: Sequence[DateLabel]) -> Line:
    """Return the labels as the line under a chart."""
    text = ""
    for label in labels:
        text = text.ljust(label.start) + label.text
    return line_of([Span(text, Role.AXIS)])
