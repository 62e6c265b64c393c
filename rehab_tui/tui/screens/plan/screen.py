"""Plan: what is prescribed, what is locked and who can allow it, all exercises, earlier versions."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.widget import Widget

from rehab_tui.domain.entry import Logged
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.services.journal import Draft
from rehab_tui.tui.patients import CALMLY
from rehab_tui.tui.screens.base import RehabScreen, way_back
from rehab_tui.tui.screens.plan.rows import PlanView, build, view_of
from rehab_tui.tui.screens.today.rows import ALLOWED_WORDS
from rehab_tui.tui.widgets.bars import KeyBar, KeyHint
from rehab_tui.tui.widgets.sheet import Row, Sheet


class PlanScreen(RehabScreen):
    """The plan in force."""

    TITLE_WORDS = "Plan"
    HELP_PAGE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="plan-open", show=False),
        Binding("s", "start", "Choose a starting plan", id="plan-start", show=False),
        Binding("g", "guided", "Guided session", id="plan-guided", show=False),
        Binding("a", "allow", "Somebody allowed something", id="plan-allow", show=False),
        Binding("slash", "library", "Browse and search all exercises", id="plan-library", show=False),
        Binding("v", "versions", "Earlier versions", id="plan-versions", show=False),
        Binding("i", "files", "Plan files in the downloads folder", id="plan-files", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "move(-8)", "Up a page", show=False),
        Binding("pagedown", "move(8)", "Down a page", show=False),
        Binding("escape", "app.go('today')", "Today", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view: PlanView | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Yield the page."""
        yield Sheet(self._rows)

    def on_mount(self) -> None:
        """Take the keys; the base shows the plan."""
        self.query_one(Sheet).focus()

    def reload(self) -> None:
        """Read the plan again."""
        self._view = view_of(self.context.rehab, self.context.clock.today())
        self.query_one(Sheet).renew()

    def _rows(self, width: int) -> tuple[Row, ...]:
        return build(self._view, width) if self._view else ()

    def top_words(self) -> str:
        """Return the name of the plan."""
        plan = self._view.plan if self._view else None
        return f"version {plan.version}" if plan else "no plan yet"

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys that work on the row under the cursor."""
        enter = "write down who" if self.query_one(Sheet).cursor.startswith("allow:") else "open"
        found = self._view.files if self._view else 0
        return (
            way_back(self.context),
            KeyHint("enter", enter, "open"),
            *((KeyHint("i", f"plan files ({found})", "files"),) if found else ()),
            KeyHint("/", "all exercises", "library"),
            KeyHint("g", "guided", "guided"),
            KeyHint("a", "allowed", "allow"),
            KeyHint("s", "starting plans", "start"),
            KeyHint("v", "versions", "versions"),
            KeyHint("?", "help", "app.help"),
        )

    def on_sheet_moved(self, _: Sheet.Moved) -> None:
        """Say what Enter does now."""
        self.query_one(KeyBar).hints = self.hints()

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Run what was clicked; a click on a row opens it."""
        if message.action:
            self.call_later(self.run_action, message.action)
        elif message.key.startswith(("ex:", "allow:")):
            self.query_one(Sheet).go(message.key)
            self.action_open()

    def action_move(self, steps: int) -> None:
        """Move the cursor; at the top, show the head of the plan too."""
        sheet = self.query_one(Sheet)
        before = sheet.cursor
        sheet.move(steps)
        if sheet.cursor == before and steps < 0:
            self.query_one("#body").scroll_home(animate=False)

    def action_open(self) -> None:
        """Open what the cursor is on."""
        key = self.query_one(Sheet).cursor
        what, _, name = key.partition(":")
        if what == "ex":
            from rehab_tui.tui.screens.plan.exercise_card import ExerciseCard

            plan = self._view.plan if self._view else None
            self.app.push_screen(ExerciseCard(name, tuple(one.exercise for one in plan.prescriptions) if plan else ()))
        elif what == "allow":
            self._allow(ClearanceKind(name))
        elif key:
            self.call_later(self.run_action, key)

    async def action_guided(self) -> None:
        """Go through the exercises one by one; Today lies below, as for every session."""
        await self.app.run_action("app.go('today')")
        await self.app.run_action("screen.guided")

    def action_start(self) -> None:
        """Choose a starting plan."""
        from rehab_tui.tui.screens.plan.starting_plans import StartingPlans

        self.app.push_screen(StartingPlans())

    def action_library(self) -> None:
        """Browse and search all exercises."""
        from rehab_tui.tui.screens.plan.library import LibraryPage

        self.app.push_screen(LibraryPage())

    def action_versions(self) -> None:
        """Show the versions of the plan and what changed."""
        from rehab_tui.tui.screens.plan.versions import PlanVersions

        self.app.push_screen(PlanVersions())

    def action_files(self) -> None:
        """Show the plan files of the downloads folder."""
        from rehab_tui.tui.screens.plan.files import PlanFilesPage

        self.app.push_screen(PlanFilesPage())

    def action_allow(self) -> None:
        """Write down that somebody allowed something."""
        from rehab_tui.tui.screens.dialogs import ChooseScreen

        def answered(name: str | None) -> None:
            if name is not None:
                self._allow(ClearanceKind(name))

        choices = {kind.value: ALLOWED_WORDS[kind] for kind in ClearanceKind}
        self.app.push_screen(ChooseScreen("What has been allowed?", choices), answered)

    def _allow(self, kind: ClearanceKind) -> None:
        from rehab_tui.tui.screens.dialogs import ask
        from rehab_tui.tui.screens.plan.clearance import ClearanceScreen, words_of

        if self.context.patient:
            self.say(CALMLY)
            return

        def save(draft: Draft) -> tuple[Logged, str]:
            words = words_of(draft)
            return self.context.rehab.journal.log((draft,), self.context.stamp(), words), words

        def shown(saved: tuple[Logged, str]) -> None:
            logged, words = saved
            self.kept(logged)
            self.say(f"Kept: {words}.")

        ask(self.app, ClearanceScreen(kind, self.context.clock.today()), save, shown)

    def palette(self) -> Iterable[SystemCommand]:
        """Yield what only this screen can do."""
        yield SystemCommand("Browse and search all exercises", "key /", self.action_library)
        yield SystemCommand("Guided session", "key g: one exercise at a time", self.action_guided)
        yield SystemCommand("Choose a starting plan", "key s", self.action_start)
        yield SystemCommand("Somebody allowed something", "key a", self.action_allow)
        yield SystemCommand("Earlier versions of the plan", "key v", self.action_versions)
        yield SystemCommand("Plan files in the downloads folder", "key i", self.action_files)
