"""From a series to what is drawn of it: every day where there is room, else the mean and the worst day of weeks."""

from dataclasses import dataclass
from math import ceil

from rehab_tui.charts.canvas import Point
from rehab_tui.charts.frame import Frame
from rehab_tui.domain.series import PainSeries

_MOST_DAYS_A_COLUMN = 2
_LEAST_SCORES = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """One series on the canvas."""

    marks: tuple[Point, ...]
    """Cells that hold a reading, counted from the lower left."""
    line: tuple[Point | None, ...]
    """Dots of the mean, from left to right; None where the line is broken."""


def weeks_together(frame: Frame) -> int:
    """Return how many weeks one mark and one point of the line stand for; 0 where every day is drawn."""
    if frame.steps <= _MOST_DAYS_A_COLUMN * frame.columns:
        return 0
    return ceil(frame.steps / 7 / frame.columns)


def drawn(series: PainSeries, frame: Frame, fine: tuple[int, int]) -> Drawn:
    """Return a series as cells and dots, `fine` dots across and up each cell."""
    weeks = weeks_together(frame)
    return _by_weeks(series, frame, fine, weeks * 7) if weeks else _day_by_day(series, frame, fine)


def _day_by_day(series: PainSeries, frame: Frame, fine: tuple[int, int]) -> Drawn:
    marks: list[Point] = []
    line: list[Point | None] = []
    begin = (series.days[0].day - frame.first).days
    means = series.means or (None,) * len(series.days)
    for step, (day, mean) in enumerate(zip(series.days, means, strict=True), begin):
        if day.value is not None:
            marks.append((frame.dot_across(step, 1), frame.row(day.value)))
        if day.value is None or mean is None:
            line.append(None)
        else:
            line.append((frame.dot_across(step, fine[0]), frame.dot_up(mean, fine[1])))
    return Drawn(tuple(marks), tuple(line))


def _by_weeks(series: PainSeries, frame: Frame, fine: tuple[int, int], length: int) -> Drawn:
    """Draw spans of `length` days that end with the last one: their mean, of four scores or more, and their worst."""
    last = frame.steps - 1
    spans: list[list[int]] = [[] for _ in range(last // length + 1)]
    begin = (series.days[0].day - frame.first).days
    for step, day in enumerate(series.days, begin):
        if day.value is not None:
            spans[(last - step) // length].append(day.value)
    marks: list[Point] = []
    line: list[Point | None] = []
    for number in range(len(spans) - 1, -1, -1):
        end = last - number * length
        middle = (end + max(end - length + 1, 0)) // 2
        scores = spans[number]
        if scores:
            marks.append((frame.dot_across(middle, 1), frame.row(max(scores))))
        mean = frame.dot_up(sum(scores) / len(scores), fine[1]) if len(scores) >= _LEAST_SCORES else None
        line.append(None if mean is None else (frame.dot_across(middle, fine[0]), mean))
    return Drawn(tuple(marks), tuple(line))


def dotted(line: tuple[Point | None, ...]) -> list[Point | None]:
    """Return a line as every second dot across, for a pen that does not join them."""
    dots: list[Point | None] = []
    before: Point | None = None
    for point in line:
        if point is not None:
            dots += [point] if before is None else _between(before, point)
        before = point
    return dots


def _between(one: Point, other: Point) -> list[Point]:
    across, up = other[0] - one[0], other[1] - one[1]
    inside = [(x, round(one[1] + up * (x - one[0]) / across)) for x in range(one[0] + 1, other[0]) if x % 2 == 0]
    return [*inside, other]
