"""A CSV file as a heading and rows: its encoding, its separator, and one clear line for what is no CSV."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rehab_tui.domain.words import one_of, shown
from rehab_tui.errors import InvalidValue, NotFound
from rehab_tui.exchange.other_kinds import other_kind

LARGEST = 50 * 1024 * 1024
"""Bytes of a CSV that is read: with the rows in memory it stays below 500 MB."""
MOST_ROWS = 500_000
MOST_COLUMNS = 200
LONGEST_CELL = 100_000
"""Characters; what is kept of a cell is shorter (10,000)."""
ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1")
"""What a CSV can be written in; without a mark at its beginning only UTF-8 is sure."""
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_SEP_LINE = re.compile(r"sep=([,;\t])\r?\n?")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text in UTF-8 has."""


Records = Callable[[], Iterator[tuple[int, list[str]]]]
"""Reads the rows of a table from the first, blank ones too, each with its line."""


class Grid(NamedTuple):
    """A table that can be read as often as one likes."""

    path: Path
    records: Records
    header: tuple[str, ...]
    """Trimmed; a column without a name is called by its number."""
    first_line: int
    """The line of the heading; the first is 1."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row below the heading that is not blank, with the line on which it begins.

        Raises InvalidValue, with the line, where the rows end: an open quote, a cell without an end, too many rows.
        """
        number = 0
        for line, cells in self.records():
            if line > self.first_line and any(cells):
                number += 1
                if number > MOST_ROWS:
                    raise wrong(self.path, f"has more than {MOST_ROWS:,} rows", "split it in two")
                yield line, cells


def is_sheet(path: Path) -> bool:
    """Return whether a name says that a file is a spreadsheet as text, or a workbook that can be read."""
    return path.suffix.lower() in {".csv", ".tsv", ".xlsx", ".xlsm"}


def read_grid(path: Path, encoding: str | None = None) -> Grid:
    """Return a CSV. Raises InvalidValue or NotFound in one line: what is wrong, where, what to do."""
    return grid_of(path, bytes_of(path, "diary.csv"), encoding)


def grid_of(path: Path, data: bytes, encoding: str | None = None) -> Grid:
    """Return a CSV that was read; `path` is what it is called. Raises InvalidValue in one line."""
    name = _encoding(path, data, encoding)
    separator, first = _separator(path, data, name)
    for line, cells in _records(path, data, name, separator):
        if line >= first and any(cells):
            return Grid(path, partial(_records, path, data, name, separator), header_of(path, line, cells), line)
    raise wrong(path, "is empty", "name a CSV with a heading")


def wrong(path: Path, what: str, what_to_do: str, line: int | None = None) -> InvalidValue:
    """Return what is said of a file that cannot be taken."""
    where = f"{path}" if line is None else f"{path}: line {line}"
    return InvalidValue(f"{where} {what}; nothing was imported, {what_to_do}")


def bytes_of(path: Path, example: str) -> bytes:
    """Return what a file holds. Raises InvalidValue or NotFound in one line."""
    try:
        if path.is_dir():
            raise wrong(path, "is a folder", f"name a file in it, like {example}")
        if path.exists() and not path.is_file():
            raise wrong(path, "is not a plain file", f"name a plain one, like {example}")
        if path.stat().st_size > LARGEST:
            raise wrong(path, f"is larger than {LARGEST // 1024 // 1024} MB", "split it in two")
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"no file at {path}; nothing was imported, check its name") from None
    except OSError as problem:
        raise wrong(path, f"cannot be read ({problem.strerror})", "check its rights") from None


def _encoding(path: Path, data: bytes, named: str | None) -> str:
    """Return how a file is written: as was said, by its mark, else UTF-8. Raises InvalidValue for what is no text."""
    found = one_of("encoding", named, ENCODINGS) if named is not None else None
    if found is None and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = "utf-16"
    name = {"utf-8": "utf-8-sig", None: "utf-8-sig"}.get(found, found) or "utf-8-sig"
    kind = other_kind(path, data[:32])
    if kind is not None:
        raise wrong(path, f"is not a CSV file: by its content it {kind.what}", kind.what_to_do)
    if name != "utf-16":
        odd = _NO_TEXT.search(data)
        if odd is not None:
            where = data.count(b"\n", 0, odd.start()) + 1
            raise wrong(path, "has a byte that is no text: this is not a CSV file", "save it as CSV (UTF-8)", where)
    try:
        data.decode(name)
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        other = "name its encoding with --encoding cp1252 (or latin-1, utf-16)"
        raise wrong(path, f"is not text in {found or 'UTF-8'}", f"save it as CSV (UTF-8), or {other}", line) from None
    return name


def _separator(path: Path, data: bytes, encoding: str) -> tuple[str, int]:
    """Return what separates the cells of the heading, and the line where the heading may begin."""
    stream = _stream(data, encoding)
    first = stream.readline(LONGEST_CELL)
    said = _SEP_LINE.fullmatch(first)
    if said:
        return said[1], 2
    counted = {one: _columns(path, data, encoding, one) for one in SEPARATORS}
    return max(counted, key=lambda one: counted[one]), 1


def _columns(path: Path, data: bytes, encoding: str, separator: str) -> int:
    try:
        return next((len(cells) for _, cells in _records(path, data, encoding, separator) if any(cells)), 0)
    except InvalidValue:
        return 0


def _records(path: Path, data: bytes, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins; blank ones too."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(_stream(data, encoding), delimiter=separator, strict=True)
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as problem:
        raise wrong(path, f"cannot be read as CSV ({_said(problem)})", "mend that line", line) from None
    finally:
        csv.field_size_limit(before)


def _said(problem: csv.Error) -> str:
    words = str(problem)
    if "unexpected end" in words:
        return "a quote that opens there is never closed"
    if "field limit" in words:
        return f"a cell of more than {LONGEST_CELL:,} characters"
    return shown(words, 80)


def _stream(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")


def header_of(path: Path, line: int, cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns. Raises InvalidValue for a name that stands there twice, or no heading."""
    if len(cells) > MOST_COLUMNS:
        raise wrong(path, f"has more than {MOST_COLUMNS} columns", "name a CSV of a diary", line)
    names = tuple(cell.strip() or f"column {number}" for number, cell in enumerate(cells, 1))
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise wrong(path, f'has the column "{shown(name)}" twice', "give each column a name of its own", line)
        seen.add(name.casefold())
    if all(re.fullmatch(r"[0-9][0-9./: -]*", name) for name in names):
        raise wrong(path, "has no heading: its first line is a row", "put the names of the columns above it", line)
    return names
