"""The guided session on the screen: keys and seconds, then what was kept and what is seen."""

from dataclasses import replace
from datetime import date, timedelta
from textwrap import dedent

import pytest
from textual.pilot import Pilot

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.config import Bell, Settings, Theme
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose, Measured, SkipReason
from rehab_tui.domain.guided_run import Phase
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.store import plans
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.followups.screen import FollowUpsScreen
from rehab_tui.tui.screens.guided.big import big
from rehab_tui.tui.screens.guided.screen import GuidedScreen, Stage
from rehab_tui.tui.screens.guided.stop_card import StopCardScreen
from rehab_tui.tui.screens.guided.view import Look
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.bars import KeyBar
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor, EveningClock
from tests.tui.seen import cells, seen, words
from tests.tui.test_contrast import faults

CLAMSHELL = Prescription("clamshell", "Clamshell", Measured.REPS, True, Dose(sets=1, reps=3), cue="Lie on your side.")
STRETCH = Prescription("hip-flexor-stretch", "Hip flexor stretch", Measured.HOLD, False, Dose(sets=2, hold=20))
LOG_ROLL = Prescription("log-roll", "Log roll", Measured.TICK, False, Dose())


class Watch(EveningClock):
    """A clock whose seconds pass only when a test lets them."""

    seconds = 0.0

    def ticks(self) -> float:
        return self.seconds


@pytest.fixture
def watch(context: Context) -> Watch:
    context.clock = Watch(TODAY)
    return context.clock


@pytest.fixture(autouse=True)
def planned(rehab: Rehab) -> Rehab:
    """A plan of three exercises."""
    prescribe(rehab, CLAMSHELL, STRETCH, LOG_ROLL)
    return rehab


def prescribe(rehab: Rehab, *asked: Prescription) -> None:
    with rehab._store.change("plan", "plan", Stamp(Clock(date(2026, 9, 1)).now(), "screen")) as change:
        plans.add(change, "own", "Dr. Rivera", date(2026, 9, 1), asked, None)


def work(rehab: Rehab, day: date = TODAY) -> list[ExerciseDone]:
    with Rehab.open(rehab.path) as other:
        return [e.fact for e in other.journal.between(day, day) if isinstance(e.fact, ExerciseDone)]


def session(pilot: Pilot[int]) -> GuidedScreen:
    screen = pilot.app.screen
    assert isinstance(screen, GuidedScreen)
    return screen


def look(pilot: Pilot[int]) -> Look:
    """What the session shows now."""
    now = session(pilot).query_one(Stage).look
    assert now is not None
    return now


def said(pilot: Pilot[int]) -> list[str]:
    """What stands in the place of the keys for some seconds."""
    told = pilot.app.screen.query_one(KeyBar).told
    return [told.words] if told else []


async def wait(pilot: Pilot[int], watch: Watch, seconds: int) -> None:
    for _ in range(seconds):
        watch.seconds += 1.0
        session(pilot).look_at_clock()
    await pilot.pause()


async def test_a_whole_session_by_keys_alone(planned: Rehab, app_for: AppFor, watch: Watch) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "2")
        await pilot.press("space", "space", "space", "space", "space", "enter", "1")
        assert [one.dose for one in work(planned)] == [Dose(1, 3), Dose(1, 3)]
        await pilot.press("space")
        await wait(pilot, watch, 5 + 20 + 30 + 20)
        assert session(pilot)._run.phase is Phase.PAIN
        await pilot.press("0", "space", "enter", "space")
        assert isinstance(pilot.app.screen, TodayScreen)
    assert work(planned) == [
        ExerciseDone("clamshell", Dose(1, 3), Side.LEFT, pain_before=2, pain_during=1),
        ExerciseDone("clamshell", Dose(1, 3), Side.RIGHT, pain_before=2, pain_during=1),
        ExerciseDone("hip-flexor-stretch", Dose(sets=2, hold=20), pain_before=2, pain_during=0),
        ExerciseDone("log-roll", pain_before=2),
    ]


async def test_a_session_that_was_left_goes_on_at_its_set(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "enter", "escape")
        assert isinstance(pilot.app.screen, TodayScreen)
    async with app_for() as pilot:
        await pilot.press("g")
        await pilot.pause()
        await pilot.pause()
        assert "Clamshell · right" in words(pilot)
        assert "It goes on at Clamshell, right." in words(pilot)
        await pilot.press("space", "enter", "2")
    assert [(one.side, one.pain_during) for one in work(planned)] == [(Side.LEFT, 2), (Side.RIGHT, 2)]


