"""What closes a follow-up: somebody was told. Having told nobody never does."""

import pytest
from reporting import operated, report, stamp

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.followup import FollowUp, Outcome, State
from rehab_tui.errors import InvalidValue, Refused
from rehab_tui.services.outcomes import names_somebody, nobody_answered

NOBODY = (
    "I told nobody.", "nobody was told", "n/a", "N.A.", "didn't tell anyone", "didn’t tell anyone", "didnt tell anyone",
    "not told anyone yet", "Told no-one", "told no one so far", "noone", "none", "Nothing", "not yet", "-", "...", "",
    "  ", "haven't told them", "I have not told my therapist", "I have never told anybody about it",
    "nobody, it was late and I went to bed", "I have not called the night line yet", "I will call them tomorrow",
)  # fmt: skip
REAL = (
    "seen at the emergency department, scan was done", "called the ward", "night line says come in tomorrow",
    "the patient called the ward", "Dr. Lee looked at it",
)  # fmt: skip
NOT_YET = (
    "nothing, it will be fine", "I will wait till morning", "will call tomorrow", "called 112, no answer",
    "took a painkiller and went to bed", "it went away", "too busy today", "don't want to bother them", "told my cat",
    "called the ward, nobody answered", "I tried to call, voicemail", "going to be seen by the doctor tomorrow",
    "I'll go to the hospital in the morning", "gone since this morning", "should have called the doctor",
    "the hospital is too far away", "need to be seen", "called absolutely nobody",
    "have an appointment with the doctor next week", "I have not been to the hospital", "I examined it, it looks fine",
)  # fmt: skip
"""What closed a level 1 with nobody told, and its kin."""
SOMEBODY = (
    "seen in the emergency department, scan was normal", "Dr. Rivera examined me", "called the surgeon; to wait",
    "nobody else needed to be told, Dr Weber checked me", "Seen the same evening; scanned, nothing to do",
    "called 112, no answer, so drove to the hospital and was examined", "Told the therapist, changed the plan",
    "doctor examined me and found nothing", "seen in hospital, they will call tomorrow", "they called back", "seen",
    "Went to ER", "Went to A&E, sent home", "MRI clear", "spoke to the on-call nurse, she wants to see me tomorrow",
)  # fmt: skip


@pytest.fixture
def serious(rehab: Rehab) -> FollowUp:
    return report(operated(rehab), "wound").followups[0]


@pytest.fixture
def level_3(rehab: Rehab) -> FollowUp:
    return report(operated(rehab), "leg-pain:left").followups[0]


def closes(rehab: Rehab, one: FollowUp, words: str, outcome: Outcome = Outcome.OTHER) -> bool:
    try:
        rehab.follow_ups.close(rehab.follow_ups.one(one.id), words, stamp(13), outcome)
    except Refused:
        return False
    return rehab.follow_ups.one(one.id).state is State.CLOSED


@pytest.mark.parametrize("words", [*NOBODY, "ok", "x", "fine now", "aaaaaaaaaaaaaaaa", "a b c"])
def test_words_that_name_nobody_close_no_red_flag(rehab: Rehab, serious: FollowUp, words: str) -> None:
    assert not closes(rehab, serious, words)


@pytest.mark.parametrize("words", REAL)
def test_a_sentence_that_says_who_closes_in_one_step(rehab: Rehab, serious: FollowUp, words: str) -> None:
    assert closes(rehab, serious, words)


def test_a_red_flag_is_not_closed_by_what_is_ahead_unanswered_or_gone(rehab: Rehab, serious: FollowUp) -> None:
    assert [words for words in NOT_YET if closes(rehab, serious, words)] == []
    with pytest.raises(Refused, match="First keep whom you told"):
        rehab.follow_ups.close(serious, NOT_YET[1], stamp())


@pytest.mark.parametrize("words", SOMEBODY)
def test_a_true_outcome_closes_a_red_flag(rehab: Rehab, serious: FollowUp, words: str) -> None:
    assert closes(rehab, serious, words)


@pytest.mark.parametrize("words", NOT_YET)
def test_and_so_does_anything_once_a_contact_is_kept(rehab: Rehab, serious: FollowUp, words: str) -> None:
    rehab.follow_ups.act(serious, "Dr. Rivera", "", stamp())
    assert closes(rehab, serious, words)


@pytest.mark.parametrize("words", ["ok", "x", "nobody found anything wrong"])
def test_after_somebody_was_told_any_words_close(rehab: Rehab, serious: FollowUp, words: str) -> None:
    rehab.follow_ups.act(serious, "night line", "come in", stamp())
    assert closes(rehab, serious, words)


