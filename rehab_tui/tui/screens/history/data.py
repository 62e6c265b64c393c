"""What the history shows: a window of months and one day, never more of the file than that."""

from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Site
from rehab_tui.domain.days import EARLIEST
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.patient import weeks_after

AHEAD = timedelta(days=3 * 366)
"""How far ahead visits are looked for."""


@dataclass(frozen=True, slots=True)
class Window:
    """The months that are on the screen."""

    first: date
    last: date


def window_of(day: date, today: date, months: int) -> Window:
    """Return the months that hold a day: counted back from today's month in steps, so that they stay put."""
    here, now = _month(day), _month(today)
    last = now - (now - here) // months * months
    return Window(_first(last - months + 1), _first(last + 1) - timedelta(days=1))


def month_away(day: date, step: int) -> date:
    """Return the same day of another month, or its last day where it has no such day."""
    first = _first(_month(day) + step)
    end = _first(_month(day) + step + 1) - timedelta(days=1)
    return min(end, first + timedelta(days=day.day - 1))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


class HistoryData:
    """Reads a window or a day when it is first asked for."""

    def __init__(self, rehab: Rehab, today: date) -> None:
        self._rehab = rehab
        self.today = today
        self._profile = rehab.profiles.read()
        self.names = {p.exercise: p.name for plan in rehab.plans.versions() for p in plan.prescriptions}
        ahead = rehab.journal.between(today + timedelta(days=1), today + AHEAD)
        self.last = max((entry.day for entry in ahead), default=today)
        """The last day there is something on, today at least."""
        self._scores: dict[Window, dict[date, int]] = {}

    def inside(self, day: date) -> date:
        """Return the nearest day that can be shown."""
        return max(EARLIEST + timedelta(days=366), min(day, self.last))

    def scores(self, window: Window) -> dict[date, int]:
        """Return the higher of the hips' daily scores for the days of a window."""
        if window not in self._scores:
            worst: dict[date, int] = {}
            for side in self._profile.sides:
                series = self._rehab.looking_back.pain(side, Site.HIP, window.first, window.last)
                for one in series.days:
                    if one.value is not None:
                        worst[one.day] = max(one.value, worst.get(one.day, 0))
            self._scores[window] = worst
        return self._scores[window]

    def entries(self, day: date) -> tuple[Entry, ...]:
        """Return everything about a day, also what no longer counts."""
        return self._rehab.journal.between(day, day, every_state=True)

    def actions(self, day: date) -> dict[str, int]:
        """Return which entries of a day were made by one command or key: ids with the same number."""
        return self._rehab.journal.actions(day, day)

    def beside(self, day: date) -> str:
        """Return where a day stands beside the surgery."""
        return weeks_after(self._profile, day)

    @property
    def title(self) -> str:
        """What the numbers of the calendar are."""
        sides = self._profile.sides
        return "Hip pain, the worse side" if len(sides) > 1 else f"Pain of the {sides[0].value} hip"
