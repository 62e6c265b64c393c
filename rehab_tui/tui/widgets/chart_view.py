"""Shows a chart: the theme gives each role of it a color."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from rehab_tui.charts import Chart, Role
from rehab_tui.domain.words import harmless

Drawer = Callable[[int, int], Chart]
"""Draws for a width and a height in cells."""


class ChartView(Widget):
    """One chart, drawn once for each size and content.

    The drawer is asked when something is shown for the first time, at another size, or after `draw`. It fills
    what room there is, or after `fit` takes the lines that the chart needs.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"chart--{role.value.replace('_', '-')}" for role in Role}
    DEFAULT_CSS = """
    ChartView {
        width: 1fr; height: 1fr;
        & > .chart--text { color: $foreground; }
        & > .chart--axis { color: $quiet; }
        & > .chart--left { color: $left; text-style: bold; }
        & > .chart--left-mean { color: $left; }
        & > .chart--right { color: $right; text-style: bold; }
        & > .chart--right-mean { color: $right; }
        & > .chart--other { color: $primary; text-style: bold; }
        & > .chart--other-mean { color: $primary; }
        & > .chart--both { color: $foreground; text-style: bold; }
        & > .chart--marker { color: $warning; }
        & > .chart--done { color: $primary; }
        & > .chart--track { color: $faint; }
        & > .chart--missing { color: $quiet; }
        & > .chart--no-pain { color: $heat-0-text; background: $heat-0; }
        & > .chart--mild { color: $heat-1-text; background: $heat-1; }
        & > .chart--moderate { color: $heat-2-text; background: $heat-2; }
        & > .chart--severe { color: $heat-3-text; background: $heat-3; }
        & > .chart--today { color: $foreground; text-style: bold; }
        & > .chart--selected { color: $block-cursor-foreground; background: $block-cursor-background; }
    }
    """

    class DayPressed(Message):
        """A day of a calendar was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._drawer: Drawer | None = None
        self._shown: object = None
        self._drawn: tuple[Size, Chart] | None = None
        self._most: int | None = None
        self._colors: dict[Role, Style] = {}

    def notify_style_update(self) -> None:
        """Look the colors up again: the theme has changed."""
        self._colors.clear()
        super().notify_style_update()

    def draw(self, drawer: Drawer, content: object) -> None:
        """Show something else; nothing happens when `content` is what is shown already."""
        if self._drawer is not None and content == self._shown:
            return
        self._drawer, self._shown, self._drawn = drawer, content, None
        self.refresh(layout=self._most is not None)

    def fit(self, most: int) -> None:
        """Be as high as the chart is, of at most so many lines."""
        if most != self._most:
            self._most = most
            self.styles.height = "auto"
            self.refresh(layout=True)

    def get_content_height(self, container: Size, _: Size, width: int) -> int:
        """Return the lines of the chart."""
        return len(self._at(Size(width, self._most or container.height)).lines)

    @property
    def chart(self) -> Chart:
        """The chart at the present size."""
        return self._at(Size(self.size.width, self._most or self.size.height))

    def _at(self, size: Size) -> Chart:
        if self._drawn is None or self._drawn[0] != size:
            chart = Chart(()) if self._drawer is None else self._drawer(size.width, size.height)
            self._drawn = (size, chart)
        return self._drawn[1]

    def render_line(self, y: int) -> Strip:
        """Return one line of the chart in the theme's colors."""
        lines = self.chart.lines
        width, ground = self.size.width, self.rich_style
        if y >= len(lines):
            return Strip.blank(width, ground)
        segments = [Segment(span.text, self._style(span.role)) for span in lines[y]]
        return Strip(segments).adjust_cell_length(width, ground)

    def _style(self, role: Role) -> Style:
        if role not in self._colors:
            name = f"chart--{role.value.replace('_', '-')}"
            self._colors[role] = self.rich_style + self.get_component_rich_style(name, partial=True)
        return self._colors[role]

    def on_click(self, event: Click) -> None:
        """Say which day was clicked."""
        for day, spot in self.chart.days.items():
            if spot.line == event.y and spot.column <= event.x < spot.column + spot.width:
                self.post_message(self.DayPressed(day))
                return


class ChartBlock(Vertical):
    """A chart between its name and its sentences."""

    DEFAULT_CSS = """
    ChartBlock {
        width: 1fr; height: 1fr; min-height: 12;
        & > .name { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > ChartView { min-height: 8; margin: 0 1; }
        & > .words { width: 1fr; height: auto; padding: 0 2; }
        &.-empty { height: auto; min-height: 4; }
        &.-empty > ChartView { display: none; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay the three parts out."""
        yield Static("", classes="name", markup=False)
        yield ChartView()
        yield Static("", classes="words", markup=False)

    @property
    def view(self) -> ChartView:
        """The chart itself."""
        return self.query_one(ChartView)

    def show(self, title: str, drawer: Drawer, content: object, words: Sequence[str], more: str = "") -> None:
        """Show a chart; it is drawn anew only when `content` differs from what is shown."""
        self.remove_class("-empty")
        self._text(title, words, more)
        self.view.draw(drawer, content)

    def show_empty(self, title: str, words: Sequence[str]) -> None:
        """Say in words what will be here, and how to begin."""
        self.add_class("-empty")
        self._text(title, words)

    def _text(self, title: str, words: Sequence[str], more: str = "") -> None:
        name = Content.assemble("  ", (harmless(title), "bold"), (f"   {more}", "$quiet"))
        self.query_one(".name", Static).update(name, layout=False)
        self.query_one(".words", Static).update(Content("\n".join(harmless(one) for one in words)))
