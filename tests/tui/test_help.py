"""Help: the keys as they are mapped now, the page of the screen, the way to the others."""

from dataclasses import replace

import pytest
from textual.content import Content

from rehab_tui.services.help_pages import help_page, topics
from rehab_tui.tui.context import Context
from rehab_tui.tui.help_text import help_lines, marked
from rehab_tui.tui.screens.help import HelpScreen
from rehab_tui.tui.screens.help_card import HelpCard
from rehab_tui.tui.widgets.bars import Banner, KeyBar
from tests.tui.conftest import AppFor
from tests.tui.seen import seen, words


@pytest.mark.parametrize(("place", "says"), [("t", "[today]"), ("c", "[charts]"), ("h", "[history]"), ("p", "[plan]")])
@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_each_screen_has_its_page(app_for: AppFor, place: str, says: str, key: str) -> None:
    async with app_for() as pilot:
        await pilot.press(place, key)
        await pilot.pause()
        assert says in seen(pilot)
        assert "Keys on this screen" in seen(pilot)


async def test_it_shows_the_keys_of_the_screen_below(app_for: AppFor) -> None:
    async with app_for((120, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = words(pilot)
        assert "0-9 Pain" in text
        assert "a Did all exercises" in text
        assert "Scroll" not in text


async def test_a_key_that_was_moved_is_shown_where_it_is_now(context: Context, app_for: AppFor) -> None:
    context.settings = replace(context.settings, keys={"all": "z", "go-charts": "y"})
    async with app_for((120, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "z Did all exercises" in words(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, HelpScreen)
        assert ("y", "Charts") in screen._everywhere


async def test_the_last_line_shows_the_key_that_works_after_it_was_moved(context: Context, app_for: AppFor) -> None:
    keys = {
        "undo": "g",
        "guided": "f5",
        "help": "f2",
        "help-card": "x",
        "all": "z,ctrl+r",
        "open": "v",
        "go-followups": "y",
    }
    context.settings = replace(context.settings, keys=keys)
    context.rehab.plans.start("walk-only", context.stamp())
    async with app_for((120, 30)) as pilot:
        last = str(pilot.app.screen.query_one(KeyBar).render())
        for part in ("g undo", "x help card", "f2 help", "z did all", "f5 guided"):
            assert f" {part} " in f" {last} "
        banner = pilot.app.screen.query_one(Banner)
        banner.lines = (("a sign", "level-1"),)
        await pilot.pause()
        assert "y  what happened?" in str(banner.render())
        await pilot.press("h")
        await pilot.pause()
        last = str(pilot.app.screen.query_one(KeyBar).render())
        assert "g on Today" in last
        assert "undo" not in last  # g belongs to this screen
        assert "f2 help" in last
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpCard)


async def test_arrows_go_through_all_pages_and_round(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, HelpScreen)
        met = []
        for _ in topics():
            met.append(screen._topic)
            await pilot.press("right")
        assert sorted(met) == sorted(topics())
        assert screen._topic == "today"
        await pilot.press("left")
        assert screen._topic == "start"


async def test_a_page_can_be_clicked(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        row = seen(pilot).split("\n")[1]
        await pilot.click(offset=(row.index("charts") + 1, 1))
        await pilot.pause()
        assert "[charts]" in seen(pilot)


async def test_down_reads_on_to_the_end(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press(*["down"] * 160)
        await pilot.pause()
        assert "Keys on every screen" in seen(pilot)


@pytest.mark.parametrize("key", ["escape", "q", "question_mark"])
async def test_it_is_left_to_where_one_was(app_for: AppFor, key: str) -> None:
    async with app_for() as pilot:
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "ChartsScreen"


@pytest.mark.parametrize("topic", topics())
@pytest.mark.parametrize("width", [36, 76, 116])
def test_every_page_fits_its_width(topic: str, width: int) -> None:
    lines = help_lines(help_page(topic), width)
    assert lines
    assert max(line.cell_length for line in lines) <= width


@pytest.mark.parametrize("topic", topics())
def test_no_mark_up_is_left_on_a_page(topic: str) -> None:
    text = "\n".join(line.plain for line in help_lines(help_page(topic), 92))
    assert "`" not in text
    assert "| ---" not in text
    assert "\n# " not in text


def test_marks_are_set_apart() -> None:
    found = marked("press `a` or **b**")
    assert found.plain == "press a or b"
    assert len(found.spans) == 2


def test_nothing_on_a_page_can_be_followed() -> None:
    (line,) = help_lines("[a](https://example.com) [@click=app.quit]x[/]", 92)
    assert isinstance(line, Content)
    assert line.plain == "[a](https://example.com) [@click=app.quit]x[/]"
    assert not line.spans


async def test_help_works_in_the_smallest_window(app_for: AppFor) -> None:
    async with app_for((40, 10)) as pilot:
        await pilot.press("question_mark", "down", "right")
        await pilot.pause()
        assert "[warning signs]" in seen(pilot)


async def test_what_the_documents_say_is_in_the_palette_and_without_what_misleads(app_for: AppFor) -> None:
    async with app_for((80, 60)) as pilot:
        titles = [one.title for one in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Facts: what the documents say" in titles
        pilot.app.action_facts()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "It says nothing about you" in words(pilot)
        assert "[the documents]" in seen(pilot)
        assert "Keys on this screen" not in seen(pilot)
        page = help_page("facts")
        assert "(PS08, doc 000)" in page
        assert "FG18" not in page


@pytest.mark.parametrize(("place", "shown"), [("t", False), ("l", True)])
async def test_a_figure_for_therapists_is_shown_from_the_caseload_only(
    app_for: AppFor, place: str, shown: bool
) -> None:
    async with app_for((120, 200)) as pilot:
        await pilot.press(place)
        await pilot.pause()
        pilot.app.action_facts()  # type: ignore[attr-defined]
        await pilot.pause()
        assert ("FG18" in words(pilot)) is shown
