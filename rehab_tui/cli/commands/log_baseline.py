"""`rehab log baseline`: have the starting average counted anew."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.keeping import Keeping
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import name_text, typed_day
from rehab_tui.domain.pause import Baseline


@click.command(cls=ValueCommand)
@click.option("--by", required=True, metavar="WHO", help="Who asked for it.")
@options.on_date
@options.with_note
@options.as_json
@click.pass_obj
def baseline(now: Circumstances, by: str, day: str | None, note: str | None, as_json: bool) -> None:
    """Have the starting average counted anew from a day on: the rules then compare with the 14 days that follow."""
    fact = Baseline(name_text("the name after --by", by))
    keeping = Keeping(now, typed_day(day, now), note, as_json=as_json)
    with now.changing() as file:
        logged = keeping.keep(file, [fact])
    keeping.say(logged)
