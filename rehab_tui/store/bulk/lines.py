"""Tables as lines of CSV, put together by SQLite: three times as quick as row by row in Python.

The lines are those that `csv.writer` would write (RFC 4180), after `domain.spreadsheet.guarded`; tests hold the two
together.
"""

import sqlite3
from collections.abc import Iterator, Mapping

from rehab_tui.domain.sharing import Selection
from rehab_tui.domain.spreadsheet import NUMBERS, RISKY, WORDS_OF_PEOPLE
from rehab_tui.store import file
from rehab_tui.store.bulk import tables as bulk_tables
from rehab_tui.store.bulk.leaving import quoted, select
from rehab_tui.store.store import Store

AT_ONCE = 1000
"""Lines that are read at a time."""
_EVERY = frozenset({"date", "recorded_at"})
_PLAIN: Mapping[str, frozenset[str]] = {
    "pain": _EVERY | {"side", "score", "score_kind"},
    "exercise": _EVERY
    | {"side", "sets", "reps", "hold_seconds", "minutes", "one_key", "pain_before", "pain_during", "effort"}
    | {"not_allowed"},
    "symptoms": _EVERY | {"form", "answer", "side", "since", "temperature_c"},
}
"""Columns of the long tables that hold numbers, days and checked words: they need no look."""
_BREAK = "char(10)"


def lines(store: Store, selection: Selection, name: str) -> Iterator[bytes]:
    """Yield the head of a table, then its rows, many lines at a time. Raises UnusableFile."""
    columns, source = bulk_tables.source(selection, name)
    yield (",".join(columns) + "\r\n").encode("ascii")
    plain = _PLAIN.get(name, frozenset())
    cells = ", ".join(sql if label in plain else _cell(sql, label) for label, sql in columns.items())
    form = ",".join(["%s"] * len(columns))
    try:
        cursor = store.connection.execute(select(f"CAST(printf('{form}', {cells}) AS BLOB)", source))
        while rows := cursor.fetchmany(AT_ONCE):
            yield b"\r\n".join([row[0] for row in rows]) + b"\r\n"
    except sqlite3.Error as problem:
        raise file.spoken(problem, store.path) from None


def _cell(sql: str, column: str = "") -> str:
    """Return a cell: guarded, and in quotation marks where it holds a comma, a quotation mark or a line break."""
    words = column in WORDS_OF_PEOPLE
    marked = f"{sql} GLOB ('*[,\"' || char(10, 13) || ']*')"
    unsafe = f"({_risky(sql)} OR {_number(sql)})" if words else _risky(sql)
    safe = f"iif({unsafe}, '''' || {sql}, {sql})"
    usual = "[a-zA-Z]*" if words else "[a-zA-Z0-9]*"
    return (
        f"CASE WHEN typeof({sql}) <> 'text' OR ({sql} GLOB '{usual}' AND NOT {marked}) THEN {sql}"
        f" WHEN {marked} THEN '\"' || replace({safe}, '\"', '\"\"') || '\"' ELSE {safe} END"
    )


def _risky(sql: str) -> str:
    """Return the condition of `domain.spreadsheet.guarded`: a formula."""
    bare = f"ltrim({sql}, '''')"
    first = f"substr(ltrim({bare}, ' ' || {_BREAK}), 1, 1)"
    return f"(substr({bare}, 1, 1) = {_BREAK} OR ({first} <> '' AND instr({quoted(RISKY)}, {first}) > 0))"


def _number(sql: str) -> str:
    """Return the other condition: words that look like a number."""
    bare = f"ltrim({sql}, '''')"
    return f"(ltrim({bare}, ' ') GLOB '[0-9.]*' AND NOT {bare} GLOB '*[^{NUMBERS}]*')"
