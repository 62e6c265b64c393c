"""Export, wipe, import: a hard history gives the same answers and the same report in the other file; once is enough."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.guided_keys import Press
from rehab_tui.domain.report import PARTS
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.exchange.formats import FORMATS
from rehab_tui.exchange.record.file import record_chunks, record_of
from rehab_tui.exchange.report.formats import report_format, written
from rehab_tui.services.importing import import_records
from rehab_tui.services.report.gather import Reports
from rehab_tui.services.writing import BEGINNING, OLD, write_private
from rehab_tui.store.bulk import entries as bulk_entries
from tests.exchange.hard_history import LAST, stamp, write
from tests.services.test_guided import Window

HERE = Path("a.rehab.json")


def record(rehab: Rehab) -> bytes:
    return b"".join(record_chunks(rehab.exporting.material(Selection(EVERYTHING), stamp(0).moment)))


def taken_in(rehab: Rehab, data: bytes) -> bool:
    """Take a record in; return whether anything in it was new."""
    found = rehab.use(lambda store: import_records(store, [(HERE, record_of(HERE, data))], stamp(0), dry_run=False))
    return found.taken[0].added.anything


@pytest.fixture
def other(hard: Rehab, tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "other.db", create=True) as opened:
        assert taken_in(opened, record(hard))
        yield opened


def report(rehab: Rehab, ending: str) -> bytes:
    reports = rehab.use_with_plans(Reports)
    return written(reports.report("-40", frozenset(PARTS), stamp(0, 22).moment), report_format(f"a{ending}"), "rehab")


def test_the_other_file_gives_the_same_answers_everywhere(hard: Rehab, other: Rehab) -> None:
    first = LAST - timedelta(days=60)
    everything = [one.journal.between(first, LAST, every_state=True) for one in (hard, other)]
    assert everything[0] == everything[1]
    told = [{one.id: one for one in rehab.follow_ups.all()} for rehab in (hard, other)]
    assert {name: told[1].get(name) for name in told[0]} == told[0]
    assert hard.profiles.read() == other.profiles.read()
    assert hard.plans.versions() == other.plans.versions()
    assert [hard.plan_files.text(one) for one in hard.plans.versions()] == [
        other.plan_files.text(one) for one in other.plans.versions()
    ]
    for side in (Side.LEFT, Side.RIGHT):
        pain = [one.looking_back.pain(side, Site.HIP, LAST - timedelta(days=41), LAST) for one in (hard, other)]
        assert pain[0] == pain[1]
    assert other.care.check(stamp(0, 22).moment).problems == ()


@pytest.mark.parametrize("ending", [".md", ".html"])
def test_the_report_is_the_same_to_the_byte(hard: Rehab, other: Rehab, ending: str) -> None:
    new = {one.id for one in other.follow_ups.all()} - {one.id for one in hard.follow_ups.all()}
    assert new == set(), "what came in was told already"
    assert report(hard, ending) == report(other, ending)


@pytest.mark.parametrize(
    "ending", [one.ending for one in FORMATS if one.ending not in {".rehab.json", ".rehab.json.age"}]
)
def test_what_the_other_file_hands_over_is_the_same_to_the_byte(hard: Rehab, other: Rehab, ending: str) -> None:
    form = next(one for one in FORMATS if one.ending == ending)
    files = [
        b"".join(form.chunks(one.exporting.material(Selection(EVERYTHING), stamp(0).moment))) for one in (hard, other)
    ]
    assert files[0] == files[1]


OF_THIS_FILE = re.compile("care|caseload_.*|_sqlite_migrations|sqlite_.*")
"""Tables that are no patient's record: book-keeping of one file, and a therapist's own."""


def told_by(rehab: Rehab) -> dict[str, Counter[tuple[tuple[str, object], ...]]]:
    """Return the rows of every table of the patient, each number of another row put as what that row is."""
    connection = rehab._store.connection
    own: dict[str, dict[object, object]] = {}
    found: dict[str, Counter[tuple[tuple[str, object], ...]]] = {}
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    tables = [name for name in tables if not OF_THIS_FILE.fullmatch(name)]

    def what(table: str, number: object) -> object:
        """Return what a row is known by in every file: its id, or of a change all it says."""
        if table in bulk_entries.KIND_TABLES:  # the rows below an entry point to its own values
            table = "entry"
        if table not in own:
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            key = "id" if table in ("change", "patient") else "seq"
            names = rows[0].keys()
            said = [name for name in names if name not in ("id", "undoes")] if table == "change" else ["id"]
            own[table] = {row[key]: tuple(row[name] for name in said) for row in rows}
        return own[table].get(number, number)  # a plan is pointed to by its id

    for table in tables:
        links = {row["from"]: row["table"] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
        mine = {row["name"] for row in connection.execute(f"PRAGMA table_info({table})") if row["pk"]} - {*links, "id"}
        mine |= {"id"} if table == "change" else set()
        found[table] = Counter(
            tuple(
                (name, what(links[name], row[name]) if name in links else row[name])
                for name in row.keys()  # noqa: SIM118 (a row of sqlite3 yields its values)
                if name not in mine or name == "position"
            )
            for row in connection.execute(f"SELECT * FROM {table}")
            if not (table == "change" and row["verb"] == "import")
        )
    return found


def test_every_table_of_the_patient_holds_the_same_in_the_other_file(tmp_path: Path) -> None:
    with (
        Rehab.open(tmp_path / "one.db", create=True) as one,
        Rehab.open(tmp_path / "two.db", create=True) as two,
    ):
        write(one)
        Window(one, again=True).press(2, Press.GO, Press.FULL)
        assert taken_in(two, record(one))
        here, there = told_by(one), told_by(two)
    assert [name for name, rows in here.items() if not rows] == [], "the history has to fill every table"
    assert here.keys() == there.keys()
    for name in here:
        assert here[name] == there[name], name


def test_the_same_record_again_changes_nothing(hard: Rehab, other: Rehab) -> None:
    def rows() -> list[tuple[object, ...]]:
        return [tuple(row) for row in other._store.connection.execute("SELECT * FROM change ORDER BY id")]

    before = (rows(), record(other))
    assert not taken_in(other, record(hard))
    assert (rows(), record(other)) == before


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux knows files without a name")
def test_nothing_can_be_found_in_the_folder_before_all_of_it_is_written(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def pieces() -> Iterator[bytes]:
        for piece in (b"one, ", b"two"):
            seen.append([place.name for place in tmp_path.iterdir()])
            yield piece

    write_private(tmp_path / "a.csv", pieces())
    assert seen == [[], []]
    assert [(place.name, place.read_bytes()) for place in tmp_path.iterdir()] == [("a.csv", b"one, two")]
    write_private(tmp_path / "a.csv", b"three", force=True)
    assert [(place.name, place.read_bytes()) for place in tmp_path.iterdir()] == [("a.csv", b"three")]


def test_what_a_program_that_was_ended_left_half_written_goes_with_the_next_file(tmp_path: Path) -> None:
    old, at = "0123456789abcdef" * 2, tmp_path.stat().st_mtime - 2 * OLD
    left = {name: tmp_path / f"{BEGINNING}{name}" for name in (old, "abcd_1_2", "notes", "f" * 32, "e" * 32, "d" * 32)}
    for name, place in left.items():
        place.write_bytes(b"half")
        place.chmod(0o644 if name == "e" * 32 else 0o600)
        if name != "f" * 32:
            os.utime(place, (at, at))
    left["d" * 32].unlink()
    left["d" * 32].symlink_to(left["notes"])
    write_private(tmp_path / "a.csv", b"one")
    kept = {"notes": "another name", "f" * 32: "new", "e" * 32: "open to others", "d" * 32: "a link"}
    assert {name for name, place in left.items() if place.is_symlink() or place.exists()} == set(kept)
