"""Many records taken in: what each leaves behind in memory, and who does the work."""

import gc
from pathlib import Path
from shutil import copy
from signal import SIGKILL
from subprocess import Popen
from typing import Any
from unittest import mock

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.services import beside
from rehab_tui.services.caseload import many as caseload_many
from rehab_tui.services.caseload import summary as caseload_summary
from rehab_tui.services.caseload.form import records_of
from tests.services.caseloads import Patient, stamp, take, write_five


def test_a_record_that_was_taken_in_leaves_nothing_behind_in_memory(rehab: Rehab, tmp_path: Path) -> None:
    """Commands run without a garbage collector: a thousand records that point to themselves would be gigabytes."""
    ann = Patient("Ann").days(10, 1, 3)
    older = ann.record(tmp_path / "older.rehab.json", ago=1)
    newer = ann.days(0, 0, 3).record(tmp_path / "newer.rehab.json")
    cut = tmp_path / "cut.rehab.json"
    cut.write_bytes(newer.read_bytes()[:-900])
    take(rehab, write_five(tmp_path).values())  # what is loaded with the first record stays
    take(rehab, [older])
    gc.collect()
    gc.disable()
    try:
        assert [bool(one) for one in take(rehab, [newer, cut])] == [False, True]
        patients = [row.patient for row in rehab.caseload.rows(stamp().moment)]
        assert list(rehab.caseload.work_out(patients, stamp)) == [None] * 6
        assert gc.collect() < 20, "one record is some hundreds of values"
    finally:
        gc.enable()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of seven patients: two of one of them in either order, a copy, one that is cut, one that is locked."""
    place = tmp_path_factory.mktemp("sent")
    write_five(place)
    ann, ben = Patient("Ann").days(10, 3, 3), Patient("Ben").days(10, 3, 2)
    ann.record(place / "ann-1.rehab.json", ago=3)
    ben.record(place / "ben-2.rehab.json", ago=3)
    ann.days(2, 0, 7).record(place / "ann-2.rehab.json")
    ben.days(2, 0, 2).record(place / "ben-1.rehab.json")
    copy(place / "ann-2.rehab.json", place / "ann-3.rehab.json")
    (place / "cut.rehab.json").write_bytes((place / "quiet.rehab.json").read_bytes()[:-900])
    (place / "deep.rehab.json").write_bytes(b"age-encryption.org/v1\n")
    return place


@pytest.fixture
def several_cores(monkeypatch: pytest.MonkeyPatch) -> list[Popen[bytes]]:
    """Have two cores, and records that are worth them; return the processes that are begun."""
    begun: list[Popen[bytes]] = []

    def begin(*given: Any, **named: Any) -> Popen[bytes]:
        begun.append(Popen(*given, **named))
        return begun[-1]

    monkeypatch.setattr(beside, "Popen", begin)
    monkeypatch.setattr(beside, "WORTH", 1)
    monkeypatch.setattr(beside, "cores", lambda: 2)
    return begun


def test_several_cores_give_what_one_gives(
    rehab: Rehab, folder: Path, tmp_path: Path, several_cores: list[Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = records_of([folder])
    several = list(rehab.caseload.take_all(paths, stamp, lambda _: "words"))
    monkeypatch.setattr(beside, "cores", lambda: 1)
    with Rehab.open(tmp_path / "one.db", create=True) as other:
        assert several == list(other.caseload.take_all(paths, stamp, lambda _: "words"))
        now = stamp().moment
        assert [row.summary for row in rehab.caseload.rows(now)] == [row.summary for row in other.caseload.rows(now)]
    assert {one.path.name[:-11]: one.taken and (one.taken.entries, one.taken.known) for one in several}["ann-3"] == (
        0, True,
    )  # fmt: skip
    assert [one.path.name for one in several if one.refused] == ["cut.rehab.json", "deep.rehab.json"]
    assert [one.returncode for one in several_cores] == [-SIGKILL] * 2


def test_a_process_that_is_killed_costs_its_own_file_only(
    rehab: Rehab, folder: Path, several_cores: list[Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = caseload_many.Crew._words

    def killed(self: caseload_many.Crew, worker: Any) -> Any:
        worker.process.kill()
        return real(self, worker)

    monkeypatch.setattr(caseload_many.Crew, "_words", killed)
    came = list(rehab.caseload.take_all(records_of([folder]), stamp, lambda _: "words"))
    refused = [one.refused for one in came if one.refused]
    assert "cut.rehab.json" in refused[0]
    assert "deep.rehab.json was not taken in: the process that read it ended" in refused[1]
    assert (len(came), len(refused), len(rehab.caseload.rows(stamp().moment))) == (12, 2, 7)


def test_stopping_half_way_ends_the_processes_and_keeps_what_was_told(
    rehab: Rehab, folder: Path, several_cores: list[Popen[bytes]]
) -> None:
    outcomes = rehab.caseload.take_all(records_of([folder]), stamp)
    told = [next(outcomes) for _ in range(2)]
    outcomes.close()
    assert [one.returncode for one in several_cores] == [-SIGKILL] * 2
    assert {one.taken.name for one in told if one.taken} == {"Ann"}
    assert [row.label for row in rehab.caseload.rows(stamp().moment)] == ["Ann"]


def test_where_no_process_can_begin_the_work_is_done_here(
    rehab: Rehab, folder: Path, several_cores: list[Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "Worker", mock.Mock(side_effect=OSError("no more processes")))
    assert sum(one is None for one in take(rehab, records_of([folder]))) == 10


def test_several_cores_work_out_anew_what_other_rules_have_said(
    rehab: Rehab, folder: Path, several_cores: list[Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "WORTH", 1_000_000_000)
    take(rehab, records_of([folder]))
    now = stamp().moment
    before = [row.summary for row in rehab.caseload.rows(now)]
    with mock.patch.object(caseload_summary, "by_rules", return_value="older"):
        assert list(rehab.caseload.work_out([one.patient for one in before[:3]], stamp)) == [None] * 3
    assert not several_cores, "so little is not worth another process"
    assert len(rehab.caseload.of_other_rules) == 3
    monkeypatch.setattr(beside, "WORTH", 1)
    ghost = "a patient who was removed meanwhile"
    assert list(rehab.caseload.work_out([*(one.patient for one in before), ghost], stamp)) == [None] * 8
    assert len(several_cores) == 2
    assert rehab.caseload.of_other_rules == ()
    assert [row.summary for row in rehab.caseload.rows(now)] == before
    done = rehab.caseload.work_out([one.patient for one in before], stamp)
    assert next(done) is None
    for one in several_cores[-2:]:
        one.kill()
    said = [words for words in done if words]
    assert len(said) <= 2, "each costs at most what it was at"
    assert all("ended too early" in words for words in said)
