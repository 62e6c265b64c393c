"""The frame around a canvas: how much room there is, the axes, the dates, the legend."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.charts.canvas import Grid
from rehab_tui.charts.dates import DateLabel, date_row
from rehab_tui.charts.glyphs import Glyphs
from rehab_tui.charts.lines import line_of
from rehab_tui.charts.spans import Line, Role, Span

LEAST_WIDTH = 24
LEAST_HEIGHT = 8
_LEAST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for the canvas, and what its columns and rows mean.

    Each day (or week) owns the same share of the width; a value's row is the nearest one.
    """

    first: date
    steps: int
    """How many days or weeks are shown."""
    step_days: int
    gutter: int
    """Cells left of the canvas, the axis included."""
    columns: int
    rows: int
    top: int
    """The highest value; the lowest is 0."""

    def column(self, day: date) -> int:
        """Return the column of a day."""
        return self.dot_across((day - self.first).days // self.step_days, 1)

    def dot_across(self, step: int, fine: int) -> int:
        """Return the dot in the middle of a step's share, counted from the left, `fine` dots to a cell."""
        return (2 * step + 1) * self.columns * fine // (2 * self.steps)

    def row(self, value: float) -> int:
        """Return the row nearest to a value, counted from the bottom."""
        return self.dot_up(value, 1)

    def dot_up(self, value: float, fine: int) -> int:
        """Return a value's dot, counted from the bottom, `fine` dots to a cell."""
        inside = min(max(value, 0), self.top)
        return int((inside * (self.rows - 1) / self.top + 0.5) * fine)

    @property
    def last(self) -> date:
        """The last day (or the first day of the last week) shown."""
        return self.first + timedelta(days=(self.steps - 1) * self.step_days)


def rows_left(height: int, *, labels: int) -> int:
    """Return the canvas rows in `height` lines: dates and a legend stand below, `labels` lines more if they fit."""
    rows = height - 2 - labels
    return rows if rows >= _LEAST_ROWS else height - 2


def framed(
    grid: Grid,
    frame: Frame,
    glyphs: Glyphs,
    *,
    ticks: Mapping[int, str],
    dates: Sequence[DateLabel],
    events: Collection[int] = (),
    legend: Line,
    above: Line | None = None,
    below: Line | None = None,
    key: Line = (),
) -> tuple[Line, ...]:
    """Return a canvas with its axes: `ticks` are the texts of rows, `events` the columns with an upright line.

    `above` and `below` are lines of their own, over the canvas and between its floor and the dates; `key` stands
    last and explains the letters above.
    """
    notches = {label.column for label in dates}
    lines = [] if above is None else [above]
    for row, cells in zip(range(frame.rows - 1, -1, -1), grid, strict=True):
        wall = glyphs.notch if row in ticks else glyphs.wall
        side = ticks.get(row, "").rjust(frame.gutter - 2) + " " + (wall if row else glyphs.corner)
        ruled = _floor(cells, notches, glyphs) if row == 0 else _upright(cells, events, glyphs)
        lines.append(line_of([Span(side, Role.AXIS), *ruled]))
    if below is not None:
        lines.append(below)
    return (*lines, date_row(dates), legend, *([key] if key else ()))


def _floor(cells: list[Span], notches: Collection[int], glyphs: Glyphs) -> list[Span]:
    """Fill what is empty in the lowest row, so that a true 0 stands on the line."""
    return [
        Span(glyphs.tick if column in notches else glyphs.floor, Role.AXIS) if cell.text == " " else cell
        for column, cell in enumerate(cells)
    ]


def _upright(cells: list[Span], events: Collection[int], glyphs: Glyphs) -> list[Span]:
    return [
        Span(glyphs.event, Role.MARKER) if column in events and cell.text == " " else cell
        for column, cell in enumerate(cells)
    ]
