"""Reading a record a block at a time: what is taken is what JSON says, what is wrong is refused, room stays small."""

import copy
import json
import sqlite3
import tracemalloc
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.record import file as record
from rehab_tui.exchange.record import rows as record_rows
from rehab_tui.exchange.record.file import record_chunks, record_of, schema
from rehab_tui.exchange.record.shape import MISFIT, check_shape, counting
from rehab_tui.services.importing import import_records
from rehab_tui.store.bulk import entries as bulk_entries
from tests.exchange.hard_history import stamp

HERE = Path("a.rehab.json")
A_NEW_ID = "00000000-0000-4000-8000-0000000000aa"


@pytest.fixture(scope="session")
def data(hard: Rehab) -> bytes:
    return b"".join(record_chunks(hard.exporting.material(Selection(EVERYTHING), stamp(0).moment)))


@pytest.fixture(params=["held whole", "block by block"])
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Take every record for one that is too large to be held."""
    if request.param == "block by block":
        monkeypatch.setattr(record, "AT_ONCE", 0)
        monkeypatch.setattr(record_rows, "BLOCK", 700)
    return request.param == "block by block"


def signed(content: bytes) -> bytes:
    """Return a record of our own layout with the checksum that fits."""
    body = content[: content.rindex(b',"checksum"')]
    digest = sha256(body.replace(b"\n", b"") + b"}").hexdigest()
    return body + f',"checksum":"sha256:{digest}"}}\n'.encode()


@pytest.mark.usefixtures("large")
def test_the_rows_are_those_that_json_finds(data: bytes) -> None:
    found = record_of(HERE, data)
    plain = json.loads(data)
    assert {name: list(found[name]) for name in record.SECTIONS} == {name: plain[name] for name in record.SECTIONS}
    assert found.keys() == plain.keys()
    with_returns = record_of(HERE, data.replace(b"\n", b"\r\n"))
    assert list(with_returns["entries"]) == plain["entries"]


@pytest.mark.usefixtures("large")
def test_what_was_read_block_by_block_is_taken_in_whole(hard: Rehab, data: bytes, tmp_path: Path) -> None:
    with Rehab.open(tmp_path / "other.db", create=True) as other:
        first = other.use(lambda store: import_records(store, [(HERE, record_of(HERE, data))], stamp(0), dry_run=False))
        again = other.use(lambda store: import_records(store, [(HERE, record_of(HERE, data))], stamp(0), dry_run=False))
        assert first.taken[0].added.entries == len(json.loads(data)["entries"])
        assert not again.taken[0].added.anything
        days = (first.taken[0].first or date.max, first.taken[0].last or date.min)
        assert other.journal.between(*days, every_state=True) == hard.journal.between(*days, every_state=True)


@pytest.mark.parametrize("section", record.ROOM)
def test_a_section_that_no_patient_fills_is_refused_before_its_rows_are_read(
    data: bytes, monkeypatch: pytest.MonkeyPatch, section: str
) -> None:
    words = record.ROOM[section][1]
    monkeypatch.setitem(record.ROOM, section, (40, words))
    monkeypatch.setattr(record, "_parse", lambda _: pytest.fail("a row was read"))
    with pytest.raises(InvalidValue, match=f"holds 0 MB of {words}, more than 0 MB: no record of one patient; nothing"):
        record_of(HERE, data)


def test_ten_years_fill_a_small_part_of_the_room_there_is(data: bytes) -> None:
    """By the mean size of rows: twenty changes and two sessions a day; five alerts, a plan and a fact a week."""
    days, found = 3650, json.loads(data)
    for section, a_day in (
        ("changes", 20),
        ("profile", 1 / 7),
        ("plans", 1 / 7),
        ("followups", 5 / 7),
        ("sessions", 2),
    ):
        row = len(json.dumps(found[section], ensure_ascii=False).encode()) / len(found[section])
        assert days * a_day * row < record.ROOM[section][0] / 2, section


def test_a_day_with_more_answers_than_a_person_gives_is_refused(hard: Rehab, data: bytes, tmp_path: Path) -> None:
    found = json.loads(data)
    one = next(row for row in found["entries"] if row["kind"] == "symptoms" and not row["states"])
    many = [{**one, "id": f"{number:08d}-0000-4000-8000-000000000000", "supersedes": None} for number in range(201)]
    with Rehab.open(tmp_path / "other.db", create=True) as other:

        def tried(rows: list[dict[str, Any]]) -> None:
            record = {**found, "entries": rows, "followups": [], "sessions": []}
            other.use(lambda store: import_records(store, [(HERE, record)], stamp(0), dry_run=True))

        tried(many[:200])
        with pytest.raises(InvalidValue, match="more than 200 answers about warning signs of one day"):
            tried(many)


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a key twice": (lambda d: d.replace(b'"score":0,', b'"score":0,"score":9,', 1), "twice|no record"),
    "a key twice, apart": (lambda d: d.replace(b'"score":0,', b'"score":0,"score" :9,', 1), "twice|no record"),
    "a key twice, with blanks": (lambda d: d.replace(b'"score":0,', b'"score" \t :9,"score":0,', 1), "twice|no record"),
    "no number": (lambda d: d.replace(b'"score":0,', b'"score":NaN,', 1), "NaN|no record"),
    "another type": (lambda d: d.replace(b'"score":0,', b'"score":true,', 1), "expected integer|no record"),
    "another key": (lambda d: d.replace(b'"score":0,', b'"scores":0,', 1), "missing|no record"),
    "a comma less": (lambda d: d.replace(b'},\n{"id"', b'}\n{"id"', 1), "not JSON|comma"),
    "a comma more": (lambda d: d.replace(b'},\n{"id"', b'},,\n{"id"', 1), "not JSON|no record"),
    "a bracket more": (lambda d: d.replace(b'},\n{"id"', b'}],[\n{"id"', 1), "not JSON|no record|comma"),
    "a section twice": (
        lambda d: d.replace(b'\n"profile":[', b'\n"entries":[],\n"profile":[', 1), "twice|no record|not as rehab"
    ),
    "no text": (lambda d: d.replace(b'"note":null', b'"note":"\xff"', 1), "UTF-8|no record"),
    "half a sign": (lambda d: d.replace(b'"note":null', b'"note":"\\ud800"', 1), "cannot be kept|checksum"),
    "deep": (lambda d: d.replace(b'"why":{', b'"why":{"a":' + b"[" * 9000 + b"]" * 9000 + b",", 1), "deep|no record"),
    "another format": (lambda d: d.replace(b'"rehab-record"', b'"bundle"', 1), "not a patient record|not as rehab"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.usefixtures("large")
def test_what_is_broken_is_refused_in_one_line_with_nothing_kept(data: bytes, name: str, tmp_path: Path) -> None:
    make, words = BROKEN[name]
    broken = signed(make(data))
    assert broken != data
    with Rehab.open(tmp_path / "other.db", create=True) as other:
        with pytest.raises(InvalidValue, match=words) as told:
            other.use(lambda store: import_records(store, [(HERE, record_of(HERE, broken))], stamp(0), dry_run=False))
        assert "\n" not in str(told.value)
        assert str(told.value).startswith("a.rehab.json")
        assert other.use(lambda store: store.rows("SELECT count(*) FROM entry")[0][0]) == 0


@pytest.mark.usefixtures("large")
def test_one_byte_more_or_less_is_no_record_of_ours(data: bytes) -> None:
    for altered in (data.replace(b'"score":0', b'"score":1', 1), data[:-40], data[: len(data) // 2], data.strip()[:-1]):
        with pytest.raises(InvalidValue, match=r"altered|ends too early"):
            record_of(HERE, altered)


def test_a_record_is_read_in_little_room(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    start = data.index(b'\n"entries":[\n') + len(b'\n"entries":[\n')
    stop = data.index(b"],\n", start)
    many = signed(data[:start] + b",\n".join([data[start:stop]] * 20) + data[stop:])
    monkeypatch.setattr(record, "AT_ONCE", 0)
    monkeypatch.setattr(record_rows, "BLOCK", 16 * 1024)
    found = record_of(HERE, many)
    tracemalloc.start()
    assert sum(1 for _ in found["entries"]) > 20 * 200
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(many) > 2_000_000
    assert peak < 1_000_000


def test_a_row_that_fills_the_memory_is_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "AT_ONCE", 0)
    monkeypatch.setattr(record_rows, "LONGEST_ROW", 10_000)
    monkeypatch.setattr(record_rows, "BLOCK", 1000)
    long = signed(data.replace(b'"note":null', b'"note":"' + b"x" * 20_000 + b'"', 1))
    with pytest.raises(InvalidValue, match="a row of more than"):
        list(record_of(HERE, long)["entries"])


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2) | st.sampled_from(["", "pain", "day", "left"]),
    lambda below: (
        st.lists(below, max_size=2) | st.dictionaries(st.sampled_from(["a", "id", "score"]), below, max_size=2)
    ),
    max_leaves=4,
)


@given(st.data())
def test_the_quick_look_at_the_shape_finds_what_the_slow_one_finds(data: bytes, draws: st.DataObject) -> None:
    """One place of a record is changed to anything: both looks agree; where it fits, the count is that of its keys."""
    found = copy.deepcopy(_few(json.loads(data)))
    place: Any = found
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draws.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or draws.draw(st.integers(0, 5)) == 0:
            break
        place = place[key]
    match draws.draw(st.sampled_from(["change", "leave out", "add", "turn"])):
        case "change":
            place[key] = draws.draw(anything)
        case "leave out":
            del place[key]
        case "add" if isinstance(place, dict):
            place["more"] = draws.draw(anything)
        case _ if isinstance(place, dict):
            place[key] = place.pop(key)
    try:
        check_shape(found, schema(), schema())
    except InvalidValue:
        assert counting(schema(), schema())(found) == MISFIT
    else:
        assert counting(schema(), schema())(found) == _keys(found)


def _few(found: dict[str, Any]) -> dict[str, Any]:
    """Return a record with one entry of each kind and few rows of the other sections."""
    kinds = {row["kind"]: row for row in found["entries"]} | {
        row["kind"]: row for row in found["entries"] if row["states"]
    }
    few = {name: found[name][:3] for name in record.SECTIONS}
    return found | few | {"entries": list(kinds.values())}


def _keys(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(_keys, value.values()))
    return sum(map(_keys, value)) if isinstance(value, list) else 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2026-1-01"}, {"day": "2026-01-01T"}, {"day": "٢٠٢٦-01-01"}, {"day": "2026-01-01\n"}, {"kind": "mood"},
        {"recorded_at": "2026-01-01T10:00:00Z"}, {"recorded_at": "2026-01-01 10:00:00.000Z"}, {"origin": "web"},
        {"simulated": 2}, {"recorded_at": "2026-01-01T10:00:00.000Z "}, {},
    ],
)  # fmt: skip
def test_entries_are_checked_as_their_table_checks_them(hard: Rehab, wrong: dict[str, Any]) -> None:
    row = {
        "id": A_NEW_ID, "kind": "note", "day": "2026-01-01", "recorded_at": "2026-01-01T10:00:00.000Z",
        "origin": "import", "simulated": False, **wrong,
    }  # fmt: skip
    values = (row["id"], 1, row["kind"], row["day"], row["recorded_at"], row["origin"], row["simulated"])
    sql = (
        "INSERT INTO entry (id, patient_id, change_id, kind, day, recorded_at, offset_minutes, time_zone, origin,"
        " simulated) SELECT ?, p.id, ?, ?, ?, ?, 0, 'UTC', ?, ? FROM patient p"
    )
    connection = hard._store.connection
    connection.execute("BEGIN")
    try:
        connection.execute(sql, values)
        refused = False
    except sqlite3.IntegrityError as problem:
        refused = "CHECK" in str(problem)
    finally:
        connection.execute("ROLLBACK")
    assert refused == bool(wrong)
    if refused:
        with pytest.raises(InvalidValue, match="cannot be kept"):
            bulk_entries._check([row])
    else:
        bulk_entries._check([row])
