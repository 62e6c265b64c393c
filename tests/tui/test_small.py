"""Windows that are too small, and the blank screen: nothing shows, nothing is logged, everything comes back."""

from datetime import date

import pytest
from rich.cells import cell_len

from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.symptom import SYMPTOMS, Form, SignAnswer, SymptomReport, SymptomsAnswered
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.blank import BlankScreen
from rehab_tui.tui.screens.small import SmallScreen
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen, words

CALM = "Make the window a little larger (40 x 10 or more)"


async def test_below_40_x_10_it_says_so_and_comes_back(app_for: AppFor) -> None:
    async with app_for() as pilot:
        before = seen(pilot)
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        assert words(pilot) == CALM
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert seen(pilot) == before


@pytest.mark.parametrize("size", [(39, 10), (40, 9), (20, 6), (1, 1)])
async def test_it_can_start_in_a_window_that_is_too_small(app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, SmallScreen)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, SmallScreen)


async def test_40_x_10_is_large_enough(app_for: AppFor) -> None:
    async with app_for((40, 10)) as pilot:
        await pilot.pause()
        assert not isinstance(pilot.app.screen, SmallScreen)


async def test_no_key_logs_what_cannot_be_seen(context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        await pilot.press("3", "n", "a", "space", "u", "c", "ctrl+p", "escape", "enter")
        await pilot.pause()
        assert words(pilot) == CALM
    assert context.rehab.journal.between(TODAY, TODAY, every_state=True) == ()


async def test_a_half_written_note_is_kept(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("m", *"slept badly".replace(" ", "_"))
        for size in ((20, 6), (30, 30), (100, 3), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "slept_badly" in seen(pilot)
        assert not isinstance(pilot.app.screen, SmallScreen)


async def test_what_comes_up_meanwhile_is_shown_and_the_calm_line_goes_by_itself(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        pilot.app.push_screen(BlankScreen())
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert "Hip pain" in seen(pilot)


async def test_the_blank_screen_shows_one_line_and_nothing_else(app_for: AppFor) -> None:
    async with app_for() as pilot:
        pilot.app.notify("undone: left hip 7", markup=False)
        await pilot.press("b")
        await pilot.pause()
        assert words(pilot) == "rehab is hidden. Press any key."
        pilot.app.notify("another message", markup=False)
        await pilot.pause()
        assert words(pilot) == "rehab is hidden. Press any key."


@pytest.mark.parametrize("key", ["3", "q", "b", "n", "escape", "enter", "exclamation_mark"])
async def test_any_key_comes_back_and_does_nothing_else(context: Context, app_for: AppFor, key: str) -> None:
    async with app_for() as pilot:
        before = seen(pilot)
        await pilot.press("b")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert seen(pilot) == before
    assert context.rehab.journal.between(TODAY, TODAY, every_state=True) == ()


async def test_the_palette_does_not_open_over_it(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert "Search for commands" not in words(pilot)


async def test_a_click_comes_back(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("b")
        await pilot.pause()
        await pilot.click(offset=(3, 3))
        await pilot.pause()
        assert "Hip pain" in seen(pilot)


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24)])
async def test_today_is_cut_off_nowhere(context: Context, app_for: AppFor, size: tuple[int, int]) -> None:
    stamp = Stamp(Clock(date(2026, 9, 1)).now(), "screen")
    context.rehab.profiles.keep({"side": Side.BOTH, "allowed_by": "Dr. Rivera", "allowed_on": TODAY}, stamp)
    context.rehab.plans.start("activate", stamp)
    signs = ("leg-numbness", "fever", "wound", "walking")
    reports = tuple(SymptomReport(name, SignAnswer.USUAL) for name in signs)
    context.rehab.journal.add(TODAY, SymptomsAnswered(Form.FULL, SYMPTOMS, reports), context.stamp(), "signs")
    async with app_for(size) as pilot:
        for _ in range(9):
            if isinstance(pilot.app.screen, TodayScreen):
                break
            await pilot.press("escape")
            await pilot.pause()
        for key in ("1", "0", "n", "a", "7"):
            await pilot.press(key)
            await pilot.pause()
        sheet = pilot.app.screen_stack[0].query_one(Sheet)
        wide = [line.content.plain for row in sheet.rows for line in row.lines]
        assert [text for text in wide if cell_len(text.rstrip()) > sheet.size.width] == []
        assert any("10]" in text for text in wide)
        assert "stop for today" in " ".join(" ".join(wide).split())


async def test_all_eleven_scores_can_be_clicked_in_the_smallest_window(context: Context, app_for: AppFor) -> None:
    async with app_for((40, 10)) as pilot:
        row = seen(pilot).split("\n")[1]
        await pilot.click(offset=(row.index("10"), 1))
        await pilot.pause()
    (entry,) = context.rehab.journal.between(TODAY, TODAY)
    assert entry.fact == PainScore(10, Side.LEFT)
