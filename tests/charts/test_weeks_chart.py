"""Weeks of work: a week without anything due is a dash, a week without anything done is 0."""

from itertools import pairwise

import pytest
from chart_cases import canvas_rows, week
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.charts import ChartStyle, Role, weeks_chart, weeks_sentence
from rehab_tui.charts.cells import cell_width

GUTTER = 5


def bars_of(text_rows: list[list[tuple[str, Role]]], role: Role) -> set[int]:
    return {at for row in text_rows for at, (_, seen) in enumerate(row) if seen is role}


def test_nothing_due_is_a_dash_and_nothing_done_is_an_empty_bar_with_0() -> None:
    chart = weeks_chart([week(0, 0, 0), week(1, 0, 9), week(2, 9, 9)], width=35, height=12)
    rows = canvas_rows(chart, GUTTER)
    assert chart.plain.split("\n")[-3].split() == ["%", "–", "0", "100"]
    assert not bars_of(rows, Role.TRACK) & set(range(10))
    assert bars_of(rows, Role.TRACK) <= set(range(10, 20))
    assert bars_of(rows, Role.DONE) <= set(range(20, 30))
    assert bars_of(rows, Role.TRACK)
    assert bars_of(rows, Role.DONE)


@pytest.mark.parametrize(("percent", "full"), [(0, 0), (1, 1), (50, 4), (99, 8), (100, 8)])
def test_a_bar_is_as_tall_as_its_percentage(percent: int, full: int) -> None:
    chart = weeks_chart([week(0, percent, 100)], width=30, height=14)
    rows = canvas_rows(chart, GUTTER)
    assert len(rows) == 9
    assert sum(any(role is Role.DONE for _, role in row) for row in rows) == full


@pytest.mark.parametrize("percent", [25, 50, 75, 100])
def test_a_bar_ends_where_the_axis_says_its_number(percent: int) -> None:
    """The number of the axis stands in the middle of its row, so the bar ends in the middle of that row."""
    lines = weeks_chart([week(0, percent, 100)], width=30, height=14).plain.split("\n")
    top = next(line for line in lines if set("█▄") & set(line))
    assert top.split()[0] == str(percent)
    assert "▄" in top


@pytest.mark.parametrize("height", range(8, 31))
def test_the_ticks_stand_at_even_distances_at_every_height(height: int) -> None:
    lines = weeks_chart([week(0, 5, 9)], width=40, height=height).plain.split("\n")
    at = {line[:4].strip(): row for row, line in enumerate(lines) if line[4:5] in {"┤", "┼"}}
    assert list(at) in (["100", "75", "50", "25", "0"], ["100", "50", "0"])
    assert len({after - before for before, after in pairwise(at.values())}) == 1


def test_a_bar_half_a_cell_tall_is_drawn_finer_than_a_cell() -> None:
    half, whole = (weeks_chart([week(0, percent, 100)], width=30, height=14).plain for percent in (50, 56))
    assert "▄" in half
    assert half.count("█") < whole.count("█")


def test_every_week_of_a_year_has_its_own_column() -> None:
    chart = weeks_chart([week(at, 5, 10) for at in range(52)], width=60, height=12)
    assert bars_of(canvas_rows(chart, GUTTER), Role.DONE) == set(range(52))
    assert "each week" in chart.plain


def test_more_weeks_than_columns_are_summed() -> None:
    weeks = [week(at, 0, 0) for at in range(40)] + [week(at, at % 2 * 10, 10) for at in range(40, 80)]
    chart = weeks_chart(weeks, width=45, height=12)
    rows = canvas_rows(chart, GUTTER)
    assert "each 2 weeks" in chart.plain
    assert bars_of(rows, Role.DONE) == set(range(20, 40))
    assert chart.plain.split("\n")[-3][GUTTER:] == "–" * 20


@pytest.mark.parametrize("style", ChartStyle)
def test_narrow_bars_keep_0_and_the_dash(style: ChartStyle) -> None:
    weeks = [week(0, 5, 10), week(1, 0, 10), week(2, 0, 0), *(week(at, 5, 10) for at in range(3, 20))]
    numbers = weeks_chart(weeks, width=25, height=10, style=style).plain.split("\n")[-3]
    assert numbers[GUTTER:].rstrip() == (" 0-" if style is ChartStyle.ASCII else " 0–")


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=90),
    st.integers(-1, 130),
    st.integers(-1, 40),
    st.sampled_from(ChartStyle),
)
@settings(deadline=None)
def test_every_line_fits(work: list[tuple[int, int]], width: int, height: int, style: ChartStyle) -> None:
    weeks = [week(at, min(done, due), due) for at, (done, due) in enumerate(work)]
    chart = weeks_chart(weeks, width=width, height=height, style=style)
    lines = chart.plain.split("\n")
    assert all(cell_width(line) <= max(width, 0) for line in lines)
    assert len(lines) == len(chart.lines)
    assert height - 4 < len(lines) <= height if weeks and width >= 24 and height >= 8 else len(lines) == 1
    assert style is not ChartStyle.ASCII or chart.plain.isascii()


def test_the_sentence_says_done_of_due() -> None:
    weeks = [week(0, 0, 0), week(1, 2.5, 9), week(2, 9, 11)]
    assert weeks_sentence(weeks) == (
        "Exercises since Mon 19 Oct: 9 of 11 done (82 %); since Mon 5 Oct 2026 (3 weeks): 11.5 of 20 done (58 %)."
    )
    assert weeks_chart(weeks, width=60, height=12).words == (weeks_sentence(weeks),)


def test_the_sentence_keeps_nothing_due_from_nothing_done() -> None:
    assert weeks_sentence([week(0, 0, 0)]) == "Exercises since Mon 5 Oct: no exercises due."
    assert weeks_sentence([week(0, 0, 9)]) == "Exercises since Mon 5 Oct: 0 of 9 done (0 %)."
    assert weeks_sentence([]) == "Exercises: no weeks to show."
