"""The days of some months as a calendar: one cell a day, its score in digits, its band as a role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.charts.glyphs import GLYPHS, Glyphs
from rehab_tui.charts.lines import calm, line_of, wrapped
from rehab_tui.charts.spans import Chart, Line, Role, Span, Spot
from rehab_tui.charts.style import ChartStyle
from rehab_tui.domain.days import short_day

_LABEL = 7
_CELL = 4
_MONTH = _LABEL + 7 * _CELL
_GAP = 3
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_BANDS = (
    (range(1), Role.NO_PAIN, "0 none"),
    (range(1, 4), Role.MILD, "1-3 mild"),
    (range(4, 7), Role.MODERATE, "4-6 moderate"),
    (range(7, 11), Role.SEVERE, "7-10 severe"),
)


@dataclass(frozen=True, slots=True)
class _Days:
    """What the cells need to know."""

    scores: Mapping[date, int]
    first: date
    last: date
    today: date
    selected: date | None
    glyphs: Glyphs


def heat_calendar(
    scores: Mapping[date, int],
    first: date,
    last: date,
    *,
    today: date,
    selected: date | None,
    width: int,
    style: ChartStyle,
) -> Chart:
    """Draw what the front door promises of a calendar."""
    if width < _MONTH or last < first:
        return calm(width, f"The calendar needs a window {_MONTH} wide.", "Too small.")
    days = _Days(scores, first, last, today, selected, GLYPHS[style])
    lines: list[Line] = []
    spots: dict[date, Spot] = {}
    months = list(_months(first, last))
    across = (width + _GAP) // (_MONTH + _GAP)
    for start in range(0, len(months), across):
        blocks = [list(_weeks(month, days)) for month in months[start : start + across]]
        for number, block in enumerate(blocks):
            left = number * (_MONTH + _GAP) + _LABEL
            for down, week in enumerate(block, len(lines) + 2):
                spots |= {day: Spot(down, left + day.weekday() * _CELL, _CELL) for day in week}
        lines += [*_side_by_side(months[start : start + across], blocks, days), ()]
    return Chart((*lines, *_legend(days, width)), days=spots)


def _months(first: date, last: date) -> Iterator[date]:
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    return (date(number // 12, number % 12 + 1, 1) for number in range(begin, end))


def _weeks(month: date, days: _Days) -> Iterator[list[date]]:
    """Return the month's days that are shown, week by week."""
    week: list[date] = []
    day = month
    while day.month == month.month:
        if days.first <= day <= days.last:
            week.append(day)
        if day.weekday() == 6 and week:
            yield week
            week = []
        day += timedelta(days=1)
    if week:
        yield week


def _side_by_side(months: list[date], blocks: list[list[list[date]]], days: _Days) -> Iterator[Line]:
    rows = [
        [_title(month), _HEAD, *(_week(week, days) for week in block)]
        for month, block in zip(months, blocks, strict=True)
    ]
    for number in range(max(map(len, rows))):
        line: list[Span] = []
        for place, block in enumerate(rows):
            line.append(Span(" " * (_GAP if place else 0)))
            line += block[number] if number < len(block) else (Span(" " * _MONTH),)
        yield line_of(line)


def _title(month: date) -> Line:
    return (Span(f"{' ' * _LABEL} {_MONTHS[month.month - 1]} {month.year}".ljust(_MONTH)),)


_HEAD: Line = (Span(" " * _LABEL + "".join(f" {name}" for name in _WEEKDAYS), Role.AXIS),)


def _week(week: list[date], days: _Days) -> Line:
    cells = {day.weekday(): _cell(day, days) for day in week}
    blank: Line = (Span(" " * _CELL),)
    label = Span(short_day(week[0]).rjust(_LABEL - 1) + " ", Role.AXIS)
    return (label, *(span for weekday in range(7) for span in cells.get(weekday, blank)))


def _cell(day: date, days: _Days) -> Line:
    score = days.scores.get(day)
    role = Role.MISSING if score is None else next(role for band, role, _ in _BANDS if score in band)
    text = f"{days.glyphs.missing if score is None else score:>2}"
    if day == days.selected:
        return (Span("[", Role.SELECTED), Span(text, role), Span("]", Role.SELECTED))
    if day == days.today:
        return (Span("(", Role.TODAY), Span(text, role), Span(")", Role.TODAY))
    return (Span(" "), Span(text, role), Span(" "))


def _legend(days: _Days, width: int) -> tuple[Line, ...]:
    parts: list[Line] = [(Span(words, role),) for _, role, words in _BANDS]
    parts.append((Span(f"{days.glyphs.missing} not logged", Role.MISSING),))
    if days.first <= days.today <= days.last:
        parts.append((Span("( )", Role.TODAY), Span(" today", Role.AXIS)))
    return wrapped(parts, width)
