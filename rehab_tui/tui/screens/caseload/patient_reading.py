"""Opening the record of a patient beside the screens, and closing it when nobody looks at it any more."""

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.caseload import Row
from rehab_tui.domain.days import day_words
from rehab_tui.domain.words import shown
from rehab_tui.errors import RehabError
from rehab_tui.services.caseload.page import PatientPage, page_over
from rehab_tui.tui.context import Context
from rehab_tui.tui.patients import PatientClock
from rehab_tui.tui.screens.caseload.own_words import OwnWords
from rehab_tui.tui.widgets.sheet import Sheet


class PatientReading(OwnWords):
    """A screen that opens a patient's record; what lies on it works with that, and nobody can write it."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row
        self.page: PatientPage | None = None
        self.reading = True

    def on_mount(self) -> None:
        """Show what the list knows, and read the rest beside the screens."""
        self.query_one(Sheet).focus()
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        """Open the record on a connection of its own, and hand it over."""
        own, clock = self.own, self.own.clock
        today, library = clock.today().isoformat(), own.settings.own_library
        try:
            with Rehab.open(own.rehab.path, today=today, own_library=library) as therapist:
                found = therapist.patient(self.row.patient, clock.now())
                try:
                    page = found.use(lambda store: page_over(store, therapist.caseload, self.row, clock.now()))
                except BaseException:
                    found.close()
                    raise
        except RehabError as problem:
            self.app.call_from_thread(self._failed, str(problem))
            return
        self.app.call_from_thread(self._take, found, page)

    def _failed(self, words: str) -> None:
        self.reading = False
        self.say(words, bad=True)

    def _take(self, found: Rehab, page: PatientPage) -> None:
        """Show the whole page from now on; where the person has left meanwhile, close the record."""
        self.reading = False
        if self not in self.app.screen_stack:
            found.close()
            return
        whose = f"{shown(self.row.label, 60)} · data to {day_words(self.row.data_to)}"
        own = self.own
        self.opened = Context(
            found, PatientClock(own.clock, self.row.data_to), own.settings, own.demo, patient=whose,
            letters_only=own.letters_only,
        )  # fmt: skip
        self.page = page
        self.refresh_all()

    def on_unmount(self) -> None:
        """Close the record: nothing lies on this screen any more."""
        if self.opened is not None:
            self.opened.rehab.close()
