"""Measures, pauses and new starting averages reach the computed rules through the real file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.followup import Level
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import MEASURES, PEG_ITEMS
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.rules.computed import evaluate_computed
from rehab_tui.services.journal import Draft
from rehab_tui.services.watch import Watch

FIRST = date(2026, 3, 1)


def stamp(day: date, hour: int = 20) -> Stamp:
    return Stamp(Moment(datetime.combine(day, time(hour), UTC), day, "UTC"), Origin.COMMAND)


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "r.db", create=True) as opened:
        opened.profiles.keep(
            {"side": Side.LEFT, "setup_done_on": FIRST, "allowed_by": "Dr. Lee", "allowed_on": FIRST}, stamp(FIRST, 8)
        )
        yield opened


def add(rehab: Rehab, number: int, fact: Fact, *, on: int | None = None) -> list[tuple[str, Level | None]]:
    day = FIRST + timedelta(days=number)
    logged = rehab.journal.add(day, fact, stamp(FIRST + timedelta(days=number if on is None else on)), "something")
    return [(one.rule, one.level) for one in logged.followups]


def stands(n: int, *, arms: bool = False) -> Measurement:
    return Measurement("chair-stand", (Decimal(0 if arms else n),), typed=str(n) if arms else None, arms=arms)


def peg(*values: int | None) -> Measurement:
    return Measurement("peg", tuple(None if one is None else Decimal(one) for one in values), PEG_ITEMS)


def mine(**scores: int) -> Measurement:
    return Measurement("my-activities", tuple(Decimal(one) for one in scores.values()), tuple(scores))


def test_three_stands_fewer_ask_for_a_contact(rehab: Rehab) -> None:
    assert add(rehab, 0, stands(12)) == []
    assert add(rehab, 9, stands(10)) == []
    assert add(rehab, 18, stands(4, arms=True)) == [], "with the arms it is not compared"
    assert add(rehab, 27, stands(7)) == [("FN-01", Level.DAYS)]


def test_a_practice_go_is_replaced_by_the_test_of_the_same_day(rehab: Rehab) -> None:
    add(rehab, 0, stands(12))
    assert add(rehab, 9, stands(11)) == []
    assert add(rehab, 9, stands(13)) == []
    assert [e.fact for e in rehab.journal.between(FIRST, date.max)] == [stands(12), stands(13)]


def test_peg_two_points_up_asks_for_a_contact_only_when_it_is_whole(rehab: Rehab) -> None:
    assert add(rehab, 0, peg(3, 4, 5)) == []
    assert add(rehab, 7, peg(10, None, 10)) == []
    assert add(rehab, 14, peg(5, 6, 6)) == []
    add(rehab, 21, peg(3, 4, 5))
    assert add(rehab, 28, peg(5, 6, 7)) == [("FN-02", Level.DAYS)]


def test_my_activities_are_compared_only_on_the_same_list(rehab: Rehab) -> None:
    add(rehab, 0, mine(stairs=7, cooking=6, garden=5))
    assert add(rehab, 28, mine(stairs=1, cooking=1, shopping=1)) == []
    assert add(rehab, 56, mine(Shopping=1, stairs=1, COOKING=1)) == []
    add(rehab, 60, mine(stairs=7, cooking=6, garden=5))
    assert add(rehab, 84, mine(garden=3, stairs=4, cooking=4)) == [("FN-03", Level.DAYS)]


def test_a_test_written_down_late_is_looked_at_on_its_own_day(rehab: Rehab) -> None:
    add(rehab, 0, stands(12))
    add(rehab, 20, PainScore(2, Side.LEFT))
    assert add(rehab, 10, stands(8), on=20) == [("FN-01", Level.DAYS)]


def test_a_pause_takes_its_days_out_of_done_of_planned(rehab: Rehab) -> None:
    rehab.plans.start("walk-only", stamp(FIRST, 9))
    last = FIRST + timedelta(days=13)
    whole = rehab.looking_back.adherence(last, 14)
    add(rehab, 4, Pause(FIRST + timedelta(days=4), FIRST + timedelta(days=10), "a cold"), on=13)
    after = rehab.looking_back.adherence(last, 14)
    assert (whole.due, after.due) == (2 * after.due, after.due)
    assert rehab.days.review(FIRST + timedelta(days=5), last).exercises_due == 0
    assert rehab.days.review(FIRST + timedelta(days=3), last).exercises_due > 0


def test_two_low_weeks_in_a_pause_say_nothing(rehab: Rehab) -> None:
    rehab.plans.start("walk-only", stamp(FIRST, 9))
    day = FIRST + timedelta(days=24)
    assert "AD-01" in {one.rule for one in Watch(rehab._store).findings(day)}
    add(rehab, 0, Pause(FIRST, None, "waiting for the surgeon"), on=24)
    assert "AD-01" not in {one.rule for one in Watch(rehab._store).findings(day)}


def test_silence_in_a_pause_is_no_silence(rehab: Rehab) -> None:
    add(rehab, 0, PainScore(3, Side.LEFT))
    day = FIRST + timedelta(days=6)
    assert "MS-01" in {one.rule for one in Watch(rehab._store).findings(day)}
    add(rehab, 1, Pause(FIRST + timedelta(days=1), None, "away"), on=6)
    assert "MS-01" not in {one.rule for one in Watch(rehab._store).findings(day)}


def test_a_new_start_counts_the_starting_average_anew(rehab: Rehab) -> None:
    """Twenty days at 2, half a year at 5: without the new start PT-03 still compares with the 2."""

    def rules(number: int) -> dict[str, dict[str, object]]:
        found = Watch(rehab._store).findings(FIRST + timedelta(days=number))
        return {one.rule: dict(one.why) for one in found}

    def score(first: int, last: int, value: int) -> None:
        drafts = [Draft(FIRST + timedelta(days=n), PainScore(value, Side.LEFT)) for n in range(first, last)]
        rehab.journal.log(drafts, stamp(FIRST + timedelta(days=last - 1)), "scores")

    score(0, 20, 2)
    score(20, 200, 5)
    assert "PT-03" in rules(199)
    add(rehab, 60, Baseline("Dr. Lee"), on=199)
    assert "PT-03" not in rules(199)
    score(200, 214, 8)
    assert rules(213)["PT-03"]["mean_start"] == 5


def test_a_new_start_and_injections_are_marked_on_charts(rehab: Rehab) -> None:
    from rehab_tui.domain.treatment import Treatment, TreatmentKind

    add(rehab, 3, Baseline("Dr. Lee"))
    add(rehab, 4, Treatment(TreatmentKind.STEROID_INJECTION))
    add(rehab, 5, Treatment(TreatmentKind.NSAID))
    found = {marker.kind: marker.label for marker in rehab.looking_back.markers(FIRST, FIRST + timedelta(days=9))}
    assert found == {"baseline": "starting average anew", "treatment": "injection"}


def test_a_rise_of_long_ago_is_found_when_the_rules_look_back_to_it(rehab: Rehab) -> None:
    scores = [peg(2, 2, 2), peg(5, 5, 5), *[peg(4, 4, 4)] * 98]
    drafts = [Draft(FIRST + timedelta(days=7 * n), fact) for n, fact in enumerate(scores)]
    last = drafts[-1].day
    rehab.journal.log(drafts, stamp(last), "PEG every week")
    history = Watch(rehab._store).history(last, reach=FIRST)
    day = FIRST + timedelta(days=7)
    assert "FN-02" in {one.rule for one in evaluate_computed(history, day)}
    assert len(Watch(rehab._store).history(last).measures["peg"]) < 50, "two years of them are not read every day"


def test_what_stands_beside_a_weight_is_read_of_one_year_only(rehab: Rehab) -> None:
    def weight(kg: int) -> Measurement:
        return Measurement("weight", (Decimal(kg),), typed=f"{kg}kg")

    drafts = [Draft(FIRST + timedelta(days=n), weight(80 + n % 3)) for n in range(800)]
    rehab.journal.log(drafts, stamp(FIRST + timedelta(days=799)), "weights")
    (entry,) = rehab.journal.add(
        FIRST + timedelta(days=1500), weight(90), stamp(FIRST + timedelta(days=1500)), "w"
    ).entries
    (line,) = rehab.measures.beside(entry)
    assert "1 score since" in line
    assert "higher than on" in line, "the one before is compared with, however long ago"
    (whole,) = rehab.measures.series(MEASURES["weight"], entry.day)
    assert whole.n == 801
