"""What is asked: the full list in plain words, what goes beside a sign, and the level 1 questions."""

from collections.abc import Mapping
from datetime import date

from rehab_tui.domain.body import Side
from rehab_tui.domain.followup import Finding, FollowUp, Level
from rehab_tui.domain.symptom import COMPANION_NAMES, PRIVATE_SYMPTOM
from rehab_tui.errors import NotFound
from rehab_tui.rules.rule import CONTACT_SIGNS, PRIVATE
from rehab_tui.rules.table import SIGN_RULES

WOUND_HEALED_DAYS = 90
"""How long after "healed" the wound is still asked about (judgement; clinical rules, RF-09)."""

_COMPANION_QUESTIONS = {
    "confused": "Are you confused, or do others say so?",
    "drowsy": "Are you very drowsy, or hard to wake?",
    "stiff-neck": "Is your neck stiff?",
    "chills": "Do you shake with cold?",
    "rapid": "Is it getting worse over hours or days?",
    "sudden": "Did it come on suddenly?",
    "no-weight-bearing": "Can you not put weight on the leg?",
    "red-or-hot": "Is the place red or hot?",
}

_COMPANION_NAMES = {
    **COMPANION_NAMES,
    "low-back-pain": "low-back pain",
    "past-cancer": "a past cancer",
    PRIVATE: "a private sign",
}

_ASKED_BESIDE = {
    "leg-weakness": ("rapid",),
    "leg-numbness": ("rapid",),
    "fever": ("chills", "confused", "drowsy", "stiff-neck"),
    "sudden-pain": ("no-weight-bearing",),
    "walking": ("sudden",),
    "fall": ("no-weight-bearing",),
    "headache-fluid": ("stiff-neck",),
    "metalwork": ("red-or-hot",),
}

_LEVEL_ONE_FIRST = ("bladder-bowel", "saddle-numbness", "both-legs", "leg-weakness", "rapid")
_ASKED_AFTER: Mapping[str, tuple[str, ...]] = {
    "RF-05": (),
    "RF-10": ("no-weight-bearing",),
    "RF-11": (),
    "RF-12": ("sudden",),
    "RF-13": ("no-weight-bearing",),
}

CHECKED_QUESTION = "Has a doctor or nurse checked this since it began?"
"""Asked where a sign is called usual that only counts as usual once somebody has checked it."""

RAISED_BESIDE = frozenset({"metalwork", "weight-loss", "night-pain"})
"""Level 3 signs that what is no alert by itself makes level 2: redness, low-back pain, a past cancer, one another."""

PRIVATE_SIGN = _COMPANION_NAMES[PRIVATE]


def question(name: str) -> str:
    """Return the question for a symptom or for something asked beside one; NotFound for another id."""
    if name in _COMPANION_QUESTIONS:
        return _COMPANION_QUESTIONS[name]
    rule = SIGN_RULES.get(name)
    if rule is None or rule.ask is None:
        raise NotFound(f"there is no question for {name[:40]!r}; `rehab signs` lists them")
    return rule.ask


def sign_name(name: str, side: str | None = None) -> str:
    """Return a sign, or something beside one, in a few words: `numb or tingling left leg`."""
    if name in _COMPANION_NAMES:
        return _COMPANION_NAMES[name]
    rule = SIGN_RULES.get(name)
    if rule is None:
        raise NotFound(f"there is no sign {name[:40]!r}; `rehab signs` lists them")
    if "{leg}" in rule.named:
        return rule.named.format(leg=_leg(side))
    where = {Side.LEFT.value: ", left side", Side.RIGHT.value: ", right side"}.get(side or "", "")
    return rule.named + where


def sign_words(name: str, side: str | None = None) -> str:
    """Return a sign as a banner shows it, where others can read it too; the private one is not named."""
    return PRIVATE_SIGN if name == PRIVATE_SYMPTOM else sign_name(name, side)


def asks_if_checked(symptom: str) -> bool:
    """Return whether `usual` needs the question whether a doctor or nurse has checked it since it began."""
    return symptom not in CONTACT_SIGNS or symptom in RAISED_BESIDE


def companions_asked(symptom: str) -> tuple[str, ...]:
    """Return what is asked beside a sign; it can make the alert more urgent."""
    return _ASKED_BESIDE.get(symptom, ())


def level_one_questions(finding: Finding | FollowUp) -> tuple[str, ...]:
    """Return the ids asked after the advice of a level 2 leg or pain sign; none for other findings.

    Each is a symptom or a companion, worded by `question`. Yes or not sure is logged (as new, or beside) on
    the same date and raises the alert; no answer leaves it as it is.
    """
    if finding.level is not Level.TODAY or finding.rule not in _ASKED_AFTER:
        return ()
    reported = finding.why.get("symptom")
    first = tuple(name for name in _LEVEL_ONE_FIRST if name != reported)
    return first + _ASKED_AFTER[finding.rule]


def still_asked(symptom: str, day: date, wound_healed_on: date | None) -> bool:
    """Return whether a sign is on the list; the wound leaves it 90 days after it was called healed.

    A wound that is reported all the same always fires.
    """
    if symptom != "wound" or wound_healed_on is None:
        return True
    return (day - wound_healed_on).days <= WOUND_HEALED_DAYS


def _leg(side: str | None) -> str:
    if side == Side.BOTH.value:
        return "leg, both sides"
    return f"{side} leg" if side in (Side.LEFT.value, Side.RIGHT.value) else "leg"
