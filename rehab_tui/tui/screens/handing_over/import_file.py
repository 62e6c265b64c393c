"""Taking a file in on the screen: a patient record after one question, a spreadsheet on a page of its own."""

from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.exchange.record.file import Record, read_record
from rehab_tui.exchange.sheet.book import is_book, sheets_in
from rehab_tui.exchange.sheet.cells import Names
from rehab_tui.exchange.sheet.columns import Looked, look_at, names_of
from rehab_tui.exchange.sheet.file import is_sheet
from rehab_tui.exchange.sheet.set import is_set
from rehab_tui.services.importing import Imported, Taken, backup_before, import_records
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.screens.dialogs import ChooseScreen, ConfirmScreen
from rehab_tui.tui.screens.form import Field, FormScreen, typed_file


class Named(NamedTuple):
    """The file that is to be taken in, and what opens it."""

    path: Path
    passphrase: str


class FileForm(FormScreen[Named]):
    """Asks for the name of a file."""

    HELP_PAGE = "import"

    def __init__(self) -> None:
        fields = (
            Field("path", "File", "", "like ~/diary.rehab.json, ~/diary.csv or ~/diary.xlsx"),
            Field("passphrase", "Passphrase", "", "only where the file is locked with one", hidden=True),
        )
        foot = "A patient record, or a diary from a spreadsheet. You see what it would add before anything is kept."
        super().__init__("Take in a file", fields, foot)

    def answer(self, texts: dict[str, str]) -> Named:
        """Return the file. Raises InvalidValue for a name that cannot be one."""
        return Named(typed_file(texts["path"]), texts["passphrase"])


class TakingIn:
    """Asks for a file, reads it beside the screens, and shows what it would add."""

    def __init__(self, app: App[Any], context: Context) -> None:
        self._app = app
        self._context = context

    def begin(self) -> None:
        """Ask which file."""
        self._ask(FileForm())

    def _ask(self, form: FileForm) -> None:
        self._app.push_screen(form, lambda named: self._named(form, named))

    def _named(self, form: FileForm, named: Named | None) -> None:
        if named is not None:
            names = names_of(self._context.rehab.plans.readable_library[0].exercises)
            self._beside(lambda: self._read(form, named, names))

    def _beside(self, work: Any) -> None:
        self._app.run_worker(work, thread=True, exit_on_error=False)

    def _read(self, form: FileForm, named: Named, names: Names, sheet: str | None = None) -> None:
        """Read the file; a record is tried on a connection of its own. The form comes back where it cannot be."""
        try:
            if is_sheet(named.path) or is_set(named.path):
                several = sheets_in(named.path) if sheet is None and is_book(named.path) else ()
                if len(several) > 1:
                    self._app.call_from_thread(self._choose, form, named, names, several)
                    return
                self._app.call_from_thread(self._show_sheet, look_at(named.path, names, sheet=sheet), names)
                return
            record = read_record(named.path, lambda _: named.passphrase)
            imported = self._import(named.path, record, dry_run=True)
        except RehabError as problem:
            self._app.call_from_thread(self._ask, FileForm().begun(form.given, str(problem)))
            return
        self._app.call_from_thread(self._agree, named.path, record, imported.taken[0])

    def _choose(self, form: FileForm, named: Named, names: Names, several: tuple[str, ...]) -> None:
        """Ask which sheet of a workbook holds the diary."""
        choices = {str(number): harmless(name) for number, name in enumerate(several)}

        def chosen(number: str | None) -> None:
            if number is not None:
                self._beside(lambda: self._read(form, named, names, several[int(number)]))

        self._app.push_screen(ChooseScreen("Which sheet holds the diary?", choices), chosen)

    def _show_sheet(self, looked: Looked, names: Names) -> None:
        from rehab_tui.tui.screens.handing_over.sheet import SheetPage

        self._app.push_screen(SheetPage(looked, names))

    def _agree(self, path: Path, record: Record, taken: Taken) -> None:
        if not taken.added.anything:
            self._app.notify(f"Nothing new: all {taken.added.known:,} entries of {path.name} are there", markup=False)
            return
        span = f", {day_words(taken.first)} to {day_words(taken.last)}" if taken.first and taken.last else ""
        filled = taken.added.filled_words
        lines = (
            f"Take in {path.name}?",
            f"It would add {taken.added.entries:,} entries{span}; {taken.added.known:,} are there already.",
            *((f"It would {filled.replace('filled', 'fill', 1)}.",) if filled else ()),
            f"Follow-ups that it brings: {taken.added.followups:,}. A copy of your file is made before.",
        )
        self._app.push_screen(
            ConfirmScreen("\n".join(lines)),
            lambda yes: self._beside(lambda: self._keep(path, record)) if yes else None,
        )

    def _import(self, path: Path, record: Record, *, dry_run: bool) -> Imported:
        stamp = self._context.stamp()
        with Rehab.open(self._context.rehab.path) as rehab:
            if not dry_run:
                rehab.use(lambda store: backup_before(store, stamp.moment))
            return rehab.use(lambda store: import_records(store, [(path, record)], stamp, dry_run=dry_run))

    def _keep(self, path: Path, record: Record) -> None:
        try:
            imported = self._import(path, record, dry_run=False)
        except RehabError as problem:
            self._say(str(problem), bad=True)
            return
        self._app.call_from_thread(kept, self._app, f"Taken in: {path.name}", imported.opened)

    def _say(self, words: str, *, bad: bool) -> None:
        self._app.call_from_thread(
            self._app.notify, words, severity="error" if bad else "information", timeout=12, markup=False
        )


def kept(app: App[Any], words: str, opened: tuple[FollowUp, ...]) -> None:
    """Say what came in, show it on every screen, and let each new serious follow-up take the screen."""
    app.notify(words, timeout=12, markup=False)
    host = host_of(app)
    host.refresh_screen()
    host.raise_alerts(opened)
