"""`rehab import FILE.csv`: what was agreed to comes in once, what is wrong stays out, and our own comes back."""

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from runs import runner
from shell import Shell

DIARY = """\
Date,Pain L hip,Pain right hip,Mood,Comments
2026-10-01,3,1,ok,"slept badly, long ride"
2026-10-02,5,,bad,=1+1
2026-10-03,,,ok,
2026-10-04,4,2,,
"""
MAPS = ("--map", "Date=date", "--map", "Pain L hip=pain:left", "--map", "Pain right hip=pain:right",
        "--map", "Comments=note", "--yes")  # fmt: skip
OWN = (
    ("pain", ("log", "pain", "0", "--date", "-3", "--note", "'=1")),
    ("pain", ("log", "pain", "9", "--kind", "worst", "--site", "low-back", "--side", "middle")),
    ("exercise", ("log", "exercise", "clamshell", "--sets", "2", "--reps", "8", "--pain-during", "2", "--date", "-2")),
    ("exercise", ("log", "exercise", "walking", "--skip", "tired", "--note", "rain")),
    ("symptoms", ("log", "symptoms", "none", "--form", "full", "--date", "-5")),
    ("symptoms", ("log", "symptoms", "leg-pain:left:worse", "fever", "--temp", "38.4C", "--with", "chills", "--since",
                  "2026-11-18", "--text", "-on stairs")),
    ("answer", ("log", "answer", "woken", "no")),
    ("measure", ("log", "measure", "peg", "3", "-", "5")),
    ("measure", ("log", "measure", "weight", "180lb")),
    ("measure", ("log", "measure", "my-activities", "climbing, up=4", "=cooking=7")),
    ("measure", ("log", "measure", "chair-stand", "9", "--arms")),
    ("treatment", ("log", "treatment", "nsaid", "--dose", "400 mg; twice", "--effect", "+helped")),
    ("block", ("log", "block", "--site", "si-joint", "--side", "left", "--anesthetic", "lidocaine", "--before", "8",
               "--after", "2@30min", "--after", "4@2h", "--positive-tests", "3")),
    ("block", ("log", "block", "--site", "groin", "--side", "right", "--anesthetic", "x", "--before", "5")),
    ("visit", ("log", "visit", "2026-12-03", "Dr. Lee, ward 7", "--ask", 'may I "drive"?')),
    ("clearance", ("log", "clearance", "swimming", "--by", "@Dr. Lee")),
    ("pause", ("log", "pause", "--from", "-9", "--to", "-8", "--reason", "trip")),
    ("pause", ("log", "pause", "--from", "-1", "--reason", "cold")),
    ("baseline", ("log", "baseline", "--by", "Kim")),
    ("notes", ("log", "note", "-")),
)  # fmt: skip
TEXTS = (
    "=cmd|' /C calc'!A0",
    "''-1",
    "'-1",
    "'plain",
    "007",
    "'1e5",
    " 3/4",
    ' "q", with\r\nlines\n and \r alone',
    "\t=1",
    "ü 🙂 \u202e x",
    " b ",
)


@pytest.fixture
def diary(left_hip: Shell) -> Path:
    place = left_hip.db.with_name("diary.csv")
    place.write_text(DIARY, "utf-8")
    return place


def other(shell: Shell, name: str = "other.db") -> Shell:
    """Return the same program on another file."""
    return Shell(shell.db.with_name(name), shell._capsys, shell._monkeypatch)


def dump(db: Path) -> str:
    with sqlite3.connect(db) as connection:
        return "\n".join(connection.iterdump())


def said(shell: Shell) -> list[str]:
    return [
        f"{e['date']} {e.get('score', e.get('text'))} {e['side']}" for e in shell.entries() if e["state"] == "current"
    ]


# from elsewhere


