"""What a computed rule is: its numbers with their limits, what it says, and what it needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from rehab_tui.domain.followup import Level
from rehab_tui.rules.computed.hit import Hit, Number
from rehab_tui.rules.computed.view import View

Check: TypeAlias = Callable[[View], Iterable[Hit]]
Data: TypeAlias = Callable[[View], str]

ENOUGH = "enough"


class Limit(NamedTuple):
    """A number of a rule and how far a therapist may move it; where all three are equal, not at all."""

    default: Number
    lowest: Number
    highest: Number

    @property
    def fixed(self) -> bool:
        """Whether it stays as it is."""
        return self.lowest == self.highest


def fixed(number: Number) -> Limit:
    """Return a number that nobody changes: the definitions of weeks and windows rest on it."""
    return Limit(number, number, number)


def number_words(number: Number) -> str:
    """Return a threshold as shown: 2, 2.3."""
    return str(number) if isinstance(number, int) or number.denominator == 1 else f"{float(number):g}"


def plain(number: Number) -> int | float:
    """Return a threshold as a number of JSON."""
    return int(number) if Fraction(number).denominator == 1 else float(number)


@dataclass(frozen=True, slots=True, eq=False)
class ComputedRule:
    """One rule that is computed from days of entries; what it shares with a reported sign has the same name."""

    id: str
    title: str
    levels: tuple[Level | None, ...]
    """Every level it can reach, most urgent first; None is a notice."""
    trigger: str
    messages: Mapping[Level | None, str]
    """What the person reads, with places for its numbers, {emergency} and {night_line}."""
    matters: str
    """Why it matters, in one line; never a cause."""
    check: Check
    data: Data
    """What is missing, in words, or `enough`."""
    numbers: Mapping[str, Limit]
    in_force: str
    """The threshold in words, with places for the numbers."""
    needs_days: int
    """How many days back it reads, the date itself included."""
    sources: tuple[str, ...] = ()
    judgement: bool = True
    supersedes: tuple[str, ...] = ()
    adds_to: tuple[str, ...] = ()
    opens_alone: bool = True
    once_days: int = 0
    for_therapist: bool = False
    symptom: None = field(default=None, init=False)
    """No sign to tick: it is computed."""

    @property
    def defaults(self) -> Mapping[str, Number]:
        """Every number as it is without a therapist's change."""
        return {name: limit.default for name, limit in self.numbers.items()}

    @property
    def default(self) -> str:
        """The threshold in words, as it is without a change."""
        return self.threshold()

    def threshold(self, changed: Mapping[str, Number] | None = None) -> str:
        """Return the threshold in force in words, with a therapist's changes."""
        numbers = {**self.defaults, **(changed or {})}
        return self.in_force.format(**{name: number_words(number) for name, number in numbers.items()})
