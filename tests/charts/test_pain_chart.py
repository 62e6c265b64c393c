"""Pain charts: gaps stay gaps, zero is not missing, and every reading is seen."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from chart_cases import LAST, MARKERS, canvas_rows, columns_of, pictures, series_from, series_of, wavy
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.charts import Chart, ChartStyle, Role, pain_chart
from rehab_tui.charts import pain as pain_module
from rehab_tui.charts.canvas import Grid, Trace, canvas
from rehab_tui.charts.cells import cell_width
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.series import Marker, PainSeries, pain_series

MARKS = (Role.LEFT, Role.RIGHT, Role.BOTH)
LINES = (Role.LEFT_MEAN, Role.RIGHT_MEAN)
styles = st.sampled_from(ChartStyle)
scores = st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=90)


def middle(step: int, days: int, columns: int) -> int:
    """The column in the middle of a day's share of the width."""
    return int((step + 0.5) * columns / days)


def test_a_gap_leaves_its_columns_blank() -> None:
    chart = pain_chart([series_of(4, 4, 4, 4, 4, None, None, None, 5, 5, 5, 5, 5)], width=69, height=14)
    between = range(middle(4, 13, 65) + 1, middle(8, 13, 65))
    assert len(between) > 15
    for row in canvas_rows(chart)[:-1]:
        assert all(character == " " for character, _ in row[between.start : between.stop])
    assert all(role is Role.AXIS for _, role in canvas_rows(chart)[-1][between.start : between.stop])


def test_the_mean_runs_through_days_that_follow_each_other() -> None:
    chart = pain_chart([series_of(2, 6, 2, 6, 2, 6, 2, 6, 2, 6)], width=64, height=15)
    first, last = middle(3, 10, 60), middle(9, 10, 60)
    assert columns_of(chart, Role.LEFT_MEAN) >= set(range(first + 1, last))


def test_a_true_zero_stands_on_the_axis() -> None:
    chart = pain_chart([series_of(0, None, 3)], width=40, height=12)
    floor = canvas_rows(chart)[-1]
    assert [at for at, (character, _) in enumerate(floor) if character == "●"] == [middle(0, 3, 36)]


def test_zero_and_missing_differ() -> None:
    zeros = pain_chart([series_of(*[0] * 14)], width=60, height=12)
    nothing = pain_chart([series_of(*[None] * 14)], width=60, height=12)
    assert len(columns_of(zeros, Role.LEFT)) == 14
    assert columns_of(nothing, *MARKS, *LINES) == set()


@pytest.mark.parametrize("style", ChartStyle)
def test_a_lone_reading_is_one_dot(style: ChartStyle) -> None:
    chart = pain_chart([series_of(*[None] * 6, 7, *[None] * 7)], width=60, height=12, style=style)
    seen = [role for row in canvas_rows(chart) for _, role in row if role in (*MARKS, *LINES)]
    assert seen == [Role.LEFT]


@pytest.mark.parametrize("score", range(11))
def test_a_score_stands_level_with_its_tick(score: int) -> None:
    chart = pain_chart([series_of(None, score, None)], width=40, height=13)
    rows = canvas_rows(chart)
    assert len(rows) == 11
    assert [10 - at for at, row in enumerate(rows) if any(role is Role.LEFT for _, role in row)] == [score]


@pytest.mark.parametrize("height", range(8, 31))
def test_the_ticks_stand_at_even_distances_at_every_height(height: int) -> None:
    lines = pain_chart([series_of(1, 2, 3)], MARKERS, width=40, height=height).plain.split("\n")
    at = {line[:3].strip(): row for row, line in enumerate(lines) if line[3:4] in {"┤", "┼"}}
    assert list(at) in (["10", "8", "6", "4", "2", "0"], ["10", "5", "0"])
    assert len({after - before for before, after in pairwise(at.values())}) == 1
    assert height - 5 < len(lines) <= height


@given(scores, st.integers(52, 120), styles)
@settings(deadline=None)
def test_readings_are_marked_where_they_are_and_nowhere_else(
    values: list[int | None], width: int, style: ChartStyle
) -> None:
    chart = pain_chart([series_of(*values)], width=width, height=13, style=style)
    expected = {middle(at, len(values), width - 4) for at, value in enumerate(values) if value is not None}
    assert columns_of(chart, *MARKS) == expected


