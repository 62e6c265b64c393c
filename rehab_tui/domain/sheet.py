"""A spreadsheet on its way in: what its columns stand for, what its rows say, and which rows cannot be taken."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from rehab_tui.domain.body import SITE_NAMES, Side, Site
from rehab_tui.domain.entry import ANSWERS
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure_table import MEASURES
from rehab_tui.domain.pain import SCORE_WORDS, ScoreKind
from rehab_tui.domain.words import one_of, shown
from rehab_tui.errors import InvalidValue


class What(StrEnum):
    """What a column can stand for."""

    DATE = "date"
    PAIN = "pain"
    SIDE = "side"
    SITE = "site"
    EXERCISE = "exercise"
    SETS = "sets"
    REPS = "reps"
    HOLD = "hold"
    MINUTES = "minutes"
    PAIN_BEFORE = "pain-before"
    PAIN_DURING = "pain-during"
    EFFORT = "effort"
    SKIP = "skip"
    NOTE = "note"
    SIGNS = "signs"
    FORM = "signs-form"
    TEMPERATURE = "temperature"
    ANSWER = "answer"
    MEASURE = "measure"
    TREATMENTS = "treatments"


OF_EXERCISES = (
    What.SETS, What.REPS, What.HOLD, What.MINUTES, What.PAIN_BEFORE, What.PAIN_DURING, What.EFFORT, What.SKIP,
)  # fmt: skip
"""Columns that say more of the exercise in the same row."""
CONTENT = (
    What.PAIN, What.EXERCISE, What.SIGNS, What.ANSWER, What.MEASURE, What.TREATMENTS, What.NOTE, What.TEMPERATURE,
)  # fmt: skip
"""What makes facts, in the order in which a row is kept."""
SEVERAL = (What.PAIN, What.EXERCISE, What.NOTE, What.ANSWER, What.MEASURE)
"""What more than one column can stand for."""
_UNITS = ("sets", "reps", "hold", "minutes")
_WORDS = {
    What.DATE: "the date", What.SIDE: "the side of the row", What.SITE: "the place of the row",
    What.EXERCISE: "exercises by name", What.SETS: "sets done", What.REPS: "repetitions in a set",
    What.HOLD: "seconds held", What.MINUTES: "minutes", What.PAIN_BEFORE: "pain before the exercise",
    What.PAIN_DURING: "pain during the exercise", What.EFFORT: "effort of the exercise",
    What.SKIP: "why the exercise was left out", What.NOTE: "a note", What.SIGNS: "warning signs by their ids",
    What.FORM: "which questions were asked", What.TEMPERATURE: "temperature in C",
    What.TREATMENTS: "treatments by their ids",
}  # fmt: skip


class Field(NamedTuple):
    """What one column stands for; what it does not say is taken from the row or the profile."""

    what: What
    site: Site | None = None
    side: Side | None = None
    kind: ScoreKind | None = None
    name: str | None = None
    """The exercise, question or measure."""
    unit: str | None = None
    """Of an exercise: what a bare number counts."""

    @property
    def typed(self) -> str:
        """The field as it is typed: pain:low-back:worst."""
        parts = (self.name, self.site, self.side, self.kind, self.unit)
        return ":".join((self.what.value, *(str(part) for part in parts if part)))

    @property
    def words(self) -> str:
        """The field in words: worst pain, low back, left."""
        if self.what is What.PAIN:
            parts = [SCORE_WORDS[self.kind or ScoreKind.DAY], SITE_NAMES[self.site or Site.HIP].lower()]
        else:
            parts = [_WORDS.get(self.what, self.what.value) if self.name is None else f"{self.what.value} {self.name}"]
        return ", ".join((*parts, *(str(part) for part in (self.side, self.unit) if part)))


Mapped: TypeAlias = Mapping[str, Field]
"""The columns that are taken, by name, in their order."""


def field_of(text: str) -> Field:
    """Return the field that was typed: date, note, pain:left, pain:low-back:worst, exercise:walking:minutes.

    Raises InvalidValue with the nearest word.
    """
    name, *rest = (word.strip() for word in text.lower().split(":"))
    what = What(one_of("field", name, tuple(What)))
    if what is What.PAIN:
        return _pain(rest)
    if what in (What.ANSWER, What.MEASURE):
        return _named(what, rest)
    if what is What.EXERCISE and rest:
        return _exercise(rest)
    if rest:
        raise InvalidValue(f'the field {what} takes no more words; take ":{shown(rest[0])}" away')
    return Field(what)


def _pain(words: Sequence[str]) -> Field:
    found = Field(What.PAIN)
    for word in words:
        chosen = one_of("word after pain:", word, (*Site, *Side, *ScoreKind))
        if chosen in tuple(Side):
            found = found._replace(side=Side(chosen))
        elif chosen in tuple(Site):
            found = found._replace(site=Site(chosen))
        else:
            found = found._replace(kind=ScoreKind(chosen))
    return found


def _named(what: What, words: Sequence[str]) -> Field:
    known = tuple(ANSWERS) if what is What.ANSWER else tuple(MEASURES)
    if not words:
        raise InvalidValue(f"the field {what} needs a name, like {what}:{known[0]}")
    side = Side(one_of("side", words[1], (Side.LEFT, Side.RIGHT))) if words[1:] and what is What.MEASURE else None
    return Field(what, name=one_of(what.value, words[0], known), side=side)


def _exercise(words: Sequence[str]) -> Field:
    found = Field(What.EXERCISE, name=words[0])
    for word in words[1:]:
        chosen = one_of(f"word after exercise:{shown(words[0])}:", word, (Side.LEFT, Side.RIGHT, *_UNITS[1:]))
        found = found._replace(unit=chosen) if chosen in _UNITS else found._replace(side=Side(chosen))
    return found


def place_words(table: str, line: int) -> str:
    """Return where a row stands; without the table where there is only one."""
    return f"{table}.csv, line {line}" if table else f"line {line}"


class Item(NamedTuple):
    """One fact of a sheet."""

    line: int
    day: date
    fact: Fact
    note: str | None = None
    id: str | None = None
    """Of a table that this program wrote; else it is made from what the fact says."""
    recorded_at: str | None = None
    """UTC, as it is stored; None: now."""
    table: str = ""
    """Of several tables that were taken in together: which one."""

    @property
    def place(self) -> str:
        """Where it stands: `line 7`, `pain.csv, line 7`."""
        return place_words(self.table, self.line)


class Refused(NamedTuple):
    """A row that cannot be taken, and why."""

    line: int
    why: str
    table: str = ""
    """Of several tables that were taken in together: which one."""

    @property
    def words(self) -> str:
        """The line and the reason."""
        return f"{place_words(self.table, self.line)}: {self.why}"


class Told(NamedTuple):
    """A fact about the patient, as a text."""

    line: int
    name: str
    text: str


class Sheet(NamedTuple):
    """What a CSV says."""

    items: Sequence[Item]
    refused: tuple[Refused, ...]
    rows: int
    """Rows that are not blank, those that are refused with them."""
    own: bool
    """Whether it is a table that this program wrote, so that each fact has its id."""
    patient: str | None = None
    """Whose it is, by id, where the file says so."""
    told: tuple[Told, ...] = ()
    """Facts about the patient."""
