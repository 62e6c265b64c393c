"""Warning-sign questions and their answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from rehab_tui.domain.body import Side, side_of
from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.words import one_of, shown
from rehab_tui.errors import InvalidValue

SYMPTOMS = (
    "bladder-bowel", "saddle-numbness", "sexual-change", "both-legs", "leg-weakness", "chest-breath",
    "calf-swelling", "fever", "wound", "sudden-pain", "leg-numbness", "walking", "fall", "back-shape",
    "headache-fluid", "weight-loss", "night-pain", "metalwork", "leg-pain", "not-improving", "other",
)  # fmt: skip
"""Ids in the order of rules RF-01 to RF-21."""

COMPANION_NAMES = {
    "confused": "confused",
    "drowsy": "very drowsy",
    "stiff-neck": "stiff neck",
    "rapid": "getting worse",
    "sudden": "came on suddenly",
    "no-weight-bearing": "cannot put weight on the leg",
    "chills": "shaking chills",
    "red-or-hot": "red or hot",
}
"""Names of what is asked beside a sign, in a few words."""

COMPANIONS = tuple(COMPANION_NAMES)
"""What a rule asks beside a sign; `chills` and `red-or-hot` are ours, for RF-08 and RF-18."""

UNSURE = "-not-sure"
"""How a mark ends that stands after what came beside a sign: the person was not sure about it. It counts as a yes."""

PRIVATE_SYMPTOM = "sexual-change"
"""Nobody has to answer this one, the list is whole without it; where others can read it, it is not named."""
NOT_SURE = "not sure"
"""How the text of a sign begins that a person was not sure about; it counts as a yes all the same."""

_LEG = (Side.LEFT, Side.RIGHT, Side.BOTH)
SYMPTOM_SIDES: Mapping[str, tuple[Side, ...]] = {
    **dict.fromkeys(("leg-weakness", "calf-swelling", "leg-numbness", "leg-pain"), _LEG),
    **dict.fromkeys(("sudden-pain", "metalwork"), tuple(Side)),
}
"""The signs that have a side, with the sides they can have: a leg has no middle."""
SIDED_SYMPTOMS = frozenset(SYMPTOM_SIDES)


class Form(StrEnum):
    """Which questions were on the screen."""

    DAILY = "daily"
    FULL = "full"
    PICKED = "picked"


class SignAnswer(StrEnum):
    """What a person said of one sign. Signs asked and not reported were denied; not asked is not denied."""

    NEW = "new"
    WORSE = "worse"
    USUAL = "usual"
    UNCHECKED = "usual-unchecked"
    """Called usual, but no doctor or nurse has checked it since it began, or the person is not sure."""


@dataclass(frozen=True, slots=True)
class SymptomReport:
    """One sign a person has."""

    id: str
    answer: SignAnswer = SignAnswer.NEW
    side: Side | None = None
    since: date | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        if self.id not in SYMPTOMS:
            one_of("symptom", self.id, SYMPTOMS)

    @property
    def unsure(self) -> bool:
        """Whether the person was not sure about it."""
        return (self.text or "").startswith(NOT_SURE)

    @property
    def own_words(self) -> str:
        """The person's own words about it; empty where there are none."""
        text = self.text or ""
        return text.removeprefix(NOT_SURE).removeprefix(": ") if self.unsure else text


@dataclass(frozen=True, slots=True)
class SymptomsAnswered(Fact):
    """One round of questions: what was asked, what was reported; no reports means none of those asked."""

    kind_of_entry = Kind.SYMPTOMS

    form: Form
    asked: tuple[str, ...]
    reports: tuple[SymptomReport, ...] = ()
    temperature_c: float | None = None
    companions: tuple[str, ...] = ()
    """What came beside the signs; after what the person was not sure about stands its mark, `chills-not-sure`."""

    @property
    def beside(self) -> tuple[str, ...]:
        """What was beside the signs, by its id; also what the person was not sure about."""
        return tuple(one for one in self.companions if not one.endswith(UNSURE))

    def is_sure(self, name: str) -> bool:
        """Return whether a sign, or what was beside one, was reported without a doubt."""
        reported = any(report.id == name and not report.unsure for report in self.reports)
        return reported or (name in self.companions and f"{name}{UNSURE}" not in self.companions)

    def __post_init__(self) -> None:
        if self.temperature_c is not None and not 30.0 <= self.temperature_c <= 45.0:
            raise InvalidValue(
                f"a temperature of {self.temperature_c} C cannot be right; check the number and the unit"
            )


class DailyQuestion(NamedTuple):
    """One of the five short questions of the daily form, and the signs it stands for."""

    text: str
    symptoms: tuple[str, ...]


DAILY_QUESTIONS = (
    DailyQuestion("Toilet trouble, or numb between the legs", ("bladder-bowel", "saddle-numbness")),
    DailyQuestion("Weak, numb or tingling leg or foot", ("both-legs", "leg-weakness", "leg-numbness")),
    DailyQuestion("Chest pain, short of breath, sore or swollen calf", ("chest-breath", "calf-swelling")),
    DailyQuestion("Fever, chills, wound trouble", ("fever", "wound")),
    DailyQuestion(
        "A fall, sudden strong pain, trouble walking, anything else that worries you",
        ("sudden-pain", "walking", "fall", "other"),
    ),
)


class FullGroup(NamedTuple):
    """One group of the full list; "none" counts only once all of its lines were on the screen."""

    title: str
    symptoms: tuple[str, ...]


