"""The 30 seconds of the chair stand: read from the chair, a bell at both ends, then the number of stands."""

from collections.abc import Callable
from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rehab_tui.tui.screens.dialogs import Dialog
from rehab_tui.tui.screens.guided.screen import EVERY, Stage
from rehab_tui.tui.screens.guided.view import Look

READY, SECONDS = 3, 30
ROOMY = 16
"""Lines of a window below which the words of how it is done need the room of a large one."""
TITLE = "30-second chair stand"
HOW = (
    "A firm chair against a wall, arms crossed. Space starts: three seconds to get ready, then 30.",
    "Count the full stands, or let someone count.",
    "Stop when it hurts too much or you feel unsteady.",
)


class StandTimer(Dialog[bool]):
    """Counts 30 seconds in the whole window; gives back whether the number of stands is to be asked.

    `ticks` gives seconds that no change of the clock moves; `bell` is rung when it begins and when it ends.
    """

    DEFAULT_CSS = """
    StandTimer {
        & > Vertical, &.-high > Vertical { width: 100%; max-width: 100%; height: 100%; max-height: 100%; padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start", "Start, or start again", show=False),
        Binding("enter", "type", "Type the number", show=False),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self, ticks: Callable[[], float], bell: Callable[[], None], *, letters_only: bool = False) -> None:
        super().__init__()
        self._ticks = ticks
        self._bell = bell
        self._letters_only = letters_only
        self._began: float | None = None
        self._left = READY + SECONDS
        """Whole seconds to the end, those to get ready included."""

    def compose(self) -> ComposeResult:
        """Show how it is done, then the countdown."""
        with Vertical():
            yield Stage()
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        """Look at the clock now and then, not count calls: they may come late."""
        self.query_one(Stage).letters_only = self._letters_only
        self._show()
        self.set_interval(EVERY, self.look_at_clock)

    def on_resize(self) -> None:
        """Give the words the room they need."""
        self._show()

    def look_at_clock(self) -> None:
        """Show the seconds that are left; the bell rings when the 30 begin and when they end."""
        if self._began is None or not self._left:
            return
        before = self._left
        self._left = max(0, ceil(READY + SECONDS - (self._ticks() - self._began)))
        if before > SECONDS >= self._left or not self._left:
            self._bell()
        if self._left != before:
            self._show()

    def _show(self) -> None:
        self.query_one(Stage).look = self._look()
        keys = "space starts" if self._began is None else "space starts again"
        typed = "" if self._began is not None and self._left else "   enter types the number"
        self.query_one(".foot", Static).update(Content(f" {keys}{typed}   esc leaves"))

    def _look(self) -> Look:
        if self._began is None:
            return Look(TITLE, "READY?" if self.app.size.height >= ROOMY else "", "", HOW)
        if self._left > SECONDS:
            return Look(TITLE, "READY", str(self._left - SECONDS), ("get ready",))
        if self._left:
            return Look(TITLE, "", str(self._left), ("Stand up, sit down. " + HOW[-1],))
        return Look(TITLE, "STOP", "", ("The time is up. Enter types the number of full stands.",))

    def action_start(self) -> None:
        """Begin, or begin again."""
        self._began, self._left = self._ticks(), READY + SECONDS
        self._show()

    def action_type(self) -> None:
        """Go on to the number of stands."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave; nothing is kept."""
        self.dismiss(False)
