"""Who closes level 4: the program, once the appointment has passed or 28 days on; never what is more urgent."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.entry import Visit
from rehab_tui.domain.followup import FollowUp, Level, State
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.store import quiet

FIRST = date(2026, 3, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def stamp(number: int, hour: int = 20) -> Stamp:
    return Stamp(Moment(datetime.combine(day(number), time(hour), UTC), day(number), "UTC"), Origin.COMMAND)


def too_painful(rehab: Rehab, number: int) -> None:
    done = ExerciseDone("clamshell", Dose(sets=1, reps=8), Side.LEFT, pain_during=6)
    rehab.journal.add(day(number), done, stamp(number), "clamshell")


def visit(rehab: Rehab, number: int, *, on: int = 0) -> None:
    rehab.journal.add(day(number), Visit(day(number), "surgeon"), stamp(on, 21), "a visit")


def level_4(rehab: Rehab) -> FollowUp:
    (found,) = (one for one in rehab.follow_ups.all() if one.level is Level.VISIT)
    return found


@pytest.fixture
def waits(rehab: Rehab) -> Rehab:
    too_painful(rehab, 0)
    assert (level_4(rehab).rule, level_4(rehab).state) == ("PX-01", State.OPEN)
    return rehab


@pytest.mark.parametrize(("looked_on", "state"), [(4, State.OPEN), (5, State.OPEN), (6, State.CLOSED)])
def test_it_ends_the_day_after_the_appointment(waits: Rehab, looked_on: int, state: State) -> None:
    visit(waits, 5)
    waits.journal.watch(stamp(looked_on))
    assert level_4(waits).state is state


def test_it_says_so_and_stays_to_be_read(waits: Rehab) -> None:
    visit(waits, 5)
    waits.journal.watch(stamp(9))
    ended = level_4(waits)
    assert ended.outcome == "It closed by itself: the appointment of Fri 6 Mar 2026 has passed."
    assert ended.by_itself == "the appointment of Fri 6 Mar 2026 has passed"
    assert ended not in waits.follow_ups.waiting()
    assert waits.follow_ups.reopen(ended, stamp(9)).followups[0].state is State.OPEN


@pytest.mark.parametrize(("looked_on", "state"), [(27, State.OPEN), (28, State.CLOSED)])
def test_without_an_appointment_it_ends_28_days_after_it_last_counted(
    waits: Rehab, looked_on: int, state: State
) -> None:
    waits.journal.watch(stamp(looked_on))
    assert level_4(waits).state is state


def test_what_counted_again_was_not_told_at_an_appointment_before(waits: Rehab) -> None:
    visit(waits, 5)
    too_painful(waits, 5)
    waits.journal.watch(stamp(32))
    assert level_4(waits).state is State.OPEN
    waits.journal.watch(stamp(33))
    assert level_4(waits).state is State.CLOSED


def test_an_appointment_before_it_opened_ends_nothing(rehab: Rehab) -> None:
    visit(rehab, 0)
    too_painful(rehab, 0)
    rehab.journal.watch(stamp(3))
    assert level_4(rehab).state is State.OPEN


def states(rehab: Rehab) -> list[State]:
    return [one.state for one in rehab.follow_ups.all() if one.level is Level.VISIT]


def test_after_an_appointment_the_same_is_quiet_for_14_days(waits: Rehab) -> None:
    visit(waits, 5)
    waits.journal.watch(stamp(6))
    too_painful(waits, 19)
    assert states(waits) == [State.CLOSED]
    too_painful(waits, 20)
    assert states(waits) == [State.OPEN, State.CLOSED]


@pytest.mark.parametrize("appointment", [True, False])
def test_one_whose_time_was_over_silences_nothing(waits: Rehab, appointment: bool) -> None:
    if appointment:
        visit(waits, 5)
    waits.journal.watch(stamp(30))
    too_painful(waits, 31)
    assert states(waits) == [State.OPEN, State.CLOSED]


def test_one_that_is_opened_again_waits_again(waits: Rehab) -> None:
    waits.journal.watch(stamp(28))
    waits.follow_ups.reopen(level_4(waits), stamp(28))
    waits.journal.watch(stamp(29))
    assert level_4(waits).state is State.OPEN
    waits.journal.watch(stamp(56))
    assert level_4(waits).state is State.CLOSED


@pytest.mark.parametrize("sign", ["bladder-bowel", "wound", "leg-pain", ""])
def test_levels_1_to_3_never_end_by_themselves(rehab: Rehab, sign: str) -> None:
    if sign:
        told = SymptomsAnswered(Form.PICKED, (sign,), (SymptomReport(sign),))
        rehab.journal.add(day(0), told, stamp(0), sign)
    else:
        rehab.journal.add(day(0), PainScore(9, Side.LEFT), stamp(0), "pain 9")
    before = {one.id for one in rehab.follow_ups.waiting()}
    visit(rehab, 5, on=1)
    for number in (6, 40, 400):
        rehab.journal.watch(stamp(number))
    assert before <= {one.id for one in rehab.follow_ups.all() if one.state is not State.CLOSED}
    assert rehab.follow_ups.waiting()


def test_what_a_clock_that_was_years_ahead_has_ended_waits_again_for_its_appointment(waits: Rehab) -> None:
    visit(waits, 5)
    waits.journal.watch(stamp(9000))
    assert level_4(waits).state is State.CLOSED
    waits.journal.watch(stamp(2))
    again = level_4(waits)
    assert (again.state, again.events[-1].text) == (State.OPEN, "the clock was ahead when it closed by itself")
    waits.journal.watch(stamp(5))
    assert level_4(waits).state is State.OPEN
    waits.journal.watch(stamp(6))
    assert (level_4(waits).state, level_4(waits).outcome) == (
        State.CLOSED,
        "It closed by itself: the appointment of Fri 6 Mar 2026 has passed.",
    )


def test_after_a_clock_that_was_ahead_the_days_that_were_missed_are_looked_at(waits: Rehab) -> None:
    waits.journal.watch(stamp(9000))
    assert quiet.days_not_watched(waits._store, day(20), 14) == tuple(day(number) for number in range(6, 20))
    assert quiet.days_not_watched(waits._store, day(8999), 14) == ()


def test_a_past_day_that_is_pretended_opens_nothing_again(waits: Rehab) -> None:
    visit(waits, 5)
    waits.journal.watch(stamp(9))
    assert level_4(waits).state is State.CLOSED
    pretended = Stamp(replace(stamp(2).moment, simulated=True), Origin.COMMAND)
    waits.journal.add(day(2), PainScore(1, Side.LEFT), pretended, "a score")
    assert level_4(waits).state is State.CLOSED
