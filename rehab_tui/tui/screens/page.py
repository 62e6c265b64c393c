"""A page on top of a screen: the whole window, its own keys, Escape goes back."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.moved import follow_moved_keys
from rehab_tui.tui.widgets.sheet import Line, Row, Sheet


class Page(RehabScreen, ModalScreen[None]):
    """A page of rows. Letters do not move away from it: `escape` does."""

    CSS = "Page { background: $background !important; }"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal")]  # noqa: RUF012 (the base declares it so)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "move(-10)", "Up a page", show=False),
        Binding("pagedown", "move(10)", "Down a page", show=False),
        Binding("exclamation_mark", "app.help_card", "Help card", show=False),
        Binding("question_mark,f1", "app.help", "Help", show=False),
        Binding("b", "app.blank", "Blank the screen", show=False),
    ]

    def compose_body(self) -> Iterable[Widget]:
        """Yield the page."""
        yield Sheet(self.rows)

    def on_mount(self) -> None:
        """Take the keys; Textual runs what the base does here as well."""
        sheets = self.query(Sheet)
        if sheets:
            sheets.first().focus()
        follow_moved_keys(self)

    def rows(self, width: int) -> tuple[Row, ...]:  # noqa: ARG002 (what pages override)
        """Return the rows for a width in cells."""
        return ()

    def reload(self) -> None:
        """Build the rows again."""
        for sheet in self.query(Sheet):
            sheet.renew()

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (KeyHint("esc", "back", "leave"), KeyHint("↑↓", "read on"), KeyHint("!", "help card", "app.help_card"))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_move(self, steps: int) -> None:
        """Move the cursor; where nothing can be chosen, scroll."""
        sheet = next(iter(self.query(Sheet)), None)
        if sheet is not None and any(row.selectable for row in sheet.rows):
            sheet.move(steps)
        else:
            self.query_one("#body").scroll_relative(y=steps, animate=False)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Run what was clicked."""
        if message.action:
            self.call_later(self.run_action, message.action)


def wrapped(text: str, width: int, *, indent: int = 2, first: str = "", style: str = "") -> tuple[Line, ...]:
    """Return a text as lines that fit a width, indented; `first` stands before the first one."""
    room = max(10, min(width, 100) - indent)
    found = []
    for number, part in enumerate(Content(text).wrap(room)):
        lead = first.rjust(indent) if number == 0 and first else " " * indent
        content = Content(lead) + (part.stylize(style) if style else part)
        found.append(Line(content))
    return tuple(found)
