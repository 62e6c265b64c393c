"""`rehab report`: what happened since the last visit, as a file to take along."""

import click

from rehab_tui import __version__
from rehab_tui.cli.leaving import agreed_to
from rehab_tui.cli.output import show, tell
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.domain.report import (
    ASKED_FOR,
    NOTES,
    PARTS,
    SEXUAL,
    USUAL_PARTS,
    VisitReport,
    parts_of,
    parts_with,
    shared_parts,
)
from rehab_tui.domain.sharing import Selection
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.report.formats import report_format, written
from rehab_tui.services.report.gather import Reports
from rehab_tui.services.writing import check_place

EXAMPLE = "visit.html"
WHAT = "a report for a visit"
LEFT_OUT = {NOTES: "your notes and words beside signs (--notes)", SEXUAL: "the sign about sexual function (--private)"}


@click.command()
@click.argument("file")
@click.option(
    "--since", metavar="DATE", default="last-visit", help="The first day: 2026-10-23, -28, last-visit (default)."
)
@click.option("--only", metavar="PARTS", help=f"Some of: {','.join(PARTS)}. Follow-ups are always in.")
@click.option("--notes", is_flag=True, help="Also your notes, and your words beside warning signs.")
@click.option("--private", is_flag=True, help="Also the warning sign about sexual function.")
@click.option("--yes", is_flag=True, help="Do not ask. Nothing private leaves that no option names.")
@click.option("--force", is_flag=True, help="Put it in the place of a file that is there.")
@click.pass_obj
def report(
    session: Session, file: str, since: str, only: str | None, notes: bool, private: bool, yes: bool, force: bool
) -> None:
    """Write what happened since the last visit as FILE.html, FILE.md or FILE.pdf, for a doctor or therapist.

    One page that is read in a minute, then the detail. Only you can open the file (0600); nobody sees it until you
    show or send it.
    """
    path = typed_path(file, EXAMPLE)
    form = report_format(path.name)
    parts = _chosen(only) | ({NOTES} if notes else set()) | ({SEXUAL} if private else set())
    check_place(path, force=force)
    with session.open() as rehab:
        reports = rehab.use_with_plans(Reports)
        first, _ = reports.since(since, session.today)
        asked_for = bool(only or notes or private)
        selection = Selection(shared_parts(parts), first, session.today)
        agreed = agreed_to(session, rehab, selection, WHAT, ticked=asked_for, ask=not yes)
        if agreed is None:
            tell("rehab: nothing was written")
            return
        found = reports.report(since, parts_with(parts, agreed.parts), session.clock.now())
        content = written(found, form, f"rehab {__version__}")
        done = rehab.exporting.export(path, agreed, lambda _: (content,), session.stamp(), force=force)
    show(f"Written: {path} ({found.span_words}, since {found.since}).")
    _say_left_out(found)
    if not done.traced:
        tell("rehab: note: your file is read-only, so it has no line about this report")


def _chosen(only: str | None) -> frozenset[str]:
    if only is None:
        return USUAL_PARTS
    try:
        return parts_of(only)
    except InvalidValue as problem:
        raise InvalidValue(f"--only: {problem}") from None


def _say_left_out(report: VisitReport) -> None:
    missing = [words for part, words in LEFT_OUT.items() if part in ASKED_FOR - report.parts]
    if missing:
        tell(f"rehab: note: left out unless you ask for it: {'; '.join(missing)}")
