"""The life of a follow-up, cell by cell (clinical rules, 7.2): when it is overdue, and what never withdraws it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.followup import FollowUp, Level, State
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.session import ExerciseDone
from tests.services.reporting import TODAY, answers, correct, operated, report, stamp, told, waiting

BERLIN = ZoneInfo("Europe/Berlin")
OF_LEVEL = {Level.EMERGENCY: "saddle-numbness", Level.TODAY: "wound", Level.DAYS: "leg-pain:left"}


def opened(rehab: Rehab, level: Level, at: Stamp) -> FollowUp:
    if level is Level.VISIT:
        done = ExerciseDone("clamshell", Dose(sets=1, reps=8), Side.LEFT, pain_during=6)
        return rehab.journal.add(at.moment.today, done, at, "clamshell").followups[0]
    return rehab.journal.add(at.moment.today, answers(OF_LEVEL[level]), at, "a sign").followups[0]


@pytest.mark.parametrize(("level", "hours"), [(Level.EMERGENCY, 1), (Level.TODAY, 24), (Level.DAYS, 72)])
@pytest.mark.parametrize("evening", [datetime(2026, 3, 28, 20), datetime(2026, 10, 24, 20), datetime(2026, 11, 20, 20)])
def test_overdue_counts_real_hours_also_over_a_change_of_clocks(
    rehab: Rehab, level: Level, hours: int, evening: datetime
) -> None:
    local = evening.replace(tzinfo=BERLIN)
    one = opened(operated(rehab), level, Stamp(Moment(local, local.date(), "Europe/Berlin")))
    due = local.astimezone(UTC) + timedelta(hours=hours)
    assert (one.level, one.due) == (level, due)
    assert not one.overdue(due.astimezone(BERLIN))
    assert one.overdue((due + timedelta(minutes=1)).astimezone(ZoneInfo("Pacific/Apia")))
    acted = rehab.follow_ups.act(one, "night line", "come in", Stamp(Moment(local, local.date(), "x"))).followups[0]
    assert not acted.overdue(due + timedelta(days=9))


def test_a_level_4_has_no_time_and_is_never_quiet_on_request(rehab: Rehab) -> None:
    one = opened(rehab, Level.VISIT, stamp())
    assert (one.level, one.due, one.overdue(stamp().moment.instant + timedelta(days=27))) == (Level.VISIT, None, False)


@pytest.mark.parametrize("ago", [0, 1, 30])
def test_an_emergency_entered_for_another_day_is_one_all_the_same(rehab: Rehab, ago: int) -> None:
    assert told(report(rehab, "bladder-bowel", ago=ago).followups) == [("RF-01", 1)]


@pytest.mark.parametrize("sign", ["bladder-bowel", "wound"])
@pytest.mark.parametrize("how", ["amended", "marked as a mistake", "undone"])
def test_no_correction_withdraws_a_level_1_or_2(rehab: Rehab, sign: str, how: str) -> None:
    (entry,) = report(rehab, sign).entries
    before = waiting(rehab)
    if how == "amended":
        correct(rehab, entry, "none")
    elif how == "undone":
        rehab.journal.undo(stamp(13))
    else:
        rehab.journal.mistake(entry, stamp(13))
    assert waiting(rehab) == before
    (one,) = rehab.follow_ups.waiting()
    assert one.state is State.OPEN
    assert one.events[-1].verb.startswith("entry "), "it says what became of the entry"


def test_long_standing_and_then_worse_is_an_alert(rehab: Rehab) -> None:
    assert report(rehab, "bladder-bowel:usual", ago=9).followups == ()
    assert told(report(rehab, "bladder-bowel:worse").followups) == [("RF-01", 1)]
    assert rehab.follow_ups.waiting()[0].opened_on == TODAY
