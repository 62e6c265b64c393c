"""The settings: chosen by keys or clicks, used at once, and found again in the settings file."""

from pathlib import Path

import pytest

from rehab_tui import config
from rehab_tui.config import Bell, ChartChoice, Theme, load_settings
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.settings import SettingsScreen
from rehab_tui.tui.widgets.questions import Choices, Hint
from tests.tui.conftest import AppFor


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file of the test's own."""
    path = tmp_path / "config" / "settings.toml"
    monkeypatch.setattr(config, "settings_path", lambda: path)
    return path


def on_file(place: Path) -> str | None:
    """Return what stands in the settings file, or None without one."""
    return place.read_text(encoding="utf-8") if place.exists() else None


def written(place: Path, text: str) -> None:
    place.parent.mkdir()
    place.write_text(text, encoding="utf-8")


async def test_a_theme_is_used_at_once_and_remembered(context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        assert pilot.app.theme == "rehab-high-contrast"
    assert load_settings().theme is Theme.HIGH_CONTRAST
    assert context.settings.theme is Theme.HIGH_CONTRAST


async def test_arrows_and_enter_choose_how_charts_are_drawn(context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await pilot.press("down", "right", "right", "enter", "escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, SettingsScreen)
    assert load_settings().chart_style is ChartChoice.ASCII
    assert context.settings.chart_style is ChartChoice.ASCII


async def test_the_bell_of_a_guided_session_can_be_switched_off(context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await pilot.press("down", "down", "right", "enter", "escape")
        await pilot.pause()
    assert load_settings().bell is Bell.OFF
    assert context.settings.bell is Bell.OFF


async def test_a_click_chooses_and_the_rest_of_the_file_stays(place: Path, app_for: AppFor) -> None:
    written(place, '# mine\ntheme = "dark"  # at night\n[keys]\nundo = "z"\n')
    async with app_for() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        choices = pilot.app.screen.query(Choices).first()
        await pilot.click(choices, offset=(str(choices.render()).index("light"), 0))
        await pilot.pause()
    assert on_file(place) == '# mine\ntheme = "light"  # at night\n[keys]\nundo = "z"\n'


@pytest.fixture
def no_folder(place: Path) -> None:
    """A file stands where the folder of the settings should be."""
    place.parent.write_text("in the way", encoding="utf-8")


@pytest.mark.usefixtures("no_folder")
async def test_a_choice_that_cannot_be_written_is_used_and_said(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert pilot.app.theme == "rehab-light"
        assert pilot.app.screen.query(Hint).first().problem


async def test_the_demo_remembers_nothing(place: Path, context: Context, app_for: AppFor) -> None:
    context.demo = True
    async with app_for() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert pilot.app.theme == "rehab-light"
    assert on_file(place) is None


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)])
async def test_it_says_where_the_files_are(context: Context, app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        said = " ".join(str(widget.render()) for widget in pilot.app.screen.query(".place"))
        assert str(context.rehab.path) in said.replace("\n", "")
        assert " plan " in said
        assert "go-" not in said.rpartition("Keys can be moved")[2]
        await pilot.press("down", "down", "down", "up")
