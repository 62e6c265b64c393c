"""Amending, marking as a mistake and undoing: what counts now, and what can still be read."""

from datetime import timedelta
from pathlib import Path

import pytest
from store_times import TODAY, stamp_at

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.entry import Entry, EntryState, SmallAnswer
from rehab_tui.domain.followup import State
from rehab_tui.domain.pain import PainScore, ScoreKind
from rehab_tui.domain.symptom import DAILY_ASKED, Form, SymptomReport, SymptomsAnswered
from rehab_tui.errors import InvalidValue, Refused
from rehab_tui.services.journal import Draft


def score(rehab: Rehab, value: int, side: Side = Side.LEFT) -> Entry:
    return rehab.journal.add(TODAY, PainScore(value, side), stamp_at(), f"pain {value}").entries[0]


def counting(rehab: Rehab) -> list[object]:
    return [entry.fact for entry in rehab.journal.between(TODAY, TODAY)]


def states(rehab: Rehab) -> list[tuple[int, EntryState]]:
    found = rehab.journal.between(TODAY, TODAY, every_state=True)
    return [(entry.fact.score, entry.state) for entry in found if isinstance(entry.fact, PainScore)]


def test_a_second_daily_score_supersedes_the_first(rehab: Rehab) -> None:
    score(rehab, 3)
    second = score(rehab, 5)
    score(rehab, 1, Side.RIGHT)
    assert counting(rehab) == [PainScore(5, Side.LEFT), PainScore(1, Side.RIGHT)]
    assert states(rehab) == [(3, EntryState.SUPERSEDED), (5, EntryState.CURRENT), (1, EntryState.CURRENT)]
    assert [e.id for e in rehab.journal.versions(second)][-1] == second.id


def test_scores_of_other_kinds_stand_side_by_side(rehab: Rehab) -> None:
    for kind in (ScoreKind.NOW, ScoreKind.NOW, ScoreKind.WORST):
        rehab.journal.add(TODAY, PainScore(4, Side.LEFT, kind=kind), stamp_at(), "pain 4")
    assert len(counting(rehab)) == 3


def test_an_answer_supersedes_the_earlier_one_of_its_day(rehab: Rehab) -> None:
    rehab.journal.add(TODAY, SmallAnswer("woken", "yes"), stamp_at(), "woken")
    rehab.journal.add(TODAY, SmallAnswer("woken", "no"), stamp_at(), "woken")
    rehab.journal.add(TODAY, SmallAnswer("relief", "yes"), stamp_at(), "relief")
    assert counting(rehab) == [SmallAnswer("woken", "no"), SmallAnswer("relief", "yes")]


def test_undo_brings_back_what_was_superseded(rehab: Rehab) -> None:
    first = score(rehab, 3)
    score(rehab, 5)
    undone = rehab.journal.undo(stamp_at(21))
    assert undone.words == "undone: pain 5"
    assert states(rehab) == [(3, EntryState.CURRENT), (5, EntryState.IN_ERROR)]
    assert rehab.journal.entry(first.id).recorded_at == first.recorded_at


def test_undo_goes_back_step_by_step_and_ends(rehab: Rehab) -> None:
    for value in (1, 2, 3):
        score(rehab, value)
    left = []
    for _ in range(3):
        rehab.journal.undo(stamp_at(21))
        left.append(counting(rehab))
    assert left == [[PainScore(2, Side.LEFT)], [PainScore(1, Side.LEFT)], []]
    with pytest.raises(Refused, match="nothing left to undo"):
        rehab.journal.undo(stamp_at(21))


def test_undo_works_after_a_restart_and_says_what_it_takes_back(path: Path) -> None:
    with Rehab.open(path, create=True) as first:
        score(first, 7)
    with Rehab.open(path) as second:
        assert second.journal.what_undo_does() == "pain 7"
        second.journal.undo(stamp_at(21))
        assert counting(second) == []


