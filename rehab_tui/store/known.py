"""Single facts about the patient, for commands that need no more: the whole profile is in `profiles`."""

from datetime import date

from rehab_tui.domain.body import Side
from rehab_tui.store.store import Store


def hip_and_birth(store: Store) -> tuple[Side | None, date | None]:
    """Return which hip it is and the birth date, None where not answered yet."""
    rows = store.rows("SELECT name, value FROM profile_now WHERE name IN ('side', 'birth_date')")
    found = {row["name"]: row["value"] for row in rows}
    side, birth = found.get("side"), found.get("birth_date")
    return (Side(side) if side else None, date.fromisoformat(birth) if birth else None)
