"""`rehab log measure`, `treatment`, `block`, `pause`, `baseline`: kept, shown, corrected."""

import pytest
from shell import Shell

COMMON = {
    "id", "kind", "date", "recorded_at", "late_days", "state", "side", "site", "note", "supersedes", "origin",
    "time_zone", "simulated",
}  # fmt: skip
KEYS = {
    "measure": {"measure", "unit", "value", "values", "typed", "arms"},
    "treatment": {"treatment", "dose", "effect"},
    "block": {"anesthetic", "before", "after", "positive_tests", "relief_percent", "criteria"},
    "pause": {"from", "to", "reason"},
    "baseline": {"by"},
}
EXAMPLES = {
    "measure": ("peg", "4", "3", "5"),
    "treatment": ("nsaid",),
    "block": ("--before", "8"),
    "pause": ("--reason", "ill"),
    "baseline": ("--by", "Dr. Lee"),
}


@pytest.mark.parametrize("kind", KEYS)
def test_each_kind_has_its_own_keys_and_none_is_missing(left_hip: Shell, kind: str) -> None:
    (entry,) = left_hip.kept("log", kind, *EXAMPLES[kind], "--date", "-2", "--note", "a word")["entries"]
    assert set(entry) == COMMON | KEYS[kind]
    assert (entry["kind"], entry["date"], entry["late_days"], entry["note"]) == (kind, "2026-11-18", 2, "a word")
    assert left_hip.entries() == [entry]
    text = left_hip("history").out
    assert '"a word"' in text


@pytest.mark.parametrize("kind", KEYS)
def test_each_kind_can_be_marked_as_a_mistake_and_that_undone(left_hip: Shell, kind: str) -> None:
    (entry,) = left_hip.kept("log", kind, *EXAMPLES[kind])["entries"]
    assert left_hip.kept("mistake", entry["id"][:8])["entries"][0]["state"] == "in_error"
    left_hip.kept("undo")
    assert [one["state"] for one in left_hip.entries()] == ["current"]


def values(shell: Shell, *words: str) -> object:
    return shell.kept("log", "measure", *words)["entries"][0]["value"]


def test_numbers_are_kept_as_they_are(left_hip: Shell) -> None:
    assert values(left_hip, "peg", "5", "4", "2") == 11 / 3
    assert values(left_hip, "peg", "5", "-", "2", "--date", "-1") is None
    assert values(left_hip, "global-change", "-3") == -3
    assert values(left_hip, "gait-speed", "0.85") == 0.85
    assert values(left_hip, "tug", "9,8") == 9.8
    assert values(left_hip, "chair-stand", "0") == 0
    assert values(left_hip, "my-act", "climbing the stairs=4", "cooking=7") == 5.5
    assert values(left_hip, "my-activities", "6", "8") == 7


def test_one_with_an_answer_left_out_takes_the_place_of_no_whole_one(left_hip: Shell) -> None:
    assert values(left_hip, "peg", "-", "3", "5") is None
    whole = left_hip.kept("log", "measure", "peg", "4", "3", "5")["entries"][0]
    refused = left_hip("log", "measure", "peg", "6", "-", "5")
    assert refused.code == 1
    assert f"rehab amend {whole['id'][:8]}" in refused.err
    assert [one["value"] for one in left_hip.entries() if one["state"] == "current"] == [4]
    assert left_hip.kept("amend", whole["id"], "--value", "4 - 5")["entries"][0]["value"] is None
    assert values(left_hip, "peg", "6", "6", "6") == 6


def test_weight_is_kept_as_typed_and_in_kg(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "measure", "weight", "180lb")["entries"]
    assert (entry["value"], entry["unit"], entry["typed"]) == (81.65, "kg", "180lb")
    assert values(left_hip, "weight", "81.5", "kg") == 81.5


def test_stands_with_the_arms_count_nothing_and_are_not_compared(left_hip: Shell) -> None:
    left_hip.kept("log", "measure", "chair-stand", "12", "--date", "-9")
    logged = left_hip.kept("log", "measure", "chair-stand", "8", "--arms")
    assert (logged["entries"][0]["value"], logged["entries"][0]["arms"], logged["followups"]) == (0, True, [])
    assert left_hip.kept("trends", "chair-stand")["change"] is None


