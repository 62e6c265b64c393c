"""Thresholds that a plan changed are in force from its first day on; reported signs cannot be moved."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import ClearanceKind, Dose
from rehab_tui.domain.followup import Level, State
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Clearance, UnderCare
from rehab_tui.domain.plan_file import PlanFile
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.services.thresholds import changed_on, thresholds_on
from rehab_tui.services.watch import Watch
from rehab_tui.store import plans

FIRST = date(2026, 3, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def stamp(number: int, hour: int = 20) -> Stamp:
    return Stamp(Moment(datetime.combine(day(number), time(hour), UTC), day(number), "UTC"), Origin.COMMAND)


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "r.db", create=True) as opened:
        opened.profiles.keep({"side": Side.LEFT, "setup_done_on": FIRST}, stamp(0, 8))
        yield opened


def accept(
    rehab: Rehab,
    number: int,
    thresholds: Mapping[str, Mapping[str, float]],
    *,
    version: int = 1,
    author: str = "K. Berg",
    known: tuple[UnderCare, ...] = (),
) -> None:
    file = PlanFile(author, day(number), version, (), "text", thresholds=thresholds, known=known)
    with rehab._store.change("plan", "a plan", stamp(number)) as change:
        plans.add_file(change, file, day(number))


def week(rehab: Rehab, first: int, scores: list[int]) -> None:
    for number, value in enumerate(scores, first):
        rehab.journal.add(day(number), PainScore(value, Side.LEFT), stamp(number), f"pain {value}")


def test_a_changed_threshold_is_in_force_from_the_first_day_of_its_plan(rehab: Rehab) -> None:
    accept(rehab, 25, {"PT-02": {"by": 3}})
    watch = Watch(rehab._store)
    assert watch.thresholds(day(24)) == {}
    assert watch.thresholds(day(25)) == {"PT-02": {"by": 3}}


def test_a_wider_threshold_keeps_a_prompt_back_and_says_so_in_why(rehab: Rehab) -> None:
    wider = {"PT-02": {"by": 3}, "PT-03": {"by": 4}, "PT-04": {"week_up": 4}, "PT-09": {"by": 4}}
    accept(rehab, 20, wider)
    week(rehab, 0, [3] * 21 + [5] * 7)
    assert [one for one in rehab.follow_ups.waiting() if one.level is Level.DAYS] == []
    week(rehab, 28, [8, 8, 8, 8])
    (opened,) = [one for one in rehab.follow_ups.waiting() if one.rule == "PT-02"]
    assert opened.why["threshold"] == {"by": 3, "need": 4, "need_before": 7}


def test_a_narrower_threshold_is_seen_by_the_quick_way_too(rehab: Rehab) -> None:
    """With 1 above usual, a score one above the lowest of two weeks is no ordinary one any more."""
    accept(rehab, 20, {"PT-04": {"above": 1}})
    week(rehab, 0, [3] * 21)
    rehab.journal.watch(stamp(21, 7))
    week(rehab, 21, [4])
    rehab.journal.watch(stamp(22, 7))
    week(rehab, 22, [4])
    assert [one.rule for one in rehab.follow_ups.waiting()] == ["PT-04"]


def test_what_may_not_be_changed_is_left_out_wherever_it_came_from(rehab: Rehab) -> None:
    accept(rehab, 1, {"RF-08": {"limit": 39}, "PT-02": {"by": 9, "need": 5}, "MS-03": {"hours_level_1": 9}, "X": {}})
    assert thresholds_on(rehab.plans.versions(), day(2)) == {"PT-02": {"need": 5}}


def test_it_is_known_who_changed_a_number_and_since_when(rehab: Rehab) -> None:
    accept(rehab, 1, {"PT-02": {"by": 3}}, author="K. Berg")
    accept(rehab, 5, {"PT-02": {"by": 3}, "FN-03": {"by": 2.7}}, version=2, author="L. Stein")
    accept(rehab, 9, {"PT-02": {"by": 2}}, version=3, author="L. Stein")
    changed = changed_on(rehab._store, day(6))
    assert [(one.rule, one.name, float(one.value), one.by, one.since) for one in changed] == [
        ("PT-02", "by", 3.0, "K. Berg", day(1)),
        ("FN-03", "by", 2.7, "L. Stein", day(5)),
    ]
    assert changed_on(rehab._store, day(9)) == ()
    assert changed_on(rehab._store, day(0)) == ()


def test_what_the_therapist_knows_of_is_opened_quietly(rehab: Rehab) -> None:
    accept(rehab, 20, {}, known=(UnderCare("PT-02", day(60)), UnderCare("PT-04", day(60))))
    week(rehab, 0, [3] * 21 + [6] * 7)
    risen = [one for one in rehab.follow_ups.waiting() if one.level is Level.DAYS]
    assert [one.state for one in risen] == [State.SNOOZED]


def clamshell(rehab: Rehab, number: int, pain: int, hour: int) -> list[str]:
    done = ExerciseDone("clamshell", dose=Dose(2, 12), pain_during=pain)
    logged = rehab.journal.add(day(number), done, stamp(number, hour), f"clamshell, pain {pain}")
    return [one.rule for one in logged.followups]


def limited(rehab: Rehab, number: int, hour: int, ceiling: int | None) -> None:
    with rehab._store.change("plan", "a plan", stamp(number, hour)) as change:
        plans.add(change, "plan", "K. Berg", day(number), (), ceiling)


def test_a_plan_without_a_limit_ends_the_limit_of_the_one_before(rehab: Rehab) -> None:
    limited(rehab, 1, 8, 2)
    rehab.journal.watch(stamp(2, 7))
    assert clamshell(rehab, 2, 3, 12) == ["PX-01"]
    limited(rehab, 5, 8, None)
    assert clamshell(rehab, 40, 3, 12) == []
    assert clamshell(rehab, 41, 4, 12) == ["PX-01"]


def test_loading_that_was_allowed_counts_where_the_plan_has_no_limit(rehab: Rehab) -> None:
    limited(rehab, 1, 8, 2)
    rehab.journal.add(day(3), Clearance(ClearanceKind.LOADING, "Dr. Lee"), stamp(3, 8), "loading")
    assert clamshell(rehab, 4, 4, 12) == ["PX-01"]
    limited(rehab, 5, 8, None)
    assert clamshell(rehab, 40, 5, 12) == []
    assert clamshell(rehab, 41, 6, 12) == ["PX-01"]


def test_a_limit_that_changes_in_the_middle_of_a_day_counts_from_then_on(rehab: Rehab) -> None:
    limited(rehab, 1, 8, None)
    clamshell(rehab, 2, 4, 10)
    limited(rehab, 2, 12, 5)
    clamshell(rehab, 2, 5, 14)
    (found,) = [one for one in Watch(rehab._store).findings(day(2)) if one.rule == "PX-01"]
    assert (found.why["pain_during"], found.why["ceiling"]) == (4, 3)
