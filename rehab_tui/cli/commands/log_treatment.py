"""`rehab log treatment`: what was taken or done. It never says to take or to leave a medicine."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.keeping import Keeping
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import name_text, typed_day
from rehab_tui.domain.treatment import Treatment, treatment_named
from rehab_tui.services.measures import Measures


@click.command(cls=ValueCommand)
@click.argument("what", metavar="ID")
@click.option("--dose", metavar="TEXT", help="How much, in your words: 400 mg, two hours.")
@click.option("--effect", metavar="TEXT", help="What it did, in your words.")
@options.on_date
@options.with_note
@options.as_json
@click.pass_obj
def treatment(
    now: Circumstances,
    what: str,
    dose: str | None,
    effect: str | None,
    day: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Keep a treatment: nsaid, other-medicine, pelvic-belt, walking-aid, steroid-injection, surgery ...

    Days in a row with an NSAID are counted, with what the documents say about fusion beside them.
    """
    fact = Treatment(
        treatment_named(what),
        None if dose is None else name_text("the text after --dose", dose),
        None if effect is None else name_text("the text after --effect", effect),
    )
    keeping = Keeping(now, typed_day(day, now), note, as_json=as_json)
    with now.changing() as file:
        logged = keeping.keep(file, [fact])
        said = [line for entry in logged.entries for line in file.use(Measures).beside(entry)]
    keeping.say(logged, said)
