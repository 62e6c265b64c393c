"""What a named person has allowed, and since when."""

from datetime import date
from typing import TypeAlias

from rehab_tui.domain.dose import ClearanceKind
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.plan import Clearance
from rehab_tui.store import Store, entries

Allowed: TypeAlias = dict[ClearanceKind, tuple[str, date]]
"""By whom something was allowed, and since when."""


def allowed_until(store: Store, day: date, profile: Profile) -> Allowed:
    """Return what was allowed up to a day: by whom, and since when.

    Whoever said at set-up that exercise is allowed has allowed physical therapy; the rest is logged one by one.
    """
    found: Allowed = {}
    if profile.allowed_by:
        since = profile.allowed_on or profile.setup_done_on or date.min
        if since <= day:
            found[ClearanceKind.PHYSICAL_THERAPY] = (profile.allowed_by, since)
    first = entries.first_day(store)
    if first is None or first > day:
        return found
    for entry in entries.between(store, first, day, (Kind.CLEARANCE,)):
        if isinstance(entry.fact, Clearance):
            found.setdefault(entry.fact.what, (entry.fact.by, entry.day))
    return found
