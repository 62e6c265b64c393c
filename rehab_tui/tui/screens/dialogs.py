"""Small questions on top of a screen: yes or no, one of a list, a few words."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from rehab_tui.domain.words import LONGEST_NOTE, free_text, harmless
from rehab_tui.errors import InvalidValue
from rehab_tui.tui.widgets.sheet import LineMaker, Row, Sheet

BOX_CSS = """
    align: center middle;
    & > Vertical {
        width: 74; max-width: 96%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 1 2;
    }
    & .question { width: 1fr; height: auto; margin-bottom: 1; text-style: bold; }
    & .foot { width: 1fr; height: auto; margin-top: 1; color: $quiet; }
    & Sheet { max-height: 16; }
"""


class ConfirmScreen(ModalScreen[bool]):
    """Asks for yes or no; Escape is no."""

    DEFAULT_CSS = f"ConfirmScreen {{ {BOX_CSS} }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n,escape", "answer(False)", "No", show=False),
        Binding("enter", "chosen", "Choose", show=False),
        Binding("up,k,left", "move(-1)", "Up", show=False),
        Binding("down,j,right", "move(1)", "Down", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Show the question and its two answers."""
        with Vertical():
            yield Static(Content(harmless(self._question)), classes="question")
            yield Sheet(self._rows)

    def on_mount(self) -> None:
        """Make the answers reachable by arrows too; no is chosen first."""
        sheet = self.query_one(Sheet)
        sheet.focus()
        self.call_after_refresh(sheet.go, "no")

    def _rows(self, _: int) -> tuple[Row, ...]:
        yes = LineMaker().add(" ").add("y", "bold $primary").add("  yes").line()
        no = LineMaker().add(" ").add("n", "bold $primary").add("  no").line()
        return (Row("yes", (yes,)), Row("no", (no,)))

    def action_move(self, steps: int) -> None:
        """Move between the answers."""
        self.query_one(Sheet).move(steps)

    def action_chosen(self) -> None:
        """Give the answer under the cursor."""
        self.dismiss(self.query_one(Sheet).cursor == "yes")

    def action_answer(self, yes: bool) -> None:
        """Give an answer."""
        self.dismiss(yes)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Give the answer that was clicked."""
        self.dismiss(message.key == "yes")


class ChooseScreen(ModalScreen[str | None]):
    """Asks for one of a few; a number, or arrows and Enter. Escape chooses nothing."""

    DEFAULT_CSS = f"ChooseScreen {{ {BOX_CSS} }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"number({n})", "Choose", show=False) for n in range(1, 10)),
        Binding("escape", "nothing", "Leave", show=False),
        Binding("enter,space", "chosen", "Choose", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
    ]

    def __init__(self, question: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._question = question
        self._choices = dict(choices)

    def compose(self) -> ComposeResult:
        """Show the question and what can be chosen."""
        with Vertical():
            yield Static(Content(harmless(self._question)), classes="question")
            yield Sheet(self._rows)
            yield Static(Content("a number or enter chooses, escape leaves"), classes="foot")

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(Sheet).focus()

    def _rows(self, _: int) -> tuple[Row, ...]:
        rows = []
        for number, (value, label) in enumerate(self._choices.items(), start=1):
            maker = LineMaker().add(f" {number if number < 10 else ' '}", "bold $primary")
            rows.append(Row(value, (maker.add(f"  {harmless(label)}").line(),)))
        return tuple(rows)

    def action_move(self, steps: int) -> None:
        """Move between the choices."""
        self.query_one(Sheet).move(steps)

    def action_number(self, number: int) -> None:
        """Choose by number."""
        values = list(self._choices)
        if number <= len(values):
            self.dismiss(values[number - 1])

    def action_chosen(self) -> None:
        """Choose what is under the cursor."""
        self.dismiss(self.query_one(Sheet).cursor or None)

    def action_nothing(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Choose what was clicked."""
        self.dismiss(message.key)


class NoteScreen(ModalScreen[str | None]):
    """A few lines of the person's own words. Ctrl+S keeps them, Escape leaves."""

    DEFAULT_CSS = f"""
    NoteScreen {{ {BOX_CSS}
        & TextArea {{ height: 8; border: tall $faint; background: $background; }}
        & TextArea:focus {{ border: tall $primary; }}
        & .problem {{ height: auto; color: $error; display: none; }}
    }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the field, and that nobody reads it for warning signs."""
        with Vertical():
            yield Static(Content(harmless(self._title)), classes="question")
            yield TextArea(self._text, soft_wrap=True, show_line_numbers=False)
            yield Static("", classes="problem", markup=False)
            words = "Notes are not read for warning signs: report those with w.\nctrl+s keeps it   escape leaves it"
            yield Static(Content(words), classes="foot")

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(TextArea).focus()

    def action_keep(self) -> None:
        """Give the text back when it can be kept; else say why, and leave it there."""
        text = self.query_one(TextArea).text
        problem = self.query_one(".problem", Static)
        try:
            free_text("the note", text)
        except InvalidValue as wrong:
            problem.update(Content(f"{wrong} (at most {LONGEST_NOTE:,})"))
            problem.display = True
            return
        self.dismiss(text)

    def action_leave(self) -> None:
        """Leave; a text that was begun is given up only after a question."""
        if self.query_one(TextArea).text.strip() in {"", self._text.strip()}:
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        self.app.push_screen(ConfirmScreen("Leave without keeping this note?"), answered)
