"""Days on which nothing is due, and the day from which the starting average is counted anew."""

from dataclasses import dataclass
from datetime import date

from rehab_tui.domain.days import short_day
from rehab_tui.domain.fact import Kind, Spoken
from rehab_tui.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Pause(Spoken):
    """A span of days, both ends included, that counts neither as done nor as missed (rules, section 5)."""

    kind_of_entry = Kind.PAUSE

    first: date
    last: date | None
    """None while it goes on."""
    reason: str

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise InvalidValue(f"the pause from {self.first} to {self.last} runs backward; change the two dates over")

    def covers(self, day: date) -> bool:
        """Return whether a day lies in the pause."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def words(self) -> str:
        """The pause in one line."""
        return self.said(self.first)

    def said(self, today: date) -> str:
        """Return the pause in one line; dates carry their year unless it is that of `today`."""
        end = "until you end it" if self.last is None else f"to {short_day(self.last, today)}"
        return f"pause from {short_day(self.first, today)} {end}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Baseline(Spoken):
    """Someone had the starting average counted anew, from the entry's day on (PT-03, OK-01)."""

    kind_of_entry = Kind.BASELINE

    by: str

    @property
    def words(self) -> str:
        """Who had it counted anew."""
        return f"starting average counted anew, by {self.by}"
