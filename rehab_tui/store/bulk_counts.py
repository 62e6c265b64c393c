"""How much a selection holds, counted before anything leaves."""

from typing import NamedTuple

from rehab_tui.domain.sharing import Selection
from rehab_tui.domain.symptom import PRIVATE_SYMPTOM
from rehab_tui.store.bulk import Leaving
from rehab_tui.store.store import Store


class Counted(NamedTuple):
    """Numbers of rows."""

    entries: int
    followups: int
    notes: int
    """Entries of those days with words of the patient's own."""
    private_answers: int
    """Reports of the private sign in those days."""


def read(store: Store, selection: Selection) -> Counted:
    """Return how much would leave, and how much of the private parts lies in those days."""
    leaving = Leaving(selection)
    notes = (
        "e.note IS NOT NULL OR e.kind = 'note' OR EXISTS (SELECT 1 FROM visit v WHERE v.entry = e.seq"
        " AND v.ask IS NOT NULL) OR EXISTS (SELECT 1 FROM symptom s WHERE s.entry = e.seq AND s.text IS NOT NULL)"
    )
    private = f"EXISTS (SELECT 1 FROM symptom s WHERE s.entry = e.seq AND s.symptom = '{PRIVATE_SYMPTOM}')"  # noqa: S608
    return Counted(
        entries=_count(store, f"entry e WHERE {leaving.entries}"),
        followups=_count(store, f"followup f WHERE {leaving.follow_ups}"),
        notes=_count(store, f"entry e WHERE {leaving.within} AND ({notes})"),
        private_answers=_count(store, f"entry e WHERE {leaving.within} AND {private}"),
    )


def _count(store: Store, source: str) -> int:
    return int(store.rows(f"SELECT count(*) FROM {source}")[0][0])  # noqa: S608 (fixed names and dates)
