"""The Today screen: keys pressed, then what was kept."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import Entry, EntryState, Kind, Note, SmallAnswer
from rehab_tui.domain.exercise import Dose, SkipReason
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import DAILY_ASKED, Form, SymptomsAnswered
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.today.screen import TodayScreen
from rehab_tui.tui.widgets.bars import KeyBar
from rehab_tui.tui.widgets.sheet import Sheet
from tests.tui.conftest import TODAY, AppFor, EveningClock
from tests.tui.seen import seen, until_shown, words

NORMAL_DAY = ("3", "n", "a", "0")


@pytest.fixture
def planned(rehab: Rehab) -> Rehab:
    """A patient with a starting plan that somebody allowed."""
    stamp = Stamp(Clock(date(2026, 9, 1)).now(), "screen")
    rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": date(2026, 9, 1)}, stamp)
    rehab.plans.start("activate", stamp)
    return rehab


def on_file(rehab: Rehab, day: date = TODAY) -> tuple[Entry, ...]:
    """What a second program would find in the file."""
    with Rehab.open(rehab.path) as other:
        return other.journal.between(day, day)


def facts(rehab: Rehab, kind: Kind, day: date = TODAY) -> list[object]:
    return [entry.fact for entry in on_file(rehab, day) if entry.kind is kind]


async def test_a_digit_keeps_the_score(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("7")
        assert facts(rehab, Kind.PAIN) == [PainScore(7, Side.LEFT)]


async def test_a_normal_day_takes_at_most_five_keys_and_each_is_on_file_at_once(
    planned: Rehab, app_for: AppFor
) -> None:
    assert len(NORMAL_DAY) <= 5
    grown = [0]
    async with app_for() as pilot:
        for key in NORMAL_DAY:
            await pilot.press(key)
            grown.append(len(on_file(planned)))
    assert all(later > before for before, later in pairwise(grown))
    assert facts(planned, Kind.PAIN) == [PainScore(3, Side.LEFT)]
    assert facts(planned, Kind.SYMPTOMS) == [SymptomsAnswered(Form.DAILY, tuple(sorted_asked()))]
    assert facts(planned, Kind.ANSWER) == [SmallAnswer("worst-exercising", "0")]
    review = planned.days.review(TODAY, TODAY)
    assert review.exercises_done == review.exercises_due > 0
    assert all(fact.one_key for fact in facts(planned, Kind.EXERCISE) if isinstance(fact, ExerciseDone))


def sorted_asked() -> list[str]:
    from rehab_tui.domain.symptom import SYMPTOMS

    return [symptom for symptom in SYMPTOMS if symptom in DAILY_ASKED]


async def test_a_zero_straight_after_a_one_is_ten(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("1", "0")
    assert facts(rehab, Kind.PAIN) == [PainScore(10, Side.LEFT)]


async def test_undo_of_a_ten_does_not_bring_up_the_one(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("1", "0", "n", "u")
    assert facts(rehab, Kind.PAIN) == []


async def test_after_the_worst_pain_the_digits_are_the_hip_that_waits(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("a", "2", "4")
    assert facts(planned, Kind.ANSWER) == [SmallAnswer("worst-exercising", "2")]
    assert facts(planned, Kind.PAIN) == [PainScore(4, Side.LEFT)]


async def test_each_emergency_that_nobody_read_takes_the_screen_at_the_next_start(
    rehab: Rehab, app_for: AppFor, context: Context
) -> None:
    from rehab_tui.domain.symptom import SymptomReport
    from rehab_tui.tui.screens.followups.alert import AlertScreen

    for sign in ("calf-swelling", "bladder-bowel"):
        told = SymptomsAnswered(Form.PICKED, (sign,), (SymptomReport(sign),))
        rehab.journal.add(TODAY, told, context.stamp(), "signs")
    async with app_for() as pilot:
        await pilot.pause()
        shown = [screen for screen in pilot.app.screen_stack if isinstance(screen, AlertScreen)]
        assert len(shown) == 2
        assert rehab.follow_ups.waiting()[0].level == 1


async def test_a_zero_after_a_one_that_was_left_is_a_new_score_and_is_asked(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("1", "down", "up", "0")
        assert facts(rehab, Kind.PAIN) == [PainScore(1, Side.LEFT)]
        await pilot.press("y")
    assert facts(rehab, Kind.PAIN) == [PainScore(0, Side.LEFT)]


async def test_zero_is_a_score(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("0")
    assert rehab.days.review(TODAY, TODAY).hips[0].score == 0
    assert rehab.days.review(TODAY, TODAY).pain_logged


async def test_an_earlier_score_is_changed_only_after_yes(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("3")
    async with app_for() as pilot:
        await pilot.press("5", "n")
        assert facts(rehab, Kind.PAIN) == [PainScore(3, Side.LEFT)]
        await pilot.press("5", "y")
    assert facts(rehab, Kind.PAIN) == [PainScore(5, Side.LEFT)]
    every = rehab.journal.between(TODAY, TODAY, every_state=True)
    assert [entry.state for entry in every] == [EntryState.SUPERSEDED, EntryState.CURRENT]


async def test_down_goes_to_the_other_hip(rehab: Rehab, app_for: AppFor, context: Context) -> None:
    rehab.profiles.keep({"side": Side.BOTH}, context.stamp())
    async with app_for() as pilot:
        await pilot.press("4", "down", "2")
    assert facts(rehab, Kind.PAIN) == [PainScore(4, Side.LEFT), PainScore(2, Side.RIGHT)]


async def test_arrows_choose_and_only_enter_keeps(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("right", "right", "left")
        assert facts(rehab, Kind.PAIN) == []
        await pilot.press("enter")
    assert len(facts(rehab, Kind.PAIN)) == 1


async def test_a_click_on_a_score_keeps_it(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        sheet = pilot.app.screen.query_one(Sheet)
        place = next(z for z in sheet.rows[0].lines[0].zones if z.action.endswith(", 6)"))
        key_line = next(n for n, row in enumerate(sheet.rows) if row.key == "pain:left")
        await pilot.click(Sheet, offset=(place.start + 1, key_line))
        await pilot.pause()
    assert facts(rehab, Kind.PAIN) == [PainScore(6, Side.LEFT)]


async def test_undo_takes_the_last_key_back(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("3", "n", "u")
        assert facts(rehab, Kind.SYMPTOMS) == []
        await pilot.press("u")
    assert on_file(rehab) == ()
    assert len(rehab.journal.between(TODAY, TODAY, every_state=True)) == 2


async def test_no_does_not_count_while_a_question_is_out_of_sight(planned: Rehab, app_for: AppFor) -> None:
    async with app_for((60, 12)) as pilot:
        await pilot.press("n")
        first = facts(planned, Kind.SYMPTOMS)
        await pilot.pause()
        await pilot.press("n")
        second = facts(planned, Kind.SYMPTOMS)
    assert first == []
    assert len(second) == 1


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 20)])
async def test_no_question_is_cut_off(rehab: Rehab, app_for: AppFor, size: tuple[int, int]) -> None:
    from rehab_tui.domain.symptom import DAILY_QUESTIONS

    async with app_for(size) as pilot:
        sheet = pilot.app.screen.query_one(Sheet)
        row = next(row for row in sheet.rows if row.key == "signs")
        assert all(line.content.cell_length <= sheet.size.width for line in row.lines[1:-1])
        shown = " ".join(str(line.content).strip() for line in row.lines)
        assert all(question.text in shown for question in DAILY_QUESTIONS)


async def test_no_never_supersedes_a_yes(rehab: Rehab, app_for: AppFor, context: Context) -> None:
    from rehab_tui.domain.symptom import SymptomReport

    told = SymptomsAnswered(Form.DAILY, DAILY_ASKED, (SymptomReport("leg-pain"),))
    rehab.journal.add(TODAY, told, context.stamp(), "signs")
    async with app_for() as pilot:
        await pilot.press("n")
    assert facts(rehab, Kind.SYMPTOMS) == [told]


async def test_exercises_wait_while_an_emergency_is_open(planned: Rehab, app_for: AppFor, context: Context) -> None:
    from rehab_tui.domain.symptom import SymptomReport

    told = SymptomsAnswered(Form.PICKED, ("bladder-bowel",), (SymptomReport("bladder-bowel"),))
    logged = planned.journal.add(TODAY, told, context.stamp(), "signs")
    planned.follow_ups.act(logged.followups[0], "night line", "come in", context.stamp())
    async with app_for() as pilot:
        await pilot.press("a")
    assert facts(planned, Kind.EXERCISE) == []


async def test_space_ticks_one_exercise_side_by_side(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        sided = next(r for r in screen.review.exercises if r.prescription.sided and r.due and not r.locked)
        screen.query_one(Sheet).go(f"ex:{sided.prescription.exercise}")
        await pilot.pause()
        await pilot.press("space", "2")
    done = [f for f in facts(planned, Kind.EXERCISE) if isinstance(f, ExerciseDone)]
    assert {f.side for f in done} == {Side.LEFT, Side.RIGHT}
    assert [f.pain_during for f in done] == [2, 2]
    assert all(f.dose == sided.prescription.dose and not f.one_key for f in done)


async def test_an_exercise_is_left_out_with_a_reason(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        pilot.app.screen.query_one(Sheet).go("ex:walking")
        await pilot.pause()
        await pilot.press("s", "2")
    done = [f for f in facts(planned, Kind.EXERCISE) if isinstance(f, ExerciseDone)]
    assert [f.skipped for f in done] == [SkipReason.TIRED]


async def test_details_keep_what_was_really_done(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        screen.query_one(Sheet).go("ex:clamshell")
        await pilot.pause()
        await pilot.press("enter", "2", "tab", "7", "tab", "1", "tab", "5", "tab", "tab", "4", "ctrl+s")
        await pilot.pause()
    done = {f.side: f for f in facts(planned, Kind.EXERCISE) if isinstance(f, ExerciseDone)}
    assert done[Side.LEFT].dose == Dose(2, 7)
    assert done[Side.RIGHT].dose == Dose(1, 5)
    assert done[Side.LEFT].pain_during == 4
    assert done[Side.LEFT].pain_before is None


async def test_seconds_held_beside_repetitions_are_kept_and_unknown_ones_are_not_zero(
    planned: Rehab, app_for: AppFor
) -> None:
    async with app_for() as pilot:
        pilot.app.screen.query_one(Sheet).go("ex:glute-bridge")
        await pilot.pause()
        await pilot.press("enter", "2", "tab", "7", "tab")
        await until_shown(pilot, "Seconds held")
        await pilot.press("5", "ctrl+s")
        await pilot.pause()
        assert [f.dose for f in facts(planned, Kind.EXERCISE) if isinstance(f, ExerciseDone)] == [Dose(2, 7, 5)]
        await pilot.press("enter", "tab", "tab", "delete", "backspace", "ctrl+s")
        await pilot.pause()
    assert [f.dose for f in facts(planned, Kind.EXERCISE) if isinstance(f, ExerciseDone)] == [Dose(2, 7, None)]


async def test_a_wrong_number_in_the_details_is_said_and_nothing_is_lost(planned: Rehab, app_for: AppFor) -> None:
    from textual.widgets import Input

    async with app_for() as pilot:
        pilot.app.screen.query_one(Sheet).go("ex:clamshell")
        await pilot.pause()
        await pilot.press("enter", "x", "ctrl+s")
        assert pilot.app.screen.query(Input).first().value == "x"
    assert facts(planned, Kind.EXERCISE) == []


async def test_the_day_before_is_written_for_the_day_before(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("left_square_bracket", "left_square_bracket", "4", "right_square_bracket", "5")
    assert facts(rehab, Kind.PAIN, TODAY - timedelta(days=2)) == [PainScore(4, Side.LEFT)]
    assert facts(rehab, Kind.PAIN, TODAY - timedelta(days=1)) == [PainScore(5, Side.LEFT)]
    assert facts(rehab, Kind.PAIN) == []
    assert on_file(rehab, TODAY - timedelta(days=2))[0].late_days == 2


async def test_a_day_ahead_cannot_be_written(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("right_square_bracket", "4")
    assert facts(rehab, Kind.PAIN) == [PainScore(4, Side.LEFT)]


async def test_t_comes_back_to_today_from_another_day(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("left_square_bracket", "left_square_bracket", "t", "4")
    assert facts(rehab, Kind.PAIN) == [PainScore(4, Side.LEFT)]


class NightClock(Clock):
    """Ten past two at night."""

    def now(self) -> Moment:
        moment = super().now()
        return replace(moment, instant=moment.instant.replace(hour=2, minute=10))


@pytest.mark.parametrize(("answer", "day"), [("1", TODAY - timedelta(days=1)), ("2", TODAY)])
async def test_after_midnight_the_day_is_asked(rehab: Rehab, context: Context, answer: str, day: date) -> None:
    app = RehabApp(replace(context, clock=NightClock(TODAY)))
    async with app.run_test() as pilot:
        await pilot.press("6")
        assert facts(rehab, Kind.PAIN) == []
        await pilot.press(answer)
        await pilot.pause()
        await pilot.pause()
    assert facts(rehab, Kind.PAIN, day) == [PainScore(6, Side.LEFT)]


async def test_the_answer_of_a_night_holds_for_that_night_and_for_today_only(rehab: Rehab, context: Context) -> None:
    app = RehabApp(replace(context, clock=NightClock(TODAY)))
    async with app.run_test() as pilot:
        await pilot.press("6", "2")
        await pilot.pause()
        await pilot.pause()
        await pilot.press("left_square_bracket", "4")
        await pilot.pause()
        assert facts(rehab, Kind.PAIN, TODAY - timedelta(days=1)) == [PainScore(4, Side.LEFT)]
        await pilot.press("t")
        app.context.clock = EveningClock(TODAY + timedelta(days=1))
        app.refresh_screen()
        await pilot.press("5")
        await pilot.pause()
    assert facts(rehab, Kind.PAIN, TODAY) == [PainScore(6, Side.LEFT)]
    assert facts(rehab, Kind.PAIN, TODAY + timedelta(days=1)) == [PainScore(5, Side.LEFT)]


@pytest.mark.parametrize(
    "keys",
    [
        ("m", "1", *"late", "ctrl+s"),
        ("o", "1", "2", "l", "n", "3"),
        ("i", "1", "2", "1", *"400mg", "ctrl+s"),
        ("plus", "1"),
    ],
)
async def test_after_midnight_every_way_of_logging_asks_for_the_day(
    rehab: Rehab, context: Context, keys: tuple[str, ...]
) -> None:
    app = RehabApp(replace(context, clock=NightClock(TODAY)))
    async with app.run_test() as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()
    assert {entry.day for entry in rehab.journal.between(TODAY - timedelta(days=9), TODAY)} == {
        TODAY - timedelta(days=1)
    }


async def test_since_last_session_is_one_key(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("plus", "minus")
    assert facts(rehab, Kind.ANSWER) == [SmallAnswer("since-session", "better")]


async def test_nights_are_asked_and_kept(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        pilot.app.screen.query_one(Sheet).go("woken")
        await pilot.pause()
        await pilot.press("left", "enter")
    assert facts(rehab, Kind.ANSWER) == [SmallAnswer("woken", "yes")]


async def test_a_severe_score_opens_a_contact_and_asks_whether_anything_helps(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("8", "n")
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        assert [one.rule for one in screen.review.follow_ups] == ["PT-01"]
        screen.query_one(Sheet).go("relief")
        await pilot.pause()
        await pilot.press("right", "enter")
        await pilot.pause()
    assert SmallAnswer("relief", "no") in facts(rehab, Kind.ANSWER)
    assert [(one.rule, one.level) for one in rehab.follow_ups.waiting()] == [("PT-01", 2)]


async def test_a_slip_that_is_typed_over_can_be_closed_at_once(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("8")
        await until_shown(pilot, "signs now?")
        await pilot.press("n", "3")
        await until_shown(pilot, "slip?")
        assert [one.rule for one in rehab.follow_ups.waiting()] == ["PT-01"], "nothing closes unasked"
        await pilot.press("y")
        await until_shown(pilot, "Closed as logged by mistake")
    (closed,) = rehab.follow_ups.all()
    assert (closed.closed, closed.events[-1].outcome) == (True, "logged-by-mistake")


async def test_a_severe_score_leads_to_the_warning_signs(rehab: Rehab, app_for: AppFor) -> None:
    from rehab_tui.tui.screens.signs.screen import SignsScreen

    async with app_for() as pilot:
        await pilot.press("9", "y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SignsScreen)


async def test_another_place_takes_four_keys(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("o", "6", "r", "w", "7")
        await pilot.pause()
    assert facts(rehab, Kind.PAIN) == [PainScore(7, Side.RIGHT, Site.SI_JOINT, ScoreKind.WORST)]


@pytest.mark.parametrize("keys", [("o", "enter", "enter"), ("o", "a", "enter"), ("o", "escape", "o", "c", "enter")])
async def test_keys_typed_ahead_in_the_place_question_are_no_crash(
    rehab: Rehab, app_for: AppFor, keys: tuple[str, ...]
) -> None:
    async with app_for() as pilot:
        for key in keys:
            pilot.app.simulate_key(key)
        await pilot.pause()
        assert pilot.app.is_running
        assert facts(rehab, Kind.PAIN) == []


async def test_a_note_that_was_not_kept_still_stands_there(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        rehab._store.read_only = True
        await pilot.press("m", *"car", "ctrl+s")
        await pilot.pause()
        assert "still stands here" in words(pilot)
        assert facts(rehab, Kind.NOTE) == []
        rehab._store.read_only = False
        await pilot.press("s", "ctrl+s")
        await pilot.pause()
    assert facts(rehab, Kind.NOTE) == [Note("cars")]


@pytest.mark.parametrize("text", ["[/]", "[@click=app.quit]x[/]", "worse [after stairs]", "🙂 שלום", "=1+1"])
async def test_a_note_is_kept_as_typed_and_shown_without_harm(rehab: Rehab, app_for: AppFor, text: str) -> None:
    async with app_for() as pilot:
        await pilot.press("m")
        await pilot.pause()
        from textual.widgets import TextArea

        pilot.app.screen.query_one(TextArea).text = text
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert text in str(pilot.app.screen.query_one(Sheet).render())
    assert facts(rehab, Kind.NOTE) == [Note(text)]


async def test_a_note_that_was_begun_is_not_dropped_unasked(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("m", "h", "i", "escape", "n", "ctrl+s")
        await pilot.pause()
    assert facts(rehab, Kind.NOTE) == [Note("hi")]


async def test_another_program_s_entry_shows_up(rehab: Rehab, app_for: AppFor, context: Context) -> None:
    async with app_for() as pilot:
        with Rehab.open(rehab.path) as other:
            other.journal.add(TODAY, PainScore(8, Side.LEFT), context.stamp(), "pain 8")
        app = pilot.app
        assert isinstance(app, RehabApp)
        app._look()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        assert screen.review.hips[0].score == 8


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10), (120, 40)])
async def test_every_size_shows_something_and_keeps_what_is_typed(
    planned: Rehab, app_for: AppFor, size: tuple[int, int]
) -> None:
    async with app_for(size) as pilot:
        await pilot.press("3")
    assert facts(planned, Kind.PAIN) == [PainScore(3, Side.LEFT)]


async def test_the_same_score_again_is_said_to_be_kept_already_and_nothing_is_written(
    rehab: Rehab, context: Context
) -> None:
    async with RehabApp(context).run_test(notifications=True) as pilot:
        await pilot.press("7")
        await pilot.press("7")
        await pilot.pause()
        assert "Left hip pain 7 is kept already; nothing new was written." in words(pilot)
    assert len(rehab.journal.between(TODAY, TODAY, every_state=True)) == 1


async def test_a_ten_after_a_one_that_was_kept_already_is_asked(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("1", "down", "up", "1", "0")
        assert facts(rehab, Kind.PAIN) == [PainScore(1, Side.LEFT)]
        await pilot.press("y")
    assert facts(rehab, Kind.PAIN) == [PainScore(10, Side.LEFT)]
    undone = rehab.journal.undo(Stamp(Clock(TODAY).now(), "screen"))
    assert "10" in undone.words
    assert facts(rehab, Kind.PAIN) == [PainScore(1, Side.LEFT)]


async def test_the_last_line_says_worst_pain_only_where_a_digit_means_that(planned: Rehab, app_for: AppFor) -> None:
    async with app_for((120, 40)) as pilot:
        sheet = pilot.app.screen.query_one(Sheet)
        sheet.go("exercises")
        await pilot.pause()
        assert "0-9 worst pain" not in words(pilot)
        await pilot.press("a")
        await pilot.pause()
        assert "Worst pain while exercising? 0-9" in words(pilot)


async def test_a_digit_for_the_worst_pain_is_offered_only_where_it_goes_there(planned: Rehab, app_for: AppFor) -> None:
    offered = "worst pain while exercising? 0-9"
    async with app_for((120, 40)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert offered in words(pilot)
        await pilot.press("up")
        await pilot.pause()
        assert offered not in words(pilot).lower()
    async with app_for((120, 40)) as pilot:
        assert offered not in words(pilot)
        assert "a worst pain while exercising?" in words(pilot)
        await pilot.press("2", "a")
        await pilot.pause()
        assert offered in words(pilot)
        await pilot.press("4")
    assert facts(planned, Kind.PAIN) == [PainScore(2, Side.LEFT)]
    assert facts(planned, Kind.ANSWER) == [SmallAnswer("worst-exercising", "4")]


async def test_after_the_worst_pain_is_taken_back_no_digit_is_offered_for_it_beside_the_hip(
    planned: Rehab, app_for: AppFor
) -> None:
    async with app_for((120, 40)) as pilot:
        await pilot.press("a", "4", "enter", "u")
        await pilot.pause()
        assert facts(planned, Kind.ANSWER) == []
        assert "exercising? 0-9" not in words(pilot)
        await pilot.press("5", "a", "2")
    assert facts(planned, Kind.PAIN) == [PainScore(5, Side.LEFT)]
    assert facts(planned, Kind.ANSWER) == [SmallAnswer("worst-exercising", "2")]


async def test_what_was_said_goes_with_another_day_and_with_the_next_thing_kept(
    planned: Rehab, app_for: AppFor
) -> None:
    async with app_for((120, 40)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert "All kept as planned" in words(pilot)
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "All kept as planned" not in words(pilot)
        await pilot.press("t", "3", "u")
        await pilot.pause()
        assert "Undone: worst pain while exercising 3" in words(pilot)
        await pilot.press("2")
        await pilot.pause()
        assert "Undone" not in words(pilot)
        assert "u undo" in words(pilot)
    assert facts(planned, Kind.PAIN) == [PainScore(2, Side.LEFT)]


async def test_a_score_for_another_place_is_confirmed_in_words(rehab: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("o", "9", "m", "w", "6")
        await pilot.pause()
        assert "Kept: low back 6, worst." in words(pilot)
        await pilot.press("left_square_bracket", "o", "6", "r", "d", "4")
        await pilot.pause()
        assert "Kept for 19 Nov: right SI joint 4." in words(pilot)
        await pilot.press("o", "6", "r", "d", "4")
        await pilot.pause()
        assert "kept already; nothing new was written" in words(pilot)
    assert facts(rehab, Kind.PAIN) == [PainScore(6, Side.MIDDLE, Site.LOW_BACK, ScoreKind.WORST)]


async def test_the_rest_is_not_called_all_while_one_exercise_is_done_in_part(planned: Rehab, app_for: AppFor) -> None:
    async with app_for((120, 40)) as pilot:
        pilot.app.screen.query_one(Sheet).go("ex:walking")
        await pilot.press("space", "a")
        await pilot.pause()
        assert "The rest kept as planned; Walking 1 of 2. Worst pain while exercising? 0-9" in words(pilot)
        await pilot.press("2", "a")
        await pilot.pause()
        assert "Done in part: Walking 1 of 2." in words(pilot)


async def test_a_pain_that_was_settled_is_changed_only_after_a_question(planned: Rehab, app_for: AppFor) -> None:
    def worst() -> list[object]:
        return [fact.value for fact in facts(planned, Kind.ANSWER) if isinstance(fact, SmallAnswer)]

    async with app_for() as pilot:
        sheet = pilot.app.screen.query_one(Sheet)
        await pilot.press("2", "a", "2")
        assert worst() == ["2"]
        await pilot.press("3")
        assert worst() == ["3"], "typed at once, it was a slip"
        await pilot.press("up", "down", "0")
        assert "Change 3 to 0?" in words(pilot)
        await pilot.press("n")
        assert worst() == ["3"]
        await pilot.press("0", "y")
        assert worst() == ["0"]
        name = next(row.key for row in sheet.rows if row.key.startswith("ex:"))
        sheet.go(name)
        await pilot.press("2", "up", "down", "3")
        assert "Change 2 to 3?" in words(pilot)
        await pilot.press("y")
    pains = {fact.pain_during for fact in facts(planned, Kind.EXERCISE) if isinstance(fact, ExerciseDone)}
    assert pains == {None, 3}


async def test_undo_after_one_key_for_all_names_what_it_takes_back(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        rows = [row.prescription for row in screen.review.exercises if row.due and not row.locked]
        await pilot.press("a", "u")
        await pilot.pause()
        assert len(rows) > 3
        said = f"Undone: {rows[0].name}, {rows[1].name} and {len(rows) - 2} more as planned"
        assert said in words(pilot)
    assert facts(planned, Kind.EXERCISE) == []


async def test_scores_of_other_places_stand_in_a_quiet_line(context: Context, app_for: AppFor) -> None:
    scores = (
        PainScore(4, Side.RIGHT),
        PainScore(6, Side.LEFT, Site.SI_JOINT, ScoreKind.WORST),
        PainScore(2, Side.LEFT, kind=ScoreKind.NOW),
        PainScore(3, Side.LEFT),
    )
    for score in scores:
        context.rehab.journal.add(TODAY, score, context.stamp(), "pain")
    async with app_for() as pilot:
        await pilot.pause()
        assert "· Also: Right hip: 4 · Left SI joint, worst of the day: 6 · Left hip, at that moment: 2" in words(pilot)
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "Also:" not in words(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_many_scores_of_a_day_leave_the_five_questions_in_sight(
    context: Context, app_for: AppFor, size: tuple[int, int]
) -> None:
    for score in range(12):
        context.rehab.journal.add(TODAY, PainScore(score % 4, Side.LEFT, kind=ScoreKind.NOW), context.stamp(), "pain")
    async with app_for(size) as pilot:
        await until_shown(pilot, "Also: 12 scores; the last one, 18:05: Left hip, at that moment: 3")
        await pilot.press("n")
        await until_shown(pilot, "Kept. New signs can start later")


async def test_the_last_line_offers_no_answer_that_is_given(planned: Rehab, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("3")
        assert "n no" in words(pilot)
        await pilot.press("n")
        pilot.app.screen.query_one(KeyBar).forget()
        await pilot.pause()
        last = words(pilot).split("14 days")[-1]
        assert "w new sign" in last
        assert " n no" not in last
        assert "a did all" in last
        assert "left: no scores" not in words(pilot)
        pilot.app.screen.query_one(Sheet).go("ex:walking")
        await until_shown(pilot, "space done s skip")
        await pilot.press("a")
        await until_shown(pilot, "All kept as planned")
        pilot.app.screen.query_one(KeyBar).forget()
        await until_shown(pilot, "a worst pain")
        await pilot.press("2")
        pilot.app.screen.query_one(KeyBar).forget()
        pilot.app.screen.query_one(Sheet).go("ex:walking")
        await until_shown(pilot, "enter details")
        last = words(pilot).split("14 days")[-1]
        assert not [hint for hint in ("space done", "s skip", "a did all", "a worst pain") if hint in last]
        await pilot.press("s")
        await until_shown(pilot, "Done already. enter changes it, u takes the last step back.")
    assert not [f for f in facts(planned, Kind.EXERCISE) if isinstance(f, ExerciseDone) and f.skipped is not None]


async def test_a_first_day_in_a_narrow_window_reads_without_riddles(planned: Rehab, app_for: AppFor) -> None:
    async with app_for((60, 20)) as pilot:
        await until_shown(pilot, "14 days left: no scores")
        await pilot.press("n")
        await until_shown(pilot, "a new one? w")
        await pilot.press("a")
        await until_shown(pilot, "All kept as planned")
        assert not [line for line in seen(pilot).split("\n") if line.strip() == "as planned"]
