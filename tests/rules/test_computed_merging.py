"""What becomes of computed findings beside the follow-ups that exist (rules 7.2)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rehab_tui.domain.followup import Event, Finding, FollowUp, Level, Outcome, State
from rehab_tui.rules import MergeKind, event_text, should_open
from rehab_tui.rules.computed import COMPUTED_RULES, ComputedFinding, evaluate_computed
from tests.rules.histories import history

TODAY = date(2026, 11, 20)


def finding(rule: str, level: int | None, side: str | None = "left", **why: object) -> ComputedFinding:
    table = COMPUTED_RULES[rule]
    values = {"on": TODAY.isoformat(), "site": "hip", "value": 6.0} | why
    known = None if level is None else Level(level)
    return ComputedFinding(
        rule, known, table.title, "A message.", values, (), side, (), table.supersedes, table.adds_to,
        table.opens_alone, table.once_days,
    )  # fmt: skip


def follow_up(
    rule: str, level: int | None, *events: Event, side: str | None = "left", days_ago: int = 5, **why: object
) -> FollowUp:
    day = TODAY - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    values = {"on": day.isoformat(), "site": "hip", "value": 6.0} | why
    known = None if level is None else Level(level)
    return FollowUp(f"{rule}-{level}", rule, known, "", "", values, (), side, day, at, None, None, events)


def event(text: str) -> Event:
    return Event("reported again", datetime(2026, 11, 19, tzinfo=UTC), State.OPEN, text=text)


def closed(days_ago: int, outcome: str = "seen") -> Event:
    day = TODAY - timedelta(days=days_ago)
    return Event("closed", datetime(day.year, day.month, day.day, 12, tzinfo=UTC), State.CLOSED, outcome=outcome)


def test_the_same_rule_and_side_counts_once_a_date() -> None:
    found = finding("PT-02", 3)
    merge = should_open(found, [follow_up("PT-02", 3)], [], TODAY)
    assert (merge.kind, merge.into) == (MergeKind.COUNT, "PT-02-3")
    noted = follow_up("PT-02", 3, event(event_text(found, merge.kind)))
    assert should_open(found, [noted], [], TODAY).kind is MergeKind.KNOWN
    tomorrow = finding("PT-02", 3, on="2026-11-21")
    assert should_open(tomorrow, [noted], [], TODAY).kind is MergeKind.COUNT


def test_the_same_date_does_not_open_twice() -> None:
    old = follow_up("PT-02", 3, days_ago=0)
    assert should_open(finding("PT-02", 3), [old], [], TODAY).kind is MergeKind.KNOWN
    done = follow_up("PT-02", 3, closed(0), days_ago=0)
    assert should_open(finding("PT-02", 3), [], [done], TODAY).kind is MergeKind.KNOWN
    assert should_open(finding("PT-01", 2), [follow_up("PT-01", 2, days_ago=0)], [], TODAY).kind is MergeKind.KNOWN


def test_the_other_side_is_its_own() -> None:
    assert should_open(finding("PT-02", 3, "right"), [follow_up("PT-02", 3)], [], TODAY).opens


@pytest.mark.parametrize("rule", ["PT-03", "PT-05", "PT-09", "HW-01", "PT-04"])
def test_one_rise_in_one_hip_is_one_prompt(rule: str) -> None:
    merge = should_open(finding(rule, 3), [follow_up("PT-02", 3)], [], TODAY)
    assert (merge.kind, merge.into) == (MergeKind.LINE, "PT-02-3")
    text = event_text(finding(rule, 3), MergeKind.LINE)
    assert text == f"{rule} on 2026-11-20: A message."
    later = finding(rule, 3, on="2026-11-21")
    assert should_open(later, [follow_up("PT-02", 3, event(text))], [], TODAY).kind is MergeKind.KNOWN
    assert should_open(finding(rule, 3), [follow_up("PT-02", 3, side="right")], [], TODAY).opens
    assert should_open(finding(rule, 3), [follow_up("PT-02", 3, site="groin")], [], TODAY).opens


def test_hw_01_opens_alone_where_there_is_nothing_to_add_to() -> None:
    assert should_open(finding("HW-01", 3), [], [], TODAY).opens


def test_the_third_day_takes_over_the_second() -> None:
    found = next(f for f in evaluate_computed(history({"left": "4*14 8*3"}), TODAY) if f.rule == "PT-04")
    merge = should_open(found, [follow_up("PT-04", 4, days_ago=1)], [], TODAY)
    assert (merge.kind, merge.supersedes) == (MergeKind.OPEN, ("PT-04-4",))
    done = follow_up("PT-04", 4, closed(1))
    assert should_open(found, [], [done], TODAY).opens
    assert should_open(finding("PT-02", 3), [follow_up("PT-04", 4)], [], TODAY).supersedes == ("PT-04-4",)


def test_pt_01_that_is_not_helped_takes_over_the_first_prompt() -> None:
    found = next(f for f in evaluate_computed(history({"left": "9", "relief": "no"}), TODAY) if f.rule == "PT-01")
    merge = should_open(found, [follow_up("PT-01", 3, days_ago=0)], [], TODAY)
    assert (merge.kind, merge.supersedes) == (MergeKind.OPEN, ("PT-01-3",))


@pytest.mark.parametrize("rule", ["HW-04", "AD-02"])
def test_a_line_never_stands_alone(rule: str) -> None:
    found = finding(rule, None)._replace(adds_to=("PT-02", "PT-03"))
    assert should_open(found, [], [], TODAY).kind is MergeKind.QUIET
    assert should_open(found, [follow_up("PT-03", 3)], [], TODAY).kind is MergeKind.LINE


def test_ms_03_belongs_to_its_own_follow_up() -> None:
    found = finding("MS-03", None, follow_up="f0", on="2026-11-18")
    merge = should_open(found, [], [], TODAY)
    assert (merge.kind, merge.into) == (MergeKind.KNOWN, "f0")


def test_a_night_that_was_reported_and_one_that_was_counted_are_one() -> None:
    reported = Finding("RF-17", Level.DAYS, "", "", {"symptom": "night-pain", "answer": "new"}, (), None)
    counted = finding("PT-08", 3, None)
    assert should_open(counted, [follow_up("RF-17", 3, side=None)], [], TODAY).kind is MergeKind.COUNT
    assert should_open(reported, [follow_up("PT-08", 3, side=None)], [], TODAY).kind is MergeKind.COUNT
    assert should_open(finding("PT-08", 2, None), [follow_up("RF-17", 3, side=None)], [], TODAY).supersedes
    assert not should_open(counted, [], [follow_up("RF-17", 3, closed(2), side=None)], TODAY).opens
    assert should_open(reported, [], [follow_up("PT-08", 3, closed(2), side=None)], TODAY).opens


def test_a_level_2_that_rests_on_nothing_newer_is_the_same_alert() -> None:
    """Nights and a weight loss stay in the window for days: told once, and again with the next night."""
    again = finding("PT-08", 2, None, newest="2026-11-15")
    old = follow_up("PT-08", 2, side=None, days_ago=5)
    assert should_open(again, [old], [], TODAY).kind is MergeKind.COUNT
    assert should_open(again, [old._replace(opened_on=date(2026, 11, 14))], [], TODAY).opens
    assert should_open(finding("PT-08", 2, None, newest="2026-11-16"), [old], [], TODAY).opens
    done = follow_up("PT-08", 2, closed(2), side=None, days_ago=5)
    assert should_open(again, [], [done], TODAY).kind is MergeKind.KNOWN
    assert should_open(finding("PT-08", 2, None, newest="2026-11-19"), [], [done], TODAY).opens
    assert should_open(again, [follow_up("RF-17", 2, side=None, days_ago=5)], [], TODAY).kind is MergeKind.COUNT
    assert should_open(again, [follow_up("RF-17", 3, side=None, days_ago=5)], [], TODAY).opens


def test_an_earlier_day_belongs_to_what_was_there_on_it() -> None:
    """A day that is looked at late is quiet where it was quiet then, and joins what came later only in the end."""
    later = follow_up("PT-02", 3, days_ago=-3)
    done = follow_up("PT-02", 3, closed(2))
    assert should_open(finding("PT-02", 3), [later], [done], TODAY).kind is MergeKind.QUIET
    assert should_open(finding("PT-03", 3), [later], [done], TODAY).kind is MergeKind.QUIET
    assert should_open(finding("PT-02", 3), [later], [], TODAY).kind is MergeKind.COUNT
    assert should_open(finding("PT-03", 3), [later], [], TODAY).kind is MergeKind.LINE
    assert should_open(finding("HW-04", None)._replace(adds_to=("PT-02",)), [later], [], TODAY).kind is MergeKind.LINE


@pytest.mark.parametrize(
    ("value", "closing", "opens"),
    [(6.9, 6.0, False), (7.0, 6.0, True), (19 / 3, 16 / 3, True), (19 / 3 - 0.01, 16 / 3, False), (None, 6.0, False)],
)
def test_a_value_one_above_the_closing_value_is_not_kept_quiet(
    value: float | None, closing: float, opens: bool
) -> None:
    found = finding("PT-02", 3, value=value)
    assert should_open(found, [], [follow_up("PT-02", 3, closed(2), value=closing)], TODAY).opens is opens
    done = follow_up("PT-02", 3, event(f"PT-02 on 2026-11-17: {closing}"), closed(2), value=0.0)
    assert should_open(found, [], [done], TODAY).opens is opens
    done = follow_up("PT-02", 3, closed(2), value=0.0)
    assert should_open(found, [], [done], TODAY, at_closing={"PT-02-3": closing}).opens is opens


def test_another_view_of_the_same_rise_is_quiet_too() -> None:
    done = follow_up("PT-02", 3, closed(2))
    assert should_open(finding("PT-03", 3), [], [done], TODAY).kind is MergeKind.QUIET
    assert should_open(finding("PT-03", 3, value=7.0), [], [done], TODAY).opens
    assert should_open(finding("PT-03", 3), [], [follow_up("PT-02", 3, closed(14))], TODAY).opens
    assert should_open(finding("PT-03", 3), [], [follow_up("PT-02", 3, closed(2, Outcome.MISTAKE))], TODAY).opens


@pytest.mark.parametrize(
    ("rule", "days_ago", "opens"),
    [("PT-06", 27, False), ("PT-06", 28, True), ("PT-05", 13, False), ("PT-05", 14, True), ("PT-02", 27, True)],
)
def test_some_rules_open_once_in_a_while(rule: str, days_ago: int, opens: bool) -> None:
    done = follow_up(rule, 3, closed(20), days_ago=days_ago)
    assert should_open(finding(rule, 3), [], [done], TODAY).opens is opens


def test_a_notice_is_opened_once_and_keeps_no_alert_quiet() -> None:
    notice = finding("OK-01", None)
    assert should_open(notice, [], [], TODAY).opens
    assert should_open(notice, [follow_up("OK-01", None)], [], TODAY).kind is MergeKind.KNOWN
    assert should_open(notice, [], [follow_up("OK-01", None, closed(3))], TODAY).kind is MergeKind.QUIET
    assert should_open(finding("PT-04", 3), [], [follow_up("PT-04", None, closed(3))], TODAY).opens


def test_exercises_have_follow_ups_of_their_own() -> None:
    one = finding("PX-03", 3, None, site=None, exercise="clamshell")
    other = follow_up("PX-03", 3, side=None, site=None, exercise="walking")
    assert should_open(one, [other], [], TODAY).opens
    same = follow_up("PX-03", 3, side=None, site=None, exercise="clamshell")
    assert should_open(one, [same], [], TODAY).kind is MergeKind.COUNT
    both = follow_up("PX-03", 3, side=None, site=None, exercises=["clamshell", "walking"])
    assert should_open(one, [both], [], TODAY).kind is MergeKind.COUNT
    more = finding("PX-03", 3, None, site=None, exercises=["clamshell", "bird-dog"])
    assert should_open(more, [both], [], TODAY).opens
