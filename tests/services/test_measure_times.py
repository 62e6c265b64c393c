"""When the day's page asks for a measure: each week or four weeks, for three days, and never beside an alert."""

from datetime import date, timedelta
from decimal import Decimal

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import PEG_ITEMS
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered

DAY = date(2026, 10, 1)
PEG = Measurement("peg", (Decimal(4), Decimal(3), Decimal(5)), PEG_ITEMS)


def keep(rehab: Rehab, day: date, fact: Fact) -> None:
    rehab.journal.add(day, fact, Stamp(Clock(day).now(), "screen"), "it")


def asked(rehab: Rehab, days: int, *, today: int | None = None) -> str | None:
    """What a day asks for, so many days after the first one."""
    day = DAY + timedelta(days=days)
    measure = rehab.days.review(day, day if today is None else DAY + timedelta(days=today)).measure
    return measure.id if measure else None


def test_it_is_asked_for_three_days_of_each_week(rehab: Rehab) -> None:
    assert asked(rehab, 0) is None
    keep(rehab, DAY, PainScore(3, Side.LEFT))
    assert [asked(rehab, n) for n in (0, 6, 7, 9, 10, 13, 14)] == [None, None, "peg", "peg", None, None, "peg"]
    assert asked(rehab, 7, today=8) is None
    keep(rehab, DAY + timedelta(days=8), PEG)
    assert [asked(rehab, n) for n in (8, 14, 15, 17, 18)] == [None, None, "peg", "peg", None]


def test_one_is_asked_for_at_a_time_and_the_change_every_four_weeks(rehab: Rehab) -> None:
    keep(rehab, DAY, PainScore(3, Side.LEFT))
    assert asked(rehab, 28) == "peg"
    keep(rehab, DAY + timedelta(days=28), PEG)
    assert [asked(rehab, n) for n in (28, 30, 31)] == ["global-change", "global-change", None]
    keep(rehab, DAY + timedelta(days=30), Measurement("global-change", (Decimal(1),)))
    assert asked(rehab, 30) is None


def test_it_is_quiet_beside_an_open_alert(rehab: Rehab) -> None:
    keep(rehab, DAY, PEG)
    assert asked(rehab, 7) == "peg"
    keep(rehab, DAY + timedelta(days=7), SymptomsAnswered(Form.PICKED, (), (SymptomReport("fever"),)))
    assert asked(rehab, 7) is None
