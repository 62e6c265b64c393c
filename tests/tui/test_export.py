"""Handing over on the screen: e, which format, where, consent; the file is written as the command would."""

import json
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Note
from rehab_tui.domain.pain import PainScore
from rehab_tui.exchange.record.file import read_record
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.form import FormScreen
from rehab_tui.tui.screens.handing_over.export import ExportForm, free_place
from rehab_tui.tui.screens.handing_over.report import ReportForm
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import until, until_shown, words


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    return place


@pytest.fixture
def logged(rehab: Rehab, context: Context) -> None:
    rehab.journal.add(TODAY, PainScore(3, Side.LEFT), context.stamp(), "pain")
    rehab.journal.add(TODAY, Note("only for me"), context.stamp(), "note")


def names_in(folder: Path) -> list[str]:
    return [place.name for place in folder.iterdir()]


async def form(pilot: Pilot[int], which: str = "1") -> None:
    await pilot.press("e")
    await pilot.pause()
    await pilot.press(which)
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportForm) and bool(pilot.app.screen.query(Input)))


@pytest.mark.usefixtures("logged")
async def test_what_was_agreed_to_is_written_and_nothing_private(app_for: AppFor, home: Path, rehab: Rehab) -> None:
    place = home / "rehab-2026-11-20.rehab.json"
    async with app_for() as pilot:
        await form(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Not in it: your notes" in words(pilot)
        assert "Whoever has the file can read it." in words(pilot)
        await pilot.press("y")
        await until(pilot, lambda: bool(rehab.care.trail()))
    record = json.loads(place.read_text("utf-8"))
    assert [entry["kind"] for entry in record["entries"]] == ["pain"]
    assert place.stat().st_mode & 0o777 == 0o600
    assert [line.verb for line in rehab.care.trail()] == ["export"]


@pytest.mark.usefixtures("logged")
async def test_notes_leave_when_they_are_ticked(app_for: AppFor, home: Path, rehab: Rehab) -> None:
    async with app_for() as pilot:
        await form(pilot)
        pilot.app.screen.query_one("#field-notes", Input).value = "yes"
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: bool(rehab.care.trail()))
    assert "only for me" in (home / "rehab-2026-11-20.rehab.json").read_text("utf-8")


@pytest.mark.usefixtures("logged")
async def test_no_writes_nothing(app_for: AppFor, home: Path, rehab: Rehab) -> None:
    async with app_for() as pilot:
        await form(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
    assert names_in(home) == []
    assert rehab.care.trail() == ()


@pytest.mark.usefixtures("logged")
async def test_what_is_not_clear_is_said_in_the_form(app_for: AppFor, home: Path) -> None:
    async with app_for() as pilot:
        await form(pilot)
        for field, text, said in (
            ("path", "diary.docx", "end with .rehab.json"), ("parts", "pian", "unknown part"),
            ("first", "03/04/2026", "not clear"), ("notes", "maybe", "unknown answer"),
        ):  # fmt: skip
            box = pilot.app.screen.query_one(f"#field-{field}", Input)
            before, box.value = box.value, text
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert isinstance(pilot.app.screen, ExportForm)
            assert said in words(pilot)
            box.value = before
    assert names_in(home) == []


@pytest.mark.usefixtures("logged")
async def test_a_locked_record_takes_a_passphrase_typed_twice_and_unseen(
    app_for: AppFor, home: Path, rehab: Rehab
) -> None:
    place = home / "rehab-2026-11-20.rehab.json.age"
    async with app_for() as pilot:
        await form(pilot, "2")
        first, again = (pilot.app.screen.query_one(f"#field-{name}", Input) for name in ("passphrase", "again"))
        for one, other, said in (("", "", "passphrase is empty"), ("four words", "for words", "differ")):
            first.value, again.value = one, other
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert said in words(pilot)
        again.value = "four words"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "not even you" in words(pilot)
        assert "four words" not in words(pilot)
        await pilot.press("y")
        await until(pilot, lambda: bool(rehab.care.trail()))
    assert read_record(place, lambda _: "four words")["entries"][0]["kind"] == "pain"


def test_a_name_that_is_taken_gets_a_number(home: Path) -> None:
    day = date(2026, 11, 20)
    first = free_place(home, day, ".csv")
    first.write_text("")
    assert (first.name, free_place(home, day, ".csv").name) == ("rehab-2026-11-20.csv", "rehab-2026-11-20-2.csv")


@pytest.mark.usefixtures("logged")
async def test_a_report_for_a_visit_is_made_on_the_screen_with_the_parts_that_were_named(
    app_for: AppFor, home: Path, rehab: Rehab
) -> None:
    place = home / "rehab-visit-2026-11-20.html"
    async with app_for() as pilot:
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("9")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportForm) and bool(pilot.app.screen.query(Input)))
        for field, text, said in (("path", "a.docx", "a report ends with"), ("parts", "pian", "did you mean pain")):
            box = pilot.app.screen.query_one(f"#field-{field}", Input)
            before, box.value = box.value, text
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert said in words(pilot)
            box.value = before
        pilot.app.screen.query_one("#field-since", Input).value = "-3"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Not in it: your notes, sexual function." in words(pilot)
        await pilot.press("y")
        await until(pilot, lambda: bool(rehab.care.trail()))
    text = place.read_text("utf-8")
    assert "Visit report" in text
    assert "only for me" not in text
    assert place.stat().st_mode & 0o777 == 0o600
    assert [line.verb for line in rehab.care.trail()] == ["export"]


@pytest.mark.parametrize("which", ["4", "9"])
@pytest.mark.usefixtures("logged")
async def test_a_form_comes_back_as_it_was_typed_where_the_file_could_not_be_written(
    app_for: AppFor, home: Path, rehab: Rehab, which: str
) -> None:
    async with app_for() as pilot:
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(which)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen) and bool(pilot.app.screen.query(Input)))
        before, ending = pilot.app.screen, "csv" if which == "4" else "html"
        before.query_one("#field-path", Input).value = str(home / "nowhere" / f"mine.{ending}")
        before.query_one("#field-parts", Input).value = "pain"
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, type(before)) and pilot.app.screen is not before)
        await until_shown(pilot, "nowhere")
        again = pilot.app.screen
        assert again.query_one("#field-parts", Input).value == "pain"
        assert "folder" in str(again.query_one(".problem", Static).render())
        again.query_one("#field-path", Input).value = str(home / f"mine.{ending}")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: bool(rehab.care.trail()))
    assert names_in(home) == [f"mine.{ending}"]
