"""How much a selection holds, counted before anything leaves."""

from typing import NamedTuple

from rehab_tui.domain.sharing import Selection
from rehab_tui.domain.symptom import PRIVATE_SYMPTOM
from rehab_tui.store.bulk.leaving import Leaving, select
from rehab_tui.store.store import Store


class Counted(NamedTuple):
    """Numbers of rows, and whether there is something private."""

    entries: int
    followups: int
    notes: bool
    """Whether those days hold words of the patient's own."""
    private_answers: bool
    """Whether those days hold a report of the private sign."""


def read(store: Store, selection: Selection) -> Counted:
    """Return how much would leave, and whether private parts lie in those days."""
    leaving = Leaving(selection)
    words = ("note t", "symptom t ON t.text IS NOT NULL")
    return Counted(
        entries=_count(store, f"entry e WHERE {leaving.entries}"),
        followups=_count(store, f"followup f WHERE {leaving.follow_ups}"),
        notes=any(_beside(store, leaving, one) for one in words)
        or _some(store, f"entry e WHERE e.note IS NOT NULL AND {leaving.within}"),
        private_answers=_beside(store, leaving, f"symptom t ON t.symptom = '{PRIVATE_SYMPTOM}'"),
    )


def _beside(store: Store, leaving: Leaving, rows: str) -> bool:
    """Return whether some rows `t` of another table belong to an entry of those days; the small table goes first."""
    table, _, condition = rows.partition(" ON ")
    return _some(store, f"{table} CROSS JOIN entry e ON e.seq = t.entry WHERE {condition or '1'} AND {leaving.within}")


def _count(store: Store, source: str) -> int:
    return int(store.rows(select("count(*)", source))[0][0])


def _some(store: Store, source: str) -> bool:
    return bool(store.rows(select("1", f"{source} LIMIT 1")))
