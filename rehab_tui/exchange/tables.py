"""Spreadsheets: the daily sheet as CSV, or it and one table for each kind in a zip; and the same in Markdown."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from rehab_tui.domain.days import day_words
from rehab_tui.domain.sharing import NOT_KINDS, Material, Part, Table
from rehab_tui.domain.spreadsheet import OwnSet, guarded
from rehab_tui.domain.words import harmless
from rehab_tui.exchange.daily import daily_sheet

AT_ONCE = 1000
"""Rows that are turned to text at a time."""
MARK = b"\xef\xbb\xbf"
"""What tells a spreadsheet that a CSV is UTF-8."""
_EVERY_YEAR = (1980, 1, 1, 0, 0, 0)
_MARKED = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
ABOUT = "Self-reported. Written by rehab, which is not a medical device and does not diagnose."


def csv_chunks(material: Material) -> Iterator[bytes]:
    """Yield one CSV: the daily sheet, or the table of the only kind that was ticked."""
    only = material.selection.only_kind
    yield MARK
    yield from material.lines(only.value) if only else _lines_of(daily_sheet(material))


def zip_chunks(material: Material) -> Iterator[bytes]:
    """Yield a zip of CSVs: `about.csv`, `daily.csv`, and one for each kind that has rows.

    The same rows give the same bytes.
    """
    pipe = _Pipe()
    first = ((one.name, _lines_of(one)) for one in (_about(material), daily_sheet(material)))
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in chain(first, _lines_of_tables(material)):
            head, rows = next(lines), next(lines, None)
            if rows is None:
                continue
            named = zipfile.ZipInfo(f"{name}.csv", _EVERY_YEAR)
            named.compress_type, named.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            with archive.open(named, "w", force_zip64=True) as file:
                for text in chain((MARK, head, rows), lines):
                    file.write(text)
                    yield from pipe.taken()
    yield from pipe.taken()


def _about(material: Material) -> Table:
    """Return what the tables are, for those who read them, and whose, for taking them in again."""
    rows = (
        ("format", OwnSet.FORMAT),
        ("version", OwnSet.VERSION),
        ("patient", material.patient),
        ("about", ABOUT),
        ("taking in", f"rehab import takes this zip, or its folder: entries and details; {OwnSet.NOT_BACK}"),
    )
    return Table(OwnSet.TABLE, OwnSet.COLUMNS, rows)


class _Pipe(io.RawIOBase):
    """What a zip is written into; it is passed on as it comes, so no table is held as a whole."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Say that it takes pieces; it knows no place, so the zip is one that needs no going back."""
        return True

    def write(self, piece: Any, /) -> int:
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(self._pieces[-1])

    def taken(self) -> Iterator[bytes]:
        """Yield what came since the last time."""
        pieces, self._pieces = self._pieces, []
        yield from pieces


def _lines_of_tables(material: Material) -> Iterator[tuple[str, Iterator[bytes]]]:
    return ((name, material.lines(name)) for name in _names(material))


def markdown_chunks(material: Material) -> Iterator[bytes]:
    """Yield the same tables in Markdown, under what was exported."""
    selection = material.selection
    title = f"Diary of {_cell(material.name)}" if material.name else "Diary"
    head = (f"# {title}", "", ABOUT, "", f"Exported {day_words(material.today)}: {_cell(selection.words)}.", "")
    yield "\n".join(head).encode()
    tables = (material.table(name) for name in _names(material, first=("followups", "profile", "plan")))
    for table in chain(tables, [daily_sheet(material)]):
        rows = list(table.rows)
        if rows:
            yield _markdown(table, rows).encode()


def _names(material: Material, first: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the tables of a selection, some of them before the others."""
    parts = material.selection.parts
    kinds = [part.value for part in Part if part in parts and (part not in NOT_KINDS or part is Part.NOTES)]
    facts = [part.value for part in (Part.PROFILE, Part.PLAN) if part in parts]
    names = [*facts, *kinds, Part.FOLLOWUPS.value]
    yield from (name for name in first if name in names)
    yield from (name for name in names if name not in first)


def _lines_of(table: Table) -> Iterator[bytes]:
    """Yield the lines of a table (RFC 4180), the head first; each chunk ends with a whole line."""
    columns = table.columns
    yield _lines(columns, [columns])
    rows = iter(table.rows)
    while held := list(islice(rows, AT_ONCE)):
        yield _lines(columns, held)


def _lines(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(
        [guarded(cell, name) if isinstance(cell, str) else cell for name, cell in zip(columns, row, strict=True)]
        for row in rows
    )
    return text.getvalue().encode("utf-8")


def _markdown(table: Table, rows: list[tuple[object, ...]]) -> str:
    used = [number for number in range(len(table.columns)) if any(row[number] is not None for row in rows)]
    used = [number for number in used if table.columns[number] not in ("id", "recorded_at")]
    lines = [
        f"\n## {table.name.capitalize()}",
        "",
        "| " + " | ".join(table.columns[number].replace("_", " ") for number in used) + " |",
        "|" + " --- |" * len(used),
        *("| " + " | ".join(_cell(row[number]) for number in used) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _cell(cell: object) -> str:
    """Return a cell as plain words: nothing in it is markup."""
    if cell is None:
        return ""
    return _MARKED.sub(r"\\\1", harmless(" ".join(str(cell).splitlines())))
