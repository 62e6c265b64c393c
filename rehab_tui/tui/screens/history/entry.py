"""One entry: what it says, when it was recorded, everything it has been; change it or mark it as a mistake."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Entry, EntryState, Fact, Logged, Note, Visit
from rehab_tui.domain.said import state_words
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.errors import RehabError
from rehab_tui.tui.entry_words import KIND_TITLES, Names, entry_words, recorded_words
from rehab_tui.tui.screens.base import STILL_OPEN
from rehab_tui.tui.screens.dialogs import NoteScreen, ask
from rehab_tui.tui.screens.history.entry_change import ChangeScreen, can_change
from rehab_tui.tui.screens.measure_forms import FactForm, form_to_correct
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Line, Row, Sheet, text_row

SIGNS_STAY = (
    "Answers about warning signs are not changed here: press {signs} on Today to answer again, or x for a mistake."
)


class EntryScreen(Page):
    """Shows an entry in full."""

    TITLE_WORDS = "Entry"
    HELP_PAGE = "history"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "change", "Change this entry", id="entry-change", show=False),
        Binding("x", "mistake", "Mark it as a mistake", id="entry-mistake", show=False),
        Binding("u", "app.undo", "Undo", show=False),
        Binding("enter", "run_row", "Do what the line says", show=False),
    ]

    def __init__(self, entry: Entry, names: Names) -> None:
        super().__init__()
        self._entry = entry
        self._names = names
        self._versions: tuple[Entry, ...] = (entry,)
        self._lines: tuple[str, ...] = ()
        """What stands beside it: a last change, a caution, criteria."""

    def reload(self) -> None:
        """Read everything the entry has been; go on with the version that counts."""
        self._versions = self.context.rehab.journal.versions(self._entry)
        same = [version for version in self._versions if version.id == self._entry.id]
        counting = [version for version in self._versions if version.state is EntryState.CURRENT]
        self._entry = (counting or same or [self._entry])[-1]
        self._lines = self.context.rehab.measures.beside(self._entry)
        super().reload()

    def top_words(self) -> str:
        """Return the day of the entry."""
        return day_words(self._entry.day)

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        counts = self._entry.state is EntryState.CURRENT
        change = (KeyHint("a", "change", "change"), KeyHint("x", "mistake", "mistake")) if counts else ()
        return (*change, KeyHint("u", "undo", "app.undo"), KeyHint("esc", "back", "leave"))

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the entry, what it has been, and what can be done."""
        entry = self._entry
        rows = [
            text_row("kind", ""),
            text_row("title", (f"  {KIND_TITLES[entry.kind]}", "bold $primary")),
            _text("words", entry_words(entry, self._names), width, "bold"),
            text_row("gap", ""),
            text_row("day", ("  Day       ", "$quiet"), day_words(entry.day)),
            _beside("Recorded", recorded_words(entry), width),
            text_row("state", ("  Counts    ", "$quiet"), _counts(entry)),
            *_planned(entry),
            *(_text(f"beside-{n}", f"· {line}", width, "") for n, line in enumerate(self._lines)),
            text_row("gap2", ""),
        ]
        rows.extend(self._been(width))
        if entry.state is EntryState.CURRENT and not self.context.patient:
            rows.append(text_row("change", ("  a", "bold $primary"), "  change it", selectable=True))
            rows.append(text_row("mistake", ("  x", "bold $primary"), "  mark it as a mistake", selectable=True))
        return tuple(rows)

    def _been(self, width: int) -> list[Row]:
        if len(self._versions) < 2:
            return []
        rows = [text_row("been", ("  Everything it has been", "bold"))]
        for number, version in enumerate(self._versions, start=1):
            here = version.id == self._entry.id
            words = f"{number}  {recorded_words(version)}:  {entry_words(version, self._names)}"
            state = state_words(version.state) or "counts now"
            rows.append(_text(f"version-{number}", f"{words}  ({state})", width, "" if here else "$quiet"))
        return [*rows, text_row("gap3", "")]

    # correcting

    def action_run_row(self) -> None:
        """Do what the line under the cursor says."""
        key = self.query_one(Sheet).cursor
        if key in {"change", "mistake"}:
            self.call_later(self.run_action, key)

    def action_change(self) -> None:
        """Correct the entry; what stands there now stays readable."""
        entry = self._entry
        if entry.state is not EntryState.CURRENT:
            self.say("This entry no longer counts, so there is nothing to change.")
        elif isinstance(entry.fact, Note):
            note = NoteScreen("Change the note", entry.fact.text)
            ask(self.app, note, lambda text: self._amended(Note(text) if text.strip() else None), self._changed)
        elif (form := form_to_correct(entry.fact, self.context.clock.today())) is not None:
            ask(self.app, FactForm(form), self._amended, self._changed)
        elif can_change(entry):
            ask(self.app, ChangeScreen(entry, self._names), self._amended, self._changed)
        else:
            self.say(self.keyed(SIGNS_STAY))

    def _amended(self, fact: Fact | None) -> Logged | None:
        """Keep a correction; None where nothing is corrected by it. Raises RehabError."""
        if fact is None or fact == self._entry.fact:
            return None
        day = fact.on if isinstance(fact, Visit) else None
        return self.context.rehab.journal.amend(self._entry, fact, self.context.stamp(), day=day)

    def _changed(self, logged: Logged | None) -> None:
        if logged is None:
            self.say("Nothing was changed.")
            return
        self._entry = logged.entries[0]
        self.kept(logged)
        self.say(f"Changed; {self.key('undo')} takes it back.")

    def action_mistake(self) -> None:
        """Mark the entry as a mistake, after a question."""
        if self._entry.state is not EntryState.CURRENT:
            self.say("This entry no longer counts already.")
            return
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                self._mark()

        question = "Mark this entry as a mistake? It stops counting and stays readable; {undo} takes that back."
        self.app.push_screen(ConfirmScreen(self.keyed(question)), answered)

    def _mark(self) -> None:
        try:
            logged = self.context.rehab.journal.mistake(self._entry, self.context.stamp())
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self._entry = logged.entries[0]
        self.kept(logged)
        self.say(self.keyed("Marked as a mistake; {undo} takes it back." + (STILL_OPEN if logged.still_open else "")))

    def on_sheet_pressed(self, _: Sheet.Pressed) -> None:
        """Do what the clicked line says."""
        self.action_run_row()


def _planned(entry: Entry) -> tuple[Row, ...]:
    """Return the dose behind "as planned": the person did not count it."""
    if isinstance(entry.fact, ExerciseDone) and entry.fact.one_key:
        return (text_row("dose", ("  Planned   ", "$quiet"), f"{entry.fact.dose.words()}, kept with one key"),)
    return ()


def _counts(entry: Entry) -> str:
    return "yes" if entry.state is EntryState.CURRENT else f"no, it was {state_words(entry.state)}"


def _text(key: str, text: str, width: int, style: str) -> Row:
    """Return a text of several lines, wrapped, two cells from the edge."""
    room = max(8, width - 4)
    lines = [part for line in Content(text).split("\n", allow_blank=True) for part in line.wrap(room)]
    return Row(key, tuple(Line(Content("  ") + line.stylize(style)) for line in lines), selectable=False)


def _beside(label: str, text: str, width: int) -> Row:
    lead = Content.styled(f"  {label:<10}", "$quiet")
    lines = Content(text).wrap(max(8, width - 14))
    blank = Content(" " * 12)
    return Row(label, tuple(Line((blank if n else lead) + line) for n, line in enumerate(lines)), selectable=False)
