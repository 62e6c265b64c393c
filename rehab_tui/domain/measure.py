"""One measurement that was taken: exact numbers, a mean only where nothing is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rehab_tui.domain.body import Side
from rehab_tui.domain.fact import Kind, Spoken
from rehab_tui.domain.measure_table import MEASURES, Measure
from rehab_tui.domain.words import folded
from rehab_tui.errors import InvalidValue

MOST_ACTIVITIES = 5
"""Three to five activities of one's own (rules, section 4)."""


@dataclass(frozen=True, slots=True)
class Measurement(Spoken):
    """One test, or one answer to a short list of questions."""

    kind_of_entry = Kind.MEASURE

    measure: str
    values: tuple[Decimal | None, ...]
    """None for a question that was not answered."""
    items: tuple[str, ...] = ()
    """What each value is about, where there are several."""
    side: Side | None = None
    typed: str | None = None
    """As it was typed, where that is not what is kept: 180lb; stands that the arms helped with."""
    arms: bool = False
    """Chair stand: the arms helped, so it counts 0 and is not compared (S77)."""

    def __post_init__(self) -> None:
        known = MEASURES.get(self.measure)
        if known is None:
            raise InvalidValue(f'there is no measure "{self.measure}"')
        _check_count(known, self.values, self.items)
        for value in self.values:
            if value is not None and not known.lowest <= value <= known.highest:
                raise InvalidValue(f"{known.name} runs from {known.lowest} to {known.highest} {known.unit}")
        if (self.side is not None) != known.sided or self.side in (Side.BOTH, Side.MIDDLE):
            raise InvalidValue(f"{known.id} is kept " + ("for one side" if known.sided else "without a side"))
        if self.arms and (known.id != "chair-stand" or self.values != (Decimal(0),)):
            raise InvalidValue("arms belong to the chair stand, and make it 0")

    @property
    def about(self) -> Measure:
        """The line of the table."""
        return MEASURES[self.measure]

    @property
    def score(self) -> Fraction | None:
        """The value, or the mean of the values; None while one is missing."""
        whole = [Fraction(value) for value in self.values if value is not None]
        return sum(whole, Fraction(0)) / len(whole) if len(whole) == len(self.values) else None

    @property
    def words(self) -> str:
        """What was measured, in one line."""
        known, side = self.about, f", {self.side.value}" if self.side else ""
        name = known.name if known.name[1:2].isupper() or known.name[0].isdigit() else known.name.lower()
        if self.arms:
            return f"{name}: 0, the arms helped" + (f" ({self.typed} with them)" if self.typed else "")
        if known.choices:
            return f"{name} {number_words(self.values[0])}, {self.items[0].replace('-', ' ')}"
        if self.items:
            score = "not scored" if self.score is None else number_words(self.score)
            return f"{name} {score} ({', '.join(_answered(self.items, self.values))})"
        kept = f"{number_words(self.score, 2)} {known.unit}"
        same = self.typed is None or self.typed.replace(" ", "").lower() == kept.replace(" ", "")
        return f"{name}{side} {kept}" + ("" if same else f" (typed {self.typed})")


def _check_count(known: Measure, values: tuple[Decimal | None, ...], items: tuple[str, ...]) -> None:
    if known.own_items:
        if not 1 <= len(values) == len(items) <= MOST_ACTIVITIES:
            raise InvalidValue(f"my activities are 1 to {MOST_ACTIVITIES}, each with its score")
        if len(set(same_words(items))) != len(items):
            raise InvalidValue("my activities hold one of them twice; name each once")
    elif known.choices:
        if len(values) != 1 or len(items) != 1 or items[0] not in known.choices:
            raise InvalidValue(f"{known.id} takes one number, and one of: {', '.join(known.choices)}")
    elif items != known.items or len(values) != max(1, len(known.items)):
        raise InvalidValue(f"{known.id} takes {max(1, len(known.items))} numbers")
    if all(value is None for value in values):
        raise InvalidValue(f"{known.id} has no number; give at least one")


def _answered(items: Iterable[str], values: Iterable[Decimal | None]) -> list[str]:
    return [
        f"{item} not answered" if value is None else f"{item} {number_words(value)}"
        for item, value in zip(items, values, strict=True)
    ]


def same_words(items: Iterable[str]) -> list[str]:
    """Return words as they are compared: small letters, single spaces."""
    return [folded(item) for item in items]


def comparable(one: Measurement, other: Measurement) -> bool:
    """Return whether two measurements can be compared: whole, without arms, of the same side and list."""
    if one.measure != other.measure or one.side is not other.side or one.arms or other.arms:
        return False
    alike = sorted(same_words(one.items)) == sorted(same_words(other.items))
    return alike and one.score is not None and other.score is not None


def number_words(value: Fraction | Decimal | None, places: int = 1) -> str:
    """Return a number with at most so many decimals, half rounded up, without zeros at its end."""
    if value is None:
        return "none"
    whole = Fraction(value) * 10**places
    rounded = Decimal(int(abs(whole) + Fraction(1, 2))) / 10**places
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"-{text}" if whole < 0 and rounded else text
