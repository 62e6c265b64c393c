"""`rehab import`: an export of tables (.zip) comes back as a whole, to whom it belongs, once; a sheet of a workbook."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from runs import runner
from shell import Shell
from test_import_sheet import OWN, dump, other

BACK = ("pain", "exercise", "symptoms", "answer", "measure", "treatment", "block", "visit", "pause", "notes", "profile")


@pytest.fixture
def busy(left_hip: Shell) -> Shell:
    """A patient with entries of every kind."""
    left_hip("setup", "--name", "Ann =1", "--surgery-date", "2026-08-28", "--surgeon", "Dr. Lee")
    for _, words in OWN:
        assert left_hip(*words, stdin=b"my words\n\n007").code == 0
    return left_hip


def exported(shell: Shell, name: str = "all.zip") -> Path:
    place = shell.db.with_name(name)
    assert shell("export", str(place), "--force", "--only", "all").code == 0
    return place


def tables(place: Path) -> dict[str, bytes]:
    with ZipFile(place) as archive:
        return {name.removesuffix(".csv"): archive.read(name) for name in archive.namelist()}


def packed(place: Path, members: Mapping[str, bytes], folder: str = "") -> Path:
    with ZipFile(place, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{folder}{name}.csv", data)
    return place


@pytest.mark.parametrize("form", ["zip", "folder", "packed again in a folder"])
def test_an_export_of_tables_comes_back_as_a_whole_to_a_file_that_is_empty(busy: Shell, form: str) -> None:
    place, sent = exported(busy), tables(exported(busy))
    if form == "folder":
        place = busy.db.with_name("unpacked")
        with ZipFile(exported(busy)) as archive:
            archive.extractall(place)
    elif form != "zip":
        place = packed(busy.db.with_name("again.zip"), sent, "diary/")
    new = other(busy)
    would = new("import", str(place), "--dry-run")
    assert (would.code, new.db.exists()) == (0, False), would.err
    done = new("import", str(place))
    assert done.code == 0, done.err
    assert done.out.replace("added", "would add") == would.out
    assert "facts about the patient" in done.out
    assert "come back only with the patient record" in done.err
    back = tables(exported(new, "back.zip"))
    assert {kind: back[kind] for kind in BACK} == {kind: sent[kind] for kind in BACK}
    assert back["about"] == sent["about"], "it is the same patient"
    before = dump(new.db)
    again = new("import", str(place))
    assert (again.code, "nothing new" in again.out, dump(new.db)) == (0, True, before), again.err
    assert busy("import", str(place)).out.startswith(f"{place}: nothing new")
    assert new("check").code == 0
    assert new("undo").code == 0
    assert [one for one in new.entries() if one["state"] == "current"] == []


def test_what_the_file_says_of_the_patient_stays_and_rows_are_refused_with_their_table(busy: Shell) -> None:
    sent = tables(exported(busy))
    sent["pain"] = sent["pain"].replace(b",0,day", b",11,day")
    sent["profile"] = sent["profile"].replace(b"Dr. Lee", b"Dr. Ray")
    place = packed(busy.db.with_name("changed.zip"), sent)
    new = other(busy)
    refused = new("import", str(place))
    assert (refused.code, new.db.exists()) == (1, False)
    assert "pain.csv, line 2: " in refused.err
    assert new("import", str(place), "--skip-bad", "--json").data["files"][0]["refused"][0]["table"] == "pain"
    assert b"Dr. Ray" in tables(exported(new, "new.zip"))["profile"]
    assert busy("import", str(place), "--skip-bad").code == 0
    assert tables(exported(busy))["profile"] != sent["profile"]


def test_tables_of_another_patient_or_that_are_broken_change_nothing(busy: Shell) -> None:
    place, sent = exported(busy), tables(exported(busy))
    own = busy.db.with_name("theirs.db")
    theirs = Shell(own, busy._capsys, busy._monkeypatch)
    assert theirs("setup", "--side", "left", "--accept-notice").code == 0
    before = dump(own)
    whole = place.read_bytes()
    about = b"name,value\nformat,rehab tables\nversion,1\n"
    cases: dict[str, tuple[bytes | dict[str, bytes], str]] = {
        "another": (whole, "of another patient"),
        "cut": (whole[:-700], "is no zip that can be read"),
        "empty": (b"", "holds several files"),
        "altered": (whole[:120] + bytes([whole[120] ^ 1]) + whole[121:], "is no zip that can be read"),
        "strange": ({"diary": b"a,b\n1,2\n"}, "no about.csv"),
        "newer": ({**sent, "about": about.replace(b",1", b",2")}, "is of version 2"),
        "nameless": ({**sent, "about": about}, "does not say whose"),
        "mixed": ({**sent, "pain": sent["visit"]}, "is not our table pain"),
        "bomb": ({**sent, "pain": b" " * 60_000_000}, "is larger than"),
    }
    for name, (data, words) in cases.items():
        file = busy.db.with_name(f"case-{name}.zip")
        if isinstance(data, bytes):
            file.write_bytes(data)
        else:
            packed(file, data)
        done = theirs("import", str(file))
        assert (done.code, dump(own)) == (1, before), name
        assert words in done.err, (name, done.err)
        assert len(done.err.splitlines()) == 1, (name, done.err)


def test_one_id_in_two_tables_is_taken_once(busy: Shell) -> None:
    sent = tables(exported(busy))
    entry = sent["visit"].splitlines()[1].rpartition(b",")[2]
    sent["baseline"] = sent["baseline"].replace(sent["baseline"].splitlines()[1].rpartition(b",")[2], entry)
    done = other(busy)("import", str(packed(busy.db.with_name("two.zip"), sent)))
    assert done.code == 1
    assert "visit.csv, line 2: has the same id as an entry of another table" in done.err


def test_a_sheet_of_a_workbook_is_said_or_asked_for_and_taken_in_like_a_csv(left_hip: Shell) -> None:
    place = left_hip.db.with_name("diary.xlsx")
    book = Workbook()
    book.active.append(("cost", "item"))
    sheet = book.create_sheet("My pain")
    rows = (
        ("Date", "Pain", "Remarks"),
        (date(2026, 11, 1), 3, "=1+1"),
        (date(2026, 11, 2), 12, None),
        (date(2026, 11, 3), 4, None),
    )
    for row in rows:
        sheet.append(row)
    sheet["C2"].data_type = "s"
    book.save(place)
    several = left_hip("import", str(place), "--dry-run")
    assert (several.code, "several sheets: Sheet, My pain; nothing was imported" in several.err) == (1, True)
    told = left_hip("import", str(place), "--sheet", "my pain")
    assert told.code == 2
    assert "--sheet 'my pain' --map Date=date --map Pain=pain --map Remarks=note" in told.err
    assert left_hip("import", "diary.csv", "--sheet", "x").code == 2
    asked = runner(left_hip.db)("import", str(place), typed="My pain\nyes\n", terminal=True)
    assert "Which one holds the diary?" in asked.out
    assert "line 3: pain score" in asked.out
    kept = [(e["date"], e.get("score"), e.get("text")) for e in left_hip.entries()]
    assert kept == [("2026-11-01", 3, None), ("2026-11-01", None, "=1+1"), ("2026-11-03", 4, None)]
    again = left_hip("import", str(place), "--sheet", "My pain", "--skip-bad", "--yes")
    assert (again.code, "nothing new" in again.out) == (0, True), again.err


def test_a_row_of_our_table_that_was_changed_by_hand_is_named_and_what_is_kept_stays(busy: Shell) -> None:
    sent = tables(exported(busy))
    some = busy.db.with_name("some.zip")
    assert busy("export", str(some), "--yes").code == 0
    assert busy("import", str(some)).out.startswith(f"{some}: nothing new"), "what was left out says nothing else"
    kept = next(one for one in busy.entries() if one["kind"] == "pain" and one["score"] == 0)
    pain = busy.db.with_name("pain.csv")
    pain.write_bytes(sent["pain"].replace(b",0,day", b",8,day"))
    before = dump(busy.db)
    told = busy("import", str(pain))
    assert (told.code, dump(busy.db)) == (1, before)
    assert (
        f"line 2: says 8 for pain, hip, left on 2026-11-17; your file says 0, and that stays; to change it: "
        f"rehab amend {kept['id'][:8]}; nothing was imported"
    ) in told.err
    rest = busy("import", str(pain), "--skip-bad", "--json").data["files"][0]
    assert (rest["known"], len(rest["refused"])) == (1, 1)
    sent["pain"] = sent["pain"].replace(b",0,day", b",8,day").replace(b"=1", b"=2")
    sent["exercise"] = sent["exercise"].replace(b",2,8,", b",2,9,")
    sent["visit"] = sent["visit"].replace(b"2026-12-03", b"2026-12-04")
    sent["symptoms"] = sent["symptoms"].replace(b",38.4,", b",36.4,")
    sent["measure"] = sent["measure"].replace(b"climbing", b"walking")
    told = busy("import", str(packed(busy.db.with_name("changed.zip"), sent)))
    assert [table for table in BACK if f"{table}.csv, line" in told.err] == [
        "pain", "exercise", "symptoms", "measure", "visit",
    ]  # fmt: skip


def test_undo_after_the_tables_and_the_record_of_one_diary_takes_something_real_back_and_names_it(
    left_hip: Shell,
) -> None:
    left_hip("log", "pain", "7", "--date", "yesterday")
    left_hip("log", "pain", "2", "--date", "yesterday")
    left_hip("log", "symptoms", "none")
    left_hip("amend", left_hip.kept("log", "pain", "4")["entries"][0]["id"], "--score", "3")
    place, record = exported(left_hip), left_hip.db.with_name("all.rehab.json")
    assert left_hip("export", str(record), "--only", "all").code == 0
    new = other(left_hip)
    assert new("import", str(place)).code == 0
    assert new("import", str(record)).code == 0
    counted = [one for one in new.entries() if one["state"] == "current"]
    told = [new("undo") for _ in range(4)]
    assert [one.out.partition(" ")[2][:8] for one in told] == ["plan Pro", "profile:", "import o", ""]
    assert told[-1].code == 1
    assert "nothing left to undo" in told[-1].err
    assert (len(counted), [one for one in new.entries() if one["state"] == "current"]) == (3, [])


def test_undo_after_a_record_without_notes_says_of_what_it_was(left_hip: Shell) -> None:
    left_hip("log", "pain", "4", "--date", "yesterday")
    entry = left_hip.kept("log", "pain", "2")["entries"][0]["id"]
    left_hip("amend", entry, "--score", "3")
    record = left_hip.db.with_name("some.rehab.json")
    assert left_hip("export", str(record), "--yes").code == 0
    new = other(left_hip)
    assert new("import", str(record)).code == 0
    assert new("undo").out.startswith("Undone: amend of pain on 20 Nov; counts again: pain 2")
    assert new("undo").out.startswith("Undone: log of pain on 20 Nov (id ")
    assert new("undo").out.startswith("Undone: log of pain on 19 Nov (id ")
