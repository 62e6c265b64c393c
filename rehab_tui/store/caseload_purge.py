"""Taking a patient out of a caseload for good: the record, files, reviews, notes, and the name in the trail."""

import json
from collections.abc import Iterator

from rehab_tui.store.names import CASELOAD, PURGED
from rehab_tui.store.store import Change, Store
from rehab_tui.store.unguarded import unguarded

_KEPT = ("caseload_file", "caseload_note", "caseload_review")


def counts(store: Store, patient: str) -> tuple[int, int, int]:
    """Return how many files, notes and reviews of a patient are kept, those that were taken back too."""
    files, notes, reviews = (
        store.rows(f"SELECT count(*) FROM {table} WHERE patient = ?", patient)[0][0]  # noqa: S608 (fixed names)
        for table in _KEPT
    )
    return files, notes, reviews


def remove(change: Change, patient: str) -> None:
    """Remove all that is kept of a patient; what the trail said of them becomes a word without a name."""
    run = change.connection.execute
    touched = json.dumps(sorted(_changes_of(change, patient) - {change.id}))
    with unguarded(change.connection, ("change", *_KEPT)):
        for table in (*_KEPT, "caseload_record", "caseload_summary"):
            run(f"DELETE FROM {table} WHERE patient = ?", (patient,))  # noqa: S608 (fixed names)
        run(f"UPDATE change SET words = '{PURGED}' WHERE id IN (SELECT value FROM json_each(?))", (touched,))  # noqa: S608


def _changes_of(change: Change, patient: str) -> set[int]:
    """Return the changes that were about a patient, and those that took one of them back."""
    run = change.connection.execute
    found = set(_linked(change, patient))
    marks = _labels(change, patient)
    for number, words in run("SELECT id, words FROM change WHERE verb = ?", (CASELOAD,)).fetchall():
        if any(mark in words for mark in marks):
            found.add(number)
    undone = run("SELECT id, undoes FROM change WHERE undoes IS NOT NULL").fetchall()
    return found | {row[0] for row in undone if row[1] in found}


def _linked(change: Change, patient: str) -> Iterator[int]:
    for table in (*_KEPT, "caseload_record"):
        sql = f"SELECT change_id FROM {table} WHERE patient = ?"  # noqa: S608 (fixed names)
        yield from (row[0] for row in change.connection.execute(sql, (patient,)).fetchall())


def _labels(change: Change, patient: str) -> tuple[str, ...]:
    """Return what a plan file that was written for a patient is known by in the trail: it has no row of its own."""
    row = change.connection.execute("SELECT name FROM caseload_summary WHERE patient = ?", (patient,)).fetchone()
    named = (f"plan of {row[0]} written to ",) if row is not None and row[0] else ()
    return (f"({patient[:8]}) written to ", *named)
