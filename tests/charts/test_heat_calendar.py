"""The calendar: one cell a day, readable without color."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.charts import ChartStyle, Role, heat_calendar

FIRST, TODAY = date(2026, 9, 1), date(2026, 11, 20)


def test_a_month_reads_from_monday_to_sunday() -> None:
    chart = heat_calendar(
        {date(2026, 11, 20): 10, date(2026, 11, 3): 0}, date(2026, 11, 1), TODAY, today=TODAY, width=40
    )
    assert chart.plain.split("\n") == [
        "        November 2026",
        "        Mon Tue Wed Thu Fri Sat Sun",
        " 1 Nov                           ·",
        " 2 Nov   ·   0   ·   ·   ·   ·   ·",
        " 9 Nov   ·   ·   ·   ·   ·   ·   ·",
        "16 Nov   ·   ·   ·   · (10)",
        "",
        "0 none  1-3 mild  4-6 moderate",
        "7-10 severe  · not logged  ( ) today",
    ]


def test_the_selected_day_and_today_are_marked_without_color() -> None:
    chosen = TODAY - timedelta(days=1)
    both = heat_calendar({TODAY: 3, chosen: 4}, FIRST, TODAY, today=TODAY, selected=chosen, width=76)
    assert "[ 4]( 3)" in both.plain
    same = heat_calendar({TODAY: 3}, FIRST, TODAY, today=TODAY, selected=TODAY, width=76)
    assert "[ 3]" in same.plain


@pytest.mark.parametrize(
    ("score", "role"),
    [
        (0, Role.NO_PAIN),
        (1, Role.MILD),
        (3, Role.MILD),
        (4, Role.MODERATE),
        (6, Role.MODERATE),
        (7, Role.SEVERE),
        (10, Role.SEVERE),
    ],
)
def test_bands_follow_the_rules(score: int, role: Role) -> None:
    chart = heat_calendar({FIRST: score}, FIRST, TODAY, today=TODAY, width=76)
    assert [span.role for line in chart.lines[:-1] for span in line if span.text == f"{score:>2}"] == [role]


@given(
    st.dictionaries(st.dates(FIRST, TODAY), st.integers(0, 10)),
    st.dates(FIRST, TODAY),
    st.integers(0, 160),
    st.sampled_from(ChartStyle),
)
@settings(deadline=None)
def test_every_day_stands_where_the_chart_says(
    scores: dict[date, int], first: date, width: int, style: ChartStyle
) -> None:
    chart = heat_calendar(scores, first, TODAY, today=TODAY, width=width, style=style)
    lines = chart.plain.split("\n")
    assert all(len(line) <= width for line in lines)
    assert style is not ChartStyle.ASCII or chart.plain.isascii()
    if width < 35:
        assert len(lines) == 1
        return
    assert set(chart.days) == {first + timedelta(days=at) for at in range((TODAY - first).days + 1)}
    missing = "." if style is ChartStyle.ASCII else "·"
    for day, spot in chart.days.items():
        cell = lines[spot.line][spot.column : spot.column + spot.width]
        assert cell.strip(" ()[]") == str(scores.get(day, missing))


def test_days_in_the_wrong_order_give_one_calm_line() -> None:
    assert len(heat_calendar({}, TODAY, FIRST, today=TODAY, width=76).lines) == 1
