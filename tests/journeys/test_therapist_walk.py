"""The walk of the therapist's help page, as it stands there: each command works, and the plan comes back changed."""

import re
import shlex
from importlib.resources import files
from pathlib import Path

import pytest

from tests.cli.runs import runner
from tests.services.caseloads import Patient

TODAY = ("--today", "2026-11-20")
STEP = re.compile(r"^(patient|therapist) +\$ rehab (.+)$", re.MULTILINE)


def test_the_walk_of_the_help_page_works_from_the_record_to_the_accepted_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Patient("Ann").days(27, 4, 3).days(3, 0, 7).record(tmp_path / "made.rehab.json")
    people = {"patient": runner(tmp_path / "ann.db"), "therapist": runner(tmp_path / "therapist.db")}
    assert people["patient"](*TODAY, "import", str(record)).code == 0
    monkeypatch.chdir(tmp_path)
    steps = STEP.findall((files("rehab_tui") / "help" / "caseload.md").read_text("utf-8"))
    assert len(steps) == 11
    said = {}
    for who, typed in steps:
        words = shlex.split(typed)
        asked = ("--yes",) if words[:2] == ["plan", "import"] else ()
        done = people[who](*TODAY, *words, *asked)
        assert done.code == 0, (who, typed, done.err)
        said[typed] = done.out
        if words[:2] == ["caseload", "plan"]:
            plan = tmp_path / words[3]
            plan.write_text(plan.read_text("utf-8").replace("minutes: 10", "minutes: 15"), "utf-8")
    assert "Pain rising, left hip" in said["caseload"]
    assert "Stairs one at a time." in said["plan diff ann.plan.yaml"]
    assert "15 min" in said["plan show"]
    assert "Note of Fri 20 Nov 2026: Stairs one at a time." in said["plan show"]
    assert "1 patient reviewed, unchanged since" in people["therapist"](*TODAY, "caseload").out
