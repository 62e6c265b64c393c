"""`rehab log day`: a whole day at once, and everything that looks at it agrees."""

import sqlite3

from shell import Shell

DAY = ("log", "day", "--pain", "3", "--symptoms", "none", "--as-planned")


def test_a_day_is_one_change(left_hip: Shell) -> None:
    def changes() -> int:
        with sqlite3.connect(left_hip.db) as connection:
            number = int(connection.execute("SELECT count(*) FROM change").fetchone()[0])
        connection.close()
        return number

    before = changes()
    left_hip.kept(*DAY, "--note", "long car ride")
    assert changes() == before + 1


def test_all_that_looks_at_the_day_agrees(left_hip: Shell) -> None:
    entries = left_hip.kept(*DAY)["entries"]
    assert {entry["kind"] for entry in entries} == {"pain", "symptoms", "exercise"}
    assert {entry["id"] for entry in left_hip.entries()} == {entry["id"] for entry in entries}
    trend = left_hip.kept("trends", "pain", "--days", "14")
    assert [one["side"] for one in trend] == ["left"]
    assert trend[0]["days"][-1] == {"date": "2026-11-20", "value": 3}
    assert [day["value"] for day in trend[0]["days"][:-1]] == [None] * 13
    assert (trend[0]["mean_7"], trend[0]["n_7"], trend[0]["mean_prior_14"], trend[0]["n_prior_14"]) == (3.0, 1, None, 0)
    status = left_hip("status", "--json").data
    assert status["pain_logged"] is True
    assert status["signs_asked"] is True
    assert status["exercises_done"] == status["exercises_due"] > 0
    work = left_hip.kept("trends", "adherence", "--days", "1")
    assert work["percent"] == 100
    symptoms = next(entry for entry in entries if entry["kind"] == "symptoms")
    assert symptoms["form"] == "daily"
    assert symptoms["symptoms"] == []
    assert "saddle-numbness" in symptoms["asked"]


def test_as_planned_without_a_plan_keeps_nothing(rehab: Shell) -> None:
    result = rehab("log", "day", "--pain-left", "3", "--as-planned")
    assert result.code == 1
    assert "plan" in result.err
    assert rehab.entries() == []


def test_one_wrong_value_keeps_nothing(left_hip: Shell) -> None:
    assert left_hip("log", "day", "--pain", "3", "--symptoms", "fevr").code == 1
    assert left_hip("log", "day", "--pain", "11", "--symptoms", "none").code == 1
    assert left_hip("log", "day", "--pain", "3", "--pain-left", "3").code == 1
    assert left_hip("log", "day").code == 2
    assert left_hip.entries() == []


def test_both_hips_have_their_own_scores(rehab: Shell) -> None:
    rehab("setup", "--side", "both")
    assert rehab("log", "day", "--pain", "3").code == 1
    entries = rehab.kept("log", "day", "--pain-left", "3", "--pain-right", "0")["entries"]
    assert [(entry["side"], entry["score"]) for entry in entries] == [("left", 3), ("right", 0)]


def test_a_serious_sign_is_answered_first(left_hip: Shell) -> None:
    result = left_hip("log", "day", "--pain", "3", "--symptoms", "saddle-numbness", "--json")
    assert result.err.startswith("GET EMERGENCY HELP NOW")
    assert result.data["followups"][0]["level"] == 1


def test_doing_it_again_has_nothing_left_to_keep(left_hip: Shell) -> None:
    left_hip.kept("log", "day", "--as-planned")
    assert left_hip("log", "day", "--as-planned").code == 1


def test_none_beside_a_sign_is_told_and_the_sign_answered_first(left_hip: Shell) -> None:
    told = left_hip("log", "day", "--symptoms", "none,fever")
    assert told.code == 1
    assert '"none" stands alone' in told.err
    assert "CALL TODAY" in told.err
    assert left_hip.entries() == []
