"""`rehab trends load`, `balance`, `response`: from what was logged to numbers with their n."""

from shell import Shell


def clam(rehab: Shell, day: str, left: int, right: int, **more: str) -> None:
    for side, reps in (("left", left), ("right", right)):
        options = [word for name, value in more.items() for word in (f"--{name.replace('_', '-')}", value)]
        words = ("clamshell", "--sets", "1", "--reps", str(reps), "--side", side, "--date", day, *options)
        rehab.kept("log", "exercise", *words)


def test_pain_and_load_by_week(left_hip: Shell) -> None:
    for day, score in (("2026-11-16", "2"), ("2026-11-17", "3"), ("2026-11-18", "4"), ("2026-11-19", "3")):
        left_hip.kept("log", "pain", score, "--date", day)
        left_hip.kept("log", "exercise", "walking", "--minutes", "10", "--date", day)
    clam(left_hip, "2026-11-18", 10, 5)
    found = left_hip.kept("trends", "load", "--days", "10")
    assert [week["week"] for week in found["weeks"]] == ["2026-11-09", "2026-11-16"]
    last = found["weeks"][-1]
    assert (last["doses"], last["minutes"], last["days"]) == (8.75, 40, 4)
    assert last["pain"] == [{"side": "left", "mean": 3.0, "n": 4}]
    assert found["weeks"][0]["pain"][0] == {"side": "left", "mean": None, "n": 0}
    drawn = left_hip("trends", "load")
    assert drawn.code == 0
    assert "left hip mean 3.0 (4 of 7 days)" in drawn.out
    assert "8.8 doses" in left_hip("--plain", "trends", "load").out


def test_minutes_of_walking_day_by_day(left_hip: Shell) -> None:
    for day, minutes in (("2026-11-17", "10"), ("2026-11-17", "15"), ("2026-11-19", "20")):
        left_hip.kept("log", "exercise", "walking", "--minutes", minutes, "--date", day)
    left_hip.kept("log", "exercise", "walking", "--skip", "tired", "--date", "2026-11-18")
    found = left_hip.kept("trends", "walking", "--days", "5")
    assert [day["value"] for day in found["days"]] == [None, 25, 0, 20, None]
    assert (found["n"], found["mean_7"], found["n_7"], found["mean_prior_14"]) == (3, 15.0, 3, None)
    assert "mean 15 min this week (3 of 7 days), none noted the two weeks before" in left_hip("trends", "walking").out
    assert "Wed 18 Nov 2026: 0 min" in left_hip("--plain", "trends", "walking").out
    assert "no walk noted in this time" in left_hip("trends", "walking", today="2026-08-01").out


def test_balance_over_four_weeks(left_hip: Shell) -> None:
    for number in range(6):
        clam(left_hip, f"2026-11-1{number}", 10, 5)
    clam(left_hip, "2026-10-23", 500, 500)
    found = left_hip.kept("trends", "balance")
    sides, front = found["pairs"]
    assert (sides["left"], sides["right"], sides["n"], sides["even"]) == (6, 3, 6, False)
    assert (front["n"], front["even"]) == (0, None)
    assert found["by_exercise"] == [{"exercise": "clamshell", "name": "Clamshell", "left": 6, "right": 3, "n": 6}]
    assert sides["sources"]
    assert "the right did less" in left_hip("trends", "balance").out


def test_what_an_exercise_was_followed_by(left_hip: Shell) -> None:
    for number in range(5):
        left_hip.kept(
            "log", "exercise", "walking", "--minutes", "5", "--pain-before", "2", "--date", f"2026-11-1{number}"
        )
        left_hip.kept("log", "pain", "5" if number < 2 else "2", "--date", f"2026-11-1{number + 1}")
    left_hip.kept("log", "answer", "since-session", "worse", "--date", "2026-11-12")
    (walking,) = left_hip.kept("trends", "response")["exercises"]
    assert walking["more_pain_next_day"] == {"k": 2, "n": 5, "enough": True}
    assert walking["said_worse_next_day"] == {"k": 1, "n": 1, "enough": False}
    assert walking["pain_during"] == {"mean": None, "n": 0}
    assert "2 of 5" in left_hip("trends", "response").out


def test_an_empty_file_says_so(left_hip: Shell) -> None:
    for what in ("load", "balance", "response"):
        result = left_hip("trends", what)
        assert (result.code, result.err) == (0, "")
        assert result.out.strip()


def test_an_exercise_that_no_library_knows_any_more_still_counts(left_hip: Shell) -> None:
    left_hip.kept("log", "exercise", "swimming", "--minutes", "10", "--date", "2026-11-18")
    assert left_hip.kept("trends", "load", "--days", "7")["weeks"][-1]["doses"] == 2
