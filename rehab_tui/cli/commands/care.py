"""`rehab info`, `check`, `backup`, `restore`: care of the file."""

from collections.abc import Sequence
from pathlib import Path

import click

from rehab_tui import __version__
from rehab_tui.cli import options
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.domain.days import day_words
from rehab_tui.domain.times import moment_words
from rehab_tui.services.care import FileInfo, TrailLine

NO_TRAIL = "nothing was exported, imported or purged yet"


@click.command()
@options.as_json
@click.pass_obj
def info(session: Session, as_json: bool) -> None:
    """Show where the file is, what is in it, and its backups."""
    with session.open() as rehab:
        found, trail = rehab.care.info(), rehab.care.trail()
    if as_json:
        show_json({**_values(found), "trail": trail_values(trail)})
        return
    for label, words in (*_lines(found, session), ("Trail", _trail_words(trail, session))):
        show(f"{label:<9}{words}")


def _trail_words(trail: Sequence[TrailLine], session: Session) -> str:
    """Return the newest line of the trail, and how many there are."""
    if not trail:
        return NO_TRAIL
    newest = trail[-1]
    more = f"; all {len(trail)}: rehab history --trail" if len(trail) > 1 else ""
    return f"{moment_words(newest.at, session.clock.now().instant)}: {newest.words}{more}"


def trail_values(trail: Sequence[TrailLine]) -> list[dict[str, str]]:
    """Return the trail as it stands in JSON."""
    return [{"at": line.at.isoformat(), "verb": line.verb, "words": line.words} for line in trail]


def _lines(found: FileInfo, session: Session) -> tuple[tuple[str, str], ...]:
    holds = found.holds
    kinds = ", ".join(f"{kind} {number:,}" for kind, number in holds.entries.items())
    total = sum(holds.entries.values())
    days = "none yet"
    if holds.first_day is not None and holds.last_day is not None:
        days = f"{day_words(holds.first_day)} to {day_words(holds.last_day)}"
    backups = "none yet; make one with: rehab backup"
    if found.newest_backup is not None:
        newest = moment_words(found.newest_backup, session.clock.now().instant)
        backups = f"{len(found.backups)}, the newest of {newest}: {found.backups[0]}"
    rights = "only you can open it" if not found.mode & 0o077 else "others on this machine can open it"
    return (
        ("File", str(found.path) + (" (read-only)" if found.read_only else "")),
        ("Size", f"{found.size / 1024:,.0f} kB, mode {found.mode:04o} ({rights})"),
        ("Entries", f"{total:,}" + (f" ({kinds})" if kinds else "")),
        ("", f"{holds.corrected:,} more were replaced or marked as a mistake and can still be read"),
        ("Days", days),
        ("Backups", backups),
        ("Version", f"rehab {__version__}, file version {holds.schema}"),
    )


def _values(found: FileInfo) -> dict[str, object]:
    holds = found.holds
    return {
        "path": str(found.path),
        "size": found.size,
        "mode": f"{found.mode:04o}",
        "read_only": found.read_only,
        "version": __version__,
        "file_version": holds.schema,
        "entries": dict(holds.entries),
        "corrected": holds.corrected,
        "changes": holds.changes,
        "followups": holds.followups,
        "first_day": holds.first_day.isoformat() if holds.first_day else None,
        "last_day": holds.last_day.isoformat() if holds.last_day else None,
        "backups": len(found.backups),
        "newest_backup": str(found.backups[0]) if found.backups else None,
        "newest_backup_at": found.newest_backup.isoformat() if found.newest_backup else None,
    }


@click.command()
@options.as_json
@click.pass_obj
def check(session: Session, as_json: bool) -> int:
    """Read the whole file through. Exit code 1 when something in it is wrong; nothing is changed."""
    with session.open() as rehab:
        found = rehab.care.check(session.clock.now())
    if as_json:
        show_json({"problems": list(found.problems), "warnings": list(found.warnings)})
    else:
        for line in found.problems:
            show(line)
        if not found.problems:
            show("Nothing wrong was found in the file.")
    for line in found.warnings:
        tell(f"rehab: warning: {line}")
    if found.problems:
        tell(f"rehab: the lines above are wrong in {session.db}; nothing was changed, and rehab info names the backups")
    return 1 if found.problems else 0


@click.command()
@click.argument("file", required=False)
@click.pass_obj
def backup(session: Session, file: str | None) -> None:
    """Make a checked copy of the file: beside it, or as FILE, which must not exist yet."""
    with session.open() as rehab:
        made = rehab.care.backup(session.clock.now(), typed_path(file, "rehab-backup.db") if file is not None else None)
    show(f"Backup made and checked: {made}")


@click.command()
@click.argument("file")
@click.option("--yes", is_flag=True, help="Do not ask. Needed without a terminal.")
@click.pass_obj
def restore(session: Session, file: str, yes: bool) -> None:
    """Put a backup in the place of the file. The file that stands there now is set aside, never removed."""
    from rehab_tui.services.care import restore as put_back

    copy = typed_path(file, "rehab-backup.db")
    if not yes and not _agreed(session, copy):
        tell("rehab: nothing was restored")
        return
    aside = put_back(session.db, copy, session.clock.now(), make_folder=session.named is None)
    show(f"Restored from {copy}.")
    show(f"The file that was there before is now: {aside}" if aside else "There was no file there before.")


def _agreed(session: Session, copy: Path) -> bool:
    from rehab_tui.cli.asking import refuse_unasked, yes

    refuse_unasked("restore", interactive=session.interactive)
    return yes(f"Put {copy} in the place of {session.db}?")
