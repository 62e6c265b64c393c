"""The look of the charts: pain above, exercises below, or one of them in a small window."""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.events import Resize
from textual.widget import Widget

from rehab_tui.charts import Chart, ChartStyle, pain_chart, weeks_chart, weeks_sentence
from rehab_tui.domain.body import place_words
from rehab_tui.domain.days import day_words
from rehab_tui.errors import RehabError
from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.screens.charts.data import HIPS, ChartData
from rehab_tui.tui.screens.charts.head import NAMES, choices_row
from rehab_tui.tui.widgets.bars import Banner
from rehab_tui.tui.widgets.chart_view import ChartBlock
from rehab_tui.tui.widgets.sheet import Sheet

TALL = 34
"""Lines of a window from which on both charts are shown at once."""
WORDS_ONLY = 14
"""Lines of a window below which a chart has no room and only its sentences are shown."""
BARS, AROUND_BOTH = 2, 6
"""Lines of the first and last line, and of what stands between two charts: names, the choice of time, a gap."""
SCALE = "0 none, 10 worst imaginable"
NO_PAIN = (
    "Here your pain will be drawn, day by day.",
    "To begin: press {go-today} for Today and type a score from 0 to 10.",
)
NO_WORK = (
    "Here your exercises will be drawn, week by week, beside your plan.",
    "To begin: press {go-plan} and look at the plans.",
)


class ChartsView(RehabScreen):
    """Shows the charts over a time. Subclasses bring the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.span = 1
        self.chart = "pain"
        self.site = HIPS
        self.data: ChartData | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Yield the line to choose from, and the charts."""
        head = Sheet(lambda width: choices_row(width, self.span, None if self.tall else self.chart), id="head")
        head.can_focus = False
        yield head
        for name in NAMES:
            yield ChartBlock(id=name)

    # showing

    def reload(self) -> None:
        """Forget what was read, and show what is there now."""
        self.data = ChartData(self.context.rehab, self.context.clock.today())

    def show_bars(self) -> None:
        """Show the bars, then the charts in the room that the banner leaves."""
        super().show_bars()
        self.show()

    def on_resize(self, _: Resize) -> None:
        """Show one chart or both, as the window allows."""
        self.show()

    @property
    def tall(self) -> bool:
        """Whether both charts are on the screen."""
        return self.app.size.height >= TALL

    def show(self) -> None:
        """Show the charts that have room; weeks come after the first frame where both are on the screen."""
        self.set_class(not self.tall, "-low")
        self.set_class(self.app.size.height < WORDS_ONLY, "-words-only")
        self.query_one("#head", Sheet).renew()
        for name in NAMES:
            self.query_one(f"#{name}").display = self.tall or name == self.chart
        if self.tall or self.chart == "pain":
            self._show_one(self._show_pain)
        if self.tall:
            self.call_after_refresh(self._show_one, self._show_weeks)
        elif self.chart == "exercises":
            self._show_one(self._show_weeks)

    def _room(self, words: Sequence[str]) -> int:
        """Return the lines for a chart: what its sentences, and the chart below it, leave of the window."""
        size = self.app.size
        bars = BARS + bool(self.context.patient) + len(self.query_one(Banner).lines)
        left = size.height - bars - self._lines(words)
        if self.tall:
            return max(8, (left - AROUND_BOTH) * 3 // 5)
        return max(8, left - len(choices_row(size.width, self.span, self.chart)[0].lines) - 1)

    def _lines(self, words: Sequence[str]) -> int:
        """Return how many lines sentences take below a chart."""
        return sum(len(Content(one).wrap(self.app.size.width - 4)) for one in words)

    def _show_one(self, show: Callable[[ChartData], None]) -> None:
        if self.data is None:
            return
        try:
            show(self.data)
        except RehabError as problem:
            self.say(str(problem), bad=True)

    def _show_pain(self, data: ChartData) -> None:
        block, pain = self.query_one("#pain", ChartBlock), data.pain(self.span, self.site)
        title = f"Pain, {place_words(pain.site, pain.sides)}"
        if not pain.ever:
            block.show_empty(title, [self.context.settings.keyed(line) for line in NO_PAIN])
            return
        style = self._style

        def drawer(width: int, height: int) -> Chart:
            return pain_chart(pain.series, pain.markers, width=width, height=height, style=style)

        words = [one.sentence for one in pain.series]
        if not pain.any_here:
            words.append("Nothing was scored in this time; → shows a longer one.")
        if pain.operated:
            words.append(f"Surgery was on {day_words(pain.operated)}, before the first day shown.")
        more = SCALE if len(title) + len(SCALE) + 6 <= self.app.size.width else ""
        block.show(title, drawer, (pain, style), words, more=more)
        block.view.fit(self._room(words))

    def _show_weeks(self, data: ChartData) -> None:
        block, weeks = self.query_one("#exercises", ChartBlock), data.weeks(self.span)
        title = "Exercises, done of planned"
        if not any(week.due or week.done for week in weeks) and not self.context.rehab.plans.versions():
            block.show_empty(title, [self.context.settings.keyed(line) for line in NO_WORK])
            return
        style = self._style

        def drawer(width: int, height: int) -> Chart:
            return weeks_chart(weeks, width=width, height=height, style=style)

        words = [weeks_sentence(weeks)]
        block.show(title, drawer, (weeks, style), words)
        block.view.fit(block.outer_size.height - 1 - self._lines(words) if self.tall else self._room(words))

    @property
    def _style(self) -> ChartStyle:
        return self.context.chart_style

    def top_words(self) -> str:
        """Return the day up to which the charts go."""
        return f"to {day_words(self.context.clock.today())}"
