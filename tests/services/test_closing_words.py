"""True-to-life ways to write an outcome down: what closes a red flag by itself, what does not, and what is asked."""

from datetime import UTC, date, datetime

import pytest

from rehab_tui.domain.followup import FollowUp, Level, Outcome
from rehab_tui.services.outcomes import as_told, is_no_contact, refusal

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ONE = FollowUp("a" * 36, "RF-02", Level.EMERGENCY, "t", "m", {}, (), None, date(2026, 11, 20), NOW, None, None)

CLOSES = (
    "nurse on phone: ice and rest, call back if worse", "night nurse says keep an eye on it",
    "ER doc says muscle strain", "ER visit, scan fine, sent home", "in ER till 3am, MRI ok",
    "was in A&E all night, nothing broken", "ambulance came, they did not take me in",
    "paramedics checked me and left", "ambulance refused to take me, told me to see my GP", "Dr. Lee", "Dr Müller",
    "Dr. Müller: alles gut, nur Muskel", "Notaufnahme: nur Muskel", "surgeon: wait until Monday's visit",
    "Surgeon's office phoned back, no change", "spoke with Dr Patel on the phone",
    "talked to on call surgeon, he wants photos", "my therapist knows, she changed the plan",
    "therapist had a look at it", "physio looked at it, plan stays the same", "gp saw me this afternoon",
    "GP gave me antibiotics", "got antibiotics from the doctor", "admitted to hospital on Friday",
    "hospitalized 2 days, home now", "kept overnight in hospital for observation", "wound was cleaned at the clinic",
    "clinic cleaned the wound and changed dressing", "had an ultrasound, no clot", "xray ok",
    "bladder scan normal, discharged", "discharged from hospital this morning", "111 said to see GP, GP saw me",
    "111 told me to go to urgent care, went there", "urgent care gave drops and sent me home",
    "walk-in clinic checked it", "called 112, they came", "called 911 and they took me in",
    "Called the ward. Nurse Amy said it is ok to wait.", "Ward sister said come in, came in, all ok",
    "dcotor examined me", "seen at hosptial", "called teh surgeon, told to rest", "doctr said its fine",
    "husband drove me to the ER, they examined me", "my daughter took me to hospital, seen by dr",
    "home visit by the GP", "visited the surgeon", "video call with surgeon, he is happy",
    "had video visit with dr. Lee", "messaged the surgeon, she answered: normal",
    "emailed therapist and she replied to stop squats", "sent photo to the clinic, they say it's healing",
    "pharmacist and GP both say viral", "doctor not worried", "surgeon says no need to come in",
    "they did blood tests, result ok", "blood test at the hospital was normal", "checked by the home nurse",
    "was told by the night line to wait for my visit", "operated again on Tuesday", "they drained the wound",
    "Went to A and E, they strapped it", "the nurse rang me back and said rest", "saw Dr. Okafor today",
    "surgical team said to come in Thursday", "my PT says stop the bridges", "the surgeon's PA called, no worries",
    "my wife called the doctor and he says ok", "was seen by the locum", "CT scan was clear",
    "pharmacy told me to see the GP", "neighbour who is a nurse checked my leg",
    "district nurse changed the dressing", "consultant reviewed the wound", "told Dr Lee by text, he replied ok",
    "they kept me in", "Rang 111, they booked me in and I was seen", "Radiologist did an xray, ok",
    "I phoned the surgeon: rest", "out of hours doctor rang, advised rest", "dr smith came to the house",
)  # fmt: skip
STAYS_OPEN = (
    "will be fine", "waiting", "told nobody", "going tomorrow", "I'll see how it goes", "better today", "gone",
    "it stopped", "slept on it", "seeing the doctor on Monday", "appointment with Dr. Lee next week",
    "Dr. Lee tomorrow", "Dr. Lee: tomorrow", "need to call the doctor", "I should go to the ER", "maybe ER later",
    "no time for the doctor", "hospital is closed", "doctor is on holiday", "called the doctor, line was busy",
    "left a message for the surgeon", "waiting for the surgeon to call back", "the nurse did not pick up",
    "didn't want to bother the doctor", "looked it up on the internet", "ChatGPT said it is fine",
    "my neighbour had that too", "doctor's office closed until Monday", "took ibuprofen", "no doctor needed",
    "don't need a doctor", "morgen zum Arzt", "niemandem gesagt", "personne", "not sure whom to call",
    "the ER was too full, went home", "I am a nurse myself, it is fine", "doctor?", "should I call the surgeon?",
    "I hate hospitals", "ambulance is too expensive", "on my way to the hospital", "Dr. Google says muscle",
    "asked myself if it was new", "the doctor will see me on Friday", "surgeon is away", "booked GP for Thursday",
    "I wanted to call the nurse", "forgot to call the ward", "trying to reach the ward",
    "Surgeon's office was closed: nobody there", "Plan: see doctor", "To do: call the doctor", "doctor: none",
    "Dr. who?", "Doctor's advice line: engaged", "Nurse: not reached yet", "Doctor's office: no one there",
    "ER: too full, went home", "ward: line busy all day", "my doctor always says rest", "practice gave me pain",
    "answered no to all questions", "Dr. Lee: on Monday", "Arzt: morgen früh", "Klinik: niemand da", "ER?",
    "if worse I call the ER", "texted the surgeon", "Doctor: will call tomorrow", "112: no answer", "Dr appointment",
    "Dr visit booked", "dr later", "rien dit", "nichts", "nurse line: on hold for an hour", "surgeon: left a message",
    "I will ring 111", "planning to see the surgeon", "nurse line closed", "no reply from the surgeon",
    "asked on a forum", "going to A&E", "read the hospital leaflet", "hospital website says wait",
    "watched a video by a doctor", "can't get hold of the doctor", "need an MRI", "waiting for MRI",
    "my sister is a nurse", "surgeon on vacation", "phone was dead", "scan is booked", "gp later",
    "I was told last year it is normal", "ring surgeon after the weekend", "I know my body", "doctor knows best",
    "they never answer", "scan due Monday", "cancelled the doctor",
)  # fmt: skip
ASKED = (
    "Der Arzt hat mich untersucht, alles gut", "vu aux urgences, rien de grave", "el médico dice que es muscular",
    "sono stato al pronto soccorso", "byłem w szpitalu", "gezien op de spoed", "läkaren ringde", "病院で診てもらった",
    "went in, got fluids, home", "midnight, cathetered, home again", "K. Berg", "sorted on Friday",
)  # fmt: skip
"""True, and not known by the words: one more answer closes it, in any language."""


