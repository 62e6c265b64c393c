"""Charts: pain and exercises over two weeks to all, each with its sentence in words."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType

from rehab_tui.charts import ChartStyle
from rehab_tui.domain.body import SITE_NAMES, Site
from rehab_tui.errors import RehabError
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.base import way_back
from rehab_tui.tui.screens.charts.data import SPANS
from rehab_tui.tui.screens.charts.head import NAMES
from rehab_tui.tui.screens.charts.view import ChartsView
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Sheet


class ChartsScreen(ChartsView):
    """Pain per side above, exercises per week below; one at a time in a small window."""

    TITLE_WORDS = "Charts"
    HELP_PAGE = "charts"
    CSS_PATH = "charts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "span(-1)", "Shorter time", id="chart-shorter", show=False),
        Binding("right", "span(1)", "Longer time", id="chart-longer", show=False),
        Binding("down,tab,j", "chart(1)", "Next chart", id="chart-next", show=False),
        Binding("up,shift+tab,k", "chart(-1)", "Chart before", id="chart-before", show=False),
        Binding("o", "place", "Another place", id="chart-place", show=False),
        Binding("m", "measure", "A measure", id="chart-measure", show=False),
        Binding("w", "work", "What the exercises did", id="chart-work", show=False),
        Binding("s", "style", "Dots, blocks, letters", id="chart-style", show=False),
        Binding("pageup", "scroll_page(-1)", "Up a page", show=False),
        Binding("pagedown", "scroll_page(1)", "Down a page", show=False),
        Binding("escape", "app.go('today')", "Today", show=False),
    ]

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the charts."""
        other = () if self.tall else (KeyHint("↑↓", "chart", "chart(1)"),)
        return (
            way_back(self.context),
            KeyHint("←", "shorter", "span(-1)"),
            KeyHint("→", "longer", "span(1)"),
            *other,
            KeyHint("o", "place", "place"),
            KeyHint("m", "measures", "measure"),
            KeyHint("w", "work", "work"),
            KeyHint("s", "style", "style"),
            KeyHint("?", "help", "app.help"),
        )

    # choosing

    def action_span(self, step: int) -> None:
        """Show a shorter or a longer time; it stops at the ends."""
        self.action_show_span(max(0, min(len(SPANS) - 1, self.span + step)))

    def action_show_span(self, number: int) -> None:
        """Show one of the spans."""
        self.span = number
        self.show()

    def action_chart(self, step: int) -> None:
        """Go through the charts."""
        names = list(NAMES)
        self.action_show_chart(names[(names.index(self.chart) + step) % len(names)])

    def action_show_chart(self, name: str) -> None:
        """Show one of the charts, where only one has room."""
        self.chart = name
        self.show()

    def action_scroll_page(self, step: int) -> None:
        """Scroll, in a window that is too low for a chart and its words."""
        body = self.query_one("#body")
        body.scroll_relative(y=step * max(1, body.size.height - 2), animate=False)

    def action_style(self) -> None:
        """Draw with the next of the styles, and remember it."""
        from rehab_tui.config import remember

        styles = list(ChartStyle)
        chosen = styles[(styles.index(self.context.chart_style) + 1) % len(styles)]
        words = {"braille": "fine dots", "block": "blocks", "ascii": "plain letters"}[chosen.value]
        host_of(self.app).draw_with(chosen)
        try:
            if not self.context.demo:
                remember("chart_style", chosen.value)
            self.say(f"Charts are drawn with {words}.")
        except RehabError as problem:
            self.say(str(problem), bad=True)
        self.show()

    def action_place(self) -> None:
        """Show another place of the body that has scores."""
        from rehab_tui.tui.screens.dialogs import ChooseScreen

        if self.data is None:
            return
        choices = {site.value: f"{SITE_NAMES[site]}: {', '.join(sides)}" for site, sides in self.data.places.items()}
        if len(choices) < 2:
            self.say("Only the hips have daily scores so far; scores of another kind stand in History.")
            return

        def answered(site: str | None) -> None:
            if site is not None:
                self.site = Site(site)
                self.chart = "pain"
                self.show()

        self.app.push_screen(ChooseScreen("Pain in which place?", choices), answered)

    def action_measure(self) -> None:
        """Show the chart of a measure."""
        from rehab_tui.domain.walking import DRAWN
        from rehab_tui.tui.screens.charts.measure import MeasurePage, choose_measure

        def chosen(name: str | None) -> None:
            if name is not None:
                self.app.push_screen(MeasurePage(DRAWN[name]))

        choose_measure(self, chosen)

    def action_work(self) -> None:
        """Show pain beside work, done of planned, balance, and which exercise hurt the next day."""
        from rehab_tui.tui.screens.charts.work import WorkPage

        self.app.push_screen(WorkPage())

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Run what was clicked."""
        if message.action:
            self.call_later(self.run_action, message.action)

    def palette(self) -> Iterable[SystemCommand]:
        """Yield what only this screen can do."""
        for number, (title, _) in enumerate(SPANS):
            yield SystemCommand(f"Charts over {title}", "key ← or →", partial(self.action_show_span, number))
        yield SystemCommand("Chart of another place of the body", "key o", self.action_place)
        yield SystemCommand("Chart of a measure", "key m", self.action_measure)
        yield SystemCommand("What the exercises did: pain and work, balance, the next day", "key w", self.action_work)
        yield SystemCommand("Draw charts in another style", "key s", self.action_style)
