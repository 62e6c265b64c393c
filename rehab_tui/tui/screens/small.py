"""Shown while the window is too small: a calm line, and no key that could log something unseen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from rehab_tui.tui.screens.base import SMALLEST, too_small
from rehab_tui.tui.widgets.bars import Banner


class SmallScreen(ModalScreen[None]):
    """Covers whatever was open, and leaves it as it was when the window grows again."""

    CSS = """
    SmallScreen {
        background: $background; align: center middle;
        & > Static { width: 1fr; height: auto; text-align: center; }
        & > .waits { color: $warning; text-style: bold; display: none; }
        & ToastRack { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.leave", "Quit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Say what to do, and whether a warning sign waits underneath."""
        yield Static("", classes="waits", markup=False)
        columns, lines = SMALLEST
        yield Static(Content(f"Make the window a little larger ({columns} x {lines} or more)"))

    def on_mount(self) -> None:
        """Look whether it is still needed: the window may have grown meanwhile."""
        waits = [text for below in self.app.screen_stack for banner in below.query(Banner) for text, _ in banner.lines]
        if waits:
            line = self.query_one(".waits", Static)
            line.update(Content(waits[0]))
            line.display = True
        self._fit(self.app.size)

    def on_screen_resume(self) -> None:
        """Look again after something that lay on top is gone."""
        self._fit(self.app.size)

    def on_resize(self, event: Resize) -> None:
        """Go when the window is large enough."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        stack = self.app.screen_stack
        least = getattr(stack[-2], "LEAST", SMALLEST) if len(stack) > 1 else SMALLEST
        if self.app.screen is self and not self._leaving and not too_small(size, least):
            self._leaving = True
            self.dismiss(None)
