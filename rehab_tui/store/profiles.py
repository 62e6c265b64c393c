"""The patient's facts: append-only, the newest row of a name wins."""

from collections.abc import Mapping
from datetime import date

from rehab_tui.domain.body import Side
from rehab_tui.domain.patient import Profile
from rehab_tui.store.glance import facts
from rehab_tui.store.store import Change, Store

_DATES = frozenset({"birth_date", "surgery_date", "allowed_on", "notice_read_on", "setup_done_on"})
_YES_NO = frozenset({"surgery_not_yet", "hardware", "hip_replacement", "past_cancer"})
NAMES = Profile._fields


def read(store: Store) -> Profile:
    """Return what is known about the patient now."""
    return of(facts(store))


def of(kept: Mapping[str, str]) -> Profile:
    """Return the patient of facts as they are kept."""
    known = {name: _value(name, value) for name, value in kept.items() if name in NAMES}
    return Profile(**known)  # type: ignore[arg-type]


def keep(change: Change, name: str, value: object) -> None:
    """Keep one fact; None takes it back."""
    change.connection.execute(
        "INSERT INTO profile_fact (patient_id, change_id, name, value) VALUES (?, ?, ?, ?)",
        (change.patient, change.id, name, _text(value)),
    )


def put_back(change: Change, undone: int) -> bool:
    """Give every fact that a change set the value it had before; return whether there were any."""
    rows = change.connection.execute(
        "SELECT DISTINCT name, (SELECT b.value FROM profile_fact b WHERE b.name = p.name AND b.change_id < ?1"
        " ORDER BY b.seq DESC LIMIT 1) AS value FROM profile_fact p WHERE p.change_id = ?1",
        (undone,),
    ).fetchall()
    for row in rows:
        keep(change, row["name"], row["value"])
    return bool(rows)


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _value(name: str, text: str) -> object:
    if name in _DATES:
        return date.fromisoformat(text)
    if name in _YES_NO:
        return text == "yes"
    return Side(text) if name == "side" else text
