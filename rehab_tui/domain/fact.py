"""What an entry can be about. Apart from the facts themselves, so that a command loads only the kind it needs."""

from datetime import date
from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """What an entry is about."""

    PAIN = "pain"
    EXERCISE = "exercise"
    SYMPTOMS = "symptoms"
    ANSWER = "answer"
    MEASURE = "measure"
    TREATMENT = "treatment"
    BLOCK = "block"
    VISIT = "visit"
    CLEARANCE = "clearance"
    PAUSE = "pause"
    BASELINE = "baseline"
    NOTE = "note"


class Fact:
    """Something that was logged: a frozen value that knows its kind."""

    __slots__ = ()
    kind_of_entry: ClassVar[Kind]


class Spoken(Fact):
    """A fact that says itself in one line, the same on screens and by commands."""

    __slots__ = ()

    @property
    def words(self) -> str:
        """What it says."""
        raise NotImplementedError

    def said(self, today: date) -> str:  # noqa: ARG002 (dates in it carry their year unless it is that of today)
        """Return what it says to someone who reads it on a day."""
        return self.words
