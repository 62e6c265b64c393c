"""A plain Textual program: Header, DataTable of 14 rows, Footer."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Footer, Header

ROWS = 14


class Table(App[None]):
    """A list to move about in."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit"), ("e", "bell", "Export"), ("n", "bell", "New")]

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Header()
        yield DataTable[str](cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("day", "exercise", "sets", "reps", "pain", "note")
        for row in range(ROWS):
            table.add_row(f"2026-01-{row + 1:02}", "clamshell", "2", "12", str(row % 10), "" if row else "READY")
        table.focus()


if __name__ == "__main__":
    Table().run()
