"""`rehab export FILE.rehab.json` and `rehab import`: what leaves comes back whole, and only once."""

import json
import re
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from runs import runner
from shell import Shell, program

from rehab_tui.domain.sharing import Part
from rehab_tui.exchange.record.file import LARGEST, schema

EVERYTHING = (
    ("log", "pain", "0"),
    ("log", "pain", "3", "--date", "-3", "--note", "=1+1 \x1b[31m ü 🙂"),
    ("log", "pain", "4", "--date", "-3"),
    ("log", "exercise", "ta-brace", "--sets", "1", "--reps", "8", "--pain-during", "2", "--date", "-2"),
    ("log", "exercise", "walking", "--skip", "tired"),
    ("log", "symptoms", "none", "--form", "full"),
    ("log", "symptoms", "sexual-change", "saddle-numbness", "leg-pain:left:worse", "--text", "on stairs"),
    ("log", "answer", "woken", "no"),
    ("log", "note", "only for me"),
    ("log", "clearance", "swimming", "--by", "Dr. Lee"),
    ("log", "visit", "2026-12-03", "Dr. Lee", "--ask", "may I drive?"),
    ("log", "measure", "peg", "3", "4", "5"),
    ("log", "measure", "weight", "81.65kg"),
    ("log", "treatment", "pelvic-belt", "--effect", "helped Anna"),
    ("log", "pause", "--from", "-9", "--to", "-8", "--reason", "Bern"),
    ("log", "baseline", "--by", "Kim"),
    ("log", "block", "--site", "si-joint", "--side", "left", "--anesthetic", "lidocaine", "--before", "8",
     "--after", "2@30min"),
)  # fmt: skip
ANSWERS = (
    ("history", "--json"), ("trends", "pain", "--json"), ("trends", "adherence", "--json"),
    ("followups", "--all", "--json"), ("status", "--json"), ("today", "--json"), ("plan", "history", "--json"),
    ("signs", "--json"),
)  # fmt: skip


@pytest.fixture
def full(left_hip: Shell) -> Shell:
    """A patient with entries of every kind and state, an undo, a mistake, and a follow-up that went on."""
    assert left_hip("setup", "--name", "Maria K.", "--surgeon", "Dr. Lee, pink", "--night-line", "pink-17").code == 0
    for words in EVERYTHING:
        assert left_hip(*words).code == 0, words
    first = left_hip.entries()[0]["id"]
    assert left_hip("mistake", first).code == 0
    assert left_hip("log", "pain", "9", "--kind", "worst").code == 0
    assert left_hip("undo").code == 0
    waiting = left_hip.kept("followups")
    assert left_hip("followups", "act", waiting[0]["id"], "--contacted", "Dr. Lee", "--said", "come in").code == 0
    assert left_hip("followups", "close", waiting[-1]["id"], "--outcome", "seen").code == 0
    return left_hip


def at(shell: Shell, db: Path) -> Shell:
    """Return the same program on another file."""
    return Shell(db, shell._capsys, shell._monkeypatch)


def dump(db: Path) -> str:
    with sqlite3.connect(db) as connection:
        return "\n".join(connection.iterdump())


def exported(shell: Shell, *words: str, name: str = "a.rehab.json") -> dict[str, Any]:
    path = shell.db.with_name(name)
    done = shell("export", str(path), "--force", *words)
    assert done.code == 0, done.err
    return dict(json.loads(path.read_text("utf-8")))


def signed(content: dict[str, Any]) -> bytes:
    """Return a record with a checksum that fits, laid out in another way than ours."""
    content = {name: value for name, value in content.items() if name != "checksum"}
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(content | {"checksum": "sha256:" + sha256(plain.encode()).hexdigest()}, indent=1).encode()


def test_export_wipe_import_gives_the_same_answers(full: Shell) -> None:
    exported(full, "--only", "all")
    other = at(full, full.db.with_name("other.db"))
    done = other("import", str(full.db.with_name("a.rehab.json")))
    assert done.code == 0, done.err
    for words in ANSWERS:
        assert other(*words).out == full(*words).out, words
    assert other("check").code == 0
    kept = exported(full, "--only", "all", name="b.rehab.json")
    again = exported(other, "--only", "all", name="c.rehab.json")
    for name in ("profile", "plans", "entries", "followups", "sessions"):
        assert without_numbers(again[name]) == without_numbers(kept[name])