def test_without_a_terminal_the_mapping_is_named_and_nothing_is_taken_on_a_guess(left_hip: Shell, diary: Path) -> None:
    before = dump(left_hip.db)
    told = left_hip("import", str(diary), "--yes")
    assert (told.code, told.out, told.err.count("\n"), dump(left_hip.db)) == (2, "", 1, before)
    assert "--map 'Pain right hip=pain:hip:right' --map Comments=note" in told.err
    assert left_hip("import", str(diary), *MAPS[:-1]).code == 2
    done = left_hip("import", str(diary), *MAPS)
    assert done.code == 0, done.err
    assert said(left_hip) == [
        "2026-10-01 3 left", "2026-10-01 1 right", "2026-10-01 slept badly, long ride None",
        "2026-10-02 5 left", "2026-10-02 =1+1 None", "2026-10-04 4 left", "2026-10-04 2 right",
    ]  # fmt: skip
    assert "added 7 entries" in done.out
    assert "nothing was taken from: Mood" in done.err
    assert {(e["origin"], e["late_days"] > 40) for e in left_hip.entries()} == {("import", True)}
    assert left_hip("check").code == 0


def test_the_columns_that_were_agreed_to_are_those_of_the_same_sheet_next_week(left_hip: Shell, diary: Path) -> None:
    maps = ("--map", "Day=date", "--map", "L=pain:left", "--map", "Mood=note", "--date-format", "dmy", "--yes")
    diary.write_text("Day,L,Mood\n03.10.2026,3,ok\n", "utf-8")
    assert left_hip("import", str(diary), *maps).code == 0
    kept = left_hip.db.with_name(f"{left_hip.db.name}.columns.json")
    assert kept.stat().st_mode & 0o777 == 0o600
    later = left_hip.db.with_name("diary-2.csv")
    later.write_text("Day,L,mood,Pain right hip\n03.10.2026,3,ok,\n07.10.2026,9,fine,2\n", "utf-8")
    assert left_hip("import", str(later)).code == 2, "nobody is asked without a terminal, so --yes says it"
    told = left_hip("import", str(later), "--yes")
    assert told.code == 0, told.err
    assert "added 2 entries" in told.out
    assert said(left_hip)[-2:] == ["2026-10-07 9 left", "2026-10-07 fine None"]
    assert "nothing was taken from: Pain right hip" in told.err, "nobody has agreed to the column that is new"
    kept.write_text("[[")
    assert left_hip("import", str(later), "--yes").code == 2


def test_the_same_again_adds_nothing_also_in_another_order_and_after_a_correction(left_hip: Shell, diary: Path) -> None:
    assert left_hip("import", str(diary), *MAPS).code == 0
    before = dump(left_hip.db)
    again = left_hip("import", str(diary), *MAPS, "--json")
    assert (again.code, again.data["files"][0]["added"]["entries"], again.data["files"][0]["known"]) == (0, 0, 7)
    diary.with_name("more.csv").write_text("\n".join(reversed(DIARY.strip().split("\n")[1:])))
    shuffled = diary.with_name("shuffled.csv")
    shuffled.write_text(DIARY.split("\n", maxsplit=1)[0] + "\n\n" + diary.with_name("more.csv").read_text())
    assert left_hip.kept("import", str(shuffled), *MAPS)["files"][0]["added"]["entries"] == 0
    assert dump(left_hip.db) == before
    assert left_hip("amend", left_hip.entries()[0]["id"], "--score", "4").code == 0
    assert left_hip.kept("import", str(diary), *MAPS)["files"][0]["added"]["entries"] == 0


def test_undo_takes_a_sheet_back_and_it_can_come_in_anew(left_hip: Shell, diary: Path) -> None:
    assert left_hip("import", str(diary), *MAPS).code == 0
    assert "import of diary.csv" in left_hip("undo").out
    assert said(left_hip) == []
    assert left_hip.kept("import", str(diary), *MAPS)["files"][0]["added"]["entries"] == 7
    assert left_hip.kept("import", str(diary), *MAPS)["files"][0]["known"] == 7
    assert [line["words"] for line in left_hip.kept("history", "--trail")["trail"]] == ["import of diary.csv"] * 2


