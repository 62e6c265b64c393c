"""The 30 seconds of the chair stand: a countdown in large digits, a bell at its end, then the number of stands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from rehab_tui.tui.screens.dialogs import Dialog
from rehab_tui.tui.widgets.body import Body

READY, SECONDS = 3, 30
HOW = (
    "A firm chair against a wall, arms crossed. Space starts: three seconds to get ready, then 30. Count the full "
    "stands, or let someone count. Stop when it hurts too much or you feel unsteady."
)


class StandTimer(Dialog[bool]):
    """Counts 30 seconds; gives back whether the number of stands is to be asked."""

    DEFAULT_CSS = """
    StandTimer {
        & Digits { width: 1fr; height: 3; text-align: center; margin: 1 0; color: $primary; }
        &.-running .how { display: none; }
        & .now { width: 1fr; height: 1; text-align: center; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start", "Start, or start again", show=False),
        Binding("enter", "type", "Type the number", show=False),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._left: int | None = None
        """Seconds to the end, those to get ready included; None before the start."""

    def compose(self) -> ComposeResult:
        """Show how it is done, and the countdown."""
        with Vertical():
            with Body():
                yield Static(Content("30-second chair stand"), classes="question")
                yield Static(Content(HOW), classes="how")
                yield Digits(str(SECONDS))
                yield Static("", classes="now", markup=False)
            yield Static(Content("space starts   enter types the number   esc leaves"), classes="foot")

    def on_mount(self) -> None:
        """Count once a second; a clock that is set back does not matter."""
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        """One second less; the bell rings when it begins and when it ends."""
        if self._left is None or self._left == 0:
            return
        self._left -= 1
        if self._left in (0, SECONDS):
            self.app.bell()
        self._show()

    def _show(self) -> None:
        left = SECONDS if self._left is None else self._left
        words = ""
        if self._left is not None:
            words = "get ready" if left > SECONDS else "stand up, sit down" if left else "time is up: enter"
        self.query_one(Digits).update(str(left - SECONDS if left > SECONDS else left))
        self.query_one(".now", Static).update(Content(words))

    def action_start(self) -> None:
        """Begin, or begin again; in a low window the countdown needs the room of the words."""
        self.add_class("-running")
        self._left = READY + SECONDS
        self._show()

    def action_type(self) -> None:
        """Go on to the number of stands."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave; nothing is kept."""
        self.dismiss(False)
