"""What a measure, treatment, block, pause or new start becomes with the options of `rehab amend`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from rehab_tui.cli.reading import name_text
from rehab_tui.domain.block import MOST_TESTS, Block, after_of
from rehab_tui.domain.body import side_of, site_of
from rehab_tui.domain.days import day_of
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_typed import measurement_of
from rehab_tui.domain.pain import score_of
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.treatment import Treatment, treatment_named
from rehab_tui.domain.words import whole_number

Typed: TypeAlias = Mapping[str, str]

FITTING: Mapping[type[Fact], tuple[str, ...]] = {
    Measurement: ("value", "side"),
    Treatment: ("treatment", "dose", "effect"),
    Block: ("before", "after", "anesthetic", "positive_tests", "side", "site"),
    Pause: ("from", "to", "reason"),
    Baseline: ("by",),
}
STILL_ON = "open"
"""Typed for the last day of a pause that goes on."""


def amended_measure(fact: Fact, typed: Typed, today: date) -> Fact:
    """Return one of these facts with what was typed in the place of what it said. Raises InvalidValue."""
    match fact:
        case Measurement():
            return _measurement(fact, typed)
        case Treatment():
            return _treatment(fact, typed)
        case Block():
            return _block(fact, typed)
        case Pause():
            return _pause(fact, typed, today)
        case Baseline():
            return replace(fact, by=name_text("the name after --by", typed.get("by", fact.by)))
    raise TypeError(f"{type(fact).__name__} cannot be amended")


def _measurement(fact: Measurement, typed: Typed) -> Measurement:
    """Return a measurement read anew: several numbers with spaces between, activities with ; between."""
    side = side_of(typed["side"]) if "side" in typed else fact.side
    if "value" not in typed:
        return replace(fact, side=side)
    text = typed["value"]
    words = text.split(";" if "=" in text else None) if fact.items else [text]
    return measurement_of(fact.about, [word.strip() for word in words], side=side, before=fact)


def _treatment(fact: Treatment, typed: Typed) -> Treatment:
    dose, effect = (
        name_text(f"the text after --{name}", typed[name]) if name in typed else now
        for name, now in (("dose", fact.dose), ("effect", fact.effect))
    )
    return Treatment(treatment_named(typed["treatment"]) if "treatment" in typed else fact.what, dose, effect)


def _block(fact: Block, typed: Typed) -> Block:
    """Return a corrected block; `--after` names all scores after it, with commas between."""
    tests = (
        whole_number("--positive-tests", typed["positive_tests"], 0, MOST_TESTS) if "positive_tests" in typed else None
    )
    after = [after_of(one) for one in typed["after"].split(",")] if "after" in typed else fact.after
    return Block(
        site=site_of(typed["site"]) if "site" in typed else fact.site,
        side=side_of(typed["side"]) if "side" in typed else fact.side,
        anesthetic=name_text("the text after --anesthetic", typed.get("anesthetic", fact.anesthetic)),
        before=score_of(typed["before"], "score before") if "before" in typed else fact.before,
        after=tuple(sorted(after)),
        positive_tests=fact.positive_tests if tests is None else tests,
    )


def _pause(fact: Pause, typed: Typed, today: date) -> Pause:
    last = fact.last
    if "to" in typed:
        last = None if typed["to"].strip().lower() == STILL_ON else day_of(typed["to"], today, future=True)
    return Pause(
        day_of(typed["from"], today, future=True) if "from" in typed else fact.first,
        last,
        name_text("the text after --reason", typed.get("reason", fact.reason)),
    )
