"""Taking a file in on the screen: a record after a question, a spreadsheet once its columns are right."""

from pathlib import Path

from openpyxl import Workbook
from textual.pilot import Pilot
from textual.widgets import Input, Static

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.exchange.formats import format_of
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.followups.alert import AlertScreen
from rehab_tui.tui.screens.handing_over.import_file import FileForm
from rehab_tui.tui.screens.handing_over.sheet import OFFERED, SheetPage
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import until, words


async def name(pilot: Pilot[int], place: Path) -> None:
    """Go to the form by the list of `e`, and name a file."""
    await pilot.press("e")
    await pilot.pause()
    await pilot.press("8")
    await until(pilot, lambda: isinstance(pilot.app.screen, FileForm) and bool(pilot.app.screen.query(Input)))
    pilot.app.screen.query_one("#field-path", Input).value = str(place)
    await pilot.press("ctrl+s")


def kept(rehab: Rehab) -> list[Entry]:
    return list(rehab.journal.between(TODAY.replace(year=2020), TODAY))


async def test_a_spreadsheet_is_taken_in_once_its_columns_are_right(
    app_for: AppFor, rehab: Rehab, tmp_path: Path
) -> None:
    place = tmp_path / "diary.csv"
    place.write_text("when,pain,[b]mood,words\n03/04/2026,3,ok,[/x] slept\n05/06/2026,11,,\n07/08/2026,4,,\n")
    async with app_for() as pilot:
        await name(pilot, place)
        await until(pilot, lambda: isinstance(pilot.app.screen, SheetPage) and "can be two days" in words(pilot))
        await pilot.press("d", "1")
        await until(pilot, lambda: "Would add 2 entries" in words(pilot))
        assert "line 2: 3 Apr 2026 · Left hip: 3" in words(pilot)
        assert "1 row cannot be taken" in words(pilot)
        assert "[b]mood not taken" in words(pilot)
        page = pilot.app.screen
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        await pilot.press(*("down",) * OFFERED.index("note"), "enter")
        await until(pilot, lambda: pilot.app.screen is page and "Would add 3 entries" in words(pilot))
        assert "[/x] slept" in words(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: len(kept(rehab)) == 3)
        await until(pilot, lambda: pilot.app.screen is not page)
        await pilot.press("u")
        await until(pilot, lambda: not kept(rehab))
        await name(pilot, place)
        await until(pilot, lambda: isinstance(pilot.app.screen, SheetPage) and "as you said it before" in words(pilot))
        await until(pilot, lambda: "Would add 3 entries" in words(pilot))


async def test_a_record_is_taken_in_after_a_question_and_its_red_flag_takes_the_screen(
    app_for: AppFor, rehab: Rehab, context: Context, tmp_path: Path
) -> None:
    place, sheet, tables = tmp_path / "a.rehab.json", tmp_path / "signs.csv", tmp_path / "all.zip"
    rehab.journal.add(TODAY, PainScore(3, rehab.profiles.read().sides[0]), context.stamp(), "pain")
    for one in (place, tables):
        rehab.exporting.export(one, Selection(EVERYTHING), format_of(one).chunks, context.stamp(), force=False)
    rehab.journal.undo(context.stamp())
    sheet.write_text(f"date,signs_reported\n{TODAY},saddle-numbness:new\n")
    async with app_for() as pilot:
        await name(pilot, tmp_path / "missing.csv")
        await pilot.pause()
        assert "there is no file" in words(pilot)
        await pilot.press("escape")
        await name(pilot, place)
        await until(pilot, lambda: "Nothing new" in words(pilot))
        await name(pilot, tables)
        await until(pilot, lambda: "Nothing in it is new; 1 entry is there already" in words(pilot))
        assert "pain.csv, line 2: 20 Nov 2026" in words(pilot)
        await pilot.press("escape")
        await name(pilot, sheet)
        await until(pilot, lambda: "Would add 1 entry" in words(pilot))
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, AlertScreen))
    assert [one.rule for one in rehab.follow_ups.waiting()] == ["RF-02"]


async def test_of_a_workbook_with_several_sheets_one_is_chosen(app_for: AppFor, rehab: Rehab, tmp_path: Path) -> None:
    place, book = tmp_path / "diary.xlsx", Workbook()
    book.active.append(("cost", "[/x]"))
    for row in (("Date", "Pain left"), (TODAY, 4)):
        (book["Pain"] if "Pain" in book.sheetnames else book.create_sheet("Pain")).append(row)
    book.save(place)
    async with app_for() as pilot:
        await name(pilot, place)
        await until(pilot, lambda: "Which sheet holds the diary?" in words(pilot))
        await pilot.press("2")
        await until(pilot, lambda: "Would add 1 entry" in words(pilot))
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: [entry.fact.score for entry in kept(rehab)] == [4])


async def test_the_form_comes_back_with_the_name_of_a_file_that_cannot_be_read(app_for: AppFor, tmp_path: Path) -> None:
    place = tmp_path / "broken.rehab.json"
    place.write_text('{"rehab": ')
    async with app_for() as pilot:
        await name(pilot, place)
        await until(pilot, lambda: "ends too early" in words(pilot))
        assert pilot.app.screen.query_one("#field-path", Input).value == str(place)
        assert "broken.rehab.json" in str(pilot.app.screen.query_one(".problem", Static).render())
