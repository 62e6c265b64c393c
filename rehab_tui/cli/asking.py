"""Questions as plain lines: one is printed, one line is read from stdin. Works with screen readers and pipes."""

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from rehab_tui.cli.output import show
from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue, WrongUsage

Answer = TypeVar("Answer")

MOST_TRIES = 5
"""How often a wrong answer is asked again; a pipe must not be read to its end for one question."""


class Ended(Exception):
    """There are no more lines: Ctrl-D, or the end of a pipe."""


def ask(question: str) -> str:
    """Print a question and return the line that was typed; empty means skip. Raises Ended."""
    show(question)
    sys.stdout.flush()
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        raise Ended
    return line.strip()


def refuse_unasked(command: str, *, interactive: bool, as_json: bool = False, instead: str = "add --yes") -> None:
    """Raise WrongUsage where a command that asks first cannot ask: without a terminal, or with --json."""
    if as_json or not interactive:
        reason = "--json asks nothing" if as_json else f"rehab {command} asks first, and there is no terminal"
        raise WrongUsage(f"{reason}; {instead}")


def yes(question: str) -> bool:
    """Ask before something is done; any other answer, and the end of what can be typed, is a no."""
    try:
        return ask(f"{question} yes / no").lower() in {"y", "yes"}
    except Ended:
        return False


def ask_for(question: str, read: Callable[[str], Answer]) -> Answer | None:
    """Ask until an answer can be read; return None when it was left empty. Raises Ended."""
    for _ in range(MOST_TRIES):
        typed = ask(question)
        if not typed:
            return None
        try:
            return read(typed)
        except InvalidValue as problem:
            show(f"  {problem}")
    show("  Skipped.")
    return None


def choice(what: str, names: Sequence[str]) -> Callable[[str], str]:
    """Return a reader that takes one of some words, or its beginning."""
    return lambda typed: one_of(what, typed, names)


def yes_no_unsure(question: str) -> str | None:
    """Ask a question that takes yes, no or not sure; None when it was left empty. Raises Ended."""
    return ask_for(f"{question}  yes / no / unsure", choice("answer", ("yes", "no", "unsure")))
