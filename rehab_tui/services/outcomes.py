"""Whether words are an outcome: somebody was told, and something came of it. Told nobody closes nothing."""

import re
from datetime import datetime

from rehab_tui.domain.followup import Event, FollowUp, Outcome, State

HELPED = frozenset({Outcome.SEEN, Outcome.ADVICE, Outcome.CHANGED})
"""Choices that say by themselves that somebody was told."""

SENTENCE_WORDS, SENTENCE_LETTERS = 3, 12
"""Judgement: the least that says who was told and what came of it."""
REASON_LETTERS = 10
"""Judgement: the least that says why it was a mistake, or how it went away."""

_NO = frozenset(
    {"no", "not", "none", "never", "nothing", "nobody", "noone", "nil", "nope", "na", "n"}
    | {"didnt", "havent", "hasnt", "dont", "wasnt", "isnt", "hadnt"}
)
_AROUND = frozenset(
    {"a", "i", "we", "me", "it", "this", "that", "have", "has", "had", "was", "were", "been", "be", "am", "is", "are"}
    | {"about", "to", "by", "so", "far", "yet", "now", "still", "just", "at", "all", "the", "do", "did", "does"}
    | {"tell", "told", "telling", "ask", "asked", "call", "called", "contact", "contacted", "inform", "informed"}
    | {"speak", "spoke", "spoken", "said", "say", "see", "seen", "know", "knows"}
    | {"anyone", "anybody", "any", "one", "body"}
)
"""Words of which "told nobody" is made, in its many ways, around a no."""
_TELLING = r"(told|tell|telling|asked|ask|called|call|contacted|contact|informed|inform|spoken|phoned|rung)"
_NOBODY = (
    rf"\b(nobody|no\W?one|noone|none|not yet|n\W?/\W?a)\b|\b(not|never)\s+(yet\s+)?(been\s+)?{_TELLING}\b"
    rf"|\b(did|do|have|has|had|could)n\W?t\s+(yet\s+)?{_TELLING}\b|\bwithout telling\b"
    rf"|\b(i|we)(\s+will|\W?ll|\s+am going to|\s+want to|\s+plan to)\s+{_TELLING}\b"
)

_HELPER = (
    r"(hospital|doctors?|dr|surgeon|nurse|physio|therapist|clinic|ward|ambulance|paramedics?|emergency|gp|er|ed"
    r"|a ?& ?e|night line)"
)
_WORDS = {
    "told": r"\b(told|called|phoned|rang|rung|spoke|spoken|talked|asked|informed|contacted|advised|says|said|advice)\b",
    "seen": (
        r"(?<!\bi )\b(seen|examined|checked (me|by|out|over)|scan|scanned|mri|x\W?ray|ultrasound|treated|admitted"
        rf"|prescribed|visited|saw me)\b|\b(saw|to|at|in|from|by|per)( (the|my|a|an|our))?( \w+)? {_HELPER}\b"
        rf"|\b({_HELPER}|they)\b.*\b(looked|checked|knows?|found|changed|agreed|came|gave|took|sent|started|visit)\b"
    ),
    "future": r"\b(will|wont|ll|tomorrow|next|going to|gonna|want to|plan|to be|get|getting|if|should|would|must)\b",
    "undone": r"\b(not|no|never|nothing|without|cannot|\w+n['’]t|didnt|havent|hasnt|dont|wasnt|cant|couldnt)\b",
    "no answer": (
        r"\b(no (answer|reply|response)|(\w+n['’]t|not|nobody|no\W?one|never) (answer|reply|reach|pick|get through)\w*"
        r"|unanswered|voicemail|left a message|engaged|busy|tried|try|waiting for|on hold|hung up)\b"
    ),
    "told nobody": r"\b(told|called|phoned|asked|contacted|informed|seen|saw) (\w+ )?(nobody|no\W?one|none)\b(?! else)",
    "not a person": r"\b(nobody|no\W?one|none|cat|dog|pet|myself|diary|app|internet|google)\b",
}
"""Judgement, all of it, and the stricter way: words of which an outcome that names somebody is made, and what takes it
back. Whoever is refused by it says `--contacted WHO`, which is never refused."""
_CLAUSE = r"[,;.:!?\n]+|\b(?:and|but|then|so|because)\b"

