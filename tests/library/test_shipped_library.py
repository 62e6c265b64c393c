"""The file we ship: complete, inside its own limits, and in words a patient may read."""

import re
from pathlib import Path

import pytest

from rehab_tui.domain.exercise import ClearanceKind, Exercise, Measured
from rehab_tui.library import Library, check_library, load_library
from rehab_tui.library.loading import shipped_path
from rehab_tui.library.marked import MOST_PARTS

RULES_TABLE = [
    "glute-bridge",
    "clamshell",
    "side-hip-abduction",
    "isometric-abduction-belt",
    "hip-flexor-stretch",
    "piriformis-figure4",
    "hamstring-supine",
    "pelvic-tilt",
    "ta-brace",
    "bird-dog",
    "dead-bug",
    "standing-abduction",
    "standing-extension",
    "sit-to-stand",
    "walking",
    "stationary-bike",
    "swimming",
    "water-walking",
    "log-roll",
    "hip-hinge",
]
"""Clinical rules 3.2."""
FROM_THE_ITEMS = ["gait-practice", "posture-practice", "sitting-posture", "standing-posture", "bending-lifting"]
STARTING_PLANS = ["before-surgery", "walk-only", "protect", "activate", "strengthen", "return"]

NEVER_SAID = re.compile(
    r"\b(safe|safely|safety|cleared|clearance|all clear|harmless|no risk|guarantee\w*|diagnos\w*|cure[sd]?)\b",
    re.IGNORECASE,
)
STARTS = {
    "glute-bridge": (1, 8, 3, None),
    "clamshell": (1, 10, None, None),
    "side-hip-abduction": (1, 8, 3, None),
    "isometric-abduction-belt": (5, None, 15, None),
    "hip-flexor-stretch": (2, None, 20, None),
    "piriformis-figure4": (2, None, 20, None),
    "hamstring-supine": (2, None, 20, None),
    "pelvic-tilt": (1, 10, 3, None),
    "ta-brace": (1, 10, 5, None),
    "bird-dog": (1, 6, 3, None),
    "dead-bug": (1, 8, None, None),
    "standing-abduction": (1, 5, None, None),
    "standing-extension": (1, 8, None, None),
    "sit-to-stand": (1, 5, None, None),
    "walking": (None, None, None, 5),
    "stationary-bike": (None, None, None, 5),
    "water-walking": (None, None, None, 10),
    "log-roll": (None, None, None, None),
    "hip-hinge": (1, 8, None, None),
}
"""Sets, reps, hold, minutes of clinical rules 3.2; the least where the table gives a span."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def texts(exercise: Exercise) -> tuple[str, ...]:
    return (
        exercise.name,
        *exercise.also,
        *exercise.targets,
        *exercise.cues,
        exercise.easier,
        exercise.harder,
        *exercise.stop,
    )


def test_every_exercise_of_the_rules_is_there(library: Library) -> None:
    assert {one.id for one in library.exercises} == {*RULES_TABLE, *FROM_THE_ITEMS}


def test_every_starting_plan_is_there(library: Library) -> None:
    assert [plan.id for plan in library.plans] == STARTING_PLANS


def test_every_item_of_the_documents_is_met(library: Library) -> None:
    met = {item for one in (*library.exercises, *library.plans) for item in one.items}
    assert {f"EX{number:02}" for number in range(1, 21)} - met == set()
    assert {f"PR{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18, 19)} - met == set()


@pytest.mark.parametrize("name", STARTS)
def test_the_starting_dose_is_that_of_the_rules(library: Library, name: str) -> None:
    start = library.exercise(name).start
    assert (start.sets, start.reps, start.hold, start.minutes) == STARTS[name]


def test_two_or_three_days_a_week_are_monday_wednesday_friday(library: Library) -> None:
    for name in ("side-hip-abduction", "standing-abduction", "standing-extension"):
        assert library.exercise(name).days == (1, 3, 5)
    assert library.exercise("glute-bridge").days == (1, 2, 3, 4, 5, 6, 7)


def test_starting_doses_lie_in_their_ranges(library: Library) -> None:
    for one in library.exercises:
        for part in ("sets", "reps", "hold", "minutes"):
            amount, span = getattr(one.start, part), getattr(one.allowed, part)
            assert amount is None or span[0] <= amount <= span[1], (one.id, part)
        assert one.start.amount(one.measured) > 0


def test_nothing_is_left_empty(library: Library) -> None:
    for one in library.exercises:
        for values in (one.cues, one.stop, one.sources, one.easier, one.harder, one.targets, one.items):
            assert values, one.id
        assert all(text == text.strip() and text for text in texts(one)), one.id


def test_every_exercise_says_which_part_it_strengthens(library: Library) -> None:
    said = [line for line in shipped_path().read_text().split("\n") if line.startswith("    face:")]
    assert len(said) == len(library.exercises)
    assert {one.id for one in library.exercises if one.group in ("strength", "core") and one.face is None} == {
        "sit-to-stand"  # thigh and buttocks, front and back alike
    }
    assert {one.face for one in library.exercises if one.group not in ("strength", "core")} == {None}


def test_every_exercise_carries_the_stop_signs_of_all(library: Library) -> None:
    assert len(library.stop_for_all) == 4
    for one in library.exercises:
        assert one.stop[-4:] == library.stop_for_all, one.id


def test_what_no_document_names_is_marked_as_judgement(library: Library) -> None:
    for one in library.exercises:
        assert "judgement" in one.sources, one.id
        for source in one.sources:
            assert re.fullmatch(r"S\d+[a-h]?|doc 00[0-4]|judgement", source), (one.id, source)


def test_no_text_reassures(library: Library) -> None:
    shown = [text for one in library.exercises for text in texts(one)]
    shown += [text for plan in library.plans for text in (plan.name, plan.about)]
    assert [text for text in shown if NEVER_SAID.search(text)] == []


def test_making_it_harder_is_the_therapists_word(library: Library) -> None:
    for one in library.exercises:
        assert one.harder.startswith("When your therapist agrees: ") or one.id == "log-roll", one.id


def test_cues_are_short_sentences(library: Library) -> None:
    for one in library.exercises:
        assert 3 <= len(one.cues) <= 4, one.id
        for cue in one.cues:
            assert cue.endswith("."), (one.id, cue)
            assert max(len(part.split()) for part in re.split(r"[.:,]", cue)) <= 16, (one.id, cue)


def test_water_and_bike_need_their_own_word(library: Library) -> None:
    water = {ClearanceKind.SWIMMING, ClearanceKind.WOUND_HEALED}
    assert set(library.exercise("swimming").clearances) == water
    assert set(library.exercise("water-walking").clearances) == water
    assert library.exercise("stationary-bike").clearances == (ClearanceKind.CYCLING,)
    assert ClearanceKind.LOADING in library.exercise("bending-lifting").clearances


def test_only_moving_through_the_day_needs_nobodys_word(library: Library) -> None:
    free = {one.id for one in library.exercises if not one.clearances}
    assert free == {"walking", "log-roll", "sitting-posture", "standing-posture"}


def test_deep_hip_bending_is_marked(library: Library) -> None:
    deep = {one.id for one in library.exercises if one.deep_hip}
    assert deep == {"piriformis-figure4", "sit-to-stand", "hip-hinge", "bending-lifting"}


def test_front_and_back_of_the_trunk_are_both_trained(library: Library) -> None:
    for plan in ("before-surgery", "activate", "strengthen", "return"):
        faces = {library.exercise(name).face for name in library.plan(plan).exercises}
        assert {"front", "back", "side"} <= faces, plan


def test_plans_follow_the_phases(library: Library) -> None:
    latest = {"protect": 1, "activate": 2, "strengthen": 3, "return": 4}
    for plan, phase in latest.items():
        for name in library.plan(plan).exercises:
            assert int(library.exercise(name).phase[1]) <= phase, (plan, name)


def test_without_a_name_one_can_only_walk(library: Library) -> None:
    assert [plan.id for plan in library.plans if not plan.needs_name] == ["walk-only"]
    assert library.plan("walk-only").exercises == ("walking",)
    assert "walk as you were told" in library.plan("walk-only").about


def test_the_protect_plan_asks_for_no_lying_twisting_or_lifting_work(library: Library) -> None:
    for name in library.plan("protect").exercises:
        one = library.exercise(name)
        assert one.measured in (Measured.TICK, Measured.MINUTES) or one.id == "ta-brace"


def test_plan_abouts_are_one_sentence(library: Library) -> None:
    for plan in library.plans:
        assert plan.about.find(".") == len(plan.about) - 1, plan.id


def test_the_head_of_the_file_explains_every_key() -> None:
    head, _, body = shipped_path().read_text(encoding="utf-8").partition("\nstop-for-all:")
    used = set(re.findall(r"^ {4}([a-z-]+):", body, re.MULTILINE)) | {"id", "minutes"}
    explained = set(re.findall(r"[a-z-]+", head))
    assert used - explained - {"about", "exercises", "needs-name"} == set()
    assert "NOT REVIEWED BY A CLINICIAN" in head
    assert "judgement" in head


def test_the_file_grows_far_below_its_limits() -> None:
    text = shipped_path().read_text(encoding="utf-8")
    assert len(re.findall(r"[:,\[{\n]", text)) < MOST_PARTS / 4


def test_the_installed_file_beside_the_module_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "rehab_tui" / "library"
    installed.mkdir(parents=True)
    monkeypatch.setattr("rehab_tui.library.loading.__file__", str(installed / "loading.py"))
    assert shipped_path() == tmp_path / "exercises.yaml"
    (installed / "exercises.yaml").write_text("exercises: []\n")
    assert shipped_path() == installed / "exercises.yaml"


def test_the_shipped_file_passes_under_any_name(library: Library) -> None:
    assert check_library(shipped_path().read_text(encoding="utf-8"), "other.yaml") == library
