"""Measures, treatments, blocks, pauses and new starts by keys, then what was kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.block import After, Block
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import Entry, EntryState, Kind, Visit
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import MEASURES, PEG_ITEMS
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.treatment import Treatment, TreatmentKind
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.guided.stand_timer import READY, SECONDS, StandTimer
from rehab_tui.tui.screens.measure_forms import FactForm, measure_form
from tests.tui.conftest import TODAY, AppFor, EveningClock
from tests.tui.seen import seen, until_shown, words


def told(pilot: Pilot[int]) -> str:
    """What stands on the screen in one line, without frames."""
    return " ".join(words(pilot).replace("│", " ").replace("▌", " ").split())


def kept(rehab: Rehab) -> list[Fact]:
    with Rehab.open(rehab.path) as other:
        return [entry.fact for entry in other.journal.between(TODAY - timedelta(days=9), TODAY)]


async def test_the_three_numbers_of_the_peg_are_kept(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("i", "1", "1")
        await pilot.press("4", "enter", "enter", "6", "enter")
        await pilot.pause()
        assert "not scored" in words(pilot)
    assert kept(rehab) == [Measurement("peg", (Decimal(4), None, Decimal(6)), PEG_ITEMS)]


async def test_the_list_says_when_it_is_time_for_the_weekly_questions(rehab: Rehab, app_for: AppFor) -> None:
    stamp = Stamp(Clock(TODAY).now(), "screen")
    peg = Measurement("peg", (Decimal(4), Decimal(3), Decimal(5)), PEG_ITEMS)
    rehab.journal.add(TODAY - timedelta(days=7), peg, stamp, "PEG")
    assert [one.id for one in rehab.measures.due(TODAY)] == ["peg", "global-change"]
    async with app_for() as pilot:
        await pilot.press("i", "1")
        await pilot.pause()
        assert "PEG weekly: it is time" in told(pilot)
    rehab.journal.add(TODAY - timedelta(days=6), peg, stamp, "PEG")
    assert [one.id for one in rehab.measures.due(TODAY)] == ["global-change"]


async def test_one_line_on_today_says_when_it_is_time_and_one_key_answers(rehab: Rehab, app_for: AppFor) -> None:
    peg = Measurement("peg", (Decimal(4), Decimal(3), Decimal(5)), PEG_ITEMS)
    stamp = Stamp(Clock(TODAY).now(), "screen")
    rehab.journal.add(TODAY - timedelta(days=7), peg, stamp, "PEG")
    rehab.journal.add(TODAY - timedelta(days=3), Measurement("global-change", (Decimal(1),)), stamp, "change")
    async with app_for((60, 20)) as pilot:
        await pilot.pause()
        assert "Time for: PEG (3 questions, weekly) d answers" in words(pilot)
        await pilot.press("d", "4", "enter", "3", "enter", "2", "enter")
        await pilot.pause()
        assert "Time for" not in words(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert "No measure is waiting" in words(pilot)
    assert kept(rehab)[-1] == Measurement("peg", (Decimal(4), Decimal(3), Decimal(2)), PEG_ITEMS)


async def test_a_wrong_number_stays_and_says_why(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("i", "1", "9", "8", "0", "enter")
        await pilot.pause()
        assert "81.5kg or 180lb" in told(pilot)
        assert kept(rehab) == []
        await pilot.press("k", "g", "enter")
    assert [str(fact.values[0]) for fact in kept(rehab) if isinstance(fact, Measurement)] == ["80"]


async def test_how_one_walks_is_kept_with_the_aid(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("i", "1", *["down"] * list(MEASURES).index("limp"), "enter", "3", "enter", *"cane", "enter")
        await pilot.pause()
        assert "no-aid, stick, two-sticks, crutches, walker" in told(pilot)
        assert kept(rehab) == []
        await pilot.press(*["backspace"] * 4, *"stick", "enter")
        await pilot.pause()
    assert kept(rehab) == [Measurement("limp", (Decimal(3),), ("stick",))]


async def test_the_last_list_of_activities_is_lent_without_its_scores(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("left_square_bracket", "i", "1", "2", *"up=4", "enter", *"down=5", "ctrl+s")
        await pilot.press("right_square_bracket", "i", "1", "2")
        await pilot.pause()
        assert "│ up " in words(pilot)
        await pilot.press("7", "ctrl+s")
        await pilot.pause()
    _, second = kept(rehab)
    assert second == Measurement("my-activities", (Decimal(7), None), ("up", "down"))


class Watch(EveningClock):
    """A clock whose seconds pass only when a test lets them."""

    seconds = 0.0

    def ticks(self) -> float:
        return self.seconds


async def test_the_chair_stand_has_thirty_seconds_and_a_bell(rehab: Rehab, context: Context, app_for: AppFor) -> None:
    watch = context.clock = Watch(TODAY)
    async with app_for() as pilot:
        rung: list[float] = []
        pilot.app.bell = lambda: rung.append(watch.seconds)  # type: ignore[method-assign]
        await pilot.press("i", "1", "3")
        await pilot.pause()
        timer = pilot.app.screen
        assert isinstance(timer, StandTimer)
        assert "Stop when it hurts too much or you feel unsteady." in words(pilot)
        await pilot.press("space")
        for _ in range(4 * (READY + SECONDS) + 5):
            timer.look_at_clock()
            watch.seconds += 0.25
        assert rung == [READY, READY + SECONDS]
        await pilot.pause()
        assert "The time is up." in words(pilot)
        await pilot.press("enter")
        await pilot.press("1", "2", "enter", "enter")
    assert kept(rehab) == [Measurement("chair-stand", (Decimal(12),))]


async def test_the_countdown_is_read_from_the_chair_and_seen_in_the_smallest_window(
    context: Context, app_for: AppFor
) -> None:
    watch = context.clock = Watch(TODAY)
    async with app_for((60, 20)) as pilot:
        await pilot.press("i", "1", "3", "space")
        watch.seconds = READY + 4.0
        timer = pilot.app.screen
        assert isinstance(timer, StandTimer)
        timer.look_at_clock()
        await pilot.pause()
        assert sum("████" in line for line in seen(pilot).split("\n")) >= 10
        await pilot.resize_terminal(40, 10)
        await pilot.press("escape", "i", "1", "3")
        await pilot.pause()
        assert "Stop when it hurts too much or you feel unsteady." in told(pilot)
        await pilot.press("space")
        await pilot.pause()
        assert "get ready" in told(pilot)


async def test_a_treatment_is_kept_with_the_caution_beside_it(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for((100, 30)) as pilot:
        await pilot.press("i", "2", "1")
        await pilot.pause()
        assert "slow a fusion" in told(pilot)
        await pilot.press(*"400mg", "enter", "enter")
        await pilot.pause()
    assert kept(rehab) == [Treatment(TreatmentKind.NSAID, "400mg")]


async def test_a_block_shows_what_it_meets_on_its_page(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for((100, 34)) as pilot:
        await pilot.press("i", "3", *"si-joint", "enter", "enter", *"lidocaine", "enter", "8", "enter")
        await pilot.press("2", "at", *"30min", "ctrl+s")
        await pilot.pause()
        assert kept(rehab) == [Block(Site.SI_JOINT, Side.LEFT, "lidocaine", 8, (After(30, 2),))]
        await pilot.press("h")
        await pilot.pause()
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        shown = " ".join(seen(pilot).split())
        assert "more than 75 % relief: not met (doc 000)" in shown


async def test_a_pause_and_a_new_start_are_kept(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for((60, 20)) as pilot:
        await pilot.press("i", "4")
        await until_shown(pilot, "ill, travel, as the therapist said")
        await pilot.press("enter", *"2026-11-25", "enter", *"a cold", "enter")
        await pilot.press("i", "5", *"Kim", "enter")
        await pilot.pause()
    assert kept(rehab) == [Pause(TODAY, TODAY + timedelta(days=5), "a cold"), Baseline("Kim")]


async def test_an_appointment_is_kept_on_its_day_with_what_to_ask(rehab: Rehab, app_for: AppFor) -> None:
    day = TODAY + timedelta(days=13)
    async with app_for() as pilot:
        await pilot.press("i", "6", *day.isoformat(), "enter", *"Dr. Rivera", "enter", *"An image?", "enter")
        await until_shown(pilot, "to ask: An image?")
        assert "An image?." not in words(pilot)
    with Rehab.open(rehab.path) as other:
        (entry,) = other.journal.between(TODAY, day)
        assert (entry.day, entry.fact) == (day, Visit(day, "Dr. Rivera", "An image?"))
        assert other.days.review(TODAY, TODAY).next_visit == entry.fact


async def test_an_appointment_ahead_is_moved_to_another_day(rehab: Rehab, app_for: AppFor) -> None:
    day, later = TODAY + timedelta(days=13), TODAY + timedelta(days=20)
    rehab.journal.add(day, Visit(day, "Dr. Rivera", "Swim?"), Stamp(Clock(TODAY).now(), "screen"), "visit")
    async with app_for() as pilot:
        await pilot.press("i", "6")
        await pilot.pause()
        assert "Thu 3 Dec 2026, Dr. Rivera: move or change it" in told(pilot)
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("a", *later.isoformat(), "enter", "enter", "enter")
        await pilot.pause()
        assert "Thu 10 Dec 2026" in words(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "10 Dec" in words(pilot)
    with Rehab.open(rehab.path) as other:
        assert [(entry.day, entry.fact) for entry in other.journal.between(TODAY, later)] == [
            (later, Visit(later, "Dr. Rivera", "Swim?"))
        ]


async def test_a_pause_is_said_where_the_exercises_stand(rehab: Rehab, app_for: AppFor) -> None:
    stamp = Stamp(Clock(TODAY).now(), "screen")
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": TODAY - timedelta(days=9)}, stamp)
    rehab.plans.start("walk-only", stamp)
    async with app_for() as pilot:
        assert "of 1 done" in told(pilot)
        await pilot.press("i", "4", "enter", "enter", *"[bold]a cold", "enter")
        await pilot.pause()
        assert "pause: none is due" in told(pilot)
        assert "until you end it: [bold]a cold" in told(pilot)


async def test_another_day_that_is_shown_is_the_day_it_is_kept_for(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("left_square_bracket", "i", "5", *"Kim", "enter")
        await pilot.pause()
    with Rehab.open(rehab.path) as other:
        assert [e.day for e in other.journal.between(TODAY - timedelta(days=9), TODAY)] == [TODAY - timedelta(days=1)]


async def test_escape_keeps_nothing(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("i", "escape", "i", "1", "escape", "i", "1", "1", "4", "escape", "i", "1", "3", "escape")
        await pilot.pause()
        assert pilot.app.screen is pilot.app.screen_stack[0]
    assert kept(rehab) == []


async def test_a_measure_is_corrected_on_its_page(rehab: Rehab, app_for: AppFor) -> None:
    peg = Measurement("peg", (Decimal(4), Decimal(5), Decimal(6)), PEG_ITEMS)
    (entry,) = rehab.journal.add(TODAY, peg, Stamp(Clock(TODAY).now()), "PEG").entries
    async with app_for() as pilot:
        await pilot.press("h")
        await pilot.pause()
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("end", "backspace", "2", "ctrl+s")
        await pilot.pause()
    with Rehab.open(rehab.path) as other:
        versions: tuple[Entry, ...] = other.journal.versions(entry)
    assert [one.state for one in versions] == [EntryState.SUPERSEDED, EntryState.CURRENT]
    assert versions[-1].fact == Measurement("peg", (Decimal(2), Decimal(5), Decimal(6)), PEG_ITEMS)
    assert versions[-1].kind is Kind.MEASURE


async def test_every_measure_has_a_form_that_fits_the_smallest_window(app_for: AppFor) -> None:
    async with app_for((40, 10)) as pilot:
        for measure in MEASURES.values():
            pilot.app.push_screen(FactForm(measure_form(measure, None, None)))
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()


async def test_the_chart_of_a_measure_is_a_key_away(rehab: Rehab, app_for: AppFor) -> None:
    stamp = Stamp(Clock(TODAY).now())
    for back, stands in ((40, 9), (20, 12)):
        day = TODAY - timedelta(days=back)
        rehab.journal.add(day, Measurement("chair-stand", (Decimal(stands),)), stamp, "stands")
    async with app_for() as pilot:
        await pilot.press("c", "m", "1")
        await pilot.pause()
        assert "3 higher than on 11 Oct, at least the change that matters, 2.5 stands (S77, S77b)" in told(pilot)
        assert "●" in seen(pilot)
        await pilot.press("left", "left", "left", "left")
        await pilot.pause()
        assert "nothing measured in this time" in told(pilot)
        await pilot.press("i", "enter", "1", "3", "enter", "enter")
        await pilot.pause()
        assert "13 stands on 20 Nov" in told(pilot)
        await pilot.press("m", "7")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "ChartsScreen"
    with Rehab.open(rehab.path) as other:
        assert len(other.journal.between(TODAY - timedelta(days=50), TODAY)) == 3


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24), (120, 40)])
async def test_the_chart_of_a_measure_fits_every_window(rehab: Rehab, app_for: AppFor, size: tuple[int, int]) -> None:
    stamp = Stamp(Clock(TODAY).now())
    for side in (Side.LEFT, Side.RIGHT):
        rehab.journal.add(TODAY, Measurement("single-leg", (Decimal("9.5"),), side=side), stamp, "one leg")
    async with app_for(size) as pilot:
        await pilot.press("c", "m", "1")
        await pilot.pause()
        assert "Standing on one leg, left" in told(pilot)


async def test_every_line_of_a_long_list_has_its_key(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for((80, 40)) as pilot:
        await pilot.press("i", "1")
        await pilot.pause()
        lines = told(pilot)
        assert "1-9 a-g or enter" in lines
        assert f" g {list(MEASURES.values())[15].name}" in lines
        await pilot.press("c")
        await pilot.pause()
        assert list(MEASURES.values())[11].name in told(pilot)
