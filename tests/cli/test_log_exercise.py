"""`rehab log exercise`."""

import pytest
from shell import Shell


def planned(rehab: Shell, *, sided: bool) -> str:
    """Return an exercise of the plan, from what `log day --as-planned` keeps."""
    day = rehab.kept("log", "day", "--as-planned")["entries"]
    return str(next(entry["exercise"] for entry in day if bool(entry["side"]) is sided))


def test_without_a_dose_it_is_as_planned(left_hip: Shell) -> None:
    name = planned(left_hip, sided=False)
    before = next(entry for entry in left_hip.entries() if entry["exercise"] == name)
    (entry,) = left_hip.kept("log", "exercise", name)["entries"]
    keys = ("sets", "reps", "hold", "minutes")
    assert [entry[key] for key in keys] == [before[key] for key in keys]
    assert (entry["one_key"], before["one_key"]) == (False, True)


def test_an_exercise_outside_the_plan_needs_a_dose(rehab: Shell) -> None:
    assert rehab("log", "exercise", "clamshell").code == 1
    entries = rehab.kept("log", "exercise", "clam", "--sets", "2", "--reps", "8", "--pain-during", "0")["entries"]
    assert [(entry["exercise"], entry["side"], entry["reps"]) for entry in entries] == [
        ("clamshell", "left", 8),
        ("clamshell", "right", 8),
    ]
    assert entries[0]["pain_during"] == 0
    assert entries[0]["effort"] is None
    one = rehab.kept("log", "exercise", "clamshell", "--reps", "8", "--side", "left")["entries"]
    assert [entry["side"] for entry in one] == ["left"]


def test_the_side_that_was_left_out_is_said(left_hip: Shell) -> None:
    told = left_hip("log", "exercise", "clamshell", "--skip", "pain", "--side", "right")
    assert "Clamshell, right, left out (pain)" in told.out
    assert left_hip("undo").out.startswith("Undone: Clamshell, right, left out (pain), ")
    (again,) = left_hip.kept("log", "exercise", "clamshell", "--skip", "pain", "--side", "right")["entries"]
    changed = left_hip("amend", again["id"], "--skip", "tired").out
    assert "Changed: Clamshell, right, left out (tired)" in changed
    assert "before: Clamshell, right, left out (pain)" in changed


def test_left_out_with_a_reason(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "exercise", "clamshell", "--skip", "tired")["entries"]
    assert (entry["skip_reason"], entry["sets"], entry["reps"]) == ("tired", None, None)
    assert left_hip.kept("trends", "adherence")["skipped"] == {"tired": 1}


def test_one_that_is_not_allowed_yet_is_kept_and_marked(left_hip: Shell) -> None:
    result = left_hip("log", "exercise", "swimming", "--minutes", "20", "--json")
    assert result.data["entries"][0]["not_allowed"] is True
    assert "not allowed yet" in result.err
    assert "swimming" in result.err
    for what in ("swimming", "wound-healed", "physical-therapy"):
        left_hip.kept("log", "clearance", what, "--by", "Dr. Lee")
    later = left_hip("log", "exercise", "swimming", "--minutes", "20", "--json")
    assert (later.data["entries"][0]["not_allowed"], later.err) == (False, "")


@pytest.mark.parametrize(
    ("name", "dose"),
    [("swimming", "--minutes 10"), ("hamstring-supine", "--sets 1 --hold 10"), ("glute-bridge", "--sets 1 --reps 8")],
)
def test_without_a_plan_the_hint_is_a_dose_that_is_taken(rehab: Shell, name: str, dose: str) -> None:
    told = rehab("log", "exercise", name)
    assert (told.code, told.err) == (1, f"rehab: {name} is not in the plan; give a dose, like {dose}\n")
    assert rehab("log", "exercise", name, *dose.split()).code == 0


def test_while_exercises_are_stopped_one_that_was_done_is_kept_and_the_stop_said_again(left_hip: Shell) -> None:
    left_hip("log", "symptoms", "saddle-numbness")
    done = left_hip("log", "exercise", "clamshell", "--reps", "8", "--json")
    assert (done.code, done.data["entries"][0]["reps"]) == (0, 8)
    assert done.err.count("exercises are stopped until you have had advice") == 1
    left_out = left_hip("log", "exercise", "glute-bridge", "--skip", "not-allowed")
    assert (left_out.code, left_out.err) == (0, "")


@pytest.mark.parametrize("dose", [("--sets", "0", "--reps", "8"), ("--reps", "0")])
def test_a_dose_of_nothing_is_no_exercise_done(left_hip: Shell, dose: tuple[str, ...]) -> None:
    told = left_hip("log", "exercise", "clamshell", *dose)
    assert (told.code, told.out) == (1, "")
    assert "dose of 0" in told.err
    assert "--skip" in told.err
    assert left_hip.kept("history")["entries"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("clmshell", "--reps", "8"), ("clamshell", "--reps", "-8"), ("clamshell", "--reps", "501"),
        ("clamshell", "--sets", "2"), ("clamshell", "--reps", "8", "--skip", "tired"),
        ("clamshell", "--skip", "lazy"), ("clamshell", "--reps", "8", "--side", "middle"),
        ("glute-bridge", "--reps", "8", "--side", "left"), ("clamshell", "--reps", "8", "--pain-during", "11"),
        ("", "--reps", "8"), ("clamshell", "--reps", "8", "--date", "2042-01-01"),
    ],
)  # fmt: skip
def test_a_wrong_value_keeps_nothing(left_hip: Shell, words: tuple[str, ...]) -> None:
    result = left_hip("log", "exercise", *words)
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
    assert left_hip.entries() == []


def test_the_nearest_exercise_is_named(left_hip: Shell) -> None:
    assert "did you mean clamshell?" in left_hip("log", "exercise", "clmshell").err


def test_pain_above_the_limit_says_stop_on_stderr(rehab: Shell) -> None:
    done = ("log", "exercise", "clamshell", "--reps", "8", "--pain-during")
    plain = rehab(*done, "5")
    assert plain.code == 0
    assert "Stop this exercise for today.\n" in plain.err
    assert "Your limit is 3" in plain.err
    assert "Stop" not in plain.out
    with_json = rehab(*done, "5", "--json")
    assert with_json.data["entries"][0]["pain_during"] == 5
    assert "Stop this exercise for today.\n" in with_json.err
    assert "Stop" not in rehab(*done, "3").err


@pytest.mark.parametrize("name", ["log-roll", "hip-hinge", "sitting-posture", "standing-posture", "bending-lifting"])
def test_a_way_of_moving_is_ticked_without_a_dose(rehab: Shell, name: str) -> None:
    rehab("setup", "--side", "left", "--plan", "walk-only", "--accept-notice")
    (entry,) = rehab.kept("log", "exercise", name)["entries"]
    assert (entry["exercise"], entry["sets"], entry["reps"]) == (name, None, None)
    assert entry["not_allowed"] is (name in {"hip-hinge", "bending-lifting"})
    (again,) = rehab.kept("log", "exercise", name, today="2026-11-21")["entries"]
    assert again["exercise"] == name
    assert rehab.kept("trends", "load")["weeks"][-1]["doses"] == 1
