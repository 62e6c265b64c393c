"""Looking for words in the notes: exactly what is typed, nothing is interpreted."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Entry, Note
from rehab_tui.domain.words import shown
from rehab_tui.errors import RehabError
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.dialogs import Dialog
from rehab_tui.tui.widgets.bars import KeyBar, KeyHint
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.sheet import LineMaker, Row, Sheet

MOST = 50


class SearchScreen(Dialog[date | None]):
    """Finds notes as one types; gives the day of the chosen one back."""

    DEFAULT_CSS = """
    SearchScreen {
        & Input { border: none; height: 1; padding: 0 1; background: $background; }
        & Input:focus { border: none; background: $cursor-row; }
        & Body { height: 10; margin-top: 1; }
        &.-lowest Body { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("enter", "chosen", "Go to the day", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Entry, ...] = ()

    def compose(self) -> ComposeResult:
        """Show the field and what it finds."""
        with Vertical():
            yield Static(Content("Search the notes"), classes="question")
            yield Input(placeholder="words, exactly as written", max_length=200)
            with Body():
                sheet = Sheet(self._rows)
                sheet.can_focus = False
                yield sheet
            yield KeyBar(KeyHint("enter", "goes to the day", "chosen"), KeyHint("esc", "leaves", "leave"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find again."""
        context = getattr(self.app, "context", None)
        if not isinstance(context, Context):
            return
        try:
            self._found = context.rehab.journal.with_words(event.value, MOST)
        except RehabError as problem:
            self.notify(str(problem), severity="error", markup=False)
        self.query_one(Sheet).renew()

    def _rows(self, width: int) -> tuple[Row, ...]:
        rows = [_row(entry, self.query_one(Input).value, width) for entry in self._found]
        if not rows and self.query_one(Input).value.strip():
            rows.append(Row("none", (LineMaker().add(" No note has these words.", "$quiet").line(),), selectable=False))
        return tuple(rows)

    def action_move(self, step: int) -> None:
        """Move between what was found."""
        self.query_one(Sheet).move(step)

    def action_chosen(self) -> None:
        """Go to the day of the note under the cursor."""
        self._go(self.query_one(Sheet).cursor)

    def action_leave(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Go to the day of the note that was clicked."""
        self._go(message.key)

    def _go(self, key: str) -> None:
        entry = next((entry for entry in self._found if entry.id == key), None)
        if entry is not None:
            self.dismiss(entry.day)


def _row(entry: Entry, typed: str, width: int) -> Row:
    """Return a note as one line, begun shortly before the words that were looked for."""
    text = " ".join(part for part in ((entry.fact.text if isinstance(entry.fact, Note) else ""), entry.note) if part)
    at = max(0, text.lower().find(typed.strip().lower()) - 10)
    lead = "…" if at else ""
    maker = LineMaker().add(f" {day_words(entry.day):<16}", "$quiet")
    words = shown(lead + " ".join(text[at : at + 200].split()), most=max(8, width - 18))
    return Row(entry.id, (maker.add(words).line(),))
