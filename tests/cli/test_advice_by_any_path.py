"""A follow-up of level 1 or 2 is told on stderr by the command that opens it, whatever that command keeps."""

from datetime import date, timedelta

import pytest
from shell import Shell

TODAY = date(2026, 11, 20)
CARD = "TODAY"


def ago(days: int) -> tuple[str, str]:
    return "--date", (TODAY - timedelta(days=days)).isoformat()


def opened(shell: Shell) -> set[tuple[str, int]]:
    return {(one["rule"], one["level"]) for one in shell("followups", "--json").data if one["state"] != "closed"}


@pytest.mark.parametrize(
    "words",
    [
        (("pain", "9"), ("answer", "relief", "no")),
        (("answer", "relief", "no"), ("pain", "9")),
        (("answer", "relief", "no"), ("pain", "9", "--json")),
    ],
)
def test_a_severe_score_that_does_not_ease(left_hip: Shell, words: tuple[tuple[str, ...], ...]) -> None:
    *before, last = words
    for one in before:
        assert left_hip("log", *one).code == 0
    told = left_hip("log", *last)
    assert ("PT-01", 2) in opened(left_hip)
    assert CARD in told.err
    assert "Dr. Lee" in told.err or "herapist" in told.err


def test_nights_beside_a_loss_of_weight(left_hip: Shell) -> None:
    assert left_hip("log", "symptoms", "weight-loss", *ago(5)).code == 0
    for days in (3, 2, 1):
        assert left_hip("log", "answer", "woken", "yes", *ago(days)).code == 0
    before = opened(left_hip)
    told = left_hip("log", "answer", "woken", "no")
    assert ("PT-08", 2) in opened(left_hip) - before
    assert CARD in told.err


def test_what_takes_an_answer_back(left_hip: Shell) -> None:
    for one in (("pain", "9"), ("answer", "relief", "no")):
        left_hip("log", *one)
    left_hip("followups")
    assert left_hip("undo").err.count(CARD) == 0  # told when it opened, not again


def test_the_questions_in_lines_tell_it_too(left_hip: Shell) -> None:
    assert left_hip("log", "answer", "relief", "no").code == 0
    said = left_hip("checkin", stdin=b"9\n")
    assert ("PT-01", 2) in opened(left_hip)
    assert CARD in said.out + said.err
