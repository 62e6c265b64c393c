"""`rehab demo`: a made-up patient in a folder that is gone afterwards."""

import tempfile
from pathlib import Path
from unittest import mock

import pytest
from runs import Runner, runner


@pytest.fixture
def rehab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    return runner(tmp_path / "own.db")


def test_without_a_terminal_it_prints_day_trend_and_follow_ups(rehab: Runner) -> None:
    told = rehab("--today", "2026-11-20", "demo")
    assert told.code == 0
    assert told.out.count("DEMO: not your data") >= 3
    for words in (
        "Fri 20 Nov 2026 · week 15 after surgery",
        "not logged yet",
        "Left hip: mean",
        "S surgery",
        "Sore or swollen calf",
    ):
        assert words in told.out
    reasons = (
        "Level 1 open", "Level 2 open", "done of planned up", "right hip: 4.7", "keeps flaring",
        "No score for 11 days", "No newer file for 16 days", "No alerts from what was logged",
    )  # fmt: skip
    places = [told.out.index(words, told.out.index("who needs attention first")) for words in reasons]
    assert places == sorted(places)


def test_it_is_the_same_on_every_run(rehab: Runner) -> None:
    assert rehab("--today", "2026-11-20", "demo").out == rehab("--today", "2026-11-20", "demo").out


def test_it_says_that_it_takes_a_moment(rehab: Runner) -> None:
    assert rehab("demo").err == "rehab: making up a patient with 14 weeks of entries; this takes a moment\n"


def test_plain_leaves_the_drawing_out(rehab: Runner) -> None:
    told = rehab("--plain", "demo")
    assert "Left hip: mean" in told.out
    assert "┤" not in told.out


def test_your_own_file_is_never_touched_and_nothing_is_left(rehab: Runner, tmp_path: Path) -> None:
    rehab("log", "pain", "3", "--side", "left")
    before = (tmp_path / "own.db").read_bytes()
    rehab("demo")
    assert (tmp_path / "own.db").read_bytes() == before
    assert list((tmp_path / "temp").iterdir()) == []


def test_at_a_terminal_the_screens_open_on_a_private_file(rehab: Runner, tmp_path: Path) -> None:
    seen: list[tuple[Path, int, bool]] = []

    def screens(session: object, *, demo: bool) -> int:
        path: Path = session.db  # type: ignore[attr-defined]
        seen.append((path, path.parent.stat().st_mode & 0o777, demo))
        return 0

    with mock.patch("rehab_tui.tui.open_screens", screens):
        assert rehab("demo", terminal=True).code == 0
    ((path, mode, demo),) = seen
    assert path.is_relative_to(tmp_path / "temp")
    assert (mode, demo) == (0o700, True)
    assert not path.exists()
