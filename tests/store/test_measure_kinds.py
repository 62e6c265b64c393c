"""Measures, treatments, blocks, pauses and new starts come back from the file just as they were kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from store_times import TODAY, stamp_at

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.block import After, Block
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import EntryState
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import PEG_ITEMS
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.treatment import Treatment, TreatmentKind
from rehab_tui.store import Store, checks, file

FACTS = (
    Measurement("peg", (Decimal(5), Decimal(0), None), PEG_ITEMS),
    Measurement("my-activities", (Decimal(4), None), ("stairs; 'up'", "[bold]cooking[/] 🍲")),
    Measurement("weight", (Decimal("81.65"),), typed="180lb"),
    Measurement("gait-speed", (Decimal("0.07"),)),
    Measurement("steps", (Decimal(200000),)),
    Measurement("global-change", (Decimal(-3),)),
    Measurement("single-leg", (Decimal("9.5"),), side=Side.RIGHT),
    Measurement("chair-stand", (Decimal(0),), typed="8", arms=True),
    Treatment(TreatmentKind.NSAID),
    Treatment(TreatmentKind.OTHER, "two", "a little"),
    Block(Site.SI_JOINT, Side.LEFT, "lidocaine", 8, (After(30, 2), After(120, 0)), 2),
    Block(Site.HIP, Side.RIGHT, "x", 0),
    Pause(TODAY, None, "a cold"),
    Pause(TODAY - timedelta(days=3), TODAY + timedelta(days=9), "away"),
    Baseline("Dr. Lee"),
)


@pytest.mark.parametrize("fact", FACTS, ids=repr)
def test_each_kind_comes_back_as_it_was_kept(rehab: Rehab, fact: Fact) -> None:
    (entry,) = rehab.journal.add(TODAY, fact, stamp_at(), "something").entries
    assert rehab.journal.entry(entry.id).fact == fact
    assert [one.fact for one in rehab.journal.between(TODAY, TODAY)] == [fact]


@pytest.mark.parametrize("fact", FACTS, ids=repr)
def test_each_kind_can_be_amended_marked_and_undone(rehab: Rehab, fact: Fact) -> None:
    (first,) = rehab.journal.add(TODAY, fact, stamp_at(), "something").entries
    (second,) = rehab.journal.amend(first, fact, stamp_at(21), note="again").entries
    rehab.journal.mistake(second, stamp_at(22))
    rehab.journal.undo(stamp_at(22, 30))
    assert [(one.fact, one.note) for one in rehab.journal.between(TODAY, TODAY)] == [(fact, "again")]
    rehab.journal.undo(stamp_at(23))
    states = [one.state for one in rehab.journal.between(TODAY, TODAY, every_state=True)]
    assert states == [EntryState.CURRENT, EntryState.IN_ERROR]


def test_a_file_with_all_of_them_has_nothing_wrong(rehab: Rehab) -> None:
    for number, fact in enumerate(FACTS):
        rehab.journal.add(TODAY - timedelta(days=number), fact, stamp_at(), "something")
    assert rehab.care.check(stamp_at(23).moment).problems == ()
    assert sum(rehab.care.info().holds.entries.values()) == len(FACTS)


def test_wrong_values_are_named_with_their_place(rehab: Rehab) -> None:
    (entry,) = rehab.journal.add(TODAY, FACTS[0], stamp_at(), "something").entries
    path = rehab.path
    rehab.close()
    connection = file.connect(path, read_only=False)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.execute("DROP TRIGGER measure_update")
    connection.execute("UPDATE measure SET measure = 'luck'")
    connection.close()
    with Store.open(path) as store:
        lines = [one.line for one in checks.problems(store, None)]
    assert f"measure {entry.id} measure: luck is not known" in lines
