"""`rehab import FILE.csv`: a diary that was kept in a spreadsheet or another program."""

import gc
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.advising import tell_advice
from rehab_tui.cli.kept import tell_called
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.cli.session import Session
from rehab_tui.cli.sheet_agreeing import Agreeing, Asked, Read, listed
from rehab_tui.domain.days import short_day
from rehab_tui.domain.moment import Origin, Stamp
from rehab_tui.domain.spreadsheet import OwnSet
from rehab_tui.domain.words import counted, shown
from rehab_tui.errors import RehabError
from rehab_tui.exchange.sheet.agreed import place_beside, with_agreed
from rehab_tui.services.importing import Added, backup_before, holds_something, trial_store
from rehab_tui.services.sheets import Sheets, SheetTaken
from rehab_tui.services.writing import write_private


@contextmanager
def _collecting_later() -> Generator[None]:
    """Many small values that all stay: looking through them again and again would take a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_collecting_later()
def import_sheet(session: Session, path: Path, asked: Asked) -> int:
    """Take a CSV in, once it is agreed what its columns stand for; return the exit code."""
    there = session.db.exists()
    with session.open() if there else Rehab(trial_store(session.db)) as rehab:
        read = Agreeing(session, rehab, path, asked).agreed()
        if read is None:
            tell("rehab: nothing was imported")
            return 0
        taken = read.trial
        wanted = not asked.dry_run and taken.weighed.anything
        if there and wanted:
            taken = _keep(session, rehab, read, read.sheets)
    if wanted and not there:
        with session.open(create=True) as rehab:
            taken = _keep(session, rehab, read, rehab.use_with_plans(Sheets))
    _say(session, read, taken, asked)
    return 1 if asked.dry_run and read.trial.weighed.refused and not asked.skip_bad else 0


def _keep(session: Session, rehab: Rehab, read: Read, sheets: Sheets) -> SheetTaken:
    """Keep what is new, with a checked copy of the file made before; say what it calls for first."""
    if rehab.use(holds_something):
        rehab.use(lambda store: backup_before(store, session.clock.now()))
    stamp = Stamp(session.clock.now(), Origin.IMPORT)
    taken = sheets.take(read.sheet, read.looked.grid.path.name, stamp, skip_bad=read.skip_bad)
    tell_advice(taken.opened, rehab.profiles.read())
    tell_called(taken.opened)
    session.back_up(rehab)
    if not read.looked.sure:
        place = place_beside(session.db)
        with suppress(RehabError):  # the next time the columns are proposed anew
            write_private(place, with_agreed(place, read.looked, read.fields, read.order), force=True)
    return taken


def _say(session: Session, read: Read, taken: SheetTaken, asked: Asked) -> None:
    weighed, path = taken.weighed, read.looked.grid.path
    if asked.as_json:
        from rehab_tui.exchange.values import follow_up_values

        now = session.clock.now().instant
        show_json(
            {
                "dry_run": asked.dry_run,
                "files": [_values(read, taken)],
                "followups": [follow_up_values(one, now) for one in taken.opened],
            }
        )
    else:
        show(_line(path, taken, dry_run=asked.dry_run))
    if weighed.refused and not asked.as_json:
        verb = "cannot be taken" if asked.dry_run else "left out"
        tell(f"rehab: {counted(len(weighed.refused), 'row')} {verb}:\n{listed(weighed.refused)}")
    if read.left_out:
        names = ", ".join(shown(name, 30) for name in read.left_out)
        tell(f"rehab: note: nothing was taken from: {names}")
    _say_old_signs(taken, session.today)
    if read.looked.together is not None and weighed.anything:
        tell(f"rehab: note: {OwnSet.NOT_BACK}")
    if taken.open_followups and not asked.dry_run:
        tell(f"rehab: {counted(taken.open_followups, 'follow-up')} without an outcome; see: rehab followups")


def _say_old_signs(taken: SheetTaken, today: date) -> None:
    if taken.old_signs:
        signs = "; ".join(f"{title} ({short_day(day, today)})" for day, title in taken.old_signs)
        tell(
            f"rehab: note: more than two weeks back, so no follow-up was opened: {signs}. If one of them is still "
            "there, or nobody has looked at it, report it now: rehab log symptoms"
        )


def _line(path: Path, taken: SheetTaken, *, dry_run: bool) -> str:
    weighed = taken.weighed
    if not weighed.anything:
        return f"{path}: nothing new; {weighed.known_words}"
    verb = "would add" if dry_run else "added"
    there = f"; {weighed.known:,} were there already" if weighed.known else ""
    purged = f"; {weighed.purged:,} stay away because they were purged here" if weighed.purged else ""
    return f"{path}: {verb} {taken.words}{there}{purged}"


def _values(read: Read, taken: SheetTaken) -> dict[str, object]:
    weighed, days = taken.weighed, taken.days
    added = Added(entries=len(weighed.new), facts=len(weighed.facts))
    return {
        "file": str(read.looked.grid.path),
        "added": {name: getattr(added, name) for name in Added._fields if name not in ("known", "purged")},
        "known": weighed.known,
        "purged": weighed.purged,
        "from": days[0].isoformat() if days else None,
        "to": days[1].isoformat() if days else None,
        "open_followups": taken.open_followups,
        "refused": [{"table": one.table or None, "line": one.line, "why": one.why} for one in weighed.refused],
        "columns": {name: field.typed for name, field in read.fields.items()},
        "left_out": list(read.left_out),
    }
