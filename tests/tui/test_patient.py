"""A patient of the caseload: their own screens with their own file, in which nothing is ever written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.config import Settings
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Note
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.errors import NotFound
from rehab_tui.tui.context import Context
from rehab_tui.tui.patients import CALMLY
from rehab_tui.tui.screens.caseload.patient import PatientScreen
from rehab_tui.tui.screens.caseload.screen import CaseloadScreen
from rehab_tui.tui.widgets.bars import KeyBar
from tests.services.caseloads import Patient, stamp, take
from tests.tui.conftest import PROFILE, TODAY, AppFor
from tests.tui.seen import seen, until, until_shown, words

WRITING = {
    "c": ("u", "e"), "f": ("k", "d", "x", "z", "r", "u"), "h": ("g", "u"), "p": ("s", "g", "a", "i", "u"),
}  # fmt: skip
"""Keys of the patient's screens that write where the file is one's own."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("patient")
    zoe = Patient("Zoe").days(27, 3, 3).sign(2, "saddle-numbness").log(2, Note("[b]numb since the car\x1b[2J"))
    abe = Patient("Abe").days(27, 2, 1)
    with Rehab.open(folder / "kept.db", create=True) as rehab:
        rehab.profiles.keep(PROFILE, stamp(hour=8))
        rehab.journal.add(TODAY, PainScore(3, Side.LEFT), stamp(hour=9), "pain")
        files = (zoe.record(folder / "zoe.rehab.json", ago=2), abe.record(folder / "abe.rehab.json", ago=1))
        assert take(rehab, files) == [None, None]
    return folder / "kept.db"


@pytest.fixture
def rehab(kept: Path, tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(Path(copy(kept, tmp_path / "kept.db"))) as opened:
        yield opened


async def opened(pilot: Pilot[int]) -> PatientScreen:
    await pilot.press("l", "enter")
    await until(pilot, lambda: getattr(pilot.app.screen, "opened", None) is not None)
    screen = pilot.app.screen
    assert isinstance(screen, PatientScreen)
    return screen


def changes(rehab: Rehab) -> int:
    return rehab.use(lambda store: len(store.rows("SELECT id FROM change")))


async def test_all_that_matters_of_a_patient_is_on_one_page(app_for: AppFor) -> None:
    async with app_for((100, 80)) as pilot:
        await opened(pilot)
        await until_shown(pilot, "Files taken in")
        text = words(pilot)
        for part in (
            "PATIENT Zoe · data to Wed 18 Nov 2026", "Level 1 open: Numb between the legs",
            "questions answered 25 of 28 days", "GET EMERGENCY HELP NOW OVERDUE since 18 Nov", "Left hip",
            "Walk ████", "Plan p shows it Walk, version 1, from Kim", "[b]numb since the car",
        ):  # fmt: skip
            assert part in text
        assert "\x1b" not in seen(pilot)


async def test_the_patients_own_screens_are_shown_and_nothing_is_written(app_for: AppFor, rehab: Rehab) -> None:
    before = changes(rehab)
    async with app_for() as pilot:
        patient = await opened(pilot)
        assert patient.opened is not None
        theirs = patient.opened.rehab
        entries = theirs.journal.between(TODAY.replace(month=1), TODAY, every_state=True)
        for place, keys in WRITING.items():
            await pilot.press(place)
            await until_shown(pilot, "PATIENT Zoe")
            for key in keys:
                bar = pilot.app.screen.query_one(KeyBar)
                bar.told = None
                await pilot.press(key)
                await pilot.pause()
                assert bar.told is not None, (place, key)
                assert bar.told.words == Settings().keyed(CALMLY)
                assert getattr(pilot.app.screen, "context", None) is patient.opened
        await pilot.press("t", "enter")
        await until_shown(pilot, "What you logged")
        await pilot.press("x", "escape", "h", "enter", "enter", "a", "x")
        assert theirs.journal.between(TODAY.replace(month=1), TODAY, every_state=True) == entries
        await pilot.press("escape", "l")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseloadScreen))
        await pilot.press("c")
        await until_shown(pilot, "to Fri 20 Nov 2026")
        assert "PATIENT" not in words(pilot)
    assert changes(rehab) == before


async def test_notes_and_reviews_go_into_the_therapists_file_and_the_next_patient_follows(
    app_for: AppFor, rehab: Rehab, context: Context
) -> None:
    async with app_for((80, 40)) as pilot:
        await opened(pilot)
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"ring her", "ctrl+s")
        await until_shown(pilot, "20 Nov: ring her")
        await pilot.press("v")
        await until_shown(pilot, "reviewed 20 Nov")
        await pilot.press("u")
        await until_shown(pilot, "new to you")
        await pilot.press("right_square_bracket")
        await until_shown(pilot, "PATIENT Abe · data to Thu 19 Nov 2026")
        await pilot.press("right_square_bracket", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseloadScreen))
    zoe = rehab.caseload.row(rehab.caseload.find("zoe"), Stamp(context.clock.now()).moment)
    assert [note.text for note in rehab.caseload.notes(zoe.patient)] == ["ring her"]
    assert zoe.changed


async def test_while_a_record_is_read_no_key_leads_into_the_own_file(
    app_for: AppFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PatientScreen, "_read", lambda _: None)
    async with app_for() as pilot:
        await pilot.press("l", "enter")
        await until_shown(pilot, "Reading the record")
        for key in ("c", "t", "p", "e"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, PatientScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseloadScreen)
        assert len(pilot.app.screen_stack) == 2


async def test_the_page_names_the_keys_that_work_now(app_for: AppFor, context: Context) -> None:
    context.settings = replace(context.settings, keys={"go-plan": "z", "go-charts": "f7"})
    async with app_for((100, 80)) as pilot:
        await opened(pilot)
        await until_shown(pilot, "Plan z shows it")
        assert "f7 charts" in words(pilot)


async def test_a_patient_is_removed_after_a_question_that_names_what_goes(app_for: AppFor, rehab: Rehab) -> None:
    async with app_for((80, 40)) as pilot:
        await opened(pilot)
        await pilot.press("x")
        await until_shown(pilot, "What goes: the record (1 file taken in). Nobody can take that back.")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PatientScreen))
        assert rehab.caseload.find("zoe")
        await pilot.press("x", "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseloadScreen))
        await until_shown(pilot, "Abe")
        assert "Numb between the legs" not in words(pilot)
    with pytest.raises(NotFound):
        rehab.caseload.find("zoe")
