"""`rehab log answer`, `clearance`, `visit`, `note`."""

import pytest
from shell import Shell


def test_an_answer_takes_the_place_of_the_one_before(rehab: Shell) -> None:
    rehab.kept("log", "answer", "woken", "no")
    entry = rehab.kept("log", "answer", "woken", "yes")["entries"][0]
    assert (entry["question"], entry["value"]) == ("woken", "yes")
    assert [entry["state"] for entry in rehab.entries()] == ["superseded", "current"]


def test_a_clearance_names_who_gave_it(rehab: Shell) -> None:
    entry = rehab.kept("log", "clearance", "cycl", "--by", "Dr. Lee")["entries"][0]
    assert (entry["what"], entry["by"]) == ("cycling", "Dr. Lee")
    assert rehab("log", "clearance", "cycling").code == 2
    assert rehab("log", "clearance", "cycling", "--by", " ").code == 1


def test_a_visit_may_lie_ahead(rehab: Shell) -> None:
    entry = rehab.kept("log", "visit", "2026-12-03", "surgeon", "--ask", "when may I swim?")["entries"][0]
    assert (entry["date"], entry["visit_on"], entry["who"]) == ("2026-12-03", "2026-12-03", "surgeon")
    assert (entry["ask"], entry["late_days"]) == ("when may I swim?", 0)
    assert "surgeon, 3 Dec" in rehab("today").out
    assert rehab.kept("history")["to"] == "2026-12-03"


def test_a_note_can_come_from_stdin(rehab: Shell) -> None:
    entry = rehab.kept("log", "note", "-", stdin="zweite Zeile\nñ 🦋\n".encode())["entries"][0]
    assert entry["text"] == "zweite Zeile\nñ 🦋"


@pytest.mark.parametrize("given", [b"", b" \n", b"\xff\xfe", b"a\0b", b"x" * 10_001, b"x" * 200_000])
def test_a_note_that_cannot_be_kept_is_refused(rehab: Shell, given: bytes) -> None:
    result = rehab("log", "note", "-", stdin=given)
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert not rehab.db.exists()


def test_ten_thousand_characters_are_kept(rehab: Shell) -> None:
    text = "🦋" * 10_000
    assert rehab.kept("log", "note", "-", stdin=text.encode())["entries"][0]["text"] == text


@pytest.mark.parametrize(
    "words",
    [
        ("answer", "wokn", "yes"), ("answer", "woken", "maybe"), ("answer", "since-session", "yes"),
        ("visit", "3/1", "surgeon"), ("visit", "2026-12-03", ""), ("note", ""), ("clearance", "flying", "--by", "x"),
        ("note", "hello", "--date", "2042-01-01"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line_and_exit_1(rehab: Shell, words: tuple[str, ...]) -> None:
    result = rehab("log", *words)
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
