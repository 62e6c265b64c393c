"""The follow-ups: what a key keeps, and what never closes one."""

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import FollowUp, Level, Outcome, State
from rehab_tui.domain.symptom import SignAnswer, SymptomReport
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.followups.page import FollowUpPage
from rehab_tui.tui.screens.followups.screen import FollowUpsScreen
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import words
from tests.tui.test_alert import HOSTILE, on_file, report, shown_text, until_shown

LEG_PAIN = SymptomReport("leg-pain", SignAnswer.WORSE, Side.LEFT)


@pytest.fixture
def level_3(context: Context) -> FollowUp:
    """A follow-up that waits without taking the screen."""
    return report(context, LEG_PAIN)[0]


async def test_nothing_open_says_so_and_never_all_clear(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("f")
        await pilot.pause()
        assert "No alerts from what you have logged." in shown_text(pilot)
        assert "clear" not in shown_text(pilot)


@pytest.mark.parametrize("where", [(), ("enter",)])
async def test_read_told_and_closed_are_kept_one_by_one(
    level_3: FollowUp, rehab: Rehab, app_for: AppFor, where: tuple[str, ...]
) -> None:
    async with app_for() as pilot:
        await pilot.press("f", *where, "k")
        await pilot.pause()
        assert on_file(rehab)[0].state is State.ACKNOWLEDGED
        await pilot.press("d")
        await pilot.pause()
        await pilot.press(*"Dr. [/x]", "enter", *"2099-01-01", "enter", *"rest", "enter")
        await until_shown(pilot, "lies ahead")
        assert on_file(rehab)[0].state is State.ACKNOWLEDGED
        await pilot.press("up", *["backspace"] * 10, *"just now", "enter", "enter")
        await until_shown(pilot, "is not clear")
        await pilot.press("up", *["backspace"] * 8, *"today", "enter", "enter")
        await pilot.pause()
        acted = on_file(rehab)[0]
        assert (acted.state, acted.events[-1].contacted, acted.events[-1].text) == (
            State.ACTED,
            "Dr. [/x]",
            f"{day_words(TODAY)}: rest",
        )
        await pilot.press("x", "1")
        await pilot.pause()
        await pilot.press(*"seen today", "enter")
        await pilot.pause()
    closed = on_file(rehab)[0]
    assert (closed.state, closed.outcome, closed.events[-1].outcome) == (State.CLOSED, "seen today", Outcome.SEEN)


async def test_told_nobody_does_not_close_and_says_why(level_3: FollowUp, rehab: Rehab, context: Context) -> None:
    async with RehabApp(context).run_test(notifications=True) as pilot:
        await pilot.press("f", "x", "7")
        await until_shown(pilot, "It stays open")
        assert on_file(rehab)[0].state is State.OPEN
        await pilot.press("x", "6")
        await pilot.pause()
        await pilot.press(*"Nobody.", "enter")
        await until_shown(pilot, "Not closed, it stays open")
    assert on_file(rehab)[0].state is State.OPEN


async def test_something_else_needs_words(level_3: FollowUp, rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("f", "x", "6")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert on_file(rehab)[0].state is State.OPEN
        await pilot.press(*"moved to the visit", "enter")
        await pilot.pause()
    assert on_file(rehab)[0].outcome == "moved to the visit"


async def test_something_else_after_a_red_flag_asks_who_was_told(context: Context) -> None:
    report(context, SymptomReport("wound"))
    async with RehabApp(context).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("r", "f", "x", "6")
        await until_shown(pilot, "Who was told, or who saw you?")
        await pilot.press(*"nothing, it will be fine", "ctrl+s")
        await until_shown(pilot, "Not closed, it stays open")
        await pilot.press("escape")
        await pilot.pause()
        assert [e.verb for e in on_file(context.rehab)[0].events] == ["opened", "acknowledged"]
        await pilot.press("x", "6")
        await until_shown(pilot, "Who was told, or who saw you?")
        await pilot.press(*"it will be fine", "enter", *"Dr. [/x]", "ctrl+s")
        await until_shown(pilot, "Exercises are shown again")
    closed = on_file(context.rehab)[0]
    assert (closed.state, closed.outcome) == (State.CLOSED, "it will be fine")
    assert [e.contacted for e in closed.events][-2:] == ["Dr. [/x]", None]


async def test_escape_in_the_middle_of_closing_keeps_nothing(level_3: FollowUp, rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("f", "x", "1")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
    assert [e.verb for e in on_file(rehab)[0].events] == ["opened"]


async def test_a_level_3_is_quiet_twice_at_most(level_3: FollowUp, rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("f", "z")
        await pilot.pause()
        await pilot.press("z")
        await pilot.pause()
        await pilot.press("z")
        await pilot.pause()
    assert on_file(rehab)[0].snoozes == 2


async def test_an_urgent_one_is_never_quiet(context: Context, app_for: AppFor) -> None:
    report(context, SymptomReport("wound"))
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r", "f", "z")
        await pilot.pause()
    assert on_file(context.rehab)[0].state is State.ACKNOWLEDGED


async def test_a_closed_one_is_opened_again(level_3: FollowUp, context: Context, app_for: AppFor) -> None:
    context.rehab.follow_ups.close(level_3, "they know", context.stamp())
    async with app_for() as pilot:
        await pilot.press("f", "r")
        await pilot.pause()
    assert on_file(context.rehab)[0].state is State.OPEN


async def test_open_ones_come_first_by_level(context: Context, app_for: AppFor) -> None:
    report(context, LEG_PAIN)
    closed = report(context, SymptomReport("night-pain"))[0]
    context.rehab.follow_ups.close(closed, "they know", context.stamp())
    report(context, SymptomReport("wound"))
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r", "f")
        await pilot.pause()
        text = shown_text(pilot).split("\n", 2)[2]
        assert text.index("Wound trouble") < text.index("Pain down the leg") < text.index("Pain newly wakes")


async def test_why_shows_rule_numbers_entry_judgement_and_sources(context: Context, app_for: AppFor) -> None:
    from rehab_tui.domain.symptom import Form, SymptomsAnswered

    fact = SymptomsAnswered(Form.PICKED, ("fever",), (SymptomReport("fever"),), 38.4)
    context.rehab.journal.add(TODAY, fact, context.stamp(), "x")
    async with app_for((100, 70)) as pilot:
        await pilot.pause()
        await pilot.press("r", "f", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FollowUpPage)
        text = shown_text(pilot)
        for words in ("RF-08", "38.4", "38.0 C", "our judgement", "S20", "fever or chills, new", "555-0100"):
            assert words in text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)])
async def test_hostile_words_are_shown_as_typed_at_every_size(
    level_3: FollowUp, context: Context, app_for: AppFor, size: tuple[int, int]
) -> None:
    acted = context.rehab.follow_ups.act(level_3, HOSTILE, HOSTILE, context.stamp())
    async with app_for(size) as pilot:
        await pilot.press("f", "enter", "pagedown", "pagedown", "pagedown", "pagedown")
        await pilot.pause()
        assert "\x1b" not in shown_text(pilot)
        await pilot.press("escape")
        context.rehab.follow_ups.close(acted.followups[0], HOSTILE, context.stamp())
        await pilot.press("t", "f")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FollowUpsScreen)
        text = shown_text(pilot)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[@click=app.quit]x[/]" in text or size != (80, 24)


