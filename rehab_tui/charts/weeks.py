"""Exercises done of planned as one bar a week; a week without any due is a dash, never 0."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil, floor

from rehab_tui.charts.canvas import Grid, Point, Trace, canvas
from rehab_tui.charts.dates import date_labels
from rehab_tui.charts.frame import LEAST_HEIGHT, LEAST_WIDTH, Frame, framed, rows_left
from rehab_tui.charts.glyphs import GLYPHS, Glyphs
from rehab_tui.charts.lines import calm, fitted, line_of
from rehab_tui.charts.spans import Chart, Line, Role, Span
from rehab_tui.charts.style import ChartStyle
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.series import WeekOfWork

_GUTTER = 5
_TICKS = (0, 25, 50, 75, 100)
_WIDEST = 8


def weeks_chart(weeks: Sequence[WeekOfWork], *, width: int, height: int, style: ChartStyle) -> Chart:
    """Draw what the front door promises of a chart of weeks."""
    if not weeks:
        return calm(width, "There is nothing to draw yet.", "Nothing yet.")
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return calm(width, f"The chart needs a window of {LEAST_WIDTH} x {LEAST_HEIGHT}.", "Too small.")
    glyphs = GLYPHS[style]
    together = ceil(len(weeks) / (width - _GUTTER))
    bars = _together(weeks, together)
    frame = Frame(
        first=bars[-1].monday - timedelta(weeks=together * (len(bars) - 1)),
        steps=len(bars),
        step_days=7 * together,
        gutter=_GUTTER,
        columns=(width - _GUTTER) // len(bars) * len(bars),
        rows=_even(rows_left(height, labels=0) - 1),
        top=100,
    )
    grid = canvas(_filled(bars, frame, glyphs), frame.columns, frame.rows)
    _lay_tracks(grid, bars, frame, glyphs)
    lines = framed(
        grid,
        frame,
        glyphs,
        ticks={frame.row(tick): str(tick) for tick in (_TICKS if frame.rows > 8 else _TICKS[::2])},
        dates=date_labels(frame.first, frame.last, frame.column, frame.columns, frame.gutter),
        below=_numbers(bars, frame, glyphs),
        legend=_legend(bars, together, glyphs, width),
    )
    return Chart(lines, words=(weeks_sentence(weeks),))


def _even(rows: int) -> int:
    """Return the most rows, at most `rows`, in which the numbers of the axis stand at even distances."""
    return 1 + (rows - 1) // 4 * 4 if rows >= 9 else rows - 1 + rows % 2


def _together(weeks: Sequence[WeekOfWork], number: int) -> list[WeekOfWork]:
    """Sum the weeks in groups that end with the last one."""
    if number == 1:
        return list(weeks)
    groups = [weeks[max(end - number, 0) : end] for end in range(len(weeks), 0, -number)]
    return [_sum(group) for group in reversed(groups)]


def _sum(weeks: Sequence[WeekOfWork]) -> WeekOfWork:
    done = sum(week.done for week in weeks)
    due = sum(week.due for week in weeks)
    return WeekOfWork(weeks[0].monday, done, due, floor(100 * done / due + 0.5) if due else None)


def _bar(step: int, frame: Frame) -> range:
    """Return the columns of a bar: at most eight, in the middle of its share, with a gap beside it."""
    share = frame.columns // frame.steps
    wide = min(max(share - 1, 1), _WIDEST)
    start = step * share + (share - wide + 1) // 2 if share > 1 else step
    return range(start, start + wide)


def _filled(bars: Sequence[WeekOfWork], frame: Frame, glyphs: Glyphs) -> list[Trace]:
    """Fill the bars from above the floor, to half a cell; any work done shows at least the least step.

    A number of the axis stands in the middle of its row, and the floor is such a row: half a row lies between it
    and the first cell of a bar.
    """
    steps = 2 if glyphs.half_bar else 1
    whole: list[Point] = []
    half: list[Point] = []
    for number, week in enumerate(bars):
        share = min(max(week.percent or 0, 0), 100) / 100
        tall = max(floor((share * (frame.rows - 1) - 0.5) * steps + 0.5), int(share > 0))
        columns = _bar(number, frame)
        whole += [(column, 1 + row) for column in columns for row in range(tall // steps)]
        if tall % steps:
            half += [(column, 1 + tall // steps) for column in columns]
    return [Trace(whole, Role.DONE, glyphs.bar), Trace(half, Role.DONE, glyphs.half_bar)]


def _lay_tracks(grid: Grid, bars: Sequence[WeekOfWork], frame: Frame, glyphs: Glyphs) -> None:
    """Shade what was due and not done, so that an empty bar is seen to be one."""
    for step, week in enumerate(bars):
        if week.percent is None:
            continue
        for column in _bar(step, frame):
            for row in grid[:-1]:
                if row[column].text == " ":
                    row[column] = Span(glyphs.track, Role.TRACK)


def _numbers(bars: Sequence[WeekOfWork], frame: Frame, glyphs: Glyphs) -> Line:
    """Return the percentages under the bars; where they have no room, only 0 and the dash are kept."""
    cells = [" "] * frame.columns
    roomy = frame.columns // frame.steps >= 4
    for step, week in enumerate(bars):
        text = glyphs.dash if week.percent is None else str(week.percent)
        if roomy or text in {"0", glyphs.dash}:
            start = frame.dot_across(step, 1) - (len(text) - 1) // 2
            cells[start : start + len(text)] = text
    unit = "%" if roomy else ""
    return line_of([Span(f"{unit:>{frame.gutter - 2}}  ", Role.AXIS), Span("".join(cells))])


def _legend(bars: Sequence[WeekOfWork], together: int, glyphs: Glyphs, width: int) -> Line:
    each = "each week" if together == 1 else f"each {together} weeks"
    parts: list[Line] = [
        (Span(glyphs.bar, Role.DONE), Span(f" done of planned, {each}", Role.AXIS)),
    ]
    if any(bar.percent is None for bar in bars):
        parts.append((Span(glyphs.dash), Span(" no exercises due", Role.AXIS)))
    return fitted(parts, width)


def weeks_sentence(weeks: Sequence[WeekOfWork]) -> str:
    """Return what the chart of weeks shows, in words: the last week, then all of them, each with its first day."""
    if not weeks:
        return "Exercises: no weeks to show."
    last = f"Exercises since Mon {short_day(weeks[-1].monday)}: {_done_words(weeks[-1])}"
    if len(weeks) == 1:
        return f"{last}."
    return f"{last}; since {day_words(weeks[0].monday)} ({len(weeks)} weeks): {_done_words(_sum(weeks))}."


def _done_words(week: WeekOfWork) -> str:
    if week.percent is None:
        return "no exercises due"
    done = f"{week.done:.1f}".removesuffix(".0")
    return f"{done} of {week.due} done ({week.percent} %)"
