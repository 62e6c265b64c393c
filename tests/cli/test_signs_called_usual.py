"""A serious sign called usual counts as usual only once a doctor or nurse has checked it; until then it fires."""

from pathlib import Path

import pytest
from runs import Ran, runner
from shell import Shell

SERIOUS = ("saddle-numbness:usual", "leg-weakness:left:usual", "fever:usual", "other:usual")


@pytest.mark.parametrize("sign", SERIOUS)
def test_without_a_terminal_nobody_said_that_it_was_checked(left_hip: Shell, sign: str) -> None:
    result = left_hip("log", "symptoms", sign, "--json")
    assert result.code == 0
    assert result.data["entries"][0]["symptoms"][0]["answer"] == "usual-unchecked"
    assert [one["level"] for one in result.data["followups"]] in ([1], [2])
    assert "Nobody sees this until you show or send it." in result.err


@pytest.mark.parametrize("sign", SERIOUS)
def test_checked_says_so(left_hip: Shell, sign: str) -> None:
    result = left_hip("log", "symptoms", sign, "--checked", "--json")
    assert result.data["entries"][0]["symptoms"][0]["answer"] == "usual"
    assert (result.data["followups"], result.err) == ([], "")


def test_a_sign_of_level_3_needs_no_check(left_hip: Shell) -> None:
    kept = left_hip.kept("log", "symptoms", "leg-pain:left:usual")
    assert (kept["entries"][0]["symptoms"][0]["answer"], kept["followups"]) == ("usual", [])


def test_metalwork_that_nobody_has_checked_and_is_red_is_level_2(left_hip: Shell) -> None:
    usual = ("log", "symptoms", "metalwork:left:usual", "--with", "red-or-hot")
    assert [one["level"] for one in left_hip.kept(*usual)["followups"]] == [2]
    assert left_hip.kept(*usual, "--checked", "--date", "-20")["followups"] == []
    run = runner(left_hip.db)
    assert "Has a doctor or nurse checked" in run(*usual, typed="yes\n", terminal=True).out


def test_weight_loss_that_nobody_has_checked_is_level_2_once_low_back_pain_is_logged(left_hip: Shell) -> None:
    assert left_hip.kept("log", "symptoms", "weight-loss:usual")["followups"] == []
    low_back = left_hip.kept("log", "pain", "3", "--site", "low-back", "--side", "left")
    assert [(one["rule"], one["level"]) for one in low_back["followups"]] == [("RF-16", 2)]


@pytest.mark.parametrize(
    ("typed", "answer"), [("yes\n", "usual"), ("no\n", "usual-unchecked"), ("unsure\n", "usual-unchecked"),
                          ("\n", "usual-unchecked"), ("", "usual-unchecked")],
)  # fmt: skip
def test_on_a_terminal_it_is_asked(left_hip: Shell, typed: str, answer: str) -> None:
    run = runner(left_hip.db)
    asked = run("log", "symptoms", "saddle-numbness:usual", typed=typed, terminal=True)
    assert asked.code == 0
    assert "Has a doctor or nurse checked this since it began?" in asked.out
    assert ("GET EMERGENCY HELP NOW" in asked.err) is (answer != "usual")
    assert run("history", "--json").data["entries"][-1]["symptoms"][0]["answer"] == answer


def test_each_sign_is_asked_on_its_own(left_hip: Shell) -> None:
    run = runner(left_hip.db)
    run("log", "symptoms", "wound:usual", "leg-numbness:left:usual", typed="yes\nno\n", terminal=True)
    signs = run("history", "--json").data["entries"][-1]["symptoms"]
    assert {one["id"]: one["answer"] for one in signs} == {"wound": "usual", "leg-numbness": "usual-unchecked"}


def test_a_whole_day_reads_it_as_strictly(left_hip: Shell) -> None:
    day = ("log", "day", "--pain", "3", "--symptoms", "saddle-numbness:usual")
    result = left_hip(*day, "--json")
    assert [one["rule"] for one in result.data["followups"]] == ["RF-02"]
    assert result.err.startswith("GET EMERGENCY HELP NOW")
    assert left_hip.kept(*day, "--checked", "--date", "-20")["followups"] == []


def test_setup_reads_it_as_strictly(rehab: Shell) -> None:
    result = rehab("setup", "--side", "left", "--night-line", "555 01", "--usual", "bladder-bowel")
    assert result.code == 0
    assert result.err.startswith("GET EMERGENCY HELP NOW")
    assert "555 01" in result.err
    assert rehab("status").code == 12
    assert rehab.entries()[0]["symptoms"][0]["answer"] == "usual-unchecked"


def test_setup_takes_what_was_checked(rehab: Shell) -> None:
    result = rehab("setup", "--side", "left", "--usual", "leg-numbness:left", "--checked")
    assert (result.code, rehab.entries()[0]["symptoms"][0]["answer"]) == (0, "usual")
    assert "CALL" not in result.err


def test_setup_asks_on_a_terminal(tmp_path: Path) -> None:
    run = runner(tmp_path / "new.db")
    asked: Ran = run("setup", "--side", "left", "--usual", "leg-numbness:left", typed="no\n", terminal=True)
    assert "Has a doctor or nurse checked this since it began?" in asked.out
    assert "CALL TODAY" in asked.err


def test_setup_gives_the_advice_though_nothing_can_be_kept(rehab: Shell, tmp_path: Path) -> None:
    rehab.db = tmp_path / "no" / "r.db"
    result = rehab("setup", "--usual", "saddle-numbness")
    assert (result.code, result.err.startswith("GET EMERGENCY HELP NOW")) == (3, True)


def test_a_correction_reads_it_as_strictly(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "symptoms", "none")["entries"]
    kept = left_hip("amend", entry["id"], "--symptoms", "saddle-numbness:usual", "--json")
    assert kept.err.startswith("GET EMERGENCY HELP NOW")
    assert [one["rule"] for one in kept.data["followups"]] == ["RF-02"]
    again = left_hip("amend", kept.data["entries"][0]["id"], "--checked", "--json")
    assert again.data["entries"][0]["symptoms"][0]["answer"] == "usual"
    assert left_hip("status").code == 12


def test_a_correction_asks_on_a_terminal(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "symptoms", "none")["entries"]
    run = runner(left_hip.db)
    asked = run("amend", entry["id"], "--symptoms", "saddle-numbness:usual", typed="yes\n", terminal=True)
    assert (asked.code, asked.err) == (0, "")
    assert run("history", "--json").data["entries"][-1]["symptoms"][0]["answer"] == "usual"


def test_checked_fits_only_warning_signs(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "pain", "3")["entries"]
    result = left_hip("amend", entry["id"], "--checked")
    assert (result.code, "--checked does not fit" in result.err) == (1, True)


def test_the_option_is_in_the_help(rehab: Shell) -> None:
    for words in (("log", "symptoms"), ("log", "day"), ("amend",), ("setup",)):
        assert "--checked" in rehab(*words, "--help").out
    assert "--checked" in rehab("help", "signs").out
