"""Dates under a chart: few, in order, never touching."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from chart_cases import LAST, series_of, wavy
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.charts import pain_chart
from rehab_tui.charts.dates import date_labels, date_row


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.integers(1, 20_000),
    st.integers(20, 200),
)
def test_labels_do_not_touch_and_stay_inside(first: date, days: int, columns: int) -> None:
    last = first + timedelta(days=days - 1)

    def column(day: date) -> int:
        return int(((day - first).days + 0.5) * columns / days)

    labels = date_labels(first, last, column, columns, 4)
    assert 1 <= len(labels) <= columns // 4
    assert labels[0].start >= 0
    assert labels[-1].start + len(labels[-1].text) <= columns + 4
    for one, other in pairwise(labels):
        assert one.column < other.column
        assert one.start + len(one.text) + 2 <= other.start
    text = "".join(span.text for span in date_row(labels))
    assert text.split() == " ".join(label.text for label in labels).split()


def dates_under(days: int, last: date, width: int = 76) -> str:
    return pain_chart([series_of(*wavy(days, 3, 5), last=last)], width=width, height=12).plain.split("\n")[-2]


def test_the_last_day_of_a_short_range_is_named() -> None:
    assert dates_under(14, LAST).split("    ")[-1].strip() == "20 Nov"
    assert dates_under(42, LAST).endswith("20 Nov")


def test_the_year_is_named_where_the_range_crosses_it() -> None:
    assert "2027" not in dates_under(42, date(2027, 5, 20))
    crossing = dates_under(42, date(2027, 1, 20))
    assert crossing.count("2026") == 1
    assert crossing.count("2027") == 1
    assert crossing.index("2026") < crossing.index("2027")


@pytest.mark.parametrize(("days", "wanted"), [(365, "1 Jan 2026"), (3650, "2020")])
def test_long_ranges_name_months_or_years(days: int, wanted: str) -> None:
    assert wanted in dates_under(days, LAST)
