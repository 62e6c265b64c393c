"""History: the days as a calendar, and the entries of one day; any of them can be opened."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType

from rehab_tui.domain.days import day_words
from rehab_tui.tui.screens.base import way_back
from rehab_tui.tui.screens.history.data import month_away
from rehab_tui.tui.screens.history.folds import FOLD
from rehab_tui.tui.screens.history.view import HistoryView
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.chart_view import ChartView
from rehab_tui.tui.widgets.sheet import Sheet


class HistoryScreen(HistoryView):
    """A cursor over the days; the entries of its day beside it."""

    TITLE_WORDS = "History"
    HELP_PAGE = "history"
    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "day(-1)", "Day before", id="history-before", show=False),
        Binding("right", "day(1)", "Day after", id="history-after", show=False),
        Binding("up,k", "up(-1)", "Week before, or up", show=False),
        Binding("down,j", "up(1)", "Week after, or down", show=False),
        Binding("pageup", "month(-1)", "Month before", id="history-month-before", show=False),
        Binding("pagedown", "month(1)", "Month after", id="history-month-after", show=False),
        Binding("home", "today", "Back to today", id="history-today", show=False),
        Binding("enter", "open", "Into the list; open", id="history-open", show=False),
        Binding("tab", "other_side", "Calendar or entries", show=False),
        Binding("escape", "back", "Back to the calendar, or to Today", show=False),
        Binding("g", "on_today", "Open the day on Today", id="history-on-today", show=False),
        Binding("v", "every", "Earlier ones, mistakes", id="history-every", show=False),
        Binding("slash", "search", "Search the notes", id="history-search", show=False),
    ]

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the calendar, or those of the day's entries."""
        here: tuple[KeyHint, ...] = (KeyHint("enter", "open", "open"), KeyHint("esc", "calendar", "calendar"))
        if not self.has_calendar:
            here = (KeyHint("← →", "day"), KeyHint("enter", "open", "open"))
        elif not self.in_list:
            here = (KeyHint("←↑↓→", "day"), KeyHint("pgup", "month", "month(-1)"), KeyHint("enter", "entries", "open"))
        return (
            way_back(self.context),
            *here,
            KeyHint("g", "on Today", "on_today"),
            KeyHint("/", "search", "search"),
            KeyHint("u", "undo", "app.undo"),
            KeyHint("?", "help", "app.help"),
        )

    # moving

    def action_day(self, step: int) -> None:
        """Go to the day before or after."""
        self.show_day(self.day + timedelta(days=step))

    def action_up(self, step: int) -> None:
        """Go a week back or on; in the list, up or down."""
        if self.in_list:
            self.query_one(Sheet).move(step)
        else:
            self.show_day(self.day + timedelta(days=7 * step))

    def action_month(self, step: int) -> None:
        """Go a month back or on."""
        self.show_day(month_away(self.day, step))

    def action_today(self) -> None:
        """Go back to today."""
        self.show_day(self.context.clock.today())

    def action_other_side(self) -> None:
        """Go from the calendar into the list, or back."""
        if self.in_list:
            self.action_calendar()
        else:
            self._into_list()

    def action_back(self) -> None:
        """Go back from the entries to the calendar, from there to Today."""
        if self.has_calendar and self.in_list:
            self.action_calendar()
        else:
            self.call_later(self.run_action, "app.go('today')")

    def action_calendar(self) -> None:
        """Go back to the calendar."""
        if self.has_calendar:
            self.set_focus(None)
            self.show_hints()

    def _into_list(self) -> bool:
        sheet = self.query_one(Sheet)
        if not any(row.selectable for row in sheet.rows):
            self.say("Nothing to open on this day; g opens the day on Today.")
            return False
        sheet.focus()
        self.call_after_refresh(self.show_hints)
        return True

    # opening

    def action_open(self) -> None:
        """Go into the list; there, open the entry under the cursor."""
        if self.in_list:
            self._open(self.query_one(Sheet).cursor)
        else:
            self._into_list()

    def _open(self, key: str) -> None:
        if key.startswith(FOLD):
            self.unfolded ^= {key}
            self.query_one(Sheet).renew()
            return
        entry = next((entry for entry in self.entries if entry.id == key), None)
        if entry is not None and self.data is not None:
            from rehab_tui.tui.screens.history.entry import EntryScreen

            self.app.push_screen(EntryScreen(entry, self.data.names))

    def action_on_today(self) -> None:
        """Open the day on Today, to add or change."""
        from rehab_tui.tui.screens.today.screen import TodayScreen

        today = self.app.screen_stack[0]
        if self.day > self.context.clock.today():
            self.say(f"{day_words(self.day)} lies ahead; Today goes back in time only.")
        elif isinstance(today, TodayScreen):
            today.show_day(self.day)
            self.call_later(self.run_action, "app.go('today')")

    def action_every(self) -> None:
        """Show or hide earlier versions and mistakes."""
        self.every = not self.every
        self.show()
        self.say("Earlier versions and mistakes are shown." if self.every else "Only what counts now is shown.")

    def action_search(self) -> None:
        """Look for words in the notes."""
        from rehab_tui.tui.screens.history.search import SearchScreen

        def answered(day: date | None) -> None:
            if day is not None:
                self.show_day(day)

        self.app.push_screen(SearchScreen(), answered)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Open the entry that was clicked."""
        self._open(message.key)

    def on_chart_view_day_pressed(self, message: ChartView.DayPressed) -> None:
        """Go to the day that was clicked."""
        self.action_calendar()
        self.show_day(message.day)

    def palette(self) -> Iterable[SystemCommand]:
        """Yield what only this screen can do."""
        yield SystemCommand("Open this day on Today", "key g", self.action_on_today)
        yield SystemCommand("Search the notes", "key /", self.action_search)
        yield SystemCommand("Earlier versions and mistakes", "key v", self.action_every)