_NOBODY_TOLD = "nobody seems to have been told"
_NOT_NAMED = "it does not say who was told, or who saw you"
_WHAT_TO_DO = (
    "First keep whom you told and what they said; or choose how it ended; or say in one sentence who was told and "
    "what came of it."
)
_SAY_WHY = "Say in a few words why: what was meant, or how it went away and who knows."


def is_nobody(words: str) -> bool:
    """Return whether words say no more than that nobody was told, or say nothing: `-`, `n/a`, `not told anyone`."""
    said = set(re.findall(r"[^\W_]+", re.sub("['’]", "", words.lower())))
    return not said or (bool(said & _NO) and said <= _NO | _AROUND)


def asks_who(follow_up: FollowUp, outcome: Outcome) -> bool:
    """Return whether the outcome must say who was told: level 1 or 2, no choice that says it, and no contact kept."""
    return follow_up.serious and outcome is Outcome.OTHER and not _told_before(follow_up)


def as_told(follow_up: FollowUp, who: str, at: datetime) -> FollowUp:
    """Return a follow-up as it is once `who` is kept as the contact; nothing is kept here."""
    return follow_up._replace(events=(*follow_up.events, Event("acted", at, State.ACTED, contacted=who)))


def refusal(follow_up: FollowUp, words: str, outcome: Outcome) -> str | None:
    """Return why a follow-up cannot be closed with this outcome, and what to do; None where it can.

    Level 1 and 2 need somebody who was told: kept before, chosen as the outcome, or in a sentence. A mistake, and
    what went away, need words.
    """
    problem = _problem(follow_up, words.strip(), outcome)
    return f"not closed, it stays open: {problem}" if problem else None


def _problem(follow_up: FollowUp, words: str, outcome: Outcome) -> str | None:
    if is_nobody(words) and (words or outcome is Outcome.OTHER):
        return f"{_NOBODY_TOLD}. {_WHAT_TO_DO}"
    if outcome in HELPED or _told_before(follow_up):
        return None
    named = names_somebody(words)
    if outcome is not Outcome.MISTAKE and re.search(_NOBODY, words, re.IGNORECASE) and not named:
        return f"{_NOBODY_TOLD}. {_WHAT_TO_DO}"
    if not follow_up.serious:
        return None
    if not _is_enough(words, outcome):
        return _what_is_missing(outcome)
    return None if outcome is not Outcome.OTHER or named else f"{_NOT_NAMED}. {_WHAT_TO_DO}"


def names_somebody(words: str) -> bool:
    """Return whether words say that somebody was told, or saw the person; what is ahead or went unanswered does not."""
    said = re.sub(r"\b(dr|prof|mrs?|ms|st)\.", r"\1", words.lower())
    if _has("told nobody", said):
        return False
    unanswered = _has("no answer", said)
    return any(_names(clause.strip(), unanswered=unanswered) for clause in re.split(_CLAUSE, said))


def _names(clause: str, *, unanswered: bool) -> bool:
    """Return whether one clause does; what stands after a "not" or a "will" in it counts for nothing."""
    if _has("not a person", clause):
        return False
    done = re.split(_WORDS["undone"], clause)[0]
    seen = _has("seen", done) and not _has("future", clause)
    return seen or (not unanswered and _has("told", re.split(_WORDS["future"], done)[0]))


def _has(kind: str, words: str) -> bool:
    return re.search(_WORDS[kind], words) is not None


def _is_enough(words: str, outcome: Outcome) -> bool:
    letters = sum(letter.isalpha() for letter in words)
    if outcome is Outcome.OTHER:
        return names_somebody(words) or (len(words.split()) >= SENTENCE_WORDS and letters >= SENTENCE_LETTERS)
    return letters >= REASON_LETTERS


def _what_is_missing(outcome: Outcome) -> str:
    return f"too little is said. {_WHAT_TO_DO if outcome is Outcome.OTHER else _SAY_WHY}"


def _told_before(follow_up: FollowUp) -> bool:
    """Return whether a contact was kept, and not taken back by undo."""
    kept: list[bool] = []
    for event in follow_up.events:
        if event.verb == "undone" and kept:
            kept.pop()
        else:
            kept.append(event.verb == "acted" and not is_nobody(event.contacted or ""))
    return any(kept)