def without_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_numbers(one) for name, one in value.items() if name != "change"}
    return [without_numbers(one) for one in value] if isinstance(value, list) else value


def test_what_was_undone_stays_undoable_after_a_round_trip(full: Shell) -> None:
    exported(full, "--only", "all")
    other = at(full, full.db.with_name("other.db"))
    assert other("import", str(full.db.with_name("a.rehab.json"))).code == 0
    assert other("undo").out == full("undo").out
    assert other("history", "--json").data == full("history", "--json").data


def test_importing_twice_changes_nothing(full: Shell) -> None:
    exported(full)
    before = dump(full.db)
    done = full("import", str(full.db.with_name("a.rehab.json")), "--json")
    assert (done.code, dump(full.db)) == (0, before)
    assert set(done.data["files"][0]["added"].values()) == {0}


def test_a_dry_run_says_the_numbers_and_changes_nothing(full: Shell) -> None:
    record = str(full.db.with_name("a.rehab.json"))
    exported(full)
    missing = at(full, full.db.with_name("missing.db"))
    said = missing("import", "--dry-run", record, "--json").data["files"][0]
    assert not missing.db.exists()
    empty = at(full, full.db.with_name("empty.db"))
    real = empty("import", record, "--json").data["files"][0]
    assert said["added"] == real["added"]
    assert real["added"]["entries"] == len(json.loads(Path(record).read_text())["entries"]) == len(empty.entries())
    before = dump(full.db)
    assert full("import", "--dry-run", record).code == 0
    assert dump(full.db) == before


def test_two_devices_of_one_patient_meet(full: Shell) -> None:
    """The newest by its own time counts, whichever came in last; nothing counts twice."""
    exported(full, "--only", "all")
    other = at(full, full.db.with_name("other.db"))
    assert other("import", str(full.db.with_name("a.rehab.json"))).code == 0
    assert full("log", "pain", "2", "--date", "2026-11-21", today="2026-11-21").code == 0
    assert full("setup", "--therapist", "Kim", today="2026-11-21").code == 0
    assert other("log", "pain", "6", "--date", "2026-11-21", today="2026-11-22").code == 0
    assert other("setup", "--therapist", "Noor", today="2026-11-22").code == 0
    exported(full, "--only", "all")
    assert other("import", str(full.db.with_name("a.rehab.json")), today="2026-11-23").code == 0
    day = other.kept("history", "--from", "2026-11-21", today="2026-11-23")["entries"]
    assert sorted((e["score"], e["state"]) for e in day if e["kind"] == "pain") == [(2, "superseded"), (6, "current")]
    facts = [f["value"] for f in exported(other, "--only", "profile", name="p.rehab.json")["profile"]]
    assert facts[-1] == "Noor"
    assert other("check").code == 0


def test_private_parts_leave_only_when_they_are_ticked(full: Shell) -> None:
    record = exported(full)
    text = json.dumps(record, ensure_ascii=False)
    for never in ("sexual", "RF-03", "only for me", "on stairs", "1+1"):
        assert never not in text, never
    assert "may I drive" in text, "what is asked at a visit is written for those who read the file"
    assert set(record["parts"]) == {part.value for part in Part} - {"notes", "sexual-function"}
    assert "A private sign" in [one["title"] for one in record["followups"]]
    told = full("export", str(full.db.with_name("n.rehab.json")))
    assert "left out: notes, sexual-function" in told.err
    whole = json.dumps(exported(full, "--only", "all"), ensure_ascii=False)
    for words in ("sexual", "RF-03", "only for me", "on stairs", "may I drive", "1+1 "):
        assert words in whole, words


