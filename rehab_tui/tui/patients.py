"""A patient of the caseload on the screens: the day their file speaks to, and what is not done with it."""

from dataclasses import replace
from datetime import date

from rehab_tui.clock import Clock
from rehab_tui.domain.moment import Moment

WRITING = frozenset(
    {
        "undo", "export", "take_in", "log_more", "details", "step", "on_today", "change", "mistake", "start",
        "guided", "allow", "files", "tick", "log", "signs",
    }
)  # fmt: skip
"""Actions that would write an entry, or lead to where one is written: off while a patient's file is looked at."""
CALMLY = "A patient's entries are never changed here. Your own notes about the patient: {go-today}, then m."


class PatientClock(Clock):
    """Tells the last day a patient's file speaks of as today; what is overdue goes by the real time."""

    def __init__(self, clock: Clock, last: date) -> None:
        super().__init__()
        self._clock = clock
        self._last = last

    def now(self) -> Moment:
        """Return this moment, with the patient's last day."""
        return replace(self._clock.now(), today=self._last)

    def today(self) -> date:
        """Return the patient's last day."""
        return self._last
