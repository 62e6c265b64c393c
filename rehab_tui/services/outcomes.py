"""Whether words are an outcome: somebody was told, and something came of it. Told nobody closes nothing."""

import re
from datetime import datetime
from difflib import get_close_matches

from rehab_tui.domain.followup import Event, FollowUp, Outcome, State
from rehab_tui.domain.words import free_text
from rehab_tui.errors import InvalidValue

HELPED = frozenset({Outcome.SEEN, Outcome.ADVICE, Outcome.CHANGED})
"""Choices that say by themselves that somebody was told."""

_SAYS_NOT_WHO = frozenset({Outcome.OTHER, Outcome.WENT_AWAY})
"""Choices after which a level 1 or 2 still asks who was told: also one that went away is told (rules 7.2)."""

SENTENCE_WORDS, SENTENCE_LETTERS = 3, 12
"""Judgement: the least that says who was told and what came of it."""
REASON_LETTERS = 10
"""Judgement: the least that says why it was a mistake, or how it went away."""

_NO = frozenset(
    {"no", "not", "none", "never", "nothing", "nobody", "noone", "nil", "nope", "na", "n"}
    | {"didnt", "havent", "hasnt", "dont", "wasnt", "isnt", "hadnt"}
    | {"niemand", "niemandem", "niemanden", "keiner", "keinem", "personne", "nadie", "nessuno", "ninguem", "ninguém"}
    | {"nikt", "nikomu", "ingen", "niets", "nichts", "rien", "nada", "niente"}
)
_AROUND = frozenset(
    {"a", "i", "we", "me", "it", "this", "that", "have", "has", "had", "was", "were", "been", "be", "am", "is", "are"}
    | {"about", "to", "by", "so", "far", "yet", "now", "still", "just", "at", "all", "the", "do", "did", "does"}
    | {"tell", "told", "telling", "ask", "asked", "call", "called", "contact", "contacted", "inform", "informed"}
    | {"speak", "spoke", "spoken", "said", "say", "see", "seen", "know", "knows"}
    | {"anyone", "anybody", "any", "one", "body", "gesagt", "habe", "ich", "dit", "à", "detto", "ho", "a", "dije"}
)
"""Words of which "told nobody" is made, in its many ways, around a no."""
_OWN = frozenset(
    {"me", "i", "self", "myself", "herself", "himself", "own", "patient"}
    | {"just", "only", "my", "the", "this", "a", "an", "and", "on", "in", "asked"}
    | {"ich", "mich", "selbst", "moi", "même", "meme", "yo", "mismo", "misma"}
    | {"mi", "io", "stesso", "stessa", "ik", "zelf"}
    | {"cat", "dog", "pet", "diary", "app", "internet", "google", "chatgpt", "gpt", "chatbot", "bot", "copilot"}
    | {"gemini", "alexa", "siri", "forum", "reddit", "youtube"}
)
"""Words of answers that name oneself, an animal, or a program."""
_NO_NAME = frozenset(
    {"yes", "yeah", "ok", "okay", "done", "fine", "good", "gone", "test", "asdf", "tbd", "tba", "todo", "idk", "dunno"}
    | {"unknown", "unsure", "unclear", "forgot", "forget", "forgotten", "x", "xx", "xxx", "same", "later"}
    | {"nein", "non", "nee", "nej", "nei", "oui", "ja", "si", "sí", "tak", "nie", "keinen", "keine", "kein"}
    | {"llame", "llamé", "aún", "aun", "todavía", "pas", "appelé", "noch", "nicht", "angerufen", "gebeld", "niet"}
)
"""Words that stand for no name at all, where a name is asked for."""
_TELLING = r"(told|tell|telling|asked|ask|called|call|contacted|contact|informed|inform|spoken|phoned|rung)"
_NOBODY = (
    rf"\b(nobody|no\W?one|noone|none|not yet|n\W?/\W?a)\b|\b(not|never)\s+(yet\s+)?(been\s+)?{_TELLING}\b"
    rf"|\b(did|do|have|has|had|could)n\W?t\s+(yet\s+)?{_TELLING}\b|\bwithout telling\b"
    rf"|\b(i|we)(\s+will|\W?ll|\s+am going to|\s+want to|\s+plan to)\s+{_TELLING}\b"
)

