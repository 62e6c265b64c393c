"""The foot of Today: both hips, work done and the next appointment, in every window."""

from datetime import date, timedelta

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.charts import ChartStyle
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Visit
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.services.journal import Draft
from rehab_tui.tui.context import Context
from rehab_tui.tui.widgets.strip import DayStrip
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen


@pytest.fixture
def two_hips(rehab: Rehab, context: Context) -> Rehab:
    """Both hips scored for weeks, exercises planned, a visit to a surgeon with a long name."""
    stamp = Stamp(Clock(date(2026, 9, 1)).now(), "screen")
    rehab.profiles.keep({"side": Side.BOTH, "allowed_by": "Dr. Rivera", "allowed_on": date(2026, 9, 1)}, stamp)
    rehab.plans.start("activate", stamp)
    days = [TODAY - timedelta(days=back) for back in range(20)]
    scores = [Draft(day, PainScore(3, side)) for day in days for side in (Side.LEFT, Side.RIGHT)]
    visit = Draft(TODAY, Visit(date(2026, 12, 13), "Dr. Alexandra Rivera-Montgomery"))
    rehab.journal.log([*scores, visit], context.stamp(), "scores")
    return rehab


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40), (76, 16)])
async def test_two_hips_leave_room_for_the_work_and_the_appointment(
    two_hips: Rehab, app_for: AppFor, size: tuple[int, int]
) -> None:
    async with app_for(size) as pilot:
        await pilot.pause()
        strip = pilot.app.screen.query_one(DayStrip)
        shown = "\n".join(seen(pilot).split("\n")[strip.region.y : strip.region.bottom])
        assert shown.count("▃" * 14) == 2
        assert "% of plan" in shown
        assert "13 Dec" in shown


async def test_one_line_is_enough_at_the_design_size(two_hips: Rehab, app_for: AppFor) -> None:
    async with app_for((80, 24)) as pilot:
        await pilot.pause()
        assert pilot.app.screen.query_one(DayStrip).size.height == 1


async def test_the_smallest_window_shows_the_last_week_of_both_hips_on_one_line(
    two_hips: Rehab, app_for: AppFor
) -> None:
    async with app_for((40, 10)) as pilot:
        await pilot.pause()
        line = seen(pilot).split("\n")[8]
        assert "7 days" in line
        assert line.count("▃" * 7) == 2


async def test_where_only_letters_show_the_strip_is_made_of_digits(
    two_hips: Rehab, context: Context, app_for: AppFor
) -> None:
    context.letters_only = True
    async with app_for() as pilot:
        await pilot.pause()
        assert seen(pilot).count("3" * 14) == 2
        context.draw_with(ChartStyle.BLOCK)
        await pilot.press("c", "t")
        await pilot.pause()
        assert seen(pilot).count("▃" * 14) == 2
