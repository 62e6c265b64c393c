"""The look of the history: a calendar of months beside the entries of one day."""

from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from rehab_tui.charts import Chart, ChartStyle, heat_calendar
from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Entry
from rehab_tui.errors import RehabError
from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.screens.history.data import HistoryData, Window, window_of
from rehab_tui.tui.screens.history.folds import Actions
from rehab_tui.tui.screens.history.rows import Shown, day_rows
from rehab_tui.tui.widgets.bars import Banner, KeyBar, TopBar
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.chart_view import ChartView
from rehab_tui.tui.widgets.sheet import Row, Sheet

BESIDE, ABOVE = (76, 14), (40, 18)
"""Columns and lines from which the calendar stands beside the day, or above it; else only the day is shown."""
CALENDAR = 36
"""Columns of one month."""
A_MONTH, AROUND = 9, 4
"""Lines of a month, and those of the calendar's title and legend."""


class HistoryView(RehabScreen):
    """Shows a day among its months. Subclasses bring the keys."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self.every = False
        self.data: HistoryData | None = None
        self.entries: tuple[Entry, ...] = ()
        self.actions: Actions = {}
        self.unfolded: set[str] = set()
        """The lines that were opened to their parts."""

    def compose(self) -> ComposeResult:
        """Lay the calendar and the day out, side by side or one above the other."""
        yield TopBar()
        yield Banner()
        with Container(id="body"):
            with Container(id="calendar"):
                yield Static("", id="calendar-title", markup=False)
                yield ChartView()
            with Body(id="day"):
                yield Sheet(self._rows)
        yield KeyBar()

    # showing

    def reload(self) -> None:
        """Read the months and the day again, and show them."""
        self.data = HistoryData(self.context.rehab, self.context.clock.today())
        self.show()

    def on_resize(self, _: Resize) -> None:
        """Put the calendar where it has room."""
        size = self.app.size
        beside = size.width >= BESIDE[0] and size.height >= BESIDE[1]
        above = not beside and size.width >= ABOVE[0] and size.height >= ABOVE[1]
        self.set_class(beside, "-beside")
        self.set_class(above, "-above")
        if not self.has_calendar:
            self.query_one(Sheet).focus()
        self.call_after_refresh(self.show)

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day or self.context.clock.today()

    def show(self) -> None:
        data = self.data
        if data is None:
            return
        try:
            self.entries, self.actions = data.entries(self.day), data.actions(self.day)
            self._show_calendar(data)
        except RehabError as problem:
            self.say(str(problem), bad=True)
        self.query_one(Sheet).renew()
        self.show_hints()

    def show_hints(self) -> None:
        """Bring the last line up to date: the keys differ between the calendar and the list."""
        self.query_one(KeyBar).hints = self.hints()

    def show_day(self, day: date) -> None:
        """Go to a day, or to the nearest that can be shown."""
        if self.data is not None:
            self._day = self.data.inside(day)
            self.show()

    def _show_calendar(self, data: HistoryData) -> None:
        view = self.query_one(ChartView)
        if not self.has_calendar:
            return
        room = self.query_one("#body").size.height - AROUND
        window = window_of(self.day, data.today, max(1, room // A_MONTH) if self.has_class("-beside") else 1)
        self.query_one("#calendar-title", Static).update(Content.styled(f" {data.title}", "bold"))
        style = self.context.chart_style
        shown = (window, self.day, data.scores(window), data.today, style)
        view.draw(partial(_draw, data, window, self.day, style), shown)

    def _rows(self, width: int) -> tuple[Row, ...]:
        if self.data is None:
            return ()
        beside = self.data.beside(self.day)
        shown = Shown(self.data.names, self.actions, frozenset(self.unfolded), self.every)
        return day_rows(self.day, beside, self.entries, shown, width)

    @property
    def has_calendar(self) -> bool:
        """Whether there is room for the calendar."""
        return self.has_class("-beside") or self.has_class("-above")

    @property
    def in_list(self) -> bool:
        """Whether the cursor is in the day's entries."""
        return self.query_one(Sheet).has_focus

    def top_words(self) -> str:
        """Return how far back the file goes."""
        first = self.context.rehab.looking_back.first_day()
        return f"since {day_words(first)}" if first else ""


def _draw(data: HistoryData, window: Window, day: date, style: ChartStyle, width: int, _: int) -> Chart:
    return heat_calendar(
        data.scores(window),
        window.first,
        min(window.last, data.last),
        today=data.today,
        selected=day,
        width=width if (window.last - window.first).days < 31 else min(width, CALENDAR),
        style=style,
    )
