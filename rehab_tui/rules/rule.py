"""What a warning sign is, what it looks at, and what it found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeAlias

from rehab_tui.domain.followup import Level
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import (
    PRIVATE_SYMPTOM,
    Form,
    SignAnswer,
    SymptomReport,
    SymptomsAnswered,
    companions_of_all,
)

RECENT_DAYS = 14
"""How many days back other answers are looked at (judgement; rule table, RF-04 and RF-16)."""

CONTACT_SIGNS = frozenset({"weight-loss", "night-pain", "metalwork", "leg-pain", "not-improving"})
"""Signs of level 3 when nothing is beside them; the others are level 1 or 2."""

PRIVATE = "private-sign"
"""Stands for the private sign on alerts of other signs, which others may read too."""

NOTHING_ASKED = SymptomsAnswered(Form.PICKED, ())


class Hit(NamedTuple):
    """One firing of a rule: the level it reached and the numbers behind it."""

    level: Level
    why: Mapping[str, object]
    side: str | None = None
    symptoms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at: the answers just given, and what was known on their day.

    `recent` holds the other current answers; those later than `day` or more than 14 days older are not read.
    """

    answered: SymptomsAnswered
    day: date
    recent: tuple[tuple[date, SymptomsAnswered], ...] = ()
    profile: Profile = field(default_factory=Profile)
    low_back_pain: bool = False
    """Low-back pain scored 1 or more in the last 14 days."""

    def before(self, days: int) -> tuple[SymptomsAnswered, ...]:
        """Return the other answers of the last days, newest first; 0 days means the same date."""
        return tuple(answered for _, answered in self.dated(days))

    def dated(self, days: int) -> tuple[tuple[date, SymptomsAnswered], ...]:
        """Return the other answers of the last days with their dates, newest first."""
        near = [(day, answered) for day, answered in self.recent if 0 <= (self.day - day).days <= days]
        return tuple(sorted(near, key=lambda pair: pair[0], reverse=True))

    def whole_day(self) -> "Evidence":
        """Return the same evidence with all the answers of its date put together as one."""
        same = (self.answered, *self.before(0))
        temperatures = [one.temperature_c for one in same if one.temperature_c is not None]
        merged = SymptomsAnswered(
            Form.PICKED,
            (),
            tuple(report for one in same for report in one.reports),
            max(temperatures, default=None),
            companions_of_all(same),
        )
        earlier = tuple(pair for pair in self.recent if pair[0] != self.day)
        return Evidence(merged, self.day, earlier, self.profile, self.low_back_pain)


Check: TypeAlias = Callable[[Evidence], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One warning sign: when it fires, how urgent it is, what it says, and where that comes from."""

    id: str
    title: str
    levels: tuple[Level, ...]
    """Every level it can reach, most urgent first."""
    trigger: str
    messages: Mapping[Level, str]
    """What the person reads, per level, with places for {emergency} and {night_line}."""
    matters: str
    """Why it matters, in one line; never a cause."""
    check: Check
    sources: tuple[str, ...] = ()
    judgement: bool = False
    threshold: str | None = None
    default: str | None = None
    symptom: str | None = None
    ask: str | None = None
    """The question on the full list."""
    named: str = ""
    """The sign in a few words, with a place for {leg} where it has a side."""
    supersedes: tuple[str, ...] = ()
    """Rules of the same cause whose lower alerts this one takes over."""


def shareable(names: Iterable[str]) -> list[str]:
    """Return the names of what was beside a sign, the private one not by its own."""
    return [PRIVATE if name == PRIVATE_SYMPTOM else name for name in names]


def fires(report: SymptomReport) -> bool:
    """Return whether a report counts: new, worse, or a level 1-2 sign that nobody has checked."""
    if report.answer is SignAnswer.UNCHECKED:
        return report.id not in CONTACT_SIGNS
    return report.answer is not SignAnswer.USUAL
