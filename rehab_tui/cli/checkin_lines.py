"""How the check-in asks: lines that wrap at words, answers in the words people use, and the way back."""

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from rehab_tui.cli import asking
from rehab_tui.cli.output import fitted, show
from rehab_tui.domain.symptom import NOT_SURE
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue

Answer = TypeVar("Answer")

UNSURE = "unsure"
ALSO_UNSURE = frozenset({NOT_SURE, UNSURE, "dont know", "do not know", "i dont know", "i do not know", "maybe", "?"})
BACK = "back"


class Back(Exception):
    """The person wants the question before once more."""


class Stopped(Exception):
    """An emergency came up: the other questions can wait."""


def say(text: str = "") -> None:
    """Print a text; in a terminal its lines end between words."""
    show(wrapped(text))


def ask_for(question: str, read: Callable[[str], Answer]) -> Answer | None:
    """Ask until an answer can be read; None when it was left empty. Raises Back and Ended."""

    def or_back(typed: str) -> Answer:
        if typed.lower() == BACK:
            raise Back
        return read(typed)

    return asking.ask_for(wrapped(question), or_back)


def pick(question: str, names: Sequence[str], *, unsure: bool = False, say_names: bool = True) -> str | None:
    """Ask for one of some words, or its beginning; None when it was left empty.

    With `unsure`, "not sure" is an answer of its own; without it, it leaves the question open.
    """
    offered = (*names, NOT_SURE) if unsure else tuple(names)
    asked = f"{question}  {' / '.join(offered)}" if say_names else question
    said = ask_for(asked, lambda typed: _meant(typed, names, offered))
    if said == UNSURE and not unsure:
        say("  Left open: nothing was kept for this question.")
        return None
    return said


def wrapped(text: str) -> str:
    """Return a text whose lines fit the terminal; a pipe gets them whole."""
    return text if sys.stdout is None else fitted(text, sys.stdout)


def _meant(typed: str, names: Sequence[str], offered: Sequence[str]) -> str:
    words = " ".join(typed.lower().replace("'", "").replace("’", "").split())
    meant = [name for name in names if name == words] or [name for name in names if name.startswith(words)]
    if len(meant) == 1:
        return meant[0]
    if words in ALSO_UNSURE or (len(words) > 2 and NOT_SURE.startswith(words)):
        return UNSURE
    raise InvalidValue(f'"{shown(typed)}" is not one of: {", ".join(offered)}')
