"""`rehab caseload plan PATIENT FILE`: the plan of a patient as a file to edit and to send back."""

import click

from rehab_tui.cli.leaving import agreed_to_words
from rehab_tui.cli.output import show, tell
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.services.writing import check_place

EXAMPLE = "ann.plan.yaml"


@click.command()
@click.argument("patient")
@click.argument("file")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--force", is_flag=True, help="Put it in the place of a file that is there.")
@click.pass_obj
def plan(session: Session, patient: str, file: str, yes: bool, force: bool) -> None:
    """Write a patient's plan as a plan file with the next version's number, to edit and to send back.

    It carries the patient's id, so only that patient's program accepts it. Doses, thresholds, a limit for pain, and
    what is known and under care until a date are changed in it; see: rehab help plan.
    """
    path = typed_path(file, EXAMPLE)
    with session.open() as rehab:
        now = session.clock.now()
        one = rehab.caseload.row(rehab.caseload.find(patient), now)
        with rehab.patient(one.patient, now) as page:
            written = page.plan_files.next_version(session.today)
        check_place(path, force=force)
        if not agreed_to_words(session, f"Leaves: the plan of {one.label}, with the patient's id.", ask=not yes):
            tell("rehab: nothing was written")
            return
        rehab.caseload.write_plan(one.patient, path, written.text, session.stamp(), force=force)
    show(f"Written: {path} (plan of {one.label}, version {written.version}).")
    show(f"Edit it, check it with rehab plan check {path}, and send it to the patient.")
