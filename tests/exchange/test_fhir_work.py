"""FHIR: done of planned by the week, and versions of the plan that were taken back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir_checks import problems
from test_fhir import against_schema, exported, resources

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pause import Pause
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.sharing import EVERYTHING, Part, Selection
from rehab_tui.services.demo.patient import build_demo

MONDAY = date(2026, 11, 9)
PLAN_FROM = Clock(MONDAY + timedelta(days=2))
TODAY = Clock(date(2026, 11, 20))


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "r.db", create=True) as one:
        yield one


def weeks(bundle: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return done of planned by the first day of each week."""
    found = (one for one in resources(bundle, "Observation") if one["code"]["text"] == "Exercises done of planned")
    return {one["effectivePeriod"]["start"]: one for one in found}


def walk(rehab: Rehab, day: date, minutes: int) -> None:
    rehab.journal.add(day, ExerciseDone("walking", Dose(minutes=minutes)), Stamp(TODAY.now()), "a test")


def test_done_of_planned_of_a_week_is_the_figure_of_the_charts(tmp_path: Path) -> None:
    with Rehab.open(tmp_path / "demo.db", create=True) as demo:
        build_demo(demo, TODAY.now())
        told = weeks(exported(demo, Selection()))
        last = max(date.fromisoformat(one["effectivePeriod"]["end"]) for one in told.values())
        shown = {week.monday: week for week in demo.looking_back.weeks(date(2026, 8, 1), last) if week.due}
    assert len(told) == len(shown) > 10
    for start, one in told.items():
        day = date.fromisoformat(start)
        week = shown[day - timedelta(days=day.weekday())]
        assert one["valueQuantity"]["value"] == week.percent
        assert [part["valueQuantity"]["value"] for part in one["component"]] == [round(week.done, 2), week.due]
    assert [one["status"] for one in told.values()] == ["final"] * (len(told) - 1) + ["preliminary"]


def test_a_week_begins_with_its_plan_and_points_to_what_it_rests_on(rehab: Rehab) -> None:
    rehab.plans.start("walk-only", Stamp(PLAN_FROM.now()))
    walk(rehab, date(2026, 11, 12), 0)
    walk(rehab, date(2026, 11, 17), 30)
    bundle = exported(rehab, Selection())
    Bundle.model_validate(bundle)
    assert against_schema(bundle) == []
    assert problems(bundle) == []
    first, second = weeks(bundle).values()
    assert first["effectivePeriod"] == {"start": "2026-11-11", "end": "2026-11-15"}
    assert first["valueQuantity"]["value"] == 0
    assert second["effectivePeriod"] == {"start": "2026-11-16", "end": "2026-11-19"}
    (plan,) = resources(bundle, "CarePlan")
    (minutes,) = (one for one in resources(bundle, "Observation") if one.get("effectiveDateTime") == "2026-11-17")
    assert second["basedOn"] == [{"reference": f"urn:uuid:{plan['id']}"}]
    assert second["derivedFrom"] == [{"reference": f"urn:uuid:{minutes['id']}"}]
    without = exported(rehab, Selection(EVERYTHING - {Part.PLAN}))
    assert weeks(without) == {}


def test_a_week_has_the_same_id_in_every_file_and_a_part_of_one_another(rehab: Rehab) -> None:
    rehab.plans.start("walk-only", Stamp(PLAN_FROM.now()))
    whole = weeks(exported(rehab, Selection()))
    assert weeks(exported(rehab, Selection(first=MONDAY)))["2026-11-16"]["id"] == whole["2026-11-16"]["id"]
    ((start, part),) = weeks(exported(rehab, Selection(first=date(2026, 11, 17), last=date(2026, 11, 18)))).items()
    assert (start, part["effectivePeriod"]["end"]) == ("2026-11-17", "2026-11-18")
    assert part["id"] not in {one["id"] for one in whole.values()}


def test_a_week_of_a_pause_has_no_figure_and_a_server_is_told_so(rehab: Rehab) -> None:
    rehab.plans.start("walk-only", Stamp(PLAN_FROM.now()))
    before = weeks(exported(rehab, Selection()))
    pause = Pause(date(2026, 11, 16), date(2026, 11, 22), "a cold")
    rehab.journal.add(pause.first, pause, Stamp(TODAY.now()), "a test")
    assert list(weeks(exported(rehab, Selection()))) == ["2026-11-11"]
    sent = exported(rehab, Selection(transaction=True))
    Bundle.model_validate(sent)
    assert against_schema(sent) == []
    assert problems(sent) == []
    told = weeks(sent)["2026-11-16"]
    assert (told["id"], told["status"]) == (before["2026-11-16"]["id"], "entered-in-error")
    assert "valueQuantity" not in told


def test_a_plan_that_was_taken_back_at_once_does_not_count_and_one_after_days_was_revoked(rehab: Rehab) -> None:
    rehab.profiles.keep({"allowed_by": "Dr. Lee", "allowed_on": MONDAY}, Stamp(PLAN_FROM.now()))
    rehab.plans.start("walk-only", Stamp(PLAN_FROM.now()))
    rehab.plans.start("protect", Stamp(PLAN_FROM.now()))
    rehab.journal.undo(Stamp(PLAN_FROM.now()))
    rehab.plans.start("activate", Stamp(Clock(date(2026, 11, 16)).now()))
    rehab.journal.undo(Stamp(TODAY.now()))

    def plans(selection: Selection) -> list[tuple[str, str]]:
        bundle = exported(rehab, selection)
        assert against_schema(bundle) == []
        assert problems(bundle) == []
        return [(one["title"].rpartition(" ")[2], one["status"]) for one in resources(bundle, "CarePlan")]

    counting = [("1", "completed"), ("3", "completed"), ("4", "revoked"), ("5", "active")]
    assert plans(Selection()) == counting
    assert plans(Selection(transaction=True)) == [counting[0], ("2", "entered-in-error"), *counting[1:]]
    told = list(rehab.exporting.material(Selection(), TODAY.now()).table("plan").rows)
    assert {row[2]: row[-1] for row in told} == {1: None, 2: 1, 3: None, 4: 1, 5: None}
    marked = [(one.day, one.label) for one in rehab.looking_back.markers(MONDAY, TODAY.now().today)]
    assert marked == [
        (date(2026, 11, 11), "plan 1"),
        (date(2026, 11, 16), "plan 4"),
        (date(2026, 11, 20), "plan 4 taken back"),
    ]


def test_a_first_plan_that_was_taken_back_leaves_none(rehab: Rehab) -> None:
    rehab.plans.start("walk-only", Stamp(TODAY.now()))
    rehab.journal.undo(Stamp(TODAY.now()))
    assert resources(exported(rehab, Selection()), "CarePlan") == []
    sent = exported(rehab, Selection(transaction=True))
    assert [one["status"] for one in resources(sent, "CarePlan")] == ["entered-in-error"]
    assert rehab.looking_back.markers(MONDAY, TODAY.now().today) == ()