@pytest.mark.parametrize("name", ["p.rehab.json", "p.fhir.json", "p.csv", "p.zip", "p.md", "p.ics"])
def test_the_words_of_a_private_follow_up_stay_and_its_level_and_state_leave(left_hip: Shell, name: str) -> None:
    left_hip("log", "symptoms", "sexual-change", "--text", "pink words")
    waiting = left_hip.kept("followups")[0]
    told = ("--contacted", "pink urologist", "--said", "pink advice")
    assert left_hip("followups", "act", waiting["id"], *told).code == 0
    place = left_hip.db.with_name(name)
    assert left_hip("export", str(place)).code == 0
    written = place.read_bytes()
    if name == "p.zip":
        with ZipFile(place) as archive:
            written = b"".join(archive.read(one) for one in archive.namelist())
    for never in (b"pink", b"sexual-change", b"sexual feeling", b"RF-03", b"bladder", b"between your legs"):
        assert never not in written, never
    if name == "p.rehab.json":
        one = json.loads(written)["followups"][0]
        steps = [(event["verb"], event["state"], event["contacted"]) for event in one["events"]]
        assert (one["level"], one["rule"], steps[-1]) == (1, "private", ("acted", "acted", "a clinician"))
        assert "ask the patient" in one["message"]


def test_what_waits_at_level_1_to_3_is_in_every_export(full: Shell) -> None:
    record = exported(full, "--only", "pain", "--from", "2026-11-20")
    assert {entry["kind"] for entry in record["entries"]} == {"pain"}
    waiting = {one["id"] for one in full.kept("followups") if one["level"] and one["level"] <= 3}
    assert {one["id"] for one in record["followups"]} == waiting


def test_a_partial_record_with_a_hidden_sign_can_be_taken_in_and_read(full: Shell) -> None:
    exported(full)
    other = at(full, full.db.with_name("other.db"))
    assert other("import", str(full.db.with_name("a.rehab.json"))).code == 0
    assert other("check").code == 0
    assert other("status").code == full("status").code == 12
    for one in other.kept("followups"):
        assert other("followups", "why", one["id"]).code == 0
    assert other("today").code == 0


def test_a_pseudonym_takes_names_birth_date_contacts_and_words_away(full: Shell) -> None:
    record = exported(full, "--pseudonym", "P-07")
    text = json.dumps(record, ensure_ascii=False)
    for never in ("Maria", "Lee", "pink", "1960-", "Kim", "Anna", "Bern", "come in", "patient-id"):
        assert never not in text, never
    assert record["pseudonym"] == "P-07"
    assert {"name": "name", "value": "P-07"}.items() <= {**record["profile"][-1], **_named(record)}.items()
    mine = exported(full)["patient"]["id"]
    assert record["patient"]["id"] not in (mine, None)
    assert exported(full, "--pseudonym", "P-07")["patient"]["id"] == record["patient"]["id"]
    other = at(full, full.db.with_name("other.db"))
    exported(full, "--pseudonym", "P-07")
    assert other("import", str(full.db.with_name("a.rehab.json"))).code == 0
    assert other("check").code == 0
    refused = full("import", str(full.db.with_name("a.rehab.json")))
    assert (refused.code, "caseload add" in refused.err) == (1, True)


def _named(record: dict[str, Any]) -> dict[str, Any]:
    return next({"name": f["name"], "value": f["value"]} for f in record["profile"] if f["name"] == "name")


def test_a_record_of_another_patient_is_refused_with_the_way_for_therapists(full: Shell) -> None:
    exported(full)
    other = at(full, full.db.with_name("other.db"))
    assert other("log", "pain", "3", "--side", "left").code == 0
    before = dump(other.db)
    told = other("import", str(full.db.with_name("a.rehab.json")))
    assert (told.code, told.err.count("\n"), dump(other.db)) == (1, 1, before)
    assert "another patient" in told.err
    assert "caseload add" in told.err


def test_all_files_or_none(full: Shell) -> None:
    exported(full)
    bad = full.db.with_name("bad.rehab.json")
    bad.write_text("{")
    other = at(full, full.db.with_name("other.db"))
    assert other("import", str(full.db.with_name("a.rehab.json")), str(bad)).code == 1
    assert not other.db.exists() or other.entries() == []


def _altered(content: dict[str, Any]) -> bytes:
    content["entries"][0]["fact"]["score"] = 7
    return json.dumps(content).encode()


