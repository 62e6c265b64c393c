"""A day on the screen: reading it, moving about in it, keeping what is answered."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from textual.app import ComposeResult
from textual.events import Key
from textual.widget import Widget

from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.entry import Fact, Logged
from rehab_tui.domain.patient import weeks_after
from rehab_tui.errors import RehabError
from rehab_tui.services.days import DayReview
from rehab_tui.services.journal import Draft
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.screens.today.rows import Pending, build
from rehab_tui.tui.widgets.bars import Banner, KeyBar, TopBar
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.moved import moved_rows
from rehab_tui.tui.widgets.sheet import Row, Sheet
from rehab_tui.tui.widgets.strip import DayStrip

IDLE = timedelta(minutes=5)
"""After this long without a key, another day is left for today."""
SETTLED = timedelta(minutes=1)
"""After this long without a key, what was typed is changed only after a question."""


WORST_ASKED = "Worst pain while exercising? 0-9"
"""Said only while the cursor is where a digit is that answer."""


class DayScreen(RehabScreen):
    """One day: what was answered, what is still open. Subclasses bring the keys."""

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._review: DayReview | None = None
        self._pending = Pending()
        self._one_typed = ""
        self._typed_here: set[str] = set()
        self._on_exercises = False
        self._last_key: datetime | None = None

    def compose(self) -> ComposeResult:
        """Lay the day out, with the fortnight in one line at the end."""
        yield TopBar()
        yield Banner()
        with Body(id="body"):
            yield from self.compose_body()
        yield DayStrip()
        yield KeyBar()

    def compose_body(self) -> Iterable[Widget]:
        """Yield the page."""
        yield Sheet(self._rows)

    def on_mount(self) -> None:
        """Show today, with the cursor on the first thing to answer."""
        self.query_one(Sheet).focus()
        self.set_interval(15, self._come_back)

    def reload(self) -> None:
        """Read the day again and show it."""
        self._one_typed = ""
        today = self.context.clock.today()
        self._review = self.context.rehab.days.review(self._day or today, today)
        self.query_one(Sheet).renew()
        strip = self.query_one(DayStrip)
        strip.review, strip.chart_style = self._review, self.context.chart_style
        self.set_class(self._day is not None, "-other-day")

    @property
    def review(self) -> DayReview:
        """The day that is shown."""
        if self._review is None:
            self.reload()
        if self._review is None:
            raise RehabError("the day could not be read")
        return self._review

    def _rows(self, width: int) -> Sequence[Row]:
        if self._review is None:
            return ()
        height, cursor = self.query_one("#body").size.height, self.query_one(Sheet).cursor
        notices = self.context.notices if self._day is None else ()
        rows = build(self._review, self._pending, width, height, notices, cursor)
        return moved_rows(rows, self.context.settings)

    def top_words(self) -> str:
        """Return the day and where it stands beside the surgery."""
        after = weeks_after(self.review.profile, self.review.day)
        if self.size.width < 76:
            return " · ".join(filter(None, (short_day(self.review.day), after.removesuffix(" after surgery"))))
        return day_words(self.review.day) + (f" · {after}" if after else "")

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.query_one(Sheet).move(steps)

    def on_sheet_moved(self, _: Sheet.Moved) -> None:
        """A score that was left is an earlier one from now on; what a digit means here is shown."""
        self._one_typed = ""
        self._typed_here.clear()
        sheet, bar = self.query_one(Sheet), self.query_one(KeyBar)
        if (sheet.cursor == "exercises") != self._on_exercises:  # only then a row reads otherwise
            self._on_exercises = not self._on_exercises
            sheet.renew()
        bar.hints = self.hints()
        if sheet.cursor != "exercises" and bar.told is not None and bar.told.words.endswith(WORST_ASKED):
            bar.forget()

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Run what was clicked."""
        if message.action:
            self.call_later(self.run_action, message.action)

    def action_day(self, step: int) -> None:
        """Show the day before or after; never one that lies ahead."""
        today = self.context.clock.today()
        day = (self._day or today) + timedelta(days=step)
        if day <= today:
            self.show_day(day)

    def action_this_day(self) -> None:
        """Come back to today from another day."""
        self.show_day(self.context.clock.today())

    def show_day(self, day: date) -> None:
        """Show a given day, as the history asks for: what was chosen and said on the one before is gone."""
        self._day = None if day >= self.context.clock.today() else day
        self._pending = Pending()
        if self.is_mounted:
            self.query_one(KeyBar).forget()
            self.refresh_all()

    mean = show_day

    def on_key(self, _: Key) -> None:
        """Remember that somebody is here."""
        self._last_key = self.context.clock.now().utc

    def _come_back(self) -> None:
        """Leave another day for today after five idle minutes; what was typed a minute ago is settled."""
        if self._last_key is None:
            return
        if self.context.clock.now().utc - self._last_key > SETTLED:
            self._typed_here.clear()
        if self._day is not None and self.context.clock.now().utc - self._last_key > IDLE:
            self._day = None
            self.refresh_all()
            self.say("Back to today.")

    def _keep(self, facts: Sequence[Fact], words: str, note: str | None = None) -> Logged | None:
        """Keep facts for the day that is shown; None when they were not kept, which is said."""
        return self._keep_drafts(tuple(Draft(self.review.day, fact, note) for fact in facts), words)

    def _keep_drafts(self, drafts: Sequence[Draft], words: str) -> Logged | None:
        try:
            logged = saved(self.context, drafts, words)
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return None
        self._shown(logged, words)
        return logged

    def _shown(self, logged: Logged | None, words: str) -> None:
        """Show what was kept; nothing where there was nothing to keep."""
        if logged is None:
            return
        self._pending = Pending()
        self.kept(logged)
        if logged.already and not logged.entries:
            self.say(f"{words[0].upper()}{words[1:]} is kept already; nothing new was written.")
        elif self._day is not None:
            self.say(f"Saved for {day_words(self.review.day)}.")

    def at_night(self, then: str) -> bool:
        """Ask which day is meant, unless another one is shown."""
        return self._day is None and super().at_night(then)


def saved(context: Context, drafts: Sequence[Draft], words: str) -> Logged:
    """Keep drafts, for a dialog that still stands. Raises RehabError when they cannot be kept."""
    return context.rehab.journal.log(drafts, context.stamp(), words)
