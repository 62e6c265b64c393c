"""A file that cannot be written: each dialog stays with what was typed in it, says why, and keeps it the next time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Note
from rehab_tui.domain.followup import FollowUp, Level
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import SignAnswer, SymptomReport, SymptomsAnswered
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.dialogs import STILL_HERE, Dialog
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import until_shown, words
from tests.tui.test_alert import on_file, report


@contextmanager
def unwritable(rehab: Rehab) -> Iterator[None]:
    """SQLite itself refuses every write on this connection."""
    rehab._store.connection.execute("PRAGMA query_only=ON")
    yield
    rehab._store.connection.execute("PRAGMA query_only=OFF")


def facts(rehab: Rehab) -> list[object]:
    with Rehab.open(rehab.path) as other:
        return [entry.fact for entry in other.journal.between(TODAY - timedelta(days=9), TODAY)]


async def refused(pilot: Pilot[int], rehab: Rehab, *typed: str) -> None:
    """Press the key that keeps, twice: nothing comes of it but words, and what was typed stays."""
    before, opened = facts(rehab), on_file(rehab)
    dialog = pilot.app.screen
    assert isinstance(dialog, Dialog)
    with unwritable(rehab):
        for _ in range(2):
            await pilot.press("ctrl+s")
            await until_shown(pilot, "is read-only; check the rights of the file")
    told = " ".join(words(pilot).replace("│", " ").split())
    assert STILL_HERE in told
    assert all(text in told for text in typed), told
    assert "ctrl+s keeps" in told, "the keys stay in sight below what is said"
    assert pilot.app.screen is dialog
    assert (facts(rehab), on_file(rehab)) == (before, opened)
    await pilot.press("ctrl+s")
    await pilot.pause()
    assert pilot.app.screen is not dialog


async def test_what_is_typed_on_today_waits_in_its_dialog(rehab: Rehab, app_for: AppFor) -> None:
    stamp = Stamp(Clock(date(2026, 9, 1)).now(), "screen")
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": stamp.moment.today}, stamp)
    rehab.plans.start("strengthen", stamp)
    async with app_for() as pilot:
        await pilot.press("m", *"slept badly")
        await refused(pilot, rehab, "slept badly")
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        name = next(
            r.prescription.exercise for r in screen.review.exercises if r.prescription.dose.reps and not r.locked
        )
        screen.query_one(Sheet).go(f"ex:{name}")
        await pilot.press("enter", "delete", "backspace", *"7")
        await refused(pilot, rehab, "7")
        await pilot.press("i", "1", "1", "4", "enter", "5", "enter", "6")
        await refused(pilot, rehab, "4", "5", "6")
        await pilot.press("o", "1", "r", "w")
        with unwritable(rehab):
            await pilot.press("4", "5")
            await until_shown(pilot, "is read-only; check the rights of the file")
            assert "esc goes back" in words(pilot)
            assert pilot.app.screen.query_one(Sheet).cursor == "5"
        await pilot.press("6")
        await until_shown(pilot, "Kept: right hip 6, worst.")
        await pilot.press("p", "a", "1", *"Dr. Rivera")
        await refused(pilot, rehab, "Dr. Rivera")
    kept = facts(rehab)
    assert [type(fact) for fact in kept] == [Note, ExerciseDone, Measurement, PainScore, Clearance]
    assert [fact.dose.sets for fact in kept if isinstance(fact, ExerciseDone)] == [7]


async def test_an_entry_is_corrected_once_it_can_be(rehab: Rehab, context: Context, app_for: AppFor) -> None:
    context.rehab.journal.add(TODAY, Note("rain"), context.stamp(), "note")
    async with app_for() as pilot:
        await pilot.press("h", "enter", "enter", "a", *"bow")
        await refused(pilot, rehab, "rainbow")
    assert facts(rehab) == [Note("rainbow")]


async def test_whom_you_told_and_what_came_of_it_are_not_half_kept(
    rehab: Rehab, context: Context, app_for: AppFor
) -> None:
    def now() -> FollowUp:
        return next(one for one in on_file(rehab) if one.level == Level.TODAY)

    report(context, SymptomReport("leg-weakness", SignAnswer.NEW, Side.LEFT))
    async with app_for() as pilot:
        await until_shown(pilot, "I have read this")
        await pilot.press("r", "escape")
        await until_shown(pilot, "Hip pain")
        await pilot.press("f", "x", "6")
        await pilot.press(*"it went away and I was seen", "enter", *"night line")
        await refused(pilot, rehab, "it went away and I was seen", "night line")
        assert [event.verb for event in now().events][-2:] == ["acted", "closed"]
        await pilot.press("r", "d")
        await pilot.press(*"Dr. Chen", "enter", "enter", *"come in")
        await refused(pilot, rehab, "Dr. Chen", "come in")
    assert (now().events[-1].contacted, now().events[-1].text) == ("Dr. Chen", "come in")


async def test_details_of_a_sign_can_be_tried_again(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("w")
        screen = pilot.app.screen
        for _ in range(8):
            if any(row.key == "other" for row in screen.query_one(Sheet).rows):
                break
            await pilot.press("right")
        screen.query_one(Sheet).go("other")
        await pilot.press("y", "1")
        await pilot.pause()
        await pilot.press("r", *"a lump", "enter")
        await until_shown(pilot, "Since when?")
        with unwritable(rehab):
            await pilot.press("2")
            await until_shown(pilot, "what you added to it is not yet")
        await pilot.press("y")
        await until_shown(pilot, "Warning signs")
    (sign,) = [fact for fact in facts(rehab) if isinstance(fact, SymptomsAnswered) and fact.reports]
    assert (sign.reports[0].text, sign.reports[0].since) == ("a lump", TODAY - timedelta(days=1))


async def test_a_sign_that_could_not_be_kept_is_kept_once_its_alert_is_read(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.pause()
        with unwritable(rehab):
            await pilot.press("w", "y", "1")
            await until_shown(pilot, "NOT saved")
            assert facts(rehab) == []
        await pilot.press("r")
        await until_shown(pilot, "What you answered is kept.")
        assert [one.level for one in on_file(rehab)] == [Level.EMERGENCY]


async def test_what_is_still_not_kept_is_said_and_tried_again_when_the_list_is_left(
    rehab: Rehab, app_for: AppFor
) -> None:
    async with app_for() as pilot:
        await pilot.pause()
        with unwritable(rehab):
            await pilot.press("w", "y", "1")
            await until_shown(pilot, "NOT saved")
            await pilot.press("r")
            await until_shown(pilot, "What you answered is NOT kept: write it on paper.")
            await pilot.press("escape")
            await until_shown(pilot, "It is still NOT kept")
        assert facts(rehab) == []
        await pilot.press("escape")
        await until_shown(pilot, "GET EMERGENCY HELP NOW")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert [one.level for one in on_file(rehab)] == [Level.EMERGENCY]
        await pilot.press("a")
        await pilot.pause()
        assert [one for one in facts(rehab) if isinstance(one, ExerciseDone)] == []


async def test_a_sign_that_is_never_kept_is_said_on_today(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.pause()
        with unwritable(rehab):
            await pilot.press("w", "y", "1")
            await until_shown(pilot, "NOT saved")
            await pilot.press("r")
            await until_shown(pilot, "NOT kept")
            await pilot.press("escape")
            await until_shown(pilot, "It is still NOT kept")
            await pilot.press("escape")
            await until_shown(pilot, "NOT KEPT YET: a sign you answered")
            assert isinstance(pilot.app.screen, TodayScreen)
    assert facts(rehab) == []
