"""Reading a file through for content that is wrong: one line for each place, with table, id and field."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rehab_tui.domain.body import Site
from rehab_tui.domain.entry import ANSWERS
from rehab_tui.domain.exercise import ClearanceKind, SkipReason
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.moment import instant_text
from rehab_tui.domain.symptom import SYMPTOMS
from rehab_tui.domain.treatment import TreatmentKind
from rehab_tui.domain.words import shown
from rehab_tui.store.names import TRIGGER_NAMES
from rehab_tui.store.schema.migrations import migrate
from rehab_tui.store.store import Store

KIND_TABLES = (
    "pain", "exercise", "symptoms", "answer", "note", "clearance", "visit", "measure", "treatment", "block", "pause",
    "baseline",
)  # fmt: skip
MOST_LINES = 20
"""Lines of one kind that are shown."""

_RANGES = (
    ("pain", "score", 0, 10),
    ("exercise", "sets", 0, 50),
    ("exercise", "reps", 0, 500),
    ("exercise", "hold", 0, 3600),
    ("exercise", "minutes", 0, 1440),
    ("exercise", "pain_before", 0, 10),
    ("exercise", "pain_during", 0, 10),
    ("exercise", "effort", 0, 10),
    ("symptoms", "temperature_c", 30, 45),
    ("block", "before", 0, 10),
    ("block", "positive_tests", 0, 10),
    ("block_score", "score", 0, 10),
    ("block_score", "minutes", 1, 4320),
)
_SIDES = ("left", "right", "middle")
_NAMES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("pain", "site", tuple(Site)),
    ("pain", "side", _SIDES),
    ("pain", "score_kind", ("day", "now", "worst", "morning")),
    ("exercise", "side", _SIDES),
    ("exercise", "skip_reason", tuple(SkipReason)),
    ("symptoms", "form", ("daily", "full", "picked")),
    ("symptom", "symptom", SYMPTOMS),
    ("symptom", "answer", ("new", "worse", "usual", "usual-unchecked")),
    ("symptom", "side", (*_SIDES, "both")),
    ("answer", "question", tuple(ANSWERS)),
    ("clearance", "what", tuple(ClearanceKind)),
    ("measure", "measure", tuple(MEASURES)),
    ("measure", "side", ("left", "right")),
    ("treatment", "treatment", tuple(TreatmentKind)),
    ("block", "site", tuple(Site)),
    ("block", "side", _SIDES),
)
_DAYS = (("visit", "visit_on"), ("symptom", "since"), ("pause", "first_day"), ("pause", "last_day"))
_OWN_DAYS = (("entry", "day"), ("plan", "starts_on"), ("followup", "opened_on"))
_JSON = (("symptoms", "asked"), ("symptoms", "companions"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One place of the file where the content is wrong."""

    table: str
    id: str
    field: str
    words: str

    @property
    def line(self) -> str:
        """The place and what is wrong there, in one line fit for a terminal."""
        return shown(f"{self.table} {self.id} {self.field}: {self.words}", 300)


def problems(store: Store, now: datetime | None) -> tuple[Problem, ...]:
    """Return everything that is wrong in a file that could be opened; `now` None skips what needs the time."""
    connection = store.connection
    found = [*_whole(connection), *_schema(connection)]
    try:
        found.extend(content(connection))
        if now is not None:
            found.extend(_future(connection, now))
    except sqlite3.Error as problem:
        found.append(Problem("file", "-", "-", f"could not be read to the end ({problem})"))
    return tuple(_fewer(found))


def content(connection: sqlite3.Connection) -> Iterable[Problem]:
    """Yield what is wrong with the content; the file itself and its tables are not looked at."""
    for check in (_references, _values, _days, _kinds, _lives, _caseload):
        yield from check(connection)


def _fewer(found: Iterable[Problem]) -> Iterable[Problem]:
    """Keep the first lines of each kind, and say how many there are more: one cause can touch every row."""
    counted: dict[tuple[str, str], int] = {}
    for one in found:
        number = counted[one.table, one.field] = counted.get((one.table, one.field), 0) + 1
        if number <= MOST_LINES:
            yield one
    for (table, field), number in counted.items():
        if number > MOST_LINES:
            yield Problem(table, "-", field, f"and {number - MOST_LINES} more of this kind")


