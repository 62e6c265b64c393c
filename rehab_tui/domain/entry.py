"""Entries and the short facts among them; `rehab log pain` takes entries alone, from `domain.kept`."""

from dataclasses import dataclass
from datetime import date

from rehab_tui.domain.days import day_words
from rehab_tui.domain.fact import Fact, Kind, Spoken
from rehab_tui.domain.kept import Entry, EntryState, Logged
from rehab_tui.domain.pain import score_of
from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue

__all__ = [
    "ANSWERS",
    "ANSWER_NAMES",
    "Entry",
    "EntryState",
    "Fact",
    "Kind",
    "Logged",
    "Note",
    "SmallAnswer",
    "Visit",
    "answer_of",
]


ANSWERS = {
    "woken": ("yes", "no"),
    "relief": ("yes", "no"),
    "activities": ("yes", "no"),
    "since-session": ("better", "same", "worse"),
    "worst-exercising": tuple(str(score) for score in range(11)),
}
"""The small questions that rules need, and the answers each takes."""
ANSWER_NAMES = {
    "woken": "Woken by pain",
    "relief": "Relief from the pain",
    "activities": "Usual activities possible",
    "since-session": "Since the last session",
    "worst-exercising": "Worst pain while exercising",
}
"""What each small question is called where people read its answer."""


def answer_of(question: str, text: str) -> str:
    """Return the answer to a small question that a person typed. Raises InvalidValue with what it takes."""
    if question == "worst-exercising":
        return str(score_of(text, "worst pain while exercising"))
    return one_of(f"answer to {question}", text, ANSWERS[question])


@dataclass(frozen=True, slots=True)
class SmallAnswer(Fact):
    """The answer to one small question."""

    kind_of_entry = Kind.ANSWER

    question: str
    value: str

    def __post_init__(self) -> None:
        if self.value not in ANSWERS.get(self.question, ()):
            raise InvalidValue(f"{self.question} takes {' or '.join(ANSWERS.get(self.question, ('nothing',)))}")


@dataclass(frozen=True, slots=True)
class Note(Fact):
    """The patient's own words. Never read for warning signs."""

    kind_of_entry = Kind.NOTE

    text: str


@dataclass(frozen=True, slots=True)
class Visit(Spoken):
    """An appointment: when, with whom, and what to ask there."""

    kind_of_entry = Kind.VISIT

    on: date
    who: str
    ask: str | None = None

    @property
    def words(self) -> str:
        """The appointment in one line."""
        asks = f", to ask: {self.ask}" if self.ask else ""
        return f"appointment on {day_words(self.on)} with {self.who}{asks}"
