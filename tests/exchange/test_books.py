"""A workbook from elsewhere: its cells as they are shown, the sheet that is meant, and files made to do harm."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rehab_tui.domain.body import Side
from rehab_tui.domain.sheet import Sheet
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.sheet import book as sheet_book
from rehab_tui.exchange.sheet.book import sheets_in
from rehab_tui.exchange.sheet.columns import look_at, names_of, orders
from rehab_tui.exchange.sheet.rows import Circumstances, read_sheet
from rehab_tui.library import load_library
from tests.exchange.texts import said

NAMES = names_of(load_library().exercises)
NOW = Circumstances(date(2026, 11, 20), date(1960, 5, 1), Side.LEFT, NAMES)
ROWS = (
    ("My diary", None, None, None),
    (),
    ("Date", "Pain", "Weight", "Notes"),
    (date(2026, 11, 1), 3, 81.5, "slept badly\nlong ride"),
    (datetime(2026, 11, 2, 8, 30), 0, None, True),
    (None, None, None, None),
    ("2026-11-04", 10.0, 0.1 + 0.2, "=no formula"),
    (date(2026, 11, 5), 4.5, "", time(8, 30)),
    (datetime(2026, 11, 6), 11, None, None),
)  # fmt: skip
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "diary.xlsx"


def written(place: Path, rows: Any = ROWS, **sheets: Any) -> Path:
    book = Workbook()
    for name, its in {"Diary": rows, **sheets}.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(its, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.remove(book.worksheets[0])
    book.save(place)
    return place


def altered(place: Path, change: Callable[[bytes], bytes], part: str = SHEET) -> Path:
    with ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(place, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data) if name == part else data)
    return place


def read(place: Path, sheet: str | None = None) -> Sheet:
    looked = look_at(place, NAMES, sheet=sheet)
    return read_sheet(looked, looked.fields, orders(looked, looked.fields)[0][0], NOW)


def test_cells_are_read_as_they_are_shown_and_refused_with_their_row(place: Path) -> None:
    looked = look_at(written(place), NAMES)
    assert {name: field.typed for name, field in looked.fields.items()} == {
        "Date": "date", "Pain": "pain", "Notes": "note",
    }  # fmt: skip
    assert [cells[2] for _, cells in looked.grid.rows()] == ["81.5", "", "0.3", "", ""]
    sheet = read(place)
    assert [f"{item.day} {said(item.fact)}" for item in sheet.items] == [
        "2026-11-01 pain 3, left hip", '2026-11-01 note: "slept badly\nlong ride"', "2026-11-02 pain 0, left hip",
        '2026-11-02 note: "yes"', "2026-11-04 pain 10, left hip", '2026-11-04 note: "=no formula"',
    ]  # fmt: skip
    assert [(one.line, "from 0 to 10" in one.why) for one in sheet.refused] == [(8, True), (9, True)]


def test_of_several_sheets_one_has_to_be_named_and_hidden_or_empty_ones_are_none(place: Path) -> None:
    written(place, Weights=(("Date", "kg"), (date(2026, 1, 1), 80)), Empty=())
    assert sheets_in(place) == ("Diary", "Weights")
    with pytest.raises(InvalidValue, match="has several sheets: Diary, Weights; nothing was imported, say which"):
        look_at(place, NAMES)
    assert look_at(place, NAMES, sheet="weights").grid.header == ("Date", "kg")
    assert len(read(place, "Diary").items) == 6
    with pytest.raises(InvalidValue, match="unknown sheet"):
        look_at(place, NAMES, sheet="Sheet9")
    altered(place, lambda part: part.replace(b'2" state="visible"', b'2" state="hidden"'), "xl/workbook.xml")
    assert sheets_in(place) == ("Diary",)


def test_dates_that_count_from_1904_are_the_same_days(place: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (("Date", "Pain"), (date(2026, 11, 1), 3)):
        book.active.append(row)
    book.save(place)
    assert [item.day for item in read(place).items] == [date(2026, 11, 1)]


def test_a_formula_counts_by_its_value_and_one_without_is_named(place: Path) -> None:
    def formula(value: bytes) -> Callable[[bytes], bytes]:
        return lambda part: part.replace(b'<c r="B4" t="n"><v>3</v></c>', value)

    altered(written(place), formula(b'<c r="B4"><f>1+1</f><v>2</v></c>'))
    assert said(read(place).items[0].fact) == "pain 2, left hip"
    altered(written(place), formula(b'<c r="B4" t="str"><f>IF(1,"","x")</f><v></v></c>'))
    assert said(read(place).items[0].fact).startswith("note: ")
    for bare in (b'<c r="B4"><f>1+1</f></c>', b'<c r="B4" s="1"><f t="shared" si="0"/><v/></c>'):
        altered(written(place), formula(bare))
        with pytest.raises(InvalidValue, match="has a formula in B4 that was never worked out; nothing was imported"):
            look_at(place, NAMES)


HARM: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a row without an end": (lambda part: part.replace(b"</sheetData>", b"<c/>" * 2_000_000 + b"</sheetData>"),
                             "has a row that is too long"),
    "a row far away": (lambda part: part.replace(b'<row r="9"', b'<row r="999999999999"'), "has more than"),
    "a column far away": (lambda part: part.replace(b'r="D9"', b'r="ZZZ9"').replace(b'r="C9"', b'r="CCC9"'), ""),
    "no column at all": (lambda part: part.replace(b'r="B9"', b'r="ZZZZ9"'), "is no workbook that can be read"),
    "a text that is not there": (lambda part: part.replace(b't="n"><v>3</v>', b't="s"><v>9</v>'), "is no workbook"),
    "entities": (lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part, "is no workbook that a spreadsheet program"),
    "cut off": (lambda part: part[:-40], "is no workbook that can be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(HARM))
def test_a_workbook_made_to_do_harm_is_refused_in_one_line(place: Path, name: str) -> None:
    change, words = HARM[name]
    altered(written(place), change)
    if not words:
        assert len(read(place).items) == 6
        return
    with pytest.raises(InvalidValue, match=words) as refused:
        look_at(place, NAMES)
    assert "\n" not in str(refused.value)


def test_a_zip_that_is_no_workbook_or_is_cut_off_is_refused_in_one_line(place: Path) -> None:
    data = written(place).read_bytes()
    empty = io.BytesIO()
    ZipFile(empty, "w").close()
    for content in (b"", b"PK\x03\x04", data[: len(data) // 2], empty.getvalue(), b"a,b\n1,2\n"):
        place.write_bytes(content)
        with pytest.raises(InvalidValue, match="is no workbook that can be read"):
            look_at(place, NAMES)


def test_a_workbook_that_unpacks_to_more_than_memory_holds_is_not_unpacked(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_book, "LARGEST", 2**21)
    altered(written(place), lambda part: part + b" " * 2**21)
    with pytest.raises(InvalidValue, match="is larger than 2 MB when it is unpacked; nothing was imported, keep only"):
        look_at(place, NAMES)
