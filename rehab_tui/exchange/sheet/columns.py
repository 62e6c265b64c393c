"""A CSV from elsewhere: what its columns most likely stand for, and what is still to be said about them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rehab_tui.domain.body import Side
from rehab_tui.domain.exercise import Exercise
from rehab_tui.domain.sheet import CONTENT, OF_EXERCISES, Field, Mapped, What, field_of
from rehab_tui.domain.spreadsheet import OwnSet
from rehab_tui.domain.words import nearest, shown
from rehab_tui.errors import InvalidValue, NotFound
from rehab_tui.exchange.sheet.book import is_book, read_book
from rehab_tui.exchange.sheet.cells import Names
from rehab_tui.exchange.sheet.dates import doubtful, order_in
from rehab_tui.exchange.sheet.file import Grid, read_grid, wrong
from rehab_tui.exchange.sheet.guess import proposed
from rehab_tui.exchange.sheet.own import daily_fields, own_table
from rehab_tui.exchange.sheet.set import OwnTables, is_set, read_set

LOOKED_AT = 2000
"""Different texts of a column that are looked at to guess what it is; of dates, all."""


class Looked(NamedTuple):
    """A CSV that was looked at, and what its columns could be."""

    grid: Grid
    table: str | None
    """Which of our own tables it is; `about` for all of one export; None for another sheet."""
    fields: dict[str, Field]
    """What is proposed; of our own tables nothing needs to be."""
    sure: bool
    """Whether it was written by this program, so that nobody has to be asked what the columns mean."""
    together: OwnTables | None = None
    """All tables of one export."""
    sheet: str | None = None
    """Of a workbook: the sheet that was named."""


def look_at(path: Path, exercises: Names, encoding: str | None = None, sheet: str | None = None) -> Looked:
    """Return a CSV, or a sheet of a workbook, with what its columns most likely stand for.

    Raises InvalidValue or NotFound in one line.
    """
    if is_set(path):
        return Looked(Grid(path, lambda: iter(()), (), 0), OwnSet.TABLE, {}, sure=True, together=read_set(path))
    grid = read_book(path, sheet) if is_book(path) else read_grid(path, encoding)
    try:
        table = own_table(grid.header)
    except InvalidValue as problem:
        raise wrong(path, str(problem), "export it again", grid.first_line) from None
    if table is not None:
        return Looked(grid, table, {}, sure=True, sheet=sheet)
    daily = daily_fields(grid.header)
    if daily is not None:
        return Looked(grid, None, daily, sure=True, sheet=sheet)
    columns: list[set[str]] = [set() for _ in grid.header]
    for _, row in grid.rows():
        for texts, text in zip(columns, row, strict=False):
            if text.strip() and len(texts) < LOOKED_AT:
                texts.add(text)
    return Looked(grid, None, proposed(grid.header, columns, exercises), sure=False, sheet=sheet)


def names_of(exercises: Iterable[Exercise]) -> dict[str, Exercise]:
    """Return exercises by what they are called: their ids, names and other names, in small letters."""
    found: dict[str, Exercise] = {}
    for exercise in exercises:
        for name in (exercise.id, exercise.id.replace("-", " "), exercise.name, *exercise.also):
            found.setdefault(" ".join(name.split()).casefold(), exercise)
    return found


def mapped(looked: Looked, pairs: Iterable[str], *, beside: Mapped | None = None) -> dict[str, Field]:
    """Return the fields that were typed as COLUMN=FIELD, over those of `beside`. Raises InvalidValue or NotFound.

    `COLUMN=leave` takes nothing from a column.
    """
    found = dict(beside or {})
    for pair in pairs:
        column, equals, text = pair.rpartition("=")
        if not equals or not text.strip():
            raise InvalidValue(f'"{shown(pair)}" is not COLUMN=FIELD, like Date=date or "Left hip"=pain:left')
        name = _column(column, looked.grid.header)
        found.pop(name, None)
        if text.strip().lower() != "leave":
            found[name] = field_of(text)
    return {name: found[name] for name in looked.grid.header if name in found}


def _column(text: str, header: Sequence[str]) -> str:
    known = {name.casefold(): name for name in header}
    found = known.get(text.strip().casefold())
    if found is None:
        close = nearest(text, header)
        hint = f"did you mean {shown(close)}?" if close else "it has: " + ", ".join(shown(name) for name in header)
        raise NotFound(f'there is no column "{shown(text)}"; {hint}')
    return found


def orders(looked: Looked, fields: Mapped) -> tuple[tuple[str, ...], str | None]:
    """Return the orders in which the dates can be read, and a date that is in doubt between them."""
    at = place_of(looked.grid.header, fields, What.DATE)
    if looked.table or at is None:
        return ("ymd",), None
    texts = {row[at] for _, row in looked.grid.rows() if len(row) > at}
    found = order_in(texts)
    return found, doubtful(sorted(texts)) if len(found) > 1 else None


def check_fields(looked: Looked, fields: Mapped, hip: Side | None) -> None:
    """Raise InvalidValue with what is still missing before rows can be read."""
    if looked.table:
        return
    path = looked.grid.path
    whats = [field.what for field in fields.values()]
    twice = next((what for what in (What.DATE, What.SIDE, What.SITE, *OF_EXERCISES) if whats.count(what) > 1), None)
    if twice is not None:
        raise wrong(path, f"has two columns for {twice}", "leave one of them out: --map COLUMN=leave")
    if What.DATE not in whats:
        raise wrong(path, "has no column that is clearly the date", "name it: --map COLUMN=date")
    if not set(whats) & set(CONTENT):
        columns = ", ".join(shown(name) for name in looked.grid.header)
        raise wrong(
            path,
            f"has nothing that was recognized ({columns})",
            "name what is to be taken, like: --map COLUMN=pain:left",
        )
    for name, field in fields.items():
        needs_side = field.what is What.PAIN and field.side is None and What.SIDE not in whats
        if needs_side and hip is None:
            raise wrong(
                path,
                f'has no side for "{shown(name)}"',
                f'name it: --map "{shown(name)}={field.typed}:left" (or right, middle)',
            )


def place_of(header: Sequence[str], fields: Mapped, what: What) -> int | None:
    """Return where the column that stands for something is, or None."""
    return next((header.index(name) for name, field in fields.items() if field.what is what), None)