def test_what_the_file_says_stays_and_the_other_rows_come_in_on_consent(left_hip: Shell, diary: Path) -> None:
    assert left_hip("log", "pain", "6", "--date", "2026-10-02").code == 0
    assert left_hip("log", "pain", "4", "--date", "2026-10-04").code == 0
    before = dump(left_hip.db)
    told = left_hip("import", str(diary), *MAPS)
    assert (told.code, dump(left_hip.db)) == (1, before)
    assert "line 3: says 5 for pain, hip, left on 2026-10-02; your file says 6, and that stays" in told.err
    done = left_hip("import", str(diary), *MAPS, "--skip-bad", "--json").data["files"][0]
    assert (done["added"]["entries"], done["known"], [one["line"] for one in done["refused"]]) == (4, 1, [3])
    assert "2026-10-02 6 left" in said(left_hip)
    assert left_hip("check").code == 0


def test_one_bad_row_of_152_stores_none_and_many_are_listed(left_hip: Shell, diary: Path) -> None:
    rows = [f"2026-0{1 + n // 28}-{1 + n % 28:02},{n % 11}" for n in range(151)]
    diary.write_text("\n".join(("date,pain", *rows, "2026-11-01,11")))
    maps = ("--map", "date=date", "--map", "pain=pain", "--yes")
    before = dump(left_hip.db)
    told = left_hip("import", str(diary), *maps)
    assert (told.code, told.err.count("\n"), "line 153" in told.err, dump(left_hip.db)) == (1, 1, True, before)
    diary.write_text("date,pain\n" + "\n".join(f"2026-01-01,{n}" for n in range(11, 60)))
    told = left_hip("import", str(diary), *maps)
    assert (told.code, dump(left_hip.db)) == (1, before)
    assert "line 2: " in told.err
    assert "and 29 more" in told.err
    assert told.err.rstrip().endswith("mend them, or take the others with --skip-bad")


def test_a_dry_run_counts_and_makes_no_file(left_hip: Shell, diary: Path) -> None:
    missing, before = other(left_hip), dump(left_hip.db)
    for shell in (missing, left_hip):
        told = shell("import", str(diary), "--dry-run")
        assert (told.code, "would add 7 entries" in told.out) == (0, True), told.err
    assert not missing.db.exists()
    assert dump(left_hip.db) == before
    diary.write_text(DIARY + "2026-10-05,12,,,\n")
    told = left_hip("import", str(diary), "--dry-run")
    assert (told.code, "line 6" in told.err, dump(left_hip.db)) == (1, True, before)
    assert missing("import", str(diary), *MAPS).code == 1
    assert missing("import", str(diary), *MAPS, "--skip-bad").code == 0
    assert len(missing.entries()) == 7


def test_on_a_terminal_the_first_rows_are_shown_and_a_column_can_be_named_anew(left_hip: Shell, diary: Path) -> None:
    ask = runner(left_hip.db)
    told = ask("import", str(diary), typed="no\n", terminal=True)
    assert (told.code, said(left_hip)) == (0, [])
    assert "line 2: 1 Oct 2026 · pain 3, left hip · pain 1, right hip · note" in told.out
    assert "Mood: not taken" in told.out
    told = ask("import", str(diary), typed="Mod=note\nPain right hip=leave\nMood=note\nyes\n", terminal=True)
    assert (told.code, len(said(left_hip))) == (0, 8), told.err
    assert "did you mean Mood?" in told.out
    told = ask("import", str(diary), typed="no\n", terminal=True)
    assert "The columns, as you said them before:" in told.out
    assert "Mood: a note" in told.out
    diary.write_text("when,pain\n01/02/2026,3\n03/02/2026,12\n04/02/2026,4\n")
    told = ask("import", str(diary), typed="dmy\nyes\n", terminal=True)
    assert "line 3: pain score" in told.out
    assert "2026-02-01 3 left" in said(left_hip)
    assert len(said(left_hip)) == 10


def test_dates_in_doubt_are_asked_for(left_hip: Shell, diary: Path) -> None:
    diary.write_text("when,pain\n01/02/2026,3\n03/04/2026,4\n")
    maps = ("--map", "when=date", "--map", "pain=pain", "--yes")
    told = left_hip("import", str(diary), *maps)
    assert (told.code, "--date-format dmy or mdy" in told.err) == (1, True)
    assert left_hip("import", str(diary), *maps, "--date-format", "mdy").code == 0
    assert said(left_hip) == ["2026-01-02 3 left", "2026-03-04 4 left"]


