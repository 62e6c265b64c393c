"""A follow-up opened while the clock was years ahead: once it is right again, its time follows the real one."""

from dataclasses import replace
from datetime import date, timedelta

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import CLOCK_AHEAD, Level, State
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from tests.services.reporting import TODAY, answers, stamp

AHEAD = date(2031, 5, 1)


def test_its_deadline_counts_from_the_first_look_with_the_right_clock(rehab: Rehab) -> None:
    for signs in ("saddle-numbness", "wound", "night-pain"):
        rehab.journal.add(AHEAD, answers(signs), stamp(10, day=AHEAD), "signs")
    opened = {one.id: one for one in rehab.follow_ups.waiting()}
    assert {one.due.year for one in opened.values() if one.due} == {2031}

    rehab.journal.watch(stamp(12))
    now = stamp(12).moment.instant
    after = {Level.EMERGENCY: 1, Level.TODAY: 24, Level.DAYS: 72}
    waiting = rehab.follow_ups.waiting()
    assert {one.level: one.due for one in waiting} == {
        level: now + timedelta(hours=hours) for level, hours in after.items()
    }
    assert [one.level for one in rehab.follow_ups.overdue(now + timedelta(hours=1, seconds=1))] == [Level.EMERGENCY]
    assert len(rehab.follow_ups.overdue(now + timedelta(hours=73))) == 3
    for one in waiting:
        assert one.events[:-1] == opened[one.id].events, "what was written stays"
        assert (one.events[-1].verb, one.state, one.opened_at) == (CLOCK_AHEAD, State.OPEN, opened[one.id].opened_at)
    rehab.journal.watch(stamp(13))
    rehab.journal.watch(stamp(12, day=TODAY + timedelta(days=1)))
    assert rehab.follow_ups.waiting() == waiting, "it is written down once"


def test_a_snooze_of_that_time_ends_and_a_zone_is_no_clock_ahead(rehab: Rehab) -> None:
    rehab.journal.add(AHEAD, answers("night-pain"), stamp(10, day=AHEAD), "signs")
    rehab.follow_ups.snooze(rehab.follow_ups.waiting()[0], stamp(11, day=AHEAD))
    rehab.journal.watch(stamp(12))
    now = stamp(12).moment.instant
    (one,) = rehab.follow_ups.waiting()
    assert (one.state, one.overdue_from, one.snoozes) == (State.SNOOZED, now + timedelta(hours=72), 1)
    tomorrow = TODAY + timedelta(days=1)
    rehab.journal.add(tomorrow, answers("wound"), stamp(11, day=tomorrow), "signs")
    rehab.journal.watch(stamp(13))
    assert [event.verb for event in rehab.follow_ups.waiting()[0].events] == ["opened"]


def test_it_does_not_wait_for_the_next_day(rehab: Rehab) -> None:
    rehab.journal.add(TODAY, PainScore(3, Side.LEFT), stamp(9), "a score")
    pretended = stamp(10, day=AHEAD)
    pretended = Stamp(replace(pretended.moment, simulated=True))
    rehab.journal.add(AHEAD, answers("wound"), pretended, "signs")
    rehab.journal.watch(stamp(12))
    (one,) = rehab.follow_ups.waiting()
    assert one.due == stamp(12).moment.instant + timedelta(hours=24)
    assert rehab.journal.watch(stamp(13)) == ()
    assert rehab.follow_ups.waiting() == (one,)
