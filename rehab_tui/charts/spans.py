"""What every chart is made of: lines of spans, each a text and the role it plays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple


class Role(StrEnum):
    """What a piece of a chart stands for; a theme gives each role its color."""

    TEXT = auto()
    AXIS = auto()
    LEFT = auto()
    LEFT_MEAN = auto()
    RIGHT = auto()
    RIGHT_MEAN = auto()
    OTHER = auto()
    OTHER_MEAN = auto()
    BOTH = auto()
    MARKER = auto()
    DONE = auto()
    TRACK = auto()
    MISSING = auto()
    NO_PAIN = auto()
    MILD = auto()
    MODERATE = auto()
    SEVERE = auto()
    TODAY = auto()
    SELECTED = auto()


class Span(NamedTuple):
    """Some characters of one line that play the same role."""

    text: str
    role: Role = Role.TEXT


class Spot(NamedTuple):
    """Where a day stands on a chart, in cells from the upper left corner, for the mouse and the cursor."""

    line: int
    column: int
    width: int


Line = tuple[Span, ...]

PALETTE: Mapping[Role, str] = {
    Role.AXIS: "38;5;244",
    Role.LEFT: "1;38;5;32",
    Role.LEFT_MEAN: "38;5;32",
    Role.RIGHT: "1;38;5;166",
    Role.RIGHT_MEAN: "38;5;166",
    Role.OTHER: "1;38;5;36",
    Role.OTHER_MEAN: "38;5;36",
    Role.BOTH: "1",
    Role.MARKER: "38;5;133",
    Role.DONE: "38;5;32",
    Role.TRACK: "38;5;244",
    Role.MISSING: "38;5;244",
    Role.NO_PAIN: "30;48;5;255",
    Role.MILD: "30;48;5;223",
    Role.MODERATE: "30;48;5;215",
    Role.SEVERE: "97;48;5;124",
    Role.TODAY: "1",
    Role.SELECTED: "1",
}
"""SGR codes for `Chart.ansi`. Lines keep a contrast near 4 on white and on black, for the terminal's
ground is unknown; blue and orange stay apart for the color-blind; bands also differ in lightness."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: text with roles, not colors, so that each face may color it, or not.

    A screen turns each span into styled text with the theme's color for its role, and can do so again when
    the theme changes, without drawing anew; a command prints `plain` or `ansi`. Nothing here holds an escape.
    """

    lines: tuple[Line, ...]
    words: tuple[str, ...] = ()
    """The same in sentences, for screen readers and for under the chart."""
    days: Mapping[date, Spot] = field(default_factory=dict)
    """Where each day stands; only calendars fill it."""

    @property
    def plain(self) -> str:
        """The chart as text without color, lines joined with newlines."""
        return "\n".join("".join(span.text for span in line) for line in self.lines)

    def ansi(self, palette: Mapping[Role, str] = PALETTE) -> str:
        """Return the chart with SGR color codes; a role that the palette does not name stays plain."""
        return "\n".join("".join(_painted(span, palette) for span in line) for line in self.lines)


def _painted(span: Span, palette: Mapping[Role, str]) -> str:
    code = palette.get(span.role)
    return f"\x1b[{code}m{span.text}\x1b[0m" if code else span.text
