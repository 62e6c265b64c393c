"""A record with a new warning sign on every day: what is read to open its alerts grows with them, not faster."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.moment import instant_text
from rehab_tui.services.importing import import_records, trial_store
from rehab_tui.store import followups
from tests.services.caseloads import TODAY, stamp


def record_of_signs(days: int) -> dict[str, object]:
    """Return a record with a sign of level 2 on each of the last days, and no follow-up."""
    changes, entries = [], []
    for number in range(1, days + 1):
        day = TODAY - timedelta(days=number)
        common = {"recorded_at": instant_text(stamp(day).moment.instant), "offset_minutes": 60, "time_zone": "UTC"}
        common |= {"origin": "command", "simulated": False}
        log = {"number": number, "nth": 1, "verb": "log", "words": "log", "program": "0.1.0", "undoes": None}
        changes.append(log | common)
        report = {"symptom": "headache-fluid", "answer": "new", "side": None, "since": None, "text": None}
        fact = {"form": "picked", "asked": ["headache-fluid"], "temperature_c": None, "companions": []}
        entry = {"id": str(uuid4()), "change": number, "kind": "symptoms", "day": str(day), "note": None}
        entry |= {"supersedes": None, "plan": None, "states": [], "fact": fact | {"reports": [report]}}
        entries.append(entry | common)
    patient = {"id": str(uuid4()), "created_at": "2026-01-01T00:00:00.000Z"}
    sections = {"changes": changes, "profile": [], "plans": [], "entries": entries, "followups": [], "sessions": []}
    return {"patient": patient, "parts": ["followups"]} | sections


def counted(days: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Return the statements, and the follow-ups that were read, to take such a record in."""
    read: list[object] = []
    statements: list[str] = []
    plain = followups._follow_up
    with monkeypatch.context() as patch, Rehab(trial_store(Path("a.db"))) as rehab:
        patch.setattr(followups, "_follow_up", lambda row: (read.append(row), plain(row))[1])
        rehab.use(lambda store: store.connection.set_trace_callback(statements.append))
        record = record_of_signs(days)
        found = rehab.use(lambda store: import_records(store, [(Path("a"), record)], stamp(), dry_run=False))
        assert len([one for one in found.opened if one.rule != "MS-01"]) == days
    return len(statements), len(read)


def test_opening_many_alerts_reads_each_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = counted(30, monkeypatch), counted(90, monkeypatch)
    assert all(more <= 3.3 * less for less, more in zip(few, many, strict=True)), (few, many)
