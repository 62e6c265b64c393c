"""What must never be said, how hard a text is to read, and all the words of the program (clinical rules, 7.3)."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

PROGRAM = Path(__file__).parents[2] / "rehab_tui"

NEVER = (
    "safe", "safely", "cleared", "all clear", "no action", "you are fine", "nothing to worry", "don't worry",
    "normal", "harmless", "healed", "you have an? ", "caused", "because", "diagnosed", "infection", "clot",
    "cauda", "sepsis", "abscess", "haematoma", "hematoma", "tumou?r", "meningitis", "fracture", "failed",
    "probab\\w+", "likely", "unlikely", "risk", "chance", "percent", "%", "medicine", "medication", "tablet",
    "painkiller", "ibuprofen", "nsaids?", "drug", "dose", "brace", "belt", "911", "999", "112", "111", "TODO",
)  # fmt: skip
"""Of no alert, and of nothing that explains one."""

_REMEDY = "(medicines?|medication|painkillers?|tablets?|drugs?|brace|belt|nsaids?)"
NEVER_AT_ALL = (
    "safe", "safely", "cleared", "all clear", "all good", "no action", "you are fine", "you're fine",
    "nothing to worry", "no need to worry", "don't worry", "harmless", "healed", "diagnosed",
    "you have an? (infection|clot|fracture|tumou?r)", "sepsis", "abscess", "haematoma", "hematoma", "tumou?r",
    "meningitis", "fractures?", "pseudarthrosis", "probab\\w+", "likely", "unlikely", "chances?", "911", "999", "112",
    "(stop|start|keep|avoid) (taking|using|wearing)", f"(stop|take|use|wear) (your|a|an|the) (\\w+ )?{_REMEDY}",
    "(increase|reduce|lower|raise) (your|the) dose", "you (missed|failed|forgot|skipped|neglected)",
    "you should have", "lazy", "no excuses?", "unlocked", "level up", "move on to the next (step|exercise|phase)",
)  # fmt: skip
"""Of no text of the program at all: neither a screen, a command, a help page nor the report."""


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some words, as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


FORBIDDEN = pattern_of(NEVER)


def said_though_never(texts: Iterable[str], forbidden: re.Pattern[str] = FORBIDDEN) -> list[tuple[str, str]]:
    """Return each text that says what it must not, with what it says."""
    return [(found[0], text) for text in dict.fromkeys(texts) if (found := forbidden.search(text))]


def syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)


READING_GRADE = 6.0
"""School grade of a reader of 11 to 12 years, by the Flesch-Kincaid formula; our own limit."""


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text."""
    sentences = max(1, len(re.findall(r"[.?!:;]", text)))
    words = re.findall(r"[A-Za-z']+", text)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@cache
def program_texts() -> dict[str, tuple[str, ...]]:
    """Return every text that stands in the code, by module: "tui/app.py"; what is filled in later reads "it"."""
    found = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        texts = tuple(_texts(ast.parse(path.read_text("utf-8"))))
        if texts:
            found[path.relative_to(PROGRAM).as_posix()] = texts
    return found


def _texts(tree: ast.Module) -> Iterator[str]:
    """Yield the texts of a module: a help line of a command too, but neither docstrings of others nor code."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield ast.get_docstring(node) or ""
        elif isinstance(node, ast.JoinedStr):
            passed |= {id(inner) for inner in ast.walk(node) if inner is not node}
            if id(node) not in passed:
                yield "".join(v.value if isinstance(v, ast.Constant) else "it" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value


def _is_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in {"command", "group"}


def help_texts() -> dict[str, str]:
    """Return the running text of each help page: no tables, no commands, no keys."""
    found = {}
    for path in sorted((PROGRAM / "help").glob("*.md")):
        text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
        lines = (line for line in text.split("\n") if not line.startswith(("|", "#")))
        found[path.name] = re.sub(r"^- ", ". ", re.sub(r"`[^`]*`", "it", "\n".join(lines)), flags=re.MULTILINE)
    return found