@pytest.mark.parametrize("words", ["told nobody", "", "n/a"])
def test_but_not_words_that_take_it_back(rehab: Rehab, serious: FollowUp, words: str) -> None:
    rehab.follow_ups.act(serious, "night line", "come in", stamp())
    assert not closes(rehab, serious, words)


def test_a_contact_that_was_undone_does_not_count(rehab: Rehab, serious: FollowUp) -> None:
    rehab.follow_ups.act(serious, "night line", "come in", stamp())
    rehab.journal.undo(stamp())
    assert not closes(rehab, serious, "ok")


@pytest.mark.parametrize("who", ["nobody", "No one.", "-", "n/a", "not yet"])
def test_nobody_is_no_contact(rehab: Rehab, serious: FollowUp, who: str) -> None:
    with pytest.raises(InvalidValue, match="who was told"):
        rehab.follow_ups.act(serious, who, "", stamp())


@pytest.mark.parametrize("who", ["112", "911", "Ann", "my wife", "N. Amir", "the one on call"])
def test_whoever_was_told_is_a_contact(rehab: Rehab, serious: FollowUp, who: str) -> None:
    rehab.follow_ups.act(serious, who, "", stamp())
    assert closes(rehab, serious, "ok")


@pytest.mark.parametrize("outcome", [Outcome.SEEN, Outcome.ADVICE, Outcome.CHANGED])
def test_a_chosen_outcome_that_names_help_closes_without_words(
    rehab: Rehab, serious: FollowUp, outcome: Outcome
) -> None:
    assert not closes(rehab, serious, "told nobody", outcome)
    assert closes(rehab, serious, "", outcome)
    rehab.follow_ups.reopen(rehab.follow_ups.one(serious.id), stamp())
    assert closes(rehab, serious, "seen", outcome)


@pytest.mark.parametrize("outcome", [Outcome.MISTAKE, Outcome.WENT_AWAY])
def test_a_mistake_or_what_went_away_needs_words(rehab: Rehab, serious: FollowUp, outcome: Outcome) -> None:
    for words in ("", "ok", "x", "told nobody", "nobody was told"):
        assert not closes(rehab, serious, words, outcome)
    words = "it was the line below"
    if outcome is Outcome.WENT_AWAY:
        assert not closes(rehab, serious, words, outcome), "who knows of it is not said"
        words = "gone since, the nurse knows and said rest"
    assert closes(rehab, serious, words, outcome)


def test_gone_without_telling_anyone_does_not_close(rehab: Rehab, serious: FollowUp) -> None:
    assert not closes(rehab, serious, "it went away, told nobody", Outcome.WENT_AWAY)


def test_a_mistake_may_say_that_nobody_was_told(rehab: Rehab, serious: FollowUp) -> None:
    assert closes(rehab, serious, "wrong line, so nobody was told", Outcome.MISTAKE)


@pytest.mark.parametrize("words", NOBODY)
def test_level_3_does_not_close_on_nobody(rehab: Rehab, level_3: FollowUp, words: str) -> None:
    assert not closes(rehab, level_3, words)


@pytest.mark.parametrize("words", ["ok", "they know", *REAL])
def test_level_3_closes_on_few_words(rehab: Rehab, level_3: FollowUp, words: str) -> None:
    assert closes(rehab, level_3, words)


def test_the_refusal_says_what_to_do(rehab: Rehab, serious: FollowUp) -> None:
    with pytest.raises(Refused) as refused:
        rehab.follow_ups.close(serious, "ok", stamp())
    assert "stays open" in str(refused.value)
    assert "whom you told" in str(refused.value)
    assert "what came of it" in str(refused.value)


@pytest.mark.parametrize(
    ("when", "said", "text"),
    [
        ("yesterday 21:30", "come in", "yesterday 21:30: come in"),
        ("at 9", "", "at 9"),
        ("", "come in", "come in"),
        (" ", "", None),
    ],
)
def test_when_somebody_was_told_is_kept_with_what_they_said(
    rehab: Rehab, serious: FollowUp, when: str, said: str, text: str | None
) -> None:
    (acted,) = rehab.follow_ups.act(serious, "night line", said, stamp(15), when=when).followups
    assert (acted.events[-1].text, acted.events[-1].at) == (text, stamp(15).moment.instant)


@pytest.mark.parametrize("words", ["seen", "Went to ER", "called the surgeon", "MRI clear"])
def test_few_words_are_enough_where_they_name_help(words: str) -> None:
    from rehab_tui.services.outcomes import _is_enough as is_enough
    from rehab_tui.services.outcomes import is_nobody

    assert not is_nobody(words)
    assert is_enough(words, Outcome.OTHER, named=names_somebody(words))


@pytest.mark.parametrize("words", ["ok", "x", "fine", "done", "gone"])
def test_few_words_that_name_nobody_are_not(words: str) -> None:
    from rehab_tui.services.outcomes import _is_enough as is_enough

    assert not is_enough(words, Outcome.OTHER, named=names_somebody(words))


