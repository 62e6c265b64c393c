"""`rehab history`: what was logged, day by day, and what an entry has been."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.cli.reading import typed_day
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import entry_words
from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Entry, EntryState
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.values import entry_values


@click.command(cls=ValueCommand)
@click.argument("entry_id", metavar="[ID]", required=False)
@click.option("--from", "first", metavar="DATE", help="First day; default: the first one there is.")
@click.option("--to", "last", metavar="DATE", help="Last day; default: the last one there is.")
@click.option("--all", "every", is_flag=True, help="Also the earlier versions that a newer one took the place of.")
@click.option("--trail", is_flag=True, help="Instead: what was exported, imported and purged, and when.")
@options.as_json
@click.pass_obj
def history(
    session: Session, entry_id: str | None, first: str | None, last: str | None, every: bool, trail: bool, as_json: bool
) -> None:
    """Show what was logged, day by day, also what was marked as a mistake.

    With an ID: everything that this entry has been, oldest first. Ids may be shortened. JSON always has everything.
    """
    if trail:
        _show_trail(session, as_json=as_json)
        return
    if entry_id is not None and (first or last):
        raise InvalidValue("an ID together with --from or --to is not clear; give one of them")
    begin = typed_day(first, session, future=True) if first else None
    end = typed_day(last, session, future=True) if last else None
    if begin and end and end < begin:
        raise InvalidValue(f"the span from {begin} to {end} runs backward; change the two dates over")
    lines: tuple[str, ...] = ()
    with session.open() as rehab:
        if entry_id is not None:
            found = rehab.journal.versions(rehab.journal.entry(entry_id))
            lines = _beside(rehab, found[-1])
        else:
            found = rehab.journal.between(begin or date.min, end or date.max, every_state=True)
        done = {entry.fact.exercise for entry in found if isinstance(entry.fact, ExerciseDone)}
        names = rehab.plans.names(done) if done and not as_json else {}
    days = [entry.day for entry in found] or [session.today]
    span = (begin or min(days), end or max(*days, begin or days[0]))
    if as_json:
        entries = [entry_values(entry) for entry in found]
        show_json({"from": span[0].isoformat(), "to": span[1].isoformat(), "entries": entries})
    elif found:
        _show_days(found, session.today, names, every=every or entry_id is not None)
        for line in lines:
            show(f"    {line}")
    else:
        show("nothing was logged " + (f"from {begin} to {end or 'now'}" if begin or end else "yet"))


def _beside(rehab: Rehab, entry: Entry) -> tuple[str, ...]:
    """Return what belongs beside an entry: criteria, a last change, a caution, the plan it was done under."""
    plan = rehab.plans.under(entry)
    under = (f"done under the plan {plan.name}, version {plan.version}",) if plan else ()
    return (*rehab.measures.beside(entry), *under)


def _show_trail(session: Session, *, as_json: bool) -> None:
    from rehab_tui.cli.commands.care import NO_TRAIL, trail_values
    from rehab_tui.domain.times import moment_words

    with session.open() as rehab:
        lines = rehab.care.trail()
    if as_json:
        show_json({"trail": trail_values(lines)})
        return
    for line in lines:
        show(f"{moment_words(line.at, session.clock.now().instant)}  {line.words}")
    if not lines:
        show(NO_TRAIL)


def _show_days(found: Sequence[Entry], today: date, names: Mapping[str, str], *, every: bool) -> None:
    shown = [entry for entry in found if every or entry.state is not EntryState.SUPERSEDED]
    for day, entries in groupby(shown, key=lambda entry: entry.day):
        show(day_words(day))
        for entry in entries:
            words = entry_words(entry, today, names).replace("\n", "\n" + " " * 18)
            show(f"  {entry.recorded_at:%H:%M}  {entry.id[:8]}  {words}")
    hidden = len(found) - len(shown)
    if hidden:
        versions = "1 earlier version is" if hidden == 1 else f"{hidden} earlier versions are"
        tell(f"rehab: {versions} not shown; see: rehab history --all, or rehab history ID")
