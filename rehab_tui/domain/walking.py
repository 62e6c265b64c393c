"""Minutes of walking by day (rules, section 4): a day without a note is a gap, a walk that was left out is a 0."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from rehab_tui.domain.days import short_day
from rehab_tui.domain.load import WALKING
from rehab_tui.domain.measure_table import MEASURES, Measure
from rehab_tui.domain.measure_trend import Dot
from rehab_tui.domain.series import Mean, mean_of
from rehab_tui.domain.words import counted

MINUTES = Measure(
    WALKING,
    "Walking",
    "min a day",
    Decimal(0),
    Decimal(1440),
    how="Minutes of the exercise walking. A day without a note is a gap; a walk that was left out is a 0.",
    from_zero=True,
)
DRAWN: Mapping[str, Measure] = {**MEASURES, MINUTES.id: MINUTES}
"""Everything that has a chart like a measure; walking is kept as an exercise, and not typed as a measure."""
REACH = 20
"""Days before the last one that the means of the sentence look at."""


class WalkingSeries(NamedTuple):
    """Minutes of walking over some days."""

    first: date
    last: date
    minutes: Mapping[date, int]
    """By day, oldest first; days on which nothing was noted are not in it."""
    week: Mean
    """The last seven days: d-6 to d."""
    before: Mean
    """The two weeks before those: d-20 to d-7."""

    @property
    def measure(self) -> Measure:
        """What is drawn."""
        return MINUTES

    @property
    def side(self) -> None:
        """One walks with both."""

    @property
    def joined_words(self) -> str:
        """What a line between two marks means."""
        return "day after day"

    @property
    def n(self) -> int:
        """Days on which it was noted."""
        return len(self.minutes)

    @property
    def helped(self) -> tuple[Dot, ...]:
        """Minutes have no marks of another kind."""
        return ()

    @property
    def runs(self) -> tuple[tuple[Dot, ...], ...]:
        """The days that follow each other without a gap."""
        found: list[list[Dot]] = []
        for day, minutes in self.minutes.items():
            if not found or day - found[-1][-1].day > timedelta(days=1):
                found.append([])
            found[-1].append(Dot(day, Fraction(minutes)))
        return tuple(tuple(run) for run in found)

    @property
    def sentence(self) -> str:
        """The minutes in words: this week beside the two before, each with its n."""
        if not self.n:
            return "Walking: no walk noted in this time."
        noted = f"{counted(self.n, 'day')} noted since {short_day(self.first, self.last)}"
        week = _mean_words(self.week, "this week", 7)
        return f"Walking: {week}, {_mean_words(self.before, 'the two weeks before', 14)}; {noted}."

    @property
    def about(self) -> tuple[str, ...]:
        """What stands below the chart."""
        return (self.measure.how,)


def walking_series(minutes: Mapping[date, int], first: date, last: date) -> WalkingSeries:
    """Return the series of some days, oldest first; those before `first` count in the means only."""
    shown = {day: number for day, number in minutes.items() if first <= day <= last}
    return WalkingSeries(first, last, shown, mean_of(minutes, last, 7), mean_of(minutes, last - timedelta(days=7), 14))


def _mean_words(mean: Mean, when: str, of: int) -> str:
    if mean.value is None:
        return f"none noted {when}"
    return f"mean {mean.value:.0f} min {when} ({mean.n} of {of} days)"
