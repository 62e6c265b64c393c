"""What every screen has: the top line, the banner, a body, the keys that matter."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.geometry import Size
from textual.widget import Widget

from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import Logged, Visit
from rehab_tui.domain.fact import Fact, Spoken
from rehab_tui.domain.pause import Pause
from rehab_tui.errors import RehabError
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.patients import WRITING
from rehab_tui.tui.screens.day_meant import DayMeant
from rehab_tui.tui.widgets.bars import Banner, KeyBar, KeyHint, TopBar, banner_lines
from rehab_tui.tui.widgets.body import Body

KEPT_ALREADY = "That is kept already; nothing new was written."
NOT_KEPT_YET = "NOT KEPT YET: a sign you answered; it is tried again"
STILL_OPEN = " The follow-up stays open until its outcome is written down ({go-followups})."
SMALLEST = (40, 10)
"""Columns and lines below which a screen only says that the window is too small."""


def too_small(size: Size, least: tuple[int, int] = SMALLEST) -> bool:
    """Return whether a window is smaller than the smallest in which a screen can be used."""
    return size.width < least[0] or size.height < least[1]


def way_back(context: Context) -> KeyHint:
    """Return the key that leads to Today, or from a patient's screens to the patient's page."""
    return KeyHint("t", "the patient" if context.patient else "today", "app.go('today')")


class RehabScreen(DayMeant):
    """A place that letters move to. `reload` reads everything again and shows it."""

    TITLE_WORDS: ClassVar[str] = ""
    HELP_PAGE: ClassVar[str] = "today"
    """The page of the help that names its keys."""
    AS_PATIENT: ClassVar[bool] = True
    """Whether it shows a patient's file as the patient sees it."""
    LEAST: ClassVar[tuple[int, int]] = SMALLEST
    """Columns and lines in which it can be used."""
    BINDINGS: ClassVar[list[BindingType]] = []

    def compose(self) -> ComposeResult:
        """Lay the screen out: top line, banner, body, keys."""
        yield TopBar()
        yield Banner()
        with Body(id="body"):
            yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> Iterable[Widget]:
        """Yield the widgets of the body."""
        return ()

    def on_mount(self) -> None:
        """Show the screen for the first time; Textual runs this after the `on_mount` of a subclass, unasked."""
        self._just_read = True
        self.refresh_all()

    def on_screen_resume(self) -> None:
        """Come back to a screen that was left: what happened meanwhile is read."""
        if self.is_mounted and not self._just_read:
            self.refresh_all()
        self._just_read = False

    def refresh_all(self) -> None:
        """Read everything again and show it: bars, banner and body."""
        try:
            self.reload()
            self.show_bars()
        except RehabError as problem:
            self.say(str(problem), bad=True)

    def reload(self) -> None:
        """Read what the body shows, and show it."""

    def show_bars(self) -> None:
        """Bring the top line, the banner and the keys up to date."""
        context = self.context
        moment = context.clock.now()
        top = self.query_one(TopBar)
        top.left, top.right = self.TITLE_WORDS, self.top_words()
        if context.patient and self.opened is None and self.AS_PATIENT:
            top.left += ", as the patient sees it"
        top.demo, top.patient = context.demo, context.patient
        self.set_class(bool(context.patient), "-patient")
        banner = self.query_one(Banner)
        banner.unkept = NOT_KEPT_YET if context.unkept else ""
        waiting = context.rehab.follow_ups.waiting()
        overdue = frozenset(f.id for f in waiting if f.overdue(moment.instant))
        banner.lines = banner_lines(waiting, overdue)
        bar = self.query_one(KeyBar)
        bar.off, bar.hints = WRITING if context.patient else frozenset(), self.hints()

    def top_words(self) -> str:
        """Return what stands at the right of the top line."""
        return ""

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (KeyHint("?", "help", "app.help"),)

    def palette(self) -> Iterable[SystemCommand]:
        """Yield what only this screen can do, for the palette."""
        return ()

    def say(self, words: str, *, bad: bool = False) -> None:
        """Say something to the person in the last line, for some seconds: more of them for more lines."""
        seconds = 12 if bad else 6 + 4 * words.count("\n")
        self.notify(words, severity="error" if bad else "information", timeout=seconds, markup=False)

    def key(self, action: str) -> str:
        """Return the key that an action of every screen, or of Today, has now."""
        return host_of(self.app).own.settings.key(action)

    def keyed(self, text: str) -> str:
        """Return a text of our own with the key that an action has now in the place of its name: {go-plan}."""
        return host_of(self.app).own.settings.keyed(text)

    def save_fact(self, fact: Fact) -> Logged:
        """Keep one fact for the day shown. Raises RehabError when it cannot be."""
        day = self._day_of(fact)
        return self.context.rehab.journal.add(
            day, fact, self.context.stamp(), f"{_words_of(fact, day)}, {short_day(day)}"
        )

    def show_fact(self, logged: Logged) -> None:
        """Show a fact that was kept, and say what it was, with what belongs beside it."""
        self.kept(logged)
        said = [f"Kept: {_words_of(entry.fact, entry.day)}" for entry in logged.entries]
        words = [one if one.endswith((".", "?", "!")) else f"{one}." for one in said] or [KEPT_ALREADY]
        beside = [line for entry in logged.entries for line in self.context.rehab.measures.beside(entry)]
        called: tuple[str, ...] = ()
        if logged.followups:
            from rehab_tui.rules.computed import message_now

            called = tuple(message_now(one) for one in logged.followups)
        self.say("\n".join((*words, *beside, *called)))

    def _day_of(self, fact: Fact) -> date:
        """Return the day of the history on which a fact stands."""
        if isinstance(fact, Visit):
            return fact.on
        return min(fact.first, self.context.clock.today()) if isinstance(fact, Pause) else self.day_shown

    def kept(self, logged: Logged) -> None:
        """Show what was kept, in the place of what was said before; let a warning sign take the screen."""
        self.query_one(KeyBar).forget()
        self.refresh_all()
        if logged.stops:
            from rehab_tui.tui.screens.guided.stop_card import StopCardScreen

            self.app.push_screen(StopCardScreen(logged.stops))
        host_of(self.app).raise_alerts(logged.followups)

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Run what a clicked key would have done."""
        self.call_later(self.run_action, message.action)

    def on_top_bar_pressed(self, _: TopBar.Pressed) -> None:
        """Leave the patient for the caseload."""
        self.call_later(self.run_action, "app.go('caseload')")

    def on_banner_pressed(self, _: Banner.Pressed) -> None:
        """Open the follow-ups."""
        self.call_later(self.run_action, "app.go('followups')")


def _words_of(fact: Fact, day: date) -> str:
    return fact.said(day) if isinstance(fact, Spoken) else fact.kind_of_entry.value
