"""What stands beside the scores of a hip on Today while the usual level is not known yet."""

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.tui.screens.today.screen import TodayScreen
from tests.tui.conftest import AppFor
from tests.tui.seen import words


@pytest.mark.parametrize(("width", "said"), [(80, "usual: later"), (120, "building your usual level: 0 of 7")])
async def test_a_level_that_is_not_known_does_not_read_like_a_score(
    rehab: Rehab, app_for: AppFor, width: int, said: str
) -> None:
    async with app_for(size=(width, 40)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert said in words(pilot)
        assert "usual 0" not in words(pilot)
