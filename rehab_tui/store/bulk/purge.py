"""Taking the content of an entry out of the file for good; that something was purged stays written.

A purge that is cut off leaves the entry, and all the guards of the append-only tables.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable

from rehab_tui.domain.kept import Entry
from rehab_tui.store import file
from rehab_tui.store.names import PURGED
from rehab_tui.store.store import Change, Store
from rehab_tui.store.unguarded import unguarded

_CONTENT = (
    "symptom", "symptoms", "measure_value", "measure", "block_score", "block", "pain", "exercise", "answer", "note",
    "clearance", "visit", "treatment", "pause", "baseline", "guided_entry", "entry_state",
)  # fmt: skip
"""Tables with rows of an entry, those that point to another first."""


def forget_freed_pages(store: Store) -> None:
    """Let SQLite overwrite what is deleted from now on, on this connection."""
    try:
        store.connection.execute("PRAGMA secure_delete=ON")
    except sqlite3.Error as problem:
        raise file.spoken(problem, store.path) from None


def purge(change: Change, versions: Iterable[Entry]) -> int:
    """Remove an entry with everything it has been; return how many follow-ups stand alone now."""
    run = change.connection.execute
    ids = json.dumps([entry.id for entry in versions])
    those = json.dumps(
        [row[0] for row in run("SELECT seq FROM entry WHERE id IN (SELECT value FROM json_each(?))", (ids,))]
    )
    with unguarded(change.connection, (*_CONTENT, "entry", "followup", "change")):
        return _remove(run, those)


def _remove(run: Callable[..., sqlite3.Cursor], those: str) -> int:
    """Remove entries by their row numbers (JSON); return how many follow-ups stand alone now."""
    seqs = "(SELECT value FROM json_each(?))"
    run(
        f"UPDATE change SET words = '{PURGED}' WHERE id IN (SELECT change_id FROM entry WHERE seq IN {seqs}"  # noqa: S608
        f" UNION SELECT change_id FROM entry_state WHERE entry IN {seqs})",
        (those, those),
    )
    for table in _CONTENT:
        run(f"DELETE FROM {table} WHERE entry IN {seqs}", (those,))  # noqa: S608 (fixed names)
    alone = run(f"UPDATE followup SET entry = NULL WHERE entry IN {seqs}", (those,)).rowcount  # noqa: S608
    run(f"UPDATE entry SET supersedes = NULL WHERE supersedes IN {seqs}", (those,))  # noqa: S608
    run(f"DELETE FROM entry WHERE seq IN {seqs}", (those,))  # noqa: S608
    return int(alone)
