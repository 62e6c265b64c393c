"""Plan files on the command line: checked, compared, accepted or refused, and written back."""

import json
import os
from pathlib import Path

import pytest
from runs import runner
from shell import Shell, program

PLAN = """\
# Maria's plan
patient: Maria
author: Jo Rivera, PT
date: 2026-11-18
version: 2
message: |
  Well done.
  Two more of each.
exercises:
  # twice a day is enough
  - id: walking
    minutes: 10
    times-a-day: 2
    days: every day
  - id: clamshell
    sets: 2
    reps: 10
    days: every day
precautions: [PR03]
thresholds:
  PT-02: {by: 3}
clearances:
  - what: loading
    by: Dr. Lee
    on: 2026-11-16
"""
HEAD = "Plan of Jo Rivera, PT, version 2, 2 exercises, from Jo Rivera, PT, Wed 18 Nov 2026\n"
OTHER = "ask whoever sent it; if it is you, mend the name here or with: rehab setup --name"
RED_FLAG = "RF-01 is a reported warning sign; its level and thresholds cannot be changed"


@pytest.fixture
def maria(left_hip: Shell) -> Shell:
    assert left_hip("setup", "--name", "Maria").code == 0
    return left_hip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "knee.plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def kept(rehab: Shell) -> bytes:
    return rehab.db.read_bytes()


def test_a_good_file_has_no_mistakes(maria: Shell, plan: Path) -> None:
    before = kept(maria)
    found = maria("plan", "check", str(plan))
    assert (found.code, found.err) == (0, "")
    assert found.out == f"No mistakes in {plan}: {HEAD[:-1]}.\n"
    assert maria.kept("plan", "check", str(plan)) == {"file": str(plan), "mistakes": [], "compared": True}
    assert kept(maria) == before


def test_a_file_is_read_by_itself_where_no_patient_is_set_up(rehab: Shell, plan: Path) -> None:
    found = rehab("plan", "check", str(plan))
    assert found.code == 0
    assert found.err == f"rehab: note: the plan was read by itself; no patient is set up in {rehab.db}\n"
    assert not rehab.db.exists()


def test_every_mistake_stands_on_a_line_that_an_editor_can_read(maria: Shell, plan: Path) -> None:
    plan.write_text(PLAN.replace("Maria\n", "Peter\n").replace("reps: 10", "reps: ten").replace("PT-02", "RF-01"))
    before = kept(maria)
    found = maria("plan", "check", str(plan))
    assert found.code == 1
    assert found.out.splitlines() == [
        f'{plan}:2:10: patient: a plan for another patient; this file is of "Maria"; {OTHER}',
        f'{plan}:17:11: exercises[1].reps: expected a whole number, got "ten"',
        f"{plan}:21:15: thresholds.RF-01.by: {RED_FLAG}",
    ]
    assert found.err == f"rehab: 3 mistakes in {plan}; mend the lines above, nothing was changed\n"
    refused = maria("plan", "import", str(plan), "--yes")
    assert (refused.code, refused.out) == (1, "")
    assert [line.removeprefix("rehab: ") for line in refused.err.splitlines()] == found.out.splitlines()
    assert kept(maria) == before


def test_another_name_with_the_right_id_is_said(maria: Shell, plan: Path) -> None:
    assert maria("plan", "export", str(plan), "--force").code == 0
    plan.write_text(plan.read_text().replace("patient: Maria\n", "patient: Peter Pan\n"))
    found = maria("plan", "diff", str(plan))
    assert found.code == 0
    assert "For: Peter Pan. In your own file the name is Maria: if this plan is not for you, do not" in found.out


@pytest.mark.parametrize("command", ["check", "diff", "import"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"patient: a\n" * 1_000_000, ":1:1: the file is larger than 1 MB; split it or shorten it"),
        ("patient: José\n".encode("latin-1"), ":1:13: not UTF-8 text; save the file as UTF-8"),
        ("patient: a\n".encode("utf-16"), ":1:1: not UTF-8 text; save the file as UTF-8"),
        (b"patient: a\x00\n", ":1:11: a character that cannot be shown (U+0000)"),
        (b"patient: " + b"[" * 9000 + b"\n", ":1:29: lists and keys are nested more than 20 deep"),
        (b"patient: '" + b"a" * 20_000 + b"'\n", ":1:1: a line of more than 10,000 characters; break it up"),
        (b"rehab-plan: 7\n", ":1:13: rehab-plan: written for a newer rehab (format 7, this program reads up to 1); "),
    ],
    ids=["10 MB", "latin-1", "utf-16", "NUL", "nested", "huge", "newer"],
)
def test_a_hostile_file_is_one_line_and_exit_1(
    maria: Shell, plan: Path, command: str, content: bytes, reason: str
) -> None:
    plan.write_bytes(content)
    found = maria("plan", command, str(plan), *(["--yes"] if command == "import" else []))
    told = [line for line in (found.out + found.err).splitlines() if str(plan) + ":" in line]
    assert found.code == 1
    assert len(told) == 1
    assert f"{plan}{reason}" in told[0]
    assert len(maria.kept("plan", "history")) == 1