def test_an_amended_entry_keeps_all_its_versions(rehab: Rehab) -> None:
    entry = score(rehab, 8)
    for value in (7, 6, 5):
        entry = rehab.journal.amend(entry, PainScore(value, Side.LEFT), stamp_at(21)).entries[0]
    versions = rehab.journal.versions(entry)
    assert [v.fact.score for v in versions if isinstance(v.fact, PainScore)] == [8, 7, 6, 5]
    assert [v.state for v in versions] == [EntryState.SUPERSEDED] * 3 + [EntryState.CURRENT]
    rehab.journal.undo(stamp_at(22))
    assert counting(rehab) == [PainScore(6, Side.LEFT)]


def test_amending_can_move_an_entry_to_another_day(rehab: Rehab) -> None:
    yesterday = TODAY - timedelta(days=1)
    rehab.journal.amend(score(rehab, 4), PainScore(4, Side.LEFT), stamp_at(21), day=yesterday)
    assert counting(rehab) == []
    assert rehab.journal.between(yesterday, yesterday)[0].late_days == 1


def test_a_mistake_stops_counting_and_can_be_taken_back(rehab: Rehab) -> None:
    entry = score(rehab, 4)
    rehab.journal.mistake(entry, stamp_at(21))
    assert counting(rehab) == []
    assert rehab.journal.entry(entry.id).state is EntryState.IN_ERROR
    rehab.journal.undo(stamp_at(22))
    assert rehab.journal.entry(entry.id).state is EntryState.CURRENT


def test_only_what_counts_can_be_corrected(rehab: Rehab) -> None:
    entry = score(rehab, 4)
    score(rehab, 5)
    old = rehab.journal.entry(entry.id)
    with pytest.raises(InvalidValue, match="was replaced by"):
        rehab.journal.mistake(old, stamp_at(21))
    with pytest.raises(InvalidValue, match="was replaced by"):
        rehab.journal.amend(old, PainScore(1, Side.LEFT), stamp_at(21))


def test_several_facts_of_one_change_are_kept_together_or_not_at_all(rehab: Rehab) -> None:
    drafts = [Draft(TODAY, PainScore(3, Side.LEFT)), Draft(TODAY, SmallAnswer("woken", "no"), note="bad \x00 note")]
    with pytest.raises(InvalidValue, match="cannot be kept"):
        rehab.journal.log(drafts, stamp_at(), "the day")
    assert counting(rehab) == []
    assert rehab.journal.what_undo_does() is None


def saddle() -> SymptomsAnswered:
    return SymptomsAnswered(Form.DAILY, DAILY_ASKED, (SymptomReport("saddle-numbness"),))


def test_undoing_an_answer_never_closes_the_follow_up_it_opened(rehab: Rehab) -> None:
    opened = rehab.journal.add(TODAY, saddle(), stamp_at(), "warning signs").followups
    undone = rehab.journal.undo(stamp_at(20, 5))
    assert len(opened) == 1
    assert [f.id for f in undone.followups] == [opened[0].id]
    waiting = rehab.follow_ups.waiting()
    assert [(f.id, f.state) for f in waiting] == [(opened[0].id, State.OPEN)]


def test_undoing_a_close_opens_it_again(rehab: Rehab) -> None:
    rehab.journal.add(TODAY, saddle(), stamp_at(), "warning signs")
    rehab.follow_ups.close(rehab.follow_ups.waiting()[0], "Seen in the emergency department", stamp_at(23))
    assert rehab.follow_ups.waiting() == ()
    rehab.journal.undo(stamp_at(23, 5))
    assert [f.state for f in rehab.follow_ups.waiting()] == [State.OPEN]


def test_a_report_that_is_counted_on_a_closed_follow_up_leaves_its_outcome_as_it_was(rehab: Rehab) -> None:
    report = SymptomsAnswered(Form.FULL, ("leg-pain",), (SymptomReport("leg-pain", side=Side.LEFT),))
    rehab.journal.add(TODAY, report, stamp_at(), "warning signs")
    follow_up = rehab.follow_ups.waiting()[0]
    rehab.follow_ups.close(follow_up, "Told the therapist, changed the plan", stamp_at(21))
    rehab.journal.add(TODAY, report, stamp_at(22), "warning signs")
    assert rehab.follow_ups.one(follow_up.id).outcome == "Told the therapist, changed the plan"
