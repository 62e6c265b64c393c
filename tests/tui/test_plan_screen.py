"""The Plan screen: keys and clicks, then the plan and the clearances that were kept."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.config import Settings
from rehab_tui.domain.entry import Kind
from rehab_tui.domain.exercise import ClearanceKind, Dose, Measured
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.plan import Clearance, Plan, Prescription
from rehab_tui.domain.plan_changes import plan_changes
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.plan.exercise_card import ExerciseCard
from rehab_tui.tui.screens.plan.library import LibraryPage
from rehab_tui.tui.screens.plan.screen import PlanScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor, EveningClock
from tests.tui.seen import seen

BEFORE = date(2026, 11, 2)


def stamp(day: date = BEFORE) -> Stamp:
    return Stamp(Clock(day).now(), "screen")


def allow_exercise(rehab: Rehab, **facts: object) -> None:
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": BEFORE, **facts}, stamp())


def words(pilot: Pilot[int]) -> str:
    """Return all that the page says, shown or below the fold."""
    rows = pilot.app.screen.query_one(Sheet).rows
    return "\n".join(line.content.plain for row in rows for line in row.lines)


def clearances(rehab: Rehab) -> list[tuple[date, object]]:
    found = rehab.journal.between(date(2026, 1, 1), TODAY)
    return [(entry.day, entry.fact) for entry in found if entry.kind is Kind.CLEARANCE]


async def go_to(pilot: Pilot[int], key: str) -> None:
    """Move the cursor with the arrow to a row."""
    sheet = pilot.app.screen.query_one(Sheet)
    for _ in range(40):
        if sheet.cursor == key:
            return
        await pilot.press("down")
    raise AssertionError(f"no way to {key}")


async def test_without_a_plan_the_screen_is_calm_and_offers_the_choice(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert "No plan yet" in words(pilot)
        await pilot.press("enter")
        await pilot.pause()
        offered = [row.key for row in pilot.app.screen.query_one(Sheet).rows if row.selectable]
        assert offered == ["walk-only"]
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlanScreen)
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    assert plan.name == "Track and walk"


async def test_a_plan_is_chosen_by_key_and_the_same_again_makes_no_new_version(rehab: Rehab, app_for: AppFor) -> None:
    allow_exercise(rehab)
    async with app_for() as pilot:
        await pilot.press("p", "s")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert rehab.plans.in_force(TODAY) is None  # it asks first
        await pilot.press("y")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert pilot.app.screen.query_one(Sheet).cursor == "protect"
        await pilot.press("enter", "y")
        await pilot.pause()
    assert [(plan.name, plan.starts_on) for plan in rehab.plans.versions()] == [("Protect (P1)", TODAY)]


async def test_a_click_on_a_plan_asks_before_it_starts(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("p", "s")
        await pilot.pause()
        await pilot.click(Sheet, offset=(6, 4))
        await pilot.pause()
        assert rehab.plans.in_force(TODAY) is None
        await pilot.press("y")
        await pilot.pause()
    assert rehab.plans.in_force(TODAY) is not None


@pytest.mark.parametrize(("name", "told"), [("protect", True), ("activate", True), ("strengthen", False)])
async def test_early_plans_say_no_bending(rehab: Rehab, app_for: AppFor, name: str, told: bool) -> None:
    allow_exercise(rehab)
    rehab.plans.start(name, stamp())
    async with app_for() as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert ("No bending, lifting or twisting" in words(pilot)) is told


async def test_what_is_locked_says_what_is_missing_and_whom_to_ask(rehab: Rehab, app_for: AppFor) -> None:
    allow_exercise(rehab, hip_replacement=True)
    rehab.plans.start("return", stamp())
    async with app_for() as pilot:
        await pilot.press("p")
        await pilot.pause()
        said = words(pilot)
    assert "locked (cycling); ask your surgeon or therapist" in said
    assert "locked (swimming and wound healed); ask your surgeon" in said
    assert "3 of 10" in said


async def test_a_clearance_opens_the_lock(rehab: Rehab, app_for: AppFor) -> None:
    allow_exercise(rehab)
    rehab.plans.start("strengthen", stamp())
    async with app_for() as pilot:
        await pilot.press("p")
        await pilot.pause()
        await go_to(pilot, "allow:cycling")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("K", "i", "m", "enter")
        fields = pilot.app.screen.query(Input)
        fields[1].value = "yesterday"
        await pilot.press("enter")
        await pilot.pause()
        assert "locked (cycling)" not in words(pilot)
    assert clearances(rehab) == [(date(2026, 11, 19), Clearance(ClearanceKind.CYCLING, "Kim"))]
    plan = rehab.plans.in_force(TODAY)
    assert plan is not None
    bike = next(one for one in plan.prescriptions if one.exercise == "stationary-bike")
    assert rehab.plans.locked(bike, TODAY) == ()


async def test_loading_raises_the_limit_and_undo_takes_it_back(rehab: Rehab, app_for: AppFor) -> None:
    allow_exercise(rehab)
    rehab.plans.start("strengthen", stamp())
    async with app_for() as pilot:
        await pilot.press("p", "a")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("K", "enter", "enter")
        await pilot.pause()
        assert rehab.plans.ceiling(TODAY) == 5
        assert "5 of 10" in words(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "3 of 10" in words(pilot)
    assert rehab.plans.ceiling(TODAY) == 3


@pytest.mark.parametrize(("by", "on"), [("", "today"), ("   ", "today"), ("Kim", "2042-01-01"), ("Kim", "3/1")])
async def test_a_clearance_without_a_name_or_with_a_bad_date_stays_in_the_form(
    rehab: Rehab, app_for: AppFor, by: str, on: str
) -> None:
    async with app_for() as pilot:
        await pilot.press("p", "a")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        fields = pilot.app.screen.query(Input)
        fields[0].value, fields[1].value = by, on
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [field.value for field in pilot.app.screen.query(Input)] == [by, on]
    assert clearances(rehab) == []


async def test_enter_opens_the_exercise_with_everything_about_it(rehab: Rehab, app_for: AppFor) -> None:
    allow_exercise(rehab)
    rehab.plans.start("activate", stamp())
    async with app_for() as pilot:
        await pilot.press("p")
        await pilot.pause()
        await go_to(pilot, "ex:clamshell")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExerciseCard)
        said = words(pilot)
        for part in (
            "1 x 10 each side",
            "heels together",
            "pillow between the knees",
            "soft band",
            "Lying on that side",
        ):
            assert part in said
        for part in ("clam, side-lying knee opening", "1 to 3 sets, 5 to 15 repetitions", "S62", "by Dr. Rivera",
            "· side of",
            "left and right are counted one by one",
        ):  # fmt: skip
            assert part in said
        await pilot.press("right")
        await pilot.pause()
        assert "Standing hip abduction" in words(pilot)
        await pilot.press("down", "down", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlanScreen)


async def test_the_library_is_searched_and_opened(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("p", "slash")
        await pilot.pause()
        every = [row.key for row in pilot.app.screen.query_one(Sheet).rows if row.selectable]
        assert set(every) == {one.id for one in rehab.plans.library.exercises}
        await pilot.press(*"clam")
        await pilot.pause()
        assert [row.key for row in pilot.app.screen.query_one(Sheet).rows if row.selectable] == ["clamshell"]
        await pilot.press("enter")
        await pilot.pause()
        assert "Would start at" in words(pilot)
        assert "physical therapy not allowed yet; ask your surgeon" in words(pilot).replace("\n" + " " * 19, " ")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LibraryPage)


@pytest.mark.parametrize("wanted", ["%", "'; DROP TABLE", "[/]", '"*', "\x1b[31m", "zzz" * 3_000])
async def test_any_search_is_harmless(app_for: AppFor, wanted: str) -> None:
    async with app_for((60, 20)) as pilot:
        await pilot.press("p", "slash")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = wanted
        await pilot.pause()
        assert "Nothing found" in words(pilot)
        await pilot.press("down", "enter")
        assert isinstance(pilot.app.screen, LibraryPage)


async def test_versions_say_what_changed(rehab: Rehab, app_for: AppFor) -> None:
    allow_exercise(rehab)
    rehab.plans.start("protect", stamp())
    rehab.plans.start("activate", stamp(TODAY))
    rehab.journal.undo(stamp(TODAY))
    async with app_for() as pilot:
        await pilot.press("p", "v")
        await pilot.pause()
        said = words(pilot)
    assert "    Taken back\n" in said
    assert "    As before version 2, which was taken back\n" in said
    assert "Version 2  Activate (P2)   since Fri 20 Nov 2026" in said
    assert "new: Clamshell, 1 x 10 each side, every day" in said
    assert "left out: Log roll in and out of bed" in said
    assert "the first plan, with 6 exercises" in said


async def test_a_broken_own_file_is_told_line_by_line_and_the_rest_works(rehab: Rehab, tmp_path: Path) -> None:
    allow_exercise(rehab)
    rehab.plans.start("activate", stamp())
    own = tmp_path / "own.yaml"
    own.write_text("exercises:\n  - id: clamshell\n    sets: three\n    colour: red\n", encoding="utf-8")
    rehab.close()
    with Rehab.open(rehab.path, own_library=own) as broken:
        async with RehabApp(Context(broken, EveningClock(TODAY), Settings())).run_test(size=(80, 24)) as pilot:
            await pilot.press("p")
            await pilot.pause()
            assert "Clamshell" in words(pilot)
            for key in ("s", "slash"):
                await pilot.press(key)
                await pilot.pause()
                said = "".join(words(pilot).split())
                assert "own.yaml:3:11:exercises[0].sets:expectedawholenumber" in said
                assert "colour" in said
                await pilot.press("escape")
                await pilot.pause()
                assert isinstance(pilot.app.screen, PlanScreen)
            await go_to(pilot, "ex:clamshell")
            await pilot.press("enter")
            await pilot.pause()
            assert "1 x 10 each side" in words(pilot)
        assert len(broken.plans.versions()) == 1


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_below_the_mistakes_of_an_own_file_stands_what_comes_with_the_program(
    rehab: Rehab, tmp_path: Path, size: tuple[int, int]
) -> None:
    shipped = {one.id for one in rehab.plans.library.exercises}
    own = tmp_path / "own.yaml"
    own.write_text("exercises:\n  - id: clamshell\n    sets: three\n", encoding="utf-8")
    rehab.close()
    with Rehab.open(rehab.path, own_library=own) as broken:
        async with RehabApp(Context(broken, EveningClock(TODAY), Settings())).run_test(size=size) as pilot:
            await pilot.press("p", "slash")
            await pilot.pause()
            sheet = pilot.app.screen.query_one(Sheet)
            assert {row.key for row in sheet.rows if row.selectable} == shipped
            await pilot.press(*"clam")
            await pilot.pause()
            assert "exercises[0].sets" in words(pilot)
            await pilot.press("enter")
            await pilot.pause()
            assert "1 x 10 each side" in words(pilot)
            assert "exercises[0].sets" in words(pilot)
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press(*["up"] * 30)
            await pilot.pause()
            assert "Your own exercise file" in seen(pilot)


async def test_a_card_names_its_sources_in_words(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("p", "slash", *"clamshell", "enter")
        await pilot.pause()
        assert "S62  Merck/MSD Manuals, clamshell" in words(pilot)
        assert "judgement  ours: no source gave this" in words(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (40, 10)])
async def test_every_row_can_be_reached_by_arrows(rehab: Rehab, app_for: AppFor, size: tuple[int, int]) -> None:
    allow_exercise(rehab, hip_replacement=True)
    rehab.plans.start("return", stamp())
    async with app_for(size) as pilot:
        await pilot.press("p")
        await pilot.pause()
        await go_to(pilot, "versions")
        sheet = pilot.app.screen.query_one(Sheet)
        assert sheet.visible_whole(("versions",))
        await pilot.press(*["up"] * 40)
        assert sheet.cursor == "ex:walking"
        assert pilot.app.screen.query_one("#body").scroll_y == 0


HOSTILE = ("[/]", "[@click=app.quit]x[/]", "\x1b]0;owned\x07", "👩‍🦽 Zoë", "\u202eevil", "a" * 10_000, "two\nlines")


@pytest.mark.parametrize("name", HOSTILE, ids=["close", "link", "escape", "emoji", "direction", "long", "lines"])
async def test_any_name_of_a_clinician_is_shown_harmless(rehab: Rehab, app_for: AppFor, name: str) -> None:
    allow_exercise(rehab, allowed_by=name)
    rehab.plans.start("activate", stamp())
    rehab.journal.add(TODAY, Clearance(ClearanceKind.CYCLING, name), stamp(TODAY), "allowed")
    async with app_for() as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert "\x1b" not in words(pilot)
        assert "\u202e" not in words(pilot)
        await pilot.press("v")
        await pilot.pause()
        await pilot.press("escape")
        await go_to(pilot, "ex:clamshell")
        await pilot.press("enter")
        await pilot.pause()
        assert "\x1b" not in words(pilot)


def test_changes_of_a_plan_in_words() -> None:
    walk = Prescription("walking", "Walking", Measured.MINUTES, sided=False, dose=Dose(minutes=5))
    longer = Prescription("walking", "Walking", Measured.MINUTES, sided=False, dose=Dose(minutes=10), days=(1, 3, 5))
    older = Plan("1", "Mine", 1, "Kim", BEFORE, (walk,))
    newer = Plan("2", "Mine", 2, "Lee", TODAY, (longer,), ceiling=4)
    assert plan_changes(older, newer) == (
        "Walking: 10 min, Mon Wed Fri (was 5 min, every day)",
        "limit for pain while exercising: 4 (was the usual 3, or 5 once loading is allowed)",
        "from: Lee (was Kim)",
    )
    assert plan_changes(older, older) == ()
    assert plan_changes(None, older) == ("the first plan, with 1 exercise",)
