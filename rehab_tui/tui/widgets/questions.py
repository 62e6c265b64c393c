"""Questions answered on a page: a line to type in, or one of a few words to choose; what is wrong stands beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Blur, Click, Paste
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from rehab_tui.domain.words import LONGEST_NOTE, harmless
from rehab_tui.tui.widgets.sheet import POINTER, LineMaker, Zone


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked: by which name it is kept, how it is worded, what can be chosen or clicked."""

    name: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs to choose from; empty where the answer is typed."""
    ready: tuple[str, ...] = ()
    """Texts that one click fills in."""


class Given(Message):
    """An answer was given, or left; `final` when the person wants to go on."""

    def __init__(self, question: Question, text: str, *, final: bool) -> None:
        super().__init__()
        self.question = question
        self.text = text
        self.final = final


class Changing(Message):
    """An answer is being typed or chosen, and was not given yet."""

    def __init__(self, question: Question, text: str) -> None:
        super().__init__()
        self.question = question
        self.text = text


class Hint(Widget):
    """The line under an answer: how to write it and texts to click, or what is wrong with it."""

    DEFAULT_CSS = """
    Hint { height: auto; width: 1fr; color: $quiet; }
    Hint.-empty { display: none; }
    Hint.-wrong { color: $error; text-style: bold; }
    """

    problem: reactive[str] = reactive("", layout=True)

    class Picked(Message):
        """A ready text was clicked."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._zones: tuple[Zone, ...] = ()
        self.set_class(not question.hint and not question.ready, "-empty")

    def watch_problem(self) -> None:
        """Show what is wrong in another color, and with a sign."""
        self.set_class(bool(self.problem), "-wrong")
        self.set_class(not self.problem and not self._question.hint and not self._question.ready, "-empty")

    def render(self) -> Content:
        """Return the problem, or the hint with its ready texts."""
        if self.problem:
            self._zones = ()
            return Content(f"✗ {harmless(self.problem)}")
        maker = LineMaker().add(self._question.hint)
        for number, text in enumerate(self._question.ready):
            maker.add(" · " if number or self._question.hint else "", "$faint").add(text, "underline $secondary", text)
        self._zones = tuple(maker.zones)
        return maker.line().content

    def on_click(self, event: Click) -> None:
        """Give the text that was clicked."""
        place = event.get_content_offset(self)
        if place is None or place.y:
            return
        picked = next((zone.action for zone in self._zones if zone.start <= place.x < zone.end), "")
        if picked:
            self.post_message(self.Picked(picked))


class OneLine(Input):
    """A field of one line. A paste of several lines becomes one, and never more than can be kept."""

    def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        text = re.sub(r"[\r\n]+", " ", event.text.strip("\r\n"))
        if len(text) > LONGEST_NOTE:
            self.notify(f"The pasted text was cut: {LONGEST_NOTE:,} characters is the most.", severity="warning")
        text = text[:LONGEST_NOTE]
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)


class Answer(Widget):
    """What all answers have in common: the question, its text, and the problem with it."""

    DEFAULT_CSS = """
    Answer { height: auto; width: 1fr; margin-bottom: 1; }
    Answer .line { height: 1; width: 1fr; }
    Answer .label { width: 23; }
    Answer.-now .label { text-style: bold; color: $primary; }
    Answer Hint { margin-left: 23; padding: 0 1; }
    """

    def __init__(self, question: Question, text: str) -> None:
        super().__init__(id=f"answer-{question.name}")
        self.question = question
        self._given = text

    def on_descendant_focus(self) -> None:
        """Let the label of the answer that is being given stand out."""
        self.add_class("-now")

    def on_descendant_blur(self) -> None:
        """Let the label rest."""
        self.remove_class("-now")

    @property
    def text(self) -> str:
        """What the person has typed or chosen; empty where nothing."""
        return ""

    @property
    def changed(self) -> bool:
        """Whether the text is another one than the one that was given last."""
        return self.text != self._given

    def give(self, *, final: bool) -> None:
        """Say what the answer is."""
        self._given = self.text
        self.post_message(Given(self.question, self.text, final=final))

    def take(self) -> str:
        """Return the text and count it as given, for whoever keeps it now."""
        self._given = self.text
        return self.text

    def drop(self) -> None:
        """Let the text be the one that was given last."""

    def complain(self, problem: str) -> None:
        """Show what is wrong, or with an empty text that nothing is; the answer stays as it was typed."""
        self.query_one(Hint).problem = problem


