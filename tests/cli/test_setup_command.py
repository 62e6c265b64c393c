"""`rehab setup`."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from runs import Runner, runner

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import SignAnswer, SymptomsAnswered


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "rehab.db"


@pytest.fixture
def rehab(db: Path) -> Runner:
    return runner(db)


def profile(db: Path) -> Profile:
    with Rehab.open(db) as opened:
        return opened.profiles.read()


def test_every_fact_can_be_given_by_option(rehab: Runner, db: Path) -> None:
    told = rehab(
        *("setup", "--name", "AB", "--birth-date", "1960-02-29", "--surgery-date", "2026-01-05", "--levels", "l4-s1"),
        *("--approach", "back", "--graft", "own-bone", "--hip-replacement", "--past-cancer", "no", "--side", "left"),
        *("--emergency", "000 here", "--night-line", "Ward", "--surgeon", "Dr. R", "--therapist", "Kim"),
        *("--allowed-by", "Dr. R", "--allowed-on", "2026-02-01", "--plan", "protect", "--accept-notice"),
    )  # fmt: skip
    assert told.code == 0, told.err
    found = profile(db)
    assert (found.name, found.birth_date, found.surgery_date) == ("AB", date(1960, 2, 29), date(2026, 1, 5))
    assert (found.levels, found.approach, found.graft) == ("L4-S1", "back", "own-bone")
    assert (found.hip_replacement, found.past_cancer, found.side) == (True, False, Side.LEFT)
    assert (found.emergency, found.night_line, found.surgeon, found.therapist) == ("000 here", "Ward", "Dr. R", "Kim")
    assert (found.allowed_by, found.allowed_on) == ("Dr. R", date(2026, 2, 1))
    assert found.notice_read_on is not None
    assert found.setup_done_on is not None
    assert rehab("plan", "show", "--json").data["name"] == "Protect (P1)"
    assert told.err == ""


def test_setup_alone_asks_nothing_without_a_terminal_and_says_what_is_open(rehab: Runner, db: Path) -> None:
    told = rehab("setup", typed="AB\n" * 20)
    assert told.code == 0
    for words in ("not a medical device", "--allowed-by", "no emergency number"):
        assert words in told.err
    assert profile(db).name is None
    assert "?" not in told.out


def test_a_fusion_that_lies_ahead_is_said(rehab: Runner) -> None:
    told = rehab("--today", "2026-11-20", "setup", "--surgery-date", "2026-12-20")
    assert "Sun 20 Dec 2026 (it lies ahead: 30 days until surgery; check the year if it has been)" in told.out


def test_yes_asks_nothing_on_a_terminal_either(rehab: Runner, db: Path) -> None:
    told = rehab("setup", "--yes", "--side", "left", "--surgery-date", "2026-01-05", typed="AB\n" * 20, terminal=True)
    assert (told.code, profile(db).name, profile(db).side) == (0, None, Side.LEFT)
    assert "Surgery: Mon 5 Jan 2026." in told.out


def test_answers_can_be_changed_and_taken_back(rehab: Runner, db: Path) -> None:
    rehab("setup", "--name", "AB", "--side", "left")
    rehab("setup", "--side", "right", "--name", "")
    assert profile(db).side is Side.RIGHT
    assert profile(db).name is None
    rehab("undo")
    assert (profile(db).side, profile(db).name) == (Side.LEFT, "AB")


def test_the_surgery_can_lie_ahead(rehab: Runner, db: Path) -> None:
    rehab("setup", "--surgery-date", "not-yet")
    assert profile(db).surgery_not_yet
    ahead = date.today() + timedelta(days=40)
    rehab("setup", "--surgery-date", ahead.isoformat())
    assert (profile(db).surgery_date, profile(db).surgery_not_yet) == (ahead, False)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--birth-date", "31.02."), ("--birth-date", "2999-01-01"), ("--surgery-date", "01-03-2026"),
        ("--side", "middle"), ("--levels", "S1-L4"), ("--levels", "L9"), ("--graft", "steel"),
        ("--hip-replacement", "maybe"), ("--plan", "nope"), ("--plan", "strengthen"), ("--usual", "leg-nmbness"),
        ("--plan", "knee.plan.yaml"), ("--usual", "night-pain:worse"),
        ("--birth-date", "2020-01-01", "--surgery-date", "2010-01-01"),
    ],
)  # fmt: skip
def test_a_wrong_answer_changes_nothing(rehab: Runner, db: Path, wrong: tuple[str, ...]) -> None:
    rehab("setup", "--name", "AB")
    before = db.read_bytes()
    told = rehab("setup", "--name", "CD", *wrong)
    assert told.code == 1
    assert told.err.startswith("rehab: ")
    assert told.err.count("\n") == 1
    assert db.read_bytes() == before


def test_an_unknown_option_is_wrong_usage(rehab: Runner, db: Path) -> None:
    assert rehab("setup", "--nmae", "x").code == 2
    assert not db.exists()


def test_without_a_name_only_walking_can_be_started(rehab: Runner) -> None:
    told = rehab("setup", "--plan", "protect")
    assert told.code == 1
    assert "--allowed-by" in told.err
    assert rehab("setup", "--plan", "walk-only").code == 0
    assert [e["exercise"] for e in rehab("plan", "show", "--json").data["exercises"]] == ["walking"]


def test_usual_signs_are_kept_as_usual_and_open_nothing(rehab: Runner, db: Path) -> None:
    assert rehab("setup", "--usual", "leg-numbness:left", "--usual", "night-pain", "--checked").code == 0
    with Rehab.open(db) as opened:
        (entry,) = opened.journal.between(date.today(), date.today())
        assert isinstance(entry.fact, SymptomsAnswered)
        assert [(r.id, r.side, r.answer) for r in entry.fact.reports] == [
            ("leg-numbness", Side.LEFT, SignAnswer.USUAL),
            ("night-pain", None, SignAnswer.USUAL),
        ]
        assert opened.follow_ups.all() == ()


def test_at_a_terminal_it_asks_for_what_is_missing_and_keeps_each_answer(rehab: Runner, db: Path) -> None:
    lines = ["yes", "1960-99-99", "1960-02-29", "not-yet"]
    told = rehab("setup", "--name", "AB", "--side", "left", typed="\n".join(lines) + "\n", terminal=True)
    assert told.code == 0
    found = profile(db)
    assert found.notice_read_on is not None
    assert (found.name, found.birth_date, found.surgery_not_yet) == ("AB", date(1960, 2, 29), True)
    assert "Your name" not in told.out
    assert "Which hip" not in told.out
    assert "Ended. What was answered is kept." in told.out


def test_at_a_terminal_an_empty_line_skips(rehab: Runner, db: Path) -> None:
    told = rehab("setup", typed="\n" * 40, terminal=True)
    assert told.code == 0
    assert profile(db) == Profile(setup_done_on=date.today())
    assert "walk-only" in told.out
    assert "protect:" not in told.out


def test_a_plan_file_is_looked_at_and_accepted_at_a_terminal(rehab: Runner, tmp_path: Path) -> None:
    file = tmp_path / "knee.plan.yaml"
    file.write_text("patient: AB\nauthor: Jo\ndate: 2026-01-05\nversion: 3\nexercises: [{id: walking, minutes: 10}]\n")
    (tmp_path / "bad.plan.yaml").write_text("patient: Peter\nauthor: Jo\ndate: 2026-01-05\nversion: 3\n")
    typed = [str(tmp_path / "none.yaml"), str(tmp_path / "bad.plan.yaml"), str(file), "no", str(file), "yes"]
    told = rehab("setup", "--name", "AB", typed="\n".join([""] * 14 + typed) + "\n", terminal=True)
    assert told.code == 0
    assert "there is no such file" in told.out
    assert "missing key exercises" in " ".join(told.out.split())
    assert told.out.count("new: Walking, 10 min") == 2
    assert told.out.count("Expected this? If not") == 2
    (plan,) = rehab("plan", "history", "--json").data
    assert (plan["author"], [one["minutes"] for one in plan["exercises"]]) == ("Jo", [10])


def test_one_option_later_asks_nothing_more(rehab: Runner) -> None:
    rehab("setup", "--name", "AB")
    told = rehab("setup", "--side", "left", terminal=True)
    assert "A few questions" not in told.out
