"""A therapist changes a patient's plan on the screen and writes it: the file is that plan, and nothing else changed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.plan import UnderCare
from rehab_tui.services.plan_checks import read_plan
from rehab_tui.tui.screens.caseload.patient import PatientScreen
from rehab_tui.tui.screens.form import FormScreen
from rehab_tui.tui.screens.plan_edit.screen import PlanEdit
from rehab_tui.tui.widgets.sheet import Sheet
from tests.services.caseloads import Patient, stamp, take
from tests.tui.conftest import PROFILE, AppFor
from tests.tui.seen import until, until_shown, words


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "kept.db", create=True) as opened:
        opened.profiles.keep(PROFILE, stamp(hour=8))
        record = Patient("Xia").days(27, 4, 3).days(3, 0, 7).record(tmp_path / "xia.rehab.json")
        assert take(opened, [record]) == [None]
        for text in ("lives alone", "stairs one\nat a time"):
            opened.caseload.note(opened.caseload.find("Xia"), text, stamp())
        yield opened


async def fill(pilot: Pilot[int], **texts: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen) and bool(pilot.app.screen.query(Input)))
    for name, text in texts.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = text
    await pilot.press("ctrl+s")
    await pilot.pause()


async def at(pilot: Pilot[int], beginning: str) -> None:
    """Put the cursor on a line of the plan and open it."""
    sheet = pilot.app.screen.query_one(Sheet)
    sheet.go(next(row.key for row in sheet.rows if row.key.startswith(beginning)))
    await pilot.press("enter")
    await pilot.pause()


async def test_what_is_changed_is_checked_told_in_words_and_written(
    app_for: AppFor, rehab: Rehab, tmp_path: Path
) -> None:
    place = tmp_path / "xia.plan.yaml"
    async with app_for((100, 50)) as pilot:
        await pilot.press("l", "enter")
        await until(pilot, lambda: getattr(pilot.app.screen, "opened", None) is not None)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanEdit))
        await until_shown(pilot, "Message to the patient")
        await at(pilot, "ex:walking")
        await fill(pilot, minutes="15", days="mon wed fri")
        await until_shown(pilot, "15 min")
        await at(pilot, "head")
        await fill(pilot, author="Kim Larsen", ceiling="4")
        await at(pilot, "known:")
        await fill(pilot, until="2026-12-04")
        await at(pilot, "threshold:")
        await until_shown(pilot, "A week worse than the two before (PT-02): 2 points")
        await pilot.press("2")
        await until_shown(pilot, "usual 2; 1 to 4")
        await until_shown(pilot, "1 prompt: left 20")
        pilot.app.screen.query_one("#field-by", Input).value = "3.5"
        await until_shown(pilot, "changed (3.5 points;")
        assert "no prompt" in words(pilot).partition("changed (3.5 points;")[2]
        assert "S25 Parry" in words(pilot)
        await fill(pilot, by="9")
        await until_shown(pilot, "PT-02 by takes a number from 1 to 4, not 9")
        await fill(pilot, by="3")
        await until_shown(pilot, "A week worse than the two before (PT-02): 3 points")
        assert "1 prompt as now, none with this" in words(pilot)
        await at(pilot, "message")
        pilot.app.screen.query_one(TextArea).text = "Easy does it."
        await pilot.press("ctrl+s")
        await until_shown(pilot, "message: Easy does it.")
        await at(pilot, "note:1")
        await until_shown(pilot, "✓ goes along Fri 20 Nov 2026: stairs one at a time")
        await at(pilot, "note:0")
        await until_shown(pilot, "✓ goes along Fri 20 Nov 2026: lives alone")
        await at(pilot, "note:0")
        await until_shown(pilot, "· stays here Fri 20 Nov 2026: lives alone")
        await pilot.press("w")
        await until_shown(pilot, "the patient's id, and 1 note of yours, which the patient then reads.")
        await fill(pilot, place=str(place))
        await until_shown(pilot, "Written:")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, PatientScreen))
    with rehab.patient(rehab.caseload.find("xia"), stamp(hour=22).moment) as page:
        plan = read_plan(place, page.plans.library, date(2026, 11, 20), page.plan_files.patient)
        assert page.plans.in_force(date(2026, 11, 20)) is not None
    (walk,) = plan.prescriptions
    assert (walk.dose.minutes, walk.days, plan.ceiling, plan.author) == (15, (1, 3, 5), 4, "Kim Larsen")
    assert [(one.until, one.side) for one in plan.known if isinstance(one, UnderCare)] == [(date(2026, 12, 4), "left")]
    assert plan.message == "Easy does it.\nNote of Fri 20 Nov 2026: stairs one at a time"
    assert (plan.version, dict(plan.thresholds)) == (2, {"PT-02": {"by": 3}})
    assert place.stat().st_mode & 0o777 == 0o600


async def test_a_level_3_follow_up_is_marked_as_known_from_the_patients_page(app_for: AppFor, rehab: Rehab) -> None:
    async with app_for((100, 50)) as pilot:
        await pilot.press("l", "enter")
        await until_shown(pilot, "Files taken in")
        await pilot.press("down", "n")
        await until_shown(pilot, "Put the cursor on an open follow-up of level 3")
        await pilot.press("up", "n")
        await until_shown(pilot, "Known, under care: Days above your usual (PT-04), left")
        await fill(pilot, until="2026-11-19")
        await until_shown(pilot, "the date 2026-11-19 is over")
        await fill(pilot, until="2026-12-04")
        await until_shown(pilot, "until Fri 4 Dec 2026")
        assert isinstance(pilot.app.screen, PlanEdit)
