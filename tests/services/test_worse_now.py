"""How a sign is now: "worse" is a new report of it, and a new report of level 1 or 2 is a new alert (rules 7.2)."""

import pytest
from reporting import TODAY, operated, report, stamp, told, waiting

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import FollowUp, Level, Outcome
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.symptom import Form, SignAnswer, SymptomReport, SymptomsAnswered


def opened(rehab: Rehab, log: str, temp: str | None = None, beside: str = "", *, ago: int = 1) -> FollowUp:
    (only,) = report(rehab, log, temp, beside, ago=ago).followups
    return only


def test_worse_keeps_the_sign_and_opens_a_new_alert(rehab: Rehab) -> None:
    old = opened(rehab, "calf-swelling:left")
    logged = rehab.follow_ups.says(old, "worse", stamp())
    (entry,) = logged.entries
    assert entry.day == TODAY
    worse = SymptomReport("calf-swelling", SignAnswer.WORSE, Side.LEFT)
    assert entry.fact == SymptomsAnswered(Form.PICKED, ("calf-swelling",), (worse,))
    new, touched = logged.followups
    assert (new.rule, new.level, new.side, new.entry_id) == ("RF-07", Level.TODAY, "left", entry.id)
    assert (touched.id, touched.events[-1].verb) == (old.id, "sign is worse")
    assert waiting(rehab) == [("RF-07", 2), ("RF-07", 2)]


@pytest.mark.parametrize("now", ["gone", "same"])
def test_gone_and_the_same_report_nothing(rehab: Rehab, now: str) -> None:
    logged = rehab.follow_ups.says(opened(rehab, "calf-swelling:left"), now, stamp())
    assert logged.entries == ()
    assert told(logged.followups) == [("RF-07", 2)]


@pytest.mark.parametrize(
    ("log", "temp", "beside", "rule"),
    [
        ("fall", None, "no-weight-bearing", "RF-13"),
        ("fever", None, "confused", "RF-08"),
        ("leg-weakness:left leg-weakness:right", None, "", "RF-04"),
        ("bladder-bowel", None, "", "RF-01"),
    ],
)
def test_an_emergency_that_is_worse_is_a_new_emergency(
    rehab: Rehab, log: str, temp: str | None, beside: str, rule: str
) -> None:
    report(operated(rehab), log, temp, beside, ago=1)
    old = next(one for one in rehab.follow_ups.waiting() if one.rule == rule)
    assert old.level is Level.EMERGENCY
    new = rehab.follow_ups.says(old, "worse", stamp()).followups[0]
    assert (new.rule, new.level) == (rule, Level.EMERGENCY)
    assert new.id != old.id


def test_a_temperature_alone_that_is_worse_is_a_fever(rehab: Rehab) -> None:
    logged = rehab.follow_ups.says(opened(rehab, "none", "38.5C"), "worse", stamp())
    assert logged.followups[0].rule == "RF-08"


def test_worse_is_taken_back_as_one_step_and_its_alert_waits_for_an_outcome(rehab: Rehab) -> None:
    old = opened(rehab, "calf-swelling:left")
    rehab.follow_ups.says(old, "worse", stamp())
    rehab.journal.undo(stamp())
    assert rehab.journal.between(TODAY, TODAY) == ()
    assert [one.events[-1].verb for one in rehab.follow_ups.waiting() if one.id == old.id] == ["undone"]
    assert len(rehab.follow_ups.waiting()) == 2


def test_what_no_sign_stands_behind_is_only_noted(rehab: Rehab) -> None:
    rehab.journal.add(TODAY, PainScore(9, Side.LEFT), stamp(), "pain 9")
    computed = [one for one in rehab.follow_ups.waiting() if "symptom" not in one.why]
    for one in computed:
        assert rehab.follow_ups.says(one, "worse", stamp()).entries == ()


def test_a_closed_one_takes_no_answer(rehab: Rehab) -> None:
    old = opened(rehab, "calf-swelling:left")
    rehab.follow_ups.close(old, "", stamp(), Outcome.SEEN)
    with pytest.raises(Exception, match="reopen it first"):
        rehab.follow_ups.says(rehab.follow_ups.one(old.id), "worse", stamp())
