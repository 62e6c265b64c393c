"""A user's own file, laid over the shipped one."""

import os
from pathlib import Path

import pytest

from rehab_tui.domain.exercise import Dose, Measured
from rehab_tui.errors import InvalidValue, NotFound
from rehab_tui.library import Library, LibraryMistakes, check_library, load_documents, load_library
from rehab_tui.library.documents import exercise_items

NEW = """
exercises:
  - id: heel-slide
    name: Heel slide
    group: core
    sided: yes
    measured: reps
    sets: 1
    reps: 5
    allowed: {sets: 1-2, reps: 3-10}
    phase: P1
    cues: [Slide one heel along the bed.]
    easier: A shorter way.
    harder: A longer way.
    stop: [Back pain]
    sources: [judgement]
"""


@pytest.fixture(scope="module")
def base() -> Library:
    return load_library()


def laid_over(base: Library, text: str) -> Library:
    return check_library(text, "own.yaml", base)


def mistakes_of(base: Library, text: str) -> tuple[str, ...]:
    with pytest.raises(LibraryMistakes) as caught:
        laid_over(base, text)
    return caught.value.mistakes


def test_given_keys_replace_and_the_rest_stays(base: Library) -> None:
    mine = laid_over(base, "exercises:\n  - id: clamshell\n    reps: 6\n    name: My clam\n")
    before, after = base.exercise("clamshell"), mine.exercise("clamshell")
    assert (after.name, after.start) == ("My clam", Dose(sets=1, reps=6))
    assert (after.cues, after.stop, after.allowed) == (before.cues, before.stop, before.allowed)
    assert [one.id for one in mine.exercises] == [one.id for one in base.exercises]
    assert mine.plans == base.plans


def test_ranges_are_replaced_one_by_one(base: Library) -> None:
    mine = laid_over(base, "exercises:\n  - id: clamshell\n    reps: 20\n    allowed: {reps: 5-25}\n").exercise(
        "clamshell"
    )
    assert (mine.start.reps, mine.allowed.reps, mine.allowed.sets) == (20, (5, 25), (1, 3))


def test_a_dose_outside_the_shipped_range_is_refused(base: Library) -> None:
    assert mistakes_of(base, "exercises:\n  - id: clamshell\n    reps: 20\n") == (
        "own.yaml:3:11: exercises[0].reps: 20 is outside what is allowed, 5-15",
    )


def test_a_range_that_leaves_the_shipped_dose_out_is_refused(base: Library) -> None:
    assert mistakes_of(base, "exercises:\n  - id: clamshell\n    allowed: {reps: 2-4}\n") == (
        "own.yaml:2:5: exercises[0].reps: 10 is outside what is allowed, 2-4",
    )


def test_another_measure_drops_the_shipped_dose(base: Library) -> None:
    text = "exercises:\n  - id: posture-practice\n    measured: minutes\n    minutes: 2\n    allowed: {minutes: 1-5}\n"
    mine = laid_over(base, text).exercise("posture-practice")
    assert (mine.measured, mine.start) == (Measured.MINUTES, Dose(minutes=2))
    assert mistakes_of(base, "exercises:\n  - id: clamshell\n    measured: minutes\n") == (
        "own.yaml:2:5: exercises[0]: missing key minutes (measured is minutes)",
    )


def test_a_stop_list_of_ones_own_keeps_the_stop_signs_of_all(base: Library) -> None:
    mine = laid_over(base, "exercises:\n  - id: clamshell\n    stop: [My knee clicks]\n").exercise("clamshell")
    assert mine.stop == ("My knee clicks", *base.stop_for_all)


def test_the_stop_signs_of_all_cannot_be_taken_away(base: Library) -> None:
    assert mistakes_of(base, "stop-for-all: [Nothing]\n") == (
        "own.yaml:1:1: stop-for-all: an own file cannot change it; add to the stop list of an exercise",
    )


