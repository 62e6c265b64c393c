"""A file that another program holds: an emergency has its advice at once, and is not called kept while it is not."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import Level, State
from rehab_tui.domain.symptom import SymptomReport, SymptomsAnswered
from rehab_tui.store.quiet import watched_on
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.answers import YES, QuestionsScreen
from rehab_tui.tui.screens.followups.alert import AlertScreen
from rehab_tui.tui.screens.help_card import HelpCard
from rehab_tui.tui.screens.signs.round import Round
from rehab_tui.tui.screens.signs.screen import SignsScreen
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import AppFor
from tests.tui.seen import until, until_shown, words
from tests.tui.test_alert import on_file, report


async def started(pilot: Pilot[int], rehab: Rehab) -> None:
    """Wait until the program has looked at the day, which it does after the first frame."""
    await until(pilot, lambda: rehab.use(watched_on) is not None)
    await pilot.pause()


CALL = "call 112"
"""The emergency number of the profile: the advice names it, also of what could not be kept."""


@contextmanager
def held(rehab: Rehab, lock: str = "IMMEDIATE") -> Iterator[None]:
    """Another program that writes, until the block ends."""
    other = sqlite3.connect(rehab.path, isolation_level=None, timeout=20)
    other.execute(f"BEGIN {lock}")
    yield
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize(("size", "lock"), [((80, 24), "IMMEDIATE"), ((60, 20), "EXCLUSIVE")])
async def test_the_card_comes_at_once_and_says_when_it_is_kept(
    rehab: Rehab, context: Context, app_for: AppFor, size: tuple[int, int], lock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[None] = []
    monkeypatch.setattr(RehabApp, "show_waiting", lambda _: waits.append(None))
    async with app_for(size) as pilot:
        await started(pilot, rehab)
        with held(rehab, lock):
            await pilot.press("w")
            await until_shown(pilot, "hard to pee")
            await pilot.press("y", "1")
            await until_shown(pilot, "NOT KEPT YET")
            assert isinstance(pilot.app.screen, AlertScreen)
            assert CALL in words(pilot)
            assert len(waits) <= 4, "not the ten seconds for which everything else waits"
            await pilot.press("exclamation_mark")
            await until(pilot, lambda: isinstance(pilot.app.screen, HelpCard))
            card = [line.content.plain for row in pilot.app.screen.query_one(Sheet).rows for line in row.lines]
            assert "Not kept yet: You logged: " in " ".join(card)
            await pilot.press("escape")
            assert [one.logged for one in context.unkept] == [None]
        await until_shown(pilot, "What you answered is kept now.")
        (kept,) = on_file(rehab)
        assert (kept.level, kept.state) == (Level.EMERGENCY, State.OPEN)
        await pilot.press("r")
        await until_shown(pilot, "What you answered is kept. ")
        assert on_file(rehab)[0].state is State.ACKNOWLEDGED, "the card became that of the follow-up"
        assert context.unkept == []


async def test_it_is_tried_again_after_everything_was_left(rehab: Rehab, context: Context, app_for: AppFor) -> None:
    report(context, SymptomReport("leg-numbness", side=Side.RIGHT))
    async with app_for() as pilot:
        await until_shown(pilot, "I have read this")
        await pilot.press("r", "escape")
        await until_shown(pilot, "Hip pain")
        with held(rehab):
            await pilot.press("w", "right", "down", "y", "1", "1")
            await until_shown(pilot, "NOT KEPT YET")
            assert "CALL TODAY" in words(pilot), "seen by itself it is one leg"
            await pilot.press("r")
            await until_shown(pilot, "Now these questions.")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, SignsScreen))
            await pilot.press("escape")
            await until_shown(pilot, "It is still NOT kept")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
            await until_shown(pilot, "NOT KEPT YET: a sign you answered")
            await pilot.press("n")
            await until_shown(pilot, "No to all would deny it.")
            assert Round(context, context.clock.today()).answers["leg-weakness"] == YES
        await until_shown(pilot, "GET EMERGENCY HELP NOW")
        assert isinstance(pilot.app.screen, AlertScreen), "beside what was logged before, both legs are an emergency"
    assert Level.EMERGENCY in {one.level for one in on_file(rehab)}


async def test_what_is_never_kept_is_told_when_the_program_ends(
    rehab: Rehab, context: Context, app_for: AppFor
) -> None:
    async with app_for() as pilot:
        await until_shown(pilot, "Hip pain")
        with held(rehab):
            await pilot.press("w", "y", "1")
            await until_shown(pilot, "NOT KEPT YET")
            assert not context.all_kept()
        await pilot.pause()
    assert context.all_kept(), "it is tried a last time"
    assert [type(e.fact) for e in rehab.journal.between(context.clock.today(), context.clock.today())] == [
        SymptomsAnswered
    ]


async def test_a_sign_that_is_worse_has_its_card_at_once_too(rehab: Rehab, context: Context, app_for: AppFor) -> None:
    report(context, SymptomReport("saddle-numbness"))
    async with app_for() as pilot:
        await until_shown(pilot, "I have read this")
        await pilot.press("r")
        await until_shown(pilot, "between the legs: now")
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        (open_one,) = on_file(rehab)
        with held(rehab):
            screen.action_choose(f"now:{open_one.id}", "worse")
            await until_shown(pilot, "NOT KEPT YET")
            assert CALL in words(pilot)
        await until_shown(pilot, "What you answered is kept now.")
    assert [one.level for one in on_file(rehab) if one.state is State.OPEN] == [Level.EMERGENCY]


async def test_what_makes_it_an_emergency_is_asked_and_told_while_nothing_is_kept(
    rehab: Rehab, context: Context, app_for: AppFor
) -> None:
    async with app_for() as pilot:
        await started(pilot, rehab)
        with held(rehab):
            screen = SignsScreen(context.clock.today())
            await pilot.app.push_screen(screen)
            await until_shown(pilot, "hard to pee")
            screen.action_answer("yes", "sudden-pain")
            await until_shown(pilot, "is it new")
            await pilot.press("1")
            await until_shown(pilot, "Which side?")
            await pilot.press("1")
            await until_shown(pilot, "NOT KEPT YET")
            assert "CALL TODAY" in words(pilot)
            await pilot.press("r")
            await until_shown(pilot, "Now these questions.")
            questions = pilot.app.screen
            assert isinstance(questions, QuestionsScreen)
            questions.action_answer("unsure", "no-weight-bearing")
            await until_shown(pilot, "GET EMERGENCY HELP NOW")
            assert "cannot put weight on the leg (not sure)" in words(pilot)
        await until_shown(pilot, "What you answered is kept now.")
    assert [(one.rule, one.level) for one in on_file(rehab) if one.state is State.OPEN] == [("RF-10", Level.EMERGENCY)]


async def test_what_comes_beside_a_fever_is_asked_too(rehab: Rehab, context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await started(pilot, rehab)
        with held(rehab):
            screen = SignsScreen(context.clock.today())
            await pilot.app.push_screen(screen)
            await until_shown(pilot, "hard to pee")
            screen.action_answer("yes", "fever")
            await until_shown(pilot, "is it new")
            await pilot.press("1")
            await until_shown(pilot, "NOT KEPT YET")
            assert "CALL TODAY" in words(pilot)
            await pilot.press("r")
            await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsScreen))
            questions = pilot.app.screen
            assert isinstance(questions, QuestionsScreen)
            questions.action_answer("yes", "stiff-neck")
            await until_shown(pilot, "GET EMERGENCY HELP NOW")
        await until_shown(pilot, "What you answered is kept now.")
    assert (Level.EMERGENCY, "RF-08") in {(one.level, one.rule) for one in on_file(rehab)}
