"""What the quickest command needs to know about the patient."""

from datetime import date

from rehab_tui.domain.body import Side
from rehab_tui.store import Store, known


def hip_and_birth(store: Store) -> tuple[Side | None, date | None]:
    """Return which hip it is and the birth date, None where not answered yet."""
    return known.hip_and_birth(store)
