"""One plotext chart of 365 points and two lines in a Textual program; `right` draws it with other numbers."""

import math
from typing import ClassVar

import plotext
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

POINTS = 365


class Plot(App[None]):
    """A chart that is drawn anew at each key."""

    BINDINGS: ClassVar[list[BindingType]] = [("right", "shift(1)", "Shift"), ("left", "shift(-1)", "Back")]
    shifted = 0

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static()

    def on_mount(self) -> None:
        """Draw the first one."""
        self.action_shift(0)

    def action_shift(self, step: int) -> None:
        """Draw the next one."""
        self.shifted += step
        plotext.clear_figure()
        plotext.plotsize(self.size.width, self.size.height)
        days = list(range(POINTS))
        plotext.plot(days, [5 + 4 * math.sin((day + self.shifted) / 30) for day in days], label="pain")
        plotext.plot(days, [5 + 2 * math.cos((day + self.shifted) / 50) for day in days], label="mean of 7 days")
        plotext.title(f"READY {self.shifted}")
        self.query_one(Static).update(Text.from_ansi(plotext.build()))


if __name__ == "__main__":
    Plot().run()
