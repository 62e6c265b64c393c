"""Whatever is wrong with a command line, the advice of a serious sign in it comes first."""

import pytest
from shell import Shell


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("log", "symptoms", "saddle-numbness", "--bogus"), 2),
        (("log", "symptoms", "--bogus", "saddle-numbness"), 2),
        (("log", "symptoms", "saddle-numbness:usual", "--temp"), 2),
        (("log", "symptom", "saddle-numbness"), 2),
        (("log", "symptoms", "saddle:lft"), 1),
        (("log", "symptoms", "saddle-numbness:left"), 1),
        (("log", "day", "--symptoms", "wound,saddle-numbness", "--bogus"), 2),
        (("log", "day", "--symptoms=saddle-numbness", "--bogus"), 2),
        (("amend", "3f2a", "--symptoms", "saddle-numbness", "--bogus"), 2),
        (("setup", "--usual", "saddle-numbness", "--bogus"), 2),
        (("setup", "--usual", "saddle-numbness:worse"), 1),
    ],
)
def test_a_mistyped_option_does_not_swallow_the_advice(left_hip: Shell, words: tuple[str, ...], code: int) -> None:
    result = left_hip(*words)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith("GET EMERGENCY HELP NOW")
    assert result.err.count("RF") == 0
    assert result.err.rstrip().split("\n")[-1].startswith("rehab: ")
    assert left_hip.entries() == []


def test_a_wrong_day_of_the_program_does_not_either(left_hip: Shell) -> None:
    result = left_hip("log", "symptoms", "saddle-numbness", today="31.02.")
    assert (result.code, result.err.startswith("GET EMERGENCY HELP NOW")) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ("log", "symptoms", "none", "--text", "fall", "--bogus"),
        ("log", "symptoms", "leg-pain:left", "--bogus"),
        ("log", "symptoms", "saddle-numbness:usual", "--checked", "--bogus"),
        ("log", "day", "--note", "fall", "--symptoms", "none", "--bogus"),
        ("signs", "saddle-numbness", "--bogus"),
        ("log", "pain", "3", "--bogus"),
    ],
)
def test_what_is_no_serious_sign_stays_one_line(left_hip: Shell, words: tuple[str, ...]) -> None:
    result = left_hip(*words)
    assert (result.code, result.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("none", "--temp", "38.2"), "did you mean 38.2C?"),
        (("fever", "--temp", "101.5"), "did you mean 101.5F?"),
        (("none", "--temp", "43C"), "cannot be right"),
        (("none", "--temp", "44.5C"), "cannot be right"),
        (("none", "--temp", "110F"), "cannot be right"),
    ],
)
def test_a_temperature_that_cannot_be_kept_is_answered_all_the_same(
    left_hip: Shell, words: tuple[str, ...], hint: str
) -> None:
    result = left_hip("log", "symptoms", *words)
    assert result.code == 1
    assert "CALL TODAY" in result.err or "GET EMERGENCY HELP NOW" in result.err
    assert hint in result.err.rstrip().split("\n")[-1]
    assert left_hip.entries() == []


@pytest.mark.parametrize("temp", ["37.2", "98.6", "hot", "80C", "12"])
def test_no_fever_no_alarm(left_hip: Shell, temp: str) -> None:
    result = left_hip("log", "symptoms", "none", "--temp", temp)
    assert (result.code, result.err.count("\n")) == (1, 1)


def test_a_corrected_temperature_without_its_unit_is_answered_too(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "symptoms", "none")["entries"]
    result = left_hip("amend", entry["id"], "--temp", "39")
    assert (result.code, "CALL TODAY" in result.err) == (1, True)


def test_a_side_on_a_sign_without_sides_is_refused(left_hip: Shell) -> None:
    result = left_hip("log", "symptoms", "weight-loss:left")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "weight-loss has no side" in result.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("log", "symptoms", "none", "saddle-numbness"), "name the signs, or none"),
        (("log", "symptoms", "fever", "--temp", "20C"), "cannot be right"),
        (("log", "symptoms", "saddle-numbness", "--bogus"), "no such option"),
        (("log", "day", "--symptoms", "saddle-numbness", "--date", "31.02."), "not clear"),
        (("setup", "--usual", "saddle-numbness:worse"), "says both worse and usual"),
    ],
)
def test_advice_of_what_was_not_kept_names_the_contacts_on_file_and_says_so(
    left_hip: Shell, words: tuple[str, ...], why: str
) -> None:
    left_hip("setup", "--emergency", "112", "--surgeon", "Dr. Rivera 555-0117")
    result = left_hip(*words)
    lines = result.err.rstrip().split("\n")
    assert "Emergency: 112" in lines
    assert "Surgeon: Dr. Rivera 555-0117" in lines
    assert "This was NOT kept; the last line says why. The advice holds all the same." in lines
    assert why in lines[-1]
    assert left_hip.entries() == []


def test_advice_without_a_file_that_can_be_read_is_given_all_the_same(rehab: Shell) -> None:
    result = rehab("log", "symptoms", "saddle-numbness", "--bogus")
    assert result.code == 2
    assert "Emergency: not filled in; use your local emergency number" in result.err
    assert not rehab.db.exists()
    for place in ("", "a\0b", "~nobody-here/x.db", "/"):
        assert "GET EMERGENCY HELP NOW" in rehab("--db", place, "log", "symptoms", "saddle-numbness", "--bogus").err


def test_what_was_kept_is_not_called_lost(left_hip: Shell) -> None:
    assert "NOT kept" not in left_hip("log", "symptoms", "saddle-numbness").err
