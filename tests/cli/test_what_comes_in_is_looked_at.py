"""An import is looked at like what is logged: red flags always, trends of the days it touched, nothing told twice."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from shell import Shell

RECORD = "a.rehab.json"
Told = list[tuple[str, int, str]]


def at(shell: Shell, name: str) -> Shell:
    """Return the same program on another file."""
    return Shell(shell.db.with_name(name), shell._capsys, shell._monkeypatch)


def hand_over(one: Shell, other: Shell, *words: str, today: str = "2026-11-20") -> Any:
    """Take all that one device knows in on another one."""
    place = str(one.db.with_name(RECORD))
    assert one("export", place, "--force", "--yes", *words, today=today).code == 0
    done = other("import", place, today=today)
    assert done.code == 0, done.err
    return done


def told(shell: Shell, *words: str, today: str = "2026-11-20") -> Told:
    """Return what has been told, and when it began: rule, level, day; in the order of the rules."""
    listed = shell.kept("followups", "--all", *words, today=today)
    return sorted((one["rule"], one["level"], one["opened_on"]) for one in listed if one["level"] is not None)


def without_follow_ups(place: Path) -> None:
    """Take the follow-ups out of a record, as another program could write it."""
    content = json.loads(place.read_text("utf-8"))
    content = {name: value for name, value in content.items() if name != "checksum"} | {"followups": []}
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    content["checksum"] = "sha256:" + sha256(plain.encode()).hexdigest()
    place.write_text(json.dumps(content), "utf-8")


@pytest.fixture
def second(left_hip: Shell) -> Shell:
    """A second device of the same patient, who was operated on long ago."""
    assert left_hip("setup", "--surgery-date", "2026-05-01", "--night-line", "Ward 7", "--emergency", "5550").code == 0
    other = at(left_hip, "other.db")
    hand_over(left_hip, other)
    return other


@pytest.mark.parametrize(
    ("here", "there", "rule"),
    [
        (("leg-weakness:left",), ("leg-weakness:right", "--date", "-3"), "RF-04"),
        (("leg-weakness:left", "--date", "-3"), ("leg-weakness:right",), "RF-04"),
        (("fever",), ("none", "--with", "stiff-neck"), "RF-08"),
        (("sudden-pain",), ("fall",), "RF-10"),
    ],
)
def test_what_two_devices_know_together_is_an_emergency_at_once(
    left_hip: Shell, second: Shell, here: tuple[str, ...], there: tuple[str, ...], rule: str
) -> None:
    left_hip("log", "symptoms", *here)
    second("log", "symptoms", *there)
    assert rule not in {one for one, level, _ in told(left_hip) + told(second) if level == 1}
    done = hand_over(left_hip, second)
    assert rule in {one for one, level, _ in told(second) if level == 1}
    assert done.err.startswith("GET EMERGENCY HELP NOW")
    assert "5550" in done.err
    both = told(second)
    hand_over(left_hip, second)
    assert told(second) == both, "once is enough"


def test_a_record_without_its_follow_ups_is_not_silent(left_hip: Shell) -> None:
    for words in (
        ("saddle-numbness", "--date", "-400"), ("wound", "--date", "-90"), ("leg-pain:left", "--date", "-90"),
        ("leg-pain:right", "--date", "-2"), ("weight-loss:usual", "--checked"), ("fall", "--date", "-1"),
    ):  # fmt: skip
        assert left_hip("log", "symptoms", *words).code == 0
    fall = next(one["id"] for one in left_hip.entries() if one["date"] == "2026-11-19")
    assert left_hip("mistake", fall).code == 0
    place = left_hip.db.with_name(RECORD)
    assert left_hip("export", str(place), "--yes").code == 0
    without_follow_ups(place)
    other = at(left_hip, "other.db")
    done = other("import", str(place))
    assert told(other) == [("RF-02", 1, "2025-10-16"), ("RF-09", 2, "2026-08-22"), ("RF-19", 3, "2026-11-18")]
    assert (
        done.err.index("GET EMERGENCY HELP NOW")
        < done.err.index("CALL TODAY")
        < done.err.index("3 follow-ups without an outcome")
    )
    assert other("status").code == 12
    again = other("import", str(place))
    assert "nothing new" in again.out
    assert len(told(other)) == 3


def test_what_was_ended_is_not_opened_again_by_a_record_that_leaves_it_out(left_hip: Shell) -> None:
    left_hip("log", "symptoms", "wound", "--date", "-60", today="2026-09-21")
    left_hip("log", "symptoms", "calf-swelling:left")
    for one in left_hip.kept("followups"):
        left_hip("followups", "close", one["id"], "--outcome", "seen in the clinic")
    other = at(left_hip, "other.db")
    hand_over(left_hip, other, "--only", "symptoms")
    assert told(other) == [("RF-07", 2, "2026-11-20")], "of the last two weeks the stricter reading: it may be open"


def test_the_hard_week_that_two_devices_know_is_told_with_its_own_day(left_hip: Shell, second: Shell) -> None:
    for device, days in ((left_hip, (12, 10)), (second, (11, 9))):
        for back in days:
            device("log", "pain", "7", "--date", f"-{back}")
        for back in (8, 7, 6, 5, 4):
            device("log", "pain", "2", "--date", f"-{back}")
        assert told(device) == []
    hand_over(left_hip, second)
    assert told(second) == [("PT-05", 3, "2026-11-11")]


def test_days_longer_ago_than_two_weeks_open_no_trends(left_hip: Shell, second: Shell) -> None:
    for device, days in ((left_hip, (32, 30)), (second, (31, 29))):
        for back in days:
            device("log", "pain", "7", "--date", f"-{back}")
        for back in range(28, 14, -1):
            device("log", "pain", "2", "--date", f"-{back}")
    hand_over(left_hip, second)
    assert told(second) == []


def test_an_import_does_not_make_the_days_before_it_forgotten(left_hip: Shell) -> None:
    """The program was not opened for some days, and the first thing done then is an import."""
    other = at(left_hip, "other.db")
    hand_over(left_hip, other)
    for number, value in enumerate([3] * 14 + [0] + [6] * 4):
        day = f"2026-11-{number + 1:02}"
        assert other("log", "pain", str(value), today=day).code == 0
    left_hip("log", "note", "something new")
    hand_over(left_hip, other, "--only", "all", today="2026-11-24")
    assert ("PT-02", 3, "2026-11-22") in told(other, today="2026-11-24")


def test_a_life_that_moves_to_another_file_is_told_nothing_twice(left_hip: Shell) -> None:
    """Rises, a severe score, red flags, all ended with an outcome; the new file looks at the same days."""
    scores = [3] * 14 + [6] * 4 + [9, 8, 7, 6, 4, 3, 2, 2]
    for number, value in enumerate(scores):
        day = f"2026-11-{number + 1:02}"
        assert left_hip("log", "pain", str(value), today=day).code == 0
        if number in (3, 20):
            left_hip("log", "symptoms", "leg-numbness:left", "leg-pain:left", today=day)
        if number in (19, 22, 24):
            for one in left_hip.kept("followups", today=day):
                left_hip("followups", "close", one["id"], "--outcome", "they called back", today=day)
    before = left_hip.kept("followups", "--all", today="2026-11-26")
    assert len(before) > 5
    other = at(left_hip, "other.db")
    hand_over(left_hip, other, "--only", "all", today="2026-11-26")
    assert other.kept("followups", "--all", today="2026-11-26") == before
