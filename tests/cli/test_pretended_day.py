"""`--today` in a file of a real patient: the answer of that day, and not one byte of the file is another."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from runs import Runner, runner

TODAY = date.today()


@pytest.fixture
def rehab(tmp_path: Path) -> Runner:
    """A level 4 that waits for an appointment three days ahead."""
    run = runner(tmp_path / "own.db")
    assert run("setup", "--side", "left", "--accept-notice").code == 0
    done = ("log", "exercise", "clamshell", "--side", "left", "--sets", "1", "--reps", "8", "--pain-during", "6")
    assert run(*done).code == 0
    assert run("log", "visit", str(TODAY + timedelta(days=3)), "Kim").code == 0
    assert levels(run) == [4]
    return run


def levels(run: Runner, *words: str) -> list[int]:
    return [one["level"] for one in run(*words, "followups", "--json").data]


@pytest.mark.parametrize("ahead", [10, 40, 20000])
def test_a_look_on_a_later_day_tells_what_would_be_and_keeps_nothing(rehab: Runner, tmp_path: Path, ahead: int) -> None:
    before = (tmp_path / "own.db").read_bytes()
    later = ("--today", str(TODAY + timedelta(days=ahead)))
    assert 4 not in [one["level"] for one in rehab(*later, "today", "--json").data["open_followups"]]
    for look in (("followups",), ("status",), ("signs",), ("history",)):
        assert rehab(*later, *look).code < 70
    assert "opens and closes nothing" in rehab(*later, "today").err
    assert (tmp_path / "own.db").read_bytes() == before
    assert levels(rehab) == [4]


def test_what_is_logged_on_a_pretended_day_ends_nothing(rehab: Runner) -> None:
    later = ("--today", str(TODAY + timedelta(days=40)))
    assert rehab(*later, "log", "pain", "1").code == 0
    assert levels(rehab) == [4], "the appointment has not passed"
