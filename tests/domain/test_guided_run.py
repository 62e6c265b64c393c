"""The guided session as a machine: keys and seconds in, places and marks out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose, SkipReason
from rehab_tui.domain.guided import Mark, Turn, Verb, task_for
from rehab_tui.domain.guided_keys import Press, press
from rehab_tui.domain.guided_run import (
    READY_SECONDS,
    REST_SECONDS,
    SWITCH_SECONDS,
    Phase,
    Run,
    Stopped,
    begin,
    follow,
    tick,
)
from rehab_tui.domain.session import ExerciseDone
from tests.domain.guided_cases import (
    BRIDGE,
    CLAMSHELL,
    DAY,
    LOG_ROLL,
    STRETCH,
    WALK,
    after,
    at_start,
    logged_sets,
    session,
    sets_of,
    step,
)

GO, DONE, NEXT, BACK, FULL = Press.GO, Press.DONE, Press.NEXT, Press.BACK, Press.FULL


def wait(run: Run, seconds: float) -> Run:
    """Seconds that pass, a second at a time."""
    while seconds > 0:
        run = tick(run, min(1.0, seconds)).run
        seconds -= 1.0
    return run


# the usual path


def test_a_session_begins_by_asking_the_pain_and_a_digit_goes_into_every_entry() -> None:
    run = begin(session(CLAMSHELL), 3)
    assert run.phase is Phase.BEFORE
    run = after(run, 2, DONE, DONE, DONE, 1)
    assert {fact.pain_before for fact in run.session.journal("clamshell").values()} == {2}


def test_repetitions_are_counted_by_one_key_and_the_last_one_keeps_the_set() -> None:
    run = after(at_start(CLAMSHELL), GO, GO, GO)
    assert (run.phase, run.reps, run.session.marks[1:]) == (Phase.COUNT, 2, ())
    last = step(run, GO)
    assert last.marks == (Mark(Verb.SET, "clamshell", Side.LEFT, 1, Dose(reps=3)),)
    assert last.bell


def test_the_sides_change_within_a_set_and_a_rest_lies_between_sets() -> None:
    run = after(at_start(CLAMSHELL), GO, DONE)
    assert (run.phase, run.turn, run.seconds) == (Phase.SWITCH, Turn(Side.RIGHT, 1, 2), SWITCH_SECONDS)
    run = after(run, GO, DONE)
    assert (run.phase, run.turn, run.seconds) == (Phase.REST, Turn(Side.LEFT, 2, 2), REST_SECONDS)


def test_a_hold_is_counted_down_after_time_to_get_ready_and_kept_by_itself() -> None:
    run = after(at_start(STRETCH), GO)
    assert (run.phase, run.seconds) == (Phase.READY, READY_SECONDS)
    run = wait(run, READY_SECONDS)
    assert (run.phase, run.seconds) == (Phase.HOLD, 20)
    run = wait(run, 20)
    assert (run.phase, run.turn) == (Phase.REST, Turn(None, 2, 3))
    assert run.session.journal("hip-flexor-stretch") == {
        (None, Dose(hold=20)): ExerciseDone("hip-flexor-stretch", Dose(sets=1, hold=20))
    }
    assert wait(run, REST_SECONDS).phase is Phase.HOLD, "the rest was the time to get ready"


def test_repetitions_that_are_held_count_themselves() -> None:
    run = wait(after(at_start(BRIDGE), GO, GO), 3)
    assert (run.phase, run.reps) == (Phase.RELEASE, 1)
    run = wait(run, 3)
    assert (run.phase, run.reps) == (Phase.HOLD, 1)
    run = wait(run, 3)
    assert run.phase is Phase.PAIN
    assert run.session.journal("glute-bridge")[None, Dose(reps=2, hold=3)].dose == Dose(sets=1, reps=2, hold=3)


def test_minutes_are_counted_down_and_one_go_is_one_entry() -> None:
    run = after(at_start(WALK), GO)
    assert (run.phase, run.seconds) == (Phase.MINUTES, 300)
    run = wait(run, 300)
    assert run.phase is Phase.PAIN
    assert [fact.dose for fact in run.session.journal("walking").values()] == [Dose(minutes=5)]


def test_a_tick_is_done_by_one_key() -> None:
    assert after(at_start(LOG_ROLL), GO).phase is Phase.PAIN


def test_the_usual_path_of_a_whole_session_is_one_key_and_a_digit_for_each_exercise() -> None:
    run, pressed = at_start(CLAMSHELL, LOG_ROLL), 0
    while run.phase is not Phase.END:
        run, pressed = after(run, 1 if run.phase is Phase.PAIN else DONE), pressed + 1
    assert run.session.ended
    assert pressed == 2 * 4 + 1 + 1 + 1
    assert logged_sets(run) == sets_of(run) == 5


# pain


def test_a_zero_straight_after_a_one_is_ten_also_when_the_next_exercise_is_on_the_screen() -> None:
    run = after(at_start(LOG_ROLL, WALK), GO, 1)
    assert (run.task and run.task.exercise, run.phase) == ("walking", Phase.START)
    run = after(run, 0)
    assert run.stopped == Stopped("Log roll", 10, 3)
    assert run.session.standings["log-roll"].pain == 10


def test_a_zero_after_another_key_or_after_a_countdown_is_a_zero() -> None:
    assert after(at_start(LOG_ROLL, WALK), GO, 1, GO, 0).session.standings["log-roll"].pain == 1
    run = wait(after(at_start(BRIDGE), GO, GO, 1), 20)
    assert run.phase is Phase.PAIN
    assert after(run, 0).session.standings["glute-bridge"].pain == 1, "the worst that was said"


@pytest.mark.parametrize(("pain", "ceiling", "stops"), [(3, 3, False), (4, 3, True), (5, 5, False), (6, 5, True)])
def test_the_stop_card_comes_above_the_limit_and_not_at_it(pain: int, ceiling: int, stops: bool) -> None:
    run = after(at_start(CLAMSHELL, LOG_ROLL, ceiling=ceiling), GO, DONE, pain)
    assert (run.phase is Phase.STOP) is stops
    assert (run.stopped == Stopped("Clamshell", pain, ceiling)) is stops


def test_a_stopped_exercise_is_left_and_what_was_done_of_it_stays() -> None:
    run = after(at_start(CLAMSHELL, LOG_ROLL), GO, DONE, GO, GO, GO, 7)
    held = run.session.journal("clamshell")
    assert held == {
        (Side.LEFT, Dose(reps=3)): ExerciseDone("clamshell", Dose(sets=1, reps=3), Side.LEFT, pain_during=7),
        (Side.RIGHT, Dose(reps=2)): ExerciseDone("clamshell", Dose(sets=1, reps=2), Side.RIGHT, pain_during=7),
    }
    run = after(run, GO)
    assert (run.task and run.task.exercise, run.phase) == ("log-roll", Phase.START)
    assert after(run, BACK) == run, "it is not opened again today"


def test_pain_before_anything_was_done_leaves_the_exercise_out_for_pain() -> None:
    run = after(at_start(STRETCH, LOG_ROLL), GO, GO, 8)
    assert run.session.journal("hip-flexor-stretch") == {
        SkipReason.PAIN: ExerciseDone("hip-flexor-stretch", skipped=SkipReason.PAIN, pain_during=8)
    }


def test_a_digit_before_anything_was_begun_means_nothing() -> None:
    run = at_start(STRETCH)
    assert step(run, 8).marks == ()


def test_space_does_not_answer_for_the_pain_and_enter_leaves_it_out() -> None:
    run = after(at_start(LOG_ROLL), GO)
    assert after(run, GO) == run
    run = after(run, DONE)
    assert run.phase is Phase.END
    assert run.session.standings["log-roll"].pain is None, "missing is not zero"


def test_back_asks_the_pain_again() -> None:
    run = after(at_start(LOG_ROLL, WALK), GO, 3, BACK)
    assert (run.phase, run.task and run.task.exercise) == (Phase.PAIN, "log-roll")
    run = after(run, 2)
    assert [f.pain_during for f in run.session.journal("log-roll").values()] == [2]


def test_effort_is_a_digit_after_r_and_ten_is_one_and_zero() -> None:
    run = after(at_start(LOG_ROLL, WALK), GO, 2, Press.RATE, 1, 0)
    (fact,) = run.session.journal("log-roll").values()
    assert (fact.pain_during, fact.effort) == (2, 10)


# pause, back, pass over, leave out, end


def test_the_key_of_the_usual_path_pauses_a_hold_and_goes_on_with_it() -> None:
    run = after(wait(after(at_start(STRETCH), GO, GO), 8), GO)
    assert run.paused
    run = wait(run, 100)
    assert run.seconds == 12
    assert wait(after(run, GO), 2).seconds == 10


def test_the_next_set_keeps_what_was_done_of_this_one() -> None:
    run = after(wait(after(at_start(STRETCH), GO, GO), 7.5), NEXT)
    assert [fact.dose for fact in run.session.journal("hip-flexor-stretch").values()] == [Dose(sets=1, hold=7)]
    run = after(at_start(CLAMSHELL), NEXT)
    assert (run.turn, run.session.journal("clamshell")) == (Turn(Side.RIGHT, 1, 2), {})


def test_an_exercise_of_which_every_set_was_passed_over_asks_for_no_pain() -> None:
    run = after(at_start(WALK, LOG_ROLL), NEXT)
    assert (run.task and run.task.exercise, run.phase) == ("log-roll", Phase.START)
    assert run.session.journal("walking") == {}
    run = after(run, BACK, BACK)
    assert (run.task and run.task.exercise, run.phase) == ("walking", Phase.START)


def test_a_set_done_in_full_though_the_clock_does_not_know() -> None:
    run = after(wait(after(at_start(WALK), GO), 61), FULL)
    assert [fact.dose.minutes for fact in run.session.journal("walking").values()] == [5]
    run = after(wait(after(at_start(WALK), GO), 61), NEXT)
    assert [fact.dose.minutes for fact in run.session.journal("walking").values()] == [1]


def test_back_begins_the_set_again_and_from_its_beginning_takes_the_one_before_back() -> None:
    run = after(at_start(CLAMSHELL), GO, DONE, GO, GO, BACK)
    assert (run.phase, run.turn, run.reps) == (Phase.START, Turn(Side.RIGHT, 1, 2), 0)
    assert sets_of(run) == 1
    run = after(run, BACK)
    assert (run.phase, run.turn, sets_of(run)) == (Phase.START, Turn(Side.LEFT, 1, 2), 0)
    assert run.session.journal("clamshell") == {}
    assert after(run, BACK) == run


def test_an_exercise_that_was_left_out_can_be_taken_up_again() -> None:
    run = press(at_start(STRETCH, LOG_ROLL), Press.SKIP, reason=SkipReason.TIRED).run
    assert run.session.journal("hip-flexor-stretch")[SkipReason.TIRED].skipped is SkipReason.TIRED
    run = after(run, BACK)
    assert (run.task and run.task.exercise, run.session.journal("hip-flexor-stretch")) == ("hip-flexor-stretch", {})


def test_leaving_out_and_ending_keep_the_part_that_was_done() -> None:
    begun = after(at_start(CLAMSHELL, LOG_ROLL), GO, GO)
    for key in (Press.SKIP, Press.FINISH):
        run = step(begun, key).run
        assert run.session.journal("clamshell")[Side.LEFT, Dose(reps=1)].dose == Dose(sets=1, reps=1)
    assert step(begun, Press.FINISH).run.phase is Phase.END
    assert after(begun, Press.FINISH, BACK).phase is Phase.END, "an ended session takes nothing back"


def test_the_last_answer_ends_the_session_and_back_opens_it_again() -> None:
    run = after(at_start(LOG_ROLL), GO, 1)
    assert run.session.ended
    run = after(run, BACK)
    assert (run.session.ended, run.phase) == (False, Phase.PAIN)


# the clock, and the file


@pytest.mark.parametrize("seconds", [-3600.0, -0.1, 0.0])
def test_a_clock_that_goes_back_counts_nothing(seconds: float) -> None:
    run = after(at_start(STRETCH), GO, GO)
    assert tick(run, seconds).run.left == run.left


def test_a_program_that_stood_still_has_not_held_anything() -> None:
    run = after(at_start(STRETCH), GO, GO)
    assert tick(run, 3600.0).run.seconds == 15


def test_a_session_read_from_its_marks_stands_at_the_same_set() -> None:
    run = after(at_start(CLAMSHELL, WALK), GO, DONE, GO, GO)
    again = begin(session(CLAMSHELL, WALK).with_marks(run.session.marks), 3)
    assert (again.turn, again.phase, again.reps) == (run.turn, Phase.START, 0)


def test_following_the_file_keeps_the_second_unless_the_place_is_another() -> None:
    run = wait(after(at_start(STRETCH), GO, GO), 5)
    assert follow(run, run.session, 3).seconds == 15
    other = after(run, FULL).session
    followed = follow(run, other, 3)
    assert (followed.phase, followed.turn) == (Phase.START, Turn(None, 2, 3))


def test_only_what_is_left_of_the_day_is_asked_for() -> None:
    left = ExerciseDone("clamshell", Dose(sets=1, reps=3), Side.LEFT)
    found = task_for(CLAMSHELL, [left])
    assert found is not None
    assert found.turns == (Turn(Side.RIGHT, 1, 2), Turn(Side.LEFT, 2, 2), Turn(Side.RIGHT, 2, 2))
    whole = [ExerciseDone("clamshell", CLAMSHELL.dose, side) for side in (Side.LEFT, Side.RIGHT)]
    assert task_for(CLAMSHELL, whole) is None
    assert task_for(CLAMSHELL, whole, again=True) == task_for(CLAMSHELL, ())
    assert task_for(WALK, [ExerciseDone("walking", Dose(minutes=5))]) is not None, "two times a day"


# laws

KEYS = st.one_of(st.sampled_from(tuple(Press)), st.integers(0, 9), st.floats(-5, 40).map(lambda seconds: (seconds,)))


@given(st.lists(KEYS, max_size=120), st.integers(0, 10))
def test_no_keys_lose_a_set_or_log_more_than_was_done(keys: list[object], ceiling: int) -> None:
    run = begin(session(), ceiling)
    whole = {one.exercise: one for one in run.session.tasks}
    written: list[Mark] = []
    for key in keys:
        found = tick(run, key[0]) if isinstance(key, tuple) else step(run, key)  # type: ignore[arg-type]
        if not isinstance(key, tuple) and key is not BACK:
            assert sets_of(found.run) >= sets_of(run), "only `back` takes a set back"
        run = found.run
        written.extend(found.marks)
        assert tuple(written) == run.session.marks, "what is shown is what was kept"
        assert logged_sets(run) == sets_of(run)
    for name, asked in whole.items():
        held = [fact for fact in run.session.journal(name).values() if fact.skipped is None]
        for side in {turn.side for turn in asked.turns}:
            amounts = [f.dose.amount(asked.prescription.measured) for f in held if f.side is side]
            assert sum(amounts) <= asked.prescription.dose.amount(asked.prescription.measured)
    assert run.session.day == DAY


@given(st.lists(KEYS, max_size=80))
def test_a_session_that_is_read_again_asks_for_the_same_set(keys: list[object]) -> None:
    run = begin(session(), 3)
    for key in keys:
        run = (tick(run, key[0]) if isinstance(key, tuple) else step(run, key)).run  # type: ignore[arg-type]
        again = begin(session().with_marks(run.session.marks), 3)
        assert (again.task, again.turn, again.session.ended) == (run.task, run.turn, run.session.ended)
