"""`rehab signs`: every warning sign, its trigger, level, sources, and whether the level is ours."""

from collections.abc import Mapping
from typing import TypeAlias

import click

from rehab_tui.cli import computed_signs, options
from rehab_tui.cli.output import show, show_json
from rehab_tui.cli.session import Session
from rehab_tui.domain.days import day_of
from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue, NotFound, WrongUsage
from rehab_tui.rules import WARNING_SIGNS, Rule
from rehab_tui.rules.computed import ComputedRule

AnyRule: TypeAlias = Rule | ComputedRule

_CONTACTS = {"emergency": "your local emergency number", "night_line": "your surgical team"}


@click.command()
@click.argument("id", required=False)
@click.option("--replay", is_flag=True, help="What the computed rules would have said on each past date.")
@click.option("--from", "first", metavar="DATE", help="First date of the replay; default: twelve weeks ago.")
@click.option("--to", "last", metavar="DATE", help="Last date of the replay; default: today.")
@options.as_json
@click.pass_obj
def signs(session: Session, id: str | None, replay: bool, first: str | None, last: str | None, as_json: bool) -> None:  # noqa: A002 - the product's word
    """List every warning sign, or show one by its rule (RF-07, PT-02) or its symptom (calf-swelling)."""
    if replay:
        _replay(session, first, last, as_json=as_json)
        return
    if first is not None or last is not None:
        raise WrongUsage("--from and --to go with --replay")
    found: tuple[AnyRule, ...] = (*WARNING_SIGNS, *computed_signs.RULES.values()) if id is None else (_one(id),)
    data = computed_signs.lacking(session)
    if as_json:
        show_json([_values(rule, data) for rule in found])
    elif id is not None:
        _show_whole(found[0], data)
    else:
        for rule in found:
            show(_line(rule, data))
        show("\nOne in full: rehab signs RF-01. Levels and sources: rehab help signs, rehab help sources.")


def _replay(session: Session, first: str | None, last: str | None, *, as_json: bool) -> None:
    begin, end = computed_signs.default_span(session)
    end = end if last is None else day_of(last, session.today)
    begin = min(begin, end) if first is None else day_of(first, session.today)
    if begin > end:
        raise InvalidValue(f"--from {begin} lies after --to {end}; swap them")
    said = computed_signs.replayed(session, begin, end)
    if as_json:
        show_json(computed_signs.replay_values(said))
    else:
        computed_signs.show_replay(said, begin, end)


def _line(rule: AnyRule, data: Mapping[str, str]) -> str:
    if not isinstance(rule, Rule):
        return computed_signs.line_of(rule, data[rule.id])
    levels = "-".join(str(int(level)) for level in (min(rule.levels), max(rule.levels))[: len(set(rule.levels))])
    return f"{rule.id}  level {levels:<4} {rule.title}  ({rule.symptom})"


def _one(text: str) -> AnyRule:
    by_name: dict[str, AnyRule] = {rule.id.lower(): rule for rule in WARNING_SIGNS}
    by_name |= {name.lower(): rule for name, rule in computed_signs.RULES.items()}
    ids = {name.upper() for name in by_name}
    by_name |= {rule.symptom: rule for rule in WARNING_SIGNS if rule.symptom}
    try:
        return by_name[one_of("warning sign", text, by_name)]
    except InvalidValue as unknown:
        words = str(unknown)
        for name in sorted(ids):
            words = words.replace(name.lower(), name)
        raise NotFound(words) from None


def _show_whole(rule: AnyRule, data: Mapping[str, str]) -> None:
    if not isinstance(rule, Rule):
        computed_signs.show_whole(rule, data[rule.id])
        return
    show(f"{rule.id}  {rule.title}")
    if rule.ask:
        show(f"  Asked as:  {rule.ask}")
    show(f"  Trigger:   {rule.trigger}")
    for level in rule.levels:
        show(f"  Level {int(level)}:   {rule.messages[level].format(**_CONTACTS)}")
    show(f"  Matters:   {rule.matters}")
    show(f"  Threshold: {rule.threshold or 'none: one report is enough'}")
    whose = "our own judgement, in part or whole" if rule.judgement else "as in the sources"
    show(f"  Level is:  {whose}")
    show(f"  Sources:   {', '.join(rule.sources) or 'none'}")


def _values(rule: AnyRule, data: Mapping[str, str]) -> dict[str, object]:
    if not isinstance(rule, Rule):
        return computed_signs.values_of(rule, data[rule.id])
    return {
        "id": rule.id,
        "title": rule.title,
        "symptom": rule.symptom,
        "levels": [int(level) for level in rule.levels],
        "trigger": rule.trigger,
        "threshold": rule.threshold,
        "default": rule.default,
        "judgement": rule.judgement,
        "sources": list(rule.sources),
        "data": "enough",
    }
