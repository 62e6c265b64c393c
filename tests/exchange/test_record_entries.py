"""Entries read in parts: the quick way finds what JSON finds, and a wrong entry is known before anything is written."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.record import file as record
from rehab_tui.exchange.record.entries import EntryRows
from rehab_tui.exchange.record.file import record_chunks, record_of
from rehab_tui.exchange.record.rows import Rows
from rehab_tui.services.importing import import_records
from rehab_tui.store import Store, entries
from rehab_tui.store.bulk import entries as bulk_entries
from rehab_tui.store.bulk.entries import Entries
from tests.exchange.hard_history import stamp
from tests.exchange.test_record_rows import signed

HERE = Path("a.rehab.json")


@pytest.fixture(scope="module")
def data(hard: Rehab) -> bytes:
    return b"".join(record_chunks(hard.exporting.material(Selection(EVERYTHING), stamp(0).moment)))


@pytest.fixture(scope="module")
def lines(data: bytes) -> list[bytes]:
    start = data.index(b'\n"entries":[\n') + len(b'\n"entries":[\n')
    return data[start : data.index(b"],\n", start)].split(b",\n")


def read(data: bytes, *, in_parts: bool) -> list[Any] | None:
    """Return the entries of a text, read in parts or each as a whole; None where they are refused."""
    known = record._fits("entries"), record._parse
    span = 0, len(data)
    try:
        return list(EntryRows(data, span, *known, record._parts()) if in_parts else Rows(data, span, *known))
    except InvalidValue:
        return None


def test_what_this_program_writes_is_read_in_parts_and_alike_facts_are_one(lines: list[bytes]) -> None:
    rows = EntryRows(b"", (0, 0), record._fits("entries"), record._parse, record._parts())
    assert sum(rows._parts(line) is None for line in lines) < len(lines) / 20  # words of people, with a key's look
    usual = record._parts().head.usual
    plain = [line for line in lines if b'"states":[]' in line and b"\\" not in line]
    assert all(usual(b"{" + line[45 : line.index(b',"fact":')] + b"}") for line in plain)
    assert len(record._parts().lines(b",\n".join(plain) + b",\n")) == len(plain)
    score = next(line for line in plain if b'"kind":"pain"' in line)
    one, other = rows.rows(score + b",\n" + score.replace(b'"change":', b'"change":1'))
    assert one["fact"] is other["fact"]


@given(st.data())
def test_a_piece_put_anywhere_is_read_alike_in_parts_and_as_a_whole(lines: list[bytes], draws: st.DataObject) -> None:
    several = b",\n".join(draws.draw(st.lists(st.sampled_from(lines[:60]), min_size=1, max_size=3)))
    places = [found.start() for found in re.finditer(rb'[",:{}\[\]]|\d|null|true|false', several)]
    at = draws.draw(st.sampled_from(places))
    put = draws.draw(st.sampled_from(PIECES) | st.sampled_from(lines[:60]))
    altered = several[:at] + put + several[at + draws.draw(st.integers(0, 6)) :]
    assert read(altered, in_parts=True) == read(altered, in_parts=False)


def test_a_comma_less_between_two_entries_is_refused_in_parts_too(lines: list[bytes]) -> None:
    for one, other in pairwise(lines):
        assert read(one + b"\n" + other, in_parts=True) is None


PIECES = (
    b"", b'"', b",", b":", b"{", b"}", b"},", b"},\n{", b"1", b"-", b"0", b"1.0", b"1e3", b"NaN", b"null", b"true",
    b"\\", b"\\u0041", b"\\ud800", b" ", b"\n", b"\t", b"\x00", b"\x1f", b"\xff", b"\xc3\xa9", b'"score":9,',
    b'"change":3,', b'"kind":"note",', b',"fact":', b',"fact":{}', b'"id":"x",', b'":', b'" :', b"[", b"]", b"{}",
)  # fmt: skip


WRONG: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "another type": (lambda row: re.sub(rb'"score":\d+', b'"score":true', row), "no record that this program reads"),
    "out of range": (
        lambda row: re.sub(rb'"score":\d+', b'"score":11', row),
        r"entry [0-9a-f-]{36} of [0-9-]{10} holds something that cannot be kept \(CHECK.*score",
    ),
    "a place that is unknown": (lambda row: re.sub(rb'"site":"[a-z-]+"', b'"site":"tail"', row), "site: tail is not"),
    "no such day": (lambda row: re.sub(rb'"day":"[0-9-]+"', b'"day":"2026-02-30"', row), "no calendar day"),
    "a day to come": (lambda row: re.sub(rb'"day":"[0-9-]+"', b'"day":"2099-02-01"', row), "lies after the day"),
    "no instant": (lambda row: re.sub(rb'"recorded_at":"[^"]+"', b'"recorded_at":"2026-01-01T10:00:00Z"', row), "kept"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_one_wrong_entry_at_the_end_is_refused_before_the_others_are_written(
    data: bytes, lines: list[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """Counted, not timed: of hundreds of entries only one of each fact was written, to nowhere but memory."""
    make, words = WRONG[name]
    first = next(line for line in lines if b'"kind":"pain"' in line and b'"states":[]' in line)
    many = [first.replace(first[7:43], f"{number:08d}-0000-4000-8000-000000000000".encode()) for number in range(900)]
    wrong = make(first.replace(first[7:43], b"ffffffff-0000-4000-8000-000000000000"))
    assert wrong != first
    text = data.replace(
        b",\n".join(lines), b",\n".join([*lines, *(make_day(one, n) for n, one in enumerate(many)), wrong])
    )
    monkeypatch.setattr(record, "AT_ONCE", 0)
    written: list[int] = []
    plain = Entries._write_entries

    def counted(self: Entries, new: list[Any], seqs: dict[str, int]) -> None:
        written.append(len(new))
        plain(self, new, seqs)

    monkeypatch.setattr(Entries, "_write_entries", counted)
    with Rehab.open(tmp_path / "other.db", create=True) as other:
        with pytest.raises(InvalidValue, match=words) as told:
            other.use(
                lambda store: import_records(store, [(HERE, record_of(HERE, signed(text)))], stamp(0), dry_run=False)
            )
        assert str(told.value).startswith("a.rehab.json: ")
        assert "\n" not in str(told.value)
        assert not other.use(lambda store: store.rows("SELECT 1 FROM entry"))
    assert sum(written) < len(lines) + 20


def make_day(row: bytes, number: int) -> bytes:
    """Return a score on a day of its own, long ago."""
    return re.sub(rb'"day":"[0-9-]+"', f'"day":"{1000 + number}-01-01"'.encode(), row)


def test_a_fact_that_many_entries_hold_is_checked_by_its_table_once(
    data: bytes, hard: Rehab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(record, "AT_ONCE", 0)
    monkeypatch.setattr(bulk_entries, "AT_ONCE", 7)
    with Rehab.open(tmp_path / "other.db", create=True) as other:
        other.use(lambda store: import_records(store, [(HERE, record_of(HERE, data))], stamp(0), dry_run=False))
        assert other.use(lambda store: store.rows("SELECT * FROM sqlite_temp_master")) == []
        checking = other.use(lambda store: store.rows("PRAGMA ignore_check_constraints")[0][0])
        kept = [
            one.use(lambda store: [tuple(row) for row in store.rows("SELECT x.* FROM exercise x ORDER BY entry")])
            for one in (hard, other)
        ]
    assert checking == 0
    assert kept[0] == kept[1] != []


def test_what_is_wrong_in_the_file_already_keeps_no_record_of_it_out(
    data: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A clock was wrong once, in a file that is there: its own record brings what is new as ever."""
    monkeypatch.setattr(record, "AT_ONCE", 0)
    with Rehab.open(tmp_path / "other.db", create=True) as other:

        def taken(text: bytes) -> int:
            records = [(HERE, record_of(HERE, text))]
            found = other.use(lambda store: import_records(store, records, stamp(0), dry_run=False))
            return found.taken[0].added.entries

        def log(store: Store) -> None:
            with store.change("log", "a score", stamp(0)) as change:
                entries.add(change, stamp(0).moment.today + timedelta(days=9), PainScore(3, Side.LEFT))

        assert taken(data)
        other.use(log)
        own = b"".join(record_chunks(other.exporting.material(Selection(EVERYTHING), stamp(0).moment)))
        assert taken(own) == 0
        line = next(one for one in own.split(b"\n") if b'"kind":"note"' in one)
        more = line.replace(line[7:43], b"ffffffff-0000-4000-8000-000000000000")
        assert taken(signed(own.replace(line, line + b"\n" + more))) == 1
