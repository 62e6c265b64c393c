"""What a file says already of the facts of a spreadsheet that have no ids: the same again is not kept twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from hashlib import sha1
from typing import TypeAlias

from rehab_tui.domain.entry import Entry, Note, SmallAnswer
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.session import NO_DOSE, ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered
from rehab_tui.domain.treatment import Treatment
from rehab_tui.services.plans import Plans
from rehab_tui.store import Store, entries

Content: TypeAlias = tuple[str, ...]
Place: TypeAlias = tuple[date, Content]


def content_of(fact: Fact) -> Content:
    """Return what a fact says, as texts; how it was typed, and that nobody had allowed it, does not belong to it."""
    kind = fact.kind_of_entry.value
    match fact:
        case PainScore():
            return (kind, fact.site.value, fact.side.value, fact.kind.value, str(fact.score))
        case ExerciseDone():
            dose = fact.dose
            numbers = (dose.sets, dose.reps, dose.hold, dose.minutes, fact.pain_before, fact.pain_during, fact.effort)
            return (kind, fact.exercise, str(fact.side), str(fact.skipped), *map(str, numbers))
        case SmallAnswer():
            return (kind, fact.question, fact.value)
        case Measurement():
            return (kind, fact.measure, str(fact.side), str(fact.score))
        case Treatment():
            return (kind, fact.what.value, fact.dose or "")
        case Note():
            return (kind, fact.text)
    return (kind, repr(fact))


def only_one(fact: Fact) -> Content | None:
    """Return what a day can hold one answer to, without the answer; None for what it can hold several of."""
    match fact:
        case PainScore(kind=ScoreKind.DAY):
            return ("pain", fact.site.value, fact.side.value)
        case SmallAnswer():
            return ("answer", fact.question)
        case Measurement():
            return ("measure", fact.measure, str(fact.side))
    return None


def value_of(fact: Fact) -> str:
    """Return the answer of such a fact, in words."""
    return content_of(fact)[-1]


def contradicts(said: object, kept: object) -> bool:
    """Return whether what a table says of an entry is another thing than what is kept; an empty cell says nothing."""
    if said in (None, "", ()):
        return False
    if isinstance(said, SymptomsAnswered) and isinstance(kept, SymptomsAnswered):
        return _answered_otherwise(said, kept)
    if type(said) is not type(kept):
        return True
    if isinstance(said, tuple) and isinstance(kept, tuple):
        return len(said) != len(kept) or any(map(contradicts, said, kept))
    if is_dataclass(said):
        return any(contradicts(getattr(said, one.name), getattr(kept, one.name)) for one in fields(said))
    return said != kept


def _answered_otherwise(said: SymptomsAnswered, kept: SymptomsAnswered) -> bool:
    """Return whether a round says another thing; signs of which it says nothing may have been left out of the table."""
    of_both = tuple(one for one in kept.reports if one.id in said.asked)
    return (
        said.form is not kept.form
        or not {*said.asked} <= {*kept.asked}
        or not {*said.companions} <= {*kept.companions}
        or contradicts(said.temperature_c, kept.temperature_c)
        or len(said.reports) != len(of_both)
        or any(map(contradicts, sorted(said.reports, key=_which), sorted(of_both, key=_which)))
    )


def _which(one: SymptomReport) -> tuple[str, str]:
    return one.id, str(one.side)


def said_otherwise(day: date, fact: Fact, note: str | None, kept: Entry) -> str | None:
    """Return in words what a row of our own table says of an entry that is kept in another way; None for the same."""
    kind = fact.kind_of_entry.value
    if kind != kept.kind.value or (fact != kept.fact and contradicts(fact, kept.fact)):
        mine, yours = content_of(fact), content_of(kept.fact)
        if isinstance(fact, PainScore | SmallAnswer | Measurement) and mine[:-1] == yours[:-1] and mine != yours:
            what = f"says {mine[-1]} for {named(only_one(fact) or mine[:-1])} on {kept.day}; your file says {yours[-1]}"
        else:
            what = f"says something else of the {kept.kind.value} entry on {kept.day} than your file"
    elif day != kept.day:
        what = f"is dated {day}; your file says {kept.day}"
    elif note and note != kept.note:
        what = f"has another note for the {kind} entry on {kept.day} than your file"
    else:
        return None
    return f"{what}, and that stays; to change it: rehab amend {kept.id[:8]}"


def named(key: Content) -> str:
    """Return what a day can hold one answer to, in words."""
    return ", ".join(part for part in key if part != "None")


def content_id(patient: str, day: date, fact: Fact, nth: int) -> str:
    """Return the id of a fact that came without one: the same for the same words of the same patient, in any file."""
    text = "\x1f".join((patient, day.isoformat(), str(nth), *content_of(fact)))
    name = sha1(text.encode(), usedforsecurity=False).hexdigest()  # a UUID of version 5, five times as quick as uuid5
    return f"{name[:8]}-{name[8:12]}-5{name[13:16]}-{'89ab'[int(name[16], 16) & 3]}{name[17:20]}-{name[20:32]}"


class There:
    """The entries of some days that count now, to be compared with."""

    def __init__(self, store: Store, first: date, last: date) -> None:
        self._counted: Counter[Place] = Counter()
        self._words: dict[date, set[str]] = {}
        self._rounds: dict[date, list[SymptomsAnswered]] = {}
        self.single: dict[Place, str] = {}
        """What a day can hold one answer to, with the answer."""
        for entry in entries.between(store, first, last):
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        day, fact = entry.day, entry.fact
        self._counted[day, content_of(fact)] += 1
        key = only_one(fact)
        if key is not None:
            self.single[day, key] = value_of(fact)
        words = (entry.note, fact.text if isinstance(fact, Note) else None)
        self._words.setdefault(day, set()).update(line for text in words if text for line in text.split("\n"))
        if isinstance(fact, SymptomsAnswered):
            self._rounds.setdefault(day, []).append(fact)

    def has(self, day: date, fact: Fact, nth: int) -> bool:
        """Return whether a file says a fact already, so many times."""
        if self._counted[day, content_of(fact)] >= nth:
            return True
        if isinstance(fact, Note):
            return set(fact.text.split("\n")) <= self._words.get(day, set())
        return isinstance(fact, SymptomsAnswered) and _in_rounds(fact, self._rounds.get(day, ()))


def _in_rounds(fact: SymptomsAnswered, rounds: Iterable[SymptomsAnswered]) -> bool:
    """Return whether the rounds of a day asked as much, and say of each sign what a fact says."""
    rounds = tuple(rounds)
    reported = {(one.id, one.side, one.answer) for answered in rounds for one in answered.reports}
    asked = {sign for answered in rounds for sign in answered.asked}
    degrees = {answered.temperature_c for answered in rounds}
    return (
        {(one.id, one.side, one.answer) for one in fact.reports} <= reported
        and (fact.form is Form.PICKED or set(fact.asked) <= asked)
        and (fact.temperature_c is None or fact.temperature_c in degrees)
    )


class AsLogged:
    """What the plan and the clearances say of exercises that come without it."""

    def __init__(self, plans: Plans, today: date) -> None:
        self._plans = plans
        self._versions = plans.versions()
        self._allowed = frozenset(plans.allowed(today))

    def __call__(self, day: date, fact: Fact) -> tuple[Fact, str | None]:
        """Return an exercise as it would have been logged on a day, with the plan: without a dose as planned.

        It is marked as not allowed only where nobody has allowed it to this day: when that was said to the patient is
        not known.
        """
        if not isinstance(fact, ExerciseDone):
            return fact, None
        plan = next((plan for plan in reversed(self._versions) if plan.starts_on <= day), None)
        lines = plan.prescriptions if plan else ()
        line = next((line for line in lines if line.exercise == fact.exercise), None)
        if fact.skipped is None:
            needed = self._plans.needs(fact.exercise) or ()
            dose = line.dose if line and fact.dose == NO_DOSE else fact.dose
            fact = replace(fact, dose=dose, not_allowed=not self._allowed.issuperset(needed))
        return fact, plan.id if plan else None