def test_a_red_flag_in_a_sheet_is_told_like_one_that_is_logged(left_hip: Shell, diary: Path) -> None:
    diary.write_text(
        "date,signs_form,signs_reported,temperature_c\n2026-08-01,daily,leg-weakness:left:new,\n"
        "2026-11-19,full,saddle-numbness:new,\n2026-11-20,daily,none,36.6\n"
    )
    done = left_hip("import", str(diary))
    assert done.code == 0, done.err
    assert done.err.startswith("GET EMERGENCY HELP NOW")
    assert [(one["rule"], one["opened_on"]) for one in left_hip.kept("followups")] == [("RF-02", "2026-11-19")]
    assert "no follow-up was opened" in done.err
    assert "1 Aug" in done.err
    full = next(e for e in left_hip.entries() if e["form"] == "full")
    assert "sexual-change" not in full["asked"], "that it was asked is not known"
    assert left_hip("import", str(diary)).out.endswith("there already\n")
    days = "".join(f"2026-11-{day:02},{pain}\n" for day, pain in zip(range(1, 21), [2] * 13 + [7] * 7, strict=True))
    diary.write_text(f"date,pain_hip_right\n{days}")
    assert left_hip("import", str(diary)).code == 0
    assert {"PT-02", "PT-03"} & {one["rule"] for one in left_hip.kept("followups")}


def test_an_exercise_without_a_dose_is_as_planned_and_one_that_nobody_allowed_is_marked(left_hip: Shell) -> None:
    place = left_hip.db.with_name("work.csv")
    place.write_text("date,exercise\n2026-11-20,ta-brace; swimming 20 min\n2026-01-01,ta-brace\n")
    maps = ("--map", "date=date", "--map", "exercise=exercise", "--yes")
    assert left_hip("import", str(place), *maps).code == 0
    found = {(e["date"], e["exercise"]): e for e in left_hip.entries()}
    planned = next(p for p in left_hip.kept("plan", "show")["exercises"] if p["exercise"] == "ta-brace")
    assert found["2026-11-20", "ta-brace"]["reps"] == planned["reps"]
    assert found["2026-01-01", "ta-brace"]["reps"] is None, "no plan was in force then"
    marked = {e["exercise"] for e in left_hip.entries() if e["not_allowed"]}
    assert marked == {"swimming"}


# our own


@pytest.fixture
def full(left_hip: Shell) -> Shell:
    """A patient with entries of every kind, with words that are hard to write into a table."""
    for _, words in OWN[:-1]:
        done = left_hip(*words)
        assert done.code == 0, (words, done.err)
    for text in TEXTS:
        assert left_hip("log", "note", "-", stdin=text.encode()).code == 0
    return left_hip


def exported(shell: Shell, name: str, *words: str) -> Path:
    place = shell.db.with_name(name)
    done = shell("export", str(place), "--force", *words)
    assert done.code == 0, done.err
    return place


def test_every_table_of_ours_comes_back_exactly(full: Shell) -> None:
    new = other(full)
    with ZipFile(exported(full, "all.zip", "--only", "all")) as archive:
        tables = {name: archive.read(name) for name in archive.namelist()}
    kinds = tuple(dict.fromkeys(kind for kind, _ in OWN))
    before = dump(full.db)
    for kind in kinds:
        place = full.db.with_name(f"{kind}.csv")
        place.write_bytes(tables[f"{kind}.csv"])
        told = full("import", str(place))
        assert (told.code, "nothing new" in told.out, dump(full.db)) == (0, True, before), (kind, told.err)
        done = new("import", str(place))
        assert done.code == 0, (kind, done.err)
    with ZipFile(exported(new, "all.zip", "--only", "all")) as archive:
        assert {kind: archive.read(f"{kind}.csv") for kind in kinds} == {kind: tables[f"{kind}.csv"] for kind in kinds}
    for words in (("trends", "pain", "--side", "left", "--json"), ("trends", "weight", "--json")):
        assert new(*words).out == full(*words).out
    assert new("check").code == 0


