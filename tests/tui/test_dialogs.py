"""Every dialog can be used in every window: what has the cursor is seen, and so are the keys."""

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.entry import Note
from rehab_tui.domain.symptom import SymptomReport
from rehab_tui.errors import InvalidValue
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.dialogs import ChooseScreen, ConfirmScreen, Dialog, NoteScreen
from rehab_tui.tui.screens.form import Field, FormScreen
from rehab_tui.tui.screens.place_dialog import PlaceScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen, until, until_shown, words
from tests.tui.test_alert import report

SIZES = [(40, 10), (50, 13), (60, 20), (80, 24), (120, 40)]
LONG = "Standing hip abduction, each side, has not been allowed by anyone yet. Did you do it all the same? " * 2


class EightFields(FormScreen[dict[str, str]]):
    """A form that is never content with its last field."""

    def __init__(self) -> None:
        fields = [Field(f"f{n}", f"Repetitions of side {n}", str(n), "0 to 10, or empty") for n in range(8)]
        super().__init__(LONG, fields, "0 on a side means that side was not done. Empty when not known.")

    def answer(self, texts: dict[str, str]) -> dict[str, str]:
        raise InvalidValue(f"effort runs from 0 to 10, not {texts['f7']}; leave it empty when it is not known")


def whole(pilot: Pilot[int], widget: Widget) -> bool:
    """Return whether all of a widget is on the screen."""
    shown = pilot.app.screen.find_widget(widget)
    return shown.visible_region.height == shown.region.height > 0


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_shows_the_field_that_is_typed_in_with_its_label_and_the_keys(
    app_for: AppFor, size: tuple[int, int]
) -> None:
    async with app_for(size) as pilot:
        await pilot.app.push_screen(EightFields())
        await pilot.pause()
        for number in range(8):
            focused = pilot.app.screen.focused
            assert isinstance(focused, Input)
            assert focused.id == f"field-f{number}"
            await pilot.pause()
            assert whole(pilot, focused)
            assert f"Repetitions of side {number}" in seen(pilot)
            assert "ctrl+s keeps" in seen(pilot)
            await pilot.press("enter" if number < 7 else "ctrl+s")
            await pilot.pause()
        await until_shown(pilot, "effort runs from 0 to 10, not 7")
        last = pilot.app.screen.query(Input).last()
        assert pilot.app.screen.focused is last
        await until(pilot, lambda: whole(pilot, last))


@pytest.mark.parametrize("size", SIZES)
async def test_a_choice_shows_the_line_under_the_cursor_whole_and_the_keys(
    app_for: AppFor, size: tuple[int, int]
) -> None:
    choices = {f"c{n}": f"Choice {n} with a good many words that do not fit a narrow line end{n}" for n in range(12)}
    async with app_for(size) as pilot:
        await pilot.app.push_screen(ChooseScreen("What came of it?", choices))
        await pilot.pause()
        assert "What came of it?" in seen(pilot)
        for number in range(12):
            assert pilot.app.screen.query_one(Sheet).cursor == f"c{number}"
            assert f"Choice {number} " in words(pilot)
            assert f"end{number}" in words(pilot)
            assert "esc leaves" in seen(pilot)
            await pilot.press("down")
            await pilot.pause()
        await pilot.press(*["up"] * 11)
        await pilot.pause()
        assert "What came of it?" in seen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_shows_both_answers(app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await pilot.app.push_screen(ConfirmScreen(LONG))
        await pilot.pause()
        assert "Standing hip abduction" in words(pilot)
        sheet = pilot.app.screen.query_one(Sheet)
        assert whole(pilot, sheet)
        assert [row.key for row in sheet.rows] == ["yes", "no"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_has_room_and_says_that_nobody_reads_it_for_signs(app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await pilot.app.push_screen(NoteScreen("Note for Fri 20 Nov 2026"))
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).size.height >= 4
        for text in ("Note for Fri 20 Nov 2026", "Notes are not read for warning signs", "ctrl+s keeps"):
            assert text in seen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_another_place_can_be_chosen_to_the_last_one(app_for: AppFor, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await pilot.app.push_screen(PlaceScreen())
        await pilot.pause()
        assert "Where does it hurt?" in seen(pilot)
        await pilot.press(*["down"] * 11)
        await pilot.pause()
        sheet = pilot.app.screen.query_one(Sheet)
        assert "c  Leg" in seen(pilot)
        assert "esc goes back" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Which side?" in seen(pilot)
        assert sheet.cursor == "left"


def test_every_dialog_is_one_of_a_kind() -> None:
    assert all(issubclass(one, Dialog) for one in (ChooseScreen, ConfirmScreen, FormScreen, NoteScreen, PlaceScreen))


@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_every_dialog_is_left_with_the_mouse_alone(app_for: AppFor, size: tuple[int, int]) -> None:
    dialogs = (ChooseScreen("What came of it?", {"a": "one"}), NoteScreen("Note"), EightFields(), PlaceScreen())
    async with app_for(size) as pilot:
        for dialog in dialogs:
            await pilot.app.push_screen(dialog)
            await pilot.pause()
            lines = seen(pilot).split("\n")
            row = next(n for n, line in enumerate(lines) if "esc " in line and n > size[1] // 3)
            await pilot.click(offset=(lines[row].index("esc ") + 1, row))
            await pilot.pause()
            assert pilot.app.screen is not dialog


async def test_a_note_is_kept_with_the_mouse(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("m", *"rain")
        lines = seen(pilot).split("\n")
        row = next(n for n, line in enumerate(lines) if "ctrl+s" in line)
        await pilot.click(offset=(lines[row].index("ctrl+s") + 1, row))
        await pilot.pause()
    assert [entry.fact for entry in rehab.journal.between(TODAY, TODAY)] == [Note("rain")]


async def test_what_is_typed_fast_goes_into_the_field_that_enter_leads_to(
    rehab: Rehab, context: Context, app_for: AppFor
) -> None:
    report(context, SymptomReport("wound"))
    async with app_for() as pilot:
        await until_shown(pilot, "I have read this")
        await pilot.press("r", "escape")
        await until_shown(pilot, "Hip pain")
        await pilot.press("f", "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        for key in (*"gp", "enter", "enter", *"busy", "enter"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await until_shown(pilot, "Kept as tried")
    (one,) = rehab.follow_ups.waiting()
    assert (one.events[-1].verb, one.events[-1].contacted, one.events[-1].text) == ("tried", "gp", "busy")