async def test_the_stop_card_names_the_number_the_limit_and_its_source(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "space", "6")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StopCardScreen)
        shown = words(pilot)
        for said in ("Stop this exercise for today.", "Clamshell: pain 6", "Your limit is 3"):
            assert said in shown
        await pilot.press(*["down"] * 12)
        await pilot.pause()
        assert "The limit comes from" in words(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert session(pilot)._run.phase is Phase.START
        assert "Hip flexor stretch" in words(pilot)
    assert work(planned) == [ExerciseDone("clamshell", Dose(1, 1), Side.LEFT, pain_during=6)]


async def test_an_exercise_is_left_out_with_a_reason_and_the_session_ended_after_a_question(
    planned: Rehab, app_for: AppFor
) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter", "s", "2")
        await pilot.pause()
        await pilot.press("x", "n")
        await pilot.pause()
        assert session(pilot)._run.phase is Phase.START
        await pilot.press("x", "y")
        await pilot.pause()
        assert "left out" in words(pilot)
    assert [one.skipped for one in work(planned)] == [SkipReason.TIRED]


async def test_undo_takes_the_newest_set_back(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "enter", "u")
        await pilot.pause()
        assert work(planned) == []
        assert session(pilot)._run.turn == (Side.LEFT, 1, 1)


async def test_time_stands_still_under_another_screen(app_for: AppFor, watch: Watch, planned: Rehab) -> None:
    prescribe(planned, STRETCH)
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "space")
        await wait(pilot, watch, 5)
        await pilot.press("b")
        await pilot.pause()
        watch.seconds += 60
        await pilot.press("y")
        await pilot.pause()
        run = session(pilot)._run
        assert (run.phase, run.paused, run.seconds) == (Phase.HOLD, True, 15)


async def test_a_clock_set_back_during_a_hold_changes_nothing(app_for: AppFor, watch: Watch, planned: Rehab) -> None:
    prescribe(planned, STRETCH)
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "space")
        await wait(pilot, watch, 5)
        watch.now = lambda: replace(  # type: ignore[method-assign]
            Clock(TODAY).now(), instant=Clock(TODAY).now().instant - timedelta(hours=3)
        )
        await wait(pilot, watch, 5)
        assert session(pilot)._run.seconds == 10


async def test_a_second_window_goes_on_and_the_first_says_so_and_follows(
    planned: Rehab, app_for: AppFor, context: Context
) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space")
        with Rehab.open(planned.path) as other:
            offer = other.guided.offer(TODAY, TODAY)
            assert offer.words.startswith("This session is open in another window")
            taken = other.guided.open(offer, "second", context.stamp())
            await pilot.press("enter")
            await pilot.pause()
            assert work(planned) == []
            assert "goes on in another window" in words(pilot)
            from rehab_tui.domain.guided_keys import Press, press
            from rehab_tui.domain.guided_run import begin

            step = press(begin(taken, 3), Press.FULL)
            other.guided.keep(taken, step.marks, context.stamp())
        assert isinstance(pilot.app, RehabApp)
        pilot.app._look()
        await pilot.pause()
        assert "Clamshell · right" in words(pilot)
        await pilot.press("space")
        await pilot.press("space", "enter", "3")
    assert [(one.side, one.dose.sets) for one in work(planned)] == [(Side.LEFT, 1), (Side.RIGHT, 1)]


