"""What a follow-up told and what counts now: a correction is said on it, and never closes it."""

from datetime import timedelta

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import Dose
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.followup import FollowUp, State
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.rules.computed import again_words, message_now
from tests.services.reporting import TODAY, stamp


def worked(pain: int) -> ExerciseDone:
    return ExerciseDone("clamshell", Dose(sets=1, reps=8), Side.LEFT, pain_during=pain)


def score(rehab: Rehab, pain: int, ago: int = 0, hour: int = 12) -> tuple[Entry, ...]:
    day = TODAY - timedelta(days=ago)
    return rehab.journal.add(day, PainScore(pain, Side.LEFT), stamp(hour), f"pain {pain}").entries


def the_one(rehab: Rehab) -> FollowUp:
    (one,) = rehab.follow_ups.waiting()
    return one


def steps(one: FollowUp) -> list[str]:
    return [words for event in one.events if (words := again_words(event))]


def test_a_stop_that_was_corrected_says_what_counts_now_and_what_was_told(rehab: Rehab) -> None:
    (entry,) = rehab.journal.add(TODAY, worked(6), stamp(), "clamshell").entries
    logged = rehab.journal.amend(entry, worked(2), stamp(13))
    one = the_one(rehab)
    assert [f.id for f in logged.followups] == [one.id]
    assert message_now(one) == (
        f"{one.message} Corrected since: pain 2 counts for 20 Nov now, pain 6 was told. With that it would not have "
        "come. If it was a slip, close it as logged by mistake."
    )
    rehab.journal.undo(stamp(14))
    assert message_now(the_one(rehab)).endswith("Corrected since: pain 6 counts for 20 Nov again, as it was told.")
    rehab.journal.mistake(rehab.journal.between(TODAY, TODAY)[0], stamp(15))
    assert "no such number counts for 20 Nov now, pain 6 was told" in message_now(the_one(rehab))
    assert the_one(rehab).state is State.OPEN


def test_what_goes_on_names_its_number_and_its_own_correction(rehab: Rehab) -> None:
    rehab.journal.add(TODAY - timedelta(days=1), worked(6), stamp(9), "clamshell")
    (entry,) = rehab.journal.add(TODAY, worked(5), stamp(), "clamshell").entries
    px_01 = next(one for one in rehab.follow_ups.waiting() if one.rule == "PX-01")
    assert steps(px_01) == ["It goes on (PX-01, Fri 20 Nov 2026): pain 5"]
    rehab.journal.amend(entry, worked(4), stamp(13))
    px_01 = next(one for one in rehab.follow_ups.waiting() if one.rule == "PX-01")
    assert steps(px_01)[1:] == ["Corrected (PX-01, Fri 20 Nov 2026): pain 4 counts for 20 Nov now, pain 5 was told"]
    assert message_now(px_01) == px_01.message, "what it told of its own day still holds"


def test_a_slip_that_is_typed_over_a_minute_later_is_said_on_the_prompt(rehab: Rehab) -> None:
    score(rehab, 9)
    assert the_one(rehab).rule == "PT-01"
    score(rehab, 3, hour=13)
    one = the_one(rehab)
    assert message_now(one).startswith("You scored 9 on 20 Nov")
    assert "score 3 counts for 20 Nov now, score 9 was told. With that it would not have come." in message_now(one)
    rehab.journal.watch(stamp(9, day=TODAY + timedelta(days=1)))
    assert len(steps(the_one(rehab))) == 1, "it is said once"


@pytest.mark.parametrize("how", ["typed over", "a mistake", "undone"])
def test_a_mean_that_changed_later_is_said_with_both_numbers(rehab: Rehab, how: str) -> None:
    for ago in range(20, -1, -1):
        (entry,) = score(rehab, 6 if ago < 7 else 3, ago)
    one = next(one for one in rehab.follow_ups.waiting() if one.rule == "PT-02")
    assert "It goes on (PT-02, Fri 20 Nov 2026): average 6.0" in steps(one)
    if how == "typed over":
        score(rehab, 0, hour=13)
    elif how == "undone":
        rehab.journal.undo(stamp(13))
    else:
        rehab.journal.mistake(entry, stamp(13))
    one = rehab.follow_ups.one(one.id)
    assert not one.closed
    found = [words for words in steps(one) if words.startswith("Corrected (PT-02, Fri 20 Nov 2026)")]
    said = "Corrected (PT-02, Fri 20 Nov 2026): average 5.1 counts for 20 Nov now, average 6.0 was told"
    assert found == ([said] if how == "typed over" else []), "the mean of six sixes is the same"


def test_entries_in_order_correct_nothing(rehab: Rehab) -> None:
    for ago in range(40, -1, -1):
        day = TODAY - timedelta(days=ago)
        at = stamp(18, day=day)
        rehab.journal.add(day, PainScore((3, 8, 5, 9)[ago % 4] if ago < 15 else 3, Side.LEFT), at, "pain")
        rehab.journal.add(day, worked(5 if ago % 3 else 2), at, "clamshell")
    assert rehab.follow_ups.all()
    said = [words for one in rehab.follow_ups.all() for words in steps(one)]
    assert said
    assert [words for words in said if words.startswith("Corrected")] == []
