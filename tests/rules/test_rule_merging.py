"""What becomes of a finding beside the follow-ups that exist (rules 7.2)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rehab_tui.domain.followup import Event, Finding, FollowUp, Level, Outcome, State
from rehab_tui.rules import RULES, MergeKind, should_open, taken_over

TODAY = date(2026, 11, 20)


def finding(rule: str, level: int, side: str | None = None, answer: str = "new") -> Finding:
    table = RULES[rule]
    own = (rule,) if level < max(table.levels) else ()
    why = {"symptom": table.symptom, "answer": answer}
    return Finding(rule, Level(level), table.title, "", why, (), side, (), (*table.supersedes, *own))


def follow_up(
    rule: str, level: int | None, side: str | None = None, *events: Event, entry: str | None = None
) -> FollowUp:
    at = datetime(2026, 11, 1, 9, tzinfo=UTC)
    known = None if level is None else Level(level)
    return FollowUp(f"{rule}-{level}", rule, known, "", "", {}, (), side, at.date(), at, None, entry, events)


def closed(days_ago: int, outcome: str = "seen") -> Event:
    day = TODAY - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Event("closed", at, State.CLOSED, outcome=outcome)


@pytest.mark.parametrize(("rule", "level"), [("RF-01", 1), ("RF-09", 2)])
def test_level_1_and_2_are_never_merged_away(rule: str, level: int) -> None:
    same = follow_up(rule, level)
    assert should_open(finding(rule, level), [same], [], TODAY).kind is MergeKind.OPEN
    done = follow_up(rule, level, None, closed(0))
    assert should_open(finding(rule, level), [], [done], TODAY).opens


def test_level_3_adds_one_to_the_open_one() -> None:
    merge = should_open(finding("RF-19", 3, "left"), [follow_up("RF-19", 3, "left")], [], TODAY)
    assert (merge.kind, merge.into) == (MergeKind.COUNT, "RF-19-3")


def test_level_3_adds_one_to_an_open_one_of_level_2() -> None:
    assert should_open(finding("RF-18", 3), [follow_up("RF-18", 2)], [], TODAY).kind is MergeKind.COUNT


def test_level_3_of_the_other_side_is_its_own() -> None:
    assert should_open(finding("RF-19", 3, "left"), [follow_up("RF-19", 3, "right")], [], TODAY).opens
    assert not should_open(finding("RF-19", 3, "left"), [follow_up("RF-19", 3, "both")], [], TODAY).opens


@pytest.mark.parametrize(("days_ago", "opens"), [(0, False), (13, False), (14, True), (-1, False), (-400, True)])
def test_level_3_is_quiet_for_14_days_after_closing(days_ago: int, opens: bool) -> None:
    done = follow_up("RF-19", 3, "left", closed(days_ago))
    assert should_open(finding("RF-19", 3, "left"), [], [done], TODAY).opens is opens


def test_a_later_note_on_a_closed_one_does_not_make_the_quiet_longer() -> None:
    noted = Event("reported again", datetime(2026, 11, 19, tzinfo=UTC), State.CLOSED)
    done = follow_up("RF-19", 3, None, closed(14), noted)
    assert should_open(finding("RF-19", 3), [], [done], TODAY).opens


@pytest.mark.parametrize(
    "done",
    [
        follow_up("RF-19", 3, None, closed(1, Outcome.MISTAKE)),
        follow_up("RF-19", 2, None, closed(1)),
        follow_up("RF-19", None, None, closed(1)),
        follow_up("RF-20", 3, None, closed(1)),
        follow_up("RF-19", 3, None, Event("superseded", datetime(2026, 11, 19, tzinfo=UTC), State.SUPERSEDED)),
        follow_up("RF-19", 3),
    ],
    ids=["a mistake", "was level 2", "was a notice", "another rule", "superseded", "never closed"],
)
def test_what_does_not_keep_level_3_quiet(done: FollowUp) -> None:
    assert should_open(finding("RF-19", 3), [], [done], TODAY).opens


def test_a_sign_that_got_worse_is_not_kept_quiet() -> None:
    done = follow_up("RF-19", 3, None, closed(1))
    assert should_open(finding("RF-19", 3, answer="worse"), [], [done], TODAY).opens


def test_the_same_entry_does_not_open_twice() -> None:
    old = follow_up("RF-10", 2, entry="e1")
    assert should_open(finding("RF-10", 2), [old], [], TODAY, "e1").kind is MergeKind.KNOWN
    assert should_open(finding("RF-10", 2), [], [old], TODAY, "e1").into == "RF-10-2"
    assert should_open(finding("RF-10", 1), [old], [], TODAY, "e1").opens
    assert should_open(finding("RF-10", 2), [old], [], TODAY, "e2").opens
    assert should_open(finding("RF-10", 2), [old], [], TODAY).opens


@pytest.mark.parametrize(
    ("rule", "level", "side", "old", "taken"),
    [
        ("RF-04", 1, "both", ("RF-05", 2, "left"), True),
        ("RF-04", 1, "both", ("RF-11", 2, "right"), True),
        ("RF-04", 1, "both", ("RF-05", 1, "left"), False),
        ("RF-05", 1, "left", ("RF-11", 2, "left"), True),
        ("RF-05", 1, "left", ("RF-11", 2, "right"), False),
        ("RF-05", 1, "left", ("RF-05", 2, None), True),
        ("RF-06", 1, None, ("RF-07", 2, "left"), True),
        ("RF-10", 1, None, ("RF-10", 2, None), True),
        ("RF-10", 1, "left", ("RF-10", 2, "both"), False),
        ("RF-16", 2, None, ("RF-16", 3, None), True),
        ("RF-01", 1, None, ("RF-09", 2, None), False),
        ("RF-06", 1, None, ("RF-07", None, "left"), False),
    ],
)
def test_a_higher_alert_takes_over_a_lower_one_of_the_same_cause(
    rule: str, level: int, side: str | None, old: tuple[str, int | None, str | None], taken: bool
) -> None:
    waiting = follow_up(*old)
    assert taken_over(finding(rule, level, side), [waiting]) == ((waiting,) if taken else ())
    assert should_open(finding(rule, level, side), [waiting], [], TODAY).supersedes == ((waiting.id,) if taken else ())


def test_a_closed_one_is_not_taken_over() -> None:
    assert taken_over(finding("RF-06", 1), [follow_up("RF-07", 2, None, closed(1))]) == ()
