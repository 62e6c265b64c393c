"""`rehab caseload`: many records taken in, the broken ones told of; the list, one patient, notes, the plan back."""

import json
import sqlite3
import stat
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from runs import Ran, runner

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import run
from rehab_tui.domain.body import Side
from rehab_tui.domain.caseload import Standing
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.symptom import Form, SymptomsAnswered, asked_in
from rehab_tui.services.caseload import patients as caseload
from rehab_tui.services.caseload import taking as caseload_taking
from rehab_tui.services.journal import Draft
from tests.services.caseloads import TODAY as DAY
from tests.services.caseloads import Patient, stamp, write_five

TODAY = ("--today", "2026-11-20")
NASTY = "=1+1 \x1b]0;owned\x07[bold]\u202e ü"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    (folder / "deeper").mkdir()
    write_five(folder / "deeper")
    return folder


class Therapist:
    """A therapist's own file, and what its commands said."""

    def __init__(self, db: Path) -> None:
        self.db = db
        self._run = runner(db)

    def __call__(self, *words: str, **more: Any) -> Ran:
        return self._run(*TODAY, "caseload", *words, **more)

    def names(self) -> list[str | None]:
        return [one["name"] for one in self("--json").data]


@pytest.fixture
def ours(tmp_path: Path) -> Therapist:
    return Therapist(tmp_path / "therapist.db")


def signed(content: dict[str, Any]) -> bytes:
    content = {name: value for name, value in content.items() if name != "checksum"}
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(
        content | {"checksum": "sha256:" + sha256(plain.encode()).hexdigest()}, ensure_ascii=False
    ).encode()


def test_the_list_the_json_and_the_rank_are_one(ours: Therapist, records: Path) -> None:
    missing = ours("list")
    assert (missing.code, "rehab caseload add" in missing.err) == (3, True)
    done = ours("add", str(records))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("5 records taken in (5 new patients). ")
    assert stat.S_IMODE(ours.db.stat().st_mode) == 0o600
    found = ours("list", "--json").data
    assert [one["name"] for one in found] == ["Zoe", "Yan", "Xia", "Bob", "Abe"]
    assert all(
        list(one) == [
            "patient", "name", "reasons", "level", "data_to", "exported_at", "last_entry", "mean_7", "mean_prior_14",
            "adherence_7", "adherence_28", "open_followups",
        ]
        for one in found
    )  # fmt: skip
    assert [one["reasons"][0].partition(":")[0] for one in found] == [
        "Level 1 open", "Pain rising, left hip", "Pain rising, left hip",
        "No score for 8 days before the file was made, since 12 Nov", "New",
    ]  # fmt: skip
    assert [one["level"] for one in found] == [1, 3, 3, None, None]
    assert (found[3]["mean_7"], found[3]["last_entry"], found[3]["data_to"]) == (None, "2026-11-11", "2026-11-20")
    shown = ours().out
    places = [shown.index(f"{number}  {name} · data to 20 Nov") for number, name in enumerate(ours.names(), 1)]
    assert places == sorted(places)
    assert all(reason in shown for one in found for reason in one["reasons"])


def test_reviewed_patients_are_folded_away_and_undo_brings_them_back(ours: Therapist, records: Path) -> None:
    ours("add", str(records))
    assert ours("reviewed", "abe").code == 0
    assert "only the patient closes them" in ours("reviewed", ours("--json").data[0]["patient"][:8]).err
    shown = ours("list")
    assert "Abe" not in shown.out
    folded = "2 patients reviewed, unchanged since (1 with level 1 open)"
    assert f"{folded}; see them with: rehab caseload list --all" in shown.out
    unfolded = ours("list", "--all").out
    assert "Abe · data to 20 Nov" in unfolded
    assert unfolded.endswith(f"{folded}\n")
    assert len(ours("--json").data) == 5
    assert runner(ours.db)(*TODAY, "undo").code == 0
    assert "Zoe" in ours().out


