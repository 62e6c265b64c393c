"""A short form on top of a screen: named fields, one line of problems, nothing lost while it is corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Generic, Self, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Button, Input, Static

from rehab_tui.domain.words import harmless
from rehab_tui.errors import InvalidValue
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.dialogs import Dialog
from rehab_tui.tui.widgets.bars import KeyBar, KeyHint
from rehab_tui.tui.widgets.body import Body

Answer = TypeVar("Answer")


def typed_path(text: str, what: str = "a file") -> Path:
    """Return the place whose name was typed, whether anything is there or not. Raises InvalidValue for no name."""
    typed = text.strip()
    if not typed or "\0" in typed:
        raise InvalidValue(f"write the name of {what}")
    return Path(typed).expanduser() if typed.startswith("~/") else Path(typed)


def typed_file(text: str) -> Path:
    """Return the file whose name was typed; one without a folder is also looked for at home.

    Raises InvalidValue where there is no such file.
    """
    path = typed_path(text)
    if not path.exists() and not path.is_absolute():
        path = Path.home() / path
    if not path.is_file():
        raise InvalidValue(f"there is no file {harmless(str(path))}; check its name")
    return path


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    hidden: bool = False
    """Whether what is typed is not shown: a passphrase."""


class FormScreen(Dialog[Answer | None], Generic[Answer]):
    """Asks for some short texts; `answer` turns them into a value or says what is wrong with one."""

    DEFAULT_CSS = """
    FormScreen {
        & .field { height: 1; width: 1fr; }
        & .label { width: 26; color: $foreground; }
        &.-short-labels .label { width: 22; }
        &.-shortest-labels .label { width: 12; }
        & Input { width: 1fr; padding: 0 1; background: $background; }
        & Input:focus { background: $cursor-row; }
        & .buttons { height: 1; margin-top: 1; }
        & .about { width: 1fr; height: auto; color: $quiet; margin-top: 1; }
        & Button { min-width: 12; margin-right: 2; }
        &.-narrow .field { layout: vertical; height: 2; }
        &.-narrow .label { width: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
        Binding("enter", "next", "Next", show=False, priority=True),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]

    def __init__(self, title: str, fields: Sequence[Field], foot: str = "") -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._foot = foot
        self._problem = ""
        longest = max((len(field.label) for field in fields), default=0)
        self.set_class(longest in range(12, 22), "-short-labels")
        self.set_class(longest < 12, "-shortest-labels")  # what is typed, and its hint, get the room
        self.given: dict[str, str] = {}
        """What stood in the fields when they were kept."""

    def begun(self, texts: Mapping[str, str], problem: str) -> Self:
        """Begin with what was typed before, and with why nothing came of it."""
        self._fields = tuple(replace(field, value=texts.get(field.name, field.value)) for field in self._fields)
        self._problem = problem
        return self

    def compose(self) -> ComposeResult:
        """Show the fields."""
        with Vertical():
            with Body():
                yield Static(Content(harmless(self._title)), classes="question")
                for field in self._fields:
                    with Horizontal(classes="field"):
                        yield Static(Content(field.label), classes="label")
                        yield Input(
                            field.value, field.hint, password=field.hidden, id=f"field-{field.name}", compact=True
                        )
                if self._foot:
                    yield Static(Content(host_of(self.app).own.settings.keyed(self._foot)), classes="about")
                with Horizontal(classes="buttons"):
                    yield Button("Keep", id="keep", variant="primary", compact=True)
                    yield Button("Leave", id="leave", compact=True)
            yield Static("", classes="problem", markup=False)
            yield KeyBar(
                KeyHint("ctrl+s", "keeps", "keep"), KeyHint("esc", "leaves", "leave"), KeyHint("enter", "next")
            )

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query(Input).first().focus()
        if self._problem:
            self.complain(self._problem)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep a field in sight together with its label."""
        parent = event.widget.parent
        if isinstance(parent, Horizontal):
            self.call_after_refresh(parent.scroll_visible, animate=False)

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields now."""
        return {field.name: self.query_one(f"#field-{field.name}", Input).value for field in self._fields}

    def answer(self, texts: dict[str, str]) -> Answer:
        """Return the value of the form. Raises InvalidValue with what is wrong."""
        raise NotImplementedError

    def action_next(self) -> None:
        """Go to the next field; after the last one, keep. At once: what is typed next belongs into that field."""
        if isinstance(self.focused, Button):
            self.focused.press()
        elif self.focused is self.query(Input).last():
            self.action_keep()
        else:
            self.focus_next(Input)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep or leave."""
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.action_leave()

    def action_keep(self) -> None:
        """Keep it, once each field has taken what was typed into it: keys come to it by a way of its own."""
        self._after_typing([*self.query(Input)])

    def _after_typing(self, fields: Sequence[Input]) -> None:
        if fields:
            fields[0].call_later(self._after_typing, fields[1:])
        else:
            self.app.call_later(self._keep)  # by the app, as a key: what it changes here is laid out before it is shown

    def _keep(self) -> None:
        """Give the value back, or say what is wrong and leave everything as typed; a second Enter finds it gone."""
        if self.app.screen is not self:
            return
        self.given = self.texts()
        try:
            value = self.answer(self.given)
        except InvalidValue as wrong:
            self.complain(str(wrong))
            return
        self.dismiss(value)

    def action_leave(self) -> None:
        """Leave; nothing is kept."""
        self.dismiss(None)
