"""A version of the plan keeps the file it came from, to the byte, and what the file changed."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from store_times import TODAY, stamp_at

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.dose import Dose, Measured
from rehab_tui.domain.plan import Plan, Prescription, UnderCare
from rehab_tui.domain.plan_file import PlanFile
from rehab_tui.store import Store, plans

TEXT = "\ufeff# Zoë's plan\r\nversion: 7\r\n\r\n  # end without a line end"
FILE = PlanFile(
    author="Jo Rivera",
    written_on=TODAY - timedelta(days=2),
    version=7,
    prescriptions=(Prescription("walking", "Walking", Measured.MINUTES, sided=False, dose=Dose(minutes=10)),),
    text=TEXT,
    name="Walk more",
    ceiling=4,
    message="Well done.\nGo on.",
    thresholds={"PT-02": {"by": 2.5, "need": 5}},
    known=(UnderCare("PT-02", date(2026, 5, 1), "left"), UnderCare("AD-01", date(2026, 4, 1))),
    precautions=("PR03", "Nothing over 2 kg é"),
)


def keep(rehab: Rehab, file: PlanFile, day: date = TODAY) -> Plan:
    def kept(store: Store) -> Plan:
        with store.change("plan", "plan file", stamp_at()) as change:
            return plans.add_file(change, file, day)

    return rehab.use(kept)


def test_a_version_is_read_back_as_its_file_said(rehab: Rehab) -> None:
    plan = keep(rehab, FILE)
    assert plan == FILE.as_plan(7, TODAY)._replace(id=plan.id)
    assert rehab.use(lambda store: plans.in_force(store, TODAY)) == plan
    assert rehab.use(plans.all_versions) == (plan,)
    assert rehab.use(lambda store: plans.text_of(store, plan)) == TEXT
    assert rehab.use(plans.newest_file) == 7


def test_a_number_that_is_taken_gives_way_to_the_next_one(rehab: Rehab) -> None:
    assert [keep(rehab, FILE._replace(version=number)).version for number in (3, 3, 2, 9)] == [3, 4, 5, 9]
    assert rehab.use(plans.newest_file) == 9


def test_undo_puts_the_older_file_back_with_all_it_said(rehab: Rehab) -> None:
    first = keep(rehab, FILE)
    keep(rehab, FILE._replace(version=8, text="other", thresholds={}, known=(), message=None))
    rehab.journal.undo(stamp_at(21))
    again = rehab.plans.in_force(TODAY)
    assert again is not None
    assert again == first._replace(id=again.id, version=9)
    assert rehab.use(lambda store: plans.text_of(store, again)) == TEXT
    assert rehab.use(plans.newest_file) == 7


@pytest.mark.parametrize("after", [0, 1, 40])
def test_a_starting_plan_has_no_file(rehab: Rehab, after: int) -> None:
    plan = rehab.plans.start("walk-only", stamp_at())
    assert rehab.use(lambda store: plans.text_of(store, plan)) is None
    assert rehab.plans.in_force(TODAY + timedelta(days=after)) == plan
    assert (plan.written_on, plan.thresholds, plan.known) == (None, {}, ())


def test_a_file_that_was_torn_by_another_program_is_found_by_the_check(rehab: Rehab) -> None:
    plan = keep(rehab, FILE)
    with closing(sqlite3.connect(rehab.path)) as raw, raw:
        raw.execute("DROP TRIGGER plan_file_update")
        raw.execute("UPDATE plan_file SET known = '[['")
    found = rehab.care.check(stamp_at().moment).problems
    assert f"plan_file {plan.id} known: cannot be read" in found
