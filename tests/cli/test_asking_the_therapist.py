"""What to ask the therapist stands in `today` and `plan show`; an exercise nobody allowed is kept and raised."""

import pytest
from shell import Shell


@pytest.mark.parametrize(
    ("name", "dose", "kinds"),
    [
        ("swimming", ("--minutes", "10"), ("swimming", "wound-healed")),
        ("stationary-bike", ("--minutes", "5"), ("cycling",)),
    ],
)
def test_done_before_it_was_allowed(left_hip: Shell, name: str, dose: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    result = left_hip("log", "exercise", name, *dose, "--json")
    assert result.data["entries"][0]["not_allowed"] is True
    for command in (("today",), ("plan", "show")):
        shown = left_hip(*command)
        assert "not allowed yet" in shown.out
        assert "To ask" in shown.out
    assert len(left_hip.kept("plan", "show")["to_ask"]) == 1
    for kind in kinds:
        left_hip.kept("log", "clearance", kind, "--by", "Dr. Lee")
    assert left_hip.kept("plan", "show")["to_ask"] == []
    assert left_hip.entries()[0]["not_allowed"] is True


def test_physical_therapy_before_anyone_allowed_it(rehab: Shell) -> None:
    rehab("setup", "--side", "left", "--plan", "walk-only", "--accept-notice")
    (entry,) = rehab.kept("log", "exercise", "glute-bridge", "--sets", "1", "--reps", "8")["entries"]
    assert entry["not_allowed"] is True
    assert "physical therapy" in rehab("today").out
    rehab.kept("log", "clearance", "physical-therapy", "--by", "Dr. Lee")
    assert "To ask" not in rehab("today").out


def test_an_own_exercise_of_high_impact(rehab: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    own = rehab.db.parent / "own.yaml"
    own.write_text(
        "exercises:\n  - id: running\n    name: Running\n    group: aerobic\n    sided: no\n    measured: minutes\n"
        "    minutes: 5\n    allowed: {minutes: 1-20}\n    phase: P4\n    clearances: [high-impact]\n"
        "    cues: [Run.]\n    easier: Walk.\n    harder: Ask.\n    stop: [Pain]\n    sources: [judgement]\n",
        encoding="utf-8",
    )
    home = rehab.db.parent / "config"
    (home / "rehab").mkdir(parents=True)
    (home / "rehab" / "settings.toml").write_text(f'own_library = "{own}"\n', encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    rehab("setup", "--side", "left", "--plan", "walk-only", "--accept-notice")
    (entry,) = rehab.kept("log", "exercise", "running", "--minutes", "5")["entries"]
    assert entry["not_allowed"] is True
    assert "high impact" in rehab("plan", "show").out
    rehab.kept("log", "clearance", "high-impact", "--by", "Dr. Lee")
    assert "To ask" not in rehab("plan", "show").out
