"""Where the terminal shows plain letters only, every screen is drawn with them; what people wrote stays."""

from rehab_tui.charts import ChartStyle
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Note
from rehab_tui.domain.pain import PainScore
from rehab_tui.services.journal import Draft
from rehab_tui.tui.context import Context
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen


async def test_every_screen_is_drawn_with_letters(context: Context, app_for: AppFor) -> None:
    context.rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": TODAY}, context.stamp())
    context.rehab.plans.start("activate", context.stamp())
    context.rehab.journal.log(
        [Draft(TODAY, PainScore(3, Side.LEFT)), Draft(TODAY, Note("caf\u00e9 \u00b7 \u624b"))], context.stamp(), "day"
    )
    context.letters_only = True
    async with app_for() as pilot:
        for keys in (
            ["t"],
            ["c"],
            ["h"],
            ["p"],
            ["f"],
            ["exclamation_mark"],
            ["escape", "question_mark"],
            ["escape", "t", "w"],
            ["escape", "i"],
            ["escape", "comma"],
        ):
            await pilot.press(*keys)
            await pilot.pause()
            signs = {one for one in seen(pilot) if not one.isascii()} - set("\u00e9\u624b")
            assert not signs, (keys, signs)


async def test_choosing_signs_brings_them_back_everywhere(context: Context, app_for: AppFor) -> None:
    context.letters_only = True
    async with app_for() as pilot:
        await pilot.press("c", "s", "t")
        await pilot.pause()
        assert "\u258f" in seen(pilot)
        pilot.app.draw_with(ChartStyle.ASCII)
        await pilot.pause()
        assert not context.letters_only, "the terminal was never poor: only told so by the test"
