"""What a file says already of the facts of a spreadsheet that have no ids: the same again is not kept twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha1
from typing import TypeAlias

from rehab_tui.domain.entry import Entry, Note, SmallAnswer
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.session import NO_DOSE, ExerciseDone
from rehab_tui.domain.symptom import Form, SymptomsAnswered
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
