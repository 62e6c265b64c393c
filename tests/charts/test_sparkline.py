"""Sparklines: one cell a day."""

from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.charts import ChartStyle, sparkline


def test_zero_is_a_low_bar_and_missing_is_blank() -> None:
    assert sparkline([0, None, 10, 5]) == "▁ █▅"


def test_ascii_shows_the_scores_themselves() -> None:
    assert sparkline([0, 3, None, 10], ChartStyle.ASCII) == "03_X"


def test_more_pain_is_never_a_lower_bar() -> None:
    bars = sparkline(list(range(11)))
    assert list(bars) == sorted(bars)
    assert bars[0] != bars[1]


@given(st.lists(st.none() | st.integers(0, 10)), st.sampled_from(ChartStyle))
def test_every_day_is_one_cell(values: list[int | None], style: ChartStyle) -> None:
    text = sparkline(values, style)
    assert len(text) == len(values)
    assert [character in " _" for character in text] == [value is None for value in values]
    assert style is not ChartStyle.ASCII or text.isascii()
