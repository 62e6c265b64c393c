"""Plan files found in the downloads folder: what each would change, and accepting or refusing one."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rehab_tui.domain.days import day_words
from rehab_tui.domain.plan_file import PlanFile
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.services.plan_files import Offered, downloads, found_in
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.form import Field, FormScreen, typed_file
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row, Sheet, text_row

MOST_MISTAKES = 20
"""Mistakes of a file that are shown; rehab plan check lists them all."""
OTHER = "other"


class NameForm(FormScreen[Path]):
    """Asks for the name of a plan file."""

    HELP_PAGE = "plan"

    def __init__(self) -> None:
        foot = "You see what it says, and from whom it is, before anything is kept."
        super().__init__("Look at a plan file", (Field("path", "File", "", "like ~/knee.plan.yaml"),), foot)

    def answer(self, texts: dict[str, str]) -> Path:
        """Return the file. Raises InvalidValue where there is none."""
        return typed_file(texts["path"])


class PlanFilesPage(Page):
    """The plan files of the downloads folder, and others by name; with `once` it ends when one was accepted."""

    TITLE_WORDS = "Plan files"
    HELP_PAGE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "look", "Look at this plan", show=False)]

    def __init__(self, *, once: bool = False) -> None:
        super().__init__()
        self._once = once
        self.taken = False
        """Whether a plan was accepted here."""
        self._looked: dict[str, Offered | RehabError] = {}

    def reload(self) -> None:
        """Look into the folder and the files again."""
        files, today = self.context.rehab.plan_files, self.context.clock.today()
        self._looked = {}
        for path in found_in(downloads()):
            try:
                self._looked[str(path)] = files.offered(path, today)
            except RehabError as problem:
                self._looked[str(path)] = problem
        super().reload()

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return a row for each file, or where one would be found."""
        head = wrapped(f"Looked in {harmless(str(downloads()))}, the newest first.", width, style="$quiet")
        rows = [Row("top", (Line(Content("")), *head, Line(Content(""))), selectable=False)]
        rows.extend(_file_row(name, found, width) for name, found in self._looked.items())
        if not self._looked:
            words = "No plan file is there. The name of one ends in .plan.yaml."
            rows.append(Row("none", (*wrapped(words, width), Line(Content(""))), selectable=False))
        maker = LineMaker().add("    ").add("another file, by its name")
        return (*rows, Row(OTHER, (maker.line(),)))

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        choose = (KeyHint("↑↓", "choose"),) if self._looked else ()
        return (*choose, KeyHint("enter", "look at this plan", "look"), KeyHint("esc", "back", "leave"))

    def action_look(self) -> None:
        """Show what the file under the cursor would change, or ask for the name of another."""
        name = self.query_one(Sheet).cursor
        if name == OTHER:
            self.app.push_screen(NameForm(), self._open)
        elif name in self._looked:
            self._open(Path(name))

    def _open(self, path: Path | None) -> None:
        if path is not None:
            card = PlanFileCard(path)
            self.app.push_screen(card, lambda _: self._back(card))

    def _back(self, card: "PlanFileCard") -> None:
        self.refresh_all()
        self.taken = self.taken or card.taken
        if self._once and card.taken and self.is_current:
            self.dismiss(None)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Open the file that was clicked."""
        if message.key == OTHER or message.key in self._looked:
            self.query_one(Sheet).go(message.key)
            self.action_look()


def _file_row(name: str, found: Offered | RehabError, width: int) -> Row:
    maker = LineMaker().add("    ").add(harmless(Path(name).name).replace("\n", " ")[:60], "bold")
    if isinstance(found, RehabError):
        said = wrapped("cannot be taken: enter shows why", width, indent=4, style="$warning")
    else:
        said = (
            *wrapped(_who(found.file), width, indent=4),
            *wrapped(_state(found), width, indent=4, style="$quiet"),
        )
    return Row(name, (maker.line(), *said, Line(Content(""))))


def _who(file: PlanFile) -> str:
    return harmless(f"{file.author}, {day_words(file.written_on)}, version {file.version}").replace("\n", " ")


def _state(found: Offered) -> str:
    if not found.changes:
        return "says the same as your plan"
    return "1 change" if len(found.changes) == 1 else f"{len(found.changes)} changes"


class PlanFileCard(Page):
    """One plan file: who wrote it, what it changes in words, and whether to take it."""

    TITLE_WORDS = "Plan file"
    HELP_PAGE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept this plan", show=False),
        Binding("r", "leave", "Refuse it: nothing changes", show=False),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._found: Offered | RehabError | None = None
        self.taken = False
        """Whether this plan was accepted."""

    def reload(self) -> None:
        """Read the file again."""
        try:
            self._found = self.context.rehab.plan_files.offered(self._path, self.context.clock.today())
        except RehabError as problem:
            self._found = problem
        super().reload()

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the changes, or what is wrong with the file."""
        if isinstance(self._found, RehabError):
            return _mistakes(self._found, width)
        return () if self._found is None else self._changes(self._found, width)

    def _changes(self, found: Offered, width: int) -> tuple[Row, ...]:
        file = found.file
        title = text_row("title", (f"  {harmless(file.name)}", "bold $primary"))
        rows = [text_row("gap-0", ""), title, _part("who", f"From {_who(file)}", width)]
        if found.whose:
            rows.append(_part("for", f"For {found.whose}", width))
        rows.append(text_row("gap-1", ""))
        if not found.changes:
            return (*rows, _part("same", "It says the same as your plan. There is nothing to accept.", width))
        rows.append(text_row("what", ("  What it changes" if found.in_force else "  Your first plan", "bold")))
        for number, change in enumerate(found.changes):
            if change.kind != "message":
                rows.append(_part(f"change-{number}", change.words, width, indent=4, first="· "))
        if file.message and any(change.kind == "message" for change in found.changes):
            rows.extend((text_row("gap-2", ""), text_row("message", ("  Message", "bold"))))
            for number, line in enumerate(file.message.split("\n")):
                rows.append(_part(f"message-{number}", line, width, indent=4))
        rows.extend((text_row("gap-3", ""), _part("expected", self._expected(), width, style="bold $warning")))
        return tuple(rows)

    def _expected(self) -> str:
        therapist = self.context.rehab.profiles.read().therapist
        return f"Expected this? If not, call {therapist or 'your therapist on a number you know'} before you accept it."

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        if not self._acceptable:
            return (KeyHint("esc", "back", "leave"), KeyHint("↑↓", "read on"))
        return (KeyHint("a", "accept", "accept"), KeyHint("r", "refuse", "leave"), KeyHint("↑↓", "read on"))

    @property
    def _acceptable(self) -> bool:
        return isinstance(self._found, Offered) and bool(self._found.changes)

    def action_accept(self) -> None:
        """Put the plan in force from today, once the person has said yes."""
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        found = self._found
        if not isinstance(found, Offered) or not found.changes:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._take(found)

        self.app.push_screen(ConfirmScreen(f"Follow this plan of {_who(found.file)}, from today?"), answered)

    def _take(self, found: Offered) -> None:
        try:
            taken = self.context.rehab.plan_files.accept(found.file, self.context.stamp())
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self.taken = True
        self.dismiss(None)
        self.app.notify(f"{harmless(taken.plan.name)}, version {taken.plan.version}, is your plan now.", markup=False)
        host_of(self.app).raise_alerts(taken.followups)


def _mistakes(problem: RehabError, width: int) -> tuple[Row, ...]:
    lines = str(problem).split("\n")
    rows = [
        text_row("gap", ""),
        _part(
            "bad", "This file cannot be taken; nothing was changed. Tell whoever sent it:", width, style="bold $warning"
        ),
    ]
    rows.extend(
        _part(f"mistake-{n}", line, width, indent=4, first="· ") for n, line in enumerate(lines[:MOST_MISTAKES])
    )
    if len(lines) > MOST_MISTAKES:
        rows.append(_part("more", f"and {len(lines) - MOST_MISTAKES} more: rehab plan check FILE", width, indent=4))
    return tuple(rows)


def _part(key: str, words: str, width: int, *, indent: int = 2, first: str = "", style: str = "") -> Row:
    lines = wrapped(harmless(words), width, indent=indent, first=first, style=style)
    return Row(key, lines or (Line(Content("")),), selectable=False)
