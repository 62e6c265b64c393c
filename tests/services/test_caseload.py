"""A therapist's caseload: who needs attention first and why, what was reviewed, two records of one patient."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

import rehab_tui
from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.caseload import Standing, Summary
from rehab_tui.domain.entry import Note
from rehab_tui.domain.exercise import Dose
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.domain.symptom import Form, SymptomsAnswered, report_of
from rehab_tui.errors import NotFound, NotKept, Refused, UnusableFile
from rehab_tui.exchange.record.file import read_record, record_chunks
from rehab_tui.exchange.report.page import page
from rehab_tui.rules.triage import reasons, words_of
from rehab_tui.services import by_rules
from rehab_tui.services.caseload import taking as caseload_taking
from rehab_tui.services.caseload.page import patient_page
from rehab_tui.services.importing import import_records, trial_store
from rehab_tui.services.journal import Draft
from tests.services.caseloads import TODAY, Patient, stamp, take, write_five

NOW = stamp(hour=22).moment


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_five(tmp_path_factory.mktemp("five"))


def test_records_made_for_the_purpose_come_out_in_order_each_with_its_reason(
    rehab: Rehab, five: dict[str, Path]
) -> None:
    assert take(rehab, five.values()) == [None] * 5
    rows = rehab.caseload.rows(NOW)
    assert [row.label for row in rows] == ["Zoe", "Yan", "Xia", "Bob", "Abe"]
    assert [row.standing for row in rows] == [
        Standing.EMERGENCY, Standing.RISING_WITH_WORK, Standing.RISING, Standing.SILENT, Standing.NEW,
    ]  # fmt: skip
    said = [words_of(row)[0] for row in rows]
    assert said[0] == "Level 1 open: Numb between the legs, since 20 Nov; nobody has acted on it"
    assert said[1] == (
        "Pain rising, left hip: 5.3 from 14 to 20 Nov (7 scores), 3.0 the two weeks before (14 scores); "
        "done of planned up: 100 % from 14 to 20 Nov, 48 % in the 21 days before"
    )
    assert said[2] == "Pain rising, left hip: 5.3 from 14 to 20 Nov (7 scores), 3.0 the two weeks before (14 scores)"
    assert said[3] == "No score for 8 days before the file was made, since 12 Nov"
    assert words_of(rows[4])[1] == (
        "No alerts from what was logged: warning-sign questions answered 28 of 28 days, full list never"
    )
    assert (rows[1].mean_7, rows[1].mean_prior_14, rows[1].spark) == (37 / 7, 3, (3,) * 24 + (7,) * 4)
    assert rows[3].spark == (2,) * 19 + (None,) * 9
    assert (rows[3].data_to, rows[3].last_entry) == (TODAY, TODAY - timedelta(days=9))


def test_a_sign_that_the_patient_took_back_stays_open_and_says_so(rehab: Rehab, tmp_path: Path) -> None:
    """The therapist rang about a numb leg that was a slip of the finger; a later report must not read as taken back."""
    ann, bo = (Patient(name).sign(0, "calf-swelling:left") for name in ("Ann", "Bo"))
    cy = Patient("Cy").sign(0, "metalwork").sign(0, "metalwork", hour=10)
    ann.rehab.journal.undo(stamp(hour=10))
    bo.rehab.journal.mistake(bo.rehab.journal.between(TODAY, TODAY)[0], stamp(hour=10))
    cy.rehab.journal.mistake(cy.rehab.journal.between(TODAY, TODAY)[0], stamp(hour=11))
    take(rehab, [one.record(tmp_path / f"{number}.rehab.json") for number, one in enumerate((ann, bo, cy))])
    rows = rehab.caseload.rows(NOW)
    assert [row.standing for row in rows] == [Standing.TODAY, Standing.TODAY, Standing.WAITING]
    words = {row.label: words_of(row)[0] for row in rows}
    assert words["Ann"].endswith(", since 20 Nov; entry taken back by the patient; nobody has acted on it")
    assert words["Bo"].endswith("; entry marked as a mistake by the patient; nobody has acted on it")
    assert words["Cy"].endswith(", since 20 Nov; nobody has acted on it")
    report = patient_page(rehab.caseload, rehab.caseload.find("Ann"), NOW).report
    assert "Opened Fri 20 Nov 2026. Entry taken back by the patient. " in str(page(report, "rehab"))
    assert [one.follow_up.corrected is None for one in report.waiting] == [False, True], "AD-01 rests on no one entry"


def test_what_was_done_before_anyone_allowed_it_is_told_in_the_row_and_moves_nobody(
    rehab: Rehab, tmp_path: Path
) -> None:
    ann = Patient("Ann").days(27, 0, 2)
    ann.log(2, ExerciseDone("swimming", Dose(minutes=20), not_allowed=True))
    assert take(rehab, [ann.record(tmp_path / "ann.rehab.json")]) == [None]
    (row,) = rehab.caseload.rows(NOW)
    assert row.standing is Standing.NEW
    assert words_of(row)[1].startswith("Done before anyone allowed it: Swimming, 18 Nov (not allowed yet: ")


def test_the_order_stays_when_days_go_by_and_every_reason_is_told(rehab: Rehab, five: dict[str, Path]) -> None:
    take(rehab, five.values())
    later = stamp(TODAY + timedelta(days=15), 22).moment
    rows = rehab.caseload.rows(later)
    assert [row.label for row in rows] == ["Zoe", "Yan", "Xia", "Bob", "Abe"]
    assert [row.standing for row in rows] == [
        Standing.EMERGENCY, Standing.OVERDUE, Standing.OVERDUE, Standing.SILENT, Standing.STALE,
    ]  # fmt: skip
    for row in rows:
        told = reasons(row)
        assert told[0].standing is row.standing
        assert "No newer file for 15 days: the newest is of 20 Nov" in [one.words for one in told]


def test_what_was_reviewed_is_folded_away_until_something_is_new(
    rehab: Rehab, five: dict[str, Path], tmp_path: Path
) -> None:
    take(rehab, [five["quiet"], five["rising"]])
    for row in rehab.caseload.rows(NOW):
        rehab.caseload.review(row.patient, stamp(hour=22))
    listed = rehab.caseload.listed(NOW)
    assert (listed.changed, len(listed.folded)) == ((), 2)
    assert [row.standing for row in listed.every] == [Standing.RISING, Standing.QUIET]
    overdue = rehab.caseload.listed(stamp(TODAY + timedelta(days=4)).moment)
    assert [row.label for row in overdue.changed] == ["Xia"]


def test_a_newer_record_of_a_patient_adds_to_the_older_and_is_new_to_the_therapist(
    rehab: Rehab, tmp_path: Path
) -> None:
    ann = Patient().days(27, 7, 3)
    older = ann.record(tmp_path / "older.rehab.json", ago=7)
    newer = ann.days(6, 0, 3).record(tmp_path / "newer.rehab.json")
    part = ann.record(tmp_path / "part.rehab.json", selection=Selection(EVERYTHING, last=TODAY - timedelta(days=20)))
    take(rehab, [older])
    (row,) = rehab.caseload.rows(NOW)
    assert row.data_to == TODAY - timedelta(days=7)
    rehab.caseload.review(row.patient, stamp())
    take(rehab, [newer])
    (row,) = rehab.caseload.listed(NOW).changed
    assert (row.data_to, row.mean_7, row.summary.n_7) == (TODAY, 3, 7)
    rehab.caseload.review(row.patient, stamp())
    before = summary(rehab)
    assert take(rehab, [part, older, newer]) == [None] * 3
    assert summary(rehab) == before
    assert len(rehab.caseload.listed(NOW).folded) == 1
    with rehab.patient(row.patient, NOW) as page:
        kept = page.journal.between(TODAY - timedelta(days=60), TODAY, every_state=True)
        assert kept == ann.rehab.journal.between(TODAY - timedelta(days=60), TODAY, every_state=True)


def test_the_newer_record_first_and_the_older_after_it_gives_the_same(rehab: Rehab, tmp_path: Path) -> None:
    ann = Patient().days(20, 7, 3)
    older = ann.record(tmp_path / "older.rehab.json", ago=7)
    newer = ann.days(6, 0, 5).record(tmp_path / "newer.rehab.json")
    take(rehab, [newer])
    alone = summary(rehab)
    taken = [one.taken for one in rehab.caseload.take_all([older, older, newer], stamp)]
    assert [(one.entries, one.known) for one in taken if one] == [(0, False), (0, True), (0, True)]
    assert summary(rehab) == alone


def summary(rehab: Rehab) -> list[Summary]:
    return [row.summary for row in rehab.caseload.rows(NOW)]


def test_two_patients_of_one_name_stay_two_and_are_told_apart(rehab: Rehab, tmp_path: Path) -> None:
    """Nothing is merged by name (E12)."""
    paths = [Patient("Ann  Lee").days(3, 0, 2).record(tmp_path / "a.rehab.json")]
    paths.append(Patient("ann lee").days(3, 0, 4).record(tmp_path / "b.rehab.json"))
    take(rehab, paths)
    rows = rehab.caseload.rows(NOW)
    assert sorted(row.label for row in rows) == sorted(f"{row.summary.name} ({row.short_id})" for row in rows)
    with pytest.raises(NotFound, match="several patients"):
        rehab.caseload.find("Ann Lee")
    assert rehab.caseload.find(rows[0].short_id) == rows[0].patient


def test_who_stands_alike_is_in_the_order_of_names_and_then_of_ids(rehab: Rehab, tmp_path: Path) -> None:
    names = ("Zoe", "ann lee", "Bob", "Ann Lee", "Ann  Lee", "Yan")
    take(rehab, [Patient(name).days(3, 0, 2).record(tmp_path / f"{n}.rehab.json") for n, name in enumerate(names)])
    rows = rehab.caseload.rows(NOW)
    assert len({row.standing for row in rows}) == 1
    assert [" ".join((row.summary.name or "").split()).lower() for row in rows] == [
        "ann lee", "ann lee", "ann lee", "bob", "yan", "zoe",
    ]  # fmt: skip
    assert [row.patient for row in rows[:3]] == sorted(row.patient for row in rows[:3])


def test_to_read_the_beginning_of_a_name_is_enough_where_only_one_has_it(rehab: Rehab, tmp_path: Path) -> None:
    names = ("Paul Pushes", "Ann", "Anna Lee", "Anne")
    take(rehab, [Patient(name).days(1, 0, 2).record(tmp_path / f"{name}.rehab.json") for name in names])
    ids = {row.summary.name: row.patient for row in rehab.caseload.rows(NOW)}
    find = rehab.caseload.find
    found = [find(typed, reading=True) for typed in ("PAUL", "paul  pu", "ann", "anna", "Anne")]
    assert found == [ids[name] for name in ("Paul Pushes", "Paul Pushes", "Ann", "Anna Lee", "Anne")]
    with pytest.raises(NotFound, match=r"several patients are meant by .*Anna Lee [0-9a-f]{8}.*beginning of an id"):
        find("an", reading=True)
    with pytest.raises(NotFound, match=rf"Paul Pushes {ids['Paul Pushes'][:8]}\?"):
        find("paul")
    for typed in (" ", "pushes"):
        with pytest.raises(NotFound, match="no patient"):
            find(typed, reading=True)


def test_a_patients_page_can_be_read_like_their_own_file_and_never_written(rehab: Rehab, five: dict[str, Path]) -> None:
    take(rehab, [five["numb"]])
    with rehab.patient(rehab.caseload.find("zoe"), NOW) as page:
        one = page.follow_ups.waiting()[0]
        assert [(f.rule, f.level) for f in page.follow_ups.waiting()] == [("RF-02", 1)]
        assert page.days.review(TODAY, TODAY).exercise_stopped
        with pytest.raises(NotKept):
            page.follow_ups.acknowledge(one, stamp())
        page.journal.watch(stamp())
    assert rehab.care.check(NOW).problems == ()


def test_notes_and_reviews_can_be_taken_back_and_stay_with_the_therapist(
    rehab: Rehab, five: dict[str, Path], tmp_path: Path
) -> None:
    take(rehab, [five["quiet"]])
    patient = rehab.caseload.find("Abe")
    rehab.caseload.note(patient, "call about the stairs", stamp())
    assert [note.text for note in rehab.caseload.notes(patient)] == ["call about the stairs"]
    rehab.caseload.review(patient, stamp())
    assert rehab.journal.undo(stamp()).words == "undone: Abe reviewed"
    assert rehab.caseload.row(patient, NOW).changed
    assert rehab.journal.undo(stamp()).words == "undone: note about Abe"
    assert rehab.caseload.notes(patient) == ()
    with pytest.raises(Refused, match="nothing left to undo"):
        rehab.journal.undo(stamp())
    own = tmp_path / "own.rehab.json"
    with pytest.raises(Refused, match="no diary of its own"):
        rehab.exporting.export(own, Selection(EVERYTHING), record_chunks, stamp(), force=True)
    rehab.journal.add(TODAY, Note("my own knee"), stamp(), "note")
    rehab.exporting.export(own, Selection(EVERYTHING), record_chunks, stamp(), force=True)
    assert "Abe" not in own.read_text("utf-8")
    assert "quiet" not in own.read_text("utf-8")


def test_a_caseload_that_somebody_tore_is_found_by_the_check(rehab: Rehab, five: dict[str, Path]) -> None:
    take(rehab, [five["quiet"], five["silent"]])
    quiet, silent = rehab.caseload.find("Abe"), rehab.caseload.find("Bob")
    run = rehab.use(lambda store: store.connection.execute)
    run("DELETE FROM caseload_record WHERE patient = ?", (quiet,))
    run("UPDATE caseload_record SET record = x'00' WHERE patient = ?", (silent,))
    run("UPDATE caseload_summary SET details = '{' WHERE patient = ?", (silent,))
    lines = rehab.care.check(NOW).problems
    assert len(lines) == 2
    assert any(quiet in line and "take the record in again" in line for line in lines)
    with pytest.raises(UnusableFile, match="rehab check"):
        rehab.patient(silent, NOW)
    take(rehab, [five["quiet"]])
    assert len(rehab.care.check(NOW).problems) == 1
    rehab.patient(quiet, NOW).close()


def test_two_devices_that_know_half_an_emergency_each_are_one_in_the_list(rehab: Rehab, tmp_path: Path) -> None:
    """Each leg alone is level 2 long after surgery; both together are level 1, and no program has said it (RF-04)."""
    ann = Patient().days(3, 0, 2)
    with Rehab(trial_store(tmp_path / "other.db")) as other:
        first = ann.record(tmp_path / "first.rehab.json")
        other.use(lambda store: import_records(store, [(first, read_record(first))], stamp(), dry_run=False))
        ann.sign(0, "leg-weakness:left")
        right = SymptomsAnswered(Form.PICKED, ("leg-weakness",), (report_of("leg-weakness:right"),))
        other.journal.log([Draft(TODAY, right)], stamp(hour=10), "a sign")
        second = tmp_path / "second.rehab.json"
        other.exporting.export(second, Selection(EVERYTHING), record_chunks, stamp(hour=20), force=True)
    take(rehab, [ann.record(first)])
    assert [row.summary.level for row in rehab.caseload.rows(NOW)] == [2]
    take(rehab, [second])
    (row,) = rehab.caseload.rows(NOW)
    assert row.summary.level == 1
    assert "seen only where the files of this patient met" in words_of(row)[0]
    with rehab.patient(row.patient, NOW) as page:
        assert page.follow_ups.waiting()[0].level == 1
    before = summary(rehab)
    assert take(rehab, [ann.log(0, Note("still so")).record(tmp_path / "third.rehab.json")]) == [None]
    assert [one.level for one in summary(rehab)] == [one.level for one in before]


def test_what_another_program_took_in_meanwhile_is_not_lost(rehab: Rehab, tmp_path: Path) -> None:
    ann = Patient().days(3, 2, 2)
    older = ann.record(tmp_path / "older.rehab.json", ago=2)
    newer = ann.days(1, 0, 5).record(tmp_path / "newer.rehab.json")
    real, done = caseload_taking.summarized, []

    def overtaken(*given: Any, **named: Any) -> Summary:
        if not done:
            done.append(True)
            with Rehab.open(rehab.path) as other:
                assert take(other, [newer]) == [None]
        return real(*given, **named)

    with mock.patch.object(caseload_taking, "summarized", overtaken):
        assert take(rehab, [older]) == [None]
    (row,) = rehab.caseload.rows(NOW)
    assert (row.summary.n_7, row.data_to) == (4, TODAY)


def test_a_record_that_would_fill_the_memory_is_refused(rehab: Rehab, five: dict[str, Path]) -> None:
    with mock.patch.object(caseload_taking, "LARGEST", 10):
        (said,) = take(rehab, [five["quiet"]])
    assert "is larger than" in (said or "")


def test_every_module_of_the_rules_tells_them_from_others() -> None:
    root = Path(rehab_tui.__file__).parent
    there = {str(path) for room in by_rules.ROOMS for path in (root / room).rglob("*.py")}
    assert {str(module) for room in by_rules.ROOMS for module in by_rules.modules(root / room)} == there
    assert str(root / "rules" / "computed" / "trends.py") in there


def test_what_other_rules_have_said_is_worked_out_anew_and_is_new_where_it_reads_otherwise(
    rehab: Rehab, five: dict[str, Path]
) -> None:
    """A person whom older rules called quiet must not stay at the end of the list, reviewed and folded away."""
    take(rehab, [five["rising"], five["quiet"]])
    assert rehab.caseload.of_other_rules == ()
    right = {row.patient: (row.standing, row.details) for row in rehab.caseload.rows(NOW)}
    run = rehab.use(lambda store: store.connection.execute)
    run(
        "UPDATE caseload_summary SET standing = 13,"
        " details = json_set(details, '$.rules', 'older', '$.rising', json('[]'))"
    )
    for row in rehab.caseload.rows(NOW):
        assert row.summary.name == "Xia" or row.standing is Standing.NEW
        rehab.caseload.review(row.patient, stamp(hour=21))
    assert [row.standing for row in rehab.caseload.rows(NOW)] == [Standing.QUIET] * 2
    old = rehab.caseload.of_other_rules
    assert len(old) == 2
    assert list(rehab.caseload.work_out(old, stamp)) == [None, None]
    rows = rehab.caseload.rows(NOW)
    assert {row.patient: row.details for row in rows} == {one: details for one, (_, details) in right.items()}
    assert [(row.label, row.standing, row.changed) for row in rows] == [
        ("Xia", Standing.RISING, True), ("Abe", Standing.QUIET, False),
    ]  # fmt: skip
    assert rehab.caseload.of_other_rules == ()
    assert rehab.journal.undo(stamp()).words.startswith("undone: ")
    assert len(rehab.caseload.rows(NOW)) == 2


def test_a_record_that_cannot_be_read_is_told_and_the_rest_is_worked_out(rehab: Rehab, five: dict[str, Path]) -> None:
    take(rehab, [five["rising"], five["quiet"]])
    run = rehab.use(lambda store: store.connection.execute)
    run("UPDATE caseload_summary SET details = json_set(details, '$.rules', 'older')")
    run("UPDATE caseload_record SET record = x'00' WHERE patient = ?", (rehab.caseload.find("Abe"),))
    said = list(rehab.caseload.work_out(rehab.caseload.of_other_rules, stamp))
    assert sorted(one is None for one in said) == [False, True]
    assert rehab.caseload.of_other_rules == (rehab.caseload.find("Abe"),)


def test_a_patient_who_is_removed_is_gone_from_the_file_and_from_the_words_of_the_trail(
    rehab: Rehab, tmp_path: Path
) -> None:
    whole = "Quirinale"
    ann = (
        Patient(whole).days(9, 0, 3).log(0, Note("only for my therapist: xylophone")).record(tmp_path / "q.rehab.json")
    )
    take(rehab, [ann, Patient("Bo").days(9, 0, 3).record(tmp_path / "bo.rehab.json")])
    gone, stays = rehab.caseload.find(whole), rehab.caseload.find("Bo")
    rehab.caseload.note(gone, f"{whole} likes the stairs", stamp())
    rehab.caseload.note(stays, "still here", stamp())
    rehab.caseload.review(gone, stamp())
    rehab.journal.undo(stamp())
    rehab.caseload.write_plan(gone, tmp_path / "plan-of.yaml", "x", stamp(), force=False)
    found = rehab.caseload.removal(gone, NOW)
    assert (found.words, found.backups) == ("the record (1 file taken in), 1 note of yours and 1 review", ())
    copies = [found._replace(backups=(tmp_path,) * number).copies for number in (0, 1, 2)]
    assert copies == ["", "1 backup made before still holds it", "2 backups made before still hold it"]
    rehab.caseload.remove(found, stamp())
    assert [row.label for row in rehab.caseload.rows(NOW)] == ["Bo"]
    kept = rehab.path.read_bytes()
    assert not any(
        one in kept for one in (whole.encode(), gone.encode(), gone[:8].encode(), b"q.rehab.json", b"stairs")
    )
    assert [note.text for note in rehab.caseload.notes(stays)] == ["still here"]
    assert [line.words for line in rehab.care.trail()] == [
        "bo.rehab.json taken into the caseload",
        "note about Bo",
        f"a patient removed from the caseload: {found.words}",
    ]
    assert rehab.care.check(NOW).problems == ()
    assert rehab.journal.undo(stamp()).words == "undone: note about Bo"
    assert take(rehab, [ann]) == [None]
    assert rehab.caseload.row(gone, NOW).reviewed is None