def test_a_patient_is_shown_with_everything_and_a_note_is_kept(ours: Therapist, records: Path, tmp_path: Path) -> None:
    ann = Patient("Ann Lee").days(20, 3, 3)
    ann.log(0, SymptomsAnswered(Form.FULL, asked_in(Form.FULL)))
    (entry, *_) = ann.rehab.journal.log([two_days_ago(4)], stamp(hour=12), "late").entries
    ann.rehab.journal.amend(entry, two_days_ago(5).fact, stamp(hour=13))
    ours("add", str(ann.record(tmp_path / "ann.rehab.json")))
    assert ours("note", "ann lee", "asks about stairs").code == 0
    assert ours("note", "ann lee", " ").code == 1
    shown = ours("show", "ann lee")
    assert shown.code == 0
    for words in (
        "Ann Lee · id ", "full list 1 time", "Walk", "pain 4, left hip · logged 2 days late", "Walk, from Kim",
        "asks about stairs", "ann.rehab.json", "Not a medical device",
    ):  # fmt: skip
        assert words in shown.out, words
    assert ours("show", "ann", "--json").data["name"] == "Ann Lee"
    assert "Ann Lee" in ours("reviewed", "ann").err, "nothing is written on the beginning of a name"
    found = ours("show", "ANN  LEE", "--json").data
    assert [one["state"] for one in found["entries"]] == ["superseded", "current"]
    assert [one["text"] for one in found["notes"]] == ["asks about stairs"]
    assert found["adherence"]["by_exercise"][0]["exercise"] == "walking"
    assert (found["standing"], found["plans"][0]["author"]) == (Standing.NEW.name.lower(), "Kim")


def two_days_ago(score: int) -> Draft:
    return Draft(DAY - timedelta(days=2), PainScore(score, Side.LEFT))


