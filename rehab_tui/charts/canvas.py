"""The canvas: plotext puts traces on a grid of cells. No other module knows plotext."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from rehab_tui.charts.spans import Role, Span

_ONE_AT_A_TIME = Lock()  # plotext keeps a single figure per process
_COLOR = re.compile("\x1b\\[(?:0|38;5;([0-9]+))m")
_ROLES = tuple(Role)

Grid = list[list[Span]]
"""Rows from the top, each a span of one cell per column."""
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Trace:
    """Points of one role, in dots counted from the lower left; None lifts the pen."""

    points: Sequence[Point | None]
    role: Role
    pen: str
    """`braille`, `hd` (quarter blocks), or the one character to draw with."""
    fine: tuple[int, int] = (1, 1)
    """Dots across and up one cell."""
    joined: bool = False
    """Whether neighbors without None between them are joined by a line."""


def canvas(traces: Sequence[Trace], columns: int, rows: int) -> Grid:
    """Return the traces drawn on a grid of at least 2 x 2 cells; later ones cover earlier ones."""
    with _ONE_AT_A_TIME:
        import plotext

        plotext.clear_figure()
        plotext.theme("clear")
        plotext.limit_size(False, False)
        plotext.plot_size(columns, rows)
        plotext.frame(False)
        for side in (1, 2):
            plotext.xticks([], xside=side)
            plotext.yticks([], yside=side)
        plotext.xlim(0, 1)
        plotext.ylim(0, 1)
        for trace in traces:
            if trace.points:
                _draw(plotext.plot if trace.joined else plotext.scatter, trace, columns, rows)
        text: str = plotext.build()
    return [_cells(line) for line in text.split("\n")[:rows]]


def _draw(draw: Callable[..., object], trace: Trace, columns: int, rows: int) -> None:
    across = columns * trace.fine[0] - 1
    up = rows * trace.fine[1] - 1
    draw(
        [point[0] / across if point else 0.0 for point in trace.points],
        [point[1] / up if point else None for point in trace.points],
        marker=trace.pen,
        color=_ROLES.index(trace.role),
    )


def _cells(line: str) -> list[Span]:
    """Read one line of plotext's text back: its color numbers are the roles."""
    pieces = _COLOR.split(line)
    cells = [Span(character) for character in pieces[0]]
    for color, text in zip(pieces[1::2], pieces[2::2], strict=True):
        role = _ROLES[int(color)] if color else Role.TEXT
        cells += [Span(character, role) for character in text]
    return cells
