"""Charts in the terminal that a command runs in: as wide as it is, in signs it can show."""

import shutil

from rehab_tui.charts import Chart, ChartStyle
from rehab_tui.cli.output import draws_signs, in_color, show, show_drawn
from rehab_tui.cli.session import Session

HEIGHT = 16
"""Lines of a chart."""
_WIDEST = 120


def width() -> int:
    """Return how many columns a chart may take."""
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)


def style(session: Session) -> ChartStyle:
    """Return the signs to draw with: those of the settings, or letters where the terminal shows nothing else."""
    return ChartStyle(session.settings.chart_style.value) if draws_signs() else ChartStyle.ASCII


def show_picture(session: Session, chart: Chart) -> None:
    """Print a chart, in color where the terminal wants it."""
    show_drawn(chart.ansi() if in_color(plain=session.plain) else chart.plain)


def show_chart(session: Session, chart: Chart) -> None:
    """Print a chart, and below it what it shows in words."""
    show_picture(session, chart)
    for sentence in chart.words:
        show(sentence)