def _out_of_range(content: dict[str, Any]) -> bytes:
    content["entries"][0]["fact"]["score"] = 99
    return signed(content)


def _no_such_day(content: dict[str, Any]) -> bytes:
    content["entries"][0]["day"] = "2026-02-30"
    return signed(content)


def _text_for_number(content: dict[str, Any]) -> bytes:
    content["entries"][0]["fact"]["score"] = "3"
    return signed(content)


def _true_for_number(content: dict[str, Any]) -> bytes:
    content["entries"][0]["fact"]["score"] = True
    return signed(content)


def _unknown_key(content: dict[str, Any]) -> bytes:
    content["entries"][0]["fact"]["color"] = "red"
    return signed(content)


def _key_missing(content: dict[str, Any]) -> bytes:
    del content["entries"][0]["day"]
    return signed(content)


def _unknown_kind(content: dict[str, Any]) -> bytes:
    content["entries"][0]["kind"] = "mood"
    return signed(content)


def _points_nowhere(content: dict[str, Any]) -> bytes:
    content["entries"][0]["change"] = 10_000
    return signed(content)


def _newer(content: dict[str, Any]) -> bytes:
    return signed(content | {"version": 2})


def _foreign(content: dict[str, Any]) -> bytes:
    return b'{"resourceType": "Bundle"}'


def _huge_number(content: dict[str, Any]) -> bytes:
    content["entries"][0]["offset_minutes"] = 10**30
    return signed(content)


def _eleven(content: dict[str, Any]) -> bytes:
    next(row for row in content["entries"] if row["kind"] == "pain")["fact"]["score"] = 11
    return signed(content)


def _nul(content: dict[str, Any]) -> bytes:
    content["entries"][0]["note"] = "a\0b"
    return signed(content)


def _id_of_an_entry(content: dict[str, Any]) -> bytes:
    content["entries"][0]["id"] = "\x1b]0;owned\x07"
    return signed(content)


def _surrogate(content: dict[str, Any]) -> bytes:
    return json.dumps(content | {"program": "\ud800"}).encode()


def _twice(content: dict[str, Any]) -> bytes:
    return b'{"format": "rehab-record", "format": "rehab-record"}'


def _two_of_one_id(content: dict[str, Any]) -> bytes:
    content["entries"].append(content["entries"][0])
    return signed(content)


