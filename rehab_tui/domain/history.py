"""What the computed rules look at: a patient's days up to one date, as plain values that are cheap to build."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import SymptomsAnswered

SEVERE = 6
"""The lowest score that PT-01 can be set to ask about (rules 2.1; its limit)."""

Place: TypeAlias = tuple[str, str]
"""A body site and a side, as stored: ("hip", "left"). Sites and sides are texts, so both spellings meet."""

Scores: TypeAlias = Mapping[date, int]


class Worked(NamedTuple):
    """One exercise that was done on a day; those left out are not here."""

    exercise: str
    name: str = ""
    side: str | None = None
    pain_before: int | None = None
    pain_during: int | None = None
    plan: str | None = None
    """The plan version it was done under."""
    at: datetime | None = None
    """The instant it was logged, in UTC; None when it was logged on a later day."""

    @property
    def words(self) -> str:
        """Its name, or its id as words."""
        return self.name or self.exercise.replace("-", " ").capitalize()


class CeilingChange(NamedTuple):
    """From when on pain while exercising may go up to a limit."""

    day: date
    ceiling: int | None
    """0-10; None means the default of rules 2.6."""
    at: datetime | None = None
    """The instant of the change, in UTC; None counts for the whole day."""


class Slots(NamedTuple):
    """Exercise slots of one day (rules, section 5)."""

    done: float
    due: int
    """0 on a day that is paused or before the plan started."""
    uncapped: float | None = None
    """Done without the limit of one whole dose for each slot, for AD-02; None means as `done`."""


class Taken(NamedTuple):
    """One test that was taken."""

    day: date
    values: tuple[int | None, ...]
    """The number of stands, the three PEG items, or a score for each own activity."""
    arms: bool = False
    """Chair stand: the arms helped, so that it is kept as 0 and not compared."""
    of: str = ""
    """My activities: which list was scored; another list is not comparable."""


_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class History(NamedTuple):
    """What was logged, current entries only. Each rule says how many days it needs (`needs_days`).

    Days outside that window may be left out, except the first 14 dates of each hip after `starts`, and after the
    last reset, which PT-03 and OK-01 need. Nothing later than the day in question is read, but for `last_stored`.
    """

    scores: Mapping[Place, Scores] = _NOTHING
    """Daily scores."""
    mornings: Mapping[Place, Scores] = _NOTHING
    work: Mapping[date, tuple[Worked, ...]] = _NOTHING
    worst_exercising: Mapping[date, int] = _NOTHING
    """The one answer for a whole session."""
    answers: Mapping[str, Mapping[date, str]] = _NOTHING
    """woken, relief, activities, since-session: the newest answer of each date."""
    symptoms: tuple[tuple[date, SymptomsAnswered], ...] = ()
    measures: Mapping[str, tuple[Taken, ...]] = _NOTHING
    """chair-stand, peg, my-activities: the newest dozen of each is enough."""
    ceilings: tuple[CeilingChange, ...] = ()
    pauses: tuple[tuple[date, date | None], ...] = ()
    """First and last day of each pause; None while it goes on."""
    slots: Mapping[date, Slots] = _NOTHING
    profile: Profile = Profile()
    resets: tuple[date, ...] = ()
    """Days from which a therapist had the starting average counted anew."""
    started: date | None = None
    """The first date that has any entry; None means the earliest score given here."""
    starts: Mapping[Place, date] = _NOTHING
    """The first scored date of each place; where it is missing, the earliest score given here."""
    last_stored: date | None = None
    """The latest date of any entry: where the clock was set back, silence is counted from there."""
    scored_at: Mapping[tuple[Place, date], datetime] = _NOTHING
    """Since when a score of 8 or more stands, for the two hours of PT-01."""
    relief_said_at: Mapping[date, datetime] = _NOTHING
    """When the newest answer about relief of a date was recorded."""
    open_followups: tuple[FollowUp, ...] = ()


def older_than_the_pain(said_at: datetime | None, scored_at: datetime | None, day: date) -> bool:
    """Return whether relief was said before pain as high as this was recorded (both aware): it says nothing of it.

    Judgement, for PT-01. What is written down on a later day than its own has no order: there any answer of the date
    counts.
    """
    return bool(said_at and scored_at and said_at < scored_at and scored_at.date() == day)