async def test_while_exercise_is_stopped_g_is_off_and_a_session_under_way_stops(
    planned: Rehab, app_for: AppFor, context: Context
) -> None:
    told = SymptomsAnswered(Form.PICKED, ("fever",), (SymptomReport("fever"),))
    async with app_for() as pilot:
        await pilot.pause()
        await pilot.press("g", "enter", "space", "enter")
        with Rehab.open(planned.path) as other:
            other.journal.add(TODAY, told, context.stamp(), "signs")
        assert isinstance(pilot.app, RehabApp)
        pilot.app._look()
        await pilot.pause()
        assert "Stop exercises until you have had advice" in words(pilot)
        await pilot.press("space", "enter", "d", "3", "escape", "g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert "Stop exercises until you have had advice" in words(pilot)
    assert len(work(planned)) == 1


async def test_what_cannot_be_kept_is_said_and_the_place_stays(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space")
        planned._store.read_only = True
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert "read-only" in words(pilot)
        planned._store.read_only = False
        await pilot.press("space", "enter")
    assert len(work(planned)) == 1


async def test_a_session_of_yesterday_is_said(planned: Rehab, app_for: AppFor, context: Context) -> None:
    yesterday = TODAY - timedelta(days=1)
    planned.guided.open(planned.guided.offer(yesterday, TODAY), "old", context.stamp())
    async with app_for() as pilot:
        await pilot.press("g")
        await pilot.pause()
        await pilot.pause()
        assert "The session of Thu 19 Nov 2026 was left at Clamshell" in words(pilot)


async def test_after_midnight_g_asks_which_day_and_goes_on_with_last_night(
    planned: Rehab, app_for: AppFor, context: Context
) -> None:
    class Night(Clock):
        def now(self) -> Moment:
            moment = super().now()
            return replace(moment, instant=moment.instant.replace(hour=0, minute=10))

    yesterday = TODAY - timedelta(days=1)
    planned.guided.open(planned.guided.offer(yesterday, TODAY), "old", context.stamp())
    context.clock = Night(TODAY)
    async with app_for() as pilot:
        await pilot.press("g", "1")
        await pilot.pause()
        await pilot.press("enter", "space", "enter")
    assert [one.side for one in work(planned, yesterday)] == [Side.LEFT]


async def test_when_all_is_done_it_is_offered_once_more(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("a", "0", "g")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        await pilot.press("g", "y")
        await pilot.pause()
        assert session(pilot)._run.session.place == 1


async def test_when_what_is_left_was_stopped_for_its_pain_nothing_is_offered(
    planned: Rehab, app_for: AppFor, context: Context
) -> None:
    prescribe(planned, LOG_ROLL)
    planned.journal.add(TODAY, ExerciseDone("log-roll", pain_during=8), context.stamp(), "log roll")
    async with app_for() as pilot:
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert said(pilot) == ["Nothing is left to do today."]


async def test_a_file_that_takes_nothing_opens_no_session(planned: Rehab, app_for: AppFor) -> None:
    planned._store.read_only = True
    async with app_for() as pilot:
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert "read-only" in said(pilot)[-1]


async def test_g_is_for_today_and_not_for_another_day(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("left_square_bracket", "g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert said(pilot) == ["A guided session is for today: t comes back to it."]


async def test_an_exercise_that_is_not_in_the_library_shows_the_cue_of_the_plan(
    planned: Rehab, app_for: AppFor
) -> None:
    prescribe(planned, CLAMSHELL._replace(exercise="own-one", name="Own [one]", cue="As [shown] in the clinic."))
    async with app_for() as pilot:
        await pilot.press("g", "enter")
        await pilot.pause()
        assert "Own [one]" in words(pilot)
        assert "As [shown] in the clinic." in words(pilot)


async def test_effort_is_asked_after_r(planned: Rehab, app_for: AppFor) -> None:
    prescribe(planned, LOG_ROLL)
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "r")
        await pilot.pause()
        assert "How hard was it?" in words(pilot)
        await pilot.press("4", "2", "s", "x", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    assert [(one.effort, one.pain_during) for one in work(planned)] == [(4, 2)]


async def test_a_digit_that_changes_nothing_on_the_screen_says_that_it_was_kept(
    planned: Rehab, app_for: AppFor, watch: Watch
) -> None:
    prescribe(planned, STRETCH)
    async with app_for() as pilot:
        await pilot.press("g", "2", "space")
        await pilot.resize_terminal(30, 8)
        await wait(pilot, watch, 5 + 20)
        assert session(pilot)._run.phase is Phase.REST
        await pilot.press("3")
        await pilot.pause()
        assert "Kept: pain 3." in words(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert "Kept" not in words(pilot)


async def test_g_works_from_the_plan_and_from_the_palette(app_for: AppFor) -> None:
    async with app_for() as pilot:
        assert isinstance(pilot.app, RehabApp)
        named = {one.title: one.callback for one in pilot.app.get_system_commands(pilot.app.screen)}
        named["Guided session"]()
        await pilot.pause()
        await pilot.press("escape", "p", "g")
        await pilot.pause()
        assert session(pilot)._run.phase is Phase.BEFORE
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_g_is_in_sight_on_today(app_for: AppFor) -> None:
    async with app_for() as pilot:
        assert "g guided" in seen(pilot).splitlines()[-1]
        pilot.app.screen.query_one(Sheet).go("ex:clamshell")
        await pilot.pause()
        assert "g guided" in seen(pilot).splitlines()[-1]


@pytest.mark.parametrize(("bell", "rings"), [(Bell.ON, 1), (Bell.OFF, 0)])
async def test_the_bell_can_be_switched_off(
    app_for: AppFor, context: Context, watch: Watch, monkeypatch: pytest.MonkeyPatch, bell: Bell, rings: int
) -> None:
    context.settings = Settings(bell=bell)
    rung: list[int] = []
    async with app_for() as pilot:
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(1))
        await pilot.press("g", "enter", "space", "space", "space", "space")
        await pilot.pause()
    assert sum(rung) == rings


async def test_f_leaves_for_the_follow_ups_and_the_session_waits(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "enter", "f")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, FollowUpsScreen)
        await pilot.press("t", "g")
        await pilot.pause()
        assert session(pilot)._run.turn == (Side.RIGHT, 1, 1)


async def test_the_keys_in_the_last_line_can_be_clicked(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space")
        line = seen(pilot).splitlines()[-1]
        await pilot.click(KeyBar, offset=(line.index("set done"), 0))
        await pilot.pause()
    assert len(work(planned)) == 1


# pictures


def drawn(pilot: Pilot[int]) -> str:
    """The stage, line by line, without the blanks at the ends of lines."""
    lines = str(session(pilot).query_one(Stage).render()).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


PICTURE = """\
Hip flexor stretch · set 1 of 2

 ██  ██    ██    ██      ████
 ██  ██  ██  ██  ██      ██  ██
 ██████  ██  ██  ██      ██  ██
 ██  ██  ██  ██  ██      ██  ██
 ██  ██    ██    ██████  ████

      ████        ████████████
      ████        ████████████
  ████████                ████
  ████████                ████
      ████                ████
      ████                ████
      ████                ████
      ████                ████
  ████████████            ████
  ████████████            ████"""


async def test_the_countdown_of_a_hold_is_ten_lines_high(app_for: AppFor, watch: Watch, planned: Rehab) -> None:
    prescribe(planned, STRETCH)
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "space")
        await wait(pilot, watch, 3)
        picture = "\n".join(drawn(pilot).split("\n")[:18])
        assert dedent(picture) == dedent(PICTURE)


@pytest.mark.parametrize("size", [(30, 8), (24, 6), (40, 10), (60, 20), (80, 24), (120, 40), (200, 60)])
async def test_everything_fits_and_the_number_is_seen_in_every_window(
    app_for: AppFor, watch: Watch, planned: Rehab, size: tuple[int, int]
) -> None:
    prescribe(planned, STRETCH)
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space", "space")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert isinstance(pilot.app.screen, GuidedScreen)
        lines = drawn(pilot).split("\n")
        assert len(lines) <= size[1] - 2
        assert max(map(len, lines)) <= size[0]
        assert sum("█" in line or "▀" in line for line in lines) >= (3 if size[1] >= 8 else 0)
        assert "HOLD" in drawn(pilot) or size[1] >= 10
        assert "set 1 of 2" in lines[0]


async def test_what_begins_is_read_from_the_mat_and_a_held_repetition_is_counted_large(
    app_for: AppFor, watch: Watch, planned: Rehab
) -> None:
    """The name in large letters and the side before it begins; a name that cannot be drawn leaves the rest large."""
    held = CLAMSHELL._replace(dose=Dose(sets=1, reps=8, hold=3))
    bridge = Prescription("bridge", "Мост", Measured.REPS, False, Dose(sets=1, reps=3, hold=3))
    prescribe(planned, held, bridge)
    async with app_for((60, 20)) as pilot:
        await pilot.press("g", "enter")
        await pilot.pause()
        assert all(line.strip() in drawn(pilot) for line in big("Clamshell", 1))
        assert look(pilot).word == "LEFT"
        await pilot.press("space")
        await wait(pilot, watch, 5 + 3 + 3)
        assert look(pilot).word == "HOLD 2/8"
        await pilot.press("s", "enter")
        await pilot.pause()
        assert look(pilot).word == "READY?"
        assert drawn(pilot).split("\n")[0].strip() == "Мост"


async def test_left_in_a_small_window_today_is_covered_until_it_grows(app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("g", "enter")
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "Make the window a little larger" in words(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT, Theme.HIGH_CONTRAST])
async def test_every_moment_can_be_read(app_for: AppFor, context: Context, theme: Theme) -> None:
    context.settings = replace(context.settings, theme=theme)
    wrong: dict[str, list[str]] = {}
    async with app_for() as pilot:
        for key in [
            "g",
            "enter",
            "space",
            "space",
            "enter",
            "space",
            "5",
            "enter",
            "space",
            "space",
            "p",
            "d",
            "d",
            "1",
            "d",
            "0",
        ]:
            await pilot.press(key)
            await pilot.pause()
            if isinstance(pilot.app.screen, GuidedScreen) and (found := faults(list(cells(pilot)))):
                wrong[f"{key} {session(pilot)._run.phase}"] = sorted(set(found))
    assert wrong == {}


async def test_a_terminal_that_shows_only_letters_gets_letters(app_for: AppFor, context: Context) -> None:
    context.letters_only = True
    async with app_for() as pilot:
        await pilot.press("g", "enter", "space")
        await pilot.pause()
        assert "#" in drawn(pilot)
        assert "█" not in drawn(pilot)