async def test_closed_as_a_mistake_the_entry_can_be_marked_too_and_the_page_says_what_was_decided(
    context: Context, app_for: AppFor
) -> None:
    report(context, SymptomReport("wound"))
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("r", "f", "x", "5")
        await pilot.pause()
        await pilot.press(*"pressed the wrong key", "enter")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert "logged by mistake: pressed the wrong key" in " ".join(shown_text(pilot).split())
        await pilot.press("enter")
        await pilot.pause()
        text = shown_text(pilot)
        assert "What was decided" in text
        assert "Logged by mistake: pressed the wrong key" in text
        assert "What to do" not in text
        assert "No answer in 30 minutes" not in text
    assert context.rehab.journal.between(TODAY, TODAY) == ()


async def test_closing_a_red_flag_keeps_who_allowed_exercise_again(context: Context) -> None:
    report(context, SymptomReport("wound"))
    async with RehabApp(context).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("r", "f", "x", "1")
        await pilot.pause()
        await pilot.press(*"wound cleaned", "enter", *"Dr. Lee", "enter")
        await until_shown(pilot, "Exercises are shown again")
        assert "Exercises are shown again. Start them again only as you were told." in words(pilot)
    assert on_file(context.rehab)[0].outcome == "wound cleaned. Exercise again: said by Dr. Lee"


@pytest.mark.parametrize(("key", "title"), [("t", "TodayScreen"), ("c", "ChartsScreen"), ("h", "HistoryScreen")])
async def test_letters_leave_the_page_of_a_follow_up(level_3: FollowUp, app_for: AppFor, key: str, title: str) -> None:
    async with app_for() as pilot:
        await pilot.press("f", "enter")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == title


async def test_undo_on_the_page_says_of_which_sign(level_3: FollowUp, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f", "enter", "k")
        await pilot.pause()
        await pilot.press("u")
        await until_shown(pilot, "Undone")
        assert isinstance(pilot.app.screen, FollowUpPage)
    assert on_file(context.rehab)[0].state is State.OPEN


async def test_an_emergency_that_comes_later_takes_the_cursor(level_3: FollowUp, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f")
        await until_shown(pilot, "Pain down the leg")
        report(context, SymptomReport("saddle-numbness"))
        await pilot.press("t", "f")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, FollowUpsScreen)
        chosen = screen.chosen()
        assert chosen is not None
        assert (chosen.rule, chosen.level) == ("RF-02", Level.EMERGENCY)


async def test_undo_of_a_sign_says_that_its_follow_up_stays_open(level_3: FollowUp, context: Context) -> None:
    async with RehabApp(context).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("u")
        await until_shown(pilot, "stays open")
    assert on_file(context.rehab)[0].state is State.OPEN


async def test_no_form_is_opened_for_one_that_is_closed(level_3: FollowUp, context: Context, app_for: AppFor) -> None:
    context.rehab.follow_ups.close(level_3, "told my therapist", context.stamp())
    async with app_for() as pilot:
        await pilot.press("f", "d")
        await until_shown(pilot, "It is closed already; r opens it again.")
        assert isinstance(pilot.app.screen, FollowUpsScreen)
