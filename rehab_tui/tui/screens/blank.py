"""Hides everything from people who walk by."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click, Key
from textual.screen import ModalScreen
from textual.widgets import Static


class BlankScreen(ModalScreen[None]):
    """One calm line until a key is pressed or the mouse is clicked; no message shows on it."""

    CSS = """
    BlankScreen {
        background: $background; align: center middle;
        & > Static { width: auto; max-width: 96%; height: auto; color: $quiet; text-align: center; }
        & ToastRack { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static(Content("rehab is hidden. Press any key."))

    def on_key(self, event: Key) -> None:
        """Come back; the key does nothing else."""
        event.stop()
        event.prevent_default()
        self._back()

    def on_click(self, _: Click) -> None:
        """Come back."""
        self._back()

    def _back(self) -> None:
        """Show again what was hidden."""
        if self.app.screen is self and not self._leaving:
            self._leaving = True
            self.dismiss(None)
