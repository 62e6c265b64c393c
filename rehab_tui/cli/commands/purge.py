"""`rehab purge ID`: removes an entry's content for good."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.output import remember_change, show, show_json, tell
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import entry_words
from rehab_tui.domain.days import day_words
from rehab_tui.services.purging import Purge, Purging


@click.command()
@click.argument("entry_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask. Needed without a terminal.")
@options.as_json
@click.pass_obj
def purge(session: Session, entry_id: str, yes: bool, as_json: bool) -> None:
    """Remove an entry for good, with everything it has been; nobody can take that back.

    To say that an entry is wrong, and keep it readable: rehab mistake ID.
    """
    with session.open() as rehab:
        service = rehab.use(Purging)
        found = service.of(entry_id)
        if not yes and not _agreed(session, found, as_json=as_json):
            tell("rehab: nothing was purged")
            return
        service.purge(found, session.stamp())
        remember_change(made=True)
    entry = found.versions[-1]
    if as_json:
        show_json(
            {
                "purged": [version.id for version in found.versions],
                "followups": [one.id for one in found.followups],
                "backups": [str(copy) for copy in found.backups],
            }
        )
    else:
        show(f"Purged: {entry.kind.value} of {day_words(entry.day)} (id {entry.id[:8]}), {_versions(found)}.")
    _say_what_stays(found)


def _versions(found: Purge) -> str:
    number = len(found.versions)
    return "the only version" if number == 1 else f"all {number} versions"


def _say_what_stays(found: Purge) -> None:
    if found.followups:
        ids = ", ".join(one.id[:8] for one in found.followups)
        tell(f"rehab: note: what its follow-ups say stays ({ids})")
    if found.backups:
        number = len(found.backups)
        copies = "1 backup made before holds" if number == 1 else f"{number} backups made before hold"
        tell(f"rehab: note: {copies} it still; remove them yourself if you want: {found.backups[0].parent}")
    tell("rehab: note: files that you exported or sent still hold it; the trail keeps only that an entry was purged")


def _agreed(session: Session, found: Purge, *, as_json: bool) -> bool:
    from rehab_tui.cli.asking import refuse_unasked, yes

    refuse_unasked("purge", interactive=session.interactive, as_json=as_json)
    entry = found.versions[-1]
    show(f"{day_words(entry.day)}  {entry_words(entry, session.today)}")
    return yes(f"Remove it for good, {_versions(found)}?")
