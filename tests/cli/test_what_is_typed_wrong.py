"""What people mistype: each gets one line that says what, where and what to do, and nothing is kept."""

import pytest
from shell import Shell


@pytest.mark.parametrize("typed", ["11", "5.5", "-1", "-0", "04", "", "NaN", "ten"])
def test_the_worst_pain_while_exercising_takes_a_score(left_hip: Shell, typed: str) -> None:
    told = left_hip("log", "answer", "worst-exercising", typed)
    assert (told.code, told.out) == (1, "")
    assert "give a whole number from 0 to 10" in told.err
    assert left_hip.entries() == []


@pytest.mark.parametrize("typed", ["010", "00", "05", "-0"])
def test_a_score_with_a_sign_too_many_may_be_a_slip(left_hip: Shell, typed: str) -> None:
    told = left_hip("log", "pain", "--", typed)
    assert (told.code, told.out) == (1, "")
    assert told.err.count("\n") == 1
    assert f'"{typed}" was not kept; give a whole number from 0 to 10' in told.err
    assert left_hip.entries() == []


def test_a_wrong_score_of_an_answer_is_not_amended(left_hip: Shell) -> None:
    entry = left_hip.kept("log", "answer", "worst-exercising", " 4 ")["entries"][0]
    assert entry["value"] == "4"
    told = left_hip("amend", entry["id"], "--value", "11")
    assert told.code == 1
    assert "give a whole number from 0 to 10" in told.err


def test_an_appointment_far_ahead_is_taken_for_a_slip(left_hip: Shell) -> None:
    told = left_hip("log", "visit", "2042-12-03", "Dr. Lee")
    assert told.code == 1
    assert "more than 5 years ahead" in told.err
    entry = left_hip.kept("log", "visit", "2027-12-03", "Dr. Lee")["entries"][0]
    assert left_hip("amend", entry["id"], "--date", "2072-12-03").code == 1
    assert [one["visit_on"] for one in left_hip.entries()] == ["2027-12-03"]


@pytest.mark.parametrize("group", ["plan", "log"])
def test_a_group_alone_asks_which_one(left_hip: Shell, group: str) -> None:
    told = left_hip(group)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("rehab: which one? ")
    assert told.err.endswith(f"; see: rehab {group} --help\n")
    assert len(told.err) < 300


@pytest.mark.parametrize(
    ("words", "see"),
    [
        (("log", "pain", "3", "--side"), "rehab log pain --help"),
        (("followups", "close", "x", "--outcome"), "rehab followups close --help"),
        (("trends", "pain", "--days"), "rehab trends --help"),
        (("log", "pain"), "rehab log pain --help"),
        (("--db",), "rehab --help"),
    ],
)
def test_a_missing_value_names_the_help_of_its_command(left_hip: Shell, words: tuple[str, ...], see: str) -> None:
    told = left_hip(*words)
    assert told.code == 2
    assert told.err.endswith(f"see: {see}\n")
    assert told.err.count("\n") == 1


def test_a_replaced_entry_names_the_one_that_took_its_place(left_hip: Shell) -> None:
    first = left_hip.kept("log", "pain", "3")["entries"][0]["id"]
    second = left_hip.kept("amend", first, "--score", "4")["entries"][0]["id"]
    for words in (("amend", first, "--score", "5"), ("mistake", first)):
        told = left_hip(*words)
        assert told.code == 1
        assert f"was replaced by {second[:8]}" in told.err


def test_a_mistake_is_not_corrected_and_says_what_to_do(left_hip: Shell) -> None:
    first = left_hip.kept("log", "pain", "3")["entries"][0]["id"]
    left_hip("mistake", first)
    for words in (("amend", first, "--score", "5"), ("mistake", first)):
        told = left_hip(*words)
        assert told.code == 1
        assert "marked as a mistake" in told.err
        assert "log it again" in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "pain", "3", "--side", "middle"), "the hip has no middle; give left, right or both"),
        (("log", "pain", "3", "--site", "leg", "--side", "middle"), "the leg has no middle; give left, right or both"),
        (("log", "exercise", "clamshell", "--minutes", "3"), "clamshell is counted in reps; leave --minutes out"),
        (("log", "exercise", "walking", "--reps", "3"), "walking is counted in minutes; leave --reps out"),
        (
            ("log", "exercise", "log-roll", "--sets", "3"),
            "log-roll has no dose, it is done or not done; leave --sets out",
        ),
        (("log", "exercise", "[x]"), 'unknown exercise "[x]"; see all of them with: rehab exercises'),
    ],
)
def test_what_does_not_fit_is_one_line_with_the_way_on(left_hip: Shell, words: tuple[str, ...], said: str) -> None:
    refused = left_hip(*words)
    assert (refused.code, refused.out, refused.err) == (1, "", f"rehab: {said}\n")
    assert left_hip.entries() == []


def test_an_unknown_option_is_answered_in_one_sentence(left_hip: Shell) -> None:
    refused = left_hip("log", "pain", "3", "--nope")
    said = "rehab: no such option '--nope'; did you mean '--note'?; see: rehab log pain --help\n"
    assert (refused.code, refused.err) == (2, said)
