"""Pain and work beside each other, week by week; neither is said to cause the other."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.body import Side
from rehab_tui.domain.days import short_day
from rehab_tui.domain.dose import Measured
from rehab_tui.domain.doses import Work, doses_words
from rehab_tui.domain.series import Mean, mean_of

WEEK = 7
NEED = 4
"""Scores from which on a weekly mean is drawn and said (rules 2.3)."""
WALKING = "walking"
"""The exercise whose minutes are told."""
NO_CAUSE = "They stand beside each other; neither shows what caused the other."


class WeekOfLoad(NamedTuple):
    """One week, Monday to Sunday: what was done, and the mean pain of each hip."""

    monday: date
    doses: float
    """Doses done, without any limit; one dose is what the plan asks for once."""
    minutes: int
    """Minutes of the exercises that are measured in minutes."""
    days: int
    """Days with any exercise."""
    pain: Mapping[Side, Mean]
    walking: int = 0
    """Minutes of walking among them (rules, section 4)."""

    def mean(self, side: Side) -> float | None:
        """Return the mean of a hip where four scores or more stand behind it, else None."""
        mean = self.pain.get(side)
        return mean.value if mean is not None and mean.n >= NEED else None


def weeks_of_load(
    work: Iterable[Work], scores: Mapping[Side, Mapping[date, int]], first: date, last: date
) -> tuple[WeekOfLoad, ...]:
    """Return each week, Monday to Sunday, from that of `first` to that of `last`; days after `last` are not there."""
    mondays: dict[date, list[Work]] = {}
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        mondays[monday] = []
        monday += timedelta(days=WEEK)
    for one in work:
        mondays[one.day - timedelta(days=one.day.weekday())].append(one)
    return tuple(
        WeekOfLoad(
            monday=monday,
            doses=sum(one.doses for one in done),
            minutes=sum(one.amount for one in done if one.of.measured is Measured.MINUTES),
            days=len({one.day for one in done}),
            walking=sum(one.amount for one in done if one.done.exercise == WALKING),
            pain={side: mean_of(given, monday + timedelta(days=WEEK - 1), WEEK) for side, given in scores.items()},
        )
        for monday, done in mondays.items()
    )


def load_sentence(weeks: tuple[WeekOfLoad, ...]) -> str:
    """Return what the picture shows, in words: the last week, and the one before."""
    if not weeks:
        return "Pain and work: no weeks to show."
    words = f"Week of {short_day(weeks[-1].monday)}: {_words(weeks[-1])}"
    if len(weeks) > 1:
        words += f"; the week before: {_words(weeks[-2])}"
    return f"{words}. {NO_CAUSE}"


def _words(week: WeekOfLoad) -> str:
    days = f"{week.days} day" if week.days == 1 else f"{week.days} days"
    done = f"{doses_words(week.doses)} doses on {days}" if week.days else "no exercise logged"
    done += f", walking {week.walking} min" if week.walking else ""
    pain = ", ".join(_pain_words(side, mean) for side, mean in week.pain.items())
    return f"{done}, {pain}" if pain else done


def _pain_words(side: Side, mean: Mean) -> str:
    if mean.value is None:
        return f"{side.value} hip not scored"
    if mean.n < NEED:
        return f"{side.value} hip {mean.n} of {WEEK} days scored: too few for a mean"
    return f"{side.value} hip mean {mean.value:.1f} ({mean.n} of {WEEK} days)"
