"""What can be undone: the changes, newest first."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from rehab_tui.domain.moment import instant_from
from rehab_tui.store.names import CASELOAD, PURGED
from rehab_tui.store.store import Store

SHEET = "sheet"
"""The verb of a change that took a spreadsheet in: unlike the import of a record it can be undone."""
PLAN_FILE = "plan file of "
"""How the words of a change begin that put a plan file in force."""
_STEPS = ("guided_mark", "guided_session")
_ROWS = (
    "entry", "entry_state", "profile_fact", "plan", "followup", "followup_event", *_STEPS, "caseload_note",
    "caseload_review",
)  # fmt: skip


def _any_of(*rows: str) -> str:
    return " OR ".join(f"EXISTS (SELECT 1 FROM {one}.change_id = c.id)" for one in rows)  # noqa: S608


_COUNTS = _any_of("entry_now t WHERE t.state = 'current' AND t", *(f"{table} t WHERE t" for table in _STEPS))
_MADE = (
    f"CASE WHEN c.verb IN ('log', 'amend') THEN {_COUNTS} ELSE {_any_of(*(f'{one} t WHERE t' for one in _ROWS))} END"
)
"""A change that came with a record made nothing here where its entries had come in before, in tables, say."""


class Past(NamedTuple):
    """A change that was made: its number, what it did, when."""

    id: int
    verb: str
    words: str
    at: datetime
    origin: str
    undoes: int | None


def last_undoable(store: Store) -> Past | None:
    """Return the newest change that made something, is no undo and has not been undone."""
    rows = store.rows(
        "SELECT * FROM change c WHERE c.undoes IS NULL AND c.verb NOT IN ('import', 'care', 'export', 'purge')"  # noqa: S608
        f" AND c.words <> 'purged' AND {_MADE}"
        " AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.id AND u.verb = 'undo') ORDER BY c.id DESC LIMIT 1"
    )
    return _past(rows[0]) if rows else None


def any_made(store: Store) -> bool:
    """Return whether anything was ever changed in a file."""
    return bool(store.rows("SELECT 1 FROM change LIMIT 1"))


def trail(store: Store) -> tuple[Past, ...]:
    """Return what left the file, came into it, or was purged, and what was done with a caseload, oldest first."""
    return tuple(
        _past(row)
        for row in store.rows(
            f"SELECT c.id, CASE WHEN c.verb IN ('{SHEET}', 'plan') THEN 'import' ELSE c.verb END AS verb, c.words,"  # noqa: S608
            " c.recorded_at, c.offset_minutes, c.origin, c.undoes FROM change c"
            f" WHERE (verb IN ('export', 'import', '{SHEET}', 'purge', '{CASELOAD}')"
            f" OR (verb = 'plan' AND origin = 'import' AND words LIKE '{PLAN_FILE}%'))"
            f" AND NOT (verb = '{CASELOAD}' AND words = '{PURGED}') ORDER BY id"
        )
    )


def states_before(store: Store, change_id: int) -> tuple[tuple[str, str], ...]:
    """Return each entry (id) that a change made or moved, with the state it had before that change.

    An entry that the change itself made had no state: it is given as `in_error`.
    """
    rows = store.rows(
        "SELECT e.id, e.seq, CASE WHEN e.change_id = ?1 THEN 'in_error' ELSE"
        " coalesce((SELECT b.state FROM entry_state b"
        " WHERE b.entry = e.seq AND b.change_id < ?1 ORDER BY b.seq DESC LIMIT 1), 'current') END AS state"
        " FROM entry e WHERE e.change_id = ?1 OR e.seq IN (SELECT entry FROM entry_state WHERE change_id = ?1)"
        " ORDER BY e.seq",
        change_id,
    )
    return tuple((row["id"], row["state"]) for row in rows)


def _past(row: sqlite3.Row) -> Past:
    return Past(
        id=row["id"],
        verb=row["verb"],
        words=row["words"],
        at=instant_from(row["recorded_at"], row["offset_minutes"]),
        origin=row["origin"],
        undoes=row["undoes"],
    )
