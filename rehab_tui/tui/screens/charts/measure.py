"""A measure over time: its chart, its sentence, the change that matters with its source."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widget import Widget

from rehab_tui.charts import Chart, measure_chart
from rehab_tui.domain.days import day_words
from rehab_tui.domain.measure_table import Measure
from rehab_tui.domain.measure_trend import MeasureSeries, better_words
from rehab_tui.domain.walking import DRAWN, MINUTES, WalkingSeries
from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.screens.charts.data import SPANS, ChartData
from rehab_tui.tui.screens.charts.head import choices_row
from rehab_tui.tui.screens.dialogs import ChooseScreen
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.chart_view import ChartBlock
from rehab_tui.tui.widgets.sheet import Sheet

NOTHING = "Nothing was measured in this time; → shows a longer one, i measures now."
BLOCKS = ("first", "second")
"""One chart, or one for each side."""
WORDS_ONLY = 14
"""Lines of a window below which only the sentences are shown."""


class MeasurePage(Page):
    """The chart of one measure."""

    TITLE_WORDS = "Measure"
    HELP_PAGE = "measures"
    DEFAULT_CSS = """
    MeasurePage {
        & #head { margin-bottom: 1; }
        & #second { margin-top: 1; }
        &.-low #head { margin-bottom: 0; }
        &.-words-only ChartView { display: none; }
        &.-words-only ChartBlock { height: auto; min-height: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "span(-1)", "Shorter time", show=False),
        Binding("right", "span(1)", "Longer time", show=False),
        Binding("m", "another", "Another measure", show=False),
        Binding("i", "log", "Measure now", show=False),
    ]

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self._measure = measure
        self._span = len(SPANS) - 1

    def compose_body(self) -> Iterable[Widget]:
        """Yield the choice of time, and a chart for each side."""
        head = Sheet(lambda width: choices_row(width, self._span, None), id="head")
        head.can_focus = False
        yield head
        for name in BLOCKS:
            yield ChartBlock(id=name)

    def reload(self) -> None:
        """Read the measure and draw it."""
        super().reload()
        today = self.context.clock.today()
        first = ChartData(self.context.rehab, today).first(self._span)
        days = (today - first).days + 1 if SPANS[self._span][1] is not None else None
        found = self.context.rehab.measures.drawn(self._measure, today, days)
        self.set_class(self.app.size.height < WORDS_ONLY, "-words-only")
        for number, name in enumerate(BLOCKS):
            block = self.query_one(f"#{name}", ChartBlock)
            block.display = number < len(found)
            if number < len(found):
                self._show(block, found[number])

    def _show(self, block: ChartBlock, series: MeasureSeries | WalkingSeries) -> None:
        title = self._measure.name + (f", {series.side.value}" if series.side else "")
        if not series.n:
            block.show_empty(title, (series.sentence, NOTHING))
            return
        markers = self.context.rehab.looking_back.markers(series.first, series.last)
        style = self.context.chart_style

        def drawer(width: int, height: int) -> Chart:
            return measure_chart(series, markers, width=width, height=height, style=style)

        words = (series.sentence, *series.about)
        block.show(title, drawer, (series, markers, style), words, better_words(self._measure))

    def on_resize(self, _: Resize) -> None:
        """Leave the drawing out in a low window."""
        if self.is_mounted:
            self.refresh_all()

    def top_words(self) -> str:
        """Return the day up to which it goes."""
        return f"to {day_words(self.context.clock.today())}"

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        return (
            KeyHint("← →", "time"),
            KeyHint("m", "another", "another"),
            KeyHint("i", "measure now", "log"),
            KeyHint("esc", "back", "leave"),
            KeyHint("?", "help", "app.help"),
        )

    def action_span(self, step: int) -> None:
        """Show a shorter or a longer time; it stops at the ends."""
        self.action_show_span(max(0, min(len(SPANS) - 1, self._span + step)))

    def action_show_span(self, number: int) -> None:
        """Show one of the spans."""
        self._span = number
        self.refresh_all()

    def action_another(self) -> None:
        """Choose another measure."""

        def chosen(name: str | None) -> None:
            if name is not None:
                self._measure = DRAWN[name]
                self.refresh_all()

        choose_measure(self, chosen)

    def action_log(self) -> None:
        """Take the measure now; a walk is written down on the page of its exercise."""
        if self._measure is MINUTES:
            from rehab_tui.tui.screens.plan.exercise_card import ExerciseCard

            self.app.push_screen(ExerciseCard(MINUTES.id))
            return
        if self.at_night("log"):
            return
        from rehab_tui.tui.screens.log_more import LogMore

        LogMore(self).measure(self._measure.id)


def choose_measure(screen: RehabScreen, chosen: Callable[[str | None], None]) -> None:
    """Ask which measure, those that were taken first."""
    measures = screen.context.rehab.measures
    taken = [measure.id for measure in measures.kinds()]
    taken += [MINUTES.id] if measures.walking(screen.context.clock.today()).n else []
    names = dict.fromkeys((*taken, *DRAWN))
    choices = {name: DRAWN[name].name + ("" if name in taken else " (not yet)") for name in names}
    screen.app.push_screen(ChooseScreen("Which measure?", choices), chosen)