def _whole(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


HOSTILE = {
    "altered": (_altered, "altered"),
    "out of range": (_out_of_range, "cannot be kept"),
    "no such day": (_no_such_day, "calendar day"),
    "text": (_text_for_number, r"entries\[0\].fact.score: expected integer"),
    "true": (_true_for_number, r"entries\[0\].fact.score: expected integer"),
    "unknown key": (_unknown_key, '"color" is not known'),
    "missing key": (_key_missing, "day is missing"),
    "unknown kind": (_unknown_kind, "mood"),
    "points nowhere": (_points_nowhere, "change 10000"),
    "newer": (_newer, "newer rehab"),
    "foreign": (_foreign, "not a patient record|FHIR bundle"),
    "a score of 11": (_eleven, r"entry [0-9a-f-]{36} of [0-9-]{10} holds something that cannot be kept \(CHECK.*score"),
    "huge number": (_huge_number, "cannot be kept"),
    "NUL": (_nul, "NUL"),
    "surrogate": (_surrogate, "checksum"),
    "a key twice": (_twice, "twice"),
    "an id twice": (_two_of_one_id, "twice"),
    "truncated": (lambda c: _whole(c)[:-300], "ends too early"),
    "UTF-16": (lambda c: _whole(c).decode().encode("utf-16"), "UTF-8"),
    "Latin-1": (lambda c: _whole(c | {"program": "ü"}).decode().encode("latin-1", "replace"), "UTF-8|checksum"),
    "deep": (lambda c: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    "a picture": (lambda c: b"\xff\xd8\xff\xe0" * 100, "is a picture"),
    "NaN": (lambda c: b'{"format": "rehab-record", "version": NaN}', "NaN"),
    "empty": (lambda c: b"", "is not JSON"),
    "an id with an escape sequence": (_id_of_an_entry, "holds something that cannot be kept"),
    "a number of 5,000 digits": (lambda c: b'{"version":' + b"9" * 5000 + b"}", r"5000 digits\)"),
    "a list": (lambda c: b"[1]", "not a patient record"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_gives_one_line_and_changes_nothing(left_hip: Shell, name: str) -> None:
    make, words = HOSTILE[name]
    full = left_hip
    assert full("log", "pain", "3").code == 0
    content = exported(full)
    content["program"] = "ü" if name == "Latin-1" else content["program"]
    bad = full.db.with_name("bad.rehab.json")
    bad.write_bytes(make(content))
    empty = at(full, full.db.with_name("empty.db"))
    there = {one.name for one in bad.parent.iterdir()}
    told = empty("import", str(bad))
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1), told.err
    assert re.search(words, told.err), told.err
    assert {one.name for one in bad.parent.iterdir()} == there
    before = dump(full.db)
    full("import", str(bad))  # its entry is known here: either refused or nothing new
    assert dump(full.db) == before


def test_places_that_are_no_record(full: Shell, tmp_path: Path) -> None:
    large = tmp_path / "large.rehab.json"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    for place, words in ((tmp_path, "folder"), (tmp_path / "no", "no file"), (large, "larger than 200 MB")):
        told = full("import", str(place))
        assert (told.code, words in told.err, told.err.count("\n")) == (1, True, 1), told.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"PK\x03\x04..", "is no workbook that can be read: it is cut off, altered, or locked"),
        ("a.ods", b"PK\x03\x04..", "nothing was imported, save it as .xlsx or CSV (File, Save as)"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "is a spreadsheet"),
        ("a.zip", b"PK\x03\x04..", "is no zip that can be read: it is cut off, altered or locked"),
        ("a.plan.yaml", b"patient: a", "is a plan file; nothing was imported, take it in with: rehab plan import"),
        ("a.rehab.json", b"\x1f\x8b\x08.", "is packed; nothing was imported, unpack it first"),
        ("a.ics", b"BEGIN:VCALENDAR", "is a calendar"),
        ("a.db", b"SQLite format 3\x00", "is a database; nothing was imported, export its record"),
        ("a.fhir.json", b'{"resourceType":"Bundle"}', "is a FHIR bundle"),
    ],
)
def test_a_file_of_another_kind_is_named_with_what_to_do(left_hip: Shell, name: str, content: bytes, said: str) -> None:
    place = left_hip.db.with_name(name)
    place.write_bytes(content)
    done = left_hip("import", str(place))
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert said in done.err


def test_a_record_is_known_by_its_content_whatever_a_mail_program_calls_it(full: Shell, tmp_path: Path) -> None:
    renamed = tmp_path / "diary.rehab.json.txt"
    exported(full)
    for mark in (b"", b"\xef\xbb\xbf"):  # a program for text puts it before UTF-8
        renamed.write_bytes(mark + full.db.with_name("a.rehab.json").read_bytes())
        assert full("import", str(renamed)).code == 0


def test_the_same_record_laid_out_anew_is_taken(full: Shell) -> None:
    content = exported(full)
    (full.db.with_name("pretty.rehab.json")).write_text(json.dumps(content, indent=2, ensure_ascii=False))
    assert full("import", str(full.db.with_name("pretty.rehab.json"))).code == 0


def test_where_it_is_written(full: Shell, tmp_path: Path) -> None:
    place = tmp_path / "a.rehab.json"
    assert full("export", str(place)).code == 0
    assert place.stat().st_mode & 0o777 == 0o600
    before = place.read_bytes()
    told = full("export", str(place))
    assert (told.code, place.read_bytes(), "--force" in told.err) == (1, before, True)
    assert full("export", str(place), "--force").code == 0
    link = tmp_path / "link.rehab.json"
    link.symlink_to(tmp_path / "elsewhere")
    for wrong, words in (
        (link, "a link"), (tmp_path, "which format"), (tmp_path / "no" / "b.rehab.json", "no folder"),
        (tmp_path / "b.docx", "end it with one of"),
    ):  # fmt: skip
        told = full("export", str(wrong))
        assert (told.code, words in told.err, told.err.count("\n")) == (1, True, 1), told.err
    assert not (tmp_path / "elsewhere").exists()
    folder = tmp_path / "folder.rehab.json"
    folder.mkdir()
    assert "a folder" in full("export", str(folder), "--force").err
    assert list(tmp_path.glob(".rehab-export-*")) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_nothing_and_no_line_in_the_trail(full: Shell, tmp_path: Path) -> None:
    import resource

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    place = tmp_path / "a.rehab.json"
    before = dump(full.db)
    done = program("--db", str(full.db), "export", str(place), preexec_fn=small)
    assert done.returncode == 3, done.stderr
    assert done.stderr.count(b"\n") == 1
    assert not place.exists()
    assert list(tmp_path.glob(".rehab-export-*")) == []
    assert dump(full.db) == before


