"""The line above the charts: which chart, over which time. Each word of it can be clicked."""

from rehab_tui.tui.screens.charts.data import SPANS
from rehab_tui.tui.widgets.sheet import LineMaker, Row

NAMES = {"pain": "Pain", "exercises": "Exercises"}
"""The charts by name, with their titles."""
ROOMY = 56


def choices_row(width: int, span: int, chart: str | None) -> tuple[Row, ...]:
    """Return the charts (none where all of them are on the screen) and the spans, on one line where they fit."""
    charts = [] if chart is None else [(title, name == chart, f"show_chart('{name}')") for name, title in NAMES.items()]
    spans = [(title, number == span, f"show_span({number})") for number, (title, _) in enumerate(SPANS)]
    if width < ROOMY:
        spans = [("‹", False, "span(-1)"), spans[span], ("›", False, "span(1)")]
    together = _width(charts) + _width(spans) + 4
    if not charts or together > width:
        return (Row("head", tuple(_line(group, 1).line() for group in (charts, spans) if group), selectable=False),)
    maker = _line(charts, 1).to(width - _width(spans) - 1)
    return (Row("head", (_line(spans, 0, maker).line(),), selectable=False),)


def _width(choices: list[tuple[str, bool, str]]) -> int:
    return sum(len(title) + 2 for title, _, _ in choices)


def _line(choices: list[tuple[str, bool, str]], indent: int, maker: LineMaker | None = None) -> LineMaker:
    """Add the choices to a line; the chosen one stands in brackets."""
    maker = maker or LineMaker().add(" " * indent)
    for title, chosen, action in choices:
        if chosen:
            maker.add(f"[{title}]", "bold reverse $primary", action)
        else:
            maker.add(f" {title} ", "", action)
    return maker
