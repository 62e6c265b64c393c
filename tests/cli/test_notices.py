"""Notices: they hold while they are true, have no level, and are never an alert."""

from datetime import date, timedelta

import pytest
from shell import Shell

TODAY = date(2026, 11, 20)


def on(days_ago: int) -> tuple[str, str]:
    return "--today", (TODAY - timedelta(days=days_ago)).isoformat()


def notices(shell: Shell, days_ago: int = 0) -> list[tuple[str, object]]:
    listed = shell(*on(days_ago), "followups", "--all", "--json").data
    return [(one["rule"], one["level"]) for one in listed if one["level"] is None]


@pytest.fixture
def silent(left_hip: Shell) -> Shell:
    """Scores up to eight days ago."""
    for ago in (10, 9, 8):
        assert left_hip(*on(ago), "log", "pain", "3").code == 0
    return left_hip


def test_silence_is_a_notice_and_no_alert(silent: Shell) -> None:
    assert notices(silent, 5) == []
    assert notices(silent, 4) == [("MS-01", None)]
    assert notices(silent) == [("MS-01", None), ("MS-02", None)]
    assert silent(*on(0), "followups", "--json").data == []
    assert "No follow-up is open." in silent(*on(0), "followups").out
    assert silent(*on(0), "status", "--json").data["open_followups"] == []


def test_today_tells_the_notices_that_the_screen_shows(silent: Shell) -> None:
    assert "No score for" not in silent(*on(5), "today").out
    assert "  i No score for 7 days, from 13 Nov on. How is today?\n" in silent(*on(0), "today").out


def test_a_notice_has_all_keys_of_a_follow_up_and_keeps_its_id(silent: Shell) -> None:
    first = silent(*on(1), "followups", "--all", "--json").data[0]
    again = silent(*on(0), "followups", "--all", "--json").data[0]
    assert first["id"] == again["id"]
    assert (first["state"], first["due"], first["outcome"], first["events"]) == ("open", None, None, [])
    assert first["why"]["days"] == 6
    opened = silent(*on(0), "log", "pain", "9", "--json").data["followups"][0]
    assert set(opened) == set(first)


def test_a_score_ends_it(silent: Shell) -> None:
    assert silent(*on(0), "log", "pain", "3").code == 0
    assert notices(silent) == []


def test_why_explains_a_notice_and_no_step_can_be_taken(silent: Shell) -> None:
    one = silent(*on(0), "followups", "--all", "--json").data[0]["id"]
    told = silent(*on(0), "followups", "why", one[:8])
    assert told.code == 0
    assert "No score for 7 days, from 13 Nov on. How is today?" in told.out
    assert "pain hip left, Thu 12 Nov 2026: 3" in told.out
    refused = silent(*on(0), "followups", "close", one, "--outcome", "logged again")
    assert refused.code == 1
    assert "is a notice" in refused.err
