"""What leaves the program: which parts, of which days, under which name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from rehab_tui.domain.adherence import DayOfWork
from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue


class Part(StrEnum):
    """What can be ticked, or left out."""

    PROFILE = "profile"
    PLAN = "plan"
    FOLLOWUPS = "followups"
    GUIDED = "guided"
    PAIN = "pain"
    EXERCISE = "exercise"
    SYMPTOMS = "symptoms"
    ANSWER = "answer"
    MEASURE = "measure"
    TREATMENT = "treatment"
    BLOCK = "block"
    VISIT = "visit"
    QUESTIONS = "questions"
    CLEARANCE = "clearance"
    PAUSE = "pause"
    BASELINE = "baseline"
    NOTES = "notes"
    SEXUAL = "sexual-function"


PRIVATE = frozenset({Part.NOTES, Part.SEXUAL})
"""What leaves only when it was ticked."""
EVERYTHING = frozenset(Part)
STANDARD = EVERYTHING - PRIVATE
NOT_KINDS = frozenset({Part.PROFILE, Part.PLAN, Part.FOLLOWUPS, Part.GUIDED, Part.QUESTIONS, Part.SEXUAL, Part.NOTES})
_GROUPS = {"all": EVERYTHING, "standard": STANDARD}
PART_WORDS = {
    Part.NOTES: "your notes, words beside entries and signs",
    Part.SEXUAL: "what you answered about sexual function",
}
"""What is asked before the private parts leave."""
WHO_READS = "Whoever has the file can read it."


class Selection(NamedTuple):
    """What leaves: parts, days (both included; None is open), and whether real names go along."""

    parts: frozenset[Part] = STANDARD
    first: date | None = None
    last: date | None = None
    pseudonym: str | None = None
    detail: bool = False
    """Whether titles in a calendar may name a symptom."""
    transaction: bool = False
    """FHIR: a bundle that a server takes in."""
    snomed: bool = True
    """FHIR: whether codes of SNOMED CT leave."""

    @property
    def whole(self) -> bool:
        """Whether nothing at all is left out."""
        return self.parts == EVERYTHING and self.first is None and self.last is None and self.pseudonym is None

    @property
    def held(self) -> frozenset[Part]:
        """The parts that leave: beside another name, questions in the patient's own words only where notes do."""
        hidden = self.pseudonym is not None and Part.NOTES not in self.parts
        return self.parts - {Part.QUESTIONS} if hidden else self.parts

    @property
    def only_kind(self) -> Part | None:
        """The one kind of entries that leaves, where nothing else does: a CSV is then its table."""
        if len(self.parts) != 1:
            return None
        (part,) = self.parts
        return part if part not in NOT_KINDS or part is Part.NOTES else None

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day, as texts that sort."""
        return (self.first or date.min).isoformat(), (self.last or date.max).isoformat()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of entries that leave, as the file names them."""
        named = [part.value for part in Part if part in self.parts and part not in NOT_KINDS]
        return (*named, "note") if Part.NOTES in self.parts else tuple(named)

    @property
    def words(self) -> str:
        """What leaves, in one line; for the question before it and for the trail."""
        span = f", {self.first or 'the beginning'} to {self.last or 'now'}" if self.first or self.last else ""
        named = f", under the name {self.pseudonym}" if self.pseudonym else ""
        titles = ", with titles that may name a sign" if self.detail else ""
        return f"{parts_words(self.held)}{span}{named}{titles}"


def parts_of(text: str) -> frozenset[Part]:
    """Return the parts that were typed: names with commas between, `standard` or `all`. Raises InvalidValue."""
    found: set[Part] = set()
    for word in text.split(","):
        name = one_of("part", word, (*_GROUPS, *Part))
        found |= _GROUPS.get(name) or {Part(name)}
    return with_questions(found)


def with_questions(parts: Iterable[Part]) -> frozenset[Part]:
    """Return parts with what goes along: questions with the visits they are for, and with the patient's other words."""
    found = frozenset(parts)
    if Part.QUESTIONS in found:
        return found | {Part.VISIT}
    return found | {Part.QUESTIONS} if {Part.VISIT, Part.NOTES} <= found else found


def parts_words(parts: frozenset[Part]) -> str:
    """Return parts in words: everything; everything without notes; pain, exercise."""
    if not parts:
        return "nothing but open follow-ups"
    missing = [part.value for part in Part if part not in parts]
    if not missing:
        return "everything"
    if len(missing) <= len(PRIVATE) + 1:
        return "everything without " + " and ".join(missing)
    return ", ".join(part.value for part in Part if part in parts)


class Table(NamedTuple):
    """Rows under column names; a missing value is None."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[object, ...]]


class Material(NamedTuple):
    """What a format is handed: all of it is read while the file stands still."""

    selection: Selection
    patient: str
    name: str | None
    exported_at: datetime
    today: date
    program: str
    section: Callable[[str], Iterator[bytes]]
    """The rows of a section of the patient record: JSON texts, many at a time, a comma and a line break between."""
    table: Callable[[str], Table]
    """What counts now of one kind, as a table."""
    by_day: Callable[[str], Table]
    """The same, gathered for the daily sheet."""
    lines: Callable[[str], Iterator[bytes]]
    """The same table as lines of CSV, many at a time: the head first."""
    work: Callable[[], Sequence[DayOfWork]]
    """What each day of the selection asked for and what was done of it, from the week of the first plan on."""


def day_pair(first: date | None, last: date | None) -> None:
    """Raise InvalidValue for a span that runs backward."""
    if first and last and last < first:
        raise InvalidValue(f"the span from {first} to {last} runs backward; change the two dates over")
