"""Every source that is named anywhere has a title in words."""

import re
from pathlib import Path

import pytest

import rehab_tui
from rehab_tui.domain.sources import SOURCE_NAMES, source_line
from rehab_tui.library import load_library
from rehab_tui.rules import WARNING_SIGNS

ROOM = Path(rehab_tui.__file__).parent
CODE = re.compile(r"[\"'](S\d\d+[a-z]?|doc \d{3})[\"']")
WRITTEN = {code for path in (ROOM / "rules").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
USED = {
    *WRITTEN,
    *(source for rule in WARNING_SIGNS for source in rule.sources),
    *(source for exercise in load_library().exercises for source in exercise.sources),
}


@pytest.mark.parametrize("source", sorted(USED))
def test_a_source_that_is_used_has_a_title(source: str) -> None:
    assert source in SOURCE_NAMES


def test_titles_are_short_enough_for_a_line() -> None:
    assert max(map(len, SOURCE_NAMES.values())) <= 66


def test_a_source_without_a_title_shows_its_code() -> None:
    assert source_line("S62") == "S62  Merck/MSD Manuals, clamshell"
    assert source_line("S999") == "S999"