def test_what_is_broken_is_refused_with_its_reason_and_the_rest_is_taken_in(
    ours: Therapist, records: Path, tmp_path: Path
) -> None:
    whole = (records / "deeper" / "quiet.rehab.json").read_bytes()
    content = json.loads(whole)
    other = content | {"patient": content["patient"] | {"id": "x\nauthor: evil"}}
    broken: dict[str, tuple[bytes, str]] = {
        "cut": (whole[: len(whole) // 2], "ends too early"),
        "altered": (whole.replace(b'"score":2', b'"score":0', 1), "was altered"),
        "deep": (b'{"format":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
        "latin": ("{ä".encode("latin-1"), "not text in UTF-8"),
        "newer": (signed(content | {"version": 2}), "newer rehab"),
        "foreign": (b'{"a": 1}', "not a patient record"),
        "empty": (b"", "is not JSON"),
        "nobody": (signed(other), "patient id"),
        "timeless": (signed(content | {"exported_at": "soon"}), "cannot be read"),
        "locked": (b"age-encryption.org/v1\n-> scrypt abc 18\n", "locked with a passphrase"),
    }
    folder = tmp_path / "mixed"
    (folder / "sub").mkdir(parents=True)
    for name, (data, _) in broken.items():
        (folder / f"{name}.rehab.json{'.age' if name == 'locked' else ''}").write_bytes(data)
    (folder / "zz.rehab.json").write_bytes(whole)
    (folder / "folder.rehab.json").mkdir()
    (folder / "notes.txt").write_text("not a record")
    done = ours("add", str(folder))
    assert done.code == 1
    lines = done.err.splitlines()
    assert len(lines) == len(broken)
    for name, (_, reason) in broken.items():
        (line,) = [line for line in lines if f"{name}.rehab.json" in line]
        assert line.startswith("rehab: refused: "), line
        assert reason in line
    assert done.out.startswith(f"1 record taken in (1 new patient), {len(broken)} refused")
    assert ours.names() == ["Abe"]
    again = ours("add", str(folder), "--json")
    assert (again.code, again.data["known"], again.data["refused"], again.data["taken"]) == (1, 1, len(broken), 0)
    assert ours("add", str(folder / "zz.rehab.json")).code == 0
    assert ours("add", str(folder / "sub")).code == 1
    assert ours("add", str(tmp_path / "none")).code == 1
    assert runner(ours.db)("check").code == 0


def test_names_and_notes_cannot_steer_the_terminal(ours: Therapist, tmp_path: Path) -> None:
    ours("add", str(Patient(NASTY).days(3, 0, 2).record(tmp_path / "n\x1b[2Ja.rehab.json")))
    assert ours.names() == [NASTY]
    patient = ours("--json").data[0]["patient"]
    ours("note", patient[:6], "call \x1b[2J")
    path = tmp_path / "n.plan.yaml"
    for ran in (ours(), ours("show", patient), ours("reviewed", patient), ours("plan", patient, str(path))):
        assert ran.code == 0, ran.err
        assert not set(ran.out + ran.err) & {"\x1b", "\x07", "\u202e"}
    assert "\x1b" not in path.read_text("utf-8")
    assert runner(tmp_path / "none.db")(*TODAY, "plan", "check", str(path)).code == 0


def test_a_name_of_two_lines_makes_no_second_row_and_an_older_record_is_said_to_bring_nothing(
    ours: Therapist, tmp_path: Path
) -> None:
    ann = Patient("Ann\n  2  Bob · data to 20 Nov\u2028x").days(9, 7, 2)
    older = ann.record(tmp_path / "older.rehab.json", ago=7)
    newer = ann.days(6, 0, 2).record(tmp_path / "newer.rehab.json")
    assert ours("add", str(newer)).out.startswith("1 record taken in (1 new patient). ")
    assert ours("add", str(older)).out.startswith("1 record taken in (0 new patients), 1 of them with nothing new. ")
    assert "Ann   2  Bob · data to 20 Nov x · data to 20 Nov · id" in ours().out.splitlines()[0]


def test_the_list_shows_some_in_another_order(ours: Therapist, records: Path) -> None:
    ours("add", str(records))
    ours("reviewed", "Xia")

    def found(*words: str) -> list[str]:
        return [one["name"] for one in ours("list", *words, "--json").data]

    assert found("--only", "rising") == ["Yan", "Xia"]
    assert found("--only", "changed") == ["Zoe", "Yan", "Bob", "Abe"]
    assert found("--only", "reviewed", "--search", "x") == ["Xia"]
    assert found("--order", "name") == ["Abe", "Bob", "Xia", "Yan", "Zoe"]
    assert found("--search", "zo") == ["Zoe"]
    text = ours("list", "--only", "rising").out
    assert text.endswith("2 of 5 patients\n")
    assert "Xia · data to 20 Nov" in text
    wrong = ours("list", "--only", "risng")
    assert (wrong.code, wrong.err) == (1, 'rehab: unknown kind "risng"; did you mean rising?\n')


def test_only_the_notes_that_are_named_leave_and_the_patient_reads_them(ours: Therapist, tmp_path: Path) -> None:
    ann = Patient("Ann").days(27, 4, 3).days(3, 0, 7)
    ours("add", str(ann.record(tmp_path / "ann.rehab.json")))
    for text in ("lives alone", "stairs \x1b[2J one at a time"):
        ours("note", "ann", text)
    bare, told = tmp_path / "bare.plan.yaml", tmp_path / "told.plan.yaml"
    assert "none of your notes" in ours("plan", "ann", str(bare)).out
    assert "stairs" not in bare.read_text("utf-8")
    done = ours("plan", "ann", str(told), "--notes", "1", "--known", "pt-04:left=2026-12-04")
    assert "1 note of yours, which the patient then reads" in done.out
    trail = runner(ours.db)(*TODAY, "history", "--trail", "--json").data["trail"]
    assert [line["words"].partition(" written to ")[2] for line in trail[-2:]] == [
        "bare.plan.yaml", "told.plan.yaml, with 1 note of yours, PT-04 left known until Fri 4 Dec 2026",
    ]  # fmt: skip
    file = ann.rehab.plan_files.offered(told, DAY).file
    assert file.message == "Note of Fri 20 Nov 2026: stairs \ufffd[2J one at a time"
    (marked,) = ann.rehab.plan_files.accept(file, stamp(hour=22)).followups
    assert (marked.rule, marked.events[-1].text) == ("PT-04", "known, under care until Fri 4 Dec 2026 (Kim)")
    plan = ann.rehab.plans.in_force(DAY)
    assert plan is not None
    assert plan.message == file.message
    ours("add", str(ann.record(tmp_path / "newer.rehab.json")))
    assert "Known, under care until 4 Dec: Days above your usual, left, since 19 Nov" in ours("list").out
    for wrong in (
        ("--notes", "x"),
        ("--known", "PT-04"),
        ("--known", "PT-04=2026-11-01"),
        ("--known", "RF-01=2027-01-01"),
    ):
        assert ours("plan", "ann", str(tmp_path / "no.plan.yaml"), *wrong).code == 1


def test_a_threshold_is_tried_on_a_patients_last_weeks(ours: Therapist, records: Path) -> None:
    ours("add", str(records))
    shown = ours("replay", "xia", "--try", "PT-02:by=3").out
    assert "PT-02, 29 Aug to 20 Nov, by the entries that count now:\n  as now (2 points; " in shown
    assert "1 prompt: left 20 Nov (level 3)" in shown
    assert shown.endswith("7 of 14 before): no prompt\n")
    (found,) = ours("replay", "xia", "--try", "PT-02:by=3", "--from", "2026-11-01", "--json").data
    spell = {"first": "2026-11-20", "last": "2026-11-20", "days": 1, "side": "left", "level": 3}
    assert (found["from"], found["prompts"], found["prompts_tried"]) == ("2026-11-01", [spell], [])
    assert "PT-02  level 3, left" in ours("replay", "xia").out
    assert any(one["rule"] == "PT-02" for one in ours("replay", "xia", "--json").data)
    for wrong in ("PT-02:by=9", "PT-02:x=3", "PT-99:by=3", "RF-01:by=3", "nonsense"):
        assert ours("replay", "xia", "--try", wrong).code == 1
    assert ours("replay", "xia", "--from", "2026-12-01").code == 1


def test_stopped_half_way_it_keeps_what_was_taken_in_and_goes_on_next_time(ours: Therapist, records: Path) -> None:
    real, count = caseload.Caseload.take_in, 0

    def stopping(*given: Any) -> Any:
        nonlocal count
        count += 1
        if count == 3:
            raise KeyboardInterrupt
        return real(*given)

    with mock.patch.object(caseload.Caseload, "take_in", stopping):
        stopped = ours("add", str(records))
    assert stopped.code == 130
    assert "of 5 files 2 records taken in" in stopped.err
    assert len(ours.names()) == 2
    done = ours("add", str(records))
    assert done.out.startswith("3 records taken in (3 new patients), 2 known already")


@pytest.mark.parametrize("at", ["kept", "not kept"])
def test_stopped_between_keeping_and_telling_it_counts_what_was_kept(ours: Therapist, records: Path, at: str) -> None:
    keep, kept = caseload_taking.keep, 0

    def stopping(*given: Any) -> Any:
        nonlocal kept
        kept += 1
        if kept == 3 and at == "not kept":
            raise KeyboardInterrupt
        taken = keep(*given)
        if kept == 3:
            raise KeyboardInterrupt
        return taken

    with mock.patch.object(caseload_taking, "keep", stopping):
        stopped = ours("add", str(records))
    number = 3 if at == "kept" else 2
    assert (stopped.code, len(ours.names())) == (130, number)
    assert f"of 5 files {number} records taken in ({number} new patients); run it again" in stopped.err


def test_a_bar_is_shown_on_a_terminal_and_the_refused_files_after_it(
    ours: Therapist, records: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.rehab.json").write_text("{")
    with mock.patch("sys.stderr.isatty", return_value=True, create=True):
        code = run([*TODAY, "--db", str(ours.db), "caseload", "add", str(tmp_path), str(records)])
    said = capsys.readouterr()
    assert code == 1
    assert "Taking in" in said.err
    assert "6/6" in said.err
    assert "rehab: refused:" in said.err.rpartition("6/6")[2]


def test_the_plan_goes_back_to_the_patient_and_only_they_accept_it(ours: Therapist, tmp_path: Path) -> None:
    ann, ben = Patient("Ann").days(9, 0, 3), Patient("Ben").days(9, 0, 3)
    ours("add", str(ann.record(tmp_path / "ann.rehab.json")), str(ben.record(tmp_path / "ben.rehab.json")))
    path = tmp_path / "ann.plan.yaml"
    assert ours("plan", "ann", str(path)).code == 0
    assert ours("plan", "ann", str(path)).code == 1, "it is there already"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text("utf-8")
    edited = "# mine\n" + text.replace("minutes: 10", "minutes: 15") + "thresholds:\n  PT-02: {by: 3}\n"
    edited += "known:\n  - rule: PT-05\n    until: 2026-12-01\n"
    path.write_text(edited, "utf-8")
    with pytest.raises(Exception, match="another patient"):
        ben.rehab.plan_files.offered(path, stamp().moment.today)
    accept(ann.rehab, path)
    assert ann.rehab.plans.in_force(stamp().moment.today).thresholds == {"PT-02": {"by": 3}}  # type: ignore[union-attr]
    ours("add", str(ann.record(tmp_path / "newer.rehab.json")))
    third = tmp_path / "third.plan.yaml"
    assert ours("plan", "ann", str(third)).code == 0
    assert third.read_text("utf-8") == edited.replace("version: 2", "version: 3")
    accept(ann.rehab, third, changes=False)


def accept(rehab: Rehab, path: Path, *, changes: bool = True) -> None:
    offered = rehab.plan_files.offered(path, stamp().moment.today)
    assert bool(offered.changes) is changes
    if changes:
        rehab.plan_files.accept(offered.file, stamp(hour=21))


def test_a_file_of_patients_only_exports_nobody(ours: Therapist, records: Path, tmp_path: Path) -> None:
    ours("add", str(records))
    own = runner(ours.db)
    for command in (("export", "me.rehab.json"), ("export", "me.csv"), ("report", "me.md")):
        refused = own(*TODAY, *command[:1], str(tmp_path / command[1]), "--yes")
        assert (refused.code, "no diary of its own" in refused.err) == (1, True)
    assert not list(tmp_path.glob("me.*"))
    own(*TODAY, "log", "pain", "3", "--side", "left")
    assert own(*TODAY, "export", str(tmp_path / "me.rehab.json"), "--yes").code == 0


def test_a_therapists_own_diary_stays_apart(ours: Therapist, records: Path) -> None:
    own = runner(ours.db)
    assert own(*TODAY, "log", "pain", "3", "--side", "left").code == 0
    before = own(*TODAY, "history", "--json").data
    ours("add", str(records))
    assert own(*TODAY, "history", "--json").data == before
    assert own(*TODAY, "followups", "--json").data == []
    with sqlite3.connect(ours.db) as connection:
        assert connection.execute("SELECT count(*) FROM change WHERE verb = 'caseload'").fetchone()[0] == 5
    connection.close()


def test_the_list_never_stands_where_older_rules_put_somebody(ours: Therapist, records: Path) -> None:
    ours("add", str(records))
    with sqlite3.connect(ours.db) as kept:
        kept.execute("UPDATE caseload_summary SET standing = 13, details = json_set(details, '$.rules', 'older')")
    kept.close()
    with mock.patch("rehab_tui.store.file.writable", return_value=False):
        listed = ours("list")
    assert "5 patients stand where other rules put them: the file is read-only" in listed.err
    assert "read-only" not in ours("show", "abe").err
    with Rehab.open(ours.db) as rehab:
        assert len(rehab.caseload.of_other_rules) == 4, "one is enough where one is looked at"
    with sqlite3.connect(ours.db) as kept:
        kept.execute("UPDATE caseload_summary SET standing = 13, details = json_set(details, '$.rules', 'older')")
    kept.close()
    listed = ours("--json")
    assert "the rules are not those of the last look; 5 patients are worked out anew" in listed.err
    assert [one["name"] for one in listed.data] == ["Zoe", "Yan", "Xia", "Bob", "Abe"]
    assert ours("--json").err == ""


def test_a_patient_is_removed_only_after_a_yes(ours: Therapist, records: Path) -> None:
    ours("add", str(records))
    refused = ours("remove", "Abe")
    assert (refused.code, refused.err) == (
        2, "rehab: rehab caseload remove asks first, and there is no terminal; add --yes\n",
    )  # fmt: skip
    assert len(ours.names()) == 5
    gone = ours("remove", "Abe", "--yes")
    assert gone.out == "Removed: Abe (the record (1 file taken in)).\n"
    assert "the trail keeps no name" in gone.err
    assert ours.names() == ["Zoe", "Yan", "Xia", "Bob"]
    assert ours("remove", "Bob", "--yes", "--json").data | {"removed": "", "backups": []} == {
        "removed": "", "files": 1, "notes": 0, "reviews": 0, "backups": [],
    }  # fmt: skip
    assert ours("remove", "Abe", "--yes").code == 1


def test_the_trail_has_what_was_done_in_the_caseload(ours: Therapist, records: Path) -> None:
    ours("add", str(records))
    ours("note", "abe", "call on Monday")
    ours("reviewed", "abe")
    trail = runner(ours.db)(*TODAY, "history", "--trail", "--json").data["trail"]
    taken = [line["words"] for line in trail if "taken into the caseload" in line["words"]]
    assert len(taken) == len(list(records.rglob("*.json")))
    assert [line["words"].partition(" (")[0] for line in trail[-2:]] == ["note about Abe", "Abe reviewed"]
    assert {line["verb"] for line in trail} == {"caseload"}
    assert "Abe reviewed" in runner(ours.db)(*TODAY, "history", "--trail").out
