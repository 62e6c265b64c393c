"""What an entry can be about. Apart from the facts themselves, so that a command loads only the kind it needs."""

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
