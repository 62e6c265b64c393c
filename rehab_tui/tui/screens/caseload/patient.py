"""One patient of the caseload: all that matters on one page, and their own screens behind it, read only."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.widget import Widget

from rehab_tui.domain.caseload import Row
from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import Level
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.tui.screens.caseload.patient_reading import PatientReading
from rehab_tui.tui.screens.caseload.patient_rows import known_rows, page_rows, reading_row
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Row as SheetRow
from rehab_tui.tui.widgets.sheet import Sheet


class PatientScreen(PatientReading):
    """The page of a patient. What lies on it works with the patient's record, which nobody can write."""

    TITLE_WORDS = "Patient"
    HELP_PAGE = "caseload"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open: why, the chart, the entry", id="patient-open", show=False),
        Binding("m", "note", "Write a note of your own", id="patient-note", show=False),
        Binding("v", "review", "Reviewed: fold away until it changes", id="patient-review", show=False),
        Binding("u", "take_back", "Take back the last review or note", id="patient-undo", show=False),
        Binding("n", "known", "Known, under care until: into the plan file", id="patient-known", show=False),
        Binding("x", "remove", "Remove the patient from the caseload", id="patient-remove", show=False),
        Binding("w", "write_plan", "Change the plan, and write the plan file", id="patient-plan", show=False),
        Binding("left_square_bracket", "beside(-1)", "The patient before", id="patient-before", show=False),
        Binding("right_square_bracket", "beside(1)", "The next patient", id="patient-next", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "move(-8)", "Up a page", show=False),
        Binding("pagedown", "move(8)", "Down a page", show=False),
        Binding("escape", "app.go('caseload')", "Back to the caseload", show=False),
    ]

    def compose_body(self) -> Iterable[Widget]:
        """Yield the page."""
        yield Sheet(self._rows)

    def meant(self) -> Row:
        """Return the patient."""
        return self.row

    def removed(self) -> None:
        """Go back to the list: nobody is on this page any more."""
        self.call_later(self.run_action, "app.go('caseload')")

    # showing

    def reload(self) -> None:
        """Read the therapist's own part again: notes, and whether it was reviewed."""
        service = self.own.rehab.caseload
        self.row = service.row(self.row.patient, self.own.clock.now())
        if self.page is not None:
            self.page = self.page._replace(row=self.row, notes=service.notes(self.row.patient))
        self.query_one(Sheet).renew()

    def _rows(self, width: int) -> Sequence[SheetRow]:
        if self.page is None:
            return (*known_rows(self.row, width), *((reading_row(),) if self.reading else ()))
        own = self.own
        return tuple(page_rows(self.page, own.clock.now().instant, own.chart_style, width, own.settings.keyed))

    def top_words(self) -> str:
        """Return the day of the therapist."""
        return day_words(self.own.clock.today())

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        review = (KeyHint("v", "reviewed", "review"),) if self.row.changed else ()
        return (
            KeyHint("enter", "open", "open"),
            KeyHint("c", "charts", "app.go('charts')"),
            KeyHint("f", "follow-ups", "app.go('followups')"),
            KeyHint("m", "note", "note"),
            *review,
            KeyHint("w", "change plan", "write_plan"),
            KeyHint("n", "known until", "known"),
            KeyHint("]", "next", "beside(1)"),
            KeyHint("h", "history", "app.go('history')"),
            KeyHint("p", "plan", "app.go('plan')"),
            KeyHint("?", "help", "app.help"),
        )

    # moving and opening

    def action_move(self, steps: int) -> None:
        """Move the cursor; what stands beyond the ends is scrolled to."""
        self.query_one(Sheet).move(steps)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Open what was clicked."""
        if ":" in message.key or message.key in {"plan", "versions"}:
            self.call_later(self.action_open)

    def action_open(self) -> None:
        """Open what the cursor is on, with the patient's record."""
        page, context = self.page, self.opened
        what, _, name = self.query_one(Sheet).cursor.partition(":")
        if page is None or context is None:
            return
        if what == "fu":
            from rehab_tui.tui.screens.followups.page import FollowUpPage

            self.app.push_screen(FollowUpPage(context.rehab.follow_ups.one(name)))
        elif what == "entry":
            from rehab_tui.tui.screens.history.entry import EntryScreen

            self.app.push_screen(EntryScreen(context.rehab.journal.entry(name), dict(page.report.names)))
        elif what == "measure":
            from rehab_tui.tui.screens.charts.measure import MeasurePage

            self.app.push_screen(MeasurePage(MEASURES[name.partition(":")[2]]))
        elif what == "work":
            from rehab_tui.tui.screens.charts.work import WorkPage

            self.app.push_screen(WorkPage())
        elif what == "versions":
            from rehab_tui.tui.screens.plan.versions import PlanVersions

            self.app.push_screen(PlanVersions())
        else:
            place = {"pain": "charts", "plan": "plan"}.get(what)
            if place:
                self.call_later(self.run_action, f"app.go('{place}')")

    def action_beside(self, step: int) -> None:
        """Open the patient before or after this one in the list."""
        from rehab_tui.tui.screens.caseload.screen import CaseloadScreen

        below = self.app.screen_stack[-2]
        if isinstance(below, CaseloadScreen):
            below.open_beside(self.row.patient, step)

    def action_write_plan(self, known: str = "") -> None:
        """Change the plan, and write the plan file for the patient; `known` is a rule and a side to mark first."""
        from rehab_tui.tui.screens.plan_edit.screen import PlanEdit

        if self.page is not None and self.page.report.plan is not None:
            self.app.push_screen(PlanEdit(self.row, known))
        else:
            self.say("There is no plan in what this patient sent; write one by hand, see: rehab help plan")

    def action_known(self) -> None:
        """Mark the follow-up under the cursor as known and under care, in the plan file for the patient."""
        what, _, name = self.query_one(Sheet).cursor.partition(":")
        if what != "fu" or self.opened is None:
            self.say("Put the cursor on an open follow-up of level 3; n then says until when it is under your care.")
            return
        one = self.opened.rehab.follow_ups.one(name)
        if one.level != Level.DAYS:
            self.say("Only what is to be told in 2 to 3 days (level 3) can be under care; this one stays as it is.")
            return
        self.action_write_plan(f"{one.rule}:{one.side or ''}")

    def palette(self) -> Iterable[SystemCommand]:
        """Yield what only this screen can do."""
        yield SystemCommand("Write a note about this patient", "key m", self.action_note)
        yield SystemCommand("Mark this patient as reviewed", "key v", self.action_review)
        yield SystemCommand("Take back the last review or note", "key u", self.action_take_back)
        yield SystemCommand("Change this patient's plan, write the plan file", "key w", self.action_write_plan)
        yield SystemCommand("Known, under care until: the follow-up under the cursor", "key n", self.action_known)
        yield SystemCommand("Remove this patient from the caseload", "key x", self.action_remove)
        yield SystemCommand("The next patient", "key ]", lambda: self.action_beside(1))
        yield SystemCommand("The patient before", "key [", lambda: self.action_beside(-1))
