"""Follow-ups: what a warning sign opens, and the life it has until its outcome is written down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Level(IntEnum):
    """How soon someone should be told (rules 1.1)."""

    EMERGENCY = 1
    TODAY = 2
    DAYS = 3
    VISIT = 4


LEVEL_NAMES = {
    Level.EMERGENCY: "GET EMERGENCY HELP NOW",
    Level.TODAY: "CALL TODAY",
    Level.DAYS: "CONTACT IN 2-3 DAYS",
    Level.VISIT: "TELL THEM AT YOUR NEXT VISIT",
}

OVERDUE_AFTER = {
    Level.EMERGENCY: timedelta(hours=1),
    Level.TODAY: timedelta(hours=24),
    Level.DAYS: timedelta(hours=72),
}
"""Level 2 from S13; the rest is judgement (rules 7.2)."""

HOW_NOW = ("gone", "same", "worse")
"""How the sign of an open follow-up can be now; gone does not close it."""

SNOOZE_LONGEST = timedelta(hours=72)
SNOOZE_MOST = 2
CLOCK_AHEAD = "clock was ahead"
"""The step that says so of a follow-up once the clock is right again: its time counts from then (judgement)."""
UNDER_CARE = "under care"
"""The step by which a therapist's plan marks a follow-up of level 3 as known until a date (rules 7.2)."""

CORRECTED = {
    "entry undone": "entry taken back by the patient",
    "entry marked as a mistake": "entry marked as a mistake by the patient",
    "entry amended": "entry changed by the patient",
}
"""What a patient can do to the entry of a follow-up, by the step that it leaves, as others read it."""

LAPSED = "lapsed"
"""The outcome of a level 4 that ended by itself without an appointment just before: it silences nothing."""
BY_ITSELF = "It closed by itself: "
"""How the outcome begins that the program writes down for a level 4; the reason follows (rules 7.2: auto)."""


class State(StrEnum):
    """Where a follow-up stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ACTED = "acted"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


class Outcome(StrEnum):
    """How it ended, as a choice beside the person's own words."""

    SEEN = "seen"
    ADVICE = "advice"
    CHANGED = "treatment-changed"
    WENT_AWAY = "went-away"
    MISTAKE = "logged-by-mistake"
    OTHER = "other"


