"""The stop card on the Today screen."""

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.entry import Kind
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.guided.stop_card import StopCardScreen
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen, words


@pytest.fixture
def walking(rehab: Rehab, context: Context) -> Rehab:
    """A plan with walking in it."""
    rehab.plans.start("walk-only", context.stamp())
    return rehab


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_pain_above_the_limit_shows_the_card_until_it_is_left(
    walking: Rehab, app_for: AppFor, size: tuple[int, int]
) -> None:
    async with app_for(size) as pilot:
        pilot.app.screen.query_one(Sheet).go("ex:walking")
        await pilot.pause()
        await pilot.press("space", "5")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StopCardScreen)
        assert "Stop this exercise for today." in words(pilot)
        rows = {80: "████  ██████    ██    ████", 60: "▄▀▀ ▀█▀ ▄▀▄ █▀▄", 40: "STOP"}
        assert rows[size[0]] in seen(pilot), "STOP is read from the mat"
        assert "enter leaves" in words(pilot)
        await pilot.press("7", "space", "q")
        assert isinstance(pilot.app.screen, StopCardScreen), "keys of the day do nothing on it"
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, TodayScreen)
    (entry,) = walking.journal.between(TODAY, TODAY)
    assert entry.kind is Kind.EXERCISE
    assert getattr(entry.fact, "pain_during", None) == 5


async def test_pain_within_the_limit_shows_none(walking: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        pilot.app.screen.query_one(Sheet).go("ex:walking")
        await pilot.pause()
        await pilot.press("space", "3")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
