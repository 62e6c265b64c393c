"""Words about the data on a terminal: no line is broken inside a word, and a pipe gets each line whole."""

import sys
from io import StringIO

import pytest
from shell import Shell


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def advice(left_hip: Shell, monkeypatch: pytest.MonkeyPatch, stream: StringIO) -> list[str]:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys, "stderr", stream)
    assert left_hip("log", "symptoms", "saddle-numbness").code == 0
    return stream.getvalue().split("\n")


def test_advice_on_a_terminal_ends_its_lines_between_words(left_hip: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = advice(left_hip, monkeypatch, StringIO())
    fitting = advice(left_hip, monkeypatch, _Terminal())
    assert max(map(len, whole)) > 60
    assert max(map(len, fitting)) < 60
    assert " ".join(" ".join(fitting).split()) == " ".join(" ".join(whole).split())


def test_what_has_no_blank_stays_whole_for_copying(left_hip: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _Terminal()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stderr", stream)
    left_hip("import", "x" * 70)
    assert "x" * 70 in stream.getvalue()


def test_the_day_on_a_terminal_ends_its_lines_between_words_below_their_column(
    left_hip: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_hip("log", "note", "slept badly after a long car ride, and the chair at the office is a low one")
    stream = _Terminal()
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys, "stdout", stream)
    assert left_hip("today").code == 0
    lines = stream.getvalue().split("\n")
    assert max(map(len, lines)) < 60
    note = next(number for number, line in enumerate(lines) if line.startswith("Note"))
    assert lines[note + 1].startswith(" " * 18)
    assert not lines[note + 1].startswith(" " * 19)
