"""`rehab signs`: every warning sign, its trigger, level, sources, and whether the level is ours."""

from collections.abc import Sequence
from typing import TypeAlias

import click

from rehab_tui.cli import computed_signs, options
from rehab_tui.cli.computed_signs import Standing
from rehab_tui.cli.output import show, show_json
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import sources_words
from rehab_tui.domain.days import day_of
from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue, NotFound, WrongUsage
from rehab_tui.rules import WARNING_SIGNS, Rule
from rehab_tui.rules.computed import ComputedRule

AnyRule: TypeAlias = Rule | ComputedRule

_CONTACTS = {"emergency": "your local emergency number", "night_line": "your surgical team"}


@click.command()
@click.argument("id", required=False)
@click.option("--replay", is_flag=True, help="What the rules would have said on each past date.")
@click.option("--from", "first", metavar="DATE", help="First date of the replay; default: twelve weeks ago.")
@click.option("--to", "last", metavar="DATE", help="Last date of the replay; default: today.")
@click.option("--try", "trying", multiple=True, metavar="RULE:NAME=N", help="Replay with a changed threshold.")
@options.as_json
@click.pass_obj
def signs(
    session: Session,
    id: str | None,  # noqa: A002 - the product's word
    replay: bool,
    first: str | None,
    last: str | None,
    trying: tuple[str, ...],
    as_json: bool,
) -> None:
    """List every warning sign, or show one by its rule (RF-07, PT-02) or its symptom (calf-swelling)."""
    if replay:
        _replay(session, None if id is None else _one(id), first, last, trying, as_json=as_json)
        return
    if first is not None or last is not None or trying:
        raise WrongUsage("--from, --to and --try go with --replay")
    found: tuple[AnyRule, ...] = (*WARNING_SIGNS, *computed_signs.RULES.values()) if id is None else (_one(id),)
    state = computed_signs.standing(session)
    if as_json:
        show_json([_values(rule, state) for rule in found])
    elif id is not None:
        _show_whole(found[0], state)
    else:
        for rule in found:
            show(_line(rule, state))
        show("\nOne in full: rehab signs RF-01. Levels and sources: rehab help signs, rehab help sources.")


def _replay(
    session: Session, only: AnyRule | None, first: str | None, last: str | None, trying: Sequence[str], *, as_json: bool
) -> None:
    begin, end = computed_signs.default_span(session)
    end = end if last is None else day_of(last, session.today)
    begin = min(begin, end) if first is None else day_of(first, session.today)
    if begin > end:
        raise InvalidValue(f"--from {begin} lies after --to {end}; swap them")
    numbers = computed_signs.tried(trying)
    if only is not None:
        _must_be_of(only, numbers)
    said = computed_signs.replayed(session, begin, end, numbers)
    if only is not None:
        said = tuple(one._replace(findings=tuple(f for f in one.findings if f.rule == only.id)) for one in said)
    if as_json:
        show_json(computed_signs.replay_values(said))
    else:
        computed_signs.show_replay(said, begin, end, numbers)


def _must_be_of(only: AnyRule, trying: computed_signs.Tried) -> None:
    """Refuse a threshold of a rule that is not shown: nothing would tell what it did."""
    other = computed_signs.tried_words({rule: numbers for rule, numbers in trying.items() if rule != only.id})
    if other:
        raise WrongUsage(
            f"--try {other[0]} is not of {only.id}, which is shown alone; leave {only.id} out, or try a number of its"
            " own"
        )


def _line(rule: AnyRule, state: Standing) -> str:
    if not isinstance(rule, Rule):
        return computed_signs.line_of(rule, state)
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


def _show_whole(rule: AnyRule, state: Standing) -> None:
    if not isinstance(rule, Rule):
        computed_signs.show_whole(rule, state)
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
    show(sources_words("  Sources:   ", rule.sources))


def _values(rule: AnyRule, state: Standing) -> dict[str, object]:
    if not isinstance(rule, Rule):
        return computed_signs.values_of(rule, state)
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
        "numbers": {},
        "changed": [],
    }
