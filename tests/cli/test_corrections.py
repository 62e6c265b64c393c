"""`rehab amend`, `mistake`, `undo`: nothing is lost."""

from datetime import date, timedelta

import pytest
from shell import Shell

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.entry import Visit
from rehab_tui.domain.moment import Stamp


def test_an_appointment_keeps_its_day_unless_it_is_moved(left_hip: Shell) -> None:
    day = date(2026, 11, 20)
    with Rehab.open(left_hip.db) as rehab:
        visit = Visit(day + timedelta(days=13), "Dr. Rivera")
        first = rehab.journal.add(day, visit, Stamp(Clock(day).now(), "import"), "visit").entries[0]
    second = left_hip.kept("amend", first.id, "--ask", "Swim?")["entries"][0]
    assert (second["visit_on"], second["ask"]) == ("2026-12-03", "Swim?")
    third = left_hip.kept("amend", second["id"], "--date", "2026-12-10")["entries"][0]
    assert (third["visit_on"], third["date"], third["ask"]) == ("2026-12-10", "2026-12-10", "Swim?")
    told = left_hip("amend", third["id"], "--date", "2026-12-17").out
    assert told.startswith(
        "Changed: appointment on Thu 17 Dec 2026 with Dr. Rivera, to ask: Swim?; "
        "before: appointment on Thu 10 Dec 2026 with Dr. Rivera, to ask: Swim? (id "
    )


def test_a_corrected_score_stands_in_the_place_of_the_old_one(left_hip: Shell) -> None:
    first = left_hip.kept("log", "pain", "3")["entries"][0]
    second = left_hip.kept("amend", first["id"][:8], "--score", "0", "--note", "misread")["entries"][0]
    assert (second["score"], second["supersedes"], second["note"]) == (0, first["id"], "misread")
    versions = left_hip.kept("history", first["id"][:6])["entries"]
    assert [(one["score"], one["state"]) for one in versions] == [(3, "superseded"), (0, "current")]


def test_an_entry_moved_onto_another_daily_score_replaces_it(left_hip: Shell) -> None:
    yesterday = left_hip.kept("log", "pain", "7", "--date", "yesterday")["entries"][0]
    today = left_hip.kept("log", "pain", "3")["entries"][0]
    left_hip.kept("amend", today["id"], "--date", "yesterday")
    states = {entry["id"]: entry["state"] for entry in left_hip.entries()}
    assert states[yesterday["id"]] == "superseded"
    assert list(states.values()).count("current") == 1
    left_hip.kept("undo")
    states = {entry["id"]: entry["state"] for entry in left_hip.entries()}
    assert (states[yesterday["id"]], states[today["id"]]) == ("current", "current")


def test_every_kind_can_be_amended(left_hip: Shell) -> None:
    def amended(log: tuple[str, ...], *options: str) -> dict[str, object]:
        entry = left_hip.kept("log", *log)["entries"][0]
        return dict(left_hip.kept("amend", entry["id"], *options)["entries"][0])

    assert amended(("exercise", "clamshell", "--reps", "8", "--side", "left"), "--reps", "0")["reps"] == 0
    assert amended(("exercise", "glute-bridge", "--reps", "8"), "--skip", "pain")["skip_reason"] == "pain"
    assert amended(("symptoms", "none"), "--temp", "37.0C")["temperature_c"] == 37.0
    assert amended(("answer", "woken", "yes"), "--value", "no")["value"] == "no"
    assert amended(("note", "one"), "--text", "two")["text"] == "two"
    assert amended(("clearance", "cycling", "--by", "a"), "--by", "b")["by"] == "b"
    assert amended(("visit", "2026-12-03", "a"), "--date", "2026-12-04")["visit_on"] == "2026-12-04"
    assert amended(("pain", "3", "--kind", "now"), "--side", "right", "--site", "groin")["site"] == "groin"


def test_a_sign_added_later_gets_its_advice(left_hip: Shell) -> None:
    entry = left_hip.kept("log", "symptoms", "none")["entries"][0]
    result = left_hip("amend", entry["id"], "--symptoms", "calf-swelling:left", "--json")
    assert result.err.startswith("CALL TODAY")
    assert [one["rule"] for one in result.data["followups"]] == ["RF-07"]
    assert result.data["entries"][0]["symptoms"][0]["side"] == "left"


def test_a_mistake_stops_counting_but_its_follow_up_stays(left_hip: Shell) -> None:
    entry = left_hip.kept("log", "symptoms", "saddle-numbness")["entries"][0]
    assert left_hip.kept("mistake", entry["id"])["entries"][0]["state"] == "in_error"
    assert left_hip("status").code == 12
    assert left_hip("mistake", entry["id"]).code == 1


@pytest.mark.parametrize("how", ["mistake", "undo"])
def test_what_stays_open_is_said_when_its_sign_is_taken_back(left_hip: Shell, how: str) -> None:
    entry = left_hip.kept("log", "symptoms", "calf-swelling:left")["entries"][0]["id"]
    follow_up = left_hip.kept("followups")[0]["id"]
    told = left_hip(how, *([entry] if how == "mistake" else []))
    assert f"the follow-up {follow_up[:8]} stays open" in told.err
    left_hip.kept("log", "pain", "3")
    assert "stays open" not in left_hip("undo").err


def test_undo_says_what_it_takes_back_and_goes_on_to_the_one_before(left_hip: Shell) -> None:
    left_hip.kept("log", "pain", "3")
    left_hip.kept("log", "pain", "5")
    result = left_hip("undo")
    assert result.out.startswith("Undone: pain 5, left hip, 20 Nov; counts again: pain 3, left hip")
    assert [entry["state"] for entry in left_hip.kept("undo")["entries"]] == ["in_error"]
    assert left_hip.kept("trends", "pain", "--side", "left")["n_7"] == 0


def test_undo_takes_a_whole_day_back(left_hip: Shell) -> None:
    left_hip.kept("log", "day", "--pain", "3", "--symptoms", "none", "--as-planned")
    left_hip.kept("undo")
    assert {entry["state"] for entry in left_hip.entries()} == {"in_error"}


def test_with_nothing_left_undo_says_so(rehab: Shell) -> None:
    rehab.kept("log", "note", "hello")
    rehab.kept("undo")
    assert rehab("undo").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ffffffff", "--score", "3"), 1), (("{id}", "--score", "11"), 1), (("{id}", "--text", "x"), 1),
        (("{id}",), 2), (("{id}", "--score", "-1"), 1), (("{id}", "--side", "both"), 1), (("", "--score", "3"), 1),
        (("{id}", "--date", "2042-01-01"), 1), (("{id}", "--note", "a\0b"), 1), (("%", "--score", "3"), 1),
    ],
)  # fmt: skip
def test_a_wrong_correction_changes_nothing(left_hip: Shell, words: tuple[str, ...], code: int) -> None:
    entry = left_hip.kept("log", "pain", "3")["entries"][0]
    result = left_hip("amend", *(word.format(id=entry["id"]) for word in words))
    assert (result.code, result.err.count("\n")) == (code, 1)
    assert [one["state"] for one in left_hip.entries()] == ["current"]