def test_every_export_is_in_the_trail_and_undo_passes_over_it(full: Shell, tmp_path: Path) -> None:
    assert full("export", str(tmp_path / "a.rehab.json"), "--only", "pain").code == 0
    with sqlite3.connect(full.db) as connection:
        assert connection.execute("SELECT words FROM change WHERE verb = 'export'").fetchall() == [
            ("export of pain to a.rehab.json",)
        ]
    assert "export" not in full("undo").out


def test_on_a_terminal_it_asks_once_what_leaves(full: Shell, tmp_path: Path) -> None:
    ask = runner(full.db)
    place = tmp_path / "a.rehab.json"
    assert ask("export", str(place), typed="no\nno\nno\n", terminal=True).code == 0
    assert not place.exists()
    told = ask("export", str(place), typed="yes\nno\nyes\n", terminal=True)
    assert told.code == 0
    record = json.loads(place.read_text())
    assert "notes" in record["parts"]
    assert "sexual-function" not in record["parts"]
    assert ask("export", str(place), "--yes", "--force", terminal=True).code == 0
    assert "notes" not in json.loads(place.read_text())["parts"]


def test_the_schema_that_is_shipped_fits_what_is_written(full: Shell) -> None:
    assert full("export", "--schema").data == schema()
    jsonschema = pytest.importorskip("jsonschema")
    for words in (("--only", "all"), (), ("--pseudonym", "P"), ("--only", "pain", "--from", "-2")):
        jsonschema.validate(exported(full, *words), schema())


def test_every_column_of_the_file_is_in_the_schema(full: Shell) -> None:
    """A column that a later release adds cannot be forgotten in the record."""
    renamed = {"patient_id", "change_id", "seq", "entry", "plan_id", "plan", "session", "position", "followup", "id"}
    text = json.dumps(schema())
    with sqlite3.connect(full.db) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table == "care" or table.startswith(("sqlite_", "_sqlite", "caseload_")):  # not of this patient
                continue
            names = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} - renamed
            assert [name for name in names if f'"{name}"' not in text] == [], table


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "everything"), "unknown part"), (("--from", "2026-11-20", "--to", "2026-11-01"), "backward"),
        (("--pseudonym", " "), "pseudonym"), (("--format", "xml"), "unknown format"),
    ],
)  # fmt: skip
def test_what_is_typed_wrong(full: Shell, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    told = full("export", str(tmp_path / "a.rehab.json"), *words)
    assert (told.code, said in told.err, told.err.count("\n")) == (1, True, 1), told.err
    assert list(tmp_path.glob("a.*")) == []


def test_what_two_devices_know_together_is_looked_at_as_it_comes_in(left_hip: Shell) -> None:
    other = at(left_hip, left_hip.db.with_name("other.db"))
    place = left_hip.db.with_name("hard-week.rehab.json")
    assert left_hip("export", str(place), "--yes").code == 0
    assert other("import", str(place)).code == 0
    for device, days in ((left_hip, "24"), (other, "13")):
        for back in days:
            device("log", "pain", "7", "--date", f"-{back}")
        assert device("followups", "--json").data == []  # two scores of a week say nothing yet
    assert left_hip("export", str(place), "--yes", "--force").code == 0
    assert other("import", str(place)).code == 0
    assert [one["rule"] for one in other("followups", "--json").data] == ["PT-05"]
