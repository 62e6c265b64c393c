"""Days and times as people type them: every clear way is read, none is guessed."""

from datetime import UTC, date, datetime

import pytest

from rehab_tui.domain.days import MONTHS, day_of, day_words
from rehab_tui.domain.times import when_of
from rehab_tui.errors import InvalidValue

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "1955-03-31", "1955-3-31", "31 Mar 1955", "31 March 1955", "31. mar. 1955", "March 31, 1955", "mar 31 1955",
        "31st March 1955", "March 31st, 1955", "Thu 31 Mar 1955", "Thursday, March 31, 1955", " 31  MAR  1955 ",
    ],
)  # fmt: skip
def test_a_day_with_its_month_by_name_is_clear(typed: str) -> None:
    assert day_of(typed, TODAY) == date(1955, 3, 31)


def test_every_day_reads_as_the_program_writes_it() -> None:
    for number, name in enumerate(MONTHS, start=1):
        day = date(2025, number, number)
        assert day_of(day_words(day), TODAY) == day_of(f"{number} {name} 2025", TODAY) == day


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("03/31/1955", "not clear"),
        ("31.3.1955", "not clear"),
        ("01-03-2026", "not clear"),
        ("31 Ma 1955", "not clear"),
        ("31 Mar", "not clear"),
        ("31 Mar 55", "not clear"),
        ("Fri 31 Mar 1955", "not clear"),
        ("²3 Mar 1955", "not clear"),
        ("Mar Mar 1955", "not clear"),
        ("31 Feb 2025", "no day 31 feb 2025"),
        ("29 Feb 2025", "no day"),
        ("2025-2-30", "no day 2025-2-30"),
        ("31 Dec 2026", "lies after today"),
    ],
)
def test_nothing_is_guessed(typed: str, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        day_of(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("yesterday 9pm", "Thu 19 Nov 2026, 21:00"),
        ("yesterday at 9:30 p.m.", "Thu 19 Nov 2026, 21:30"),
        ("3 pm", "Fri 20 Nov 2026, 15:00"),
        ("12am", "Fri 20 Nov 2026, 00:00"),
        ("12:15 pm", "Fri 20 Nov 2026, 12:15"),
        ("19 Nov 2026 21:30", "Thu 19 Nov 2026, 21:30"),
        ("Nov 19, 2026, 9 pm", "Thu 19 Nov 2026, 21:00"),
        ("19 Nov 2026", "Thu 19 Nov 2026"),
    ],
)
def test_a_time_may_be_said_in_halves_of_a_day(typed: str, words: str) -> None:
    assert when_of(typed, NOW, NOW.replace(day=10)) == words


@pytest.mark.parametrize(("typed", "words"), [("13pm", "no time 13pm"), ("0 am", "no time 0 am"), ("9", "not clear")])
def test_a_time_that_is_on_no_clock_is_named(typed: str, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        when_of(typed, NOW, NOW.replace(day=10))
