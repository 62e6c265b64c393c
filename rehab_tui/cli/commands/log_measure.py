"""`rehab log measure`: what is measured beside pain."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.keeping import Keeping
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import hip_of, side_known, typed_day
from rehab_tui.domain.body import Side
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import Measure, measure_named
from rehab_tui.domain.measure_typed import measurement_of
from rehab_tui.errors import InvalidValue
from rehab_tui.services.known import hip_and_birth
from rehab_tui.services.measures import Measures
from rehab_tui.services.opened import PatientFile


@click.command(cls=ValueCommand)
@click.argument("name", metavar="ID")
@click.argument("values", metavar="VALUE...", nargs=-1, required=True)
@click.option("--side", metavar="SIDE", help="single-leg: left, right or both; default: the hip of the profile.")
@click.option("--arms", is_flag=True, help="chair-stand: the arms helped. It counts 0 and is not compared.")
@options.on_date
@options.with_note
@options.as_json
@click.pass_obj
def measure(
    now: Circumstances,
    name: str,
    values: tuple[str, ...],
    side: str | None,
    arms: bool,
    day: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Keep a measure. A second one of the same name and date takes the place of the first.

    Names, units and ranges: rehab help measures. Examples: peg 4 3 5; my-activities "climbing stairs=4" cooking=7;
    weight 81.5kg; limp 3 stick.
    """
    known = measure_named(name)
    typed = _sides_typed(known, side, now)
    if not known.own_items:
        measurement_of(known, values, side=Side.LEFT if known.sided else None, arms=arms)  # wrong: no file is made
    keeping = Keeping(now, typed_day(day, now), note, as_json=as_json)
    with now.changing() as file:
        facts = [_read(file, known, values, one, arms=arms, keeping=keeping) for one in _sides(file, known, typed)]
        logged = keeping.keep(file, facts)
        said = (
            []
            if as_json
            else [line for entry in logged.entries for line in file.use(Measures).beside(entry, said=True)]
        )
    keeping.say(logged, said)


def _sides_typed(known: Measure, side: str | None, now: Circumstances) -> tuple[Side, ...] | None:
    """Return the sides that were typed, or None where the profile has to say."""
    if side is not None and not known.sided:
        raise InvalidValue(f"{known.id} has no sides; leave --side out")
    sides = side_known(side, now) if known.sided else None
    if sides is not None and Side.MIDDLE in sides:
        raise InvalidValue(f"{known.id} is kept for left or right, not for the middle")
    return sides


def _sides(file: PatientFile, known: Measure, typed: tuple[Side, ...] | None) -> tuple[Side | None, ...]:
    if not known.sided:
        return (None,)
    return typed or hip_of(file.use(hip_and_birth)[0])


def _read(
    file: PatientFile, known: Measure, values: tuple[str, ...], side: Side | None, *, arms: bool, keeping: Keeping
) -> Measurement:
    before = file.use(Measures).newest(known, keeping.on) if known.own_items else None
    return measurement_of(known, values, side=side, arms=arms, before=before)
