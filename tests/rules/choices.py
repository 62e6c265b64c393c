"""Made-up histories out of bytes: one draw for a whole history is quick, and zeros are the simplest one."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from rehab_tui.domain.history import Scores

Value = TypeVar("Value")


class Choices:
    """Reads choices out of bytes; where they end, the first choice is taken."""

    def __init__(self, given: bytes) -> None:
        self._given: Iterator[int] = iter(given)

    def below(self, most: int) -> int:
        """Return a whole number from 0 to `most` - 1; `most` is at most 256."""
        return next(self._given, 0) % most

    def one(self, of: Sequence[Value]) -> Value:
        """Return one of some values."""
        return of[self.below(len(of))]

    def often(self, of: Sequence[Value]) -> Value | None:
        """Return one of some values, or None as often as not."""
        return self.one(of) if self.below(2) else None


def scores(first: date, days: int, least: int = 0, most: int = 10) -> st.SearchStrategy[Scores]:
    """Return scores of days in a row: spells about some level, of one day to five weeks, and gaps, short and long."""

    def read(given: bytes) -> Scores:
        choices, found, number = Choices(given), {}, 0
        while number < days:
            level = choices.below(most - least + 2) + least
            for _ in range(1 + choices.below(35)):
                value = min(most, max(least, level + choices.one((0, 0, 0, 1, -1))))
                if level <= most and choices.below(6) and number < days:
                    found[first + timedelta(days=number)] = value
                number += 1
        return found

    return st.binary(min_size=2 * days, max_size=2 * days).map(read)