_NOT_MADE = (
    rf"(?:^|[,;.:]\s*|\b(?:i|we|but|and)\s+)(?:(?:did|do|have|had|could|was)(?:\s+not|n\W?t)|didnt|havent|not|never)"
    rf"\s+(?:yet\s+)?(?:been\s+)?{_TELLING}\b"
    rf"|(?:^|[,;.:]\s*|\b(?:i|we)(?:\s+|\W?))(?:will|ll|am going to|going to|gonna|want to|plan to)\s+{_TELLING}\b"
    rf"|\bforg[eo]t(?:ten)?\s+to\s+{_TELLING}\b|\bwithout telling\b"
    r"|\bpas (appelé|téléphoné|contacté)|appelé personne|\bno (la |lo |les )?llam[eé]\b|\bnicht angerufen"
    r"|niemanden angerufen|\bnon ho chiamato|\bniet gebeld"
)
"""A call that was not made, or is yet to be: said of oneself, for a helper may well not call anybody."""

_HELPER = (
    r"(hospital|doctors?|docs?|dr|surgeon|consultant|medic|emt|nurse|physio|therapist|clinic|ward|ambulance|paramedics?|emergency|gp"
    r"|er|ed|a ?& ?e|night line|urgent care|pharmacist)"
)
_HELPER_ABROAD = (
    r"(arzt|ärztin|aerztin|notarzt|notaufnahme|krankenhaus|klinik|praxis|chirurg|médecin|medecin|docteur|infirmière"
    r"|hôpital|hopital|urgences|samu|médico|medico|médica|enfermera|urgencias|dottore|dottoressa|ospedale"
    r"|pronto soccorso|huisarts|arts|ziekenhuis|lekarz|szpital|läkare|lege|sjukhus|sykehus)"
)
"""Names of helpers in other languages, where they stand before a colon: what is more than a name is asked for."""
_FAMILY = (
    r"(wife|husband|partner|spouse|mum|mom|mother|dad|father|son|daughter|sister|brother|aunt|uncle|friends?"
    r"|neighbou?rs?|boss|colleagues?|roommate|flatmate|forum)"
)
_UNANSWERED = (
    r"\b(no (answer|reply|response|connection)|no\W?(body|one)( (was |is )?(there|home|in|available)"
    r"| (answer\w*|replied|responded|picked up|came))|(did|do|does)(n['’]?t| not) (answer|pick up|reply)|voice ?mail"
    r"|answering machine|answer ?phone|(got|reached) the machine|left (a |her |him |them )?(message|note)|on hold"
    r"|engaged|(line|number|phone) (was |is |went )?(busy|dead)|(could|can)(n['’]?t| ?not) (reach|get through|get hold)"
    r"|not reached|unanswered|hung up|rang out|(kept|just) ringing|(is|was|were) closed|never (called|rang|phoned) back"
    r"|not available|unavailable|out of office|no luck|missed (it|him|her|them)"
    r"|missed (a |the |his |her |their |my )?call"
    r"|keine antwort|(niemand(en)?|keiner|keinen) (erreicht|da)|(niemand|keiner) (geht|ging|hebt|hob|nimmt) (ran|ab)"
    r"|besetzt|anrufbeantworter|pas de réponse|ne répond(ait|ent|aient)? pas|répondeur|occupé|personne ne répond"
    r"|sin respuesta|no contest[aó]n?|contestador|ocupado|nessuna risposta|non rispond(e|ono|eva)|segreteria|occupato"
    r"|geen antwoord|niet opgenomen|nikt nie odbiera|inget svar|ikke svar)\b"
    r"|^\W*(busy|closed|nobody|no\W?one|none|nothing)\W*$"
)
"""A call that nobody answered."""
_WORDS = {
    "told": r"\b(told|called|phoned|rang|rung|spoke|spoken|talked|asked|informed|contacted|advised|says|said|advice)\b",
    "seen": (
        r"(?<!\bi )\b(seen|examined|checked (me|by|out|over)|reviewed|scan|scanned|mri|ct|x\W?ray|ultrasound|treated"
        r"|admitted|prescribed|visited|saw me|hospitali[sz]ed|operated|drained|discharged)\b"
        rf"|\b(saw|to|at|in|from|by|per)( (the|my|a|an|our))?( \w+)? {_HELPER}\b"
        rf"|\b({_HELPER}|they)\b.*\b(looked|checked|knows?(?! best)|found|changed|agreed|came|gave|took|sent|started"
        r"|look|cleaned|stitched|strapped|kept me|say|happy|calm|did (a|an|the|some|more|blood|tests?|scans?))\b"
        r"|\b(he|she|they) (answered|replied|wrote back)\b"
        rf"|\b(had|after)( \w+)* (call|visit|talk|chat) with( (the|my|a|an|our))?( \w+)? {_HELPER}\b"
        rf"|\bvideo (call|visit) with( (the|my|a|an|our))?( \w+)? {_HELPER}\b(?! on \w+day\b)"
    ),
    "future": (
        r"\b(will|wont|ll|tomorrow|next|going to|gonna|want to|plan|to be|get|getting|if|should|would|must"
        r"|on (my|our|the) way|heading|headed|driving|needs?|waiting|booked|scheduled|due|planning"
        r"|hop(e|ing)|morgen|demain|mañana|domani)\b"
    ),
    "undone": (
        r"\b(not|no|never|nothing|without|cannot|\w+n['’]t|didnt|havent|hasnt|dont|wasnt|cant|couldnt|always|usually)\b"
    ),
    "no answer": (
        rf"{_UNANSWERED}|\b((\w+n['’]t|not|nobody|no\W?one|never) (answer|reply|reach|pick|get through)\w*"
        r"|voicemail|left a message|busy|tried|try|waiting for)\b"
    ),
    "told nobody": r"\b(told|called|phoned|asked|contacted|informed|seen|saw) (\w+ )?(nobody|no\W?one|none)\b(?! else)",
    "written": (
        r"\b(e\W?mailed|texted|messaged|faxed"
        r"|(sent|wrote|left) (\w+ ){0,2}(e\W?mail|text|message|sms|note|letter|fax))\b"
    ),
    "left unseen": (
        r"\b(left (again )?before|before (being|i was|we were) seen|went (back |straight )?home|walked out|gave up"
        r"|turned (me |us )?away|(was|were|is) (too |so )?full|missed (a |the |his |her |their )?call)\b"
    ),
    "no help": (
        r"\b(nobody|niemand|keiner|personne|nadie|nessuno|nikt|no\W?one|none|cat|dog|pet|myself|by me|diary|app"
        r"|internet|google\w*|googling|wikipedia|chatgpt|gpt|chatbot|bot|copilot|gemini|alexa|siri|forum|reddit|youtube"
        r"|website|online|leaflet|article|watched|i read|read (that|in|on|about)|last (month|year)|ago)\b"
        rf"|\b(told|asked|called|phoned) (my |our |the )?{_FAMILY}\b"
        rf"|\b(my|our) {_FAMILY} (says?|said|thinks?|told|looked|checked)\b"
    ),
    "ahead": (
        r"\b(tomorrow|later|next|soon|going|waiting|booked|appointment|closed|away|holiday"
        r"|too (full|busy|far)|on \w+day|(mon|tues|wednes|thurs|fri"
        r"|satur|sun)day|morgen|demain|mañana|domani|visit|office)\b"
    ),
}
"""Judgement, all of it, and the stricter way: words of which an outcome that names somebody is made, and what takes it
back. A wrong refusal costs one answer: whoever is not understood (another language, a slip, another way to say it) is
asked who was told, and `--contacted WHO` takes any person or place. A wrong acceptance can cost more than that, so what
may lie ahead, and what nobody answered, is never taken for somebody who was told."""
_SPEAKER = re.compile(rf"[^:]{{0,30}}\b({_HELPER}|{_HELPER_ABROAD})\b[^:]{{0,30}}:\s*(?P<said>\S+\s+\S.*)", re.DOTALL)
"""Somebody who can help, and after a colon what they said: Dr. Lee: only a muscle."""
_NAME_ONLY = re.compile(r"(dr|prof)\.? ?[^\W\d_]+(['-][^\W\d_]+)?( [^\W\d_]+)?")
_CLAUSE = r"[,;.:!?\n]+|\b(?:and|but|then|so|because)\b"

