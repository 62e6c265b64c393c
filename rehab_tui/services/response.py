"""What exercises were followed by, and pain beside work; writes nothing."""

from collections.abc import Mapping
from datetime import date, timedelta

from rehab_tui.domain.body import Side
from rehab_tui.domain.day_after import hips
from rehab_tui.domain.load import WeekOfLoad, weeks_of_load
from rehab_tui.domain.response import DAYS, Response, responses
from rehab_tui.services.following import following, rise_that_counts
from rehab_tui.services.plans import Plans
from rehab_tui.services.worked import worked
from rehab_tui.store import Store, past, profiles


class Responses:
    """Looks at exercises and at the pain beside and after them."""

    def __init__(self, store: Store, plans: Plans) -> None:
        self._store = store
        self._plans = plans

    def load(self, first: date, last: date) -> tuple[WeekOfLoad, ...]:
        """Return work and pain of each week, Monday to Sunday, from that of `first` to that of `last`."""
        monday = first - timedelta(days=min(first.weekday(), first.toordinal() - 1))
        scores = hips(past.scores(self._store, "day", monday, last))
        sides = profiles.read(self._store).sides
        given: dict[Side, Mapping[date, int]] = {
            side: scores.get(side.value, {})
            for side in (Side.LEFT, Side.RIGHT)
            if side in sides or side.value in scores
        }
        return weeks_of_load(worked(self._store, self._plans, monday, last), given, monday, last)

    def exercises(self, last: date, days: int = DAYS) -> tuple[Response, ...]:
        """Return what followed each exercise in the days that end with `last`."""
        first = last - timedelta(days=min(days - 1, last.toordinal() - 1))
        above = rise_that_counts(self._plans.in_force(last))
        return responses(worked(self._store, self._plans, first, last), following(self._store, first, last), above)
