"""Keys where nobody expects them, and faster than the screens, end nothing."""

from textual.events import Key

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.entry import Note
from rehab_tui.domain.symptom import SymptomReport, SymptomsAnswered
from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.screens.followups.alert import AlertScreen
from rehab_tui.tui.screens.guided.screen import GuidedScreen
from rehab_tui.tui.screens.today.screen import TodayScreen
from tests.tui.conftest import TODAY, AppFor
from tests.tui.test_alert import report


async def test_arrows_in_a_guided_session_end_nothing(rehab: Rehab, context: Context, app_for: AppFor) -> None:
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": TODAY}, context.stamp())
    rehab.plans.start("activate", context.stamp())
    async with app_for() as pilot:
        await pilot.press("g")
        await pilot.pause()
        await pilot.press("up", "down", "j", "k", "pageup", "pagedown", "left", "right")
        await pilot.pause()
        assert isinstance(pilot.app.screen, GuidedScreen)


async def test_leaving_while_a_screen_is_being_made_is_no_bug(app_for: AppFor) -> None:
    async with app_for() as pilot:
        for key in ("w", "question_mark", "ctrl+q"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        for _ in range(200):
            if pilot.app._exit:
                break
            await pilot.pause(0.05)
    assert pilot.app.return_code == 0


async def test_enter_pressed_twice_leaves_a_form_once(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("i", "2", "1", *"400mg", "enter")
        await pilot.pause()
        assert pilot.app.screen.styles.background.a < 1, "the screen below shows through"
        for _ in range(3):
            pilot.app.post_message(Key("enter", None))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    assert len(rehab.journal.between(TODAY, TODAY)) == 1


async def test_a_key_that_comes_before_its_screen_is_made_waits_for_it(context: Context, app_for: AppFor) -> None:
    async with app_for((60, 20)) as pilot:
        await pilot.pause()
        host_of(pilot.app).raise_alerts(report(context, SymptomReport("saddle-numbness")))
        pilot.app.post_message(Key("down", None))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, AlertScreen)


async def test_enter_pressed_twice_in_the_palette_leaves_it_once(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"undo")
        await pilot.pause(0.3)
        for _ in range(4):
            pilot.app.post_message(Key("enter", None))
        await pilot.pause(0.3)
        assert len(pilot.app.screen_stack) == 1


async def test_with_caps_lock_on_keys_work_and_words_stay_as_typed(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("N", "M", *"BAD Night", "ctrl+s")
        await pilot.pause()
        await pilot.press("left_square_bracket", "T", "W")
        await pilot.pause()
        await pilot.press("Y", "1")
        await pilot.pause()
        alert = pilot.app.screen
        assert isinstance(alert, AlertScreen)
        await pilot.press("R")
        await pilot.pause()
        assert pilot.app.screen is not alert
    facts = [entry.fact for entry in rehab.journal.between(TODAY, TODAY)]
    assert Note("BAD Night") in facts
    assert sum(isinstance(fact, SymptomsAnswered) for fact in facts) == 2