def _whole(connection: sqlite3.Connection) -> Iterable[Problem]:
    """SQLite's own check. Values out of range are found, and named better, further down."""
    connection.execute("PRAGMA ignore_check_constraints=ON")
    try:
        for row in connection.execute(f"PRAGMA integrity_check({MOST_LINES})").fetchall():
            if row[0] != "ok":
                yield Problem("file", "-", "-", str(row[0]))
    finally:
        connection.execute("PRAGMA ignore_check_constraints=OFF")


def _schema(connection: sqlite3.Connection) -> Iterable[Problem]:
    """Compare our tables, views, indexes and guards with those of a fresh file; those of others are left alone."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(fresh)
        wanted = _objects(fresh)
    finally:
        fresh.close()
    present = _objects(connection)
    for (kind, name), sql in wanted.items():
        if (kind, name) not in present:
            yield Problem(kind, name, "-", "is missing")
        elif present[kind, name] != sql:
            yield Problem(kind, name, "-", "is not as this program makes it")
    for kind, name in present:
        if kind == "trigger" and name not in TRIGGER_NAMES:
            yield Problem("trigger", name, "-", "belongs to another program; nothing is written while it is there")


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(row[0], row[1]): row[2] for row in rows}


def _references(connection: sqlite3.Connection) -> Iterable[Problem]:
    for table, rowid, parent, number in connection.execute("PRAGMA foreign_key_check").fetchall():
        keys = connection.execute('SELECT id, "from" FROM pragma_foreign_key_list(?)', (table,)).fetchall()
        field = next((key[1] for key in keys if key[0] == number), "-")
        missing = "its row in the audit trail is missing" if parent == "change" else f"its row in {parent} is missing"
        yield Problem(table, _id_of(connection, table, rowid), field, missing)


def _id_of(connection: sqlite3.Connection, table: str, rowid: int | None) -> str:
    if table in ("entry", *KIND_TABLES):
        row = connection.execute("SELECT id FROM entry WHERE seq = ?", (rowid,)).fetchone()
        if row is not None:
            return str(row[0])
    return f"row {rowid}" if rowid is not None else "-"


def _values(connection: sqlite3.Connection) -> Iterable[Problem]:
    for table, field, low, high in _RANGES:
        wrong = f"t.{field} NOT BETWEEN {low} AND {high}"
        yield from _in_entries(connection, table, field, wrong, f"is outside {low} to {high}")
    for table, field, names in _NAMES:
        marks = ", ".join("?" * len(names))
        yield from _in_entries(connection, table, field, f"t.{field} NOT IN ({marks})", "is not known", *names)
    for table, field in _JSON:
        yield from _in_entries(connection, table, field, f"NOT json_valid(t.{field})", "cannot be read")


def _in_entries(
    connection: sqlite3.Connection, table: str, field: str, wrong: str, words: str, *values: object
) -> Iterable[Problem]:
    sql = (
        f"SELECT coalesce(e.id, 'row ' || t.entry), t.{field} FROM {table} t LEFT JOIN entry e ON e.seq = t.entry"  # noqa: S608 (fixed names)
        f" WHERE t.{field} IS NOT NULL AND {wrong} ORDER BY t.entry"
    )
    for row in connection.execute(sql, values).fetchall():
        yield Problem(table, row[0], field, f"{shown(str(row[1]))} {words}")


def _days(connection: sqlite3.Connection) -> Iterable[Problem]:
    for table, field in _DAYS:
        yield from _in_entries(
            connection, table, field, f"date(t.{field}, '+0 days') IS NOT t.{field}", "is no calendar day"
        )
    for table, field in _OWN_DAYS:
        sql = f"SELECT id, {field} FROM {table} WHERE date({field}, '+0 days') IS NOT {field}"  # noqa: S608 (fixed names)
        for row in connection.execute(sql).fetchall():
            yield Problem(table, row[0], field, f"{shown(str(row[1]))} is no calendar day")
    ahead = connection.execute(
        "SELECT id, day FROM entry WHERE kind <> 'visit' AND day > date(recorded_at, offset_minutes || ' minutes')"
    )
    for row in ahead.fetchall():
        yield Problem("entry", row[0], "day", f"{row[1]} lies after the day on which it was recorded")


def _kinds(connection: sqlite3.Connection) -> Iterable[Problem]:
    """Entries without their row, and rows that stand in the table of another kind."""
    for table in KIND_TABLES:
        lone = f"SELECT id FROM entry e WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.entry = e.seq)"  # noqa: S608 (fixed names)
        alone = connection.execute(lone, (table,)).fetchall()
        yield from (Problem("entry", row[0], "kind", f"has no row in {table}") for row in alone)
        counts = f"SELECT (SELECT count(*) FROM {table}) <> (SELECT count(*) FROM entry WHERE kind = ?)"  # noqa: S608
        if not alone and not connection.execute(counts, (table,)).fetchone()[0]:
            continue  # every entry of the kind has its row, so none is left for another
        other = f"SELECT e.id, e.kind FROM {table} t JOIN entry e ON e.seq = t.entry WHERE e.kind <> ?"  # noqa: S608 (fixed names)
        for row in connection.execute(other, (table,)).fetchall():
            yield Problem(table, row[0], "entry", f"belongs to an entry of kind {shown(row[1])}")
    marks = ", ".join("?" * len(KIND_TABLES))
    unknown = f"SELECT id, kind FROM entry WHERE kind NOT IN ({marks})"  # noqa: S608 (marks only)
    for row in connection.execute(unknown, KIND_TABLES).fetchall():
        yield Problem("entry", row[0], "kind", f"{shown(row[1])} is not known to this version")


def _lives(connection: sqlite3.Connection) -> Iterable[Problem]:
    """Rows that do not fit together: patients, scores that count twice, follow-ups without a beginning."""
    count = connection.execute("SELECT count(*) FROM patient").fetchone()[0]
    if count != 1:
        yield Problem("patient", "-", "id", f"the file has {count} patients; it should have one")
    twice = connection.execute(
        "SELECT max(p.id), p.day, p.site, p.side, count(*) FROM pain_now p WHERE p.score_kind = 'day'"
        " GROUP BY p.day, p.site, p.side HAVING count(*) > 1"
    )
    for row in twice.fetchall():
        yield Problem("pain", row[0], "day", f"{row[4]} daily scores count for {row[2]} {row[3]} on {row[1]}")
    for field in ("thresholds", "known", "precautions"):
        torn = f"SELECT p.id FROM plan_file f JOIN plan p ON p.seq = f.plan WHERE NOT json_valid(f.{field})"  # noqa: S608 (fixed names)
        yield from (
            Problem("plan_file", row[0], field, "cannot be read") for row in connection.execute(torn).fetchall()
        )
    unborn = connection.execute(
        "SELECT id FROM followup f WHERE NOT EXISTS (SELECT 1 FROM followup_event v WHERE v.followup = f.seq)"
    )
    for row in unborn.fetchall():
        yield Problem("followup", row[0], "state", "has no first event")


def _caseload(connection: sqlite3.Connection) -> Iterable[Problem]:
    """Patients of a caseload who have only one of their two rows, or one that cannot be read."""
    pairs = (("caseload_summary", "caseload_record"), ("caseload_record", "caseload_summary"))
    for table, other in pairs:
        alone = f"SELECT patient FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM {other} o WHERE o.patient = t.patient)"  # noqa: S608 (fixed names)
        for row in connection.execute(alone).fetchall():
            yield Problem(table, row[0], "patient", f"has no row in {other}; take the record in again")
    torn = connection.execute("SELECT patient FROM caseload_summary WHERE NOT json_valid(details)")
    for row in torn.fetchall():
        yield Problem("caseload_summary", row[0], "details", "cannot be read")


def _future(connection: sqlite3.Connection, now: datetime) -> Iterable[Problem]:
    """What was recorded more than a day from now: the clock was wrong then, or is wrong now."""
    latest = instant_text(now + timedelta(days=1))
    rows = connection.execute("SELECT id, recorded_at FROM entry WHERE simulated = 0 AND recorded_at > ?", (latest,))
    for row in rows.fetchall():
        yield Problem("entry", row[0], "recorded_at", f"{row[1]} lies in the future")
