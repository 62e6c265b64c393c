"""What every screen can do: from keys and from the palette."""

from datetime import date

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import until_shown

PLACES = ("Go to Today", "Go to Charts", "Go to Follow-ups", "Go to Plan", "Go to History", "Go to Caseload")


@pytest.fixture
def strengthening(rehab: Rehab) -> Rehab:
    """A plan with an exercise that nobody has allowed yet."""
    stamp = Stamp(Clock(date(2026, 9, 1)).now(), "screen")
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": date(2026, 9, 1)}, stamp)
    rehab.plans.start("strengthen", stamp)
    return rehab


def commands(app: RehabApp) -> dict[str, object]:
    return {command.title: command.callback for command in app.get_system_commands(app.screen)}


async def test_the_palette_has_every_place_and_action(app_for: AppFor) -> None:
    async with app_for() as pilot:
        app = pilot.app
        assert isinstance(app, RehabApp)
        titles = set(commands(app))
        assert set(PLACES) <= titles
        assert {"Help card", "Help", "Undo", "Settings", "Blank the screen", "Theme: light", "Quit"} <= titles
        assert {"No to the five questions", "Did all exercises", "Write a note", "Day before"} <= titles


@pytest.mark.parametrize("title", [*PLACES, "Help card", "Help", "Settings", "Blank the screen", "Change my details"])
async def test_each_palette_entry_opens_something_and_escape_or_t_leads_back(app_for: AppFor, title: str) -> None:
    async with app_for() as pilot:
        app = pilot.app
        assert isinstance(app, RehabApp)
        callback = commands(app)[title]
        assert callable(callback)
        callback()
        await pilot.pause()
        await pilot.pause()
        await pilot.press("escape", "t")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_escape_leads_from_each_place_back_to_today_and_the_last_line_names_a_way(app_for: AppFor) -> None:
    async with app_for((60, 20)) as pilot:
        for place in ("c", "p", "h", "f", "l"):
            await pilot.press(place)
            await until_shown(pilot, "t today")
            if place != "l":
                await pilot.press("escape")
                await pilot.pause()
                assert isinstance(pilot.app.screen, TodayScreen), place


@pytest.mark.parametrize("name", ["light", "high-contrast", "dark"])
async def test_a_theme_is_chosen_and_remembered(app_for: AppFor, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[str, str]] = []
    monkeypatch.setattr("rehab_tui.config.remember", lambda *what: kept.append(what))
    async with app_for() as pilot:
        assert isinstance(pilot.app, RehabApp)
        pilot.app.action_theme_named(name)
        assert pilot.app.theme == f"rehab-{name}"
    assert kept == [("theme", name)]


async def test_undo_with_nothing_left_says_so(rehab: Rehab, app_for: AppFor) -> None:
    before = rehab.profiles.read()
    async with app_for() as pilot:
        for _ in range(4):
            await pilot.press("u")
        assert pilot.app.is_running
    assert rehab.profiles.read() != before, "the profile was the first change, and undo reached it"


async def test_a_locked_exercise_is_kept_only_after_yes_and_is_marked(strengthening: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        locked = next(row.prescription.exercise for row in screen.review.exercises if row.locked)
        screen.query_one(Sheet).go(f"ex:{locked}")
        await pilot.pause()
        await pilot.press("space", "n")
        assert not strengthening.journal.between(TODAY, TODAY)
        await pilot.press("space", "y")
        await pilot.pause()
    (entry,) = [e for e in strengthening.journal.between(TODAY, TODAY) if e.kind is Kind.EXERCISE]
    assert isinstance(entry.fact, ExerciseDone)
    assert entry.fact.not_allowed


async def test_an_allowed_exercise_asks_nothing(strengthening: Rehab, app_for: AppFor) -> None:
    stamp = Stamp(Clock(TODAY).now(), "screen")
    strengthening.journal.add(TODAY, Clearance(ClearanceKind.CYCLING, "Dr. Rivera"), stamp, "cycling allowed")
    async with app_for() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        assert not any(row.locked for row in screen.review.exercises)
        screen.query_one(Sheet).go("ex:stationary-bike")
        await pilot.pause()
        await pilot.press("space", "space", "9")
        await pilot.pause()
    facts = [e.fact for e in strengthening.journal.between(TODAY, TODAY) if isinstance(e.fact, ExerciseDone)]
    assert [(fact.not_allowed, fact.pain_during) for fact in facts] == [(False, 9)]


async def test_keys_on_rows_that_have_nothing_to_do_are_calm(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        for row in ("pain:left", "since", "woken", "signs", "exercises", "note"):
            pilot.app.screen.query_one(Sheet).go(row)
            await pilot.pause()
            await pilot.press("space", "s", "left", "right", "escape", "a")
        assert pilot.app.is_running
    assert not [e for e in rehab.journal.between(TODAY, TODAY) if e.kind is Kind.EXERCISE]


async def test_enter_opens_what_each_row_is_about(strengthening: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        for row in ("pain:left", "signs", "note", "ex:walking"):
            pilot.app.screen.query_one(Sheet).go(row)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            assert not isinstance(pilot.app.screen, TodayScreen), row
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
