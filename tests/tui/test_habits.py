"""A way of moving is ticked on its page, and offered on Today below the exercises."""

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.tui.screens.guided.stop_card import StopCardScreen
from rehab_tui.tui.screens.plan.exercise_card import ExerciseCard
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen, words


def ticked(rehab: Rehab) -> list[str]:
    facts = [entry.fact for entry in rehab.journal.between(TODAY, TODAY)]
    return [fact.exercise for fact in facts if isinstance(fact, ExerciseDone)]


async def test_d_ticks_it_for_today_and_today_offers_it(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for((100, 40)) as pilot:
        await pilot.app.push_screen(ExerciseCard("log-roll"))
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert ticked(rehab) == ["log-roll"]
        assert any(row.key == "after-head" for row in pilot.app.screen.query_one(Sheet).rows)
        await pilot.press("escape")
        await pilot.pause()
        assert "Log roll in and out of bed" in seen(pilot)


async def test_d_asks_how_much_was_done_of_an_exercise_that_is_in_no_plan(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.app.push_screen(ExerciseCard("swimming"))
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("1", "5", "enter", "enter", "4", "ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StopCardScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert "Kept for today. It is marked: nobody has allowed it yet." in words(pilot)
    (fact,) = [entry.fact for entry in rehab.journal.between(TODAY, TODAY)]
    assert fact == ExerciseDone("swimming", Dose(minutes=15), pain_during=4, not_allowed=True)


async def test_d_adds_another_go_and_takes_the_place_of_none(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.app.push_screen(ExerciseCard("walking"))
        for keys in (("d", "1", "5", "ctrl+s"), ("d", "2", "0", "ctrl+s")):
            await pilot.pause()
            await pilot.press(*keys)
        await pilot.pause()
    assert rehab.measures.walking(TODAY).minutes == {TODAY: 35}
