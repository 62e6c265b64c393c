"""The page that says what the exercises did: pain beside work, done of planned, balance, the day after."""

from datetime import date, timedelta

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import Dose, SkipReason
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.services.journal import Draft
from rehab_tui.tui.screens.charts.work import WorkPage
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor


def stamp(day: date = TODAY) -> Stamp:
    return Stamp(Clock(day).now(), "screen")


@pytest.fixture
def trained(rehab: Rehab) -> Rehab:
    """Clamshells on seven days, each time less on the right, and more pain after two of them."""
    begun = stamp(TODAY - timedelta(days=14))
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": begun.moment.today}, begun)
    rehab.plans.start("activate", begun)
    drafts = [Draft(TODAY, ExerciseDone("walking", skipped=SkipReason.TIRED))]
    for ago in range(1, 8):
        day = TODAY - timedelta(days=ago)
        for side, reps in ((Side.LEFT, 10), (Side.RIGHT, 5)):
            drafts.append(Draft(day, ExerciseDone("clamshell", Dose(sets=1, reps=reps), side, pain_before=1)))
        drafts.append(Draft(day + timedelta(days=1), PainScore(3 if ago < 3 else 1, Side.LEFT, Site.HIP)))
    rehab.journal.log(drafts, stamp(), "two weeks")
    return rehab


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40), (40, 10)])
async def test_w_shows_all_four_parts(trained: Rehab, app_for: AppFor, size: tuple[int, int]) -> None:
    assert trained.plans.in_force(TODAY)
    async with app_for(size) as pilot:
        await pilot.press("c", "w")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, WorkPage)
        rows = screen.query_one(Sheet).rows
        said = " ".join(" ".join(line.content.plain for row in rows for line in row.lines).split())
        assert "left hip mean" in said
        assert "Done of planned" in said
        assert "left out: tired 1" in said
        assert "the right did less" in said
        assert ("2 points more the next day: 2 of 7" if size[0] < 72 else "2 of 7") in said
        assert all(line.content.cell_length <= size[0] for row in rows for line in row.lines) or size[0] < 60
        await pilot.press("right", "down", "escape")


async def test_an_empty_file_is_calm(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("c", "w")
        await pilot.pause()
        said = " ".join(line.content.plain for row in pilot.app.screen.query_one(Sheet).rows for line in row.lines)
        assert "nothing of the kind was done" in said
        assert "No exercises due" in said