def test_fewer_stands_open_a_follow_up(left_hip: Shell) -> None:
    left_hip.kept("log", "measure", "chair-stand", "12", "--date", "-9")
    (opened,) = left_hip.kept("log", "measure", "chair-stand", "9")["followups"]
    assert (opened["rule"], opened["level"]) == ("FN-01", 3)


def test_a_limp_is_kept_with_the_aid_and_compared_with_the_same_aid_only(left_hip: Shell) -> None:
    left_hip.kept("log", "measure", "limp", "6", "stick", "--date", "-9")
    (entry,) = left_hip.kept("log", "measure", "limp", "2", "no-aid", "--date", "-2")["entries"]
    assert (entry["value"], entry["values"]) == (2, [{"item": "no-aid", "value": 2}])
    assert left_hip.kept("trends", "limp")["change"] is None
    assert left_hip.kept("amend", entry["id"], "--value", "2 stick")["entries"][0]["values"][0]["item"] == "stick"
    assert left_hip.kept("trends", "limp")["change"] == -4
    assert "limp 2, stick" in left_hip("history").out


def test_one_leg_is_kept_for_a_side(rehab: Shell) -> None:
    assert rehab("log", "measure", "single-leg", "9").code == 1
    assert not rehab.db.exists()
    both = rehab.kept("log", "measure", "single-leg", "9", "--side", "both")["entries"]
    assert [entry["side"] for entry in both] == ["left", "right"]
    assert [one["side"] for one in rehab.kept("trends", "single-leg")] == ["left", "right"]


