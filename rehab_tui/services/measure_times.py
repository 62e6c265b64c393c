"""Which measure the day's page asks for: the weekly PEG, the change of four weeks; seldom, and soon quiet again."""

from datetime import date, timedelta

from rehab_tui.domain.measure_table import MEASURES, Measure
from rehab_tui.store import Store, entries

ASKED_FOR = 3
"""Judgement: days on which a measure is asked for, of each of its weeks or four weeks; on the others it is quiet."""
_NOW_AND_THEN = tuple(one for one in MEASURES.values() if one.every_days)


def measure_asked(store: Store, day: date) -> Measure | None:
    """Return the measure that is asked for on a day, or None; one at a time, and nobody has to answer.

    Its time comes `every_days` after the last one, without one after the first entry of the file, and again as long
    after that.
    """
    longest = max(one.every_days or 1 for one in _NOW_AND_THEN)
    first = day - timedelta(days=min(longest, day.toordinal() - 1))
    taken = entries.last_measured(store, first, day)
    began = entries.first_day(store)
    return next((one for one in _NOW_AND_THEN if _is_time(one, taken.get(one.id, began), day)), None)


def _is_time(measure: Measure, since: date | None, day: date) -> bool:
    every = measure.every_days or 1
    days = (day - since).days if since else 0
    return days >= every and days % every < ASKED_FOR
