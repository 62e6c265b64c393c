"""A way of moving is ticked on its page, and offered on Today below the exercises."""

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.tui.screens.exercise_card import ExerciseCard
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen


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


async def test_d_on_another_exercise_keeps_nothing(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.app.push_screen(ExerciseCard("clamshell"))
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
    assert ticked(rehab) == []
