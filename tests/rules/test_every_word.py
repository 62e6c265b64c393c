"""Every text of the program, whichever screen or command shows it: what it must never say, and how hard it reads."""

import re
from pathlib import Path

import pytest

from tests.rules.words import (
    NEVER_AT_ALL,
    PROGRAM,
    READING_GRADE,
    grade,
    help_texts,
    pattern_of,
    program_texts,
    said_though_never,
)

HARDEST = 9.0
"""The grade of the hardest message alone: many have six words, of which one is long."""
ALLOWED = {
    "domain/sources.py": ("clot",),
    "tui/screens/today/rows.py": ("healed",),
    "library/documents.py": ("safe",),
    "library/marked.py": ("safe",),
}
"""Words that stand where they do for a reason: titles of sources, the name of a clearance, a way to read YAML."""
WORDY = ("exchange/fhir/codes.py",)
"""Words of others: the licence lines of code systems."""
MESSAGE = re.compile(r"[.?!]$")
CODE = re.compile(r"SELECT|INSERT|CREATE|PRAGMA|\{%|\\|=>|<")
FILES = (
    *sorted((PROGRAM / "help").glob("*.md")), PROGRAM.parent / "README.md", PROGRAM.parent / "exercises.yaml",
    *sorted((PROGRAM / "exchange" / "report" / "templates").glob("*")),
)  # fmt: skip
NAMES = re.compile(r"wound-healed|\|safe\b|^\s*#.*|The program never says to take a medicine", re.IGNORECASE)
"""In files: the id of a clearance, a filter of the templates, notes to whoever edits a file, and what we promise."""


def test_no_text_says_what_must_never_be_said() -> None:
    forbidden = pattern_of(NEVER_AT_ALL)
    known = program_texts().items()
    said = {module: said_though_never((NAMES.sub("", one) for one in texts), forbidden) for module, texts in known}
    assert {
        (module, *one) for module, found in said.items() for one in found if one[0] not in ALLOWED.get(module, ())
    } == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_page_says_what_must_never_be_said(path: Path) -> None:
    lines = (NAMES.sub("", line) for line in path.read_text("utf-8").split("\n"))
    assert said_though_never(lines, pattern_of(NEVER_AT_ALL)) == []


def messages(module: str) -> list[str]:
    """Return the messages of a module: six words and more that end like a sentence."""
    texts = (text.strip() for text in program_texts()[module])
    return [text for text in texts if MESSAGE.search(text) and not CODE.search(text) and len(text.split()) >= 6]


def test_a_reader_of_twelve_can_read_what_each_part_of_the_program_says() -> None:
    pooled = {module: " ".join(messages(module)) for module in program_texts() if not module.startswith("store/")}
    assert {
        module: round(grade(text), 1)
        for module, text in pooled.items()
        if text and module not in WORDY and grade(text) > READING_GRADE
    } == {}


def test_no_single_message_of_a_screen_is_hard() -> None:
    shown = [module for module in program_texts() if module.startswith(("tui/", "domain/guided", "services/stop"))]
    hard = {text: round(grade(text), 1) for module in shown for text in messages(module) if grade(text) > HARDEST}
    assert hard == {}


def test_a_reader_of_twelve_can_read_every_help_page() -> None:
    assert {name: round(grade(text), 1) for name, text in help_texts().items() if grade(text) > READING_GRADE} == {}