_ANSWER = re.compile(
    r"\b(back|said|says|told|advised?|advice|answered|replied|reached|seen|saw|came|go to|come in|sent)\b"
)
_REPLIED = re.compile(r"\b(back|repl(y|ied|ies)|answer(ed|s)?|said|says|told|advised?|advice)\b")
_NO_ANSWER = re.compile(r"\b(not|never|no|will|ll|again|try|tried|later|tomorrow|yet|if|when|\w+n['’]?t)\b")
"""Judgement: words of an answer after all, and words that take those back."""

_NOBODY_TOLD = "nobody seems to have been told"
_NOT_NAMED = "it does not say who was told, or who saw you"
_WHAT_TO_DO = (
    "First keep whom you told and what they said; or choose how it ended; or say in one sentence who was told and "
    "what came of it."
)
_SAY_WHY = "Say in a few words why: what was meant, or how it went away and who knows."


def is_no_contact(who: str, own_name: str = "") -> bool:
    """Return whether an answer to "who was told?" names nobody who could help: nobody, oneself, a program, a day ahead.

    So does a call that nobody answered, and the name of the person whose file it is.
    A made-up name cannot be told from a true one: it is the person's own word, and is kept as such (judgement).
    """
    said = who.strip().lower()
    letters, digits = (sum(test(one) for one in said) for test in (str.isalpha, str.isdigit))
    short = letters < 2 and digits < 3
    ahead = re.search(r"\b(tomorrow|later|soon|waiting|going to|morgen|demain|mañana|domani)\b", said)
    own = _OWN | set(re.findall(r"[^\W_]+", own_name.lower()))
    said_words = set(re.findall(r"[^\W_]+", said))
    no_name = (
        said_words <= own
        or said_words <= _NO_NAME | _NO | _AROUND
        or bool(get_close_matches(said, ["nobody"], cutoff=0.85))
    )
    return is_nobody(who) or short or ahead is not None or no_name or re.search(_UNANSWERED, said) is not None


