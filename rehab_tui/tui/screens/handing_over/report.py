"""The report for a visit on the screen: from which day, which parts, where; then it is written beside the screens."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App

from rehab_tui import __version__
from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.report import NOTES, PARTS, SEXUAL, USUAL_PARTS, parts_of, shared_parts
from rehab_tui.domain.sharing import WHO_READS, Selection
from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue, RehabError
from rehab_tui.exchange.report.formats import FORMATS, report_format, written
from rehab_tui.services.report.gather import LAST_VISIT, Reports
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.dialogs import ConfirmScreen
from rehab_tui.tui.screens.form import Field, FormScreen, typed_path

USUAL = "usual"
_YES_NO = ("yes", "no")
_ENDINGS = ", ".join(FORMATS)


class ReportOrder(NamedTuple):
    """Which report is to be written, and where."""

    path: Path
    since: str
    parts: frozenset[str]


class ReportForm(FormScreen[ReportOrder]):
    """Asks for the days and parts of a report; notes and the private sign are off until somebody writes yes."""

    HELP_PAGE = "report"

    def __init__(self, path: Path) -> None:
        fields = (
            Field("path", "File", str(path), f"ends with {_ENDINGS}"),
            Field("since", "Since", LAST_VISIT, f"{LAST_VISIT}, or a day like 2026-03-31 or -28"),
            Field(
                "parts", "Parts", USUAL, f"{USUAL}, or names: {', '.join(one for one in PARTS if one in USUAL_PARTS)}"
            ),
            Field(NOTES, "Your notes too?", "no", "yes or no"),
            Field(SEXUAL, "Sexual function too?", "no", "yes or no"),
        )
        foot = f"{WHO_READS} It is written for you alone to open, until you send it. Follow-ups are in every report."
        super().__init__("Report for a visit: one page to read in a minute, then the detail", fields, foot)

    def answer(self, texts: dict[str, str]) -> ReportOrder:
        """Return what is to be written. Raises InvalidValue with what is not clear."""
        path = typed_path(texts["path"])
        report_format(path.name)
        named = texts["parts"].strip()
        parts = USUAL_PARTS if named.lower() in {"", USUAL} else parts_of(named)
        for part in (NOTES, SEXUAL):
            if one_of("answer", texts[part] or "no", _YES_NO) == "yes":
                parts |= {part}
        return ReportOrder(path, texts["since"].strip() or LAST_VISIT, parts)


class VisitReports:
    """Asks step by step, then writes the report beside the screens."""

    def __init__(self, app: App[Any], context: Context) -> None:
        self._app = app
        self._context = context

    def begin(self, place: Path) -> None:
        """Ask what is to be in it; `place` is offered as its name."""
        self._ask(ReportForm(place))

    def _ask(self, form: ReportForm) -> None:
        self._app.push_screen(form, lambda order: self._agree(form, order))

    def _again(self, form: ReportForm, problem: str) -> None:
        """Show the form as it was typed, with why nothing was written."""
        self._ask(ReportForm(Path()).begun(form.given, problem))

    def _agree(self, form: ReportForm, order: ReportOrder | None) -> None:
        if order is None:
            return
        today = self._context.clock.today()
        try:
            first, why = self._context.rehab.use_with_plans(Reports).since(order.since, today)
        except InvalidValue as problem:
            self._again(form, str(problem).removeprefix("--"))
            return
        left_out = [
            words for part, words in ((NOTES, "your notes"), (SEXUAL, "sexual function")) if part not in order.parts
        ]
        lines = [
            f"Write {order.path}?",
            f"From {first} to {today}, since {why}.",
            *([f"Not in it: {', '.join(left_out)}."] if left_out else []),
            WHO_READS,
        ]
        agreed = ConfirmScreen("\n".join(lines))
        self._app.push_screen(agreed, lambda yes: self._write(form, order, first) if yes else None)

    def _write(self, form: ReportForm, order: ReportOrder, first: date) -> None:
        stamp = self._context.stamp()
        self._app.run_worker(lambda: self._written(form, order, first, stamp), thread=True, exit_on_error=False)

    def _written(self, form: ReportForm, order: ReportOrder, first: date, stamp: Stamp) -> None:
        """Write the file on a connection of its own, and say how it went; the form comes back where it did not."""
        selection = Selection(shared_parts(order.parts), first, stamp.moment.today)
        try:
            with Rehab.open(self._context.rehab.path, own_library=self._context.settings.own_library) as rehab:
                found = rehab.use_with_plans(Reports).report(order.since, order.parts, stamp.moment)
                content = written(found, report_format(order.path.name), f"rehab {__version__}")
                rehab.exporting.export(order.path, selection, lambda _: (content,), stamp, force=False)
        except RehabError as problem:
            self._app.call_from_thread(self._again, form, str(problem))
            return
        self._app.call_from_thread(self._app.notify, f"Written: {order.path}", timeout=12, markup=False)
