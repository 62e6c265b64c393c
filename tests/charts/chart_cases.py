"""What the chart tests draw, and how they read a chart back cell by cell.

`python tests/charts/chart_cases.py` writes the kept pictures anew, to be looked at before they are committed.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from rehab_tui.charts import Chart, ChartStyle, Role, pain_chart, weeks_chart
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.series import Marker, PainSeries, WeekOfWork, pain_series

LAST = date(2026, 11, 20)
PAIN_GUTTER = 4
PICTURES = Path(__file__).parent
SIZES = ((60, 12), (76, 14))
AXIS_CHARACTERS = "│┤┼|+"


def series_of(*scores: int | None, side: Side = Side.LEFT, last: date = LAST) -> PainSeries:
    """Return a series of these daily scores, the last one on `last`."""
    return series_from({at: score for at, score in enumerate(scores) if score is not None}, len(scores), side, last)


def series_from(scores: Mapping[int, int], days: int, side: Side = Side.LEFT, last: date = LAST) -> PainSeries:
    """Return a series of `days` days; `scores` are by day number, from 0."""
    first = last - timedelta(days=days - 1)
    return pain_series({first + timedelta(days=at): score for at, score in scores.items()}, side, Site.HIP, first, last)


def wavy(days: int, base: int, skip: int) -> tuple[int | None, ...]:
    """Return made-up scores that rise and fall, every `skip`-th day missing."""
    return tuple(
        None if at % skip == skip - 1 else max(0, min(10, base + (at * 7 % 11 - 5) // 3 + (at // 20) % 3 - 1))
        for at in range(days)
    )


def week(number: int, done: float, due: int) -> WeekOfWork:
    """Return a week of work, `number` weeks after Monday 5 October 2026."""
    percent = int(100 * done / due + 0.5) if due else None
    return WeekOfWork(date(2026, 10, 5) + timedelta(weeks=number), done, due, percent)


MARKERS = (
    Marker(date(2026, 10, 15), "surgery", "surgery"),
    Marker(date(2026, 11, 2), "plan", "plan 2"),
    Marker(date(2026, 11, 12), "follow-up", "follow-up"),
)


def canvas_rows(chart: Chart, gutter: int = PAIN_GUTTER) -> list[list[tuple[str, Role]]]:
    """Return the cells right of the axis, row by row from the top; a blank ends no row early."""
    rows = []
    for line in chart.lines:
        cells = [(character, span.role) for span in line for character in span.text]
        if len(cells) >= gutter and cells[gutter - 1][0] in AXIS_CHARACTERS and cells[gutter - 1][1] is Role.AXIS:
            rows.append(cells[gutter:])
    return rows


def columns_of(chart: Chart, *roles: Role, gutter: int = PAIN_GUTTER) -> set[int]:
    """Return the canvas columns in which one of these roles is seen."""
    return {at for row in canvas_rows(chart, gutter) for at, (_, role) in enumerate(row) if role in roles}


def pictures() -> Iterator[tuple[Path, str]]:
    """Return each kept picture: its file, and what is drawn now."""
    both = (series_of(*wavy(42, 5, 9)), series_of(*wavy(42, 1, 6), side=Side.RIGHT))
    weeks = (week(0, 4.5, 9), week(1, 11, 11), week(2, 0, 0), week(3, 0, 12), week(4, 10, 12), week(5, 6, 12))
    for width, height in SIZES:
        for style in ChartStyle:
            pain = pain_chart(both, MARKERS, width=width, height=height, style=style)
            work = weeks_chart(weeks, width=width, height=height, style=style)
            texts = (*pain.lines, (), *work.lines)
            text = "\n".join("".join(span.text for span in line) for line in texts)
            yield PICTURES / f"charts-{width}x{height}-{style}.txt", text + "\n"


if __name__ == "__main__":
    for path, text in pictures():
        path.write_text(text, encoding="utf-8")