@pytest.mark.parametrize("command", ["check", "diff", "import"])
def test_a_missing_file_and_a_folder_are_named(maria: Shell, tmp_path: Path, command: str) -> None:
    missing = maria("plan", command, str(tmp_path / "no.plan.yaml"))
    assert missing.code == 1
    assert missing.err == f"rehab: {tmp_path}/no.plan.yaml: there is no such file; check the name\n"
    assert "not a plain file" in maria("plan", command, str(tmp_path)).err
    assert maria("plan", command, "").err == (
        "rehab: the name of the file is empty; give a path, like ~/knee.plan.yaml\n"
    )
    assert maria("plan", command).code == 2


def test_the_difference_is_told_in_words_and_as_data(maria: Shell, plan: Path) -> None:
    maria("plan", "start", "walk-only")
    before = kept(maria)
    assert maria("plan", "diff", str(plan)).out == (
        HEAD
        + """\
  For: Maria
  What it changes in the plan in force (Track and walk, version 2):
    called Plan of Jo Rivera, PT (was Track and walk)
    new: Clamshell, 2 x 10 each side, every day
    Walking: 10 min, 2 times a day, every day (was 5 min, 2 times a day, every day)
    A week worse than the two before (PT-02), by: 3 (was 2, the usual one)
    take care: Lift as you were shown: close to the body, with the legs.
    from: Jo Rivera, PT (was starting plan, allowed by Dr. Lee)
    allowed: loading, by Dr. Lee, Mon 16 Nov 2026
  From Jo Rivera, PT:
    Well done.
    Two more of each.
"""
    )
    data = maria.kept("plan", "diff", str(plan))
    assert set(data) == {"from", "to", "changes"}
    assert (data["from"]["version"], data["to"]["version"]) == (2, 2)
    assert (data["to"]["date"], data["to"]["message"]) == ("2026-11-18", "Well done.\nTwo more of each.")
    assert data["to"]["precautions"] == [
        {"id": "PR03", "text": "Lift as you were shown: close to the body, with the legs."}
    ]
    assert data["changes"][3] == {
        "kind": "threshold",
        "what": "A week worse than the two before (PT-02), by",
        "was": "2, the usual one",
        "now": "3",
        "words": "A week worse than the two before (PT-02), by: 3 (was 2, the usual one)",
    }
    assert kept(maria) == before


def test_without_a_terminal_a_plan_is_accepted_only_with_yes(maria: Shell, plan: Path) -> None:
    asked = maria("plan", "import", str(plan))
    assert asked.code == 2
    assert asked.err.startswith("rehab: rehab plan import asks first, and there is no terminal; add --yes")
    assert maria("plan", "import", str(plan), "--json").code == 2
    assert len(maria.kept("plan", "history")) == 1
    done = maria.kept("plan", "import", str(plan), "--yes")
    assert (done["accepted"], done["plan"]["version"]) == (True, 2)
    assert [(e["kind"], e["date"], e["what"], e["by"]) for e in done["entries"]] == [
        ("clearance", "2026-11-16", "loading", "Dr. Lee")
    ]
    again = maria.kept("plan", "import", str(plan), "--yes")
    assert (again["accepted"], again["plan"], again["changes"], again["entries"]) == (False, None, [], [])
    assert len(maria.kept("plan", "history")) == 2


@pytest.mark.parametrize(("answer", "versions"), [("yes", 2), ("no", 1), ("", 1)])
def test_on_a_terminal_a_person_accepts_or_refuses(maria: Shell, plan: Path, answer: str, versions: int) -> None:
    rehab = runner(maria.db)
    said = rehab("--today", "2026-11-20", "plan", "import", str(plan), typed=f"{answer}\n", terminal=True)
    assert said.code == 0
    assert "Expected this? If not, say no and call your therapist, on a number you know." in said.out
    assert ("In force from today" in said.out) is (versions == 2)
    assert said.err == ("" if versions == 2 else "rehab: nothing was changed\n")
    assert len(maria.kept("plan", "history")) == versions


