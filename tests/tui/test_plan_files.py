"""Plan files in the downloads folder, by keys: then the plan that was kept."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.tui.screens.plan.files import PlanFileCard, PlanFilesPage
from rehab_tui.tui.screens.plan.screen import PlanScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen

PLAN = """\
patient: Ann Lee
author: "Jo [/] Rivera, PT"
date: 2026-11-18
version: 2
message: |
  Well done [b].
  Two more of each.
exercises:
  - id: walking
    minutes: 10
precautions: [PR03]
clearances:
  - {what: loading, by: Dr. Lee, on: 2026-11-16}
thresholds:
  PT-02: {by: 3}
known:
  - {rule: PT-02, side: left, until: 2026-12-20}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A downloads folder with one plan file."""
    found = tmp_path / "downloads"
    found.mkdir()
    (found / "knee.plan.yaml").write_text(PLAN)
    monkeypatch.setattr("rehab_tui.tui.screens.plan.files.downloads", lambda: found)
    monkeypatch.setattr("rehab_tui.tui.screens.plan.rows.downloads", lambda: found)
    return found


def words(pilot: Pilot[int]) -> str:
    rows = pilot.app.screen.query_one(Sheet).rows
    return "\n".join(line.content.plain for row in rows for line in row.lines)


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_a_found_plan_is_accepted_by_key(rehab: Rehab, app_for: AppFor, folder: Path) -> None:
    async with app_for() as pilot:
        await press(pilot, "p")
        assert "plan files in the downloads folder (1)" in words(pilot)
        assert "i plan files (1)" in seen(pilot)
        await press(pilot, "i")
        assert "knee.plan.yaml" in words(pilot)
        assert "Jo [/] Rivera, PT, Wed 18 Nov 2026, version 2" in words(pilot)
        await press(pilot, "enter")
        text = " ".join(words(pilot).split())
        for said in (
            "From Jo [/] Rivera, PT, Wed 18 Nov 2026, version 2", "For Ann Lee", "Your first plan",
            "· new: Walking, 10 min, 2 times a day, every day", "· allowed: loading, by Dr. Lee, Mon 16 Nov 2026",
            "Well done [b].", "Expected this? If not, call your therapist on a number you know before",
        ):  # fmt: skip
            assert said in text
        await press(pilot, "a", "y")
        assert isinstance(pilot.app.screen, PlanFilesPage)
        assert "says the same as your plan" in words(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PlanScreen)
        text = " ".join(words(pilot).split())
        for said in (
            "Well done [b].", "Two more of each.", "Lift as you were shown: close to the body, with the legs.",
            "Alert changed for you: A week worse than the two before (PT-02)",
            "Under care until Sun 20 Dec 2026: A week worse than the two before (PT-02), left",
        ):  # fmt: skip
            assert said in text
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    assert (plan.author, plan.file_version, plan.thresholds) == ("Jo [/] Rivera, PT", 2, {"PT-02": {"by": 3}})
    assert ClearanceKind.LOADING in rehab.plans.allowed(TODAY)
    assert rehab.plan_files.text(plan) == PLAN


@pytest.mark.parametrize("keys", [("r",), ("escape",), ("a", "n"), ("a", "escape"), ("a", "enter")])
async def test_a_refused_plan_changes_nothing(
    rehab: Rehab, app_for: AppFor, folder: Path, keys: tuple[str, ...]
) -> None:
    async with app_for() as pilot:
        await press(pilot, "p", "i", "enter")
        await press(pilot, *keys)
    assert rehab.plans.versions() == ()


async def test_a_file_with_mistakes_says_them_and_cannot_be_accepted(
    rehab: Rehab, app_for: AppFor, folder: Path
) -> None:
    (folder / "knee.plan.yaml").write_text(PLAN.replace("Ann Lee", "Peter Wolf").replace("10", "ten\x1b"))
    async with app_for() as pilot:
        await press(pilot, "p", "i")
        assert "cannot be taken: enter shows why" in words(pilot)
        await press(pilot, "enter")
        assert "This file cannot be taken; nothing was changed." in words(pilot)
        assert "U+001B" in words(pilot)
        assert "accept" not in seen(pilot)
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, PlanFileCard)
    assert rehab.plans.versions() == ()


async def test_an_empty_folder_says_where_it_looked(app_for: AppFor, folder: Path) -> None:
    (folder / "knee.plan.yaml").unlink()
    async with app_for() as pilot:
        await press(pilot, "p")
        assert "plan files in the downloads folder (0)" in words(pilot)
        await press(pilot, "i")
        assert "No plan file is there." in words(pilot)


@pytest.mark.parametrize("size", [(60, 20), (40, 10)])
async def test_a_small_window_shows_all_of_it(app_for: AppFor, folder: Path, size: tuple[int, int]) -> None:
    async with app_for(size) as pilot:
        await press(pilot, "p", "i", "enter")
        assert max(len(line) for line in words(pilot).split("\n")) <= size[0]
        await press(pilot, *["down"] * 40)
        assert "before you accept" in " ".join(seen(pilot).split())
