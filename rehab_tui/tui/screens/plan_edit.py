"""A patient's plan, changed by the therapist and written as a plan file; nothing of the patient's is touched."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rehab_tui.domain.caseload import Row as Patient
from rehab_tui.domain.days import day_words
from rehab_tui.domain.plan import Prescription, UnderCare
from rehab_tui.domain.plan_changes import days_in_words
from rehab_tui.domain.plan_file import Allowance, PlanFile
from rehab_tui.domain.words import harmless
from rehab_tui.errors import InvalidValue, RehabError
from rehab_tui.services.plan_files import ENDING, PlanFiles, downloads
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.form import Field, FormScreen
from rehab_tui.tui.screens.page import Page, wrapped
from rehab_tui.tui.screens.plan_edit_forms import AllowForm, DoseForm, HeadForm, ThresholdForm, UntilForm
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row, Sheet, text_row


class WhereForm(FormScreen[Path]):
    """Where the plan file goes."""

    HELP_PAGE: ClassVar[str] = "caseload"

    def __init__(self, place: Path) -> None:
        foot = (
            "For you alone to open (0600), until you send it. In it: the plan and the patient's id; none of your notes."
        )
        super().__init__("Write the plan file", (Field("place", "File", str(place), f"ends with {ENDING}"),), foot)

    def answer(self, texts: dict[str, str]) -> Path:
        """Return the place. Raises InvalidValue."""
        typed = texts["place"].strip()
        if "\0" in typed or not typed.lower().endswith(ENDING):
            raise InvalidValue(f"the name of the file has to end with {ENDING}")
        return Path(typed).expanduser() if typed.startswith("~/") else Path(typed)


class PlanEdit(Page):
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

    def __init__(self, patient: Patient) -> None:
        super().__init__()
        self._patient = patient
        self._file: PlanFile | None = None
        self._changes: tuple[str, ...] = ()
        self._written: PlanFile | None = None
        """What was begun with, or written last: leaving then loses nothing."""

    def reload(self) -> None:
        """Begin with the plan in force; what was changed on this page stays."""
        if self._file is None:
            self._keep(self._files.draft(self._today))
            self._written = self._file
        super().reload()

    @property
    def _files(self) -> PlanFiles:
        return self.context.rehab.plan_files

    @property
    def _today(self) -> date:
        return host_of(self.app).own.clock.today()

    def _keep(self, file: PlanFile) -> None:
        """Go on with another plan, once it is without a mistake. Raises InvalidValue."""
        self._files.edited(file, self._today)
        self._changes = tuple(one.words for one in self._files.beside(file, self._today).changes)
        self._file = file

    def _try(self, file: PlanFile | None) -> None:
        if file is None:
            return
        try:
            self._keep(file)
        except RehabError as problem:
            self.say(str(problem), bad=True)
        self.refresh_all()

    # showing

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the plan line by line, then what it changes."""
        return tuple(self._rows(self._file, width)) if self._file else ()

    def _rows(self, file: PlanFile, width: int) -> Iterator[Row]:
        limit = "the usual limit" if file.ceiling is None else f"limit {file.ceiling} of 10"
        head = f"{file.name or 'Plan'}, version {file.version} of {day_words(file.written_on)}, from {file.author}"
        yield text_row("gap-0", "")
        yield Row("head", wrapped(harmless(f"{head}; {limit}"), width - 1))
        yield _heading("Exercises", "enter changes the dose, a adds one, x takes one out")
        for one in file.prescriptions:
            yield Row(f"ex:{one.exercise}", (_dose(one, width),))
        yield _heading("Message to the patient", "enter writes it")
        yield Row("message", wrapped(harmless(file.message or "none"), width - 1))
        yield _heading("Known, under care until", "enter on an open level 3 follow-up")
        for rule, side, title in self._level_3():
            mark = next((one for one in file.known if (one.rule, one.side) == (rule, side)), None)
            words = f"{title}: {f'until {day_words(mark.until)}' if mark else 'not marked'}"
            yield Row(f"known:{rule}:{side or ''}", wrapped(harmless(words), width - 1))
        yield _heading("Changed thresholds, and what somebody allowed", "enter adds one")
        for rule, numbers in file.thresholds.items():
            for name, number in numbers.items():
                yield _said(f"threshold-{rule}-{name}", f"{rule} {name.replace('_', ' ')}: {number:g}", width)
        for number, given in enumerate(file.clearances):
            yield _said(f"given-{number}", f"{given.what} by {given.by}, {day_words(given.on)}", width)
        yield Row("threshold", wrapped("+ another threshold", width - 1))
        yield Row("allow", wrapped("+ something that was allowed", width - 1))
        yield _heading("What it changes", "w writes the file")
        for number, words in enumerate(self._changes or ("nothing yet",)):
            yield Row(f"change-{number}", wrapped(harmless(words), width - 1, indent=4, first="· "), selectable=False)

    def _level_3(self) -> list[tuple[str, str | None, str]]:
        waiting = [one for one in self.context.rehab.follow_ups.waiting() if one.level == 3]
        return [(one.rule, one.side, f"{one.title}{f', {one.side}' if one.side else ''}") for one in waiting]

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
        file = self._file
        what, _, name = self.query_one(Sheet).cursor.partition(":")
        if file is None:
            return
        if what == "ex":
            old = next(one for one in file.prescriptions if one.exercise == name)
            self.app.push_screen(DoseForm(old), lambda new: self._try(new and _with_dose(file, new)))
        elif what == "message":
            self._open_message(file)
        elif what == "known":
            rule, _, side = name.partition(":")
            form = UntilForm(rule, side or None, "Known, under care", self._today)
            self.app.push_screen(form, lambda mark: self._try(mark and _with_mark(file, mark)))
        elif what == "allow":
            self.app.push_screen(AllowForm(self._today), lambda one: self._try(one and _with_allowance(file, one)))
        else:
            self._open_other(file, what)

    def _open_other(self, file: PlanFile, what: str) -> None:
        self.app.push_screen(ThresholdForm(file) if what == "threshold" else HeadForm(file), self._try)

    def _open_message(self, file: PlanFile) -> None:
        from rehab_tui.tui.screens.dialogs import NoteScreen

        def said(text: str | None) -> None:
            self._try(None if text is None else file._replace(message=text.strip() or None))

        self.app.push_screen(NoteScreen("Your words to the patient", file.message or ""), said)

    def action_add(self) -> None:
        """Add an exercise of the library, with its starting dose."""
        from rehab_tui.tui.screens.dialogs import ChooseScreen

        file, plans = self._file, self.context.rehab.plans
        if file is None:
            return
        there = {one.exercise for one in file.prescriptions}
        left = {one.id: one for one in plans.readable_library[0].exercises if one.id not in there}

        def chosen(name: str | None) -> None:
            if name is not None:
                new = plans.starting_dose(left[name])
                self._try(file._replace(prescriptions=(*file.prescriptions, new)))

        names = {one.id: f"{one.name} ({one.group})" for one in left.values()}
        self.app.push_screen(ChooseScreen("Which exercise?", names), chosen)

    def action_remove(self) -> None:
        """Take the exercise or the mark under the cursor out."""
        file = self._file
        what, _, name = self.query_one(Sheet).cursor.partition(":")
        if file is None:
            return
        if what == "ex":
            self._try(file._replace(prescriptions=tuple(one for one in file.prescriptions if one.exercise != name)))
        elif what == "known":
            rule, _, side = name.partition(":")
            left = tuple(one for one in file.known if (one.rule, one.side) != (rule, side or None))
            self._try(file._replace(known=left))

    def action_leave(self) -> None:
        """Go back; what was changed and not written is given up only after a question."""
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        if self._file == self._written:
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        self.app.push_screen(ConfirmScreen("Leave without writing the plan file? What you changed is lost."), answered)

    def action_write(self) -> None:
        """Ask where, and write the file."""
        if self._file is None:
            return
        place = downloads() / f"{self._patient.short_id}-{self._file.version}{ENDING}"
        self.app.push_screen(WhereForm(place), self._write)

    def _write(self, place: Path | None) -> None:
        if place is None or self._file is None:
            return
        own = host_of(self.app).own
        try:
            text = self._files.edited(self._file, self._today)
            own.rehab.caseload.write_plan(self._patient.patient, place, text, own.stamp(), force=False)
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self._written = self._file
        self.say(f"Written: {place}\nCheck it with: rehab plan check {place}; then send it to the patient.")


def _heading(title: str, hint: str) -> Row:
    line = Content.assemble((f"  {title}", "bold $primary"), (f"   {hint}", "$quiet"))
    return Row(f"head-{title}", (Line(Content("")), Line(line)), selectable=False)


def _dose(one: Prescription, width: int) -> Line:
    maker = LineMaker().add("  ▸ ", "$primary").add(harmless(one.name)[:40], "bold")
    return maker.to(34 if width >= 72 else 26).add(one.words).add(f"   {days_in_words(one.days)}", "$quiet").line()


def _said(key: str, words: str, width: int) -> Row:
    return Row(key, wrapped(harmless(words), width - 1), selectable=False)


def _with_dose(file: PlanFile, new: Prescription) -> PlanFile:
    return file._replace(
        prescriptions=tuple(new if one.exercise == new.exercise else one for one in file.prescriptions)
    )


def _with_mark(file: PlanFile, mark: UnderCare) -> PlanFile:
    others = tuple(one for one in file.known if (one.rule, one.side) != (mark.rule, mark.side))
    return file._replace(known=(*others, mark))


def _with_allowance(file: PlanFile, one: Allowance) -> PlanFile:
    return file._replace(clearances=(*file.clearances, one))
