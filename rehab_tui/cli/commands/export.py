"""`rehab export FILE`: what the patient hands over, in the format that the ending says."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.leaving import agreed_to
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.cli.passphrase import passphrase_for
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.reading import name_text, typed_day
from rehab_tui.cli.session import Session
from rehab_tui.domain.sharing import PRIVATE, STANDARD, Part, Selection, day_pair, parts_of
from rehab_tui.domain.spreadsheet import OwnSet
from rehab_tui.domain.words import shown
from rehab_tui.errors import WrongUsage
from rehab_tui.exchange.formats import FORMATS, Format, format_of
from rehab_tui.services.exporting import Exported, Leaves
from rehab_tui.services.writing import check_place

EXAMPLE = "diary.rehab.json"
_ENDINGS = ", ".join(one.ending for one in FORMATS)
LONGEST_NAME = 100


@click.command()
@click.argument("file", required=False)
@click.option(
    "--format", "named", metavar="NAME", help=f"{', '.join(one.name for one in FORMATS)}; default: the ending."
)
@click.option("--from", "first", metavar="DATE", help="First day; default: all there is.")
@click.option("--to", "last", metavar="DATE", help="Last day.")
@click.option("--pseudonym", metavar="NAME", help="Another name; real names, birth date and contacts stay here.")
@click.option("--only", metavar="PARTS", help="Parts with commas between; standard, all, notes, sexual-function ...")
@click.option(
    "--passphrase-file", "lock", metavar="FILE", help="For .rehab.json.age: its first line; - is stdin; else asked."
)
@click.option("--detail", is_flag=True, help="In a calendar: titles may name a sign.")
@click.option("--transaction", is_flag=True, help="FHIR: a bundle that a server takes in (PUT).")
@click.option("--no-snomed", is_flag=True, help="FHIR: without codes of SNOMED CT; the texts stay.")
@click.option("--yes", is_flag=True, help="Do not ask. Nothing private leaves that --only does not name.")
@click.option("--force", is_flag=True, help="Put it in the place of a file that is there.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of the patient record, and stop.")
@options.as_json
@click.pass_obj
def export(
    session: Session, file: str | None, named: str | None, first: str | None, last: str | None, pseudonym: str | None,
    only: str | None, lock: str | None, detail: bool, transaction: bool, no_snomed: bool, yes: bool, force: bool,
    schema: bool, as_json: bool,
) -> None:  # fmt: skip
    """Write what you want to hand over as FILE, for you alone to read (0600).

    The ending says the format; see: rehab help export. Notes and sexual function leave only when you tick them.
    """
    if schema:
        from rehab_tui.exchange.record.file import schema as of_record

        show_json(of_record())
        return
    if file is None:
        raise WrongUsage(f"which file? its ending says the format: {_ENDINGS}")
    path = typed_path(file, EXAMPLE)
    kind = format_of(path, named)
    if (transaction or no_snomed) and kind.name != "fhir":
        raise WrongUsage("--transaction and --no-snomed go with FHIR: give a name that ends with .fhir.json")
    if detail and kind.name != "calendar":
        raise WrongUsage("--detail goes with a calendar: give a name that ends with .ics")
    begin = typed_day(first, session, future=True) if first else None
    end = typed_day(last, session, future=True) if last else None
    day_pair(begin, end)
    other = name_text("the pseudonym", pseudonym)[:LONGEST_NAME] if pseudonym is not None else None
    parts = STANDARD if only is None else parts_of(only)
    selection = Selection(parts, begin, end, other, detail, transaction, not no_snomed)
    check_place(path, force=force)
    passphrase = passphrase_for(kind, lock, session)
    with session.open() as rehab:
        rehab.exporting.refuse_nobody()
        ask, ticked = not (yes or as_json), only is not None
        agreed = agreed_to(
            session, rehab, selection, kind.words, ticked=ticked, ask=ask, locked=kind.locked, form=kind.name
        )
        if agreed is None:
            tell("rehab: nothing was exported")
            return
        done = rehab.exporting.export(path, agreed, kind.written(passphrase), session.stamp(), force=force)
        left = rehab.exporting.leaves(agreed, kind.name)
    _say(done, agreed, kind, left, as_json=as_json)


def _say(done: Exported, selection: Selection, kind: Format, left: Leaves, *, as_json: bool) -> None:
    missing = [part.value for part in left.private if part not in selection.parts]
    if as_json:
        show_json(
            {
                "file": str(done.path),
                "format": kind.name,
                "size": done.size,
                "parts": [part.value for part in Part if part in selection.held],
                "from": selection.first.isoformat() if selection.first else None,
                "to": selection.last.isoformat() if selection.last else None,
                "pseudonym": selection.pseudonym,
                "entries": left.entries,
                "followups": left.followups,
                "left_out": missing,
                "in_trail": done.traced,
            }
        )
    else:
        show(f"Written: {done.path} ({left.words}; {selection.words}).")
    if missing:
        tell(f"rehab: note: left out: {', '.join(missing)}; add them with --only standard,{','.join(missing)}")
    if kind.name == "tables":
        tell(f"rehab: note: rehab import takes it in again; {OwnSet.NOT_BACK}")
    if selection.pseudonym is not None and PRIVATE & selection.parts:
        tell(f"rehab: note: what you wrote yourself leaves as it is and may name you, not {shown(selection.pseudonym)}")
    if not done.traced:
        tell("rehab: note: your file is read-only, so its trail does not say that this left")
