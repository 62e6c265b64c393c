"""The screens as one program: which is shown, what every screen can do, how it ends."""

import asyncio
import gc
import select
import signal
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, InputEvent, Resize
from textual.filter import LineFilter
from textual.screen import Screen

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.followup import FollowUp, Level, State
from rehab_tui.errors import RehabError
from rehab_tui.services.glance import told_today
from rehab_tui.tui.actions import Actions
from rehab_tui.tui.context import Context
from rehab_tui.tui.filters import Harmless, Lettered
from rehab_tui.tui.screens import PLACES
from rehab_tui.tui.screens.base import SMALLEST, too_small
from rehab_tui.tui.terminal import read_any_bytes
from rehab_tui.tui.theme import THEMES, theme_for

NOTE_SECONDS = 20
"""How long a note about the settings stands."""
LOOK_EVERY = 2.0
"""Seconds between looks at whether another program changed the file, or midnight passed."""


def terminal_gone() -> bool:
    """Whether what we read keys from was hung up: no signal says so where the terminal was not our own.

    Textual goes on reading the end of the file, at the full speed of a processor.
    """
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return False
    asked = select.poll()
    asked.register(sys.__stdin__.fileno(), 0)
    return any(said & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, said in asked.poll(0))


class RehabApp(Actions):
    """The terminal program of one patient's file."""

    TITLE = "rehab"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = ["app.tcss", "screens/today/today.tcss"]
    """Textual does not load the sheet of the first screen by itself."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(p.key, f"go('{p.name}')", p.title, id=f"go-{p.name}", show=False) for p in PLACES),
        Binding("exclamation_mark", "help_card", "Help card", id="help-card", show=False),
        Binding("question_mark,f1", "help", "Help", id="help", show=False),
        Binding("u", "undo", "Undo", id="undo", show=False),
        Binding("e", "export", "Hand over", id="export", show=False),
        Binding("comma", "settings", "Settings", id="settings", show=False),
        Binding("b", "blank", "Blank the screen", id="blank", show=False),
        Binding("q", "leave", "Quit", id="quit", show=False),
        Binding("ctrl+q", "leave", "Quit", id="quit-anywhere", show=False, priority=True),
    ]

    def __init__(self, context: Context, note: str | None = None) -> None:
        super().__init__(context)
        self._note = note
        """What is wrong with the settings; said once."""
        self._filter, self._letters = Harmless(), Lettered()
        self._seen = context.rehab.version
        self._day = context.clock.today()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = theme_for(context.settings.theme).name
        if context.settings.keys:
            self.set_keymap(dict(context.settings.keys))

    # starting and ending

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of the platform, which reads any bytes."""
        read_any_bytes()
        return super().get_driver_class()

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: Today."""
        return self.screen_of("today")

    def on_mount(self) -> None:
        """Watch for signals and for other programs; ask the first questions of a new file."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, ValueError):
                loop.add_signal_handler(number, self.leave_with, 128 + number)
        self.set_interval(LOOK_EVERY, self._look)
        self._therapist = self._not_set_up() and self.own.rehab.caseload.anybody
        if self._therapist:
            self.push_screen(self.screen_of("caseload"))
        self.call_after_refresh(self._first_frame)

    def _first_frame(self) -> None:
        """What can wait until the person sees something."""
        gc.freeze()  # what was loaded stays: it need not be looked through at a later key
        gc.enable()
        self._greet()
        self._watch()
        self._raise_what_waits()
        if self._note is not None:
            self.notify(self._note, severity="warning", timeout=NOTE_SECONDS)
        if not self.own.demo:
            self.run_worker(self._daily_backup, thread=True, exit_on_error=False)

    def _watch(self) -> None:
        """Let the computed rules look at the day, once; what they open shows in the banner."""
        try:
            opened = self.own.rehab.journal.watch(self.own.stamp())
        except RehabError as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        if not self.read_notices() and opened:
            self.refresh_screen()

    def read_notices(self) -> bool:
        """Read what the person is told today without being asked; return whether it changed and is shown anew."""
        try:
            notices = self.own.rehab.use(lambda store: told_today(store, self.own.clock.now()))
        except RehabError as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return False
        changed, self.own.notices = notices != self.own.notices, notices
        if changed:
            self.refresh_screen()
        return changed

    def _daily_backup(self) -> None:
        """Make today's backup beside the screens, on a connection of its own; a failing one is only said."""
        try:
            with Rehab.open(self.own.rehab.path) as rehab:
                warning = rehab.care.daily_backup_if_due(self.own.clock.now())
        except RehabError as problem:
            warning = str(problem)
        if warning:
            self.call_from_thread(self.notify, warning, severity="warning", markup=False)

    def _greet(self) -> None:
        """Ask the first questions where nobody has answered them yet; a therapist's file is no diary."""
        if self._not_set_up() and not self._therapist:
            from rehab_tui.tui.screens.welcome.screen import WelcomeScreen

            self.push_screen(WelcomeScreen(), lambda _: self.refresh_screen())

    def _not_set_up(self) -> bool:
        rehab = self.own.rehab
        return self.own.profile().setup_done_on is None and not rehab.read_only

    def _handle_exception(self, error: Exception) -> None:
        """End after a bug; what misses its widgets while the screens are taken down is none."""
        if not self.left_properly:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End after a bug: one plain line, no traceback (it would show personal text), details without values."""
        from rehab_tui.crash import write_report

        place = write_report(sys.exc_info()[1], self.own.clock.now().instant)
        where = f"details without your data: {place}" if place else "no details could be written"
        self._exit_renderables.append(f"rehab: a bug ended the screens; everything logged is kept ({where})")
        self._return_code = 70
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every action for the palette, each with the key that it has now."""
        for command in super().get_system_commands(screen):
            yield command._replace(help=self.own.settings.keyed(command.help))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every line, ours last."""
        letters = (self._letters,) if self.own.letters_only else ()
        return (*super().get_line_filters(), self._filter, *letters)

    async def on_event(self, event: Event) -> None:
        """Pass an event on; a key typed ahead of the end finds no screen any more, and is dropped."""
        if self.is_running or not isinstance(event, InputEvent):
            await super().on_event(event)

    def on_resize(self, event: Resize) -> None:
        """Cover everything while the window is too small to be used without mistakes."""
        if not too_small(event.size, getattr(self.screen, "LEAST", SMALLEST)):
            return
        from rehab_tui.tui.screens.small import SmallScreen

        if not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())

    # warning signs

    def raise_alerts(self, follow_ups: Iterable[FollowUp]) -> None:
        """Let each new level 1 or 2 follow-up take the screen, the most urgent on top."""
        serious = [f for f in follow_ups if f.serious and f.events[-1].verb == "opened"]
        if not serious:
            return
        from rehab_tui.tui.screens.followups.alert import AlertScreen

        for follow_up in sorted(serious, key=lambda f: -(f.level or Level.VISIT)):
            self.push_screen(AlertScreen(follow_up), lambda _: self.refresh_screen())

    def show_alert(self, follow_up: FollowUp) -> None:
        """Show the advice of a follow-up again."""
        from rehab_tui.tui.screens.followups.alert import AlertScreen

        self.push_screen(AlertScreen(follow_up, again=True), lambda _: self.refresh_screen())

    def _raise_what_waits(self) -> None:
        """Show at every start what nobody has acted on yet: the most urgent, and below it each that was never read."""
        try:
            found = self.own.rehab.follow_ups.waiting()
        except RehabError as problem:
            self.notify(str(problem), severity="error", markup=False)
            return
        waiting = [f for f in found if f.serious and f.state != "acted"]
        unread = [f for f in waiting if f.state is State.OPEN]
        for follow_up in reversed(unread or waiting[:1]):
            self.show_alert(follow_up)

    # keeping up

    def _look(self) -> None:
        """Read again when another program wrote to the file, or a new day began; end when the terminal is gone."""
        if not self.is_running:
            return
        if not self.is_headless and terminal_gone():
            self.leave_with(128 + signal.SIGHUP)
            return
        self.keep_trying()
        version, day = self.own.rehab.version, self.own.clock.today()
        if version != self._seen or day != self._day:
            self._seen, self._day = version, day
            self._watch()
            self.refresh_screen()
