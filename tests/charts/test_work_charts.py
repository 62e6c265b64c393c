"""Pain beside work, balance, and dose against the next day: every row fits, and too few draw no mean."""

from datetime import date, timedelta

import pytest

from rehab_tui.charts import ChartStyle, Role, balance_chart, load_chart, response_chart
from rehab_tui.charts.cells import cell_width
from rehab_tui.domain.balance import Balance, Pair
from rehab_tui.domain.body import Side
from rehab_tui.domain.load import WeekOfLoad, load_sentence
from rehab_tui.domain.response import Response, Session
from rehab_tui.domain.series import Mean

MONDAY = date(2026, 11, 16)


def week(ago: int, doses: float, left: Mean, right: Mean) -> WeekOfLoad:
    days = 3 if doses else 0
    return WeekOfLoad(MONDAY - timedelta(weeks=ago), doses, 0, days, {Side.LEFT: left, Side.RIGHT: right})


def weeks(number: int) -> list[WeekOfLoad]:
    return [week(ago, ago % 5 * 3.5, Mean(ago % 40, 4 + ago % 3), Mean(8, 4)) for ago in range(number - 1, -1, -1)]


def session(number: int, amount: int, after: int | None) -> Session:
    return Session(MONDAY + timedelta(days=number), amount, None, None, None, after, None, None)


@pytest.mark.parametrize("style", list(ChartStyle))
@pytest.mark.parametrize(("width", "height"), [(24, 8), (44, 10), (58, 12), (76, 16), (120, 40)])
def test_every_line_fits(style: ChartStyle, width: int, height: int) -> None:
    pairs = tuple(Pair(one, "Left and right", "left", "right", 63.5, 0.5, 9, (), ()) for one in ("left-right", "x"))
    charts = (
        load_chart(weeks(60), width=width, height=height, style=style),
        balance_chart(Balance(MONDAY, MONDAY, pairs, pairs), width=width, height=height, style=style),
        response_chart(Response("x", "Clamshell", (session(0, 999, 10),)), width=width, style=style),
    )
    for chart in charts:
        assert len(chart.lines) <= height
        assert max(cell_width(line) for line in chart.plain.split("\n")) <= width
        if style is ChartStyle.ASCII:
            assert chart.plain.isascii()


def test_a_week_with_three_scores_has_no_mark_and_a_week_without_work_a_dash() -> None:
    chart = load_chart([week(1, 0, Mean(9, 3), Mean(0, 4)), week(0, 6, Mean(12, 4), Mean(0, 0))], width=76, height=12)
    before, last = (["".join(span.text for span in line) for line in chart.lines])[1:3]
    assert before.split()[-3:] == ["–", "0.0", "–"]
    assert last.split()[3:6][:2] != ["–", "–"]
    assert [span.role for span in chart.lines[1] if span.text in {"●", "○"}] == [Role.RIGHT]
    assert "3 of 7 days scored: too few" in load_sentence((week(0, 0, Mean(9, 3), Mean(0, 4)),))


def test_more_weeks_than_lines_are_joined_to_the_last_one() -> None:
    chart = load_chart(weeks(30), width=60, height=12)
    assert chart.plain.startswith("3 wks")
    assert len(chart.lines) == 12
    total = sum(one.doses for one in weeks(30)[-3:])
    assert chart.plain.split("\n")[-2].split()[-1] == f"{total:g}"


def test_bars_are_as_long_as_what_was_done() -> None:
    pair = Pair("left-right", "Left and right", "left", "right", 10, 5, 9, (), ())
    line = balance_chart(Balance(MONDAY, MONDAY, (pair,), ()), width=64, height=10).lines[1]
    bars = {span.role: len(span.text) for span in line if span.role in (Role.LEFT, Role.RIGHT)}
    assert bars[Role.LEFT] == 2 * bars[Role.RIGHT]


def test_each_session_stands_once_beside_its_dose() -> None:
    sessions = tuple(session(at, 10 if at < 3 else 5, 2 if at else None) for at in range(5))
    rows = response_chart(Response("x", "Clamshell", sessions), width=60).plain.split("\n")
    assert rows[0].endswith("n 4")
    assert [row.split()[0] for row in rows[2:]] == ["10", "5"]
    assert [row.split()[3] for row in rows[2:]] == ["2", "2"]


def test_nothing_to_draw_is_said_in_words() -> None:
    assert "nothing to draw" in load_chart([], width=60, height=12).plain
    empty = Pair("left-right", "Left and right", "left", "right", 0, 0, 0, (), ())
    assert "nothing to draw" in balance_chart(Balance(MONDAY, MONDAY, (empty,), ()), width=60, height=12).plain
    assert "no score" in response_chart(Response("x", "Clamshell", ()), width=60).plain
