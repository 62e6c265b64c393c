"""What one key wrote is one line of the history; it opens to its parts, and each part can be corrected."""

from datetime import date

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import EntryState, Kind, Note, SmallAnswer
from rehab_tui.domain.exercise import Dose, SkipReason
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.services.journal import Draft
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.history.entry import EntryScreen
from rehab_tui.tui.screens.history.folds import fold_words, together
from rehab_tui.tui.screens.history.screen import HistoryScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import words


@pytest.fixture
def done(rehab: Rehab) -> Rehab:
    """A patient with a plan, who has not exercised yet."""
    stamp = Stamp(Clock(date(2026, 9, 1)).now(), "screen")
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": date(2026, 9, 1)}, stamp)
    rehab.plans.start("activate", stamp)
    return rehab


async def test_all_exercises_by_one_key_are_one_line_that_opens_to_its_parts(done: Rehab, app_for: AppFor) -> None:
    async with app_for((120, 40)) as pilot:
        await pilot.press("a", "h", "enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        sheet = screen.query_one(Sheet)
        made = [entry for entry in screen.entries if entry.kind is Kind.EXERCISE]
        exercises = {entry.fact.exercise for entry in made if isinstance(entry.fact, ExerciseDone)}
        (fold,) = [row.key for row in sheet.rows if row.selectable]
        assert f"{len(exercises)} exercises: all as planned" in words(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert [row.key for row in sheet.rows if row.selectable] == [fold, *(entry.id for entry in made)]
        await pilot.press("enter")
        await pilot.pause()
        assert [row.key for row in sheet.rows if row.selectable] == [fold]


async def test_one_part_is_marked_as_a_mistake_and_the_others_stay(done: Rehab, app_for: AppFor) -> None:
    async with app_for((120, 40)) as pilot:
        await pilot.press("a", "h", "enter", "enter", "down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EntryScreen)
        await pilot.press("x", "y", "escape")
        await pilot.pause()
        every = done.journal.between(TODAY, TODAY, every_state=True)
        assert [entry.state for entry in every].count(EntryState.IN_ERROR) == 1
        assert len(every) > 2
        assert "shows one earlier or mistaken entry" in words(pilot)


async def test_one_part_is_changed(done: Rehab, app_for: AppFor) -> None:
    async with app_for((120, 40)) as pilot:
        await pilot.press("a", "h", "enter", "enter", "down", "enter", "a")
        await pilot.pause()
        await pilot.press("backspace", "9", "ctrl+s", "escape")
        await pilot.pause()
        assert "changed" in words(pilot)
        sheet = pilot.app.screen.query_one(Sheet)
        assert sum(row.selectable for row in sheet.rows) > 3, "the line stays open"
    changed = [entry for entry in done.journal.between(TODAY, TODAY) if entry.supersedes]
    assert len(changed) == 1


def test_the_line_says_what_went_otherwise(context: Context) -> None:
    facts = (
        *(ExerciseDone("clamshell", Dose(sets=1, reps=10), side, one_key=True) for side in (Side.LEFT, Side.RIGHT)),
        ExerciseDone("walking", Dose(minutes=10), one_key=True),
        ExerciseDone("dead-bug", skipped=SkipReason.TIRED),
        PainScore(3, Side.LEFT),
        PainScore(0, Side.RIGHT),
        SmallAnswer("woken", "no"),
        Note("slept badly"),
        Note("long car ride"),
    )
    journal = context.rehab.journal
    journal.log([Draft(TODAY, fact) for fact in facts], context.stamp(), "a day")
    made, actions = journal.between(TODAY, TODAY), journal.actions(TODAY, TODAY)
    names = {"clamshell": "Clamshell"}
    said = {
        kind: [fold_words(parts, names) for parts in together([e for e in made if e.kind is kind], actions)]
        for kind in (Kind.EXERCISE, Kind.PAIN, Kind.NOTE)
    }
    assert said[Kind.EXERCISE] == ["3 exercises: 2 as planned, 1 left out"]
    assert said[Kind.PAIN] == ["Left hip: 3 · Right hip: 0"]
    assert said[Kind.NOTE] == ["slept badly", "long car ride"]
    clamshell = [entry for entry in made if isinstance(entry.fact, ExerciseDone)][:2]
    assert fold_words(clamshell, names) == "Clamshell, left and right: as planned"
