"""`rehab caseload remove PATIENT`: takes a patient out of the caseload for good."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.output import remember_change, show, show_json, tell
from rehab_tui.cli.session import Session
from rehab_tui.domain.words import counted
from rehab_tui.services.caseload.removing import Removal


@click.command()
@click.argument("patient")
@click.option("--yes", is_flag=True, help="Do not ask. Needed without a terminal.")
@options.as_json
@click.pass_obj
def remove(session: Session, patient: str, yes: bool, as_json: bool) -> None:
    """Remove a patient for good: the record, your notes and reviews; nobody can take that back.

    The trail keeps that somebody was removed, and when, without a name.
    """
    with session.open() as rehab:
        caseload = rehab.caseload
        found = caseload.removal(caseload.find(patient), session.clock.now())
        if not yes and not _agreed(session, found, as_json=as_json):
            tell("rehab: nobody was removed")
            return
        caseload.remove(found, session.stamp())
        remember_change(made=True)
    if as_json:
        kept = {"files": found.files, "notes": found.notes, "reviews": found.reviews}
        show_json({"removed": found.row.patient, **kept, "backups": [str(copy) for copy in found.backups]})
    else:
        show(f"Removed: {found.row.label} ({found.words}).")
    if found.backups:
        copies = f"{counted(len(found.backups), 'backup')} made before"
        tell(f"rehab: note: still in {copies}; remove them yourself if you want: {found.backups[0].parent}")
    tell("rehab: note: the files that came from the patient lie where you put them; the trail keeps no name")


def _agreed(session: Session, found: Removal, *, as_json: bool) -> bool:
    from rehab_tui.cli.asking import refuse_unasked, yes

    refuse_unasked("caseload remove", interactive=session.interactive, as_json=as_json)
    show(f"{found.row.label}, id {found.row.short_id}, data to {found.row.data_to}")
    return yes(f"Remove for good {found.words}?")
