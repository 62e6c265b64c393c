"""Reading a measurement that a person typed, by a command or in a form."""

import re
from collections.abc import Sequence
from decimal import Decimal

from rehab_tui.domain.body import Side
from rehab_tui.domain.measure import MOST_ACTIVITIES, Measurement
from rehab_tui.domain.measure_table import Measure
from rehab_tui.domain.words import free_text, one_of, shown
from rehab_tui.errors import InvalidValue

KG_PER_LB = Decimal("0.45359237")
"""Exact by definition of the pound."""
NOT_ANSWERED = "-"
LONGEST_ACTIVITY = 80
_NUMBER = re.compile(r"-?[0-9]{1,7}(?:[.,][0-9]{1,2})?", re.ASCII)
_WEIGHT = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,2})?)\s*(kg|lbs?)", re.ASCII | re.IGNORECASE)


def measurement_of(
    measure: Measure,
    words: Sequence[str],
    *,
    side: Side | None = None,
    arms: bool = False,
    before: Measurement | None = None,
) -> Measurement:
    """Return what was typed of a measure; `before` lends its list of activities to bare numbers.

    Raises InvalidValue with what is wrong and how it is written.
    """
    if arms and measure.id != "chair-stand":
        raise InvalidValue(f"--arms belongs to chair-stand, not to {measure.id}")
    if measure.own_items:
        return _activities(measure, words, before)
    if measure.id == "weight":
        return _weight(measure, words)
    if measure.choices:
        return _with_one_of(measure, words)
    needed = max(1, len(measure.items))
    if len(words) != needed:
        raise InvalidValue(f"{measure.id} takes {_numbers(measure)}; {len(words)} given")
    values = tuple(_value(measure, word, maybe=bool(measure.items)) for word in words)
    if arms:
        return Measurement(measure.id, (Decimal(0),), typed=words[0].strip(), arms=True)
    return Measurement(measure.id, values, measure.items, side)


def _numbers(measure: Measure) -> str:
    if not measure.items:
        return "one number"
    return f"{len(measure.items)} numbers ({', '.join(measure.items)}; {NOT_ANSWERED} for one not answered)"


def _value(measure: Measure, text: str, *, maybe: bool = False) -> Decimal | None:
    """Return a number in range, with no more decimals than are kept; with `maybe` None for a dash."""
    typed = text.strip()
    if maybe and typed == NOT_ANSWERED:
        return None
    if _NUMBER.fullmatch(typed):
        value = Decimal(typed.replace(",", "."))
        if value == round(value, measure.places) and measure.lowest <= value <= measure.highest:
            return value
    decimals = f" with at most {measure.places} decimal{'s' if measure.places > 1 else ''}"
    kind = f"a number{decimals}" if measure.places else "a whole number"
    raise InvalidValue(
        f'{measure.id} "{shown(text)}" was not kept; give {kind} from {measure.lowest} to {measure.highest}'
    )


def _weight(measure: Measure, words: Sequence[str]) -> Measurement:
    """Return a weight in kg, to 10 g; what was typed stays beside it."""
    typed = " ".join(" ".join(words).split())
    found = _WEIGHT.fullmatch(typed)
    if found is None:
        raise InvalidValue(f'weight "{shown(typed)}" was not kept; write it with its unit, like 81.5kg or 180lb')
    number = Decimal(found[1].replace(",", "."))
    kg = round(number if found[2].lower() == "kg" else number * KG_PER_LB, measure.places)
    if not measure.lowest <= kg <= measure.highest:
        raise InvalidValue(f'weight "{shown(typed)}" was not kept; it lies outside 20 to 400 kg')
    return Measurement(measure.id, (kg,), typed=typed)


def _with_one_of(measure: Measure, words: Sequence[str]) -> Measurement:
    """Return a number and what it was taken with: 3 stick."""
    if len(words) != 2:
        known = ", ".join(measure.choices)
        raise InvalidValue(f"{measure.id} takes a number and one of: {known}; like {measure.id} 3 {measure.choices[1]}")
    return Measurement(measure.id, (_value(measure, words[0]),), (one_of("aid", words[1], measure.choices),))


def _activities(measure: Measure, words: Sequence[str], before: Measurement | None) -> Measurement:
    named = [word.rpartition("=") for word in words]
    if not words or len(words) > MOST_ACTIVITIES:
        raise InvalidValue(f'my-activities takes 1 to {MOST_ACTIVITIES} of them, like "climbing stairs=4" "cooking=7"')
    if all(not equals for _, equals, _ in named) and before is not None and len(before.items) == len(words):
        items = before.items
    elif all(item.strip() for item, _, _ in named):
        items = tuple(_activity(item) for item, _, _ in named)
    else:
        raise InvalidValue('write each activity with its score, like "climbing stairs=4"; - for one not scored')
    return Measurement(measure.id, tuple(_value(measure, score, maybe=True) for _, _, score in named), items)


def _activity(text: str) -> str:
    words = " ".join(free_text("the activity", text).split())
    if len(words) > LONGEST_ACTIVITY:
        raise InvalidValue(f"an activity has at most {LONGEST_ACTIVITY} characters; shorten: {shown(words)}")
    return words
