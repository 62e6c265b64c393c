"""What entries of a patient record hold, on its way into the tables of their kinds.

Most facts are those of many entries: a table checks such a fact once, and copies it after that.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from rehab_tui.errors import InvalidValue
from rehab_tui.store.bulk.leaving import cell

Row: TypeAlias = Mapping[str, Any]
Values: TypeAlias = tuple[object, ...]
MOST = 8_000
"""Facts that are remembered."""
_BITS = 15
"""In which the number of a fact stands, after that of its entry."""
_CHILDREN = {
    "symptoms": ("symptom", "reports", True),
    "measure": ("measure_value", "values", True),
    "block": ("block_score", "after", False),
}
"""By kind: the table of the rows below an entry, their key in the record, and whether they are numbered."""


def insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write rows into a table; the names are those of the checked shape."""
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608


class Facts:
    """Writes the facts of entries from a row number on; rows that hold the very same fact are known by it."""

    def __init__(self, connection: sqlite3.Connection, first: int) -> None:
        self._connection = connection
        self._first = first
        self._there: dict[int, tuple[Row, int]] = {}
        """By its identity: a fact (so that it keeps that) and the number of its copy, or 0 before it comes again."""
        self._numbered = 0
        self._copies: dict[str, str] = {}
        """By kind: what copies facts for many entries."""

    def write(self, kind: str, rows: Sequence[Row], seqs: Mapping[str, int]) -> None:
        """Write what entries of one kind hold. Raises InvalidValue that names the entry whose fact was refused."""
        table, key, numbered = _CHILDREN.get(kind, ("", "", False))
        names = [name for name in rows[0]["fact"] if name != key]
        again = self._write_first(kind, names, rows, seqs)
        if again:
            self._copy(kind, names, again, seqs)
        below = [
            {"entry": seqs[row["id"]], **({"position": position} if numbered else {}), **child}
            for row in (rows if key else ())
            for position, child in enumerate(row["fact"][key])
        ]
        if below:
            columns = tuple(below[0])
            insert(self._connection, table, columns, ([row[name] for name in columns] for row in below))

    def _write_first(self, kind: str, names: list[str], rows: Sequence[Row], seqs: Mapping[str, int]) -> list[Row]:
        """Write facts that come for the first time, and return the entries of which the fact is there."""
        new: list[Row] = []
        again: list[Row] = []
        for row in rows:
            fact = row["fact"]
            if id(fact) in self._there:
                again.append(row)
                continue
            new.append(row)
            if len(self._there) < MOST:
                self._there[id(fact)] = fact, 0
        values = [(seqs[row["id"]], *found) for row, found in zip(new, _values(new, names), strict=True)]
        try:
            insert(self._connection, kind, ("entry", *names), values)
        except sqlite3.IntegrityError as problem:
            self._name(kind, new, seqs, problem)
            raise
        return again

    def _copy(self, kind: str, names: list[str], rows: Sequence[Row], seqs: Mapping[str, int]) -> None:
        """Write facts that are there once more, without the checks that they have passed; one statement for all."""
        wanted: list[str] = []
        for row in rows:
            fact, number = self._there[id(row["fact"])]
            number = number or self._begin_copies(kind, names, fact)
            wanted.append(str(seqs[row["id"]] << _BITS | number))
        run = self._connection.execute
        run("PRAGMA ignore_check_constraints=ON")
        try:
            run(self._copies[kind], (f"[{','.join(wanted)}]",))
        finally:
            run("PRAGMA ignore_check_constraints=OFF")

    def _begin_copies(self, kind: str, names: list[str], fact: Row) -> int:
        """Keep a fact where it is copied from, and return its number there."""
        run, place = self._connection.execute, f"temp.{kind}_known"
        if kind not in self._copies:
            run(f"CREATE TABLE {place} (number INTEGER PRIMARY KEY, {', '.join(names)})")
            columns = ", ".join(f"k.{name}" for name in names)
            self._copies[kind] = (
                f"INSERT INTO {kind} (entry, {', '.join(names)}) SELECT v.value >> {_BITS}, {columns}"  # noqa: S608 (checked names)
                f" FROM json_each(?) v CROSS JOIN {place} k ON k.number = v.value & {(1 << _BITS) - 1}"
            )
        self._numbered += 1
        insert(self._connection, place, ("number", *names), [(self._numbered, *map(cell, map(fact.get, names)))])
        self._there[id(fact)] = fact, self._numbered
        return self._numbered

    def _name(self, kind: str, rows: Sequence[Row], seqs: Mapping[str, int], problem: sqlite3.Error) -> None:
        """Raise InvalidValue that names the entry whose own values the table refused, where it was one of these."""
        sql = f"SELECT entry FROM {kind} WHERE entry >= ?"  # noqa: S608 (a kind that is known)
        there = {row[0] for row in self._connection.execute(sql, (self._first,))}
        for row in rows:
            if seqs[row["id"]] not in there:
                where = f"entry {row['id']} of {row['day']}"
                raise InvalidValue(
                    f"{where} holds something that cannot be kept ({problem}); nothing was imported, ask for it again"
                ) from None

    def close(self) -> None:
        """Leave nothing behind."""
        for kind in self._copies:
            self._connection.execute(f"DROP TABLE temp.{kind}_known")


def _values(rows: Sequence[Row], names: Sequence[str]) -> Iterable[Iterable[object]]:
    """Return what columns hold of facts; SQLite takes yes and no by itself, but no lists."""
    found = [[row["fact"][name] for name in names] for row in rows]
    plain = not any(isinstance(value, list | dict) for value in (found[0] if found else ()))
    return found if plain else (map(cell, one) for one in found)
