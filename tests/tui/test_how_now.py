"""How the sign of an open alert is now, chosen on Today: worse is a new report and takes the screen again."""

from datetime import timedelta

from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.symptom import Form, SignAnswer, SymptomsAnswered, report_of
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.followups.alert import AlertScreen
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.bars import KeyBar
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import words


def told_about(rehab: Rehab) -> FollowUp:
    """Return yesterday's alert about a calf, that somebody was told of."""
    day = TODAY - timedelta(days=1)
    stamp = Stamp(Clock(day).now(), "screen")
    fact = SymptomsAnswered(Form.PICKED, ("calf-swelling",), (report_of("calf-swelling:left"),))
    (alert,) = rehab.journal.add(day, fact, stamp, "warning sign").followups
    return rehab.follow_ups.act(alert, "night line", "come in if it gets worse", stamp).followups[0]


async def test_worse_keeps_the_sign_and_shows_its_alert_once(rehab: Rehab, app_for: AppFor) -> None:
    old = told_about(rehab)
    async with app_for() as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        await pilot.app.screen.run_action(f"choose('now:{old.id}', 'worse')")
        await pilot.pause()
        alerts = [
            screen
            for screen in pilot.app.screen_stack
            if isinstance(screen, AlertScreen) and not screen.has_class("-again")
        ]
        assert len(alerts) == 1
        assert "sore or swollen left leg, worse" in words(pilot)
        rows = pilot.app.screen_stack[0].query_one(Sheet).rows
        new = next(one for one in rehab.follow_ups.waiting() if one.id != old.id)
        assert [row.key for row in rows if row.key.startswith("now:")] == [f"now:{new.id}"]
    kept = [entry.fact for entry in rehab.journal.between(TODAY, TODAY)]
    assert [fact.reports[0].answer for fact in kept if isinstance(fact, SymptomsAnswered)] == [SignAnswer.WORSE]
    assert len(rehab.follow_ups.waiting()) == 2


async def test_the_same_keeps_no_new_sign(rehab: Rehab, app_for: AppFor) -> None:
    old = told_about(rehab)
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.app.screen.run_action(f"choose('now:{old.id}', 'same')")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    assert rehab.journal.between(TODAY, TODAY) == ()
    assert rehab.follow_ups.waiting()[0].events[-1].verb == "sign is same"


async def test_keys_that_are_off_while_exercises_are_stopped_are_not_offered(
    rehab: Rehab, context: Context, app_for: AppFor
) -> None:
    rehab.plans.start("walk-only", context.stamp())
    async with app_for() as pilot:
        await pilot.pause()
        assert {"a", "g"} <= offered(pilot)
    told_about(rehab)
    async with app_for() as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        for row in [row.key for row in screen.query_one(Sheet).rows if row.selectable]:
            screen.query_one(Sheet).go(row)
            await pilot.pause()
            assert not {"a", "g", "space"} & offered(pilot), row


def offered(pilot: Pilot[int]) -> set[str]:
    """Return the keys that the last line offers."""
    return {hint.key for hint in pilot.app.screen.query_one(KeyBar).hints}