def contact(who: str, own_name: str = "") -> str:
    """Return who was told, as it is kept. Raises InvalidValue where that is nobody who could help."""
    if is_no_contact(who, own_name):
        raise InvalidValue("who was told is missing; give a name or a place, like: night line")
    return free_text("the name", who)


def nobody_answered(said: str) -> bool:
    """Return whether what was said on a call is that nobody answered, or that it was not made: nobody knows yet."""
    words = said.lower()
    if re.search(_NOT_MADE, words) and not names_somebody(words):
        return True
    if _has("written", words) and not _REPLIED.search(words):
        return True
    rest = re.sub(_UNANSWERED, ",", words)
    after = (clause for clause in re.split(_CLAUSE, rest) if _ANSWER.search(clause))
    return rest != words and not any(_NO_ANSWER.search(clause) is None for clause in after)


def is_nobody(words: str) -> bool:
    """Return whether words say no more than that nobody was told, or say nothing: `-`, `n/a`, `not told anyone`."""
    said = set(re.findall(r"[^\W_]+", re.sub("['’]", "", words.lower())))
    return not said or (bool(said & _NO) and said <= _NO | _AROUND)


def asks_who(follow_up: FollowUp, outcome: Outcome) -> bool:
    """Return whether the outcome must say who was told: level 1 or 2, no choice that says it, and no contact kept."""
    return follow_up.serious and outcome in _SAYS_NOT_WHO and not _told_before(follow_up)


