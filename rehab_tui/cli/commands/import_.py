"""`rehab import FILE...`: takes patient records in, all or nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.advising import tell_advice
from rehab_tui.cli.kept import tell_called
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.cli.passphrase import unlocking
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.domain.days import day_words
from rehab_tui.errors import WrongUsage
from rehab_tui.exchange.record.file import read_record
from rehab_tui.exchange.sheet.book import is_book
from rehab_tui.exchange.sheet.file import is_sheet
from rehab_tui.exchange.sheet.set import is_set
from rehab_tui.services.importing import (
    Added,
    Imported,
    Taken,
    backup_before,
    holds_something,
    import_records,
    refuse_nothing,
    trial_store,
)

_NAMES = (
    ("entries", "entry", "entries"),
    ("corrections", "correction", "corrections"),
    ("plans", "version of the plan", "versions of the plan"),
    ("followups", "follow-up", "follow-ups"),
    ("followup_steps", "step of a follow-up", "steps of follow-ups"),
    ("facts", "fact about the patient", "facts about the patient"),
    ("sessions", "guided session", "guided sessions"),
    ("session_steps", "step of a guided session", "steps of guided sessions"),
)


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--passphrase-file", "key", metavar="FILE", help="Opens locked records: its first line; - is stdin; else asked."
)
@click.option(
    "--map", "maps", metavar="COLUMN=FIELD", multiple=True, help="CSV: what a column stands for; again for each."
)
@click.option("--date-format", "order", metavar="ORDER", help="CSV: dmy, mdy or ymd, where the dates leave a doubt.")
@click.option("--encoding", metavar="NAME", help="CSV: utf-8 (default), utf-16, cp1252, latin-1.")
@click.option("--sheet", metavar="NAME", help="Workbook (.xlsx): which sheet, where several hold something.")
@click.option("--skip-bad", is_flag=True, help="CSV: leave rows out that cannot be taken; else nothing is kept.")
@click.option("--yes", is_flag=True, help="CSV: do not ask whether the columns are meant so; goes with --map.")
@click.option("--dry-run", is_flag=True, help="Only say what it would add; nothing is changed.")
@options.as_json
@click.pass_obj
def import_command(
    session: Session, files: tuple[str, ...], key: str | None, maps: tuple[str, ...], order: str | None,
    encoding: str | None, sheet: str | None, skip_bad: bool, yes: bool, dry_run: bool, as_json: bool,
) -> int:  # fmt: skip
    """Take in patient records (.rehab.json), or a diary from elsewhere (.csv, .xlsx): what is there stays as it is.

    All of the files or none. The same file twice changes nothing. An empty file becomes that of the record's patient.
    Of a diary the columns are guessed, shown and confirmed first; see: rehab help import.
    """
    paths = [typed_path(file, "diary.rehab.json") for file in files]
    refuse_nothing(paths)
    if any(is_sheet(path) or is_set(path) for path in paths) or maps:
        from rehab_tui.cli.commands.import_sheet import import_sheet
        from rehab_tui.cli.sheet_agreeing import Asked

        if sheet is not None and not is_book(paths[0]):
            raise WrongUsage("--sheet goes with a workbook (.xlsx)")
        if len(paths) > 1:
            raise WrongUsage("a CSV, a workbook or an export of tables is taken in alone; name one file")
        return import_sheet(session, paths[0], Asked(maps, order, encoding, skip_bad, yes, dry_run, as_json, sheet))
    unlock = unlocking(key, session)
    records = [(path, read_record(path, unlock)) for path in paths]
    taken, opened = _tried(session, records) if dry_run else _kept(session, records)
    if as_json:
        from rehab_tui.exchange.values import follow_up_values

        now = session.clock.now().instant
        follow_ups = [follow_up_values(one, now) for one in opened]
        show_json({"dry_run": dry_run, "files": [_values(one) for one in taken], "followups": follow_ups})
        return 0
    for one in taken:
        show(_line(one, dry_run=dry_run))
    waiting = taken[-1].open_followups if taken else 0
    if waiting and not dry_run:
        tell(f"rehab: {waiting} follow-up{'s' if waiting != 1 else ''} without an outcome; see: rehab followups")
    return 0


def _kept(session: Session, records: Sequence[tuple[Path, Mapping[str, Any]]]) -> Imported:
    """Take records in, and print the advice of what they call for first."""
    if not session.db.exists():
        return _begun(session, records)
    with session.open() as rehab:
        if rehab.use(holds_something):
            trial = _import(rehab, session, records, dry_run=True)
            if not any(one.added.anything for one in trial.taken):
                return trial
            rehab.use(lambda store: backup_before(store, session.clock.now()))
        imported = _import(rehab, session, records, dry_run=False)
        _tell(session, rehab, imported)
    return imported


def _begun(session: Session, records: Sequence[tuple[Path, Mapping[str, Any]]]) -> Imported:
    """Take records into a new file; what cannot be taken in leaves none."""
    found: list[Imported] = []

    def fill(rehab: Rehab) -> bool:
        found.append(_import(rehab, session, records, dry_run=False))
        return any(one.added.anything for one in found[0].taken)

    made = session.begin(fill)
    if made is not None:
        with made as rehab:
            _tell(session, rehab, found[0])
    return found[0]


def _tell(session: Session, rehab: Rehab, imported: Imported) -> None:
    tell_advice(imported.opened, rehab.profiles.read())
    tell_called(imported.opened)
    session.back_up(rehab)


def _tried(session: Session, records: Sequence[tuple[Path, Mapping[str, Any]]]) -> Imported:
    if session.db.exists():
        with session.open() as rehab:
            return _import(rehab, session, records, dry_run=True)
    with Rehab(trial_store(session.db)) as rehab:
        return _import(rehab, session, records, dry_run=True)


def _import(
    rehab: Rehab, session: Session, records: Sequence[tuple[Path, Mapping[str, Any]]], *, dry_run: bool
) -> Imported:
    return rehab.use(lambda store: import_records(store, records, session.stamp(), dry_run=dry_run))


def _line(one: Taken, *, dry_run: bool) -> str:
    parts = [
        f"{number:,} {single if number == 1 else several}"
        for name, single, several in _NAMES
        if (number := getattr(one.added, name))
    ]
    if not one.added.anything:
        return f"{one.path}: nothing new; all {one.added.known:,} entries are there already"
    verb = "would add" if dry_run else "added"
    span = f", {day_words(one.first)} to {day_words(one.last)}" if one.first and one.last else ""
    there = f"; {one.added.known:,} entries were there already" if one.added.known else ""
    purged = f"; {one.added.purged:,} stay away because they were purged here" if one.added.purged else ""
    words = one.added.filled_words
    filled = f"; {words.replace('filled', 'would fill', 1) if dry_run else words}" if words else ""
    added = ", ".join(parts) or ("no entry" if words else "lines of the trail")
    return f"{one.path}: {verb} {added}{span}{filled}{there}{purged}"


def _values(one: Taken) -> dict[str, object]:
    return {
        "file": str(one.path),
        "added": {name: getattr(one.added, name) for name in Added._fields if name not in ("known", "purged")},
        "known": one.added.known,
        "purged": one.added.purged,
        "from": one.first.isoformat() if one.first else None,
        "to": one.last.isoformat() if one.last else None,
        "open_followups": one.open_followups,
        "refused": [],
        "columns": None,
        "left_out": [],
    }