@pytest.mark.parametrize(
    "words",
    [
        ("measure", "luck", "3"), ("measure", "peg", "3", "4"), ("measure", "peg", "3", "4", "11"),
        ("measure", "peg", "-", "-", "-"), ("measure", "peg", "3", "4", "5", "6"), ("measure", "peg", "3", "4", "x"),
        ("measure", "weight", "81.5"), ("measure", "weight", "5kg"), ("measure", "weight", "1000lb", "--arms"),
        ("measure", "tug", "9.85"), ("measure", "tug", "NaN"), ("measure", "tug", ""), ("measure", "steps", "8,500"),
        ("measure", "steps", "1e4"), ("measure", "steps", "٣"), ("measure", "global-change", "-4"),
        ("measure", "sleep", "25"), ("measure", "peg", "3", "4", "5", "--side", "left"),
        ("measure", "single-leg", "9", "--side", "middle"), ("measure", "my-activities", "4", "5"),
        ("measure", "limp", "3"), ("measure", "limp", "3", "broom"), ("measure", "limp", "11", "stick"),
        ("measure", "my-activities", "=4"), ("measure", "my-activities", "up=4", "UP=5"),
        ("measure", "my-activities", "a=1", "b=1", "c=1", "d=1", "e=1", "f=1"),
        ("measure", "my-activities", "x" * 81 + "=4"), ("measure", "my-activities", "a\0b=4"),
        ("treatment", "aspirin"), ("treatment", "nsaid", "--dose", " "), ("treatment", "nsaid", "--effect", "a\0"),
        ("treatment", "nsaid", "--date", "2042-01-01"), ("block", "--before", "11"), ("block", "--before", "-1"),
        ("block", "--before", "8", "--after", "2"), ("block", "--before", "8", "--after", "2@noon"),
        ("block", "--before", "8", "--after", "11@30min"), ("block", "--before", "8", "--after", "2@0min"),
        ("block", "--before", "8", "--after", "2@73h"),
        ("block", "--before", "8", "--after", "2@2h", "--after", "3@120"),
        ("block", "--before", "8", "--positive-tests", "two"), ("block", "--before", "8", "--site", "knee"),
        ("block", "--before", "8", "--anesthetic", ""), ("pause", "--reason", ""),
        ("pause", "--from", "2026-11-20", "--to", "2026-11-19", "--reason", "ill"),
        ("pause", "--from", "3/1", "--reason", "ill"), ("baseline", "--by", " "),
        ("baseline", "--by", "x", "--date", "1950-01-01"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line_exit_1_and_nothing_kept(left_hip: Shell, words: tuple[str, ...]) -> None:
    result = left_hip("log", *words)
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1), result.err
    assert left_hip.entries() == []


@pytest.mark.parametrize("words", [("measure", "peg"), ("measure",), ("block",), ("pause",), ("baseline",)])
def test_what_is_missing_is_exit_2(left_hip: Shell, words: tuple[str, ...]) -> None:
    assert left_hip("log", *words).code == 2


def test_scores_after_a_block_may_be_a_list_or_given_one_by_one(left_hip: Shell) -> None:
    block = ("log", "block", "--before", "8")
    (one,) = left_hip.kept(*block, "--after", "3@2h,2@30min", "--after", "4 @ 4h")["entries"]
    (other,) = left_hip.kept(*block, "--after", "2@30min", "--after", "3@2h, 4@4h")["entries"]
    assert one["after"] == other["after"]
    assert len(one["after"]) == 3
    wrong = left_hip(*block, "--after", "2@30min, 3")
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)
    assert 'the score after " 3" was not kept; write score@time' in wrong.err


def test_a_block_from_8_to_2_shows_75_and_what_it_meets(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "block", "--site", "si-joint", "--before", "8", "--after", "2@30min")["entries"]
    assert entry["relief_percent"] == 75
    assert [(one["id"], one["met"]) for one in entry["criteria"]] == [
        ("more-than-75", False), ("more-than-70-and-2-tests", None),
    ]  # fmt: skip
    told = left_hip("log", "block", "--site", "si-joint", "--before", "8", "--after", "2@2h", "--positive-tests", "2")
    assert "more than 75 % relief: not met (doc 000)" in told.out
    assert "more than 70 % relief with two positive provocation tests: met (doc 001)" in told.out
    assert "earlier block there" in told.out
    assert "confirm" not in told.out
    again = left_hip("history", entry["id"]).out
    assert "more than 75 % relief: not met (doc 000)" in again
    assert "two positive provocation tests: not known (doc 001)" in again


def test_nsaid_days_in_a_row_are_counted_beside_the_caution(left_hip: Shell) -> None:
    for back in ("-4", "-2", "-1"):
        left_hip.kept("log", "treatment", "nsaid", "--date", back)
    told = left_hip("log", "treatment", "nsaid", "--dose", "400 mg")
    assert "NSAID: 3 days in a row." in told.out
    assert "4 times on 4 days, 16 Nov to 20 Nov; 400 mg (1 time)" in left_hip("trends", "treatments").out
    assert left_hip.kept("trends", "treatments")["treatments"][0]["doses"] == [{"dose": "400 mg", "n": 1}]
    assert "fusion" in told.out
    for never in ("stop taking", "start taking", "you should", "safe"):
        assert never not in told.out


def test_what_is_beside_goes_to_stderr_with_json(left_hip: Shell) -> None:
    result = left_hip("log", "treatment", "nsaid", "--json")
    assert result.data["entries"][0]["treatment"] == "nsaid"
    assert "fusion" in result.err


def test_a_pause_makes_nothing_due_and_can_be_ended(left_hip: Shell) -> None:
    due = left_hip("status", "--json").data["exercises_due"]
    assert due > 0
    (entry,) = left_hip.kept("log", "pause", "--from", "-2", "--reason", "ill")["entries"]
    assert (entry["date"], entry["from"], entry["to"]) == ("2026-11-18", "2026-11-18", None)
    assert left_hip("status", "--json").data["exercises_due"] == 0
    assert "pause from 18 Nov until you end it: ill; none is due" in left_hip("today").out
    (ended,) = left_hip.kept("amend", entry["id"], "--to", "yesterday")["entries"]
    assert (ended["to"], ended["supersedes"]) == ("2026-11-19", entry["id"])
    assert left_hip("status", "--json").data["exercises_due"] == due
    assert left_hip.kept("amend", ended["id"], "--to", "open")["entries"][0]["to"] is None


def test_days_that_do_not_count_are_told_with_their_reasons(left_hip: Shell) -> None:
    assert left_hip.kept("trends", "adherence")["paused"] == {}
    left_hip.kept("log", "symptoms", "fever")
    assert left_hip.kept("trends", "adherence")["paused"] == {"a warning sign was open": 1}
    left_hip.kept("log", "pause", "--reason", "ill")
    assert left_hip.kept("trends", "adherence")["paused"] == {"ill": 1}
    assert "not counted: 1 day (ill)" in left_hip("trends", "adherence").out


def test_a_pause_that_lies_ahead_stands_on_today(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "pause", "--from", "2026-12-01", "--to", "2026-12-05", "--reason", "away")[
        "entries"
    ]
    assert (entry["date"], entry["from"], entry["to"]) == ("2026-11-20", "2026-12-01", "2026-12-05")


@pytest.mark.parametrize(
    ("logged", "change", "key", "value"),
    [
        (("measure", "peg", "4", "3", "5"), ("--value", "4 3 6"), "value", 13 / 3),
        (("measure", "peg", "4", "3", "5"), ("--value", "4 - 6"), "value", None),
        (("measure", "weight", "80kg"), ("--value", "180 lb"), "typed", "180 lb"),
        (("measure", "my-activities", "up=4", "cooking=6"), ("--value", "up=5; cooking=6"), "value", 5.5),
        (("measure", "my-activities", "up=4", "cooking=6"), ("--value", "8 10"), "value", 9),
        (("measure", "chair-stand", "8", "--arms"), ("--value", "8"), "arms", False),
        (("measure", "single-leg", "8"), ("--side", "right"), "side", "right"),
        (("treatment", "nsaid"), ("--dose", "400 mg"), "dose", "400 mg"),
        (("treatment", "nsaid", "--dose", "1"), ("--treatment", "other-medicine"), "treatment", "other-medicine"),
        (("treatment", "nsaid", "--dose", "1"), ("--effect", "none"), "dose", "1"),
        (("block", "--before", "8"), ("--after", "2@30min, 1@2h"), "relief_percent", 87.5),
        (("block", "--before", "8", "--after", "2@1h"), ("--before", "4"), "relief_percent", 50),
        (("baseline", "--by", "x"), ("--by", "Dr. Lee"), "by", "Dr. Lee"),
        (("pause", "--reason", "ill"), ("--reason", "a cold"), "reason", "a cold"),
    ],
)  # fmt: skip
def test_each_can_be_corrected(
    left_hip: Shell, logged: tuple[str, ...], change: tuple[str, ...], key: str, value: object
) -> None:
    (entry,) = left_hip.kept("log", *logged)["entries"]
    (new,) = left_hip.kept("amend", entry["id"], *change)["entries"]
    assert (new[key], new["supersedes"]) == (value, entry["id"])


def test_an_option_of_another_kind_is_refused_with_those_that_fit(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "pause", "--reason", "ill")["entries"]
    result = left_hip("amend", entry["id"], "--score", "3")
    assert result.code == 1
    assert "--from, --to, --reason" in result.err


def test_what_was_kept_is_told_once(left_hip: Shell) -> None:
    told = left_hip("log", "measure", "weight", "81.5kg").out
    assert told.split(" (id")[0] == "Kept: weight 81.5 kg, 20 Nov"
    assert told.split("\n")[1] == "  1 score since 20 Nov 2025. Nothing to compare with yet."
    assert "weight 81.65 kg (typed 180lb)" in left_hip("log", "measure", "weight", "180lb").out
    assert "\n  left: 1 score since" in left_hip("log", "measure", "single-leg", "8", "--side", "left").out
    pause = left_hip("log", "pause", "--to", "2026-11-25", "--reason", "travel").out
    assert pause.startswith("Kept: pause from 20 Nov to 25 Nov: travel (id ")
    ask = "when can I swim again, and for how long, and must the water be warm?"
    assert ask in left_hip("log", "visit", "2026-12-03", "surgeon", "--ask", ask).out
