"""A patient's plan while a therapist changes it: each of its lines opens the form that it is changed with."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from rehab_tui.domain.caseload import CaseloadNote
from rehab_tui.domain.caseload import Row as Patient
from rehab_tui.domain.plan import Prescription, UnderCare
from rehab_tui.domain.plan_file import Allowance, PlanFile
from rehab_tui.domain.plan_notes import goes_along, with_note, without_note
from rehab_tui.errors import RehabError
from rehab_tui.services.movable import movable_signs
from rehab_tui.services.plan_files import PlanFiles
from rehab_tui.services.plan_words import rule_words
from rehab_tui.services.threshold_effect import Effect, effect_of
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.dialogs import ChooseScreen, Dialog, NoteScreen, ask
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.screens.plan_edit.forms import AllowForm, DoseForm, HeadForm, Numbers, ThresholdForm, UntilForm

Answer = TypeVar("Answer")


class PlanDraft(Page):
    """Holds the plan; what it becomes is checked at once, and put back where it has a mistake."""

    def __init__(self, patient: Patient) -> None:
        super().__init__()
        self.patient = patient
        self.file: PlanFile | None = None
        self.changes: tuple[str, ...] = ()
        self.effects: Mapping[str, str] = {}
        """What each changed threshold would have said of the last weeks, by rule."""

    @property
    def files(self) -> PlanFiles:
        """The plan files of this patient."""
        return self.context.rehab.plan_files

    @property
    def today(self) -> date:
        """The therapist's day."""
        return host_of(self.app).own.clock.today()

    @property
    def notes(self) -> tuple[CaseloadNote, ...]:
        """The therapist's own notes about this patient."""
        return host_of(self.app).own.rehab.caseload.notes(self.patient.patient)

    def keep(self, file: PlanFile) -> None:
        """Go on with another plan, once it is without a mistake. Raises InvalidValue."""
        self.files.edited(file, self.today)
        self.changes = tuple(one.words for one in self.files.beside(file, self.today).changes)
        if self.file is None or self.file.thresholds != file.thresholds:
            self.effects = {rule: self._effect(rule, numbers).short for rule, numbers in file.thresholds.items()}
        self.file = file

    def _effect(self, rule: str, numbers: Numbers) -> Effect:
        """Return what moved numbers would have said of the patient's last weeks."""
        now = self.context.clock.now()
        return self.context.rehab.use(lambda store: effect_of(store, rule, numbers, now))

    def _ask(self, dialog: Dialog[Answer | None], changed: Callable[[Answer], PlanFile]) -> None:
        """Show a dialog; what cannot stand in a plan stays in it as it was typed."""
        ask(self.app, dialog, lambda answer: self.keep(changed(answer)), lambda _: self.refresh_all())

    def attempt(self, file: PlanFile) -> None:
        """Go on with another plan, or say what is wrong with it."""
        try:
            self.keep(file)
        except RehabError as problem:
            self.say(str(problem), bad=True)
        self.refresh_all()

    def open_line(self, file: PlanFile, what: str, name: str) -> None:
        """Open what a line is changed with."""
        openers: dict[str, Callable[[PlanFile, str], None]] = {
            "ex": self._open_dose, "message": self._open_message, "note": self._tick, "known": self.open_known,
            "threshold": self._open_threshold, "allow": self._open_allow, "head": self._open_head,
        }  # fmt: skip
        if what in openers:
            openers[what](file, name)

    def _open_head(self, file: PlanFile, _: str) -> None:
        self._ask(HeadForm(file), lambda new: new)

    def _open_dose(self, file: PlanFile, name: str) -> None:
        old = next(one for one in file.prescriptions if one.exercise == name)
        self._ask(DoseForm(old), lambda new: _with_dose(file, new))

    def _open_message(self, file: PlanFile, _: str) -> None:
        note = NoteScreen("Your words to the patient", file.message or "")
        self._ask(note, lambda text: file._replace(message=text.strip() or None))

    def _tick(self, file: PlanFile, number: str) -> None:
        """Let a note of the therapist go along, or stay."""
        note = self.notes[int(number)]
        toggled = without_note if goes_along(file.message, note) else with_note
        self.attempt(file._replace(message=toggled(file.message, note)))

    def open_known(self, file: PlanFile, name: str) -> None:
        """Ask until when a follow-up is known and under care; `name` is its rule and side."""
        rule, _, side = name.partition(":")
        until = next((one.until for one in file.known if (one.rule, one.side) == (rule, side or None)), None)
        title = f"{rule_words(rule)}, {side}" if side else rule_words(rule)
        form = UntilForm(rule, side or None, f"Known, under care: {title}", self.today, until)
        self._ask(form, lambda mark: _with_mark(file, mark))

    def _open_threshold(self, file: PlanFile, rule: str) -> None:
        """Change the numbers of a warning sign; without one, choose it first."""
        signs = movable_signs()

        def chosen(found: str | None) -> None:
            if found is not None:
                form = ThresholdForm(file, signs[found], lambda numbers: self._effect(found, numbers))
                self._ask(form, lambda new: new)

        if rule:
            chosen(rule)
            return
        names = {one.rule: f"{one.title} ({one.rule}): {one.usual}" for one in signs.values()}
        self.app.push_screen(ChooseScreen("Which warning sign, for this patient?", names), chosen)

    def _open_allow(self, file: PlanFile, _: str) -> None:
        self._ask(AllowForm(self.today), lambda one: _with_allowance(file, one))


def _with_dose(file: PlanFile, new: Prescription) -> PlanFile:
    return file._replace(
        prescriptions=tuple(new if one.exercise == new.exercise else one for one in file.prescriptions)
    )


def _with_mark(file: PlanFile, mark: UnderCare) -> PlanFile:
    others = tuple(one for one in file.known if (one.rule, one.side) != (mark.rule, mark.side))
    return file._replace(known=(*others, mark))


def _with_allowance(file: PlanFile, one: Allowance) -> PlanFile:
    return file._replace(clearances=(*file.clearances, one))
