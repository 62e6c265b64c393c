"""A therapist's caseload: the records that were taken in, what the list shows of them, notes and reviews."""

import json
import sqlite3
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from rehab_tui.domain.caseload import CaseloadNote, FileTaken, Summary
from rehab_tui.domain.moment import instant_from, instant_text
from rehab_tui.domain.words import shown
from rehab_tui.errors import UnusableFile
from rehab_tui.store import file
from rehab_tui.store.names import CASELOAD
from rehab_tui.store.store import Change, Store

VERB = CASELOAD
PACKED = 12
"""How many times smaller records are as they are kept (measured)."""
COLUMNS = tuple(name for name in Summary._fields if not name.startswith("seen_"))
_COUNTS = "NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = {0}.change_id)"
_LIST = (
    f"SELECT {', '.join(f's.{name}' for name in COLUMNS)}, r.version, r.overdue, r.stale, c.recorded_at,"  # noqa: S608
    " c.offset_minutes FROM caseload_summary s"
    " LEFT JOIN caseload_review r ON r.seq = (SELECT max(q.seq) FROM caseload_review q WHERE q.patient = s.patient"
    f" AND {_COUNTS.format('q')}) LEFT JOIN change c ON c.id = r.change_id"
)
_IN_ORDER = " ORDER BY s.standing, s.due IS NULL, s.due, s.sort_name, s.patient"


class Kept(NamedTuple):
    """A file on its way into the caseload."""

    name: str
    sha256: str
    exported_at: datetime
    entries: int


def listed(store: Store) -> list[Summary]:
    """Return every patient with the last review, by standing, due time, name and id."""
    cursor = store.connection.cursor()
    cursor.row_factory = None  # plain rows: a thousand are made into summaries in half the time
    try:
        return list(map(Summary._make, cursor.execute(_LIST + _IN_ORDER)))
    except sqlite3.Error as problem:
        raise file.spoken(problem, store.path) from None


def one(store: Store, patient: str) -> Summary | None:
    """Return one patient by the whole id, or None."""
    rows = store.rows(f"{_LIST} WHERE s.patient = ?", patient)
    return Summary._make(rows[0]) if rows else None


def same(one: Summary | None, other: Summary | None) -> bool:
    """Return whether nothing was taken in between two looks; reviews do not count."""
    if one is None or other is None:
        return one is other
    return one[: len(COLUMNS)] == other[: len(COLUMNS)]


def names(store: Store) -> list[tuple[str, str | None]]:
    """Return the id and the name of every patient."""
    return [(row[0], row[1]) for row in store.rows("SELECT patient, name FROM caseload_summary ORDER BY patient")]


def of_other_rules(store: Store, rules: str) -> list[str]:
    """Return the patients of whom the list says what other rules have said, those with the least said first."""
    rows = store.rows(
        "SELECT patient FROM caseload_summary WHERE json_valid(details) AND json_extract(details, '$.rules') IS NOT ?"
        " ORDER BY standing DESC, patient",
        rules,
    )
    return [row[0] for row in rows]


def anybody(store: Store) -> bool:
    """Return whether there is a patient at all."""
    return bool(store.rows("SELECT 1 FROM caseload_summary LIMIT 1"))


def knows_file(store: Store, sha256: str) -> bool:
    """Return whether a file was taken in already, by its bytes, and what came of it is still there."""
    return bool(
        store.rows(
            "SELECT 1 FROM caseload_file f JOIN caseload_summary s ON s.patient = f.patient"
            " JOIN caseload_record r ON r.patient = f.patient WHERE f.sha256 = ?",
            sha256,
        )
    )


class Came(NamedTuple):
    """What came of a file that was taken in."""

    patient: str
    name: str | None
    first: bool
    """Whether nothing was known of the patient before."""
    entries: int
    anything: bool
    """Whether the record of the patient is another one since."""


def newest_change(store: Store) -> int:
    """Return the number of the newest change; 0 where there is none."""
    return int(store.rows("SELECT coalesce(max(id), 0) FROM change")[0][0])


