"""An entry: one logged fact of any kind, with when and how it was recorded."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.stop import StopCard


class EntryState(StrEnum):
    """Whether an entry counts."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    IN_ERROR = "in_error"


class Entry(NamedTuple):
    """One logged fact: append-only; a correction is a new entry that supersedes it."""

    id: str
    day: date
    fact: Fact
    recorded_at: datetime
    """With the offset the person had."""
    state: EntryState = EntryState.CURRENT
    origin: str = "command"
    note: str | None = None
    supersedes: str | None = None
    plan_id: str | None = None
    simulated: bool = False
    time_zone: str = "UTC"

    @property
    def kind(self) -> Kind:
        """What the entry is about."""
        return self.fact.kind_of_entry

    @property
    def late_days(self) -> int:
        """How many days after its day it was recorded; 0 when on the day, or when the day lies ahead."""
        return max(0, (self.recorded_at.date() - self.day).days)


class Logged(NamedTuple):
    """What one command or key changed: the entries made, the follow-ups opened or changed."""

    entries: tuple[Entry, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    words: str = ""
    """What was done, in plain words, for the line the person sees."""
    already: tuple[Entry, ...] = ()
    """Entries that stood there just so: nothing was added for them."""
    replaced: tuple[Entry, ...] = ()
    """What stood there for the same day and no longer counts; undo lets it count again."""
    stops: tuple[StopCard, ...] = ()
    """What pain above the limit of an exercise calls for (PX-01); shown at once, each time."""

    @property
    def still_open(self) -> tuple[FollowUp, ...]:
        """The follow-ups that wait on, though what opened them was taken back, changed or marked as a mistake."""
        return tuple(one for one in self.followups if not one.closed and one.events[-1].verb.startswith("entry "))