def closes(words: str, who: str = "") -> bool:
    return refusal(as_told(ONE, who, NOW, words) if who else ONE, words, Outcome.OTHER) is None


def test_what_people_write_after_they_were_helped_closes() -> None:
    assert [words for words in CLOSES if not closes(words)] == []


def test_what_people_write_when_nobody_knows_yet_does_not() -> None:
    assert [words for words in STAYS_OPEN if closes(words)] == []


def test_what_is_not_understood_closes_with_one_more_answer() -> None:
    assert [words for words in ASKED if closes(words)] == []
    assert [words for words in ASKED if not closes(words, "Notaufnahme Köln")] == []


@pytest.mark.parametrize(
    "who",
    ["", "x", "??", "1", "me", "Myself", "just me", "nobody", "niemand", "personne", "my cat", "Google", "ChatGPT",
     "will tell them tomorrow", "ER tomorrow", "going to call", "not yet", "this app", "forgot", "nein", "tbd", "nobdy",
     "unknown", "no llame"],
)  # fmt: skip
def test_an_answer_that_names_nobody_who_can_help_is_no_contact(who: str) -> None:
    assert is_no_contact(who)


@pytest.mark.parametrize(
    "who",
    [
        "112",
        "999",
        "Dr. Müller",
        "Ann",
        "my wife",
        "ward 7",
        "the one on call",
        "Will Smith",
        "病院",
        "Li",
        "ER",
        "Nobby",
    ],
)
def test_any_person_or_place_is_one(who: str) -> None:
    assert not is_no_contact(who)


@pytest.mark.parametrize(
    "said",
    [
        "it went away, did not call", "will call him tomorrow", "I'll call later", "forgot to call", "didn't call",
        "no llame a nadie", "n'ai appelé personne", "pas appelé", "nicht angerufen", "we have not told them",
    ],
)  # fmt: skip
def test_a_call_that_was_not_made_tells_nobody(said: str) -> None:
    """Whoever is named beside it: the words say themselves that nobody knows yet."""
    told = as_told(ONE, "surgeon", NOW, said)
    assert told == ONE
    assert refusal(told, said, Outcome.OTHER) is not None


@pytest.mark.parametrize(
    "said",
    [
        "did not call an ambulance, nurse advised rest", "they will call me tomorrow", "he did not call it serious",
        "said not to call again unless it is worse", "told not to worry", "did not tell my wife, the nurse said rest",
    ],
)  # fmt: skip
def test_what_a_helper_does_not_do_takes_nothing_back(said: str) -> None:
    assert as_told(ONE, "surgeon", NOW, said) != ONE
