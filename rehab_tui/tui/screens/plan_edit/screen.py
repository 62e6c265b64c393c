"""A patient's plan, changed by the therapist and written as a plan file; nothing of the patient's is touched."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from rehab_tui.domain.caseload import Row as Patient
from rehab_tui.domain.plan_file import PlanFile
from rehab_tui.domain.plan_notes import along_words, goes_along, leaving_words
from rehab_tui.errors import InvalidValue
from rehab_tui.services.movable import movable_signs
from rehab_tui.services.plan_files import ENDING, offered_folder
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.dialogs import ask
from rehab_tui.tui.screens.form import Field, FormScreen, typed_path
from rehab_tui.tui.screens.plan_edit.draft import PlanDraft
from rehab_tui.tui.screens.plan_edit.rows import Level3, change_rows, plan_rows
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Row, Sheet


class WhereForm(FormScreen[Path]):
    """Where the plan file goes."""

    HELP_PAGE: ClassVar[str] = "caseload"

    def __init__(self, place: Path, notes: int) -> None:
        foot = (
            "For you alone to open (0600), until you send it. In it: the plan, the patient's id, and "
            f"{leaving_words(notes)}."
        )
        super().__init__("Write the plan file", (Field("place", "File", str(place), f"ends with {ENDING}"),), foot)

    def answer(self, texts: dict[str, str]) -> Path:
        """Return the place. Raises InvalidValue."""
        place = typed_path(texts["place"])
        if not place.name.lower().endswith(ENDING):
            raise InvalidValue(f"the name of the file has to end with {ENDING}")
        return place


class PlanEdit(PlanDraft):
    """The next version of a patient's plan: each line can be opened; what it changes stands below in words."""

    TITLE_WORDS = "Plan for the patient"
    HELP_PAGE = "caseload"
    AS_PATIENT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Change this line", show=False),
        Binding("a", "add", "Add an exercise", show=False),
        Binding("x", "remove", "Take this line out", show=False),
        Binding("w", "write", "Write the plan file", show=False),
    ]

    def __init__(self, patient: Patient, known: str = "") -> None:
        super().__init__(patient)
        self._asked = known
        """The rule and side of a follow-up that is to be marked as known first."""
        self._written: PlanFile | None = None
        """What was begun with, or written last: leaving then loses nothing."""

    def reload(self) -> None:
        """Begin with the plan in force; what was changed on this page stays."""
        if self.file is None:
            self.keep(self.files.draft(self.today))
            self._written = self.file
        super().reload()
        asked, self._asked = self._asked, ""
        if asked and self.file is not None:
            self.call_after_refresh(self.open_known, self.file, asked)

    # showing

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the plan line by line, then what it changes."""
        if self.file is None:
            return ()
        plan = plan_rows(self.file, self.notes, self._level_3(), movable_signs().values(), self.effects, width)
        return (*plan, *change_rows(self.changes, width))

    def _level_3(self) -> list[Level3]:
        waiting = [one for one in self.context.rehab.follow_ups.waiting() if one.level == 3]
        return [(one.rule, one.side, f"{one.title}{one.side_words}") for one in waiting]

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the last line."""
        return (
            KeyHint("enter", "change", "open"),
            KeyHint("a", "add", "add"),
            KeyHint("x", "take out", "remove"),
            KeyHint("w", "write the file", "write"),
            KeyHint("esc", "back", "leave"),
        )

    # changing

    def on_sheet_pressed(self, message: Sheet.Pressed) -> None:
        """Open the line that was clicked."""
        if any(row.key == message.key and row.selectable for row in self.query_one(Sheet).rows):
            self.call_later(self.action_open)

    def action_open(self) -> None:
        """Change the line under the cursor."""
        what, _, name = self.query_one(Sheet).cursor.partition(":")
        if self.file is not None:
            self.open_line(self.file, what, name)

    def action_add(self) -> None:
        """Add an exercise of the library, with its starting dose."""
        from rehab_tui.tui.screens.dialogs import ChooseScreen

        file, plans = self.file, self.context.rehab.plans
        if file is None:
            return
        there = {one.exercise for one in file.prescriptions}
        left = {one.id: one for one in plans.readable_library[0].exercises if one.id not in there}

        def chosen(name: str | None) -> None:
            if name is not None:
                new = plans.starting_dose(left[name])
                self.attempt(file._replace(prescriptions=(*file.prescriptions, new)))

        names = {one.id: f"{one.name} ({one.group})" for one in left.values()}
        self.app.push_screen(ChooseScreen("Which exercise?", names), chosen)

    def action_remove(self) -> None:
        """Take the exercise, the mark or the threshold under the cursor out."""
        file = self.file
        what, _, name = self.query_one(Sheet).cursor.partition(":")
        if file is None:
            return
        if what == "ex":
            self.attempt(file._replace(prescriptions=tuple(one for one in file.prescriptions if one.exercise != name)))
        elif what == "known":
            rule, _, side = name.partition(":")
            left = tuple(one for one in file.known if (one.rule, one.side) != (rule, side or None))
            self.attempt(file._replace(known=left))
        elif what == "threshold":
            self.attempt(file._replace(thresholds={rule: one for rule, one in file.thresholds.items() if rule != name}))

    def action_leave(self) -> None:
        """Go back; what was changed and not written is given up only after a question."""
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        if self.file == self._written:
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        self.app.push_screen(ConfirmScreen("Leave without writing the plan file? What you changed is lost."), answered)

    def action_write(self) -> None:
        """Ask where, and write the file."""
        if self.file is None:
            return
        place = offered_folder() / f"{self.patient.short_id}-{self.file.version}{ENDING}"
        along = sum(goes_along(self.file.message, note) for note in self.notes)
        file, own = self.file, host_of(self.app).own

        def save(place: Path) -> Path:
            text = self.files.edited(file, self.today)
            went = along_words(along, file.known)
            own.rehab.caseload.write_plan(self.patient.patient, place, text, own.stamp(), force=False, along=went)
            return place

        ask(self.app, WhereForm(place, along), save, self._say_written)

    def _say_written(self, place: Path) -> None:
        self._written = self.file
        self.say(f"Written: {place}\nCheck it with: rehab plan check {place}; then send it to the patient.")
