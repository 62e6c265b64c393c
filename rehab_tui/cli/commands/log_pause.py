"""`rehab log pause`: days on which nothing is due."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.keeping import Keeping
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import name_text, typed_day
from rehab_tui.domain.pause import Pause


@click.command(cls=ValueCommand)
@click.option("--from", "first", metavar="DATE", help="First day; it may lie ahead. Default: today.")
@click.option("--to", "last", metavar="DATE", help="Last day; without it the pause goes on until you amend it.")
@click.option("--reason", required=True, metavar="TEXT", help="Why: ill, travel, as the therapist said ...")
@options.on_date
@options.with_note
@options.as_json
@click.pass_obj
def pause(
    now: Circumstances,
    first: str | None,
    last: str | None,
    reason: str,
    day: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Keep a pause: its days count neither as done nor as missed. Warning signs are still asked about.

    It stands in the history on its first day, or today when that lies ahead. End it with: rehab amend ID --to DATE
    """
    on = typed_day(day, now)
    begin = on if first is None else typed_day(first, now, future=True)
    end = None if last is None else typed_day(last, now, future=True)
    fact = Pause(begin, end, name_text("the text after --reason", reason))
    keeping = Keeping(now, on if day is not None else min(begin, now.today), note, as_json=as_json)
    with now.changing() as file:
        logged = keeping.keep(file, [fact])
    keeping.say(logged)
