"""What a therapist keeps of a patient, in the therapist's own file: a note, and that the patient was looked at."""

from collections.abc import Callable

from rehab_tui.domain.caseload import Row
from rehab_tui.domain.days import day_words
from rehab_tui.errors import RehabError
from rehab_tui.services.caseload.patients import Caseload
from rehab_tui.services.caseload.removing import Removal
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.screens.base import RehabScreen


class OwnWords(RehabScreen):
    """A screen on which a patient is meant; whatever it shows, these three write into the therapist's own file."""

    @property
    def own(self) -> Context:
        """The therapist's own file."""
        return host_of(self.app).own

    def meant(self) -> Row | None:
        """Return the patient that a key is about."""
        return None

    def action_note(self) -> None:
        """Write the therapist's own words about the patient."""
        from rehab_tui.tui.screens.dialogs import NoteScreen, ask

        row = self.meant()
        if row is None:
            return

        def save(text: str) -> bool:
            if text.strip():
                self.own.rehab.caseload.note(row.patient, text, self.own.stamp())
            return bool(text.strip())

        def shown(kept: bool) -> None:
            if kept:
                self.refresh_all()
                self.say("Note kept in your own file.")

        ask(self.app, NoteScreen(f"Your note about {row.label}"), save, shown)

    def action_review(self) -> None:
        """Keep that the patient was looked at."""
        row = self.meant()
        if row is None or not row.changed:
            self.say("This one was looked at already, and nothing has changed since.")
            return
        words = f"{row.label}: reviewed. Folded away until something changes; u takes this back."
        self._write(lambda caseload: caseload.review(row.patient, self.own.stamp()), words)

    def action_take_back(self) -> None:
        """Take the last review or note back; never an entry of a diary."""
        self._write(lambda caseload: caseload.take_back(self.own.stamp()))

    def action_remove(self) -> None:
        """Take the patient out of the caseload for good, after a question that names what goes."""
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        row = self.meant()
        if row is None:
            return
        try:
            found = self.own.rehab.caseload.removal(row.patient, self.own.clock.now())
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        copies = f" {found.copies}." if found.copies else ""
        question = (
            f"Remove {row.label} (id {row.short_id}, data to {day_words(row.data_to)}) from your caseload for good?\n\n"
            f"What goes: {found.words}. Nobody can take that back.{copies} The file they sent lies where you put it."
        )

        self.app.push_screen(ConfirmScreen(question), lambda yes: self._remove(found) if yes else None)

    def _remove(self, found: Removal) -> None:
        try:
            self.own.rehab.caseload.remove(found, self.own.stamp())
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self.say(f"Removed: {found.row.label}.")
        self.removed()

    def removed(self) -> None:
        """Show the list without the patient."""
        self.refresh_all()

    def _write(self, verb: Callable[[Caseload], object], said: str = "") -> None:
        try:
            done = verb(self.own.rehab.caseload)
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self.refresh_all()
        words = said or str(done)
        self.say(f"{words[:1].upper()}{words[1:]}")
