"""Spreadsheets: the daily sheet as CSV, or it and one table for each kind in a zip; and the same in Markdown."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice

from rehab_tui.domain.days import day_words
from rehab_tui.domain.sharing import NOT_KINDS, Material, Part, Table
from rehab_tui.domain.words import harmless
from rehab_tui.exchange.daily import daily_sheet

_FORMULA = re.compile(r"[ \n]*[=+\-@\t\r]").match
"""Beginnings that a spreadsheet would take for something to run."""
AT_ONCE = 1000
"""Rows that are turned to text at a time."""
_EVERY_YEAR = (1980, 1, 1, 0, 0, 0)
_MARKED = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
ABOUT = "Self-reported. Written by rehab, which is not a medical device and does not diagnose."


def csv_chunks(material: Material) -> Iterator[bytes]:
    """Yield one CSV: the daily sheet, or the table of the only kind that was ticked."""
    parts = material.selection.parts
    kinds = [part for part in parts if part not in NOT_KINDS or part is Part.NOTES]
    only = next(iter(parts)) if len(parts) == 1 and len(kinds) == 1 else None
    return _csv(material.table(only.value) if only else daily_sheet(material))


def zip_chunks(material: Material) -> Iterator[bytes]:
    """Yield a zip of CSVs: `daily.csv`, and one for each kind that has rows. The same rows give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in (daily_sheet(material), *_tables(material)):
            lines = list(_csv(table))
            if len(lines) > 1:
                named = zipfile.ZipInfo(f"{table.name}.csv", _EVERY_YEAR)
                named.compress_type, named.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                archive.writestr(named, b"".join(lines))
    yield whole.getvalue()


def markdown_chunks(material: Material) -> Iterator[bytes]:
    """Yield the same tables in Markdown, under what was exported."""
    selection = material.selection
    title = f"Diary of {_cell(material.name)}" if material.name else "Diary"
    head = (f"# {title}", "", ABOUT, "", f"Exported {day_words(material.today)}: {_cell(selection.words)}.", "")
    yield "\n".join(head).encode()
    for table in (*_tables(material, first=("followups", "profile", "plan")), daily_sheet(material)):
        rows = list(table.rows)
        if rows:
            yield _markdown(table, rows).encode()


def _tables(material: Material, first: tuple[str, ...] = ()) -> Iterator[Table]:
    parts = material.selection.parts
    kinds = [part.value for part in Part if part in parts and (part not in NOT_KINDS or part is Part.NOTES)]
    facts = [part.value for part in (Part.PROFILE, Part.PLAN) if part in parts]
    names = [*facts, *kinds, Part.FOLLOWUPS.value]
    for name in (*(n for n in first if n in names), *(n for n in names if n not in first)):
        yield material.table(name)


def _csv(table: Table) -> Iterator[bytes]:
    """Yield the lines of a table (RFC 4180), with a mark for UTF-8 first; each chunk ends with a whole line."""
    yield b"\xef\xbb\xbf" + _lines([table.columns])
    rows = iter(table.rows)
    while held := list(islice(rows, AT_ONCE)):
        yield _lines(held)


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as lines; text that begins like a formula gets an apostrophe before it, so that nothing runs."""
    text = io.StringIO()
    csv.writer(text).writerows(
        [f"'{cell}" if isinstance(cell, str) and _FORMULA(cell) else cell for cell in row] for row in rows
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
