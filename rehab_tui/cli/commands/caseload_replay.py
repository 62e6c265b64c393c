"""`rehab caseload replay PATIENT`: what rules say of a patient's last weeks, and with moved thresholds."""

import sys
from collections.abc import Sequence
from datetime import date

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import computed_signs, options
from rehab_tui.cli.output import fitted, show, show_json
from rehab_tui.cli.session import Session
from rehab_tui.domain.caseload import Row
from rehab_tui.domain.days import day_of
from rehab_tui.domain.moment import Moment
from rehab_tui.rules.computed import Episode
from rehab_tui.services.rule_states import RuleStates
from rehab_tui.services.threshold_effect import Effect, effect_of, weeks_before


@click.command()
@click.argument("patient")
@click.option("--from", "first", metavar="DATE", help="First date; default: twelve weeks before the last of the data.")
@click.option("--try", "trying", multiple=True, metavar="RULE:NAME=N", help="A threshold, beside the one in force.")
@options.as_json
@click.pass_obj
def replay(session: Session, patient: str, first: str | None, trying: tuple[str, ...], as_json: bool) -> None:
    """Show what the rules say of a patient's last weeks; with --try, what other thresholds would have said.

    Numbers of a rule that --try does not name are the usual ones. Nothing of the patient's changes: a threshold goes
    to them in a plan file (rehab caseload plan).
    """
    numbers = computed_signs.tried(trying)
    with session.open() as rehab:
        now = session.clock.now()
        row = rehab.caseload.row(rehab.caseload.find(patient, reading=True), now)
        last = row.data_to
        begin = day_of(first, last) if first is not None else weeks_before(last)
        with rehab.patient(row.patient, now) as page:
            then = Moment(now.instant, last, now.zone)
            if numbers:
                _show_effects(row, _effects(page, numbers, then, begin), as_json=as_json)
                return
            said = page.use(RuleStates).replay(begin, last, then)
    if as_json:
        show_json(computed_signs.replay_values(said))
    else:
        show(f"{row.label}, id {row.short_id}")
        computed_signs.show_replay(said, begin, last, {})


def _effects(page: Rehab, numbers: computed_signs.Tried, then: Moment, begin: date) -> tuple[Effect, ...]:
    """Return what thresholds would have said. Raises InvalidValue for one that may not be moved like this."""
    return tuple(page.use(lambda store: effect_of(store, rule, moved, then, begin)) for rule, moved in numbers.items())  # noqa: B023


def _show_effects(row: Row, effects: Sequence[Effect], *, as_json: bool) -> None:
    if as_json:
        show_json([_values(one) for one in effects])
        return
    show(f"{row.label}, id {row.short_id}")
    for one in effects:
        days, *lines = one.lines
        show(f"{one.rule}, {days}")
        for line in lines:
            show(fitted(f"  {line}", sys.stdout))


def _values(one: Effect) -> dict[str, object]:
    return {
        "rule": one.rule,
        "from": one.first.isoformat(),
        "to": one.last.isoformat(),
        "threshold": one.in_force,
        "tried": one.tried,
        "prompts": [_spell(spell) for spell in one.now],
        "prompts_tried": [_spell(spell) for spell in one.then],
    }


def _spell(one: Episode) -> dict[str, object]:
    level = one.finding.level
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "days": one.days,
        "side": one.finding.side,
        "level": None if level is None else int(level),
    }
