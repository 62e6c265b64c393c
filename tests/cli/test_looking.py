"""`rehab today`, `status`, `history`, `trends`: what they print is what was logged."""

from pathlib import Path

import pytest
from shell import TODAY, Shell, program

from rehab_tui.domain.exercise import Exercise

KEYS = {
    "date", "pain_logged", "signs_asked", "exercises_due", "exercises_done", "due", "overdue", "open_followups",
}  # fmt: skip


@pytest.mark.parametrize(
    "words", [("today",), ("status",), ("history",), ("trends",), ("undo",), ("amend", "a", "--score", "3")]
)
def test_a_missing_file_is_exit_3_and_is_not_made(rehab: Shell, words: tuple[str, ...]) -> None:
    result = rehab(*words)
    assert (result.code, result.out, result.err.count("\n")) == (3, "", 1)
    assert not rehab.db.exists()


def test_status_goes_from_due_to_done(left_hip: Shell) -> None:
    before = left_hip("status", "--json")
    assert before.code == 10
    assert set(before.data) == KEYS
    assert (before.data["pain_logged"], before.data["signs_asked"]) == (False, False)
    left_hip.kept("log", "day", "--pain", "0", "--as-planned")
    left_hip.kept("log", "symptoms", "none", "--form", "full")
    after = left_hip("status", "--json")
    assert (after.code, after.data["due"], after.data["pain_logged"]) == (0, [], True)
    assert left_hip("status").out == "logged for today\n"


def test_quiet_prints_nothing(left_hip: Shell) -> None:
    result = left_hip("status", "--quiet")
    assert (result.code, result.out, result.err) == (10, "", "")


def test_status_names_no_symptom_without_detail(left_hip: Shell) -> None:
    left_hip("log", "symptoms", "saddle-numbness")
    for words in ((), ("--json",)):
        out = left_hip("status", *words).out.lower()
        assert not any(word in out for word in ("numb", "saddle", "rf-02"))
    assert left_hip("status").out.count("\n") == 1
    assert "Numb between the legs" in left_hip("status", "--detail").out


def test_an_overdue_follow_up_of_level_3_is_exit_11(left_hip: Shell) -> None:
    opened = left_hip.kept("log", "symptoms", "weight-loss")["followups"]
    assert [one["level"] for one in opened] == [3]
    assert left_hip("status").code == 10
    later = left_hip("status", "--json", today="2026-11-25")
    assert later.code == 11
    assert later.data["overdue"] == ["follow-up of level 3"]
    assert later.data["open_followups"][0]["overdue"] is True


def test_today_shows_the_day(left_hip: Shell) -> None:
    left_hip.kept("log", "day", "--pain", "3", "--symptoms", "none", "--as-planned", "--note", "slept badly")
    out = left_hip("today").out
    assert out.startswith("Fri 20 Nov 2026 · week 12 after surgery\n")
    for words in ("left 3", "none of the daily questions", '"slept badly"', "done of planned"):
        assert words in out
    assert set(left_hip("today", "--json").data) == KEYS


def test_today_says_when_it_is_time_for_a_measure(left_hip: Shell) -> None:
    left_hip("log", "pain", "3", "--date", "-7")
    assert "PEG (3 questions, weekly): rehab log measure peg N N N" in left_hip("today").out
    left_hip("log", "measure", "peg", "4", "3", "5")
    assert "rehab log measure" not in left_hip("today").out


def test_today_says_signs_in_words(left_hip: Shell) -> None:
    left_hip("log", "symptoms", "leg-numbness:left", "saddle-numbness", "--with", "rapid")
    left_hip("log", "symptoms", "none", "--with", "stiff-neck")
    out = left_hip("today").out
    assert "numb or tingling left leg (new); numb between the legs (new); getting worse\n" in out
    assert "none of the daily questions; stiff neck\n" in out
    assert "stiff-neck" not in left_hip("history").out


def test_exercises_stop_while_an_urgent_follow_up_is_open(left_hip: Shell) -> None:
    left_hip("log", "symptoms", "saddle-numbness")
    assert "Stop exercises until you have had advice" in left_hip("today").out
    assert left_hip("log", "day", "--as-planned").code == 1


def test_trends_name_scores_that_no_chart_draws(left_hip: Shell) -> None:
    said = "no daily scores in the last three weeks"
    assert f"{said}." in left_hip("trends", "pain", "--site", "groin", "--side", "left").out
    left_hip.kept("log", "pain", "5", "--site", "groin", "--side", "left", "--kind", "worst")
    left_hip.kept("log", "pain", "2", "--site", "groin", "--side", "left", "--kind", "morning")
    told = left_hip("trends", "pain", "--site", "groin", "--side", "left")
    assert f"{said}, 2 others (now, worst, morning): rehab history." in " ".join(told.out.split())


def test_history_takes_a_span(left_hip: Shell) -> None:
    for back in ("-3", "-2", "-1"):
        left_hip.kept("log", "pain", "3", "--date", back)
    found = left_hip.kept("history", "--from", "-2", "--to", "yesterday")
    assert (found["from"], found["to"]) == ("2026-11-18", "2026-11-19")
    assert [entry["date"] for entry in found["entries"]] == ["2026-11-18", "2026-11-19"]
    assert left_hip("history", "--from", "-1", "--to", "-2").code == 1
    assert left_hip("history", "a", "--from", "-1").code == 1


