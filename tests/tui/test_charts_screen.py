"""The charts: what is shown for which time and place, with the sentence and its n; gaps and zeros apart."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rehab_tui.charts import ChartStyle, Role
from rehab_tui.config import ChartChoice, load_settings
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.moment import Moment, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.services.journal import Draft
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.charts.data import SPANS, ChartData
from rehab_tui.tui.widgets.chart_view import ChartView
from tests.tui.conftest import TODAY, AppFor
from tests.tui.seen import seen, words


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that a test writes go to a folder of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def stamp(context: Context, day: date) -> Stamp:
    now = context.clock.now()
    return Stamp(Moment(now.instant, day, now.zone, True), "screen")


def score(context: Context, scores: dict[int, int], site: Site = Site.HIP, side: Side = Side.LEFT) -> None:
    """Keep daily scores, by days before today."""
    drafts = [Draft(TODAY - timedelta(days=back), PainScore(value, side, site)) for back, value in scores.items()]
    context.rehab.journal.log(drafts, stamp(context, TODAY), "scores")


async def test_the_sentence_under_the_chart_says_mean_and_n(context: Context, app_for: AppFor) -> None:
    score(context, {0: 3, 1: 2, 3: 4, 9: 5, 10: 4})
    async with app_for() as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "Left hip: mean 3.0 this week (3 of 7 days), mean 4.5 the two weeks before (2 of 14 days)." in words(
            pilot
        )


async def test_a_zero_is_a_mark_and_a_missing_day_is_none(context: Context, app_for: AppFor) -> None:
    score(context, {0: 0, 2: 0})
    async with app_for() as pilot:
        await pilot.press("c")
        await pilot.pause()
        lines = pilot.app.screen.query_one("#pain ChartView", ChartView).chart.lines
        marks = "".join(span.text for line in lines[:-1] for span in line if span.role is Role.LEFT)
        assert marks == "●●"


@pytest.mark.parametrize(
    ("keys", "days"),
    [(["left"], 14), ([], 42), (["right"], 92), (["right"] * 2, 365), (["right"] * 3, 400), (["right"] * 9, 400)],
)
async def test_arrows_go_from_two_weeks_to_all(context: Context, app_for: AppFor, keys: list[str], days: int) -> None:
    score(context, {0: 1, 399: 2})
    async with app_for() as pilot:
        await pilot.press("c", *keys)
        await pilot.pause()
        shown = pilot.app.screen.query_one("#pain ChartView", ChartView)._shown
        assert isinstance(shown, tuple)
        assert len(shown[0].series[0].days) == days


@pytest.mark.parametrize(("span", "days"), [("2 weeks", 14), ("6 weeks", 42), ("3 months", 92), ("1 year", 365)])
def test_spans_end_today_and_hold_whole_calendar_months(context: Context, span: str, days: int) -> None:
    number = [name for name, _ in SPANS].index(span)
    assert (TODAY - ChartData(context.rehab, TODAY).first(number)).days + 1 == days


async def test_a_span_and_a_chart_can_be_clicked(context: Context, app_for: AppFor) -> None:
    score(context, {0: 1, 300: 2})
    async with app_for() as pilot:
        await pilot.press("c")
        await pilot.pause()
        row = seen(pilot).split("\n")[1]
        await pilot.click(offset=(row.index("1 year") + 1, 1))
        await pilot.pause()
        assert "[1 year]" in seen(pilot)
        await pilot.click(offset=(row.index("Exercises") + 1, 1))
        await pilot.pause()
        assert "[Exercises]" in seen(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_small_window_shows_one_chart_at_a_time(
    context: Context, app_for: AppFor, size: tuple[int, int]
) -> None:
    score(context, {0: 3})
    async with app_for(size) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "Pain, left hip" in seen(pilot)
        assert "Exercises, done of planned" not in seen(pilot)
        await pilot.press("tab")
        await pilot.pause()
        assert "Exercises, done of planned" in seen(pilot)
        assert "Pain, left hip" not in seen(pilot)
        await pilot.press("up")
        await pilot.pause()
        assert "Left hip: mean 3.0 this week (1 of 7 days)" in words(pilot)


async def test_a_large_window_shows_both(context: Context, app_for: AppFor) -> None:
    score(context, {0: 3})
    context.rehab.profiles.keep({"allowed_by": "Dr. Rivera", "allowed_on": TODAY}, stamp(context, TODAY))
    context.rehab.plans.start("activate", stamp(context, TODAY))
    async with app_for((120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        await pilot.pause()
        assert "Pain, left hip" in seen(pilot)
        assert "Exercises since Mon 16 Nov: 0 of" in words(pilot)


async def test_a_window_of_40_x_10_still_has_the_sentence(context: Context, app_for: AppFor) -> None:
    score(context, {0: 3, 1: 5})
    async with app_for((40, 10)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "Left hip: mean 4.0 this week (2 of 7 days)" in words(pilot)


async def test_without_entries_it_says_what_will_be_here(app_for: AppFor) -> None:
    async with app_for((120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        await pilot.pause()
        assert "Here your pain will be drawn" in words(pilot)
        assert "Here your exercises will be drawn" in words(pilot)


async def test_another_place_that_has_scores_can_be_shown(context: Context, app_for: AppFor) -> None:
    score(context, {0: 3})
    score(context, {0: 6, 1: 8}, Site.GROIN, Side.RIGHT)
    async with app_for() as pilot:
        await pilot.press("c", "o")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert "Right groin, front of hip: mean 7.0 this week (2 of 7 days)" in words(pilot)


async def test_a_score_logged_meanwhile_is_on_the_chart(context: Context, app_for: AppFor) -> None:
    async with app_for() as pilot:
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("t")
        score(context, {0: 9})
        await pilot.press("c")
        await pilot.pause()
        assert "Left hip: mean 9.0 this week (1 of 7 days)" in words(pilot)


async def test_the_style_goes_round_and_is_remembered(context: Context, app_for: AppFor) -> None:
    score(context, {0: 3, 1: 3, 2: 3, 3: 4})
    async with app_for() as pilot:
        await pilot.press("c", "s", "s")
        await pilot.pause()
        view = pilot.app.screen.query_one("#pain ChartView", ChartView)
        assert all(span.text.isascii() for line in view.chart.lines for span in line)
        assert load_settings().chart_style is ChartChoice.ASCII
        await pilot.press("s")
        assert load_settings().chart_style is ChartChoice.BRAILLE


async def test_the_demo_remembers_no_style(context: Context, app_for: AppFor) -> None:
    context.demo = True
    async with app_for() as pilot:
        await pilot.press("c", "s")
        assert context.settings.chart_style is ChartChoice.BLOCK
    assert load_settings().chart_style is ChartChoice.BRAILLE


async def test_a_chart_is_drawn_once_for_each_size_and_content(context: Context, app_for: AppFor) -> None:
    score(context, {0: 3})
    async with app_for() as pilot:
        await pilot.press("c")
        await pilot.pause()
        view = pilot.app.screen.query_one("#pain ChartView", ChartView)
        before = view.chart
        await pilot.press("down", "up")
        await pilot.pause()
        assert view.chart is before


async def test_every_style_and_span_shows_in_every_window(context: Context, app_for: AppFor) -> None:
    score(context, {back: back % 11 for back in range(0, 500, 3)})
    score(context, {back: (back * 7) % 11 for back in range(0, 500, 2)}, side=Side.RIGHT)
    async with app_for() as pilot:
        await pilot.press("c")
        for size in ((80, 24), (120, 40), (60, 20), (40, 10), (200, 60), (20, 6), (80, 24)):
            await pilot.resize_terminal(*size)
            for style in ChartStyle:
                context.settings = replace(context.settings, chart_style=ChartChoice(style.value))
                await pilot.press("right", "tab", "left", "left")
        await pilot.pause()
        assert "Left hip" in words(pilot) or "Exercises" in words(pilot)


@pytest.mark.parametrize(("first", "days", "said"), [(70, 85, False), (50, 51, True)])
async def test_all_begins_at_a_near_surgery_and_names_one_that_lies_long_before(
    context: Context, app_for: AppFor, first: int, days: int, said: bool
) -> None:
    score(context, {0: 3, first: 5})
    async with app_for() as pilot:
        await pilot.press("c", "right", "right", "right")
        await pilot.pause()
        view = pilot.app.screen.query_one("#pain ChartView", ChartView)
        shown = view._shown
        assert isinstance(shown, tuple)
        assert len(shown[0].series[0].days) == days
        assert ("Surgery was on Fri 28 Aug 2026, before the first day shown." in words(pilot)) is said
        assert ("surgery" in "".join(span.text for span in view.chart.lines[0])) is not said


async def test_where_only_letters_show_charts_are_drawn_with_letters_until_another_style_is_chosen(
    context: Context, app_for: AppFor
) -> None:
    score(context, dict.fromkeys(range(40), 3))
    context.letters_only = True
    async with app_for() as pilot:
        await pilot.press("c")
        await pilot.pause()
        view = pilot.app.screen.query_one("#pain ChartView", ChartView)
        assert all(span.text.isascii() for line in view.chart.lines for span in line)
        await pilot.press("s")
        await pilot.pause()
        assert context.chart_style is ChartStyle.BRAILLE
        assert not all(span.text.isascii() for line in view.chart.lines for span in line)


async def test_minutes_of_walking_are_drawn_where_the_measures_are(context: Context, app_for: AppFor) -> None:
    walks = [Draft(TODAY - timedelta(days=back), ExerciseDone("walking", Dose(minutes=20))) for back in (0, 1, 4)]
    context.rehab.journal.log(walks, stamp(context, TODAY), "walks")
    async with app_for() as pilot:
        await pilot.press("c", "m", "1")
        await pilot.pause()
        assert "Walking: mean 20 min this week (3 of 7 days)" in words(pilot)
        assert "A day without a note is a gap; a walk that was left out is a 0." in words(pilot)
        assert "min a day, n 3" in words(pilot)
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("d", "ctrl+s")
        await pilot.pause()
        assert "Kept for today" in words(pilot)
