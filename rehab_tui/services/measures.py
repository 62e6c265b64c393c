"""Measures, treatments and blocks over time; writes nothing."""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.block import Block, compared, criteria_lines
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import Entry, Kind
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import MEASURES, Measure
from rehab_tui.domain.measure_trend import MeasureSeries, measure_series
from rehab_tui.domain.treatment import Treatment, TreatmentKind, days_in_row, nsaid_words
from rehab_tui.domain.walking import MINUTES, REACH, WalkingSeries, walking_series
from rehab_tui.errors import Refused
from rehab_tui.services.tests_taken import NEWEST
from rehab_tui.store import Store, entries, measures

ONE_DAY = timedelta(days=1)
YEAR = 366


class TreatmentSeen(NamedTuple):
    """One kind of treatment over some days."""

    what: TreatmentKind
    n: int
    """Times it was written down."""
    days: int
    first: date
    last: date
    doses: tuple[tuple[str, int], ...] = ()
    """How much, in the patient's words, and how often it was so; oldest first."""


class Measures:
    """Looks at what was measured and treated."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def kinds(self) -> tuple[Measure, ...]:
        """Return the measures that were ever taken, most often taken first."""
        return tuple(MEASURES[name] for name in measures.kinds_taken(self._store) if name in MEASURES)

    def newest(self, measure: Measure, last: date) -> Measurement | None:
        """Return the last measurement up to a day, or None."""
        found = entries.measured(self._store, measure.id, last, 1)
        return found[0].fact if found and isinstance(found[0].fact, Measurement) else None

    def due(self, day: date) -> tuple[Measure, ...]:
        """Return the measures that are meant to be taken now and then and were not for that long; nobody has to."""
        return tuple(one for one in MEASURES.values() if one.every_days and not self._taken_since(one, day))

    def _taken_since(self, measure: Measure, day: date) -> bool:
        first = day - timedelta(days=min((measure.every_days or 1) - 1, day.toordinal() - 1))
        return bool(entries.measured(self._store, measure.id, day, 1, first=first))

    def series(self, measure: Measure, last: date, days: int | None = None) -> tuple[MeasureSeries, ...]:
        """Return a measure over the days that end with `last`, one series for each side.

        `days` None means since the first one, two weeks at least.
        """
        found, first = self._found(measure, last, days)
        sides: tuple[Side | None, ...] = (None,)
        if measure.sided:
            sides = tuple(side for side in Side if any(getattr(e.fact, "side", None) is side for e in found)) or (
                Side.LEFT,
                Side.RIGHT,
            )
        return tuple(measure_series(measure, side, found, first, last) for side in sides)

    def walking(self, last: date, days: int | None = None) -> WalkingSeries:
        """Return the minutes of walking over the days that end with `last`; `days` as for `series`."""
        back = min(max(days - 1, REACH) if days else last.toordinal(), last.toordinal() - 1)
        reach = last - timedelta(days=back)
        minutes = measures.minutes_of(self._store, MINUTES.id, reach, last)
        first = min((*minutes, last - timedelta(days=13))) if days is None else last - timedelta(days=days - 1)
        return walking_series(minutes, max(first, reach), last)

    def drawn(
        self, measure: Measure, last: date, days: int | None = None
    ) -> tuple[MeasureSeries, ...] | tuple[WalkingSeries]:
        """Return what is drawn of a measure, or of the minutes of walking."""
        return (self.walking(last, days),) if measure is MINUTES else self.series(measure, last, days)

    def _found(self, measure: Measure, last: date, days: int | None) -> tuple[tuple[Entry, ...], date]:
        """Return the measurements of some days, a few before them to compare with, and the first of these days."""
        if days is None:
            found = entries.measured(self._store, measure.id, last)
            return found, min(found[0].day if found else last, last - timedelta(days=13))
        first = last - timedelta(days=min(days - 1, last.toordinal() - 1))
        since = entries.measured(self._store, measure.id, last, first=first)
        before = entries.measured(self._store, measure.id, first - ONE_DAY, NEWEST) if first > date.min else ()
        return (*before, *since), first

    def nsaid_days(self, day: date) -> int:
        """Return on how many dates in a row, up to a day, an anti-inflammatory painkiller was written down."""
        return days_in_row(measures.treatment_days(self._store, TreatmentKind.NSAID, day), day)

    def treatments(self, first: date, last: date) -> tuple[TreatmentSeen, ...]:
        """Return what was done between two days, in the order of the kinds."""
        found: dict[TreatmentKind, list[date]] = {}
        doses: dict[TreatmentKind, Counter[str]] = {}
        for entry in entries.between(self._store, first, last, (Kind.TREATMENT,)):
            if isinstance(entry.fact, Treatment):
                found.setdefault(entry.fact.what, []).append(entry.day)
                if entry.fact.dose:
                    doses.setdefault(entry.fact.what, Counter())[entry.fact.dose] += 1
        return tuple(
            TreatmentSeen(kind, len(days), len(set(days)), min(days), max(days), tuple(doses.get(kind, {}).items()))
            for kind in TreatmentKind
            if (days := found.get(kind))
        )

    def beside(self, entry: Entry, *, said: bool = False) -> tuple[str, ...]:
        """Return what is shown beside an entry: a measure's last change, an NSAID's caution, a block's criteria.

        `said`: the entry's own words stand just before it, so its value is not told again.
        """
        fact = entry.fact
        if isinstance(fact, Measurement):
            series = [one for one in self.series(fact.about, entry.day, YEAR) if one.side is fact.side]
            side = f"{fact.side.value}: " if fact.side else ""
            return tuple(side + one.standing if said else one.sentence for one in series)
        if isinstance(fact, Treatment) and fact.what is TreatmentKind.NSAID:
            in_row = self.nsaid_days(entry.day)
            return (nsaid_words(in_row),) if in_row else ()
        if isinstance(fact, Block):
            earlier = [other for one, other in measures.blocks(self._store, entry.day) if one.id != entry.id]
            return (*criteria_lines(fact), *compared(fact, earlier))
        return ()


def whose_place(store: Store, day: date, fact: Fact, *, corrects: str | None = None) -> str | None:
    """Return the id of the measurement of a day that a new one takes the place of, or None.

    Raises Refused where that one has a score and the new one, with a question left open, has none: the score would be
    lost. Only a correction, of the entry with the id `corrects`, may leave an answer out.
    """
    there = measures.on_day(store, day, fact)
    if there is None or there == corrects or not isinstance(fact, Measurement) or fact.score is not None:
        return there
    old = entries.one(store, there).fact
    if isinstance(old, Measurement) and old.score is not None:
        raise Refused(
            f"{old.words} stands for {short_day(day)}, and this one lacks an answer; "
            f"give all of them, or correct that one: rehab amend {there[:8]}"
        )
    return there
