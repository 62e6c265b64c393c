"""The keys of the questions of the first start, as the last line names them."""

from pathlib import Path

from rehab_tui.bootstrap import Rehab
from rehab_tui.config import Settings
from rehab_tui.domain.body import Side
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from tests.tui.conftest import TODAY, EveningClock
from tests.tui.seen import words


async def test_a_choice_says_which_keys_choose_and_space_takes_the_first(tmp_path: Path) -> None:
    with Rehab.open(tmp_path / "new.db", create=True) as rehab:
        async with RehabApp(Context(rehab, EveningClock(TODAY), Settings())).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "← → choose" not in words(pilot)
            while "Which hip hurts" not in words(pilot):
                await pilot.press("escape")
                await pilot.pause()
            assert "← → choose" in words(pilot)
            await pilot.press("space")
            await pilot.pause()
        assert rehab.profiles.read().side is Side.LEFT