def as_told(follow_up: FollowUp, who: str, at: datetime, said: str) -> FollowUp:
    """Return a follow-up as it is once `who` is kept as the contact; nothing is kept here.

    It stays as it is where what was said, or came of it, is that nobody answered, or that the call was not made.
    """
    if nobody_answered(said) and not names_somebody(said):
        return follow_up
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
        return "say in a few words what came of it." if _told_before(follow_up) else f"{_NOBODY_TOLD}. {_WHAT_TO_DO}"
    if outcome in HELPED or _told_before(follow_up):
        return None
    named = names_somebody(words)
    if outcome is not Outcome.MISTAKE and re.search(_NOBODY, words, re.IGNORECASE) and not named:
        return f"{_NOBODY_TOLD}. {_WHAT_TO_DO}"
    if not follow_up.serious:
        return None
    if not _is_enough(words, outcome, named=named):
        return _what_is_missing(outcome)
    return None if outcome not in _SAYS_NOT_WHO or named else f"{_NOT_NAMED}. {_WHAT_TO_DO}"


def names_somebody(words: str) -> bool:
    """Return whether words say that somebody was told, or saw the person; what is ahead or went unanswered does not."""
    said = re.sub(r"\b(dr|prof|mrs?|ms|st)\.", r"\1", words.lower())
    if _has("told nobody", said) or (_has("no help", said) and not re.search(rf"\b{_HELPER}\b", said)):
        return False
    unanswered = _has("no answer", said)
    said = re.sub(r"\ba and e\b", "a&e", said)
    said = re.sub(r"\b(is |was )?not (worried|concerned)\b", "calm", said)
    if _speaks(said) and not unanswered:
        return True
    unseen = _has("left unseen", said)
    return any(_names(clause.strip(), unanswered=unanswered, unseen=unseen) for clause in re.split(_CLAUSE, said))


def _speaks(said: str) -> bool:
    """Return whether words are what a named helper said, or a doctor's name alone; what is ahead is neither."""
    if _has("no help", said) or "?" in said:
        return False
    if _NAME_ONLY.fullmatch(said.strip(" .")):
        return not _has("ahead", said) and not _has("undone", said)
    found = _SPEAKER.match(said)
    if found is None:
        return False
    head, first = said[: found.start("said")], re.split(_CLAUSE, found["said"])[0]
    ahead = any(re.match(_WORDS[kind], first) for kind in ("ahead", "future"))
    return not ahead and not any(_has(kind, head) for kind in ("future", "undone", "ahead"))


def _names(clause: str, *, unanswered: bool, unseen: bool) -> bool:
    """Return whether one clause does; what stands after a "not" or a "will" in it counts for nothing.

    Nor does a written message without an answer, or a place that the person has left `unseen`.
    """
    if _has("no help", clause) or (_has("written", clause) and not _REPLIED.search(clause)):
        return False
    done = re.split(_WORDS["undone"], clause)[0]
    seen = not unseen and _has("seen", done) and not _has("future", clause)
    return seen or (not unanswered and _has("told", re.split(_WORDS["future"], done)[0]))


def _has(kind: str, words: str) -> bool:
    return re.search(_WORDS[kind], words) is not None


def _is_enough(words: str, outcome: Outcome, *, named: bool) -> bool:
    letters = sum(letter.isalpha() for letter in words)
    if outcome is Outcome.OTHER:
        return named or (len(words.split()) >= SENTENCE_WORDS and letters >= SENTENCE_LETTERS)
    return letters >= REASON_LETTERS


def _what_is_missing(outcome: Outcome) -> str:
    return f"too little is said. {_WHAT_TO_DO if outcome is Outcome.OTHER else _SAY_WHY}"


def _told_before(follow_up: FollowUp) -> bool:
    """Return whether a contact was kept, and not taken back by undo."""
    return any(one.verb == "acted" and not is_no_contact(one.contacted or "") for one in follow_up.holding)
