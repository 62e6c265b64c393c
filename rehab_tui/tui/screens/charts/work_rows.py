"""Charts as rows of a page, and what the days after one exercise held."""

from collections.abc import Iterator

from textual.content import Content

from rehab_tui.charts import Chart, ChartStyle, Role, response_chart
from rehab_tui.domain.response import LEAST, Response
from rehab_tui.domain.words import harmless
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.sheet import Line, Row, text_row

_COLORS = {
    Role.AXIS: "$quiet", Role.TRACK: "$faint", Role.LEFT: "bold $left", Role.RIGHT: "bold $right",
    Role.DONE: "$primary", Role.OTHER: "bold $secondary", Role.BOTH: "bold",
}  # fmt: skip


def chart_rows(key: str, chart: Chart) -> Iterator[Row]:
    """Yield a chart in the colors of the theme."""
    for number, line in enumerate(chart.lines):
        parts = [(harmless(span.text), _COLORS.get(span.role, "")) for span in line]
        yield Row(f"{key}-line-{number}", (Line(Content.assemble("  ", *parts)),), selectable=False)
    yield text_row(f"{key}-end", "")


def response_rows(one: Response, width: int, style: ChartStyle) -> tuple[Row, ...]:
    """Return the pain during one exercise and the day after it, with n, and its small chart."""
    mean, n = one.during
    during = "not noted" if mean is None else f"mean {mean:.1f} (n {n})"
    words = (
        f"Pain while doing it: {during}. {one.above:g} points more the next day: {one.hurt.words}. "
        f'"Worse" the next day: {one.worse.words}.'
    )
    rows = [text_row("after-gap", ""), text_row("after-head", ("  The day after, 12 weeks", "bold $secondary"))]
    rows.append(Row("after-words", wrapped(words, width), selectable=False))
    if one.followed >= LEAST:
        rows += chart_rows("after", response_chart(one, width=min(width, 100) - 4, style=style))
    return tuple(rows)
