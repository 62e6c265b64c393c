"""The least a Textual program can be: one Static."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class OneStatic(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("READY")


if __name__ == "__main__":
    OneStatic().run()
