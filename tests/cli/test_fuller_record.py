"""A question that stayed at home is told as left out, and comes in with a fuller record, into a caseload and a file."""

from datetime import timedelta
from pathlib import Path

import pytest
from runs import runner

from rehab_tui.domain.entry import Visit
from rehab_tui.domain.sharing import STANDARD, Part, Selection
from tests.services.caseloads import TODAY as DAY
from tests.services.caseloads import Patient

TODAY = ("--today", "2026-11-20")
ASK = "Why is my foot more numb?"
WITHOUT = Selection(STANDARD - {Part.QUESTIONS})


@pytest.fixture
def records(tmp_path: Path) -> tuple[Path, Path, Path]:
    """What one patient handed over, a day between: without questions, the standard parts, and without once more."""
    ann = Patient("Ann").days(9, 2, 3).log(3, Visit(DAY + timedelta(days=3), "Kim", ASK))
    names = ("little", "standard", "little-again")
    chosen = (WITHOUT, Selection(), WITHOUT)
    return tuple(
        ann.record(tmp_path / f"{name}.rehab.json", 2 - ago, one)
        for ago, (name, one) in enumerate(zip(names, chosen, strict=True))
    )  # type: ignore[return-value]


def test_a_caseload_says_what_was_left_out_and_gets_it_later(tmp_path: Path, records: tuple[Path, ...]) -> None:
    rehab = runner(tmp_path / "therapist.db")
    little, standard, again = records

    def asked(path: Path) -> str:
        added = rehab(*TODAY, "caseload", "add", str(path))
        assert added.code == 0
        assert ("nothing new" in added.out) == (path == again)
        return rehab(*TODAY, "caseload", "show", "Ann").out.partition("wants to ask")[2].partition("What changed")[0]

    first = asked(little)
    assert "leaves questions out" in first
    assert "No question" not in first
    assert rehab(*TODAY, "caseload", "show", "Ann", "--json").data["left_out"][0] == "questions"
    second = asked(standard)
    assert ASK in second
    assert "leaves questions out" not in second
    last = asked(again)
    assert ASK in last
    assert "leaves questions out" in last
    trail = rehab("history", "--trail").out
    assert trail.count("filled in what had been left out of 1 entry") == 1


def test_an_import_says_before_and_after_what_it_fills_in(tmp_path: Path, records: tuple[Path, ...]) -> None:
    rehab = runner(tmp_path / "own.db")
    little, standard, _ = map(str, records)
    assert rehab("import", little).code == 0
    assert "would fill in what had been left out of 1 entry" in rehab("import", standard, "--dry-run").out
    assert ASK not in rehab("history", "--from", "-30", "--json").out
    assert rehab("import", standard, "--json").data["files"][0]["added"]["filled"] == 1
    assert ASK in rehab("--today", "2026-11-20", "history", "--json").out
    assert "nothing new" in rehab("import", standard).out
    assert "nothing new" in rehab("import", little).out


def test_what_is_asked_at_a_visit_leaves_beside_another_name_and_in_a_calendar_only_with_notes(
    tmp_path: Path, records: tuple[Path, ...]
) -> None:
    rehab = runner(tmp_path / "own.db")
    assert rehab("import", str(records[1])).code == 0

    def leaves(ending: str, *more: str) -> bool:
        path = tmp_path / f"out{ending}"
        assert rehab("export", str(path), "--yes", "--force", *more).code == 0
        text = path.read_text("utf-8").replace("\r\n ", "")
        assert ('"questions"' in text) == (ASK in text) or ending == ".ics"
        return ASK in text

    assert leaves(".rehab.json")
    assert leaves(".rehab.json", "--only", "visit,notes")
    assert not leaves(".rehab.json", "--only", "visit")
    assert not leaves(".rehab.json", "--pseudonym", "Pat")
    assert leaves(".rehab.json", "--pseudonym", "Pat", "--only", "standard,notes")
    assert not leaves(".ics")
    assert leaves(".ics", "--detail")
