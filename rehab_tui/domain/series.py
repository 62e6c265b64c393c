"""Daily scores as a series: gaps stay gaps, zero stays zero, means carry their n."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.body import Side, Site, where_words
from rehab_tui.domain.words import counted


class Mean(NamedTuple):
    """A mean and the number of scores behind it; the value is None only if n is 0."""

    total: int
    n: int

    @property
    def value(self) -> float | None:
        """The mean, unrounded."""
        return self.total / self.n if self.n else None


class DayValue(NamedTuple):
    """One calendar day and its score, or None where nothing was logged."""

    day: date
    value: int | None


class PainSeries(NamedTuple):
    """Daily scores of one site and side over a span without holes in its days."""

    side: Side
    site: Site
    days: tuple[DayValue, ...]
    week: Mean
    """The last seven days: d-6 to d."""
    before: Mean
    """The two weeks before those: d-20 to d-7."""
    means: tuple[float | None, ...] = ()
    """For each day, the mean of the seven days that end with it, or None below four scores."""
    others: int = 0
    """Scores of another kind in the last three weeks: now, worst, morning; no chart draws them."""

    @property
    def sentence(self) -> str:
        """What the chart shows, in words."""
        if not self.week.n and not self.before.n:
            where = where_words(self.site, self.side)
            others = f", {counted(self.others, 'other')} (now, worst, morning): rehab history" if self.others else ""
            return f"{where}: no daily scores in the last three weeks{others}."
        week = _mean_words(self.week, "this week", 7)
        before = _mean_words(self.before, "the two weeks before", 14)
        return f"{where_words(self.site, self.side)}: {week}, {before}."


def _mean_words(mean: Mean, when: str, of: int) -> str:
    if mean.value is None:
        return f"no scores {when}"
    return f"mean {mean.value:.1f} {when} ({mean.n} of {of} days)"


def mean_of(scores: Mapping[date, int], last: date, days: int) -> Mean:
    """Return the mean of the scores dated in the `days` days that end with `last`."""
    values = [scores[day] for back in range(days) if (day := last - timedelta(days=back)) in scores]
    return Mean(sum(values), len(values))


def pain_series(scores: Mapping[date, int], side: Side, site: Site, first: date, last: date) -> PainSeries:
    """Return the series from `first` to `last`; scores outside it still count in the means."""
    length = (last - first).days + 1
    days = tuple(first + timedelta(days=i) for i in range(length))
    return PainSeries(
        side=side,
        site=site,
        days=tuple(DayValue(day, scores.get(day)) for day in days),
        week=mean_of(scores, last, 7),
        before=mean_of(scores, last - timedelta(days=7), 14),
        means=_running_means(scores, days),
    )


def _running_means(scores: Mapping[date, int], days: tuple[date, ...], need: int = 4) -> tuple[float | None, ...]:
    """Seven-day means, in one pass; None where fewer than four scores stand behind one (rules 2.3)."""
    if not days:
        return ()
    total = n = 0
    means: list[float | None] = []
    for back in range(6, 0, -1):
        value = scores.get(days[0] - timedelta(days=back))
        if value is not None:
            total, n = total + value, n + 1
    for day in days:
        value = scores.get(day)
        if value is not None:
            total, n = total + value, n + 1
        means.append(total / n if n >= need else None)
        oldest = scores.get(day - timedelta(days=6))
        if oldest is not None:
            total, n = total - oldest, n - 1
    return tuple(means)


class Marker(NamedTuple):
    """Something to mark on a chart: surgery, plan change, clearance, follow-up."""

    day: date
    kind: str
    label: str


class WeekOfWork(NamedTuple):
    """Exercises done of planned in one week, Monday to Sunday."""

    monday: date
    done: float
    """Slots done, partial ones counted in part."""
    due: int
    percent: int | None
    """None when nothing was due: neither 0 % nor 100 %."""