def came_of(store: Store, name: str, sha256: str, since: int) -> Came | None:
    """Return what came of a file, by its name and bytes, where a change after `since` took it in; else None."""
    rows = store.rows(
        "SELECT f.patient, s.name, NOT EXISTS (SELECT 1 FROM caseload_file g WHERE g.patient = f.patient"
        " AND g.seq < f.seq), f.entries, EXISTS (SELECT 1 FROM caseload_record r WHERE r.patient = f.patient"
        " AND r.change_id = f.change_id) FROM caseload_file f JOIN caseload_summary s ON s.patient = f.patient"
        " WHERE f.name = ? AND f.sha256 = ? AND f.change_id > ?",
        name,
        sha256,
        since,
    )
    return Came(rows[0][0], rows[0][1], bool(rows[0][2]), rows[0][3], bool(rows[0][4])) if rows else None


def record(store: Store, patient: str) -> bytes | None:
    """Return the text of a patient's record, or None for one that is not known. Raises UnusableFile."""
    rows = store.rows("SELECT record FROM caseload_record WHERE patient = ?", patient)
    try:
        return zlib.decompress(rows[0][0]) if rows else None
    except zlib.error:
        raise UnusableFile(
            f"{store.path} holds a record that cannot be read (patient {shown(patient)}); run: rehab check"
        ) from None


def size_of(store: Store, patients: Iterable[str]) -> int:
    """Return about how many bytes the records of some patients are, unpacked."""
    sql = (
        "SELECT coalesce(sum(length(record)), 0) FROM caseload_record WHERE patient IN (SELECT value FROM json_each(?))"
    )
    return PACKED * int(store.rows(sql, json.dumps(list(patients)))[0][0])


def packed(text: bytes) -> bytes:
    """Return the text of a record as it is kept."""
    return zlib.compress(text)


def keep(change: Change, taken: Kept, summary: Summary, record: bytes | None) -> None:
    """Keep a file, what the list shows of its patient, and their whole record (`packed`) where it is another now."""
    run = change.connection.execute
    run(
        "INSERT INTO caseload_file (patient, change_id, name, sha256, exported_at, entries) SELECT ?, ?, ?, ?4, ?, ?"
        " WHERE NOT EXISTS (SELECT 1 FROM caseload_file WHERE sha256 = ?4)",
        (summary.patient, change.id, taken.name, taken.sha256, instant_text(taken.exported_at), taken.entries),
    )
    if record is not None:
        run(
            "INSERT OR REPLACE INTO caseload_record (patient, change_id, record) VALUES (?, ?, ?)",
            (summary.patient, change.id, record),
        )
    keep_summary(change, summary)


def keep_summary(change: Change, summary: Summary) -> None:
    """Keep what the list shows of a patient."""
    marks = ", ".join("?" * len(COLUMNS))
    change.connection.execute(
        f"INSERT OR REPLACE INTO caseload_summary ({', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608
        summary[: len(COLUMNS)],
    )


def add_note(change: Change, patient: str, text: str) -> None:
    """Keep a therapist's words about a patient."""
    change.connection.execute(
        "INSERT INTO caseload_note (patient, change_id, text) VALUES (?, ?, ?)", (patient, change.id, text)
    )


def add_review(change: Change, patient: str, version: int, overdue: int, *, stale: bool) -> None:
    """Keep how a patient stood when somebody looked."""
    change.connection.execute(
        "INSERT INTO caseload_review (patient, change_id, version, overdue, stale) VALUES (?, ?, ?, ?, ?)",
        (patient, change.id, version, overdue, int(stale)),
    )


def notes(store: Store, patient: str) -> tuple[CaseloadNote, ...]:
    """Return the notes about a patient that were not taken back, oldest first."""
    rows = store.rows(
        "SELECT n.text, c.recorded_at, c.offset_minutes FROM caseload_note n JOIN change c ON c.id = n.change_id"  # noqa: S608
        f" WHERE n.patient = ? AND {_COUNTS.format('n')} ORDER BY n.seq",
        patient,
    )
    return tuple(CaseloadNote(instant_from(row[1], row[2]), row[0]) for row in rows)


def files(store: Store, patient: str) -> tuple[FileTaken, ...]:
    """Return the files of a patient that were taken in, oldest first."""
    rows = store.rows(
        "SELECT f.name, f.exported_at, f.entries, c.recorded_at, c.offset_minutes FROM caseload_file f"
        " JOIN change c ON c.id = f.change_id WHERE f.patient = ? ORDER BY f.seq",
        patient,
    )
    return tuple(FileTaken(instant_from(row[3], row[4]), row[0], instant_from(row[1]), row[2]) for row in rows)
