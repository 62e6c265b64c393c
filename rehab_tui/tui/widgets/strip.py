"""The fortnight in one line: pain day by day, work of four weeks, the next appointment."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from rehab_tui.charts import ChartStyle, sparkline
from rehab_tui.domain.days import short_day
from rehab_tui.domain.words import harmless
from rehab_tui.services.days import DayReview
from rehab_tui.tui.widgets.sheet import LineMaker


class DayStrip(Widget):
    """Fourteen days of each hip, done of planned, the next visit."""

    DEFAULT_CSS = "DayStrip { height: 1; width: 1fr; background: $surface; }"

    review: reactive[DayReview | None] = reactive(None)
    style_name: reactive[str] = reactive("braille")

    def render(self) -> Content:
        """Return the line; what does not fit is left out from the right."""
        if self.review is None:
            return Content("")
        maker = LineMaker().add("  14 days ", "$quiet")
        style = ChartStyle(self.style_name)
        for hip in self.review.hips:
            maker.add(f" {hip.side.value} ", f"${hip.side.value}")
            maker.add(sparkline([day.value for day in hip.fortnight], style), f"${hip.side.value}")
        work = self.review.work
        pieces = [] if work.percent is None else [f"{work.percent} % of plan ({work.window_days} days)"]
        if self.review.next_visit is not None:
            visit = self.review.next_visit
            pieces.append(f"{harmless(visit.who)[: 18 if self.size.width < 100 else 40].strip()} {short_day(visit.on)}")
        for piece in pieces:
            if maker.width + len(piece) + 3 <= self.size.width:
                maker.add("   ").add(piece, "$quiet")
        return maker.line().content.truncate(self.size.width)
