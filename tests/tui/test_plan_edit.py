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
from rehab_tui.tui.screens.form import FormScreen
from rehab_tui.tui.screens.patient import PatientScreen
from rehab_tui.tui.screens.plan_edit import PlanEdit
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
        await at(pilot, "threshold")
        await fill(pilot, rule="PT-99", name="by", number="3")
        await until_shown(pilot, "PT-99")
        await at(pilot, "message")
        pilot.app.screen.query_one(TextArea).text = "Easy does it."
        await pilot.press("ctrl+s")
        await until_shown(pilot, "message: Easy does it.")
        assert "PT-99 by: 3" not in words(pilot)
        await pilot.press("w")
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
    assert (plan.message, plan.version, dict(plan.thresholds)) == ("Easy does it.", 2, {})
    assert place.stat().st_mode & 0o777 == 0o600