@given(scores, st.integers(52, 120), styles, st.booleans())
@settings(deadline=None)
def test_no_line_crosses_a_missing_day(values: list[int | None], width: int, style: ChartStyle, second: bool) -> None:
    mine = series_of(*values, side=Side.RIGHT)
    chart = pain_chart(
        [series_of(*[None] * len(values)), mine] if second else [mine], width=width, height=13, style=style
    )
    allowed: set[int] = set()
    for at, value in enumerate(values):
        if value is None:
            continue
        here = middle(at, len(values), width - 4)
        follows = at + 1 < len(values) and values[at + 1] is not None
        allowed |= set(range(here, (middle(at + 1, len(values), width - 4) if follows else here) + 1))
    assert columns_of(chart, *LINES) <= allowed


@given(st.dictionaries(st.integers(0, 1499), st.integers(0, 10), max_size=200), st.integers(300, 1500))
@settings(deadline=None, max_examples=40)
def test_a_long_range_marks_no_weeks_without_readings(by_day: dict[int, int], days: int) -> None:
    inside = {at: score for at, score in by_day.items() if at < days}
    chart = pain_chart([series_from(inside, days)], width=64, height=13)
    reach = 7 * -(-days // (7 * 60))
    readings = {middle(at, days, 60): at for at in inside}
    for column in columns_of(chart, *MARKS):
        assert any(abs((column + 0.5) * days / 60 - at) <= reach + days / 60 for at in inside), column
    assert bool(columns_of(chart, *MARKS)) == bool(readings)


def test_a_long_range_keeps_its_worst_day_and_its_gaps() -> None:
    calm = {at: 2 for at in range(3650) if not 1000 <= at < 1400}
    chart = pain_chart([series_from(calm | {2500: 9}, 3650)], width=76, height=13)
    top = canvas_rows(chart)[1]
    assert [role for _, role in top if role is Role.LEFT] == [Role.LEFT]
    assert not columns_of(chart, *MARKS, *LINES) & set(range(middle(1080, 3650, 72), middle(1320, 3650, 72)))
    assert "mean of each 8 weeks" in chart.plain
    assert "The line is the mean of each 8 weeks; a mark is its worst day." in chart.words


def test_a_week_of_fewer_than_four_scores_has_no_mean() -> None:
    chart = pain_chart([series_from(dict.fromkeys(range(0, 365, 3), 4), 365)], width=76, height=13)
    assert columns_of(chart, Role.LEFT)
    assert not columns_of(chart, Role.LEFT_MEAN)
    assert "mean of each week" in chart.plain


def test_ten_years_give_plotext_a_few_points_a_column(monkeypatch: pytest.MonkeyPatch) -> None:
    given_points: list[int] = []

    def counted(traces: Sequence[Trace], columns: int, rows: int) -> Grid:
        given_points.extend(len(trace.points) for trace in traces)
        return canvas(traces, columns, rows)

    monkeypatch.setattr(pain_module, "canvas", counted)
    both = [series_of(*wavy(3650, 5, 9)), series_of(*wavy(3650, 2, 7), side=Side.RIGHT)]
    pain_chart(both, width=76, height=14)
    assert 0 < sum(given_points) <= 2 * 4 * 72


@pytest.mark.parametrize("style", ChartStyle)
def test_two_sides_differ_without_color(style: ChartStyle) -> None:
    left, right = (5, 5, 5, 5, 5, 5, 5, 5), (2, 2, 2, 2, 2, 2, 2, 2)
    one = pain_chart([series_of(*left), series_of(*right, side=Side.RIGHT)], width=60, height=13, style=style)
    other = pain_chart([series_of(*right), series_of(*left, side=Side.RIGHT)], width=60, height=13, style=style)
    assert one.plain != other.plain
    assert "left hip" in one.plain
    assert "right hip" in one.plain


@pytest.mark.parametrize(("style", "mark"), [("braille", "◐"), ("block", "◐"), ("ascii", "&")])
def test_two_sides_in_one_cell_show_the_mark_for_both(style: str, mark: str) -> None:
    both = [series_of(None, 5, None), series_of(None, 5, None, side=Side.RIGHT)]
    chart = pain_chart(both, width=60, height=13, style=ChartStyle(style))
    assert [c for row in canvas_rows(chart) for c, role in row if role in MARKS] == [mark]
    assert f"{mark} both" in chart.plain


def test_series_of_different_days_share_one_axis() -> None:
    early = series_of(5, 5, last=LAST - timedelta(days=8))
    late = series_of(3, 3, side=Side.RIGHT)
    chart = pain_chart([early, late], width=44, height=13)
    assert columns_of(chart, Role.LEFT) == {2, 6}
    assert columns_of(chart, Role.RIGHT) == {34, 38}


def test_markers_are_shown_and_named() -> None:
    chart = pain_chart([series_of(*wavy(42, 4, 9))], MARKERS, width=76, height=14)
    row = chart.plain.split("\n")[0]
    assert [name for name in ("▾ surgery", "plan 2 ▾", "▾ plan 2", "follow-up") if name in row]
    assert row.count("▾") == 3
    steps = (42 - 1 - (LAST - marker.day).days for marker in MARKERS)
    assert columns_of(chart, Role.MARKER) == {middle(step, 42, 72) for step in steps}
    assert "Thu 15 Oct 2026: surgery." in chart.words


def test_markers_outside_the_days_are_left_out() -> None:
    outside = Marker(LAST + timedelta(days=1), "plan", "next plan")
    with_it = pain_chart([series_of(1, 2, 3)], [outside], width=60, height=12)
    assert with_it == pain_chart([series_of(1, 2, 3)], width=60, height=12)


def test_marker_names_never_touch() -> None:
    close = [Marker(LAST - timedelta(days=back), "plan", f"plan {back}") for back in range(10)]
    for width in range(24, 120):
        lines = pain_chart([series_of(*[3] * 14)], close, width=width, height=15).plain.split("\n")
        row = lines[0]
        assert "plan" in row
        assert len(re.findall("▾|P", row)) == len({middle(13 - back, 14, width - 4) for back in range(10)})
        assert all(piece.count("plan") <= 1 for piece in row.split("  "))
        assert ("P" in row) == (lines[-1] == "P plan")


def test_what_has_no_room_for_its_name_gets_a_letter_that_is_explained_below() -> None:
    close = [
        Marker(LAST - timedelta(days=12), "surgery", "surgery"),
        Marker(LAST - timedelta(days=9), "clearance", "swimming allowed"),
        Marker(LAST - timedelta(days=8), "follow-up", "Hip pain is higher than before"),
        Marker(LAST - timedelta(days=7), "treatment", "injection"),
        Marker(LAST - timedelta(days=7), "plan", "plan 2"),
        Marker(LAST - timedelta(days=6), "block", "block"),
    ]
    lines = pain_chart([series_of(*[3] * 14)], close, width=44, height=15).plain.split("\n")
    assert lines[0].split() == ["surgery", "▾", "A", "F", "*", "▾", "block"]
    assert lines[-1] == "F follow-up   A allowed   * several"
    wide = pain_chart([series_of(*[3] * 14)], close[:1], width=44, height=15).plain.split("\n")
    assert "surgery" not in wide[-1]


def test_events_of_several_kinds_in_one_column_say_so() -> None:
    kinds = {306: "plan", 300: "plan", 299: "follow-up", 292: "plan"}
    events = [Marker(LAST - timedelta(days=back), kind, f"{kind} {back}") for back, kind in kinds.items()]
    chart = pain_chart([series_of(*wavy(365, 4, 9))], events, width=76, height=15)
    assert chart.plain.split("\n")[0].split() == ["plan", "306", "▾*", "▾", "plan", "292"]
    assert chart.plain.split("\n")[-1] == "* several"


def test_a_name_without_room_is_explained_below() -> None:
    middle_of_a_narrow_chart = [Marker(LAST - timedelta(days=1), "plan", "a very long plan name")]
    chart = pain_chart([series_of(1, 2, 3)], middle_of_a_narrow_chart, width=24, height=12)
    assert chart.plain.split("\n")[0].strip() == "P"
    assert chart.plain.split("\n")[-1] == "P plan"


@given(
    scores,
    st.lists(st.tuples(st.integers(0, 40), st.text(max_size=30)), max_size=6),
    st.integers(0, 130),
    st.integers(0, 40),
    styles,
)
@settings(deadline=None)
def test_every_line_fits(
    values: list[int | None], markers: list[tuple[int, str]], width: int, height: int, style: ChartStyle
) -> None:
    both = [series_of(*values), series_of(*reversed(values), side=Side.RIGHT)]
    events = [Marker(LAST - timedelta(days=back), "follow-up", label) for back, label in markers]
    chart = pain_chart(both, events, width=width, height=height, style=style)
    lines = chart.plain.split("\n")
    assert all(cell_width(line) <= width for line in lines)
    assert len(lines) == len(chart.lines)
    assert height - 5 < len(lines) <= height if width >= 24 and height >= 8 else len(lines) == 1
    assert chart.plain.isprintable() or "\n" in chart.plain
    assert "\x1b" not in chart.plain
    if style is ChartStyle.ASCII:
        assert chart.plain.isascii()


def test_a_plan_that_was_started_several_times_on_a_date_is_one_marker_with_a_count() -> None:
    again = [Marker(LAST - timedelta(days=20), "plan", f"plan {version}") for version in (8, 9, 10)]
    chart = pain_chart([series_of(*range(10), *range(10), *range(10))], again, width=76, height=14)
    assert "plan 10 (3 that day)" in chart.plain
    assert chart.plain.count("plan") == 1
    assert sum("plan" in one for one in chart.words) == 1


def test_what_shares_a_date_is_one_marker_that_counts_the_others() -> None:
    day = LAST - timedelta(days=20)
    events = [
        Marker(day, "plan", "plan 1"),
        Marker(day, "clearance", "swimming allowed"),
        Marker(day, "surgery", "surgery"),
    ]
    chart = pain_chart([series_of(*range(10), *range(10), *range(10))], events, width=76, height=14)
    assert "surgery +2" in chart.plain
    assert any(one.endswith(": surgery, swimming allowed, plan 1.") for one in chart.words)


def test_a_name_in_wide_characters_fits() -> None:
    chart = pain_chart([series_of(1, 2, 3)], [Marker(LAST, "surgery", "手術のあと" * 9)], width=40, height=12)
    assert "手術" in chart.plain
    assert max(cell_width(line) for line in chart.plain.split("\n")) <= 40


def test_escapes_in_a_name_are_made_harmless() -> None:
    chart = pain_chart([series_of(1, 2, 3)], [Marker(LAST, "plan", "\x1b[31mred\nnext")], width=60, height=12)
    assert "\x1b" not in chart.plain
    assert "\x1b" not in "".join(chart.words)
    assert len(chart.plain.split("\n")) == 12


@pytest.mark.parametrize(("width", "height"), [(20, 4), (0, 0), (-1, 5), (23, 40), (200, 7), (10, 10)])
def test_too_little_room_gives_one_calm_line(width: int, height: int) -> None:
    chart = pain_chart([series_of(1, 2, 3)], MARKERS, width=width, height=height)
    assert len(chart.lines) == 1
    assert len(chart.plain) <= max(width, 0)


def test_nothing_to_draw_is_said() -> None:
    assert pain_chart([], width=60, height=12).plain == "There is nothing to draw yet."


def test_every_chart_has_its_sentences() -> None:
    chart = pain_chart([series_of(*[3] * 21)], width=60, height=12)
    assert chart.words == (
        "Left hip: mean 3.0 this week (7 of 7 days), mean 3.0 the two weeks before (14 of 14 days).",
    )


def test_other_sites_are_named_in_the_legend() -> None:
    series = [
        pain_series({LAST: 3}, Side.MIDDLE, Site.LOW_BACK, LAST, LAST),
        pain_series({LAST: 5}, Side.LEFT, Site.HIP, LAST, LAST),
    ]
    chart = pain_chart(series, width=60, height=12)
    assert "● low back   ○ left hip" in chart.plain


def test_the_same_series_gives_the_same_text_also_from_many_threads() -> None:
    wanted = [pain_chart([series_of(*wavy(days, 4, 6))], width=70, height=13) for days in range(10, 30)]

    def draw(days: int) -> Chart:
        return pain_chart([series_of(*wavy(days, 4, 6))], width=70, height=13)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(draw, range(10, 30))) == wanted


def test_a_series_without_means_has_marks_only() -> None:
    full = series_of(*[3] * 10)
    bare = PainSeries(full.side, full.site, full.days, full.week, full.before)
    chart = pain_chart([bare], width=60, height=12)
    assert len(columns_of(chart, Role.LEFT)) == 10
    assert not columns_of(chart, Role.LEFT_MEAN)


@pytest.mark.parametrize(("path", "text"), [pytest.param(*kept, id=kept[0].stem) for kept in pictures()])
def test_the_picture_is_the_kept_one(path: object, text: str) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    assert text == path.read_text(encoding="utf-8")
