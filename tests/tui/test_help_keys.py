"""Every key that works on a screen is named on the page that `?` opens there."""

import re
from importlib import import_module

import pytest
from textual.binding import Binding
from textual.screen import Screen

from rehab_tui.services.help_pages import help_page, topics
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.screens import PLACES, Place
from rehab_tui.tui.screens.answers import QuestionsScreen
from rehab_tui.tui.screens.caseload.patient import PatientScreen
from rehab_tui.tui.screens.charts.measure import MeasurePage
from rehab_tui.tui.screens.charts.work import WorkPage
from rehab_tui.tui.screens.dialogs import ChooseScreen, ConfirmScreen, NoteScreen
from rehab_tui.tui.screens.followups.page import FollowUpPage
from rehab_tui.tui.screens.form import FormScreen
from rehab_tui.tui.screens.help import HelpScreen
from rehab_tui.tui.screens.help_card import HelpCard
from rehab_tui.tui.screens.history.entry import EntryScreen
from rehab_tui.tui.screens.history.search import SearchScreen
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.screens.plan.exercise_card import ExerciseCard
from rehab_tui.tui.screens.plan.library import LibraryPage
from rehab_tui.tui.screens.plan.starting_plans import StartingPlans
from rehab_tui.tui.screens.plan.versions import PlanVersions
from rehab_tui.tui.screens.plan_edit.screen import PlanEdit
from rehab_tui.tui.screens.settings import SettingsScreen
from rehab_tui.tui.screens.signs.screen import SignsScreen
from rehab_tui.tui.screens.welcome.screen import DetailsScreen, WelcomeScreen
from tests.tui.conftest import AppFor
from tests.tui.seen import seen

WORDS = {
    "question_mark": "?", "exclamation_mark": "!", "slash": "/", "comma": ",", "minus": "-", "plus": "+",
    "equals_sign": "=", "left_square_bracket": "[", "right_square_bracket": "]", "pageup": "page up",
    "pagedown": "page down", "f1": "F1",
}  # fmt: skip
"""Keys that a page writes in another way than the program."""
SCREENS: tuple[type[Screen[object]], ...] = (
    *(getattr(import_module(f"rehab_tui.tui.screens.{m}"), c) for m, _, c in (p.where.partition(":") for p in PLACES)),
    QuestionsScreen, SignsScreen, EntryScreen, ExerciseCard, FollowUpPage, HelpScreen, HelpCard, LibraryPage, Page,
    PlanVersions, SettingsScreen, StartingPlans, SearchScreen, ChooseScreen, ConfirmScreen, NoteScreen, FormScreen,
    WelcomeScreen, DetailsScreen, MeasurePage, WorkPage, PatientScreen, PlanEdit,
)  # fmt: skip


def named(topic: str) -> set[str]:
    """Return the keys that a page names, digits from first to last too."""
    page = help_page(topic)
    keys = set(re.findall(r"`([^`\n]+)`", page))
    return keys | set("0123456789") if "`0` to `9`" in page else keys


def keys_of(bindings: object) -> set[str]:
    assert isinstance(bindings, list)
    return {WORDS.get(key, key) for one in bindings if isinstance(one, Binding) for key in one.key.split(",")}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_every_key_of_a_screen_is_on_its_page(screen: type[Screen[object]]) -> None:
    topic = getattr(screen, "HELP_PAGE", "keys")
    inherited = {key for kind in screen.__mro__[1:] if kind.__module__.startswith("rehab_tui.") for key in _keys(kind)}
    own = _keys(screen)
    assert topic in topics()
    assert own - named("keys") <= named(topic)
    assert inherited <= named(topic) | named("keys")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_the_page_of_a_place_names_all_of_its_keys(place: Place) -> None:
    module, _, name = place.where.partition(":")
    assert _keys(getattr(import_module(f"rehab_tui.tui.screens.{module}"), name)) <= named(place.name)


def _keys(kind: type) -> set[str]:
    return keys_of(kind.__dict__.get("BINDINGS", []))


def test_every_key_of_the_program_is_in_the_list_of_keys() -> None:
    assert keys_of(RehabApp.BINDINGS) <= named("keys")


async def test_a_page_over_a_screen_opens_the_help_that_names_its_keys(app_for: AppFor) -> None:
    async with app_for((120, 50)) as pilot:
        await pilot.press("p", "slash", *"clamshell", "enter", "question_mark")
        await pilot.pause()
        assert "[plan]" in seen(pilot)
        assert "Exercise before" in seen(pilot)
        await pilot.press("escape", "escape", "escape", "t", "w", "question_mark")
        await pilot.pause()
        assert "[warning signs]" in seen(pilot)
