"""Taking a patient out of a caseload for good: the record, files, reviews, notes, and the name in the trail."""

import json
from collections.abc import Iterator

from rehab_tui.store.names import APPEND_ONLY, CASELOAD, PURGED
from rehab_tui.store.schema import guards
from rehab_tui.store.store import Change, Store

_GUARDED = ("change", "caseload_file", "caseload_note", "caseload_review")
_TABLES = ("caseload_file", "caseload_note", "caseload_review", "caseload_record", "caseload_summary")


def counts(store: Store, patient: str) -> tuple[int, int, int]:
    """Return how many files, notes and reviews of a patient are kept, those that were taken back too."""
    files, notes, reviews = (
        store.rows(f"SELECT count(*) FROM {table} WHERE patient = ?", patient)[0][0]  # noqa: S608 (fixed names)
        for table in ("caseload_file", "caseload_note", "caseload_review")
    )
    return files, notes, reviews


def remove(change: Change, patient: str) -> None:
    """Remove all that is kept of a patient; what the trail said of them becomes a word without a name.

    As in `bulk_purge`, the guards are away only inside the one transaction.
    """
    run = change.connection.execute
    touched = json.dumps(sorted(_changes_of(change, patient) - {change.id}))
    for table in _GUARDED:
        for verb in ("update", "delete"):
            run(f"DROP TRIGGER {table}_{verb}")
    for table in _TABLES:
        run(f"DELETE FROM {table} WHERE patient = ?", (patient,))  # noqa: S608 (fixed names)
    run(f"UPDATE change SET words = '{PURGED}' WHERE id IN (SELECT value FROM json_each(?))", (touched,))  # noqa: S608
    for statement in guards(table for table in APPEND_ONLY if table in _GUARDED):
        run(statement)


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
    for table in ("caseload_file", "caseload_note", "caseload_review", "caseload_record"):
        sql = f"SELECT change_id FROM {table} WHERE patient = ?"  # noqa: S608 (fixed names)
        yield from (row[0] for row in change.connection.execute(sql, (patient,)).fetchall())


def _labels(change: Change, patient: str) -> tuple[str, ...]:
    """Return what a plan file that was written for a patient is known by in the trail: it has no row of its own."""
    row = change.connection.execute("SELECT name FROM caseload_summary WHERE patient = ?", (patient,)).fetchone()
    named = (f"plan of {row[0]} written to ",) if row is not None and row[0] else ()
    return (f"({patient[:8]}) written to ", *named)
