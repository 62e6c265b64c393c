"""Every exercise there is: to browse by group, and to search."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.words import harmless, shown
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.screens.plan.exercise_card import ExerciseCard
from rehab_tui.tui.screens.plan.rows import PlanView, view_of
from rehab_tui.tui.screens.plan.starting_plans import mistakes_of
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.questions import OneLine
from rehab_tui.tui.widgets.sheet import LineMaker, Row, Sheet, text_row


class LibraryPage(Page):
    """The library; what is typed narrows it."""

    TITLE_WORDS = "All exercises"
    HELP_PAGE = "plan"
    DEFAULT_CSS = """
    LibraryPage Input { dock: top; height: 1; border: none; padding: 0 2; margin-bottom: 1; background: $panel; }
    LibraryPage Input:focus { border: none; background: $cursor-row; background-tint: $foreground 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("enter", "open", "Open", show=False),
    ]

    def compose_body(self) -> Iterable[Widget]:
        """Yield the search field and the list."""
        yield OneLine(placeholder="type to search: a name, a muscle, a group")
        yield Sheet(self.rows)

    def on_mount(self) -> None:
        """Begin with the search."""
        self.query_one(Sheet).can_focus = False
        self.query_one(Input).focus()

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return what was found, group by group."""
        found = self.query(Input)
        wanted = found.first().value if found else ""
        library, problem = self.context.rehab.plans.readable_library
        exercises = library.search(wanted)
        rows = [] if problem is None else [*mistakes_of(problem, width), *_shipped()]
        if not exercises:
            words = f'  Nothing found for "{shown(wanted)}". Try a part of a word, or a muscle.'
            return (*rows, text_row("nothing", (words, "$quiet")))
        view = view_of(self.context.rehab, self.context.clock.today())
        for group in dict.fromkeys(one.group for one in exercises):
            rows.append(text_row(f"group-{group}", (f"  {harmless(group).capitalize()}", "bold $secondary")))
            rows.extend(self._row(one, view, width) for one in exercises if one.group == group)
        return tuple(rows)

    def _row(self, one: Exercise, view: PlanView, width: int) -> Row:
        planned = view.plan is not None and any(one.id == p.exercise for p in view.plan.prescriptions)
        locked = view.locked(self.context.rehab.plans.starting_dose(one))
        maker = LineMaker().add("    ").add(*(("✓ ", "bold $primary") if planned else ("  ", "")))
        maker.add(harmless(one.name)[:40], "bold" if planned else "")
        if width >= 60:
            maker.to(38).add("in your plan" if planned else "", "$quiet")
            maker.to(52).add("locked" if locked else "", "$warning")
        elif locked:
            maker.add("  ◌ locked", "$warning")
        return Row(one.id, (maker.line(),))

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (KeyHint("↑↓", "choose"), KeyHint("enter", "open", "open"), KeyHint("esc", "back", "leave"))

    def on_input_changed(self, _: Input.Changed) -> None:
        """Narrow the list."""
        self.query_one(Sheet).renew()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter opens what the cursor is on."""
        self.action_open()

    def action_open(self) -> None:
        """Open the exercise under the cursor."""
        keys = tuple(row.key for row in self.query_one(Sheet).rows if row.selectable)
        key = self.query_one(Sheet).cursor
        if key in keys:
            self.app.push_screen(ExerciseCard(key, keys))

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Open what was clicked."""
        self.query_one(Sheet).go(message.key)
        if any(row.key == message.key and row.selectable for row in self.query_one(Sheet).rows):
            self.action_open()


def _shipped() -> tuple[Row, ...]:
    """Return the lines between the mistakes of an own file and the exercises below them."""
    return (
        text_row("shipped-gap", ""),
        text_row("shipped", ("  Meanwhile: the exercises that come with the program", "bold")),
        text_row("shipped-gap-2", ""),
    )
