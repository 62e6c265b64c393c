"""The stop card: pain while exercising was above the limit (PX-01)."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rehab_tui.domain.sources import source_line
from rehab_tui.domain.stop import StopCard
from rehab_tui.domain.words import harmless
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.dialogs import Dialog
from rehab_tui.tui.screens.guided.big import big
from rehab_tui.tui.widgets.body import Body


class StopCardScreen(Dialog[None]):
    """Says what to stop, the pain and the limit, and where the limit comes from. Left with Enter or Escape."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    StopCardScreen {
        & > Vertical { border: heavy $warning; }
        & .question { color: $warning; }
        &.-high Body { max-height: 64vh; }
        & .stop { width: 1fr; height: auto; margin-bottom: 1; color: $error; text-style: bold; }
        & .card { width: 1fr; height: auto; margin-bottom: 1; }
        & .sources { width: 1fr; height: auto; color: $quiet; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "leave", "I stop", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
    ]

    def __init__(self, cards: Sequence[StopCard]) -> None:
        super().__init__()
        self._cards = tuple(cards)

    def compose(self) -> ComposeResult:
        """Show each card, then the sources of the limit."""
        with Vertical():
            with Body():
                yield Static(self._stop(), classes="stop")
                for card in self._cards:
                    yield Static(Content(card.title), classes="question")
                    yield Static(Content("\n".join(harmless(line) for line in card.lines)), classes="card")
                sources = dict.fromkeys(source for card in self._cards for source in card.sources)
                lines = (source_line(source) for source in sources)
                yield Static(Content("\n".join(("The limit comes from:", *lines))), classes="sources")
            yield Static(Content("enter leaves   up, down scroll"), classes="foot")

    def _stop(self) -> Content:
        """Return STOP as large as the window allows: it is read from the mat, before anything else."""
        size = next((size for size, least in ((2, 22), (1, 16)) if self.app.size.height >= least), 0)
        letters_only = host_of(self.app).context.letters_only
        return Content("\n".join(big("STOP", size, letters_only=letters_only)) if size else "STOP")

    def action_scroll(self, lines: int) -> None:
        """Read on, or back."""
        self.query_one(Body).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Go back to the day."""
        self.dismiss(None)