FULL_GROUPS = (
    FullGroup("Toilet and feeling", ("bladder-bowel", "saddle-numbness", "sexual-change")),
    FullGroup("Legs", ("both-legs", "leg-weakness", "leg-numbness", "walking", "leg-pain")),
    FullGroup("Chest and calf", ("chest-breath", "calf-swelling")),
    FullGroup("Fever, wound, head", ("fever", "wound", "headache-fluid")),
    FullGroup("Pain, falls and the back", ("sudden-pain", "fall", "back-shape", "metalwork")),
    FullGroup("The last weeks", ("weight-loss", "night-pain", "not-improving", "other")),
)

DAILY_ASKED = tuple(symptom for question in DAILY_QUESTIONS for symptom in question.symptoms)


def asked_in(form: Form) -> tuple[str, ...]:
    """Return the signs that a whole form asks about, in rule order."""
    return tuple(s for s in SYMPTOMS if form is Form.FULL or (form is Form.DAILY and s in DAILY_ASKED))


def report_of(text: str) -> SymptomReport:
    """Return the report that `ID[:SIDE][:new|worse|usual]` stands for; default new.

    `usual` is only what the person said: a serious sign counts as usual once somebody has checked it, and that is
    asked apart (`rules.asks_if_checked`). Raises InvalidValue, also for a side on a sign that has none, and for words
    that contradict each other: the last one could hide a sign that got worse.
    """
    name, *rest = text.split(":")
    symptom = one_of("symptom", name, SYMPTOMS)
    side: Side | None = None
    answer: SignAnswer | None = None
    sides = SYMPTOM_SIDES.get(symptom, ())
    for word in rest:
        if word.strip().lower() in tuple(Side) and word.strip().lower() not in sides:
            wrong = f"has no {word.strip().lower()}; one of: {', '.join(sides)}"
            raise InvalidValue(f"{symptom} {wrong}" if sides else f'{symptom} has no side; take ":{shown(word)}" away')
        chosen = one_of(f"word after {symptom}:", word, (*sides, "new", "worse", "usual"))
        said = side if chosen in sides else answer
        if said is not None and said != chosen:
            raise InvalidValue(f'"{shown(text)}" says both {said} and {chosen}; keep the one that is right')
        if chosen in sides:
            side = side_of(chosen)
        else:
            answer = SignAnswer(chosen)
    return SymptomReport(symptom, answer or SignAnswer.NEW, side)


def kept_beside(name: str, *, unsure: bool) -> tuple[str, ...]:
    """Return what came beside a sign as it is kept, with its mark where the person was not sure about it."""
    return (name, f"{name}{UNSURE}") if unsure else (name,)


def companions_in(words: Iterable[str]) -> tuple[str, ...]:
    """Return what came beside a sign from words like `confused` or `chills-not-sure`. Raises InvalidValue."""
    found: list[str] = []
    for word in words:
        name = word.strip().lower()
        known = one_of("sign after --with", name.removesuffix(UNSURE), COMPANIONS)
        found.extend(kept_beside(known, unsure=name.endswith(UNSURE)))
    return tuple(dict.fromkeys(found))


def companions_of_all(rounds: Iterable[SymptomsAnswered]) -> tuple[str, ...]:
    """Return what was beside the signs of several rounds: a yes in one of them takes a doubt in another away."""
    there = tuple(rounds)
    names = dict.fromkeys(name for answered in there for name in answered.beside)
    sure = {name for name in names if any(answered.is_sure(name) for answered in there)}
    return tuple(part for name in names for part in kept_beside(name, unsure=name not in sure))


HOTTEST = 43.0
"""Degrees Celsius from which on a typed temperature is taken for a mistake; thermometers for people end at 42."""


def celsius_of(text: str) -> float:
    """Return a temperature in degrees Celsius, rounded to 0.1, from `38.2C` or `100.8F`.

    The unit must be there: 39 F and 39 C are not the same person. Raises InvalidValue otherwise.
    """
    import re

    found = re.fullmatch(r"([0-9]{2,3}(?:[.,][0-9]{1,2})?)\s*([CFcf])", text.strip(), re.ASCII)
    if not found:
        raise InvalidValue(f'temperature "{shown(text, 20)}" {_unit_hint(text)}')
    number = float(found[1].replace(",", "."))
    celsius = round(number if found[2] in "Cc" else (number - 32) * 5 / 9, 1)
    if celsius >= HOTTEST:
        raise InvalidValue(f"a temperature of {celsius} C cannot be right; check the number and the unit")
    return celsius


def celsius_meant(text: str) -> float | None:
    """Return what a temperature that cannot be kept (no unit, too high) most likely means, for advice; else None."""
    import re

    found = re.fullmatch(r"([0-9]{2,3}(?:[.,][0-9]{1,2})?)\s*[CFcf]?", text.strip(), re.ASCII)
    if not found:
        return None
    number = float(found[1].replace(",", "."))
    celsius = number if number <= 45 else (number - 32) * 5 / 9
    return round(celsius, 1) if 30 <= celsius <= 45 else None


def _unit_hint(text: str) -> str:
    meant = celsius_meant(text)
    if meant is None:
        return "is not clear; write it with its unit, like 38.2C or 100.8F"
    number = text.strip()
    unit = "C" if float(number.replace(",", ".")) <= 45 else "F"
    return f"has no unit; did you mean {number}{unit}?"
