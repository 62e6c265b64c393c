"""Guided sessions in a real file: what is kept after each set, after a kill, an undo, in two windows."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import ClearanceKind, Dose, Measured, SkipReason
from rehab_tui.domain.guided import Session, Verb
from rehab_tui.domain.guided_keys import Press, press
from rehab_tui.domain.guided_run import Phase, Run, begin, follow, tick
from rehab_tui.domain.plan import Clearance, Prescription
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.errors import Refused, RehabError
from rehab_tui.services.guided import Offer
from rehab_tui.services.journal import Draft
from rehab_tui.store import plans
from tests.services.reporting import TODAY, report, stamp

CLAMSHELL = Prescription("clamshell", "Clamshell", Measured.REPS, True, Dose(sets=2, reps=10))
STRETCH = Prescription("hip-flexor-stretch", "Hip flexor stretch", Measured.HOLD, False, Dose(sets=3, hold=20))
BIKE = Prescription(
    "stationary-bike", "Stationary bike", Measured.MINUTES, False, Dose(minutes=5), clearances=(ClearanceKind.CYCLING,)
)
GO, DONE, BACK = Press.GO, Press.DONE, Press.BACK


@pytest.fixture
def planned(rehab: Rehab) -> Rehab:
    """A patient with a plan of three exercises, one of them not allowed yet."""
    prescribe(rehab, CLAMSHELL, STRETCH, BIKE)
    return rehab


def prescribe(rehab: Rehab, *asked: Prescription) -> None:
    with rehab._store.change("plan", "plan", stamp(1)) as change:
        plans.add(change, "own", "Dr. Rivera", TODAY - timedelta(days=9), asked, None)


def opened(rehab: Rehab, window: str = "one", day: date = TODAY, *, again: bool = False) -> Session:
    return rehab.guided.open(rehab.guided.offer(day, day), window, stamp(9, day=day), again=again)


class Window:
    """A session as a screen goes through it: keep, then show."""

    def __init__(self, rehab: Rehab, name: str = "one", *, again: bool = False) -> None:
        self.rehab = rehab
        self.run: Run = begin(opened(rehab, name, again=again), 3)

    def press(self, *keys: Press | int, reason: SkipReason = SkipReason.OTHER) -> "Window":
        for key in keys:
            step = press(self.run, key, reason=reason) if isinstance(key, Press) else press(self.run, Press.DIGIT, key)
            self.keep(step)
        return self

    def wait(self, seconds: int) -> "Window":
        for _ in range(seconds):
            self.keep(tick(self.run, 1.0))
        return self

    def undo(self) -> "Window":
        if self.rehab.journal.what_undo_does() != "plan":
            self.rehab.journal.undo(stamp(11))
            self.run = follow(self.run, self.rehab.guided.read(self.run.session.id), 3)
        return self

    def keep(self, step: object) -> None:
        run, marks = step.run, step.marks  # type: ignore[attr-defined]
        if marks:
            session = self.rehab.guided.keep(self.run.session, marks, stamp(10)).session
            from dataclasses import replace

            run = replace(run, session=session)
        self.run = run


def work(rehab: Rehab, day: date = TODAY) -> list[ExerciseDone]:
    """What counts in the journal, read as a second program would."""
    with Rehab.open(rehab.path) as other:
        return [e.fact for e in other.journal.between(day, day) if isinstance(e.fact, ExerciseDone)]


def test_each_set_is_in_the_journal_the_moment_it_is_done(planned: Rehab) -> None:
    window = Window(planned).press(2)
    for number in (1, 2):
        for side in (Side.LEFT, Side.RIGHT):
            window.press(GO, DONE)
            mine = [one for one in work(planned) if one.side is side]
            assert mine == [ExerciseDone("clamshell", Dose(sets=number, reps=10), side, pain_before=2)]
    entries = planned.journal.between(TODAY, TODAY)
    plan = planned.plans.in_force(TODAY)
    assert plan is not None
    assert {entry.plan_id for entry in entries} == {plan.id}


def test_a_whole_session_fills_the_day_and_locked_exercises_are_not_in_it(planned: Rehab) -> None:
    window = Window(planned).press(DONE)
    assert [task.exercise for task in window.run.session.tasks] == ["clamshell", "hip-flexor-stretch"]
    window.press(*(GO, DONE) * 4, 2).press(*(Press.FULL, GO) * 2, Press.FULL, 1)
    assert window.run.phase is Phase.END
    review = planned.days.review(TODAY, TODAY)
    assert [row.done for row in review.exercises] == [True, True, False]
    assert {(one.exercise, one.pain_during) for one in work(planned)} == {("clamshell", 2), ("hip-flexor-stretch", 1)}


def test_what_was_left_half_way_goes_on_at_its_set(planned: Rehab) -> None:
    Window(planned).press(DONE, GO, DONE, GO, GO, GO)
    with Rehab.open(planned.path) as later:
        run = begin(opened(later, "two"), 3)
        assert (run.phase, run.turn) == (Phase.START, (Side.RIGHT, 1, 2))
        assert len(work(planned)) == 1


def test_pain_above_the_limit_stays_with_what_was_done_and_tells_the_rules(planned: Rehab) -> None:
    window = Window(planned).press(DONE, GO, DONE, GO, GO, 7)
    assert window.run.phase is Phase.STOP
    assert [(one.dose, one.pain_during) for one in work(planned)] == [(Dose(1, 10), 7), (Dose(1, 1), 7)]
    assert "PX-01" in {f.rule for f in planned.follow_ups.all()}
    session = Window(planned, "two", again=True).run.session
    assert session.task is not None
    assert session.task.exercise == "hip-flexor-stretch"


def test_a_stopped_or_skipped_exercise_is_not_offered_again_that_day(planned: Rehab) -> None:
    window = Window(planned).press(DONE, GO, 5, GO).press(Press.SKIP, reason=SkipReason.TIRED)
    assert window.run.phase is Phase.END
    assert [(one.skipped, one.pain_during) for one in work(planned)] == [
        (SkipReason.PAIN, 5),
        (SkipReason.TIRED, None),
    ]
    offer = planned.guided.offer(TODAY, TODAY)
    assert offer.tasks == ()
    assert [task.exercise for task in offer.again] == ["hip-flexor-stretch"]


def test_back_takes_the_set_out_of_the_journal_and_leaves_a_trace(planned: Rehab) -> None:
    Window(planned).press(DONE, GO, DONE, BACK)
    assert work(planned) == []
    assert len(planned.journal.between(TODAY, TODAY, every_state=True)) == 1


def test_undo_takes_the_set_back_in_the_session_too(planned: Rehab) -> None:
    window = Window(planned).press(DONE, GO, DONE, GO, DONE, GO, DONE)
    undone = planned.journal.undo(stamp(11))
    assert undone.words == "undone: Clamshell, left, set 2"
    session = planned.guided.read(window.run.session.id)
    assert session.turn == (Side.LEFT, 2, 2)
    assert [one.dose.sets for one in work(planned)] == [1, 1]
    window.run = begin(session, 3)
    window.press(GO, DONE, GO, DONE)
    assert [one.dose.sets for one in work(planned)] == [2, 2]


def test_what_was_corrected_by_hand_is_not_put_back(planned: Rehab) -> None:
    window = Window(planned).press(DONE, GO, DONE)
    (entry,) = planned.journal.between(TODAY, TODAY)
    planned.journal.amend(entry, ExerciseDone("clamshell", Dose(1, 8), Side.LEFT), stamp(10))
    window.press(GO, DONE, GO, DONE, GO)
    mine = [one.dose for one in work(planned) if one.side is Side.LEFT]
    assert mine == [Dose(2, 8)]


def test_what_was_marked_as_a_mistake_stays_one(planned: Rehab) -> None:
    window = Window(planned).press(DONE, GO, DONE)
    (entry,) = planned.journal.between(TODAY, TODAY)
    planned.journal.mistake(entry, stamp(10))
    window.press(GO, DONE, GO, DONE, GO, DONE, 2)
    assert [(one.side, one.dose.sets) for one in work(planned)] == [(Side.LEFT, 1), (Side.RIGHT, 2)]


def test_two_windows_log_a_set_once_and_the_second_follows(planned: Rehab) -> None:
    first = Window(planned).press(DONE, GO)
    second = Window(planned, "two")
    assert second.run.turn == first.run.turn
    assert planned.guided.read(first.run.session.id).window == "two"
    second.press(GO, DONE)
    with pytest.raises(Refused, match="Another window"):
        first.press(DONE)
    assert [one.dose.sets for one in work(planned)] == [1]
    first.run = begin(planned.guided.read(first.run.session.id), 3)
    assert first.run.turn == (Side.RIGHT, 1, 2)


def test_leaving_gives_the_session_free_but_not_one_that_another_window_has(planned: Rehab) -> None:
    session = opened(planned)
    other = opened(planned, "two")
    assert other.id == session.id
    planned.guided.leave(session, "one", stamp(10))
    assert planned.guided.read(session.id).window == "two"
    planned.guided.leave(session, "two", stamp(10))
    assert planned.guided.read(session.id).window == ""


def test_a_session_of_an_earlier_day_is_said_and_not_gone_on_with(planned: Rehab) -> None:
    yesterday = TODAY - timedelta(days=1)
    old = opened(planned, day=yesterday)
    offer = planned.guided.offer(TODAY, TODAY)
    assert offer.session is None
    assert "Thu 19 Nov 2026 was left at Clamshell, left, set 1 of 2" in offer.words
    assert opened(planned).id != old.id
    last_night = planned.guided.offer(yesterday, TODAY)
    assert last_night.session is None, "the newest session is another one now"


def test_a_session_across_midnight_belongs_to_the_day_it_began(planned: Rehab) -> None:
    session = opened(planned)
    run = press(begin(session, 3), DONE).run
    step = press(run, Press.FULL)
    after_midnight = stamp(0, 10, TODAY + timedelta(days=1))
    planned.guided.keep(session, [*run.session.marks[1:], *step.marks], after_midnight)
    (entry,) = planned.journal.between(TODAY, TODAY + timedelta(days=1))
    assert entry.day == TODAY


def test_what_was_done_on_today_meanwhile_is_not_asked_for_again(planned: Rehab) -> None:
    window = Window(planned).press(DONE, GO, DONE)
    done = ExerciseDone("hip-flexor-stretch", STRETCH.dose)
    planned.journal.log([Draft(TODAY, done)], stamp(11), "stretch")
    session = opened(planned, "two")
    assert session.standings["hip-flexor-stretch"].over
    assert session.turn == (Side.RIGHT, 1, 2)
    assert session.marks[-1].verb is Verb.OPEN
    assert window.run.session.id == session.id


def test_only_what_is_missing_of_the_day_is_asked_for(planned: Rehab) -> None:
    Window(planned).press(DONE, GO, DONE, Press.FINISH)
    session = opened(planned, "two")
    assert [(t.side, t.number) for t in session.tasks[0].turns] == [(Side.RIGHT, 1), (Side.LEFT, 2), (Side.RIGHT, 2)]


def test_another_plan_begins_another_session(planned: Rehab) -> None:
    first = Window(planned).press(DONE, GO, DONE).run.session
    prescribe(planned, STRETCH)
    offer = planned.guided.offer(TODAY, TODAY)
    assert "The plan has changed" in offer.words
    session = planned.guided.open(offer, "two", stamp(12))
    assert session.id != first.id
    assert [task.exercise for task in session.tasks] == ["hip-flexor-stretch"]
    assert planned.guided.read(first.id).tasks == first.tasks, "each session keeps the version it was done under"


def test_a_clearance_puts_the_exercise_into_the_next_session(planned: Rehab) -> None:
    planned.journal.add(TODAY, Clearance(ClearanceKind.CYCLING, "Dr. Rivera"), stamp(8), "cycling")
    assert "stationary-bike" in {task.exercise for task in opened(planned).tasks}


def test_while_a_serious_follow_up_is_open_there_is_no_session(planned: Rehab) -> None:
    report(planned, "bladder-bowel")
    with pytest.raises(Refused, match="Stop exercises until you have had advice"):
        planned.guided.offer(TODAY, TODAY)


def test_without_a_plan_or_with_nothing_allowed_it_says_so(rehab: Rehab) -> None:
    with pytest.raises(Refused, match="There is no plan yet"):
        rehab.guided.offer(TODAY, TODAY)
    prescribe(rehab, BIKE)
    with pytest.raises(Refused, match="who can allow it"):
        rehab.guided.offer(TODAY, TODAY)
    prescribe(rehab, CLAMSHELL._replace(days=(1,)))
    with pytest.raises(Refused, match="Nothing is due"):
        rehab.guided.offer(TODAY, TODAY)


def test_minutes_and_ticks_have_one_entry_each_go(rehab: Rehab) -> None:
    walk = Prescription("walking", "Walking", Measured.MINUTES, False, Dose(minutes=5), times_a_day=2)
    roll = Prescription("log-roll", "Log roll", Measured.TICK, False, Dose())
    prescribe(rehab, walk, roll)
    for _ in range(2):
        window = Window(rehab).press(DONE, Press.FULL, 0)
        if window.run.phase is Phase.START:
            window.press(GO, 0)
    assert [(one.exercise, one.dose.minutes, one.pain_during) for one in work(rehab)] == [
        ("walking", 5, 0),
        ("log-roll", None, 0),
        ("walking", 5, 0),
    ]
    assert rehab.guided.offer(TODAY, TODAY).tasks == ()


KEYS = st.one_of(st.sampled_from(tuple(Press)), st.integers(0, 9), st.just("wait"), st.just("undo"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KEYS, max_size=25))
def test_the_journal_is_what_the_session_says_whatever_is_pressed(
    tmp_path_factory: pytest.TempPathFactory, keys: list[object]
) -> None:
    with Rehab.open(tmp_path_factory.mktemp("law") / "r.db", create=True) as rehab:
        prescribe(rehab, CLAMSHELL, STRETCH)
        window = Window(rehab)
        for key in keys:
            if key == "undo":
                window.undo()
            elif key == "wait":
                window.wait(9)
            else:
                window.press(key)  # type: ignore[arg-type]
        session = rehab.guided.read(window.run.session.id)
        said = [fact for task in session.tasks for fact in session.journal(task.exercise).values()]
        assert sorted(map(repr, work(rehab))) == sorted(map(repr, said))
        assert session == window.run.session


def test_an_offer_says_what_it_is_of(planned: Rehab) -> None:
    offer = planned.guided.offer(TODAY, TODAY)
    assert isinstance(offer, Offer)
    assert (offer.day, offer.session, offer.words) == (TODAY, None, "")
    assert issubclass(Refused, RehabError)
