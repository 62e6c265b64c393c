"""A history prepared for many checks: scores by day number, and one date to look at it from."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from rehab_tui.domain.body import Side, Site, place_words
from rehab_tui.domain.days import short_day
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.history import History, Place, Scores
from rehab_tui.rules.computed.hit import Hit, Number

BASELINE_DAYS = 14
"""The starting average: scores of the first 14 dates (rules 2.4: 7 dates give a third more false prompts)."""
WEEK, FORTNIGHT = 7, 14


class Sum(NamedTuple):
    """A sum of scores and how many there are: a mean that has not lost its exactness."""

    total: int
    n: int

    @property
    def mean(self) -> float:
        """The mean, unrounded; 0 without scores."""
        return self.total / self.n if self.n else 0.0

    @property
    def words(self) -> str:
        """The mean as shown."""
        return f"{self.mean:.1f}"

    def above(self, other: "Sum", by: Number) -> bool:
        """Return whether this mean is at least `by` above another one, without any rounding."""
        return self.total * other.n - other.total * self.n >= by * self.n * other.n


class Series:
    """The daily scores of one place, by day number."""

    __slots__ = ("_medians", "_sums", "by_day", "place", "start")

    def __init__(self, place: Place, scores: Scores, start: date | None) -> None:
        self.place = place
        self.by_day = {day.toordinal(): score for day, score in scores.items()}
        self.start = start.toordinal() if start else min(self.by_day, default=0)
        self._medians: dict[int, tuple[int, int]] = {}
        self._sums: dict[tuple[int, int], Sum] = {}

    def values(self, last: int, days: int) -> list[int]:
        """Return the scores dated in the `days` days that end with `last`; gaps are left out."""
        get = self.by_day.get
        return [score for number in range(last - days + 1, last + 1) if (score := get(number)) is not None]

    def sum(self, last: int, days: int) -> Sum:
        """Return the sum of those scores and their number."""
        known = self._sums.get((last, days))
        if known is None:
            values = self.values(last, days)
            known = self._sums[last, days] = Sum(sum(values), len(values))
        return known

    def week(self, day: int) -> Sum:
        """W(d): d-6 to d."""
        return self.sum(day, WEEK)

    def before(self, day: int) -> Sum:
        """R(d): d-20 to d-7."""
        return self.sum(day - WEEK, FORTNIGHT)

    def usual(self, day: int) -> tuple[int, int]:
        """Return how many scores R(d) has, and twice their median (a whole number, also between two scores)."""
        known = self._medians.get(day)
        if known is None:
            values = sorted(self.values(day - WEEK, FORTNIGHT))
            n = len(values)
            known = (n, values[n // 2] + values[(n - 1) // 2] if n else 0)
            self._medians[day] = known
        return known

    def rows(self, last: int, days: int) -> list[dict[str, object]]:
        """Return the very scores behind a number, oldest first, ready for JSON."""
        what = f"pain {self.place[0]} {self.place[1]}"
        return [
            row(number, what, self.by_day[number])
            for number in range(last - days + 1, last + 1)
            if number in self.by_day
        ]

    @property
    def where(self) -> str:
        """The place in the middle of a sentence: left hip."""
        return place_words(Site(self.place[0]), (Side(self.place[1]),))


def row(day: int, what: str, value: object) -> dict[str, object]:
    """Return one entry behind a finding: its date, what it is, and its value then."""
    return {"date": date.fromordinal(day).isoformat(), "what": what, "value": value}


class Prepared:
    """A history with its scores by day number; made once, looked at from many dates."""

    __slots__ = ("answers", "hips", "history", "last_scored", "places", "rounds", "started")

    def __init__(self, history: History) -> None:
        self.history = history
        self.places = tuple(
            Series((str(site), str(side)), scores, history.starts.get((site, side)))
            for (site, side), scores in sorted(history.scores.items())
            if scores
        )
        self.hips = tuple(series for series in self.places if series.place[0] == Site.HIP)
        self.answers = {
            name: {day.toordinal(): value for day, value in given.items()} for name, given in history.answers.items()
        }
        self.rounds = tuple(
            sorted(((day.toordinal(), answered) for day, answered in history.symptoms), key=lambda pair: pair[0])
        )
        days = [min(series.start, *series.by_day) for series in self.places]
        first = history.started.toordinal() if history.started else None
        self.started = first if first is not None else min(days, default=None)

    def scored(self, day: int) -> bool:
        """Return whether any place has a daily score on a date."""
        return any(day in series.by_day for series in self.places)


class View:
    """A prepared history as seen on one date, with the thresholds of one rule in force."""

    __slots__ = (
        "by_rule", "d", "day", "fired", "history", "now", "numbers", "open_followups", "prepared", "silent_from",
    )  # fmt: skip

    def __init__(
        self,
        prepared: Prepared,
        day: date,
        by_rule: Mapping[str, Mapping[str, Number]],
        *,
        now: datetime | None = None,
        silent_from: date | None = None,
        open_followups: tuple[FollowUp, ...] | None = None,
    ) -> None:
        self.prepared = prepared
        self.history = prepared.history
        self.day = day
        self.d = day.toordinal()
        self.by_rule = by_rule
        self.now = now
        self.silent_from = max(self.d, silent_from.toordinal()) if silent_from else self.d
        """The day from which silence is counted back; later than today only where the clock was set back."""
        self.open_followups = self.history.open_followups if open_followups is None else open_followups
        self.numbers: Mapping[str, Number] = {}
        self.fired: list[tuple[str, Hit]] = []

    def whole(self, name: str) -> int:
        """Return a threshold that is a whole number: days, or a count."""
        return int(self.numbers[name])

    def since_surgery(self) -> int | None:
        """Return the days since surgery; None when the date is unknown or lies ahead."""
        return self.history.profile.days_since_surgery(self.day)

    def baseline(self, series: Series) -> tuple[int, Sum]:
        """Return the first day of B and its sum; after a reset B begins anew."""
        resets = [reset.toordinal() for reset in self.history.resets if reset.toordinal() <= self.d]
        start = max([series.start, *resets])
        return start, series.sum(start + BASELINE_DAYS - 1, BASELINE_DAYS)

    def baseline_ended(self, series: Series) -> bool:
        """Return whether W lies entirely after B."""
        return self.d - WEEK + 1 >= self.baseline(series)[0] + BASELINE_DAYS

    def answered(self, question: str, days: int) -> Iterator[tuple[int, str]]:
        """Yield the answers to a small question in the last days, oldest first."""
        given = self.prepared.answers.get(question)
        if not given:
            return
        for number in range(self.d - days + 1, self.d + 1):
            value = given.get(number)
            if value is not None:
                yield number, value


def day_text(number: int) -> str:
    """Return a day number as an ISO date."""
    return date.fromordinal(number).isoformat()


def span_said(last: int, days: int) -> str:
    """Return the days up to a day number as people say them: 14 to 20 Nov."""
    first, end = day_said(last - days + 1), day_said(last)
    day, month = first.split()
    return f"{day if month == end.split()[1] else first} to {end}"


def day_said(number: int) -> str:
    """Return a day number as people say it: 20 Nov."""
    return short_day(date.fromordinal(number))