def test_what_was_accepted_is_shown_and_can_be_undone(maria: Shell, plan: Path) -> None:
    done = maria("plan", "import", str(plan), "--yes")
    assert done.out.endswith(
        "\nIn force from today: Plan of Jo Rivera, PT, version 2. rehab undo takes it back.\n"
        "  Written down: loading was allowed by Dr. Lee.\n"
    )
    shown = maria.kept("plan", "show")
    assert {name: shown[name] for name in ("patient", "author", "date", "version", "thresholds", "known")} == {
        "patient": "Maria", "author": "Jo Rivera, PT", "date": "2026-11-18", "version": 2,
        "thresholds": {"PT-02": {"by": 3}}, "known": [],
    }  # fmt: skip
    (line,) = maria("history", "--trail", "--json").data["trail"]
    assert (line["verb"], line["words"]) == ("import", "plan file of Jo Rivera, PT, version 2")
    assert "Changed for you: A week worse than the two before (PT-02): by 3" in maria("plan", "show").out
    assert maria("undo").code == 0
    assert [line.rpartition(" · ")[2] for line in maria("plan", "history").out.splitlines()[1:]] == [
        "taken back", "as before version 2, which was taken back",
    ]  # fmt: skip
    assert maria.kept("plan", "show")["thresholds"] == {}
    assert [entry["state"] for entry in maria.entries()] == ["in_error"]


def test_what_a_plan_does_to_follow_ups_is_told_with_short_numbers_and_days_as_people_say_them(
    maria: Shell, plan: Path
) -> None:
    for ago in range(21, -1, -1):
        score = 3 if ago > 6 else 6 + (ago != 3)
        assert maria("log", "pain", str(score), "--date", f"-{ago}", today="2026-11-20").code in (0, 13), ago
    assert "PT-02" in {one["rule"] for one in maria.kept("followups")}
    with_known = plan.read_text("utf-8") + "known:\n  - {rule: PT-02, until: 2026-12-04}\n"
    plan.write_text(with_known.replace("by: 3", "by: 99.0"), "utf-8")
    assert "from 1 to 4, not 99\n" in maria("plan", "check", str(plan)).out
    plan.write_text(with_known, "utf-8")
    told = maria("plan", "import", str(plan), "--yes", today="2026-11-21").out
    assert "Also (PT-03, Sat 21 Nov 2026): Your left hip pain averaged 6.8 from" in told
    assert "2026-11-21" not in told


def test_export_gives_an_accepted_file_back_to_the_byte(maria: Shell, plan: Path, tmp_path: Path) -> None:
    plan.write_bytes(("\ufeff" + PLAN).replace("\n", "\r\n").encode())
    assert maria("plan", "import", str(plan), "--yes").code == 0
    target = tmp_path / "out.plan.yaml"
    assert maria("plan", "export", str(target)).code == 0
    assert target.read_bytes() == plan.read_bytes()
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_plan_that_leaves_is_asked_about_once_and_stands_in_the_trail(maria: Shell, tmp_path: Path) -> None:
    ask, target = runner(maria.db), tmp_path / "out.plan.yaml"
    told = ask("plan", "export", str(target), typed="no\n", terminal=True)
    assert (told.code, target.exists(), maria.kept("history", "--trail")["trail"]) == (0, False, [])
    assert "your name or number" in told.out
    assert ask("plan", "export", str(target), typed="yes\n", terminal=True).code == 0
    assert ask("plan", "export", str(target), "--yes", "--force", terminal=True).code == 0
    trail = maria.kept("history", "--trail")["trail"]
    assert [line["words"] for line in trail] == ["export of plan to out.plan.yaml"] * 2


def test_export_writes_over_nothing_without_force(maria: Shell, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    (tmp_path / "a").chmod(0o644)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "pipe")
    for name, forced, reason in (
        ("a", False, "exists already; nothing was written, add --force or choose another name"),
        ("link", True, "is a link; nothing was written, name the file itself"),
        (".", True, "is a folder; nothing was written, give the name of a file in it"),
        ("pipe", True, "is not a plain file; nothing was written, choose another name"),
        ("r.db", True, "is a database; nothing was written, choose another name"),
    ):
        done = maria("plan", "export", str(tmp_path / name), *(["--force"] if forced else []))
        assert (done.code, done.err) == (1, f"rehab: {tmp_path / name} {reason}\n")
    assert maria("plan", "export", str(tmp_path / "no" / "b")).err == (
        f"rehab: there is no folder {tmp_path / 'no'}; make it first\n"
    )
    assert (tmp_path / "a").read_text() == "mine"
    assert maria("plan", "export", str(tmp_path / "a"), "--force").code == 0
    assert (tmp_path / "a").read_text().startswith("# A plan for one patient.")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".rehab-export-*"))


