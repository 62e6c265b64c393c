"""Questions that take the whole window: a title, lines with a cursor, the keys that answer them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.rules import question
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.screens.left_once import LeftOnce
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.bars import KeyBar, KeyHint, banner_lines
from rehab_tui.tui.widgets.body import Body
from rehab_tui.tui.widgets.moved import follow_moved_keys
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row, Sheet

Answer = TypeVar("Answer")

YES, UNSURE, NO = "yes", "unsure", "no"
PRIVATE = "private"
"""Rather not said: the question does not count as asked."""
MARKS = {
    YES: (" YES ", "bold reverse $warning"),
    UNSURE: (" not sure ", "bold reverse $warning"),
    NO: (" no ", "$quiet"),
    PRIVATE: (" rather not said ", "$quiet"),
}


SIGNS = {None: "○", NO: "–", PRIVATE: "–"}
"""What stands before a question; a yes has a full dot."""


class AskingScreen(ModalScreen[Answer], LeftOnce[Answer]):
    """A title, lines to answer, and the keys; what waits for an outcome stays in sight."""

    DEFAULT_CSS = """
    AskingScreen {
        background: $background;
        & > .title { height: auto; width: 1fr; background: $panel; padding: 0 1; text-style: bold; }
        & > .waiting { height: 1; width: 1fr; padding: 0 1; display: none; text-style: bold; }
        & > .waiting { text-wrap: nowrap; text-overflow: ellipsis; }
        & > .waiting.-level-1 { background: $level-1; color: $level-1-text; }
        & > .waiting.-level-2 { background: $level-2; color: $level-2-text; }
        & > .waiting.-level-3 { background: $level-3; color: $level-3-text; }
        & > #body { height: 1fr; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("tab", "move(1)", "Down", show=False),
        Binding("shift+tab", "move(-1)", "Up", show=False),
        Binding("enter,space", "how", "How it is answered", show=False),
        Binding("exclamation_mark", "app.help_card", "Help card", show=False),
        Binding("question_mark,f1", "app.help", "Help", show=False),
    ]
    HELP_PAGE: ClassVar[str] = "signs"

    @property
    def context(self) -> Context:
        """The open file, the clock and the settings."""
        return host_of(self.app).context

    @property
    def sheet(self) -> Sheet:
        """The lines that are answered."""
        return self.query_one(Sheet)

    def compose(self) -> ComposeResult:
        """Lay out the title, what waits, the lines, the keys."""
        yield Static("", classes="title", markup=False)
        yield Static("", classes="waiting", markup=False)
        with Body(id="body"):
            yield Sheet(self.rows)
        yield KeyBar()

    def on_sheet_moved(self, _: Sheet.Moved) -> None:
        """The keys stand under the question they answer."""
        self.sheet.renew()

    def on_mount(self) -> None:
        """Show the lines and take the keys."""
        self.sheet.focus()
        follow_moved_keys(self)
        self.show()

    def on_screen_resume(self) -> None:
        """Come back from an alert: what it opened is shown."""
        if self.is_mounted:
            self.show()

    def refresh_all(self) -> None:
        """Show what the file says now."""
        self.show()

    def show(self) -> None:
        """Bring everything up to date."""
        self.query_one(".title", Static).update(Content(harmless(self.title_words())))
        with suppress(RehabError), self.context.rehab.hurried():
            self._show_waiting(self.context.rehab.follow_ups.waiting())
        self.sheet.renew()
        self.query_one(KeyBar).hints = self.hints()

    def _show_waiting(self, follow_ups: Iterable[FollowUp]) -> None:
        waiting = self.query_one(".waiting", Static)
        serious = [f for f in follow_ups if f.level is not None and f.level <= Level.DAYS]
        overdue = frozenset(f.id for f in serious if f.overdue(self.context.clock.now().instant))
        for words, name in banner_lines(serious, overdue)[:1]:
            waiting.set_classes(f"waiting -{name}")
            waiting.update(Content(words))
        waiting.display = bool(serious)

    def title_words(self) -> str:
        """Return what stands in the first line."""
        raise NotImplementedError

    def rows(self, width: int) -> Sequence[Row]:
        """Return the lines for a width in cells."""
        raise NotImplementedError

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        raise NotImplementedError

    def focused_of(self, names: Sequence[str]) -> str:
        """Return which of some lines the keys answer."""
        return self.sheet.cursor if self.sheet.cursor in names else names[0]

    def spaced(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows with an empty line between them, where the window is high enough for all of them."""
        height = self.query_one("#body").size.height
        if sum(len(row.lines) for row in rows) + len(rows) - 1 > height:
            return rows
        found: list[Row] = []
        for row in rows:
            found.extend((row, Row(f"gap-{row.key}", (Line(Content("")),), selectable=False)))
        return found[:-1]

    def say(self, words: str, *, bad: bool = False) -> None:
        """Say one line to the person in the place of the keys, for some seconds."""
        self.notify(words, severity="error" if bad else "information", timeout=12 if bad else 6, markup=False)

    def action_how(self) -> None:
        """Say which keys answer: a question takes no Enter, which could be a yes that nobody meant."""
        keys = [f"{hint.key} {hint.words}" for hint in self.hints() if hint.action == "none" or "answer" in hint.action]
        if keys:
            self.say(f"Answer with a key: {', '.join(keys)}.")

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.sheet.move(steps)

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Run what a clicked key would have done."""
        self.call_later(self.run_action, message.action)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Run what was clicked."""
        if message.action:
            self.call_later(self.run_action, message.action)


class QuestionsScreen(AskingScreen[dict[str, str]]):
    """Asks some questions one by one: yes, no, not sure. Gives back what was answered until it was left.

    A yes (or not sure) to one of `urgent` ends it at once: what comes of it must not wait for the other lines.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", f"answer('{YES}')", "Yes", show=False),
        Binding("n", f"answer('{NO}')", "No", show=False),
        Binding("d", f"answer('{UNSURE}')", "Not sure", show=False),
        Binding("escape", "leave", "Leave the rest open", show=False),
    ]

    def __init__(self, title: str, ids: Sequence[str], urgent: Iterable[str]) -> None:
        super().__init__()
        self._title = title
        self._ids = tuple(ids)
        self._urgent = frozenset(urgent)
        self._answers: dict[str, str] = {}

    def title_words(self) -> str:
        """Return why these questions come."""
        return self._title

    def rows(self, width: int) -> Sequence[Row]:
        """Return one row for each question."""
        return self.spaced([self._row(name, width) for name in self._ids])

    def _row(self, name: str, width: int) -> Row:
        others = ((" n no ", f"answer('{NO}', '{name}')"),)
        here = name == self.focused_of(self._ids)
        return question_row(name, question(name), self._answers.get(name), width, here=here, others=others)

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (
            KeyHint("y", "yes", f"answer('{YES}')"),
            KeyHint("d", "not sure (counts as yes)", f"answer('{UNSURE}')"),
            KeyHint("n", "no", f"answer('{NO}')"),
            KeyHint("esc", "leave open", "leave"),
        )

    def action_answer(self, answer: str, name: str = "") -> None:
        """Keep the answer to a line, and go to the next one that is open."""
        name = name or self.sheet.cursor
        self._answers[name] = answer
        left = [other for other in self._ids if other not in self._answers]
        if not left or (answer != NO and name in self._urgent):
            self.dismiss(dict(self._answers))
            return
        self.show()
        after = [other for other in left if self._ids.index(other) > self._ids.index(name)]
        self.sheet.go((after or left)[0])

    def action_leave(self) -> None:
        """Leave; what was answered counts, the rest is not asked."""
        self.dismiss(dict(self._answers))


def question_row(
    name: str, words: str, answer: str | None, width: int, *, here: bool, others: Sequence[tuple[str, str]] = ()
) -> Row:
    """Return a question with its answer; the one the keys answer has the keys that can be clicked.

    `others` are (label, action) pairs beside yes and not sure.
    """
    text = wrapped(words, width - 1, indent=4, style="" if answer is None else "$quiet" if answer == NO else "bold")
    lead = Content.assemble("  ", (f"{SIGNS.get(answer, '●')} ", "$primary"))
    text = (Line(Content.assemble(lead, text[0].content[4:])), *text[1:])
    maker = LineMaker().add("    ")
    if answer is not None:
        maker.add(*MARKS[answer]).add("  ")
    if not here or answer in {YES, UNSURE}:
        return Row(name, (*text, maker.line()))
    offered = ((" y yes ", f"answer('{YES}', '{name}')"), (" d not sure ", f"answer('{UNSURE}', '{name}')"), *others)
    for label, action in offered:
        maker.add(label, "$foreground on $panel", action).add("  ")
    return Row(name, (*text, maker.line()))
