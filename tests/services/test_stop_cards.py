"""The stop card of PX-01: each time, with the number, the limit and its source; only for today."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.dose import ClearanceKind, Dose
from rehab_tui.domain.entry import SmallAnswer
from rehab_tui.domain.moment import Moment, Origin, Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.services.journal import Draft
from rehab_tui.store import plans
from tests.rules.words import said_though_never

TODAY = date(2026, 3, 1)
YESTERDAY = TODAY - timedelta(days=1)


def stamp(hour: int = 10) -> Stamp:
    return Stamp(Moment(datetime.combine(TODAY, time(hour), UTC), TODAY, "UTC"), Origin.COMMAND)


def done(pain: int | None, side: Side | None = None) -> ExerciseDone:
    return ExerciseDone("clamshell", side=side, dose=Dose(2, 12), pain_during=pain)


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "r.db", create=True) as opened:
        opened.profiles.keep({"side": Side.LEFT, "therapist": "Kim [b] 555", "setup_done_on": TODAY}, stamp(8))
        yield opened


def test_three_is_within_the_limit_and_four_is_not(rehab: Rehab) -> None:
    assert rehab.journal.add(TODAY, done(3), stamp(), "clamshell").stops == ()
    (card,) = rehab.journal.add(TODAY, done(4), stamp(), "clamshell").stops
    assert (card.title, card.what, card.pain, card.limit) == ("Stop this exercise for today.", "Clamshell", 4, 3)
    assert "Clamshell: pain 4 while doing it." in card.lines
    assert "Your limit is 3, as long as your therapist sets no other (our own judgement)." in card.lines
    assert "Tell your therapist at the next visit: Kim [b] 555." in card.lines
    assert "Nobody sees this until you show or send it." in card.lines
    assert card.sources == ("S53", "S54", "S55c")


def test_it_comes_again_when_the_follow_up_is_merged_away(rehab: Rehab) -> None:
    assert [one.rule for one in rehab.journal.add(TODAY, done(5), stamp(), "clamshell").followups] == ["PX-01"]
    again = rehab.journal.add(TODAY, done(5), stamp(11), "clamshell")
    assert again.followups == ()
    assert len(again.stops) == 1


def test_both_sides_are_one_card_with_the_worse_one(rehab: Rehab) -> None:
    drafts = [Draft(TODAY, done(4, Side.LEFT)), Draft(TODAY, done(6, Side.RIGHT))]
    (card,) = rehab.journal.log(drafts, stamp(), "clamshell").stops
    assert card.pain == 6


def test_the_worst_pain_of_a_session_stops_all_of_it(rehab: Rehab) -> None:
    (card,) = rehab.journal.add(TODAY, SmallAnswer("worst-exercising", "4"), stamp(), "worst").stops
    assert (card.title, card.what) == ("Stop the exercises for today.", "")
    assert "Worst pain while exercising: 4." in card.lines


def test_yesterday_cannot_be_stopped_any_more(rehab: Rehab) -> None:
    late = rehab.journal.add(YESTERDAY, done(9), stamp(), "clamshell")
    assert late.stops == ()
    assert [one.rule for one in late.followups] == ["PX-01"]


def test_other_entries_call_for_none(rehab: Rehab) -> None:
    assert rehab.journal.add(TODAY, PainScore(9, Side.LEFT), stamp(), "pain").stops == ()
    assert rehab.journal.add(TODAY, done(None), stamp(), "clamshell").stops == ()
    assert rehab.journal.add(TODAY, SmallAnswer("woken", "no"), stamp(), "woken").stops == ()


def test_the_limit_is_five_once_loading_is_allowed_and_the_plans_where_it_sets_one(rehab: Rehab) -> None:
    rehab.journal.add(TODAY, Clearance(ClearanceKind.LOADING, "Dr. Lee"), stamp(), "loading")
    assert rehab.journal.add(TODAY, done(5), stamp(), "clamshell").stops == ()
    (card,) = rehab.journal.add(TODAY, done(6), stamp(), "clamshell").stops
    assert "Your limit is 5, since loading was allowed (our own judgement)." in card.lines
    with rehab._store.change("plan", "a plan", stamp()) as change:
        plans.add(change, "strong", "K. Berg", TODAY, (), 2)
    (card,) = rehab.journal.add(TODAY, done(3), stamp(11), "clamshell").stops
    assert "Your limit is 2, set by K. Berg." in card.lines


def test_a_correction_that_goes_above_the_limit_stops_too(rehab: Rehab) -> None:
    (entry,) = rehab.journal.add(TODAY, done(2), stamp(), "clamshell").entries
    (card,) = rehab.journal.amend(entry, done(7), stamp(11)).stops
    assert card.pain == 7


def test_a_card_never_says_what_must_not_be_said(rehab: Rehab) -> None:
    drafts = [Draft(TODAY, done(9)), Draft(TODAY, SmallAnswer("worst-exercising", "9"))]
    texts = [card.text for card in rehab.journal.log(drafts, stamp(), "both").stops]
    assert " ".join(texts).count("Stop the") == 1
    assert said_though_never(texts) == []
