"""`rehab caseload show PATIENT`: one patient's page as plain lines."""

from collections.abc import Iterator

import click

from rehab_tui import __version__
from rehab_tui.cli import options
from rehab_tui.cli.commands.caseload_anew import bring_up_to_date
from rehab_tui.cli.commands.plan_values import plan_values
from rehab_tui.cli.output import fitted, show, show_json
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import entry_words
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.words import counted
from rehab_tui.rules.triage import words_of
from rehab_tui.services.caseload.page import PatientPage, patient_page


@click.command("show")
@click.argument("patient")
@options.as_json
@click.pass_obj
def show_patient(session: Session, patient: str, as_json: bool) -> None:
    """Show one patient: reasons, follow-ups and why, pain, exercises, measures, plan, corrections, your notes.

    PATIENT is the beginning of an id or of a name, where only one patient has it.
    """
    with session.open() as rehab:
        meant = rehab.caseload.find(patient, reading=True)
        bring_up_to_date(session, rehab, meant)
        page = patient_page(rehab.caseload, meant, session.clock.now())
    if as_json:
        from rehab_tui.exchange.caseload_values import file_values, note_values, page_values

        show_json(
            {
                **page_values(page.row, page.report, page.unusual),
                "plans": [plan_values(one) for one in page.plans],
                "notes": [note_values(one) for one in page.notes],
                "files": [file_values(one) for one in page.files],
            }
        )
        return
    import sys

    for line in _lines(page):
        show(fitted(line, sys.stdout))


def _lines(page: PatientPage) -> Iterator[str]:
    from rehab_tui.exchange.report.page import page as blocks_of
    from rehab_tui.exchange.report.text import text_lines

    row, report = page.row, page.report
    blocks = blocks_of(report, f"rehab {__version__}")
    seen = f"reviewed {day_words(row.reviewed.date())}" if row.reviewed else "not reviewed yet"
    yield f"{row.label} · id {row.short_id} · {seen}"
    yield f"Data to {day_words(row.data_to)}; the newest file was made on {day_words(row.exported_on)}"
    yield f"Days below: {report.span_words}. {blocks.notice}"
    yield from (f"{name}: {text}" for name, text in blocks.facts)
    yield "\nWhy here in the list"
    yield from (f"  - {words}" for words in words_of(row))
    yield from text_lines(blocks.first)
    yield from text_lines(blocks.detail[:-1])
    yield from _besides(page)


def _besides(page: PatientPage) -> Iterator[str]:
    """Yield what a report for a visit does not have: corrections, every version of the plan, notes, files."""
    last = page.report.last
    yield "\nWritten late, corrected, or marked as a mistake"
    for entry in page.unusual:
        yield f"  {short_day(entry.day, last)}: {entry_words(entry, last)}"
    if not page.unusual:
        yield "  Nothing in these days."
    yield "\nPlan, every version"
    for plan in page.plans:
        exercises = counted(len(plan.prescriptions), "exercise")
        yield f"  {plan.version}: {plan.name}, from {plan.author}, since {day_words(plan.starts_on)}, {exercises}"
    if not page.plans:
        yield "  No plan is in the files."
    yield "\nYour notes"
    yield from (f"  {day_words(note.at.date())}: {note.text}" for note in page.notes)
    if not page.notes:
        yield f"  None. Write one: rehab caseload note {page.row.short_id} TEXT"
    yield "\nFiles taken in"
    for file in page.files:
        new = counted(file.entries, "new entry") if file.entries == 1 else f"{file.entries:,} new entries"
        yield f"  {day_words(file.at.date())}: {file.name}, {new}"