UNANSWERED = (
    "no answer", "nobody picked up", "voicemail", "left a message", "keine Antwort", "could not reach anyone",
    "the line was busy", "called twice, no reply", "no answer, they did not call back", "rang out", "nobody there",
    "went to voicemail, will try again later", "phone kept ringing", "no one home", "couldn't get hold of them",
    "no one came to the phone", "they never called back", "I got the machine", "office was closed", "line dead",
    "answerphone", "keiner da", "busy", "Closed.", "nobody", "doctor unavailable", "besetzt", "Keiner geht ran",
    "sent an email", "texted her", "missed the call",
    "ne répond pas", "le répondeur", "no contesta", "non rispondono", "geen antwoord",
)  # fmt: skip
ANSWERED = (
    "left a message, the nurse called back: rest", "no answer at first, then told to rest", "rest, and try ice",
    "go to the hospital", "they are busy, come in at 3", "no reply needed, they said", "",
)  # fmt: skip


@pytest.mark.parametrize("said", UNANSWERED)
def test_a_call_that_nobody_answered_is_kept_as_tried_and_tells_nobody(
    rehab: Rehab, serious: FollowUp, said: str
) -> None:
    tried = rehab.follow_ups.act(serious, "surgeon", said, stamp(12)).followups[0]
    assert (tried.state, tried.events[-1].verb, tried.events[-1].text) == (State.ACKNOWLEDGED, "tried", said)
    assert tried.overdue_from == serious.overdue_from
    assert not closes(rehab, serious, "fine now")
    assert not closes(rehab, serious, "it has gone since", Outcome.WENT_AWAY)
    with pytest.raises(Refused):
        rehab.follow_ups.close(tried, said, stamp(13), told="night line")
    rehab.follow_ups.act(tried, "surgeon", "rest", stamp(13))
    assert closes(rehab, serious, "fine now")


@pytest.mark.parametrize("said", ANSWERED)
def test_a_call_that_was_answered_in_the_end_is_kept_as_told(rehab: Rehab, serious: FollowUp, said: str) -> None:
    assert rehab.follow_ups.act(serious, "surgeon", said, stamp(12)).followups[0].state is State.ACTED


@pytest.mark.parametrize(
    "who",
    [
        "moi-même", "yo mismo", "ich selbst", "Me, myself and I", "anna", "Anna Bell", "Anna herself", "me (Anna)",
        "my own self", "patient", "nobody answered", "voicemail", "the night line, no answer",
    ],
)  # fmt: skip
def test_oneself_and_a_line_that_is_silent_are_nobody(rehab: Rehab, serious: FollowUp, who: str) -> None:
    rehab.profiles.keep({"name": "Anna Bell"}, stamp(11))
    with pytest.raises(InvalidValue, match="who was told is missing"):
        rehab.follow_ups.act(serious, who, "fine", stamp(12))


def test_a_time_of_quiet_that_was_taken_back_is_not_counted(rehab: Rehab, level_3: FollowUp) -> None:
    for hour in (12, 13):
        rehab.follow_ups.snooze(rehab.follow_ups.one(level_3.id), stamp(hour))
        rehab.journal.undo(stamp(hour))
    rehab.follow_ups.snooze(rehab.follow_ups.one(level_3.id), stamp(14))
    twice = rehab.follow_ups.snooze(rehab.follow_ups.one(level_3.id), stamp(15)).followups[0]
    assert twice.snoozes == 2
    with pytest.raises(Refused, match="snoozed 2 times"):
        rehab.follow_ups.snooze(twice, stamp(16))


NO_HELP_YET = (
    "sent an email to my surgeon", "googled it, says it is normal", "my wife says it is fine", "told my mother",
    "asked the forum, they said fine", "read that doctors say it is normal", "it was checked by me",
    "went to the hospital but left before being seen", "waited 6 hours in A&E and went home",
    "drove to the ER but it was full, went home", "surgeon rang but I missed it", "missed call from the nurse",
)  # fmt: skip


@pytest.mark.parametrize("words", NO_HELP_YET)
def test_family_the_web_and_a_place_that_was_left_are_not_somebody_told(words: str) -> None:
    assert not names_somebody(words)
    assert nobody_answered("sent an email")
    assert not nobody_answered("sent an email, they replied: come in")


@pytest.mark.parametrize(
    "words",
    [
        "my wife called the hospital, they said to come in",
        "emailed the clinic, they replied that it is the stitches",
        "my husband drove me to the ER and I was seen",
        "Ward sister said come in",
        "googled it, then called the night line",
    ],
)
def test_whoever_helped_after_all_counts(words: str) -> None:
    assert names_somebody(words)
