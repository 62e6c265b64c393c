"""The budgets of the house: nothing grows until nobody wants to read it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import rehab_tui

ROOM = Path(rehab_tui.__file__).parent
MODULES = sorted(ROOM.rglob("*.py"))
SHOWN = sorted([*ROOM.rglob("*.py"), *ROOM.rglob("*.md"), ROOM.parent / "exercises.yaml"])
NEVER = re.compile(r"\b(cleared|all clear|you are fine|no action needed|nothing to worry)\b", re.IGNORECASE)


def names(path: Path) -> str:
    return path.relative_to(ROOM.parent).as_posix()


def classes(path: Path) -> Iterator[ast.ClassDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_module_has_400_lines_at_the_most_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    assert ast.get_docstring(ast.parse(text)), "the first line says what the module is for"


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_class_has_20_methods_at_the_most(path: Path) -> None:
    for found in classes(path):
        methods = [m for m in found.body if isinstance(m, ast.FunctionDef | ast.AsyncFunctionDef)]
        assert len(methods) <= 20, found.name


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_no_module_hides_its_imports_from_the_layers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "TYPE_CHECKING" not in text
    assert "from __future__ import annotations" not in text
    assert "except Exception" not in text


@pytest.mark.parametrize("path", SHOWN, ids=names)
def test_nothing_the_program_can_say_reassures(path: Path) -> None:
    for text in _texts(path):
        assert not NEVER.search(text), text


def _texts(path: Path) -> list[str]:
    """Return what a person may be shown: string literals that are no docstrings, or the whole of a page."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return [content]
    tree = ast.parse(content)
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def test_only_one_module_imports_plotext_and_only_the_clock_reads_the_time() -> None:
    drawing = [names(p) for p in MODULES if re.search(r"^\s*(import|from) plotext", p.read_text("utf-8"), re.MULTILINE)]
    assert len(drawing) == 1
    reading = [
        names(p) for p in MODULES if re.search(r"datetime\.now\(|date\.today\(|time\.time\(", p.read_text("utf-8"))
    ]
    assert reading == ["rehab_tui/clock.py"]


def test_every_write_goes_through_one_helper() -> None:
    """`db.atomic()` waits for nobody, and a bare delete_where() empties a table."""
    for path in (ROOM / "store").rglob("*.py"):
        text = path.read_text("utf-8")
        assert ".atomic(" not in text
        assert "delete_where" not in text
        assert not re.search(r"\.conn\.execute\(\s*f?[\"'](INSERT|UPDATE|DELETE)", text)