class TextAnswer(Answer):
    """An answer that is typed."""

    DEFAULT_CSS = """
    TextAnswer Input {
        border: none; height: 1; padding: 0 1; width: 1fr; max-width: 50; background: $panel;
    }
    TextAnswer Input:focus { border: none; background: $cursor-row; background-tint: $foreground 0%; }
    """

    def compose(self) -> ComposeResult:
        """Show the label, the field and the hint."""
        with Horizontal(classes="line"):
            yield Static(Content(self.question.label), classes="label")
            yield OneLine(self._given, select_on_focus=False)
        yield Hint(self.question)

    def on_mount(self) -> None:
        """Put the cursor behind what stands there."""
        self.query_one(Input).action_end()

    @property
    def text(self) -> str:
        """What stands in the field."""
        found = self.query(Input)
        return found.first().value if found else self._given

    def drop(self) -> None:
        """Let the field hold what was given last."""
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = self._given

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what stands there, for whoever must keep it when the program is ended from outside."""
        event.stop()
        self.post_message(Changing(self.question, self.text))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: keep it and go on."""
        event.stop()
        self.give(final=True)

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Leaving the field: keep it."""
        event.stop()
        if self.changed:
            self.give(final=False)

    def on_hint_picked(self, message: Hint.Picked) -> None:
        """A click on a ready text fills it in and keeps it."""
        message.stop()
        self.query_one(Input).value = message.text
        self.give(final=False)


class Choices(Widget, can_focus=True):
    """A few words of which one is chosen: arrows and Space, a number, or a click."""

    DEFAULT_CSS = """
    Choices { height: auto; width: 1fr; }
    Choices:focus { background: $cursor-row; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "shift(-1)", "Before", show=False),
        Binding("right", "shift(1)", "After", show=False),
        *(Binding(str(n), f"pick({n - 1})", "Choose", show=False) for n in range(1, 10)),
        Binding("space", "take", "Choose", show=False),
        Binding("enter", "give(True)", "Keep and go on", show=False),
        Binding("backspace,delete", "clear", "Not answered", show=False),
    ]

    chosen: reactive[str] = reactive("")

    class Chosen(Message):
        """A choice was made; `final` when the person wants to go on."""

        def __init__(self, *, final: bool) -> None:
            super().__init__()
            self.final = final

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        super().__init__()
        known = {value for value, _ in choices}
        # What another door wrote may be none of these words; it is shown as it is and can be kept.
        self._choices = (*choices, *(((chosen, chosen),) if chosen and chosen not in known else ()))
        self._zones: list[tuple[int, Zone]] = []
        self.set_reactive(Choices.chosen, chosen)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (the base's)
        """Return one line, or one for each choice where they do not fit side by side."""
        return 1 if self._fits(width) else len(self._choices)

    def _fits(self, width: int) -> bool:
        return sum(Content(label).cell_length + 5 for _, label in self._choices) <= width

    def render(self) -> Content:
        """Return the choices, the chosen one filled."""
        beside = self._fits(self.size.width)
        maker = LineMaker()
        lines: list[Content] = []
        self._zones = []
        for value, label in self._choices:
            on = value == self.chosen
            start = maker.width
            maker.add(" ● " if on else " ○ ", "bold $primary" if on else "$quiet")
            maker.add(harmless(label), "bold" if on else "")
            self._zones.append((0 if beside else len(lines), Zone(start, maker.width, value)))
            if beside:
                maker.add("  ")
            else:
                lines.append(maker.line().content)
                maker = LineMaker()
        if beside:
            lines = [maker.line().content]
        here = next((n for n, (value, _) in enumerate(self._choices) if value == self.chosen and not beside), 0)
        if self.has_focus:
            lines[here] = POINTER + lines[here][1:]
        return Content("\n").join(lines)

    def action_shift(self, step: int) -> None:
        """Choose the next or the one before."""
        values = [value for value, _ in self._choices]
        if self.chosen not in values:
            self.chosen = values[0 if step > 0 else -1]
        else:
            self.chosen = values[max(0, min(len(values) - 1, values.index(self.chosen) + step))]

    def action_pick(self, number: int) -> None:
        """Choose by number."""
        if number < len(self._choices):
            self.chosen = self._choices[number][0]
            self.action_give(False)

    def action_take(self) -> None:
        """Keep what is chosen; the first one where nothing is."""
        self.chosen = self.chosen or self._choices[0][0]
        self.action_give(False)

    def action_clear(self) -> None:
        """Take the answer back."""
        self.chosen = ""
        self.action_give(False)

    def action_give(self, final: bool) -> None:
        """Say that this is the answer."""
        self.post_message(self.Chosen(final=final))

    def on_click(self, event: Click) -> None:
        """Choose what was clicked."""
        for line, zone in self._zones:
            if line == event.y and zone.start <= event.x < zone.end:
                self.chosen = zone.action
                self.action_give(False)

    def _on_blur(self, event: Blur) -> None:
        super()._on_blur(event)
        self.action_give(False)


class ChoiceAnswer(Answer):
    """An answer that is one of a few words."""

    def compose(self) -> ComposeResult:
        """Show the label, the choices and the hint."""
        with Horizontal(classes="line"):
            yield Static(Content(self.question.label), classes="label")
            yield Choices(self.question.choices, self._given)
        yield Hint(self.question)

    DEFAULT_CSS = "ChoiceAnswer .line { height: auto; }"

    @property
    def text(self) -> str:
        """The chosen value."""
        found = self.query(Choices)
        return found.first().chosen if found else self._given

    def drop(self) -> None:
        """Let that be chosen which was given last."""
        self.query_one(Choices).chosen = self._given

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """Keep it; with Enter go on."""
        message.stop()
        if message.final or self.changed:
            self.give(final=message.final)


def answer(question: Question, text: str) -> Answer:
    """Return the widget for a question, with the answer that is known."""
    return ChoiceAnswer(question, text) if question.choices else TextAnswer(question, text)
