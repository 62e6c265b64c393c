"""What an alert tells a person: what was logged, what to do and how soon, whom to call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import LEVEL_NAMES, FollowUp, Level
from rehab_tui.domain.patient import NOT_FILLED_IN, Profile
from rehab_tui.rules.finding import AnyFinding
from rehab_tui.rules.questions import sign_name, sign_words
from rehab_tui.rules.table import RULES, filled

ALWAYS = (
    "This app does not diagnose and does not replace your care team.",
    "Nobody sees this until you show or send it.",
    "If unsure, get help sooner.",
)

NOTICE = "NOTICE"
"""The headline of what has no level."""

STOP_EXERCISES = "Stop exercises until you have had advice."

_HOW_SOON = {
    Level.EMERGENCY: "Now. Do not wait for the morning.",
    Level.TODAY: "Call now, day or night; within 24 hours at the latest.",
    Level.DAYS: "In the next 2 to 3 days.",
    Level.VISIT: "At your next visit.",
}

_WHAT_TO_DO = {
    Level.EMERGENCY: (
        "Go to an emergency department or call {emergency}.",
        "Do not drive yourself. Let someone take you, or ask for an ambulance.",
        STOP_EXERCISES,
    ),
    Level.TODAY: (
        "Call {night_line}.",
        "No answer in 30 minutes: go to urgent care or an emergency department.",
        "Someone else may answer for you.",
        STOP_EXERCISES,
    ),
    Level.DAYS: (
        "Contact your therapist or your surgeon's office.",
        "If it gets worse, or something new starts, log it and get help sooner.",
    ),
    Level.VISIT: ("Tell your team at your next visit.",),
}

_LOGGED = "You logged: "
_ANSWER_WORDS = {"new": "new", "worse": "worse", "usual-unchecked": "not checked by a doctor or nurse yet"}


@dataclass(frozen=True, slots=True)
class Advice:
    """The text of an alert, part by part, ready for a card or for plain lines."""

    headline: str
    logged: str
    message: str
    matters: str
    what_to_do: tuple[str, ...]
    how_soon: str
    contacts: tuple[str, ...]
    always: tuple[str, ...] = ALWAYS

    @property
    def lines(self) -> tuple[str, ...]:
        """Return all of it in reading order, one line each; a step that the message names already is told once."""
        first = (self.headline, self.logged, self.message, self.matters)
        how_soon = f"How soon: {self.how_soon}" if self.how_soon else ""
        steps = [step for step in self.what_to_do if step not in self.message]
        return tuple(line for line in (*first, how_soon, *steps, *self.contacts, *self.always) if line)


def advice(finding: AnyFinding | FollowUp, profile: Profile, *, unsure: bool = False) -> Advice:
    """Return what a person is told about a finding or its follow-up, with their own contacts.

    What a person was `unsure` about is not told as a fact.
    """
    level = finding.level
    return Advice(
        headline=NOTICE if level is None else LEVEL_NAMES[level],
        logged=_unsure_words(logged_words(finding)) if unsure else logged_words(finding),
        message=_message(finding),
        matters=_matters(finding.rule),
        what_to_do=() if level is None else tuple(filled(line, profile) for line in _WHAT_TO_DO[level]),
        how_soon="" if level is None else _HOW_SOON[level],
        contacts=contact_lines(profile),
    )


def _message(finding: AnyFinding | FollowUp) -> str:
    if not isinstance(finding, FollowUp) or finding.rule in RULES:
        return finding.message
    from rehab_tui.rules.computed import message_now

    return message_now(finding)


def _matters(rule: str) -> str:
    if rule in RULES:
        return RULES[rule].matters
    from rehab_tui.rules.computed import COMPUTED_RULES  # most alerts are reported signs

    return COMPUTED_RULES[rule].matters if rule in COMPUTED_RULES else ""


def logged_words(finding: AnyFinding | FollowUp) -> str:
    """Return one line with what was logged: the sign, its side, the answer, and what was beside it."""
    why = finding.why
    if isinstance(why.get("logged"), str):
        return f"{_LOGGED}{why['logged']}."
    symptom = why.get("symptom")
    if not isinstance(symptom, str):
        return finding.title
    words = [_LOGGED + ", ".join(_subject_words(symptom, finding))]
    beside = beside_words(finding)
    if beside:
        words.append(f"with {', '.join(beside)}")
    if "highest_c" in why:
        words.append(f"highest on {_day(why['highest_on'])}: {why['highest_c']} C")
    return "; ".join(words) + "."


def beside_words(finding: AnyFinding | FollowUp) -> list[str]:
    """Return what was logged beside a sign, in a few words each: what made it more urgent, then other signs."""
    unsure = finding.why.get("unsure")
    doubted = frozenset(_names(unsure))
    beside = (f"{name} (not sure)" if name in doubted else name for name in _names(finding.why.get("with")))
    return [*beside, *_names(finding.why.get("also"))]


def _unsure_words(said: str) -> str:
    if not said.startswith(_LOGGED):
        return said
    return f"You were not sure about: {said.removeprefix(_LOGGED).replace(', new', '', 1)}"


def _by_day(sides: Iterable[str], why: Mapping[str, object]) -> dict[object, list[str]]:
    """Return the sides that were logged on each day."""
    found: dict[object, list[str]] = {}
    for side in sides:
        found.setdefault(why[f"{side}_on"], []).append(side)
    return found


def _subject_words(symptom: str, finding: AnyFinding | FollowUp) -> Iterable[str]:
    why = finding.why
    yield sign_name(symptom, finding.side)
    legs = {side: leg for side in ("left", "right") if isinstance(leg := why.get(side), str)}
    for day, sides in _by_day(legs, why).items():
        yield f"{' and '.join(sign_name(legs[side], side) for side in sides)} on {_day(day)}"
    answer = why.get("answer")
    if answer in _ANSWER_WORDS:
        yield _ANSWER_WORDS[str(answer)]
    if "since" in why:
        yield f"since {_day(why['since'])}"
    if "earlier_on" in why:
        yield f"logged earlier on {_day(why['earlier_on'])}"
    if "temperature_c" in why:
        yield _temperature_words(why)


def _day(kept: object) -> str:
    return day_words(date.fromisoformat(str(kept)))


def _temperature_words(why: Mapping[str, object]) -> str:
    if "fired_by" not in why:
        return f"{why['temperature_c']} C"
    counts = "logged earlier" if "earlier_on" in why else "ticked"
    return f"{why['temperature_c']} C (below {why['limit_c']} C, but what you {counts} counts)"


def contact_lines(profile: Profile) -> tuple[str, ...]:
    """Return the contacts as lines; what was not filled in says so and names the way out."""
    named = (
        ("Emergency", profile.emergency),
        ("Surgical team, day and night", profile.night_line),
        ("Surgeon", profile.surgeon),
        ("Therapist", profile.therapist),
    )
    return tuple(f"{label}: {contact or NOT_FILLED_IN}" for label, contact in named)


def _names(found: object) -> Iterable[str]:
    if not isinstance(found, (list, tuple)):
        return ()
    return (sign_words(str(name)) for name in found)
