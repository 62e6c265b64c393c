"""Series in, terminal text out: charts as lines of spans that each face colors in its own way.

What draws is loaded by the first chart, plotext by the first one that needs its canvas; a sparkline needs neither.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from rehab_tui import domain
from rehab_tui.charts.spans import PALETTE, Chart, Line, Role, Span, Spot
from rehab_tui.charts.sparkline import sparkline
from rehab_tui.charts.style import ChartStyle
from rehab_tui.domain.series import Marker, PainSeries, WeekOfWork

__all__ = [
    "PALETTE",
    "Chart",
    "ChartStyle",
    "Line",
    "Role",
    "Span",
    "Spot",
    "balance_chart",
    "heat_calendar",
    "load_chart",
    "measure_chart",
    "pain_chart",
    "response_chart",
    "sparkline",
    "weeks_chart",
    "weeks_sentence",
]


def pain_chart(
    series: Sequence[PainSeries],
    markers: Sequence[Marker] = (),
    *,
    width: int,
    height: int,
    style: ChartStyle = ChartStyle.BRAILLE,
) -> Chart:
    """Return pain 0-10 over days in at most `height` lines of at most `width` cells.

    It gives up to four lines back, so that the numbers of the axis stand at even distances. Every reading is a
    mark, the seven-day mean a line that stops at a missing day. Where more than two days would share a column,
    the line is the mean of each week (or of as many weeks as a column holds), the marks its worst day, and the
    legend says so. The first four series are drawn, over all their days. An event that finds no room for its name
    has a letter, explained in the last line. Too little room, or no day at all, gives one line of words.
    """
    from rehab_tui.charts.pain import pain_chart as draw

    return draw(series, markers, width=width, height=height, style=style)


def measure_chart(
    series: "domain.measure_trend.MeasureSeries | domain.walking.WalkingSeries",
    markers: Sequence[Marker] = (),
    *,
    width: int,
    height: int,
    style: ChartStyle = ChartStyle.BRAILLE,
) -> Chart:
    """Return a measure over days in exactly `height` lines of at most `width` cells.

    Every test is a mark; a line joins only tests that can be compared, of minutes only days in a row. Ranges up to
    10 wide are shown whole. Too little room, or no score at all, gives one line of words.
    """
    from rehab_tui.charts.measure import measure_chart as draw

    return draw(series, markers, width=width, height=height, style=style)


def weeks_chart(
    weeks: Sequence[WeekOfWork], *, width: int, height: int, style: ChartStyle = ChartStyle.BRAILLE
) -> Chart:
    """Return the percent done of each week as bars, in at most `height` lines of at most `width` cells.

    `weeks` follow each other without holes. Under each bar stands its number: 0 for a week in which nothing
    of the planned was done, a dash for one in which nothing was due. Weeks beyond one a column are summed.
    """
    from rehab_tui.charts.weeks import weeks_chart as draw

    return draw(weeks, width=width, height=height, style=style)


def weeks_sentence(weeks: Sequence[WeekOfWork]) -> str:
    """Return what the chart of weeks shows, in words: done of due in the last week and in all of them."""
    from rehab_tui.charts.weeks import weeks_sentence as words

    return words(weeks)


def heat_calendar(
    scores: Mapping[date, int],
    first: date,
    last: date,
    *,
    today: date,
    selected: date | None = None,
    width: int,
    style: ChartStyle = ChartStyle.BRAILLE,
) -> Chart:
    """Return the months from `first` to `last` as calendars, side by side as far as `width` cells allow.

    A row is a week from Monday to Sunday and begins with its date; a cell is the day's pain 0-10, a dot where
    none was logged, blank outside `first` to `last`. The selected day stands in [ ], today in ( ); a selected
    today in [ ] only. `Chart.days` tells where each day stands.
    """
    from rehab_tui.charts.heat import heat_calendar as draw

    return draw(scores, first, last, today=today, selected=selected, width=width, style=style)


def load_chart(
    weeks: Sequence["domain.load.WeekOfLoad"], *, width: int, height: int, style: ChartStyle = ChartStyle.BRAILLE
) -> Chart:
    """Return pain and work beside each other, one row a week, in at most `height` lines of `width` cells.

    A hip's mark is its mean of the week, on a scale from 0 to 10, drawn from four scores on. Where there are more
    weeks than lines, neighbors are joined and the head says so.
    """
    from rehab_tui.charts.load import load_chart as draw

    return draw(weeks, width=width, height=height, style=style)


def balance_chart(
    found: "domain.balance.Balance", *, width: int, height: int, style: ChartStyle = ChartStyle.BRAILLE
) -> Chart:
    """Return left against right and front against back as bars around a middle line, then each exercise."""
    from rehab_tui.charts.balance import balance_chart as draw

    return draw(found, width=width, height=height, style=style)


def response_chart(found: "domain.response.Response", *, width: int, style: ChartStyle = ChartStyle.BRAILLE) -> Chart:
    """Return how often each dose of an exercise came before each pain score of the next day, at most 7 lines."""
    from rehab_tui.charts.response import response_chart as draw

    return draw(found, width=width, style=style)
