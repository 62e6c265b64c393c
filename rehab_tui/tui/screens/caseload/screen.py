"""Caseload: a therapist's patients, ranked by who needs attention, each with the reason in words."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.widgets import Input

from rehab_tui.domain.caseload import Row
from rehab_tui.services.caseload.view import KINDS, Fold, Order, View, counts
from rehab_tui.tui.screens.base import way_back
from rehab_tui.tui.screens.caseload.list import CaseloadList
from rehab_tui.tui.screens.caseload.own_words import OwnWords
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.roll import Roll
from rehab_tui.tui.widgets.sheet import Sheet

ORDER_WORDS = {
    Order.RANK: "Who needs attention first.",
    Order.NAME: "By name.",
    Order.DATA_TO: "The oldest data first.",
    Order.PAIN: "The highest mean of seven days first.",
}


class CaseloadScreen(CaseloadList, OwnWords):
    """The list: open a patient, mark one as reviewed, write a note, look for one."""

    TITLE_WORDS = "Caseload"
    HELP_PAGE = "caseload"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="caseload-open", show=False),
        Binding("v", "review", "Reviewed: fold away until it changes", id="caseload-review", show=False),
        Binding("m", "note", "Write a note of your own", id="caseload-note", show=False),
        Binding("a", "take_in", "Take in files", id="caseload-take-in", show=False),
        Binding("x", "remove", "Remove the patient from the caseload", id="caseload-remove", show=False),
        Binding("slash", "search", "Search by name or id", id="caseload-search", show=False),
        Binding("r", "which", "Only some: by reason or level", id="caseload-which", show=False),
        Binding("o", "order", "Another order", id="caseload-order", show=False),
        Binding("u", "take_back", "Take back the last review or note", id="caseload-undo", show=False),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("k", "move(-1)", "Up", show=False),
        Binding("j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Up a page", show=False),
        Binding("pagedown", "page(1)", "Down a page", show=False),
        Binding("home", "end_of_list(0)", "The first", show=False),
        Binding("end", "end_of_list(-1)", "The last", show=False),
        Binding("escape", "usual", "The usual list", show=False),
    ]

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys that work on the row under the cursor."""
        last = (KeyHint("!", "help card", "app.help_card"), KeyHint("?", "help", "app.help"))
        if not self.listed.every:
            return (KeyHint("a", "take in files", "take_in"), way_back(self.context), *last)
        look = (KeyHint("/", "search", "search"), KeyHint("r", "only some", "which"), KeyHint("o", "order", "order"))
        row = self.meant()
        here: tuple[KeyHint, ...] = (KeyHint("enter", "open", "open"),)
        if row is not None:
            review = (KeyHint("v", "reviewed", "review"),) if row.changed else ()
            here = (*here, *review, KeyHint("m", "note", "note"))
        rest: tuple[KeyHint, ...] = (KeyHint("a", "take in files", "take_in"), KeyHint("u", "undo", "take_back"))
        if row is not None:
            rest = (*rest, KeyHint("x", "remove", "remove"))
        return (*here, *look, *rest, *last)

    # moving

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.query_one(Roll).move(steps)

    def action_page(self, step: int) -> None:
        """Move by a page."""
        roll = self.query_one(Roll)
        roll.move(step * max(1, len(roll.in_sight) - 1))

    def action_end_of_list(self, place: int) -> None:
        """Go to the first or the last."""
        self.query_one(Roll).go(place % max(1, len(self.items)))

    def on_roll_moved(self, _: Roll.Moved) -> None:
        """Say what the keys do now."""
        self.show_hints()

    def on_roll_pressed(self, _: Roll.Pressed) -> None:
        """Open what was clicked."""
        self.call_later(self.action_open)

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Run what was clicked in the first line."""
        if message.action:
            self.call_later(self.run_action, message.action)

    def action_open(self) -> None:
        """Open the patient under the cursor, or those who are folded away."""
        row = self.meant()
        if row is not None:
            from rehab_tui.tui.screens.caseload.patient import PatientScreen

            self.app.push_screen(PatientScreen(row))
        elif isinstance(self.item(), Fold):
            self.view = replace(self.view, unfolded=not self.view.unfolded)
            self.show()

    def open_beside(self, patient: str, step: int) -> None:
        """Open the patient that stands before or after another one in the list."""
        rows = [item for item in self.items if isinstance(item, Row)]
        place = next((n for n, row in enumerate(rows) if row.patient == patient), None)
        there = None if place is None else place + step
        if there is None or not 0 <= there < len(rows):
            self.say("There is nobody further in this list.")
            return
        self.app.pop_screen()
        self.query_one(Roll).go(self.items.index(rows[there]))
        self.action_open()

    def action_take_in(self) -> None:
        """Take in the records of a folder, or one."""
        from rehab_tui.services.plan_files import offered_folder
        from rehab_tui.tui.screens.caseload.taking_in import Order as Taking
        from rehab_tui.tui.screens.caseload.taking_in import TakeInForm, TakingIn

        def answered(order: Taking | None) -> None:
            if order is not None:
                self.app.push_screen(TakingIn(order), lambda _: self.refresh_all())

        self.app.push_screen(TakeInForm(offered_folder()), answered)

    # looking in another way

    def action_which(self) -> None:
        """List only some of the patients."""
        from rehab_tui.tui.screens.dialogs import ChooseScreen

        number = counts(self.listed)
        choices = {name: f"{kind.words} ({number[name]})" for name, kind in KINDS.items()}

        def answered(name: str | None) -> None:
            if name is not None:
                self.action_kind(name)

        self.app.push_screen(ChooseScreen("Which patients?", choices), answered)

    def action_kind(self, name: str) -> None:
        """List the patients of one kind."""
        self.see(View(name, self.view.order))

    def action_order(self) -> None:
        """Sort by the next of the orders."""
        orders = list(Order)
        order = orders[(orders.index(self.view.order) + 1) % len(orders)]
        self.see(replace(self.view, order=order))
        self.say(ORDER_WORDS[order])

    def action_search(self) -> None:
        """Type a name or an id."""
        self.add_class("-searching")
        self.query_one(Input).focus()

    def action_usual(self) -> None:
        """Leave the search; else show what is new or has changed, in rank order."""
        searching = self.has_class("-searching")
        self.remove_class("-searching")
        self.query_one(Roll).focus()
        if searching:
            self.query_one(Input).value = ""
            self.see(replace(self.view, search=""))
        else:
            self.see(View())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self.see(replace(self.view, search=event.value))

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter opens the patient under the cursor."""
        self.action_open()

    def palette(self) -> Iterable[SystemCommand]:
        """Yield what only this screen can do."""
        yield SystemCommand("Mark the patient as reviewed", "key v", self.action_review)
        yield SystemCommand("Write a note about the patient", "key m", self.action_note)
        yield SystemCommand("Take back the last review or note", "key u", self.action_take_back)
        yield SystemCommand("Take in files of patients", "key a", self.action_take_in)
        yield SystemCommand("Remove the patient from the caseload", "key x", self.action_remove)
        yield SystemCommand("Search the caseload", "key /", self.action_search)
        yield SystemCommand("Caseload in another order", "key o", self.action_order)
        for name, kind in KINDS.items():
            yield SystemCommand(f"Caseload: {kind.words}", "key r", partial(self.action_kind, name))
