"""Keys that were moved in the settings: rows, words, the palette and the help name the key that works."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

import rehab_tui
from rehab_tui.config import ACTIONS, Settings, read_key
from rehab_tui.domain.body import Side
from rehab_tui.domain.pain import PainScore
from rehab_tui.services.help_pages import help_page
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.today.screen import TodayScreen
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen, until_shown, words

MOVED = {"none": "f7", "signs": "z", "undo": "y", "go-plan": "v", "note": "ctrl+n", "day-after": "greater_than_sign"}
OWN_KEYS = {
    "caseload/screen": "amou", "caseload/list": "a", "charts/screen": "mosw", "plan/exercise_card": "a",
    "followups/steps": "d", "history/screen": "g", "charts/measure": "i", "caseload/own_words": "u",
    "caseload/patient": "[]mnuw", "tui/patients": "m", "caseload/patient_rows": "mw", "plan/screen": "agis",
    "plan_edit/rows": "w", "handing_over/sheet": "d", "signs/screen": "n", "signs/round": "g",
}  # fmt: skip
"""Letters that a screen has for itself, which no setting moves, by the module whose texts name them."""
_KEYS = [read_key(keys) for name, keys in ACTIONS.items() if name not in {"tick", "open"}]
_ANY = "|".join(map(re.escape, _KEYS))
_LETTER = "|".join(re.escape(key) for key in _KEYS if key not in {"a", ","})
NAMED = re.compile(
    rf"\b(?:press|key) ({_ANY})(?=$|[\s.,;:])|\(({_LETTER})(?: on Today)?\)|(?<![\w{{])({_LETTER}) on Today"
    rf"|\bthen ({_LETTER})(?!\w)|(?:^|[.;:,] )({_LETTER}) (?!was|as)\w+s(?!\w)|: ({_LETTER})(?:[.,]|$)"
)
"""How a text names a key by the letter that it had first."""


@pytest.fixture(autouse=True)
def _moved(context: Context) -> None:
    context.settings = replace(context.settings, keys=MOVED)


def today_of(pilot: Pilot[int]) -> TodayScreen:
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_stands_on_today_names_the_keys_that_work(app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await until_shown(pilot, "f7 no to all")
        assert "z yes / not sure" in words(pilot)
        assert "v chooses one" in words(pilot)
        assert "ctrl+n writes one" in words(pilot)
        await pilot.press("f7")
        await until_shown(pilot, "Kept. New signs can start later: press z.")
        await pilot.press("ctrl+n")
        await until_shown(pilot, "with z.")
        await pilot.press("escape", "a")
        await until_shown(pilot, "There is no plan yet: v chooses one.")
        await pilot.press("left_square_bracket")
        assert TODAY - timedelta(days=1) == today_of(pilot).day_shown
        await until_shown(pilot, "> goes on, t comes back")
        lines = seen(pilot).split("\n")
        row = next(n for n, line in enumerate(lines) if "> goes" in line)
        await pilot.click(offset=(lines[row].index("> goes"), row))
        await pilot.pause()
        assert today_of(pilot).day_shown == TODAY
        told = {one.title: one.help for one in pilot.app.get_system_commands(pilot.app.screen)}
        assert (told["A warning sign, or not sure"], told["Go to Plan"]) == ("key z", "key v")
        await pilot.press("question_mark")
        await until_shown(pilot, "Keys on this screen")
        if size[0] == 80:
            await until_shown(pilot, "There is no Save button. y")


async def test_a_page_has_the_moved_keys_too_but_for_those_it_needs_itself(context: Context, app_for: AppFor) -> None:
    context.settings = replace(context.settings, keys={"undo": "z", "blank": "x", "help-card": "f9"})
    context.rehab.journal.add(TODAY, PainScore(8, Side.LEFT), context.stamp(), "left hip pain 8")
    async with app_for() as pilot:
        await pilot.press("h", "enter", "enter", "a")
        await until_shown(pilot, "ctrl+s keeps")
        await pilot.press("3", "enter")
        await until_shown(pilot, "Changed; z takes it back.")
        await pilot.press("u")
        assert counting(context) == [3]
        await pilot.press("z")
        await until_shown(pilot, "Counts yes")
        assert counting(context) == [8]
        await pilot.press("x")
        await until_shown(pilot, "z takes that back.")
        await pilot.press("n", "f9")
        await until_shown(pilot, "Read this to the nurse")


def counting(context: Context) -> list[int]:
    """The scores of today that count."""
    return [one.fact.score for one in context.rehab.journal.between(TODAY, TODAY) if isinstance(one.fact, PainScore)]


def test_a_page_of_the_help_names_them_where_they_are_told() -> None:
    settings = Settings(keys=MOVED)
    assert "| `z` | the full list of signs" in settings.help_keyed(help_page("today"), "today")
    assert "| `v` | Plan and library |" in settings.help_keyed(help_page("keys"), "keys")
    assert "| `w` |" in settings.help_keyed(help_page("charts"), "charts")
    assert Settings().help_keyed(help_page("today"), "today") == help_page("today")


def test_every_key_is_read_as_a_person_writes_it() -> None:
    read = {name: Settings().key(name) for name in ACTIONS}
    assert read | {"help-card": "!", "settings": ",", "day-before": "[", "same": "=", "better": "-"} == read
    assert (read_key("slash"), read_key("f12"), read_key("ctrl+r"), read_key("at")) == ("/", "f12", "ctrl+r", "@")
    assert Settings().keyed("press {signs}, not {x} or {}") == "press w, not {x} or {}"


def _texts(module: Path) -> Iterator[str]:
    """Every text of a module but what describes its code."""
    tree = ast.parse(module.read_text())
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            yield node.value


def test_no_text_names_a_key_that_can_be_moved_by_its_first_letter() -> None:
    rooms = (Path(rehab_tui.__file__).parent / room for room in ("tui", "services", "rules", "domain"))
    found: dict[str, set[str]] = {}
    for module in (one for room in rooms for one in room.rglob("*.py")):
        named = {key for text in _texts(module) for groups in NAMED.findall(text) for key in groups if key}
        if named:
            found.setdefault(f"{module.parent.name}/{module.stem}", set()).update(named)
    assert {name: "".join(sorted(keys)) for name, keys in found.items()} == OWN_KEYS