OUTCOME_NAMES = {
    Outcome.SEEN: "I was seen by someone",
    Outcome.ADVICE: "I got advice by phone or message",
    Outcome.CHANGED: "They changed something (plan, treatment)",
    Outcome.WENT_AWAY: "They know, and it has gone since",
    Outcome.MISTAKE: "It was logged by mistake",
    Outcome.OTHER: "Something else",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning sign fired, with its numbers."""

    rule: str
    level: Level
    title: str
    message: str
    why: Mapping[str, object]
    sources: tuple[str, ...]
    side: str | None = None
    symptoms: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    """Rules whose open follow-ups of a lower level this finding takes over."""


class Event(NamedTuple):
    """One step in the life of a follow-up; never changed afterwards."""

    verb: str
    at: datetime
    state: State
    contacted: str | None = None
    text: str | None = None
    outcome: str | None = None
    until: datetime | None = None


class FollowUp(NamedTuple):
    """A finding that waits for its outcome."""

    id: str
    rule: str
    level: Level | None
    title: str
    message: str
    why: Mapping[str, object]
    sources: tuple[str, ...]
    side: str | None
    opened_on: date
    opened_at: datetime
    due: datetime | None
    entry_id: str | None
    events: tuple[Event, ...] = ()

    @property
    def state(self) -> State:
        """Where it stands now."""
        return self.events[-1].state if self.events else State.OPEN

    @property
    def closed(self) -> bool:
        """Whether nothing waits any more."""
        return self.state in (State.CLOSED, State.SUPERSEDED)

    @property
    def outcome(self) -> str | None:
        """What was written down at the end, or None."""
        if self.state is not State.CLOSED:
            return None
        closing = next((event for event in reversed(self.events) if event.verb == "closed"), None)
        return (closing.text or closing.outcome) if closing else None

    @property
    def by_itself(self) -> str | None:
        """Why it closed by itself, as level 4 does; None for an outcome that a person wrote down."""
        said = self.outcome or ""
        return said.removeprefix(BY_ITSELF).rstrip(".") if said.startswith(BY_ITSELF) else None

    @property
    def side_words(self) -> str:
        """The side as it follows the title: `, left`; empty for none, and where the title itself says both."""
        said = self.side == "both" and "both" in self.title.lower()
        return f", {self.side}" if self.side and not said else ""

    @property
    def serious(self) -> bool:
        """Whether it takes the screen and stops exercise: level 1 or 2, not closed."""
        return self.level in (Level.EMERGENCY, Level.TODAY) and not self.closed

    def overdue(self, now: datetime) -> bool:
        """Return whether nobody acted in time; compares instants, so clock changes do not matter."""
        since = self.overdue_from
        return since is not None and now > since

    @property
    def overdue_from(self) -> datetime | None:
        """From when on it is overdue if nobody acts; None where somebody did, or where there is no such time."""
        if self.due is None or self.state not in (State.OPEN, State.ACKNOWLEDGED, State.SNOOZED):
            return None
        last = self.events[-1] if self.events else None
        until = self.care_until or (last.until if last is not None and last.state is State.SNOOZED else None)
        return until or self.due

    @property
    def care_until(self) -> datetime | None:
        """Until when the therapist has it under care, or None; reports that were counted since do not end that."""
        for event in reversed(self.events):
            if event.state is not State.SNOOZED:
                return None
            if event.verb == UNDER_CARE:
                return event.until
        return None

    @property
    def snoozes(self) -> int:
        """How often the patient has snoozed it."""
        return sum(event.verb == "snoozed" for event in self.holding)

    @property
    def told_now(self) -> bool:
        """Whether its last step calls for its advice: it was opened, or reported again."""
        return bool(self.events) and self.events[-1].verb in {"opened", "reported again"}

    @property
    def corrected(self) -> str | None:
        """What the patient did since to the entry that opened it, or None.

        None too for what rests on more than one entry, and for a sign that was reported again: the other report may
        stand, and must not read as taken back.
        """
        verbs = [event.verb for event in self.holding]
        if self.entry_id is None or "reported again" in verbs:
            return None
        return next((CORRECTED[verb] for verb in reversed(verbs) if verb in CORRECTED), None)

    @property
    def holding(self) -> tuple[Event, ...]:
        """Its steps without those that an undo took back."""
        found: list[Event] = []
        for event in self.events:
            if event.verb != "undone":
                found.append(event)
            elif found:
                found.pop()
        return tuple(found)


def due_now(level: Level | None, due: datetime | None, events: Iterable[Event]) -> datetime | None:
    """Return when a follow-up is due: as it was opened, or from when the clock was seen to have been ahead."""
    seen = [event.at for event in events if event.verb == CLOCK_AHEAD]
    return seen[-1] + OVERDUE_AFTER[level] if seen and level in OVERDUE_AFTER else due


def newest_of_each_sign(follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Return follow-ups in their order; of those about the same sign and place only the newest."""
    those = tuple(follow_ups)
    newest = {_about(one): one.id for one in sorted(those, key=lambda one: one.opened_at)}
    return tuple(one for one in those if newest[_about(one)] == one.id)


def _about(one: FollowUp) -> tuple[object, ...]:
    return one.rule, one.side, one.why.get("site"), one.why.get("exercise")


def most_urgent(follow_ups: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """Return follow-ups by level, then by due time."""
    return tuple(sorted(follow_ups, key=lambda f: (f.level or 9, f.due or f.opened_at, f.id)))
