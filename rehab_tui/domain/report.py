"""What a patient's report holds: values of some days, for whoever writes them out."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from rehab_tui.domain.adherence import Adherence
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.days import short_day
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.measure_trend import MeasureSeries
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.series import Marker, PainSeries, WeekOfWork
from rehab_tui.domain.sharing import Part
from rehab_tui.domain.words import nearest, shown
from rehab_tui.errors import InvalidValue

PARTS = (
    "changes", "pain", "exercise", "measure", "treatment", "questions", "answer", "notes", "sexual-function",
)  # fmt: skip
"""What can be chosen. Follow-ups are in every report: a warning sign never goes quiet by itself."""
NOTES, SEXUAL = "notes", "sexual-function"
ASKED_FOR = frozenset({NOTES, SEXUAL})
"""Parts that leave only when they are named: notes and words beside signs, and the sign about sexual function."""
USUAL_PARTS = frozenset(PARTS) - ASKED_FOR
_ALWAYS = frozenset({Part.PROFILE, Part.FOLLOWUPS, Part.SYMPTOMS})
_SHARED: Mapping[str, frozenset[Part]] = {
    "changes": frozenset({Part.PLAN, Part.CLEARANCE, Part.PAUSE, Part.BASELINE, Part.BLOCK}),
    "questions": frozenset({Part.VISIT, Part.QUESTIONS}),
}
"""The parts of an export that a part of a report stands for, where it has another name."""


def parts_of(text: str) -> frozenset[str]:
    """Return the parts that a person typed, with commas between; raise InvalidValue that names the nearest."""
    typed = [one.strip().lower() for one in text.split(",") if one.strip()]
    for one in typed:
        if one not in PARTS:
            close = nearest(one, PARTS)
            hint = f"did you mean {close}?" if close else "one of: " + ", ".join(PARTS)
            raise InvalidValue(f'unknown part "{shown(one)}"; {hint}')
    if not typed:
        raise InvalidValue(f"no part is named; choose from: {', '.join(PARTS)}")
    return frozenset(typed)


def shared_parts(parts: frozenset[str]) -> frozenset[Part]:
    """Return what leaves with a report, as the trail names it."""
    return _ALWAYS.union(*(_SHARED.get(one) or {Part(one)} for one in parts))


def parts_with(parts: frozenset[str], shared: frozenset[Part]) -> frozenset[str]:
    """Return the parts of a report, with the private ones that a person ticked when asked."""
    return parts | {one for one in ASKED_FOR if Part(one) in shared}


class Spread(NamedTuple):
    """The scores of some days, in order of size."""

    scores: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.scores)

    @property
    def lowest(self) -> int | None:
        """The lowest, or None without any."""
        return self.scores[0] if self.scores else None

    @property
    def highest(self) -> int | None:
        """The highest, or None without any."""
        return self.scores[-1] if self.scores else None

    @property
    def median(self) -> Fraction | None:
        """The middle one, or the mean of the two in the middle; None without any."""
        if not self.scores:
            return None
        return Fraction(self.scores[(self.n - 1) // 2] + self.scores[self.n // 2], 2)


class PainOfPlace(NamedTuple):
    """The daily scores of one place in the days of the report, and in as many days before them."""

    series: PainSeries
    now: Spread
    before: Spread


class OtherScores(NamedTuple):
    """Scores of some days that are not daily ones: of one kind, and of one place where it was asked for."""

    place: tuple[Site, Side] | None
    """None: pain while exercising, which is asked once a day, not by place."""
    kind: str
    """In words: worst pain, morning pain, pain now."""
    now: Spread
    days: int
    """Days with at least one; there may be several a day."""


class Told(NamedTuple):
    """A follow-up and what is said of it; every text may be shown to whoever reads the report."""

    follow_up: FollowUp
    title: str
    """A private sign is not named where it was not asked for."""
    private: bool
    """Whether it is such a sign: then nothing else of it may be shown."""
    logged: str
    since: date | None
    why: tuple[tuple[str, str], ...]
    """What stands behind it, a name and a text each."""
    steps: tuple[tuple[datetime, str], ...]
    """What was done, oldest first."""
    overdue: bool


class Asked(NamedTuple):
    """How often warning signs were asked about, so that an empty list is not read as an answer."""

    answered: int
    """Days with the daily or the full questions answered."""
    full: int
    """Times the whole list was answered."""
    reported: int
    """Days on which a sign, or something beside one, was reported."""


class Question(NamedTuple):
    """What the patient wants to ask: at which visit, or from which rule of the program it comes."""

    text: str
    visit: date | None = None
    who: str | None = None


class Taken(NamedTuple):
    """One kind of treatment: on how many days."""

    name: str
    days: int
    times: int
    first: date
    last: date


class Changed(NamedTuple):
    """Something that is different from a day on."""

    day: date
    words: str
    more: tuple[str, ...] = ()
    """Of a plan: each thing that it changed."""


class Quality(NamedTuple):
    """How the entries of the days were kept."""

    entries: int
    late: int
    """Recorded on a later day."""
    amended: int
    """Entries that a newer one has replaced."""
    mistakes: int
    simulated: int


class VisitReport(NamedTuple):
    """Everything the report says, for the days `first` to `last`, both included."""

    profile: Profile
    plan: Plan | None
    first: date
    last: date
    since: str
    """Why it begins there, in words."""
    made_at: datetime
    parts: frozenset[str]
    waiting: tuple[Told, ...]
    """Open follow-ups, most urgent first."""
    ended: tuple[Told, ...]
    """Those closed or taken over in these days."""
    asked: Asked
    signs: tuple[tuple[date, str], ...]
    """Every sign that was reported, also those called usual, in words."""
    changes: tuple[Changed, ...]
    pain: tuple[PainOfPlace, ...]
    other_scores: tuple[OtherScores, ...]
    """By place, then by kind."""
    markers: tuple[Marker, ...]
    work: Adherence
    weeks: tuple[WeekOfWork, ...]
    names: Mapping[str, str]
    """Exercise ids and their names."""
    measures: tuple[MeasureSeries, ...]
    treatments: tuple[Taken, ...]
    nsaid_in_row: int
    """Days in a row with an anti-inflammatory painkiller, up to the last day."""
    questions: tuple[Question, ...]
    to_ask: tuple[str, ...]
    """What the program found to ask the therapist."""
    answers: Mapping[str, Mapping[str, int]]
    """Small questions: on how many days each answer was given."""
    notes: tuple[tuple[date, str], ...]
    thresholds: tuple[str, ...]
    """Thresholds of warning signs that a therapist changed, in words."""
    quality: Quality
    demo: bool = False
    left_out: frozenset[Part] = frozenset()
    """Of the file from which it is made: what is not known."""

    @property
    def days(self) -> int:
        """How many days it is about."""
        return (self.last - self.first).days + 1

    @property
    def span_words(self) -> str:
        """The days in words: 23 Oct to 20 Nov 2026, 29 days."""
        first, last = short_day(self.first, self.last), f"{short_day(self.last)} {self.last.year}"
        return f"{first} to {last}, {self.days} day{'s' if self.days > 1 else ''}"
