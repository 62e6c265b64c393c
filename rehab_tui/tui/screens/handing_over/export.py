"""Handing over on the screen: which format, what and where, and once more what leaves before it is written."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.days import day_of
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.passphrase import WHO_READS_LOCKED, passphrase_of
from rehab_tui.domain.sharing import PART_WORDS, WHO_READS, Part, Selection, day_pair, parts_of
from rehab_tui.domain.words import free_text, one_of
from rehab_tui.errors import InvalidValue, Refused, RehabError
from rehab_tui.exchange.formats import FORMATS, Format
from rehab_tui.exchange.locked import require
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.dialogs import ChooseScreen, ConfirmScreen
from rehab_tui.tui.screens.form import Field, FormScreen, typed_path
from rehab_tui.tui.screens.handing_over.import_file import TakingIn
from rehab_tui.tui.screens.handing_over.report import VisitReports

LONGEST_NAME = 100
TAKE_IN = "take in"
REPORT, REPORT_WORDS = "report", "a report for a visit (.html, .pdf, .md)"
TAKE_IN_WORDS = "the other way: take in a record, or a diary from a spreadsheet"
_YES_NO = ("yes", "no")
FOOT = f"{WHO_READS} It is written for you alone to open, until you send it."
FOOT_LOCKED = f"{WHO_READS_LOCKED} Tell the passphrase in another way than you send the file."
LOCK = (
    Field("passphrase", "Passphrase", "", "four or five words", hidden=True),
    Field("again", "Once more", "", "the same", hidden=True),
)


class Order(NamedTuple):
    """What is to be written, and where."""

    path: Path
    selection: Selection
    kind: Format
    passphrase: str | None = None


class ExportForm(FormScreen[Order]):
    """Asks where the file goes and what is in it; notes and the private sign are off until somebody writes yes."""

    HELP_PAGE = "export"

    def __init__(self, kind: Format, path: Path, today: date, private: tuple[Part, ...]) -> None:
        asked = {Part.NOTES: "Your notes too?", Part.SEXUAL: "Sexual function too?"}
        fields = (
            Field("path", "File", str(path), f"ends with {kind.ending}"),
            Field("first", "From", "", "empty: all there is; like 2026-03-31"),
            Field("last", "To", "", "empty: today"),
            Field("parts", "Parts", "standard", "standard, or names like pain, exercise"),
            Field("pseudonym", "Another name", "", "empty: your own"),
            *(Field(part.value, asked[part], "no", "yes or no") for part in private),
            *(LOCK if kind.locked else ()),
        )
        foot = FOOT_LOCKED if kind.locked else FOOT
        super().__init__(f"Hand over: {kind.words}", fields, foot)
        self._kind = kind
        self._today = today
        self._private = private

    def again(self, problem: str) -> "ExportForm":
        """Return the form as it was typed, with why nothing was written."""
        return ExportForm(self._kind, Path(), self._today, self._private).begun(self.given, problem)

    def answer(self, texts: dict[str, str]) -> Order:
        """Return what is to be written. Raises InvalidValue with what is not clear."""
        path = typed_path(texts["path"])
        if not path.name.lower().endswith(self._kind.ending):
            raise InvalidValue(f"the name of the file has to end with {self._kind.ending}")
        first, last = self._day(texts["first"]), self._day(texts["last"])
        day_pair(first, last)
        parts = parts_of(texts["parts"] or "standard")
        for part in self._private:
            if one_of("answer", texts[part.value] or "no", _YES_NO) == "yes":
                parts |= {part}
        name = free_text("the name", texts["pseudonym"]).strip()[:LONGEST_NAME]
        return Order(path, Selection(parts, first, last, name or None), self._kind, self._passphrase(texts))

    def _passphrase(self, texts: dict[str, str]) -> str | None:
        if not self._kind.locked:
            return None
        require()
        if texts["passphrase"] != texts["again"]:
            raise InvalidValue("the two passphrases differ; type both again")
        return passphrase_of(texts["passphrase"])

    def _day(self, text: str) -> date | None:
        return day_of(text, self._today, future=True) if text.strip() else None


class Exports:
    """Asks step by step, then writes the file beside the screens."""

    def __init__(self, app: App[Any], context: Context) -> None:
        self._app = app
        self._context = context

    def begin(self) -> None:
        """Ask which format."""
        names = {one.name: f"{one.words} ({one.ending})" for one in FORMATS}
        names |= {TAKE_IN: TAKE_IN_WORDS, REPORT: REPORT_WORDS}
        self._app.push_screen(ChooseScreen("What do you want to hand over?", names), self._chosen)

    def report(self) -> None:
        """Ask for a report for a visit."""
        if self._of_nobody():
            return
        place = free_place(Path.home(), self._context.clock.today(), ".html", "rehab-visit")
        VisitReports(self._app, self._context).begin(place)

    def _chosen(self, name: str | None) -> None:
        if name == TAKE_IN:
            TakingIn(self._app, self._context).begin()
            return
        if name == REPORT:
            self.report()
            return
        kind = next((one for one in FORMATS if one.name == name), None)
        if kind is None or self._of_nobody():
            return
        today = self._context.clock.today()
        private = self._context.rehab.exporting.leaves(Selection()).private
        self._ask(ExportForm(kind, free_place(Path.home(), today, kind.ending), today, private))

    def _of_nobody(self) -> bool:
        """Return whether there is no diary to hand over, and say so."""
        try:
            self._context.rehab.exporting.refuse_nobody()
        except Refused as problem:
            self._app.notify(str(problem), timeout=12, severity="warning", markup=False)
            return True
        return False

    def _ask(self, form: ExportForm) -> None:
        self._app.push_screen(form, lambda order: self._agree(form, order))

    def _agree(self, form: ExportForm, order: Order | None) -> None:
        if order is None:
            return
        counted = self._context.rehab.exporting.leaves(order.selection, order.kind.name)
        kept = ", ".join(PART_WORDS[part] for part in counted.private if part not in order.selection.parts)
        lines = [
            f"Write {order.path}?",
            f"In it: {order.selection.words} ({counted.entries:,} entries, {counted.followups:,} follow-ups).",
            *([f"Not in it: {kept}."] if kept else []),
            WHO_READS_LOCKED if order.passphrase else WHO_READS,
        ]
        self._app.push_screen(ConfirmScreen("\n".join(lines)), lambda yes: self._write(form, order) if yes else None)

    def _write(self, form: ExportForm, order: Order) -> None:
        stamp = self._context.stamp()
        self._app.run_worker(lambda: self._written(form, order, stamp), thread=True, exit_on_error=False)

    def _written(self, form: ExportForm, order: Order, stamp: Stamp) -> None:
        """Write the file on a connection of its own, and say how it went; the form comes back where it did not."""
        try:
            with Rehab.open(self._context.rehab.path) as rehab:
                rehab.exporting.export(
                    order.path, order.selection, order.kind.written(order.passphrase), stamp, force=False
                )
        except RehabError as problem:
            self._app.call_from_thread(self._ask, form.again(str(problem)))
            return
        self._app.call_from_thread(self._app.notify, f"Written: {order.path}", timeout=12, markup=False)


def free_place(folder: Path, today: date, ending: str, what: str = "rehab") -> Path:
    """Return a name that is still free, with the day and nobody's name in it."""
    path, number = folder / f"{what}-{today}{ending}", 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{what}-{today}-{number}{ending}"
    return path
