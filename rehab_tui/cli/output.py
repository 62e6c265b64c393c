"""What commands print: data to stdout, words about it to stderr, nothing that could steer the terminal."""

import os
import sys
from typing import TextIO

from rehab_tui.domain.letters import lettered
from rehab_tui.domain.words import harmless

WIDEST = 100
"""Columns from which on words are easier to read when they are wrapped sooner."""


def show(text: str = "") -> None:
    """Print a text to stdout, with control and escape characters made visible, and signs only where they show.

    On a terminal its lines end between words.
    """
    words = _in_signs(harmless(text), sys.stdout)
    _write_out((words if sys.stdout is None else fitted(words, sys.stdout, None)) + "\n")


def show_drawn(text: str) -> None:
    """Print a text that the program drew itself, with its colors, to stdout. Never for words from people."""
    _write_out(text + "\n")


def show_json(value: object) -> None:
    """Print a value as JSON to stdout; characters stay as they are where stdout can show them."""
    import json

    _write_out(json.dumps(value, ensure_ascii=not speaks_utf8(), allow_nan=False, indent=2) + "\n")


def tell(text: str) -> None:
    """Say something about the data, to stderr. A stderr that cannot be written is no reason to stop."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(fitted(_in_signs(harmless(text), sys.stderr), sys.stderr) + "\n")
        sys.stderr.flush()
    except OSError:
        return


def fitted(text: str, stream: TextIO, widest: int | None = WIDEST) -> str:
    """Return words whose lines end between words where a terminal would break them; a pipe gets them whole.

    `widest` is the most columns used, however wide the terminal is.
    """
    if not stream.isatty():
        return text
    import shutil

    columns = shutil.get_terminal_size().columns
    width = max(20, min(columns, widest or columns) - 1)
    if all(len(line) <= width for line in text.split("\n")):
        return text
    import textwrap

    lines = []
    for line in text.split("\n"):
        lead = " " * _hanging(line, width)
        lines.extend(
            textwrap.wrap(line, width, subsequent_indent=lead, break_on_hyphens=False, break_long_words=False) or [""]
        )
    return "\n".join(lines)


def _hanging(line: str, width: int) -> int:
    """Return how far the lines below the first are indented: to its second column where it has two, else as it is."""
    import re

    column = re.match(r" *\S+(?: \S+)* {2,}", line)
    if column is not None and column.end() <= width // 2:
        return column.end()
    return len(line) - len(line.lstrip())


_changed: list[bool] = []


def remember_change(*, made: bool) -> None:
    """Remember whether this command has kept something, for the line that is said when its output is lost."""
    _changed[:] = [made]


def change_made() -> bool:
    """Return whether this command has kept something."""
    return any(_changed)


def draws_signs(stream: TextIO | None = None) -> bool:
    """Return whether stdout (or another stream) can show drawn signs: not in a plain C locale, not on TERM=dumb."""
    from rehab_tui.config import shows_signs

    return shows_signs(getattr(stream or sys.stdout, "encoding", None))


def _in_signs(text: str, stream: TextIO | None) -> str:
    """Return a text as a stream can show it: with its signs, or with letters in their place."""
    return text if text.isascii() or draws_signs(stream) else lettered(text)


def speaks_utf8() -> bool:
    """Return whether stdout can show every character."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def in_color(*, plain: bool) -> bool:
    """Return whether stdout is a terminal that wants color (https://no-color.org)."""
    if plain or os.environ.get("NO_COLOR") or is_dumb():
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def is_dumb() -> bool:
    """Return whether the terminal says that it can only print lines, one after the other."""
    return os.environ.get("TERM") == "dumb"


def _write_out(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text)