def test_a_disk_that_cannot_be_written_is_named(maria: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = maria("plan", "export", str(tmp_path / "b"))
    assert done.code == 3
    assert done.err == (
        f"rehab: not written: {tmp_path / 'b'} (No space left on device); check the folder's rights and room\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir() if "backups" not in path.name) == ["r.db"]


def test_without_a_plan_there_is_nothing_to_write(rehab: Shell, tmp_path: Path) -> None:
    assert rehab("plan", "export", str(tmp_path / "b")).code == 3
    rehab("setup", "--name", "Maria")
    assert rehab("plan", "export", str(tmp_path / "b")).err == (
        "rehab: there is no plan to write; choose one with: rehab plan start NAME\n"
    )
    assert rehab("plan", "import", str(tmp_path / "nothing")).code == 1


def test_a_second_file_that_is_torn_leaves_the_plan_as_it_was(maria: Shell, plan: Path) -> None:
    assert maria("plan", "import", str(plan), "--yes").code == 0
    before = maria("plan", "show", "--json").out
    plan.write_text(PLAN.replace("version: 2", "version: 3").replace("by: Dr. Lee\n", "by:\n"))
    assert maria("plan", "import", str(plan), "--yes").code == 1
    assert maria("plan", "show", "--json").out == before


def test_the_round_trip_of_a_plan_over_a_week(tmp_path: Path) -> None:
    """Export, edit by hand, check, diff, import, a week of sessions; adherence counts against the version of each day.

    Walking is due twice a day: 5 minutes under version 1 (Monday to Wednesday), 10 under version 2, which adds a
    clamshell of 2 x 12 each side. 5 minutes count whole before the change, half after it.
    """
    db, file = str(tmp_path / "r.db"), tmp_path / "maria.plan.yaml"

    def rehab(day: str, *words: str) -> str:
        done = program("--db", db, "--today", f"2026-11-{day}", *words, env={"HOME": str(tmp_path)})
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    rehab("16", "setup", "--name", "Maria", "--side", "left", "--allowed-by", "Dr. Lee", "--plan", "walk-only")
    for day in ("16", "17", "18"):
        for _ in range(2):
            rehab(day, "log", "exercise", "walking", "--minutes", "5")
    rehab("19", "plan", "export", str(file))
    text = file.read_text()
    by_hand = (
        text.replace("version: 1\n", "version: 2   # after the visit\n")
        .replace("minutes: 5", "minutes: 10")
        .replace("clearances:", "  - id: clamshell\n    sets: 2\n    reps: 12\n    days: every day\nclearances:")
    )
    file.write_text(by_hand)
    assert "No mistakes" in rehab("19", "plan", "check", str(file))
    changes = json.loads(rehab("19", "plan", "diff", str(file), "--json"))["changes"]
    assert [change["words"] for change in changes] == [
        "new: Clamshell, 2 x 12 each side, every day",
        "Walking: 10 min, 2 times a day, every day (was 5 min, 2 times a day, every day)",
    ]
    assert "version 2" in rehab("19", "plan", "import", str(file), "--yes")
    for day in ("19", "20", "21", "22"):
        rehab(day, "log", "exercise", "walking", "--minutes", "5")
        rehab(day, "log", "exercise", "clamshell", "--side", "both")
    found = json.loads(rehab("22", "trends", "adherence", "--days", "7", "--json"))
    assert {one["exercise"]: (one["done"], one["due"]) for one in found["by_exercise"]} == {
        "walking": (8, 14),  # 3 days of 2, then 4 days of one half
        "clamshell": (4, 4),  # not due before version 2
    }
    assert (found["done"], found["due"], found["percent"]) == (12, 18, 67)

    versions = {one["id"]: one["version"] for one in json.loads(rehab("22", "plan", "history", "--json"))}
    done = [one for one in json.loads(rehab("22", "history", "--json"))["entries"] if one["kind"] == "exercise"]
    assert "under the plan Track and walk, version 1" in rehab("22", "history", done[0]["id"])
    rows = sorted({(one["date"], one["plan"]) for one in done})
    assert [(day[-2:], versions[plan_id]) for day, plan_id in rows] == [
        ("16", 1), ("17", 1), ("18", 1), ("19", 2), ("20", 2), ("21", 2), ("22", 2),
    ]  # fmt: skip
    rehab("22", "plan", "export", str(file), "--force")
    assert file.read_text() == by_hand
