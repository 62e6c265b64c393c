"""A measure over time: each test with its n, the last change beside the change that matters. No verdict."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from rehab_tui.domain.body import Side
from rehab_tui.domain.days import short_day
from rehab_tui.domain.kept import Entry
from rehab_tui.domain.measure import Measurement, comparable, number_words
from rehab_tui.domain.measure_table import Measure
from rehab_tui.domain.words import counted


class Point(NamedTuple):
    """One measurement on its day."""

    day: date
    taken: Measurement
    id: str = ""

    @property
    def score(self) -> Fraction | None:
        """The value or mean; None where something was not answered."""
        return self.taken.score


class Dot(NamedTuple):
    """One mark of a chart: a day and a value."""

    day: date
    value: Fraction


class MeasureSeries(NamedTuple):
    """The measurements of one measure (and side) over some days."""

    measure: Measure
    side: Side | None
    first: date
    last: date
    points: tuple[Point, ...]
    """Oldest first; days without a measurement are not in it."""
    pair: tuple[Point, Point] | None
    """The last measurement that can be compared and the one before it, also from before `first`."""

    @property
    def joined_words(self) -> str:
        """What a line between two marks means."""
        return "can be compared"

    @property
    def runs(self) -> tuple[tuple[Dot, ...], ...]:
        """The tests that can be compared one after the other; those with a missing answer, or with arms, left out."""
        whole = [point for point in self.points if point.score is not None and not point.taken.arms]
        found: list[list[Dot]] = []
        for number, point in enumerate(whole):
            if not number or not comparable(whole[number - 1].taken, point.taken):
                found.append([])
            found[-1].append(Dot(point.day, point.score or Fraction(0)))
        return tuple(tuple(run) for run in found)

    @property
    def helped(self) -> tuple[Dot, ...]:
        """The tests that the arms helped with."""
        return tuple(Dot(point.day, point.score or Fraction(0)) for point in self.points if point.taken.arms)

    @property
    def about(self) -> tuple[str, ...]:
        """What stands below the chart: the change that matters, where the sentence does not say it, and why."""
        said = () if self.pair else (matters_words(self.measure),)
        words = (*said, *filter(None, (self.measure.matters_words,)))
        return tuple(f"{one[:1].upper()}{one[1:]}." for one in words)

    @property
    def n(self) -> int:
        """How many have a score."""
        return sum(point.score is not None for point in self.points)

    @property
    def change(self) -> Fraction | None:
        """How far the last two that can be compared are apart; above 0 it went up."""
        return None if self.pair is None else (self.pair[1].score or Fraction(0)) - (self.pair[0].score or Fraction(0))

    @property
    def matters(self) -> bool | None:
        """Whether the last change is as large as the change that matters; None where that is not known."""
        if self.change is None or self.measure.matters is None:
            return None
        return abs(self.change) >= Fraction(self.measure.matters)

    @property
    def sentence(self) -> str:
        """The series in words: the newest value, its n, the last change and what it is held against."""
        if not self.points:
            return f"{self._name}: nothing measured in this time."
        newest = self.points[-1]
        value = "not scored" if newest.score is None else f"{self._number(newest.score)} {self.measure.unit}"
        value += " (the arms helped)" if newest.taken.arms else ""
        return f"{self._name}: {value} on {short_day(newest.day, self.last)}, {self.standing}"

    @property
    def standing(self) -> str:
        """What the sentence says behind the newest value: its n, and the last change."""
        return f"{counted(self.n, 'score')} since {short_day(self.first, self.last)}. {self._changed}"

    def _number(self, value: Fraction) -> str:
        """Return a score with as many decimals as its measure has, a mean with one."""
        return number_words(value, max(1, self.measure.places))

    @property
    def _name(self) -> str:
        return self.measure.name + (f", {self.side.value}" if self.side else "")

    @property
    def _changed(self) -> str:
        if self.pair is None or self.change is None:
            return "Nothing to compare with yet."
        before, now = self.pair
        way = "the same as" if not self.change else f"{self._number(abs(self.change))} {self._way} than"
        return f"On {short_day(now.day, self.last)} {way} on {short_day(before.day, self.last)}{self._beside}."

    @property
    def _way(self) -> str:
        return "higher" if (self.change or 0) > 0 else "lower"

    @property
    def _beside(self) -> str:
        matters = matters_words(self.measure)
        if self.matters is None:
            return f"; {matters}"
        return f", {'at least' if self.matters else 'less than'} {matters}"


def matters_words(measure: Measure) -> str:
    """Return the change that matters with its source, or that none is known."""
    sources = f" ({', '.join(measure.sources)})" if measure.sources else ""
    if measure.matters is None:
        return f"no change that matters is known{sources}"
    return f"the change that matters, {number_words(measure.matters, 2)} {measure.unit}{sources}"


def better_words(measure: Measure) -> str:
    """Return which way is better."""
    return "either way" if measure.better is None else f"{measure.better.value} is better"


def measure_series(
    measure: Measure, side: Side | None, entries: Sequence[Entry], first: date, last: date
) -> MeasureSeries:
    """Return the series of some entries, oldest first; those before `first` only count in the last change."""
    points = [
        Point(entry.day, entry.fact, entry.id)
        for entry in entries
        if isinstance(entry.fact, Measurement) and entry.fact.side is side and entry.day <= last
    ]
    return MeasureSeries(
        measure, side, first, last, tuple(point for point in points if point.day >= first), _last_pair(points)
    )


def _last_pair(points: Sequence[Point]) -> tuple[Point, Point] | None:
    """Return the newest whole test and the one before it; None when their lists differ."""
    whole = [point for point in points if point.score is not None and not point.taken.arms]
    if len(whole) < 2 or not comparable(whole[-2].taken, whole[-1].taken):
        return None
    return whole[-2], whole[-1]


def plain_number(value: Fraction | Decimal | None) -> int | float | None:
    """Return a number for JSON: whole ones without a fraction, others unrounded."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
