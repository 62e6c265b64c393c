"""A row of days as one small line of text."""

from collections.abc import Sequence

from rehab_tui.charts.style import ChartStyle

_BARS = "▁▂▃▄▅▆▇█"
_DIGITS = "0123456789X"


def sparkline(values: Sequence[int | None], style: ChartStyle = ChartStyle.BRAILLE) -> str:
    """Return one cell a day for scores 0-10: a low bar is a true 0, a blank is a day without a score.

    In ASCII the cells are the scores themselves, with the Roman X for ten (one cell, and it stands out),
    and `_`, an unfilled blank, for a day without a score.
    """
    if style is ChartStyle.ASCII:
        return "".join("_" if value is None else _DIGITS[_inside(value)] for value in values)
    return "".join(" " if value is None else _BARS[(_inside(value) * 7 + 5) // 10] for value in values)


def _inside(value: int) -> int:
    return min(max(value, 0), 10)
