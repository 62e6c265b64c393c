"""The chart of a measure: every test a mark, a line only where tests can be compared, an even scale."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from chart_cases import canvas_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.charts import ChartStyle, Role, measure_chart
from rehab_tui.charts.cells import cell_width
from rehab_tui.domain.body import Side
from rehab_tui.domain.kept import Entry
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import MEASURES, PEG_ITEMS
from rehab_tui.domain.measure_trend import MeasureSeries, measure_series
from rehab_tui.domain.moment import instant_from
from rehab_tui.domain.series import Marker
from rehab_tui.domain.walking import WalkingSeries, walking_series

LAST = date(2026, 11, 20)
AT = instant_from("2026-11-20T12:00:00.000Z")


def series(name: str, *taken: tuple[int, Measurement], side: Side | None = None) -> MeasureSeries:
    entries = [Entry(str(back), LAST - timedelta(days=back), fact, AT) for back, fact in taken]
    return measure_series(MEASURES[name], side, entries, min(e.day for e in entries), LAST)


def value(name: str, number: str) -> Measurement:
    return Measurement(name, (Decimal(number),))


def peg(*items: int | None) -> Measurement:
    return Measurement("peg", tuple(None if i is None else Decimal(i) for i in items), PEG_ITEMS)


def marks(one: MeasureSeries, gutter: int) -> int:
    rows = canvas_rows(measure_chart(one, width=60, height=14, style=ChartStyle.ASCII), gutter)
    return sum(cell == ("o", Role.OTHER) for row in rows for cell in row)


def test_a_narrow_range_is_shown_whole() -> None:
    chart = measure_chart(series("peg", (30, peg(4, 4, 4)), (0, peg(5, 4, 4))), width=60, height=14)
    labels = [line[:2].strip() for line in chart.plain.split("\n")]
    assert [label for label in labels if label.isdigit()] == ["10", "8", "6", "4", "2", "0"]
    low = measure_chart(series("global-change", (9, value("global-change", "-3"))), width=60, height=14)
    assert "-3 ┼" in low.plain.replace("-4 ┼", "-3 ┼")


def test_a_wide_range_is_shown_around_what_was_measured() -> None:
    chart = measure_chart(
        series("weight", (30, value("weight", "80.5")), (0, value("weight", "83"))), width=60, height=14
    )
    labels = [float(found) for found in re.findall(r"^ *([0-9.]+) [┤┼]", chart.plain, re.MULTILINE)]
    assert (min(labels), max(labels)) == (79, 84)


def test_a_change_that_does_not_matter_does_not_look_like_one_that_does() -> None:
    one = series("chair-stand", (30, value("chair-stand", "11")), (0, value("chair-stand", "12")))
    chart = measure_chart(one, width=60, height=14)
    labels = [float(found) for found in re.findall(r"^ *([0-9.]+) [┤┼]", chart.plain, re.MULTILINE)]
    assert max(labels) - min(labels) >= 4 * 2.5


def test_a_test_with_a_missing_answer_is_no_mark_and_no_zero() -> None:
    assert marks(series("peg", (20, peg(3, 4, 5)), (10, peg(0, None, 0)), (0, peg(3, 4, 5))), 4) == 2


def test_stands_with_the_arms_have_their_own_mark_off_the_line() -> None:
    helped = Measurement("chair-stand", (Decimal(0),), typed="8", arms=True)
    one = series("chair-stand", (20, value("chair-stand", "10")), (10, helped), (0, value("chair-stand", "12")))
    chart = measure_chart(one, width=60, height=14, style=ChartStyle.ASCII)
    assert "x with the arms" in chart.plain
    rows = canvas_rows(chart, 4)
    assert ("x", Role.MISSING) in rows[-1]
    assert one.change == 2


def test_no_line_between_lists_that_differ() -> None:
    def mine(*items: str) -> Measurement:
        return Measurement("my-activities", tuple(Decimal(5) for _ in items), items)

    def lines(*taken: tuple[int, Measurement]) -> int:
        chart = measure_chart(series("my-activities", *taken), width=60, height=14, style=ChartStyle.ASCII)
        return sum(cell[1] is Role.OTHER_MEAN for row in canvas_rows(chart, 4) for cell in row)

    assert lines((20, mine("a", "b")), (0, mine("B", "a"))) > 20
    assert lines((20, mine("a", "b")), (0, mine("a", "c"))) <= 2


def test_nothing_measured_is_a_line_of_words() -> None:
    chart = measure_chart(series("peg", (0, peg(None, 3, 4))), width=60, height=14)
    assert chart.plain == "There is nothing to draw yet."


@given(
    st.sampled_from(
        [name for name, one in MEASURES.items() if not (one.items or one.own_items or one.choices or one.sided)]
    ),
    st.lists(
        st.tuples(st.integers(0, 4000), st.integers(0, 100)), min_size=1, max_size=40, unique_by=lambda one: one[0]
    ),
    st.integers(-1, 130),
    st.integers(-1, 40),
    st.sampled_from(ChartStyle),
)
@settings(deadline=None, max_examples=60)
def test_every_line_fits(name: str, taken: list[tuple[int, int]], width: int, height: int, style: ChartStyle) -> None:
    about = MEASURES[name]
    points = [
        (back, Measurement(name, (round(about.lowest + (about.highest - about.lowest) * share / 100, about.places),)))
        for back, share in sorted(taken, reverse=True)
    ]
    chart = measure_chart(series(name, *points), width=width, height=height, style=style)
    lines = chart.plain.split("\n")
    assert all(cell_width(line) <= max(width, 0) for line in lines)
    assert len(lines) == (height if width >= 24 and height >= 8 else 1)
    assert style is not ChartStyle.ASCII or chart.plain.isascii()


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_a_side_has_its_color(side: Side) -> None:
    one = series("single-leg", (0, Measurement("single-leg", (Decimal(9),), side=side)), side=side)
    roles = {span.role for line in measure_chart(one, width=60, height=14).lines for span in line}
    assert Role(side.value) in roles


def walked(*minutes: tuple[int, int]) -> WalkingSeries:
    days = {LAST - timedelta(days=back): number for back, number in minutes}
    return walking_series(days, min(days), LAST)


def test_minutes_of_walking_begin_at_zero_and_stop_at_a_day_without_a_note() -> None:
    one = walked((9, 20), (8, 25), (6, 0), (5, 30), (0, 40))
    assert [len(run) for run in one.runs] == [2, 2, 1]
    surgery = Marker(LAST - timedelta(days=4), "surgery", "surgery")
    chart = measure_chart(one, (surgery,), width=60, height=14, style=ChartStyle.ASCII)
    labels = [int(found) for found in re.findall(r"^ *([0-9]+) [|+]", chart.plain, re.MULTILINE)]
    assert min(labels) == 0
    assert "min a day, n 5" in chart.plain
    assert "surgery" in chart.plain
    assert sum(cell == ("o", Role.OTHER) for row in canvas_rows(chart, 4) for cell in row) == 5
    assert chart.words[0] == (
        "Walking: mean 23 min this week (3 of 7 days), mean 22 min the two weeks before (2 of 14 days); 5 days noted "
        "since 11 Nov."
    )
