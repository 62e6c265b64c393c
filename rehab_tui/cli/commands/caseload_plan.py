"""`rehab caseload plan PATIENT FILE`: the plan of a patient as a file to edit and to send back."""

from collections.abc import Sequence

import click

from rehab_tui.cli.leaving import agreed_to_words
from rehab_tui.cli.output import show, tell
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.domain.caseload import CaseloadNote
from rehab_tui.domain.days import day_of
from rehab_tui.domain.plan import UnderCare
from rehab_tui.domain.plan_notes import along_words, leaving_words, line_of, with_note
from rehab_tui.domain.words import shown, whole_number
from rehab_tui.errors import InvalidValue
from rehab_tui.services.plan_files import PlanFiles, Written
from rehab_tui.services.writing import check_place

EXAMPLE = "ann.plan.yaml"
MOST_NOTES = 50


@click.command()
@click.argument("patient")
@click.argument("file")
@click.option("--notes", metavar="N", help="Also your newest N notes, in the message to the patient; else none leaves.")
@click.option(
    "--known", metavar="RULE[:SIDE]=DATE", multiple=True, help="Known, under care until that day; level 3 only."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--force", is_flag=True, help="Put it in the place of a file that is there.")
@click.pass_obj
def plan(
    session: Session, patient: str, file: str, notes: str | None, known: tuple[str, ...], yes: bool, force: bool
) -> None:
    """Write a patient's plan as a plan file with the next version's number, to edit and to send back.

    It carries the patient's id, so only that patient's program accepts it. Doses, thresholds and a limit for pain are
    changed in it; see: rehab help plan. Your notes stay in your file but for those that you name with --notes.
    """
    path = typed_path(file, EXAMPLE)
    number = whole_number("the number of notes", notes, 1, MOST_NOTES) if notes is not None else 0
    marks = tuple(_mark(one, session) for one in known)
    with session.open() as rehab:
        now = session.clock.now()
        one = rehab.caseload.row(rehab.caseload.find(patient), now)
        with rehab.patient(one.patient, now) as page:
            along = rehab.caseload.notes(one.patient)[-number:] if number else ()
            written = _with(page.plan_files, along, marks, session)
        check_place(path, force=force)
        leaves = f"Leaves: the plan of {one.label}, with the patient's id; {leaving_words(len(along))}."
        if not agreed_to_words(session, "\n".join((leaves, *map(line_of, along))), ask=not yes):
            tell("rehab: nothing was written")
            return
        went = along_words(len(along), marks)
        rehab.caseload.write_plan(one.patient, path, written.text, session.stamp(), force=force, along=went)
    show(f"Written: {path} (plan of {one.label}, version {written.version}; {leaving_words(len(along))}).")
    show(f"Edit it, check it with rehab plan check {path}, and send it to the patient.")


def _mark(typed: str, session: Session) -> UnderCare:
    """Return what is known and under care, typed as PT-02:left=2026-12-04. Raises InvalidValue."""
    what, equals, day = typed.partition("=")
    rule, _, side = what.partition(":")
    if not equals or not rule:
        raise InvalidValue(
            f'"{shown(typed)}" does not say what is known until when; write it like PT-02:left=2026-12-04'
        )
    until = day_of(day, session.today, future=True)
    if until < session.today:
        raise InvalidValue(f"the date {until} is over; give today or a later day")
    return UnderCare(rule.strip().upper(), until, side.strip().lower() or None)


def _with(files: PlanFiles, notes: Sequence[CaseloadNote], marks: Sequence[UnderCare], session: Session) -> Written:
    """Return the next version with what goes along; as it was written, comments and all, where nothing does."""
    if not notes and not marks:
        return files.next_version(session.today)
    file = files.draft(session.today)
    for note in notes:
        file = file._replace(message=with_note(file.message, note))
    for mark in marks:
        others = tuple(one for one in file.known if (one.rule, one.side) != (mark.rule, mark.side))
        file = file._replace(known=(*others, mark))
    return Written(file.version, files.edited(file, session.today))