def test_history_names_exercises_in_a_plan_and_outside_it(rehab: Shell) -> None:
    assert rehab("setup", "--plan", "walk-only").code == 0
    rehab.kept("log", "exercise", "walking")
    rehab.kept("log", "exercise", "hamstring-supine", "--sets", "1", "--hold", "20")
    rehab.kept("log", "exercise", "gait-practice", "--skip", "tired")
    said = rehab("history").out
    for words in ("Walking ", "Hamstring stretch lying down 1 x", "Walking practice left out (tired)"):
        assert words in said
    assert "hamstring-supine" not in said


def test_history_of_an_empty_file(rehab: Shell) -> None:
    rehab("setup", "--side", "left")
    assert rehab.kept("history") == {"from": "2026-11-20", "to": "2026-11-20", "entries": []}
    assert rehab("history").out == "nothing was logged yet\n"


def test_the_two_windows_of_a_mean(left_hip: Shell) -> None:
    for back, score in ((0, 1), (6, 4), (7, 10), (20, 5), (21, 0)):
        left_hip.kept("log", "pain", str(score), "--date", f"-{back}" if back else "today")
    trend = left_hip.kept("trends", "pain", "--side", "left", "--days", "3")
    assert (trend["mean_7"], trend["n_7"], trend["mean_prior_14"], trend["n_prior_14"]) == (2.5, 2, 7.5, 2)
    assert [day["value"] for day in trend["days"]] == [None, None, 1]


def test_trends_are_drawn_with_their_sentence(left_hip: Shell) -> None:
    left_hip.kept("log", "pain", "3")
    assert "Left hip: mean 3.0 this week (1 of 7 days)" in left_hip("trends").out
    assert "done of planned" in left_hip("trends", "adherence").out.lower()
    assert "\x1b" not in left_hip("trends").out


def test_a_morning_is_no_missed_day(left_hip: Shell) -> None:
    left_hip.kept("log", "day", "--as-planned", "--date", "-1", today="2026-11-21")
    assert "done of planned 100 % (28 days)" in left_hip("today", today=TODAY).out
    assert "done of planned 100 % (28 days to yesterday)" in left_hip("today", today="2026-11-21").out
    assert "counts as not done here" in left_hip("trends", "adherence", today="2026-11-21").out
    assert left_hip.kept("trends", "adherence", today="2026-11-21")["percent"] == 50


def test_sources_and_small_answers_are_told_in_words(left_hip: Shell) -> None:
    left_hip("log", "answer", "since-session", "same")
    left_hip("log", "answer", "worst-exercising", "2")
    assert "since the last session: same" in left_hip("history").out
    assert "worst pain while exercising: 2" in left_hip("history").out
    assert "doc 002  a clinic's page on hip pain after spinal fusion" in left_hip("exercises", "clamshell").out
    for rule in ("RF-07", "PT-02"):
        assert "  S" in left_hip("signs", rule).out.split("Sources:")[1]


def test_an_exercise_is_told_with_every_field_of_the_library(left_hip: Shell) -> None:
    told = left_hip("exercises", "bending-lifting").out
    for words in (
        "body mechanics · phase P3 strengthen (a label", "Starting dose: 1 x 5, Mon Wed Fri", "picking up", "legs, ",
        "A plan may ask: 1 to 2 sets, 3 to 8 repetitions", "physical-therapy, loading",
        "After a hip replacement: locked",
        "Stand close", "Easier: Pick", "Harder: ", "Your back bends", "S74",
    ):  # fmt: skip
        assert words in told
    assert "side of trunk and hips\n  Sides: left and right are counted" in left_hip("exercises", "clamshell").out
    (one,) = left_hip.kept("exercises", "clamshell")
    assert set(one) == set(Exercise._fields)
    assert one["allowed"] == {"sets": [1, 3], "reps": [5, 15], "hold": [0, 10], "minutes": None}


def test_plain_trends_are_lines_of_words(left_hip: Shell) -> None:
    left_hip.kept("log", "pain", "0")
    out = left_hip("--plain", "trends", "--days", "2").out
    assert "Thu 19 Nov 2026: no score\n  Fri 20 Nov 2026: 0\n" in out


@pytest.mark.parametrize(
    "words", [("pan",), ("--days", "0"), ("--days", "-3"), ("--days", "x"), ("--site", "knee"), ("--side", "up")]
)
def test_a_wrong_trend_is_one_line(left_hip: Shell, words: tuple[str, ...]) -> None:
    result = left_hip("trends", *words)
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    for words in (("status",), ("today",), ("followups",)):
        done = program("--db", str(tmp_path / "none" / "a.db"), *words)
        assert done.returncode == 3
        assert done.stderr.decode() == (
            f"rehab: there is no folder {tmp_path / 'none'}; make it first, or choose another place with --db\n"
        )


def test_days_before_the_first_plan_say_when_it_began(left_hip: Shell) -> None:
    assert "no plan yet; the first began on Fri 20 Nov 2026" in left_hip("today", today="2026-11-18").out
    refused = left_hip("log", "day", "--as-planned", "--pain", "3", "--date", "-2")
    assert (refused.code, refused.out) == (1, "")
    assert "Wed 18 Nov 2026 had no plan, the first began on Fri 20 Nov 2026" in refused.err
    assert left_hip.entries() == []
