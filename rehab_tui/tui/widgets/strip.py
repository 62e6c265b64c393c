"""The fortnight at the foot of Today: pain day by day, work of four weeks, the next appointment."""

from collections.abc import Iterator
from itertools import product

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from rehab_tui.charts import ChartStyle, sparkline
from rehab_tui.domain.days import short_day
from rehab_tui.domain.words import harmless
from rehab_tui.services.days import DayReview
from rehab_tui.tui.widgets.sheet import LineMaker

APART = 3
"""Blanks between the parts."""
SECOND_LINE = 16
"""Lines of a window from which on what does not fit beside the days gets a line of its own."""


class DayStrip(Widget):
    """Fourteen days of each hip, done of planned, the next visit: on one line, or on two where that is too narrow."""

    DEFAULT_CSS = "DayStrip { height: auto; width: 1fr; background: $surface; }"

    review: reactive[DayReview | None] = reactive(None, layout=True)
    chart_style: reactive[ChartStyle] = reactive(ChartStyle.BRAILLE)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (the base's)
        """Return one line, or two."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the strip for the present width."""
        width = self.size.width
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in self._lines(width))

    def _lines(self, width: int) -> tuple[Content, ...]:
        if self.review is None:
            return (Content(""),)
        days = self._days(width)
        room = width - days.width - APART
        fitting = next((words for words in _wordings(self.review) if len(words) <= room), "")
        longest = next(_wordings(self.review))
        if fitting or not longest or self.app.size.height < SECOND_LINE:
            return (days.add(" " * APART + fitting, "$quiet").line().content,)
        below = next((words for words in _wordings(self.review) if len(words) + 2 <= width), longest)
        return (days.line().content, Content.styled(f"  {below}", "$quiet"))

    def _days(self, width: int) -> LineMaker:
        """Return a fortnight of each hip, or the last week where that is too long."""
        hips = self.review.hips if self.review else ()
        long = 11 + sum(len(hip.side.value) + 2 + 14 for hip in hips) <= width
        maker = LineMaker().add("  14 days " if long else "  7 days ", "$quiet")
        for hip in hips:
            color = f"${hip.side.value}"
            last = hip.fortnight if long else hip.fortnight[-7:]
            if any(day.value is not None for day in last):
                maker.add(f" {hip.side.value} ", color)
                maker.add(sparkline([day.value for day in last], self.chart_style), color)
            else:
                maker.add(f" {hip.side.value}: ", color).add("no scores" if long else "none", "$quiet")
        return maker


def _wordings(review: DayReview) -> Iterator[str]:
    """Yield what stands beside the days, from the longest to the shortest: work done, the next visit."""
    for work, visit in product(_work_words(review), _visit_words(review)):
        yield (" " * APART).join(filter(None, (work, visit)))


def _work_words(review: DayReview) -> tuple[str, ...]:
    if review.work.percent is None:
        return ("",)
    short = f"{review.work.percent} % of plan"
    return (f"{short} ({review.work.window_days} days)", short)


def _visit_words(review: DayReview) -> tuple[str, ...]:
    if review.next_visit is None:
        return ("",)
    on = short_day(review.next_visit.on)
    who = harmless(review.next_visit.who).strip()
    return tuple(dict.fromkeys((f"{who[:40].strip()} {on}", f"{who[:18].strip()} {on}", f"visit {on}")))
