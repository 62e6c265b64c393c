"""A workbook (`.xlsx`) as a heading and rows of texts: the cells as a spreadsheet program shows them, never a formula.

The file is looked through before a library parses it, so that none can unpack to more than memory holds.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from rehab_tui.domain.words import one_of, shown
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.sheet.file import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Grid, bytes_of, header_of, wrong

ENDINGS = (".xlsx", ".xlsm")
LARGEST = 100 * 1024 * 1024
"""Bytes of all parts of a workbook, unpacked."""
LARGEST_ROW = 4 * 1024 * 1024
"""Bytes of XML that may stand between two rows, or two shared texts: a parser holds these at once."""
LAST_ROW = 1_048_576
"""Rows that a sheet of a spreadsheet program can have."""
_ROW = re.compile(rb"<(?:\w+:)?(?:row|si)\b")
_TAG = "[^<>]{0,300}"
_NOT_WORKED_OUT = re.compile(
    rf'<c\b(?!{_TAG}\bt="str"){_TAG}\br="([A-Z]{{1,3}}[0-9]{{1,7}})"{_TAG}>\s*'
    rf"<f\b{_TAG}(?:/>|>[^<]{{0,10000}}</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>".encode("ascii")
)
"""A formula beside which no value was kept; a text without letters is a value."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, AttributeError, AssertionError, SyntaxError,
    EOFError, OSError, NotImplementedError, RuntimeError, ArithmeticError,
)  # fmt: skip
"""What reading a workbook raises that is cut off, altered, locked or none: XML errors are SyntaxErrors."""


def is_book(path: Path) -> bool:
    """Return whether a name says that a file is a workbook that can be read."""
    return path.suffix.lower() in ENDINGS


def sheets_in(path: Path) -> tuple[str, ...]:
    """Return the sheets of a workbook that are shown and hold something. Raises InvalidValue or NotFound."""
    with _Book(path) as book:
        return book.filled


def read_book(path: Path, sheet: str | None = None) -> Grid:
    """Return a sheet of a workbook: the one that is named, else the only one. Raises InvalidValue or NotFound."""
    with _Book(path) as book:
        if sheet is None and len(book.filled) > 1:
            names = ", ".join(shown(name, 30) for name in book.filled)
            raise wrong(path, f"has several sheets: {names}", "say which one with --sheet NAME")
        named = {shown(name).lower(): name for name in book.names}
        name = next(iter(book.filled), "") if sheet is None else named[one_of("sheet", sheet, named)]
        rows = list(book.rows(name)) if name else []
    return _grid(path, rows)


def _grid(path: Path, rows: list[tuple[int, list[str]]]) -> Grid:
    """Return rows below their heading: the first row in which two cells are filled, so that a title may stand above."""
    head = next((row for row in rows if sum(map(bool, row[1])) > 1), rows[0] if rows else None)
    if head is None:
        raise wrong(path, "is empty", "name a workbook with a heading and rows")
    line, names = head
    header = header_of(path, line, names)
    held = [(number, cells + [""] * (len(header) - len(cells))) for number, cells in rows]
    return Grid(path, lambda: iter(held), header, line)


class _Book:
    """A workbook that is open; what its parser raises is said in one line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        data = bytes_of(path, "diary.xlsx")
        try:
            _look_through(path, data)
            self._book = _opened(data)
            self.names = tuple(sheet.title for sheet in self._book.worksheets)
            self.filled = tuple(one.title for one in self._book.worksheets if self._is_filled(one))
        except InvalidValue:
            raise
        except _BROKEN:
            raise self._unreadable() from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """Yield each row of a sheet that is not blank with its number, without blank cells at its end."""
        sheet = next(one for one in self._book.worksheets if one.title == name)
        try:
            yield from self._rows(sheet)
        except InvalidValue:
            raise
        except _BROKEN:
            raise self._unreadable() from None

    def _rows(self, sheet: Any) -> Iterator[tuple[int, list[str]]]:
        sheet.reset_dimensions()  # what a file says of its size need not be so
        number = 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
                if line > LAST_ROW:
                    raise wrong(self._path, f"has more than {LAST_ROW:,} rows", "save it anew, or as CSV")
                cells = _texts(values) if values else []
                if not cells:
                    continue
                number += 1
                if number > MOST_ROWS:
                    raise wrong(self._path, f"has more than {MOST_ROWS:,} rows", "split it in two")
                if len(cells) > MOST_COLUMNS:
                    raise wrong(self._path, f"has more than {MOST_COLUMNS} columns", "name a sheet of a diary", line)
                if any(len(cell) > LONGEST_CELL for cell in cells):
                    raise wrong(self._path, f"has a cell of more than {LONGEST_CELL:,} characters", "mend it", line)
                yield line, cells

    def _is_filled(self, sheet: Any) -> bool:
        return sheet.sheet_state == "visible" and any(True for _ in self._rows(sheet))

    def _unreadable(self) -> InvalidValue:
        return wrong(
            self._path,
            "is no workbook that can be read: it is cut off, altered, or locked with a password",
            "save it anew, or as CSV",
        )


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about pictures, styles and rules, none of which is read
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _texts(values: tuple[object, ...]) -> list[str]:
    """Return the cells of a row as texts, without blank ones at its end."""
    cells = [_text(value) for value in values]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _text(value: object) -> str:
    """Return a cell as it is shown: a date without a time where it has none, a number without digits of rounding."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.15g}"
        case datetime():
            whole = value.time() == time()
            return value.date().isoformat() if whole else value.isoformat(" ", timespec="minutes")
        case date() | time():
            return value.isoformat()
    return str(value)


def _look_through(path: Path, data: bytes) -> None:
    """Raise InvalidValue for a workbook that is too large when it is unpacked, or whose formulas have no values."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(one.file_size for one in members) > LARGEST:
            large = f"is larger than {LARGEST // 1024 // 1024} MB when it is unpacked"
            raise wrong(path, large, "keep only the sheet with the diary in it, or save it as CSV")
        for one in members:
            _look_at_part(path, archive.read(one))


def _look_at_part(path: Path, part: bytes) -> None:
    if not part[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return  # a picture
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise wrong(path, "is no workbook that a spreadsheet program writes", "save it anew, or as CSV")
    starts = [0, *(one.start() for one in _ROW.finditer(part)), len(part)]
    if max(after - before for before, after in pairwise(starts)) > LARGEST_ROW:
        raise wrong(path, "has a row that is too long", "save the sheet with the diary as CSV")
    formula = _NOT_WORKED_OUT.search(part)
    if formula is not None:
        cell = formula[1].decode("ascii")
        what_to_do = "open it in a spreadsheet program, save it there, and import it again"
        raise wrong(path, f"has a formula in {cell} that was never worked out", what_to_do)
