"""What the program says stands in the place of the keys: it covers nothing and stays on its screen."""

from datetime import timedelta

import pytest

from rehab_tui.domain.body import Side
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.symptom import SymptomReport
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.widgets.bars import KeyBar
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen, until, until_shown, words
from tests.tui.test_alert import report

SAID = "Kept. New signs can start later: press w."


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)])
async def test_what_is_said_stands_in_the_last_line_and_covers_nothing(app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await pilot.pause()
        keys = seen(pilot).split("\n")[-1]
        await pilot.press("t")
        pilot.app.notify("Kept.")
        await pilot.pause()
        assert seen(pilot).split("\n")[-1].strip() == "Kept."
        assert "Kept." not in "\n".join(seen(pilot).split("\n")[:-1])
        above = seen(pilot).split("\n")[:-1]
        await pilot.click(KeyBar)
        await pilot.pause()
        assert seen(pilot).split("\n") == [*above, keys]


async def test_it_does_not_follow_to_another_screen(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert SAID in words(pilot)
        await pilot.press("c")
        await pilot.pause()
        assert SAID not in words(pilot)


async def test_what_is_said_on_leaving_stands_on_the_screen_below(context: Context, app_for: AppFor) -> None:
    context.rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": TODAY}, context.stamp())
    async with app_for() as pilot:
        await pilot.press("p", "s", "enter", "y")
        await pilot.pause()
        assert "is your plan now." in words(pilot)


async def test_it_waits_while_an_alert_lies_over_it(context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.pause()
        bar = pilot.app.screen.query_one(KeyBar)
        pilot.app.notify("It was kept.", timeout=0.2)
        host_of(pilot.app).raise_alerts(report(context, SymptomReport("saddle-numbness")))
        await pilot.pause(0.6)
        assert bar.told is not None
        await pilot.press("r")
        await pilot.pause()
        assert pilot.app.screen is bar.screen
        for _ in range(100):
            await pilot.pause(0.05)
            if bar.told is None:
                break
        assert bar.told is None


async def test_long_words_take_as_many_lines_as_they_need(app_for: AppFor) -> None:
    async with app_for((60, 20)) as pilot:
        pilot.app.notify(
            "The file cannot be written: " + "the disk is full, " * 6 + "nothing was kept.", severity="error"
        )
        await pilot.pause()
        assert pilot.app.screen.query_one(KeyBar).size.height == 3
        assert "nothing was kept." in seen(pilot).split("\n")[-1]


async def test_days_without_a_score_are_told_until_there_is_one(context: Context, app_for: AppFor) -> None:
    for ago in range(4, 14):
        context.rehab.journal.add(TODAY - timedelta(days=ago), PainScore(3, Side.LEFT), context.stamp(), "a score")
    async with app_for() as pilot:
        await until_shown(pilot, "No score for 3 days, from 17 Nov on.")
        await pilot.press("2")
        await until(pilot, lambda: "No score for" not in words(pilot))
        assert "[2]" in words(pilot)
