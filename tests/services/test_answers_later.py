"""Something written down late, or corrected, is seen by the answers of the days after it."""

from datetime import timedelta

import pytest
from reporting import TODAY, answers, correct, operated, report, stamp, told, waiting

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import Logged
from rehab_tui.domain.pain import PainScore
from rehab_tui.services.journal import Draft


def low_back(rehab: Rehab, score: int, ago: int) -> Logged:
    day = TODAY - timedelta(days=ago)
    return rehab.journal.add(day, PainScore(score, Side.LEFT, Site.LOW_BACK), stamp(), "low-back pain")


def test_the_other_leg_of_an_earlier_day_makes_both_legs(rehab: Rehab) -> None:
    operated(rehab)
    report(rehab, "leg-numbness:right")
    assert told(report(rehab, "leg-numbness:left", ago=3).followups) == [("RF-04", 1)]
    assert waiting(rehab) == [("RF-04", 1)]


@pytest.mark.parametrize(("ago", "rules"), [(14, [("RF-16", 2), ("RF-17", 2)]), (15, [("RF-17", 3)])])
def test_night_pain_of_two_weeks_before_raises_weight_loss(
    rehab: Rehab, ago: int, rules: list[tuple[str, int]]
) -> None:
    report(rehab, "weight-loss")
    assert told(report(rehab, "night-pain", ago=ago).followups) == rules


def test_a_corrected_answer_is_seen_by_later_ones(rehab: Rehab) -> None:
    (entry,) = report(rehab, "none", "37.0C", ago=2).entries
    report(rehab, "metalwork:left")
    assert told(correct(rehab, entry, "none", "38.2C").followups) == [("RF-08", 2), ("RF-18", 2)]
    assert waiting(rehab) == [("RF-08", 2), ("RF-18", 2)]


@pytest.mark.parametrize(("score", "ago", "found"), [(1, 0, 1), (1, 14, 1), (1, 15, 0), (0, 1, 0), (4, -1, 0)])
def test_low_back_pain_written_down_after_weight_loss(rehab: Rehab, score: int, ago: int, found: int) -> None:
    report(rehab, "weight-loss", ago=1)
    assert told(low_back(rehab, score, ago + 1).followups) == [("RF-16", 2)] * found


def test_a_low_back_score_corrected_upwards_is_seen(rehab: Rehab) -> None:
    (entry,) = low_back(rehab, 0, 3).entries
    report(rehab, "weight-loss")
    corrected = rehab.journal.amend(entry, PainScore(2, Side.LEFT, Site.LOW_BACK), stamp())
    assert told(corrected.followups) == [("RF-16", 2)]
    again = rehab.journal.amend(corrected.entries[0], PainScore(5, Side.LEFT, Site.LOW_BACK), stamp())
    assert again.followups == ()


@pytest.mark.parametrize("score_first", [True, False])
def test_weight_loss_and_low_back_pain_of_one_round(rehab: Rehab, score_first: bool) -> None:
    drafts = [Draft(TODAY, PainScore(3, Side.LEFT, Site.LOW_BACK)), Draft(TODAY, answers("weight-loss"))]
    if not score_first:
        drafts.reverse()
    logged = rehab.journal.log(drafts, stamp(), "the day")
    assert [entry.fact for entry in logged.entries] == [draft.fact for draft in drafts]
    assert told(logged.followups) == [("RF-16", 2)]


def test_the_same_again_tells_later_answers_nothing_twice(rehab: Rehab) -> None:
    operated(rehab)
    report(rehab, "leg-numbness:right")
    report(rehab, "leg-numbness:left", ago=3)
    assert told(report(rehab, "leg-numbness:left", ago=2).followups) == [("RF-11", 2)]
    low_back(rehab, 3, 1)
    low_back(rehab, 4, 1)
    assert waiting(rehab) == [("RF-04", 1), ("RF-11", 2)]


def test_a_pain_score_loads_no_rules_where_nothing_was_reported(rehab: Rehab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehab_tui.services.signs.findings_between", None)
    report(rehab, "none", ago=1)
    assert low_back(rehab, 3, 2).followups == ()
    report(rehab, "weight-loss")
    rehab.journal.add(TODAY, PainScore(9, Side.LEFT), stamp(), "pain")
