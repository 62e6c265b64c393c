"""Finding exercises and plans, and turning a plan into doses."""

import subprocess
import sys
from pathlib import Path

import pytest

from rehab_tui.domain.exercise import ClearanceKind, Dose, Measured
from rehab_tui.domain.plan import Prescription, locked_by
from rehab_tui.errors import NotFound
from rehab_tui.library import Library, load_library

SOURCE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_a_unique_beginning_is_enough(library: Library) -> None:
    assert library.exercise("glute").id == "glute-bridge"
    assert library.exercise("  Clamshell ").id == "clamshell"
    assert library.plan("act").id == "activate"


def test_a_full_id_wins_over_longer_ones() -> None:
    library = load_library()
    assert library.exercise("walking").id == "walking"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("clamshel1", 'unknown exercise "clamshel1"; did you mean clamshell?'),
        ("glute-brigde", 'unknown exercise "glute-brigde"; did you mean glute-bridge?'),
        ("standing", 'unknown exercise "standing"; did you mean '),
        ("\x1b[2J", 'unknown exercise "�[2J"; see all of them with: rehab exercises'),
        ("", 'unknown exercise ""; see all of them with: rehab exercises'),
    ],
)
def test_a_wrong_id_names_the_nearest(library: Library, typed: str, message: str) -> None:
    with pytest.raises(NotFound) as caught:
        library.exercise(typed)
    assert str(caught.value).startswith(message)


def test_a_wrong_plan_names_the_nearest(library: Library) -> None:
    with pytest.raises(NotFound, match=r'unknown starting plan "protekt"; did you mean protect\?'):
        library.plan("protekt")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BRIDGING", ["glute-bridge"]),
        ("psoas", ["hip-flexor-stretch"]),
        ("body mech", ["log-roll", "hip-hinge", "bending-lifting"]),
        ("figure4", ["piriformis-figure4"]),
        ("deep belly", ["ta-brace", "dead-bug"]),
        (".*", []),
        ("[a-z]", []),
        ("%", []),
    ],
)
def test_search_is_literal_and_ignores_capitals(library: Library, text: str, found: list[str]) -> None:
    assert [one.id for one in library.search(text)] == found


def test_an_empty_search_lists_everything(library: Library) -> None:
    assert library.search("  ") == library.exercises


def test_a_plan_becomes_prescriptions(library: Library) -> None:
    lines = library.prescribe(library.plan("strengthen"))
    assert tuple(line.exercise for line in lines) == library.plan("strengthen").exercises
    bridge = library.exercise("glute-bridge")
    assert lines[1] == Prescription(
        exercise="glute-bridge",
        name="Glute bridge",
        measured=Measured.REPS,
        sided=False,
        dose=Dose(sets=1, reps=8, hold=3),
        clearances=(ClearanceKind.PHYSICAL_THERAPY,),
        face="back",
        cue=bridge.cues[0],
    )
    assert lines[2].words == "1 x 8 each side, hold 3 s"
    assert lines[2].days == (1, 3, 5)


def test_a_hip_replacement_locks_the_deep_ones(library: Library) -> None:
    (line,) = (one for one in library.prescribe(library.plan("activate")) if one.exercise == "sit-to-stand")
    allowed = frozenset({ClearanceKind.PHYSICAL_THERAPY})
    assert locked_by(line, allowed, hip_replacement=True) == (ClearanceKind.DEEP_HIP,)
    assert locked_by(line, allowed, hip_replacement=False) == ()


def test_the_front_door_does_not_load_yaml() -> None:
    code = "import sys, rehab_tui.library; print([name for name in sys.modules if name.startswith('ruamel')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SOURCE)
    assert done.stdout.strip() == "[]"