def test_the_daily_sheet_comes_back_as_far_as_it_can_say_it(full: Shell) -> None:
    place = exported(full, "daily.csv", "--only", "all")
    before = dump(full.db)
    told = full("import", str(place))
    assert (told.code, dump(full.db)) == (0, before), told.err
    new = other(full)
    done = new("import", str(place))
    assert done.code == 0, done.err
    assert "exercises_done" in done.err
    again = exported(new, "again.csv", "--only", "all")
    lost = {"exercises_done", "exercises_skipped", "pain_while_exercising", "followups", "measure_peg",
            "measure_my_activities"}  # fmt: skip
    rows = [
        [
            {k: v for k, v in row.items() if k not in lost}
            for row in csv.DictReader(io.StringIO(one.read_text("utf-8-sig")))
        ]
        for one in (place, again)
    ]
    assert rows[1] == rows[0]
    assert new("check").code == 0


Break = Callable[[list[str]], bytes | str]
TAKEN: dict[str, Break] = {
    "without a mark": lambda lines: "".join(lines).lstrip("\ufeff"),
    "LF": lambda lines: "".join(lines).replace("\r\n", "\n"),
    "blank lines": lambda lines: "\r\n".join(lines) + "\r\n\r\n",
    "no final newline": lambda lines: "".join(lines).rstrip(),
    "a heading alone": lambda lines: lines[0],
    "UTF-16": lambda lines: "".join(lines).lstrip("\ufeff").encode("utf-16"),
    "other order": lambda lines: "\n".join(",".join(reversed(x.strip("\ufeff\r\n").split(","))) for x in lines),
}
REFUSED: dict[str, tuple[Break, str]] = {
    "11": (lambda lines: "".join(lines).replace(",3,day", ",11,day"), "line 4: pain score"),
    "5.5": (lambda lines: "".join(lines).replace(",3,day", ",5.5,day"), "line 4: pain score"),
    "side": (lambda lines: "".join(lines).replace(",left,3", ",up,3"), "line 4: has something that is not known"),
    "date": (lambda lines: "".join(lines).replace("2026-11-20,", "20261120,"), "line 4: date"),
    "future": (lambda lines: "".join(lines).replace("2026-11-20,", "2026-11-21,"), "line 4: the date 2026-11-21 lies"),
    "birth": (lambda lines: "".join(lines).replace("2026-11-20,", "1960-04-30,"), "line 4: the date 1960-04-30 lies"),
    "time": (lambda lines: re.sub(r"T\d\d:\d\d:\d\d\.\d{3}Z", "T25:00:00.000Z", "".join(lines)), "line 2: recorded_at"),
    "too early": (lambda lines: "".join(lines).replace(",2026-11-20T", ",2026-11-18T"), "does not fit the date"),
    "id": (lambda lines: re.sub(r"[0-9a-f]{12}\r", "g\r", "".join(lines), count=1), 'line 2: the id "'),
    "id twice": (lambda lines: "".join((*lines, lines[-1])), "line 5: has the same id as line 4"),
    "two scores": (lambda lines: "".join((*lines, lines[-1][:-10] + "abcdabcd\r\n")), "a second score"),
    "a cell more": (lambda lines: "".join((*lines[:3], "x," + lines[3])), "line 4: has 9 cells, the heading has 8"),
    "twice": (lambda lines: "".join(lines).replace("score_kind", "score"), 'line 1 has the column "score" twice'),
    "missing": (lambda lines: "".join(lines).replace("score_kind", "x"), 'the column "score_kind" is missing'),
    "unknown": (lambda lines: lines[0].replace("date", "color,date") + lines[1], 'the column "color" is not known'),
    "open quote": (lambda lines: "".join(lines) + '"', "line 5 cannot be read as CSV"),
}  # fmt: skip


@pytest.fixture
def table(left_hip: Shell) -> list[str]:
    """The lines of our table of three scores, with their ends."""
    for day, score in (("-2", "1"), ("-1", "2"), ("0", "3")):
        date = () if day == "0" else ("--date", day)
        assert left_hip("log", "pain", score, *date).code == 0
    place = exported(left_hip, "pain.csv", "--only", "pain")
    return place.read_bytes().decode().splitlines(keepends=True)


