"""What leaves, to the byte: the hard history in each format, beside files that are read by people when they change.

`REHAB_GOLDEN=1 python -m pytest tests/exchange/test_golden.py` writes them anew; look at the difference then.
"""

import csv
import io
import os
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui import __version__
from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.sharing import EVERYTHING, Part, Selection
from rehab_tui.domain.spreadsheet import guarded, unguarded
from rehab_tui.exchange.formats import format_of
from rehab_tui.store.bulk import lines as bulk_lines
from rehab_tui.store.bulk import rows as bulk_rows
from rehab_tui.store.bulk import tables as bulk_tables
from tests.exchange.hard_history import FORMULAS, LAST, MARKED, stamp

GOLDEN = Path(__file__).with_name("golden")
SOME_DAYS = Selection(EVERYTHING, first=date(2026, 11, 16), last=LAST)
CASES = {
    "daily.csv": Selection(EVERYTHING),
    "notes.csv": Selection(frozenset({Part.NOTES})),
    "diary.ics": Selection(EVERYTHING, detail=True),
    "diary.md": SOME_DAYS,
    "diary.rehab.json": SOME_DAYS,
    "diary.fhir.json": Selection(EVERYTHING, first=LAST, last=LAST),
    "pseudonym.rehab.json": Selection(EVERYTHING, first=LAST, last=LAST, pseudonym="P '7\""),
}
_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def told(rehab: Rehab, name: str, selection: Selection) -> bytes:
    """Return a file with what differs each time put in order: random ids, the time of creation, the checksum."""
    content = b"".join(format_of(Path(name)).chunks(rehab.exporting.material(selection, stamp(0).moment)))
    if name.endswith(".ics"):
        content = content.replace(b"\r\n ", b"")  # an id can be folded in two
    numbers: dict[bytes, int] = {}
    content = _ID.sub(lambda found: b"id-%d" % numbers.setdefault(found[0], len(numbers) + 1), content)
    content = re.sub(rb'"created_at":"[^"]*"', b'"created_at":"then"', content)
    content = re.sub(rb"sha256:[0-9a-f]{64}", b"sha256:sum", content)
    return content.replace(f'"program":"{__version__}"'.encode(), b'"program":"version"')


@pytest.mark.parametrize("name", CASES)
def test_the_bytes_are_those_that_were_looked_at(hard: Rehab, name: str) -> None:
    found, place = told(hard, name, CASES[name]), GOLDEN / name
    if os.environ.get("REHAB_GOLDEN"):
        place.write_bytes(found)
    assert found == place.read_bytes()


@pytest.mark.parametrize("part", [part for part in Part if part.value in bulk_tables._TABLES])
def test_lines_made_by_sqlite_are_those_of_the_csv_module(hard: Rehab, part: Part) -> None:
    material = hard.exporting.material(Selection(EVERYTHING), stamp(0).moment)
    table = material.table(part.value)
    text = io.StringIO()
    rows = [
        [guarded(cell, name) if isinstance(cell, str) else cell for name, cell in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]
    csv.writer(text).writerows([table.columns, *rows])
    assert b"".join(material.lines(part.value)).decode() == text.getvalue()


hard_signs = st.text(st.sampled_from("ae01.:/%=+-@\t\r\n',\" ;＝é🙂\x0b\u2028"), max_size=8)


@given(st.one_of(hard_signs, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)))
def test_any_cell_is_guarded_alike_and_comes_back(text: str) -> None:
    for column in ("", "note"):
        with sqlite3.connect(":memory:") as connection:
            cell = bulk_lines._cell("t", column)
            made = connection.execute(f"SELECT {cell} FROM (SELECT ? AS t)", (text,)).fetchone()[0]
        connection.close()
        line = io.StringIO()
        csv.writer(line).writerow(["", guarded(text, column)])
        assert f",{made}\r\n" == line.getvalue()
        if column:  # elsewhere nobody writes words
            assert unguarded(guarded(text, column)) == text


@pytest.mark.parametrize("text", FORMULAS[:12])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["007", "1e5", "2026-11-20", "3/4", " 12:30", "50 %", "'007", "1,5", "00491701234567890"]
)
def test_words_that_look_like_a_number_stay_words_and_numbers_stay_numbers(text: str) -> None:
    assert guarded(text, "note") == f"'{text}"
    assert unguarded(guarded(text, "note")) == text
    assert guarded("2026-11-20", "date") == "2026-11-20"
    for words in ("3 of 4", "7 days", "", "7th", "e"):
        assert guarded(words, "note") == words == unguarded(words)


def test_entries_are_read_in_the_order_of_the_rows_with_nothing_sorted_and_few_at_a_time(hard: Rehab) -> None:
    plans: list[str] = []
    connection = hard._store.connection
    for selection in (Selection(EVERYTHING), SOME_DAYS, Selection(frozenset({Part.PAIN}), pseudonym="x")):
        sql = bulk_rows._page(bulk_rows.Leaving(selection))
        plans.extend(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (0,)))
    assert [line for line in plans if "B-TREE FOR" in line] == []
    pages = list(hard.exporting.material(Selection(EVERYTHING), stamp(0).moment).section("entries"))
    assert sum(page.count(b'\n{"id":') for page in (b"\n" + one for one in pages)) > len(MARKED)
    assert max(page.count(b"\n") for page in pages) < bulk_rows.AT_ONCE
