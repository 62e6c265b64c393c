"""The tests that rules compare, apart from all else that measures can say: read at every look at the day."""

from collections.abc import Mapping
from datetime import date, timedelta

from rehab_tui.domain.history import Taken
from rehab_tui.domain.measure import Measurement, same_words
from rehab_tui.store import Store, entries

WATCHED = ("chair-stand", "peg", "my-activities")
"""The measures that rules compare (FN-01 to FN-03)."""
NEWEST = 40
"""Measurements of each that rules look at: years of weekly ones are never read at once."""


def tests_taken(store: Store, last: date, reach: date | None) -> Mapping[str, tuple[Taken, ...]]:
    """Return the tests that rules compare on a day, oldest first; with `reach`, also on every day from then on."""
    return {name: tuple(_taken(store, name, last, reach or last)) for name in WATCHED}


def _taken(store: Store, name: str, last: date, reach: date) -> list[Taken]:
    found = []
    before = entries.measured(store, name, reach, NEWEST)
    since = entries.measured(store, name, last, first=reach + timedelta(days=1)) if reach < last else ()
    for entry in (*before, *since):
        if isinstance(entry.fact, Measurement):
            values = tuple(None if value is None else int(value) for value in entry.fact.values)
            of = "\n".join(sorted(same_words(entry.fact.items))) if entry.fact.about.own_items else ""
            found.append(Taken(entry.day, values, entry.fact.arms, of))
    return found