def test_a_new_exercise_comes_last_and_can_be_planned(base: Library) -> None:
    plan = "starting-plans:\n  - id: mine\n    name: Mine\n    about: My plan.\n    exercises: [heel-slide, walking]\n"
    mine = laid_over(base, NEW + plan)
    assert mine.exercises[-1].id == "heel-slide"
    assert mine.exercise("heel-slide").stop == ("Back pain", *base.stop_for_all)
    assert [line.exercise for line in mine.prescribe(mine.plan("mine"))] == ["heel-slide", "walking"]
    assert mine.plan("mine").needs_name


def test_a_plan_can_be_changed(base: Library) -> None:
    mine = laid_over(base, "starting-plans:\n  - id: protect\n    exercises: [walking]\n")
    assert mine.plan("protect").exercises == ("walking",)
    assert mine.plan("protect").name == base.plan("protect").name


def test_a_mistyped_id_is_taken_for_a_new_one_but_hinted_at(base: Library) -> None:
    assert mistakes_of(base, "exercises:\n  - id: clamshel\n    reps: 6\n") == (
        (
            "own.yaml:2:5: exercises[0]: missing keys name, group, sided, measured, phase, cues, easier, harder, stop, "
            "sources; did you mean clamshell?"
        ),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "exercises:\n  - id: clamshell\n"])
def test_an_own_file_without_changes_changes_nothing(base: Library, text: str) -> None:
    assert laid_over(base, text) == base


def test_yes_and_no_are_taken_where_they_are_asked_and_stay_text_elsewhere(base: Library) -> None:
    text = "exercises:\n  - id: clamshell\n    sided: No\n    name: no\n    easier: 1:30\n    cues: [yes, 012, 1e3]\n"
    mine = laid_over(base, text).exercise("clamshell")
    assert (mine.sided, mine.name, mine.easier) == (False, "no", "1:30")
    assert mine.cues == ("yes", "012", "1e3")


def test_days_and_times(base: Library) -> None:
    text = "exercises:\n  - id: clamshell\n    days: [fri, Mon]\n    times-a-day: 3\n"
    text += "  - id: walking\n    days: every day\n"
    mine = laid_over(base, text)
    assert (mine.exercise("clamshell").days, mine.exercise("clamshell").times_a_day) == ((1, 5), 3)
    assert mine.exercise("walking").days == (1, 2, 3, 4, 5, 6, 7)


def test_an_own_file_is_read_from_disk(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_bytes("\ufeffexercises:\r\n  - id: clamshell\r\n    name: Muschel\u00fcbung\r\n".encode())
    assert load_library(own).exercise("clamshell").name == "Muschelübung"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no such file"):
        load_library(tmp_path / "none.yaml")


def test_a_folder_and_a_named_pipe_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(InvalidValue, match="not a plain file"):
            load_library(path)


def test_a_name_that_cannot_be_a_name_is_refused() -> None:
    with pytest.raises(InvalidValue):
        load_library(Path("a\x00b"))
    with pytest.raises(InvalidValue):
        load_library(Path("x" * 5000))


NOT_UTF8 = ["exercises: é\n".encode("latin-1"), "exercises: x\n".encode("utf-16"), b"\xff\xd8\xff\xe0"]


@pytest.mark.parametrize("content", NOT_UTF8)
def test_bytes_that_are_not_utf8_are_refused_with_their_place(tmp_path: Path, content: bytes) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(b"# one\n" + content)
    with pytest.raises(InvalidValue, match=r"own.yaml:2:\d+: not UTF-8 text; save the file as UTF-8"):
        load_library(own)


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(b"#" * 1_000_001)
    with pytest.raises(InvalidValue, match="larger than 1 MB"):
        load_library(own)


def test_sources_and_items_of_an_own_exercise_are_looked_up(base: Library) -> None:
    text = NEW.replace("[judgement]", "[doc 005, judgement]\n    items: [EX01, PR20]")
    assert mistakes_of(base, text) == (
        'own.yaml:16:15: exercises[0].sources[0]: unknown source "doc 005"; did you mean doc 004?',
        'own.yaml:17:19: exercises[0].items[1]: unknown item "PR20"; did you mean PR12?',
    )


def test_the_numbers_of_items_are_those_of_the_documents() -> None:
    assert exercise_items() == tuple(name for name in load_documents().items if name.startswith(("EX", "PR")))