def test_our_own_table_is_taken_however_it_was_saved(left_hip: Shell, table: list[str]) -> None:
    place = left_hip.db.with_name("saved.csv")
    for number, (name, make) in enumerate(TAKEN.items()):
        content = make(table)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
        new = other(left_hip, f"{number}.db")
        done = new("import", str(place))
        assert done.code == 0, (name, done.err)
        wanted = [] if name == "a heading alone" else [1, 2, 3]
        assert [e["score"] for e in (new.entries() if new.db.exists() else [])] == wanted, name


def test_our_own_table_with_a_mistake_is_refused_with_its_place_and_nothing_is_stored(
    left_hip: Shell, table: list[str]
) -> None:
    place, new = left_hip.db.with_name("bad.csv"), other(left_hip)
    assert new("setup", "--birth-date", "1960-05-01", "--accept-notice").code == 0
    before = dump(new.db)
    for name, (make, words) in REFUSED.items():
        place.write_bytes(str(make(table)).encode())
        told = new("import", str(place))
        assert (told.code, told.out, dump(new.db)) == (1, "", before), name
        assert words in told.err, (name, told.err)
        assert told.err.count("\n") <= 5, name


OTHERS = {
    "clearance": ("date,what,by_whom,note,recorded_at,id", "swimming,  ", "nothing in the column by_whom"),
    "note": ("date,text,note,recorded_at,id", "", "nothing in the column text"),
    "pause": ("date,first_day,last_day,reason,note,recorded_at,id", "2026-11-20,2026-11-19,x", "runs backward"),
    "visit": ("date,visit_on,who,ask,note,recorded_at,id", "2026-11-31,Kim,", "no day 2026-11-31"),
    "block": ("date,site,side,anesthetic,before,positive_tests,minutes,score,note,recorded_at,id",
              "hip,both,x,5,,,", "belongs to one side"),
    "measure": ("date,measure,side,item,value,typed,arms,note,recorded_at,id", "steps,,,1e5,,0", "is not a number"),
    "treatment": ("date,treatment,dose,effect,note,recorded_at,id", "tea,,", "something that is not known"),
    "symptoms": ("date,form,sign,answer,side,since,text,temperature_c,beside,note,recorded_at,id",
                 "daily,fevre,new,,,,,", "fevre"),
}  # fmt: skip


def test_each_of_our_tables_is_strict(left_hip: Shell) -> None:
    place, before = left_hip.db.with_name("one.csv"), dump(left_hip.db)
    for name, (heading, cells, words) in OTHERS.items():
        row = f"2026-11-20,{cells},,2026-11-20T10:00:00.000Z,11111111-1111-4111-8111-111111111111"
        place.write_text(f"{heading}\n{row}\n")
        told = left_hip("import", str(place))
        assert (told.code, dump(left_hip.db)) == (1, before), (name, told.err)
        assert re.search(rf"line 2: .*{words}", told.err), (name, told.err)


def test_the_newest_of_two_scores_counts_by_its_own_time(left_hip: Shell) -> None:
    assert left_hip("log", "pain", "3").code == 0
    place = exported(left_hip, "pain.csv", "--only", "pain")
    new = other(left_hip)
    assert new("setup", "--side", "left", "--accept-notice").code == 0
    assert new("log", "pain", "7").code == 0
    assert new("import", str(place)).code == 0
    states = {e["score"]: e["state"] for e in new.entries()}
    assert states == {3: "superseded", 7: "current"}
    assert new("check").code == 0


def test_one_csv_at_a_time_and_a_purged_entry_stays_away(left_hip: Shell, diary: Path) -> None:
    assert left_hip("import", str(diary), str(diary.with_name("b.rehab.json"))).code == 2
    assert left_hip("import", str(diary), *MAPS).code == 0
    gone = left_hip.entries()[0]["id"]
    assert left_hip("purge", gone, "--yes").code == 0
    done = left_hip.kept("import", str(diary), *MAPS)["files"][0]
    assert (done["added"]["entries"], done["purged"]) == (0, 1)
