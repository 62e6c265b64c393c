"""A settings file with mistakes stops nothing: one note, the defaults, the same everywhere."""

import asyncio
import io
import os
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from shell import Shell

from rehab_tui.cli.session import Session
from rehab_tui.clock import Clock
from rehab_tui.errors import WrongUsage
from rehab_tui.tui import open_screens
from rehab_tui.tui.widgets.bars import KeyBar


@pytest.fixture
def place() -> Path:
    """A settings file with a mistake, where the program looks for it."""
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "rehab" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('[keys]\ntodya = "y"\n')
    return settings


@pytest.mark.parametrize(
    "words",
    [
        ("history",), ("trends",), ("followups",), ("info",), ("check",), ("exercises",), ("plan", "show"), ("backup",),
        ("log", "exercise", "walking", "--minutes", "5"), ("setup",), ("undo",),
    ],
)  # fmt: skip
def test_commands_say_it_once_and_go_on(left_hip: Shell, place: Path, words: tuple[str, ...]) -> None:
    left_hip("log", "pain", "3")
    result = left_hip(*words)
    assert result.code == 0, result.err
    assert result.err.count("settings.toml") == 1
    assert f"rehab: note: {place}:2: keys.todya: unknown action; did you mean today?\n" in result.err
    assert "rehab: note: no setting of this file is used until it is mended; see: rehab help keys\n" in result.err


@pytest.mark.parametrize("words", [("status",), ("today",), ("log", "pain", "3"), ("--version",)])
def test_the_quickest_commands_do_not_read_it(left_hip: Shell, place: Path, words: tuple[str, ...]) -> None:
    assert place.exists()
    assert left_hip(*words).err == ""


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_screens_show_the_same_note(left_hip: Shell, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[str] = []

    async def look(app: Any) -> None:
        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            shown.extend(bar.told.words for screen in app.screen_stack for bar in screen.query(KeyBar) if bar.told)
            app.leave_with(0)

    def run(app: Any) -> None:
        asyncio.run(look(app))

    with (
        mock.patch.object(sys, "stdin", _Terminal()),
        mock.patch.object(sys, "stdout", _Terminal()),
        mock.patch.object(sys, "__stderr__", _Terminal()),
        mock.patch("rehab_tui.tui.app.RehabApp.run", run),
    ):
        assert open_screens(Session(left_hip.db, Clock(), plain=False)) == 0
    (note,) = shown
    assert note.startswith(f"{place}:2: keys.todya")
    assert "settings.toml" not in capsys.readouterr().err


def test_the_screens_are_not_drawn_into_a_file(left_hip: Shell) -> None:
    with (
        mock.patch.object(sys, "stdin", _Terminal()),
        mock.patch.object(sys, "stdout", _Terminal()),
        mock.patch.object(sys, "__stderr__", io.StringIO()),
        pytest.raises(WrongUsage, match="stderr, which is no terminal"),
    ):
        open_screens(Session(left_hip.db, Clock(), plain=False))
