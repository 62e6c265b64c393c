"""Taking files in from the screen, opening a therapist's file, and the demo's caseload."""

from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from rehab_tui.bootstrap import Rehab
from rehab_tui.config import Settings
from rehab_tui.services.caseload import patients as service
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.caseload.screen import CaseloadScreen
from rehab_tui.tui.screens.caseload.taking_in import TakeInForm, TakingIn
from tests.services.caseloads import Patient, take
from tests.tui.conftest import TODAY, AppFor, EveningClock
from tests.tui.seen import until, until_shown, words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sent")
    for name in ("Zoe", "Abe"):
        Patient(name).days(10, 0, 3).record(place / f"{name}.rehab.json")
    (place / "broken.rehab.json").write_text('{"format": "rehab-rec', encoding="utf-8")
    return place


async def test_a_folder_is_taken_in_and_what_is_refused_is_told(app_for: AppFor, rehab: Rehab, folder: Path) -> None:
    async with app_for((100, 30)) as pilot:
        await pilot.press("l")
        await until_shown(pilot, "Here your patients will be listed")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, TakeInForm))
        box = pilot.app.screen.query_one("#field-place", Input)
        box.value = str(folder / "nothing")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "there is nothing at")
        box.value = str(folder)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "3 of 3")
        await until_shown(pilot, "2 records taken in (2 new patients), 1 refused")
        assert "broken.rehab.json" in words(pilot)
        await until_shown(pilot, "to the caseload")
        await pilot.press("escape")
        await until_shown(pilot, "2 patients")
        assert isinstance(pilot.app.screen, CaseloadScreen)
    rows = rehab.caseload.rows(EveningClock(TODAY).now())
    assert {row.summary.name for row in rows} == {"Zoe", "Abe"}


async def test_stopping_keeps_what_was_taken_in(
    app_for: AppFor, rehab: Rehab, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    real = service.Caseload.take_in

    def slowly(*given: object, **named: object) -> object:
        taken = real(*given, **named)  # type: ignore[arg-type]
        go_on.wait(20)
        return taken

    monkeypatch.setattr(service.Caseload, "take_in", slowly)
    async with app_for((100, 30)) as pilot:
        await pilot.press("l", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, TakeInForm))
        pilot.app.screen.query_one("#field-place", Input).value = str(folder)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "0 of 3")
        await pilot.press("escape")
        await until_shown(pilot, "Stopping after this file")
        assert isinstance(pilot.app.screen, TakingIn)
        go_on.set()
        await until_shown(pilot, "Stopped: what was taken in stays")
    assert len(rehab.caseload.rows(EveningClock(TODAY).now())) == 1


async def test_a_file_with_patients_and_no_diary_opens_on_the_caseload(tmp_path: Path, folder: Path) -> None:
    with Rehab.open(tmp_path / "therapist.db", create=True) as rehab:
        take(rehab, [folder / "Zoe.rehab.json"])
        async with RehabApp(Context(rehab, EveningClock(TODAY), Settings())).run_test() as pilot:
            await until_shown(pilot, "1 patient ·")
            assert isinstance(pilot.app.screen, CaseloadScreen)
            await pilot.press("c", "l")
            await until_shown(pilot, "1 patient ·")
        assert rehab.profiles.read().setup_done_on is None


async def test_the_demo_makes_its_patients_up_when_somebody_looks(context: Context, rehab: Rehab) -> None:
    context.demo = True
    async with RehabApp(context).run_test() as pilot:
        assert not rehab.caseload.anybody
        await pilot.press("l")
        await until(pilot, lambda: bool(rehab.caseload.anybody))
        await until_shown(pilot, "Alma Stone")
    now = EveningClock(TODAY).now()
    with rehab.patient(rehab.caseload.find("Alma Stone (made up)"), now) as page:
        draft = page.plan_files.draft(now.today)
        assert page.plan_files.beside(draft, now.today).changes == (), "a plan begun from it changes nothing"
