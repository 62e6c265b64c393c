"""`rehab caseload`: a therapist's patients, who needs attention first, and what the therapist writes down."""

import sys

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.charts import sparkline
from rehab_tui.cli import options
from rehab_tui.cli.commands.caseload_add import add
from rehab_tui.cli.commands.caseload_anew import bring_up_to_date
from rehab_tui.cli.commands.caseload_plan import plan
from rehab_tui.cli.commands.caseload_remove import remove
from rehab_tui.cli.commands.caseload_replay import replay
from rehab_tui.cli.commands.caseload_show import show_patient
from rehab_tui.cli.drawing import style
from rehab_tui.cli.output import fitted, show, show_json, tell
from rehab_tui.cli.reading import note_text
from rehab_tui.cli.session import Session
from rehab_tui.domain.caseload import Row, Standing
from rehab_tui.domain.days import short_day
from rehab_tui.domain.words import counted, one_of
from rehab_tui.errors import MissingDatabase
from rehab_tui.rules.triage import reasons
from rehab_tui.services.caseload.view import EVERYONE, KINDS, Fold, Order, View

_ADD = "rehab caseload add FILE_OR_FOLDER"
ORDERS = {"rank": Order.RANK, "name": Order.NAME, "oldest": Order.DATA_TO, "pain": Order.PAIN}
"""What --order takes."""
_EVERYBODY = View(EVERYONE)


@click.group(invoke_without_command=True)
@options.as_json
@click.pass_context
def caseload(ctx: click.Context, as_json: bool) -> None:
    """For therapists: the patients whose records you took in, who needs attention first.

    Without a subcommand: the list. Nothing here changes what a patient wrote, or closes a follow-up.
    """
    if ctx.invoked_subcommand is None:
        show_list(ctx.obj, _EVERYBODY, every=False, as_json=as_json)


@caseload.command("list")
@click.option("--all", "every", is_flag=True, help="Also those that were reviewed and are unchanged since.")
@click.option("--only", metavar="KIND", help=f"Only some: {', '.join(KINDS)}.")
@click.option("--search", metavar="TEXT", help="Only whose name holds it, or whose id begins with it.")
@click.option("--order", metavar="ORDER", help=f"Another order: {', '.join(ORDERS)}.")
@options.as_json
@click.pass_obj
def list_patients(
    session: Session, every: bool, only: str | None, search: str | None, order: str | None, as_json: bool
) -> None:
    """List patients, who needs attention first, each with the reasons.

    JSON has everyone, also those that were reviewed, unless --only or --search names some.
    """
    some = only is not None or search is not None
    kind = one_of("kind", only, KINDS) if only is not None else EVERYONE
    sort = ORDERS[one_of("order", order, ORDERS)] if order is not None else Order.RANK
    show_list(session, View(kind, sort, search or ""), every=every or some, as_json=as_json, some=some)


def show_list(session: Session, view: View, *, every: bool, as_json: bool, some: bool = False) -> None:
    """Print the caseload, or what a view shows of it."""
    try:
        with session.open() as rehab:
            bring_up_to_date(session, rehab)
            listed = rehab.caseload.listed(session.clock.now())
    except MissingDatabase:
        raise MissingDatabase(f"no database at {session.db}; make one with: {_ADD}") from None
    rows = [item for item in view.items(listed) if isinstance(item, Row)]
    if as_json:
        from rehab_tui.exchange.caseload_values import row_values

        show_json([row_values(row) for row in rows])
        return
    if not listed.every:
        show(f"The caseload is empty. Take in what patients sent you: {_ADD}")
        return
    for number, row in enumerate(rows, 1):
        if every or row.changed:
            show(fitted("\n".join(_lines(session, number, row)), sys.stdout))
    if some:
        show(f"{len(rows)} of {counted(len(listed.every), 'patient')}")
    elif listed.folded:
        folded = Fold(listed.folded, opened=every).words
        show(folded if every else f"{folded}; see them with: rehab caseload list --all")


def _lines(session: Session, number: int, row: Row) -> list[str]:
    """Return a patient in lines: the name, up to when the data go, the small chart, the reasons."""
    seen = f"reviewed {short_day(row.reviewed.date(), session.today)}" if row.reviewed else "new to you"
    told = reasons(row)
    lead = " " * 5
    return [
        f"{number:>3}  {row.label} · data to {short_day(row.data_to, session.today)} · id {row.short_id} · {seen}",
        f"{lead}{_pain(session, row)}",
        *(f"{lead}- {one.words}" for one in told if one.standing is not Standing.NEW or one is told[0]),
    ]


def _pain(session: Session, row: Row) -> str:
    """Return the small chart of the hip, the mean of its last 7 days and of the 14 before, each with its days."""
    one = row.summary
    week = "no score" if row.mean_7 is None else f"{row.mean_7:.1f} ({one.n_7} of 7)"
    before = "no score" if row.mean_prior_14 is None else f"{row.mean_prior_14:.1f} ({one.n_prior_14} of 14)"
    drawn = "" if session.plain else f" |{sparkline(row.spark, style(session))}|"
    return f"{row.hip} hip{drawn} {week}, was {before}"


@caseload.command()
@click.argument("patient")
@click.argument("text")
@click.pass_obj
def note(session: Session, patient: str, text: str) -> None:
    """Write down a note of your own about a patient; `-` reads it from stdin.

    It stays in your file, unless you send it along with a plan: rehab caseload plan --notes.
    """
    from rehab_tui.cli.commands.log_small import from_stdin

    words = note_text(from_stdin() if text == "-" else text)
    with session.open() as rehab:
        one = rehab.caseload.row(rehab.caseload.find(patient), session.clock.now())
        rehab.caseload.note(one.patient, words, session.stamp())
        session.back_up(rehab)
    show(f"Kept: note about {one.label}. rehab undo takes it back.")


@caseload.command()
@click.argument("patient")
@click.pass_obj
def reviewed(session: Session, patient: str) -> None:
    """Say that you have looked at a patient: folded away until something is new."""
    with session.open() as rehab:
        one = _reviewed(rehab, session, patient)
        session.back_up(rehab)
    show(f"Reviewed: {one.label}, as of {short_day(one.data_to, session.today)}. rehab undo takes it back.")
    if one.summary.open_followups:
        tell("rehab: note: open follow-ups stay open: only the patient closes them, with what came of it")


def _reviewed(rehab: Rehab, session: Session, patient: str) -> Row:
    return rehab.caseload.review(rehab.caseload.find(patient), session.stamp())


for command in (add, show_patient, plan, replay, remove):
    caseload.add_command(command)
