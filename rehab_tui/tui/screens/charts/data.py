"""What the charts show: read once for a span and kept until something changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.days import months_before
from rehab_tui.domain.series import Marker, PainSeries, WeekOfWork

HIPS = Site.HIP
SPANS: tuple[tuple[str, int | None], ...] = (
    ("2 weeks", 0),
    ("6 weeks", 0),
    ("3 months", 3),
    ("1 year", 12),
    ("all", None),
)
"""Each span's name, and its calendar months where it is made of those."""
_DAYS = {"2 weeks": 14, "6 weeks": 42}


@dataclass(frozen=True, slots=True)
class PainShown:
    """The scores of one place over a span, with what happened meanwhile."""

    site: Site
    sides: tuple[Side, ...]
    series: tuple[PainSeries, ...]
    markers: tuple[Marker, ...]
    ever: bool
    """Whether this place has a score at all, in this span or outside it."""
    operated: date | None
    """The surgery, where all is shown and it lies too long before the first day to be drawn."""

    @property
    def any_here(self) -> bool:
        """Whether a score lies in the span."""
        return any(day.value is not None for one in self.series for day in one.days)


class ChartData:
    """Reads a span when it is first asked for."""

    def __init__(self, rehab: Rehab, today: date) -> None:
        self._rehab = rehab
        self._today = today
        self._pain: dict[tuple[int, Site], PainShown] = {}
        self._weeks: dict[int, tuple[WeekOfWork, ...]] = {}

    @cached_property
    def _scored(self) -> tuple[tuple[Site, Side], ...]:
        return self._rehab.looking_back.places()

    @cached_property
    def places(self) -> dict[Site, tuple[Side, ...]]:
        """The sites to choose from and the sides of each that have scores; the hips always, and first."""
        found: dict[Site, tuple[Side, ...]] = {HIPS: ()}
        for site, side in self._scored:
            found[site] = tuple(sorted((*found.get(site, ()), side)))
        if not found[HIPS]:
            found[HIPS] = self._rehab.profiles.read().sides
        return found

    def first(self, span: int) -> date:
        """Return the first day of a span that ends today."""
        name, months = SPANS[span]
        if months:
            return months_before(self._today, months) + timedelta(days=1)
        if months is None:
            oldest = self._rehab.looking_back.first_day() or self._today
            return min(oldest, self._today - timedelta(days=13))
        return self._today - timedelta(days=_DAYS[name] - 1)

    def pain(self, span: int, site: Site) -> PainShown:
        """Return the pain of a place over a span."""
        if (span, site) not in self._pain:
            back = self._rehab.looking_back
            first, operated = self._from_surgery(span)
            sides = self._sides(site)
            self._pain[span, site] = PainShown(
                site=site,
                sides=sides,
                series=tuple(back.pain(side, site, first, self._today) for side in sides),
                markers=back.markers(first, self._today),
                ever=any(scored == site for scored, _ in self._scored),
                operated=operated,
            )
        return self._pain[span, site]

    def _from_surgery(self, span: int) -> tuple[date, date | None]:
        """Return the first day to draw, and the surgery where it lies before that and belongs to all there is.

        The axis reaches back to a surgery while at most a quarter of it stays empty.
        """
        first, surgery = self.first(span), self._rehab.profiles.read().surgery_date
        if SPANS[span][1] is not None or surgery is None or surgery >= first:
            return first, None
        if 4 * (first - surgery).days <= (self._today - surgery).days + 1:
            return surgery, None
        return first, surgery

    def weeks(self, span: int) -> tuple[WeekOfWork, ...]:
        """Return done of planned, week by week, over a span."""
        if span not in self._weeks:
            self._weeks[span] = self._rehab.looking_back.weeks(self.first(span), self._today)
        return self._weeks[span]

    def _sides(self, site: Site) -> tuple[Side, ...]:
        """Return the sides to draw: those with scores, and for the hips also those that are tracked."""
        sides = self.places.get(site, ())
        if site is HIPS:
            sides = (*sides, *(s for s in self._rehab.profiles.read().sides if s not in sides))
        order = (Side.LEFT, Side.RIGHT, Side.MIDDLE)
        return tuple(side for side in order if side in sides)
