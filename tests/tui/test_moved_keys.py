"""Keys that were moved in the settings: rows, words, the palette and the help name the key that works."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from rehab_tui.config import ACTIONS, Settings, read_key
from rehab_tui.services.help_pages import help_page
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.today import TodayScreen
from rehab_tui.tui.widgets.moved import moved_text
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen, until_shown, words

MOVED = {"none": "f7", "signs": "z", "undo": "y", "go-plan": "v", "note": "ctrl+n", "day-after": "greater_than_sign"}


@pytest.fixture(autouse=True)
def _moved(context: Context) -> None:
    context.settings = replace(context.settings, keys=MOVED)


def today_of(pilot: Pilot[int]) -> TodayScreen:
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_stands_on_today_names_the_keys_that_work(app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await until_shown(pilot, "f7 no to all")
        assert "z yes / not sure" in words(pilot)
        assert "v chooses one" in words(pilot)
        assert "ctrl+n writes one" in words(pilot)
        await pilot.press("f7")
        await until_shown(pilot, "Kept. New signs can start later: press z.")
        await pilot.press("ctrl+n")
        await until_shown(pilot, "with z.")
        await pilot.press("escape", "a")
        await until_shown(pilot, "There is no plan yet: v chooses one.")
        await pilot.press("left_square_bracket")
        assert TODAY - timedelta(days=1) == today_of(pilot).day_shown
        await until_shown(pilot, "> goes on, t comes back")
        lines = seen(pilot).split("\n")
        row = next(n for n, line in enumerate(lines) if "> goes" in line)
        await pilot.click(offset=(lines[row].index("> goes"), row))
        await pilot.pause()
        assert today_of(pilot).day_shown == TODAY
        told = {one.title: one.help for one in pilot.app.get_system_commands(pilot.app.screen)}
        assert (told["A warning sign, or not sure"], told["Go to Plan"]) == ("key z", "key v")
        await pilot.press("question_mark")
        await until_shown(pilot, "Keys on this screen")
        if size[0] == 80:
            await until_shown(pilot, "There is no Save button. y")


def test_a_page_of_the_help_names_them_where_they_are_told() -> None:
    settings = Settings(keys=MOVED)
    assert "| `z` | the full list of signs" in moved_text(help_page("today"), "today", settings)
    assert "| `v` | Plan and library |" in moved_text(help_page("keys"), "keys", settings)
    assert "| `w` |" in moved_text(help_page("charts"), "charts", settings)
    assert moved_text(help_page("today"), "today", Settings()) == help_page("today")


def test_every_key_is_read_as_a_person_writes_it() -> None:
    read = {name: Settings().key(name) for name in ACTIONS}
    assert read | {"help-card": "!", "settings": ",", "day-before": "[", "same": "=", "better": "-"} == read
    assert (read_key("slash"), read_key("f12"), read_key("ctrl+r"), read_key("at")) == ("/", "f12", "ctrl+r", "@")
    assert Settings().keyed("press {signs}, not {x} or {}") == "press w, not {x} or {}"
