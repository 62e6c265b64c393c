"""Small questions on top of a screen: yes or no, one of a list, a few words."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from rehab_tui.domain.words import LONGEST_NOTE, free_text, harmless
from rehab_tui.errors import InvalidValue, RehabError, UnusableFile
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.left_once import LeftOnce
from rehab_tui.tui.widgets.bars import KeyBar, KeyHint
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row, Sheet

Answer = TypeVar("Answer")
Saved = TypeVar("Saved")

STILL_HERE = "What you typed still stands here, to try again or to copy."


class Dialog(ModalScreen[Answer], LeftOnce[Answer], Generic[Answer]):
    """A box over a screen: what scrolls in a `Body`, and below it the keys, which are always in sight.

    In a low window it gives up its gaps, and in the lowest also its frame.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal")]  # noqa: RUF012 (the base declares it so)
    VERTICAL_BREAKPOINTS = [(0, "-lowest"), (14, "-low"), (22, "-high")]  # noqa: RUF012
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > Vertical {
            width: 74; max-width: 96%; height: auto; max-height: 100%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & Body { width: 1fr; height: auto; max-height: 60vh; }
        & .question { width: 1fr; height: auto; margin-bottom: 1; text-style: bold; }
        & .problem { width: 1fr; height: auto; color: $error; text-style: bold; display: none; }
        & .foot { width: 1fr; height: auto; color: $quiet; }
        & KeyBar { background: $surface; }
        &.-high > Vertical { max-height: 90%; padding: 1 2; }
        &.-high Body { max-height: 56vh; }
        &.-high KeyBar, &.-high .foot, &.-high .problem { margin-top: 1; }
        &.-problem > Vertical { padding: 0 1; max-height: 100%; }
        &.-problem Body { max-height: 46vh; }
        &.-lowest > Vertical { width: 100%; max-width: 100%; height: 100%; border: none; }
        &.-lowest Body { height: 1fr; max-height: 100%; }
        &.-lowest .question { margin-bottom: 0; }
    }
    """

    _save: Callable[[Answer], None] | None = None

    def keep_first(self, save: Callable[[Answer], None]) -> None:
        """Have an answer kept before the dialog closes; `save` raises RehabError where it cannot be."""
        self._save = save

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer; one that could not be kept stays as it was typed, with the reason below it."""
        if result is not None and self._save is not None and self.app.screen is self:
            try:
                self._save(result)
            except RehabError as problem:
                self.complain(_why(problem))
                return AwaitComplete()
        return super().dismiss(result)

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Do what a clicked key would have done."""
        self.call_later(self.run_action, message.action)

    def complain(self, words: str) -> None:
        """Say what is wrong, between what was typed and the keys."""
        self.add_class("-problem")
        problem = self.query_one(".problem", Static)
        problem.update(Content(words))
        problem.display = True
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)


def ask(
    app: App[Any], dialog: Dialog[Answer | None], save: Callable[[Answer], Saved], then: Callable[[Saved], None]
) -> None:
    """Show a dialog, keep its answer while it still stands, and go on once it has closed.

    What cannot be kept stays in the dialog as it was typed, with the reason; left by Escape, nothing follows.
    """
    saved = _saved_by(dialog, save)
    app.push_screen(dialog, lambda _: then(saved[0]) if saved else None)


async def asked(app: App[Any], dialog: Dialog[Answer | None], save: Callable[[Answer], Saved]) -> Saved | None:
    """Do the same for who waits: return what was kept, or None when the dialog was left."""
    saved = _saved_by(dialog, save)
    await app.push_screen_wait(dialog)
    return saved[0] if saved else None


def _saved_by(dialog: Dialog[Answer | None], save: Callable[[Answer], Saved]) -> list[Saved]:
    saved: list[Saved] = []

    def keep(answer: Answer | None) -> None:
        if answer is not None:
            saved.append(save(answer))

    dialog.keep_first(keep)
    return saved


def _why(problem: RehabError) -> str:
    """Return what is said below an answer that could not be kept."""
    words = str(problem)
    still = f". {STILL_HERE}" if isinstance(problem, UnusableFile) else ""
    return f"{words[:1].upper()}{words[1:]}{still}"


class ConfirmScreen(Dialog[bool]):
    """Asks for yes or no; Escape is no."""

    AUTO_FOCUS = ""
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
            with Body():
                yield Static(Content(harmless(self._question)), classes="question")
            yield Sheet(self._rows)

    def on_mount(self) -> None:
        """Make the answers reachable by arrows too; no is chosen first."""
        sheet = self.query_one(Sheet)
        sheet.focus(scroll_visible=False)
        self.call_after_refresh(sheet.go, "no")

    def _rows(self, _: int) -> tuple[Row, ...]:
        yes = LineMaker().add("  ").add("y", "bold $primary").add("  yes").line()
        no = LineMaker().add("  ").add("n", "bold $primary").add("  no").line()
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


NOT_READ = "Notes are not read for warning signs: report those with {signs}."
CHOICE_KEYS = "123456789abcdefghi"
"""The keys that choose from a list, in its order; j and k move in it."""


class ChooseScreen(Dialog[str | None]):
    """Asks for one of a few; the key before it, or arrows and Enter. Escape chooses nothing."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"number({n})", "Choose", show=False) for n, key in enumerate(CHOICE_KEYS, start=1)),
        Binding("y", "named('yes')", "Yes", show=False),
        Binding("n", "named('no')", "No", show=False),
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
            with Body():
                yield Static(Content(harmless(self._question)), classes="question")
                yield Sheet(self._rows)
            keys = KeyHint(choice_keys(len(self._choices)), "or enter", "chosen")
            yield KeyBar(keys, KeyHint("esc", "leaves", "nothing"))

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(Sheet).focus(scroll_visible=False)

    def _rows(self, width: int) -> tuple[Row, ...]:
        return tuple(
            choice_row(value, key, label, width)
            for key, (value, label) in zip(CHOICE_KEYS.ljust(len(self._choices)), self._choices.items(), strict=False)
        )

    def action_move(self, steps: int) -> None:
        """Move between the choices."""
        self.query_one(Sheet).move(steps)

    def action_number(self, number: int) -> None:
        """Choose the one of this place in the list."""
        values = list(self._choices)
        if number <= len(values):
            self.dismiss(values[number - 1])

    def action_named(self, value: str) -> None:
        """Choose yes or no by its letter, as elsewhere, where that is offered."""
        if value in self._choices:
            self.dismiss(value)

    def action_chosen(self) -> None:
        """Choose what is under the cursor."""
        self.dismiss(self.query_one(Sheet).cursor or None)

    def action_nothing(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Choose what was clicked."""
        self.dismiss(message.key)


class NoteScreen(Dialog[str | None]):
    """A few lines of the person's own words. Ctrl+S keeps them, Escape leaves."""

    DEFAULT_CSS = """
    NoteScreen {
        & TextArea { height: 8; border: tall $faint; background: $background; }
        & TextArea:focus { border: tall $primary; }
        &.-problem TextArea { height: 6; }
        &.-lowest TextArea { height: 1fr; border: none; padding: 0 1; }
        &.-lowest TextArea:focus { border: none; }
        &.-lowest .question { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    }
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
            foot = host_of(self.app).own.settings.keyed(NOT_READ)
            yield Static(Content(foot), classes="foot")
            yield KeyBar(KeyHint("ctrl+s", "keeps", "keep"), KeyHint("esc", "leaves", "leave"))

    def on_mount(self) -> None:
        """Begin to type, behind what stands there."""
        field = self.query_one(TextArea)
        field.move_cursor(field.document.end)
        field.focus()

    def action_keep(self) -> None:
        """Give the text back when it can be kept; else say why, and leave it there."""
        text = self.query_one(TextArea).text
        try:
            free_text("the note", text)
        except InvalidValue as wrong:
            self.complain(f"{wrong} (at most {LONGEST_NOTE:,})")
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


def choice_keys(number: int) -> str:
    """Return the keys of a list of so many choices, as a hint: 1-7, 1-9 a-f."""
    numbers, letters = CHOICE_KEYS[: min(number, 9)], CHOICE_KEYS[9:number]
    return " ".join(f"{keys[0]}-{keys[-1]}" for keys in (numbers, letters) if keys)


def choice_row(value: str, key: str, label: str, width: int) -> Row:
    """Return a choice with the key before it, on as many lines as it takes."""
    lines = Content(harmless(label)).wrap(max(8, width - 5))
    lead = Content.styled(f"  {key:<2} ", "bold $primary")
    return Row(value, tuple(Line((Content(" " * 5) if number else lead) + line) for number, line in enumerate(lines)))
