"""Balance of what was done: left and right, front and back."""

from datetime import date, timedelta

from rehab_tui.domain.balance import DAYS, Balance, balance
from rehab_tui.services.plans import Plans
from rehab_tui.services.worked import worked
from rehab_tui.store import Store


class Balances:
    """Looks at what was done; writes nothing."""

    def __init__(self, store: Store, plans: Plans) -> None:
        self._store = store
        self._plans = plans

    def balance(self, last: date) -> Balance:
        """Return both comparisons over the four weeks that end with a day."""
        first = last - timedelta(days=min(DAYS - 1, last.toordinal() - 1))
        return balance(worked(self._store, self._plans, first, last), first, last)
