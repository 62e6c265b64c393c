"""Whether words are an outcome: somebody was told, and something came of it. Told nobody closes nothing."""

import re

from rehab_tui.domain.followup import FollowUp, Outcome

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

_HELP = (
    r"\b(seen|called|told|phoned|spoke|visited|went|examined|checked|scanned|hospital|doctor|surgeon|nurse|therapist"
    r"|clinic|ambulance|emergency|gp|er|ed|mri|advice)\b"
)
"""Words that say by themselves that somebody was there: short outcomes such as "seen" or "went to ER" are enough."""

_NOBODY_TOLD = "nobody seems to have been told"
_WHAT_TO_DO = (
    "First keep whom you told and what they said; or choose how it ended; or say in one sentence who was told and "
    "what came of it."
)
_SAY_WHY = "Say in a few words why: what was meant, or how it went away and who knows."


def is_nobody(words: str) -> bool:
    """Return whether words say no more than that nobody was told, or say nothing: `-`, `n/a`, `not told anyone`."""
    said = set(re.findall(r"[^\W_]+", re.sub("['’]", "", words.lower())))
    return not said or (bool(said & _NO) and said <= _NO | _AROUND)


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
    if outcome is not Outcome.MISTAKE and re.search(_NOBODY, words, re.IGNORECASE):
        return f"{_NOBODY_TOLD}. {_WHAT_TO_DO}"
    return None if not follow_up.serious or _is_enough(words, outcome) else _what_is_missing(outcome)


def _is_enough(words: str, outcome: Outcome) -> bool:
    letters = sum(letter.isalpha() for letter in words)
    if outcome is Outcome.OTHER:
        return bool(re.search(_HELP, words, re.IGNORECASE)) or (
            len(words.split()) >= SENTENCE_WORDS and letters >= SENTENCE_LETTERS
        )
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
