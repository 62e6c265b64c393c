"""Reading short words and numbers that people type, and saying what is wrong with them."""

import re
from collections.abc import Iterable

from rehab_tui.errors import InvalidValue

LONGEST_NOTE = 10_000
FEW = 3
"""Up to so many names are all named when a wrong one was typed: the nearest spelling is not the nearest meaning."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_REFUSED = re.compile("[\x00\ud800-\udfff]")


def shown(text: str, most: int = 40) -> str:
    """Return a text shortened, with control and escape characters made visible, fit for a message."""
    harmless = _UNPRINTABLE.sub("�", text)
    return harmless if len(harmless) <= most else harmless[: most - 1] + "…"


def harmless(text: str) -> str:
    """Return a text with control, escape and direction characters made visible; lines are kept."""
    return "\n".join(_UNPRINTABLE.sub("�", line) for line in text.split("\n"))


def nearest(text: str, names: Iterable[str]) -> str | None:
    """Return the name most like a mistyped one, or None; large and small letters are alike."""
    from difflib import get_close_matches

    known = {name.lower(): name for name in reversed(list(names))}
    found = get_close_matches(text.lower(), list(reversed(known)), n=1, cutoff=0.5)
    return known[found[0]] if found else None


def one_of(what: str, text: str, names: Iterable[str]) -> str:
    """Return the name that a text means: the name itself or its unique beginning.

    Raises InvalidValue that names the nearest one, or all of them.
    """
    known = tuple(str(name) for name in names)
    typed = text.strip().lower()
    if typed in known:
        return typed
    beginning = [name for name in known if typed and name.startswith(typed)]
    if len(beginning) == 1:
        return beginning[0]
    alike = [name for name in known if name.partition("-")[0] == typed.partition("-")[0]]
    close = nearest(typed, alike or known) if len(known) > FEW else None
    hint = f"did you mean {close}?" if close else "one of: " + ", ".join(known)
    raise InvalidValue(f'unknown {what} "{shown(text)}"; {hint}')


def whole_number(what: str, text: str, lowest: int, highest: int) -> int:
    """Return a whole number that was typed, within limits (both included).

    Raises InvalidValue for anything that is not plain ASCII digits, or is outside.
    """
    typed = text.strip()
    if re.fullmatch(r"-?[0-9]{1,9}", typed, re.ASCII):
        value = int(typed)
        if lowest <= value <= highest:
            return value
    raise InvalidValue(f'{what} "{shown(text)}" was not kept; give a whole number from {lowest} to {highest}')


def free_text(what: str, text: str) -> str:
    """Return a text exactly as given, once it is known that it can be kept.

    Raises InvalidValue for NUL, lone surrogates (bytes that could not be read), or more than 10,000 characters.
    """
    refused = _REFUSED.search(text)
    if refused is not None:
        if refused[0] == "\0":
            raise InvalidValue(f"{what} has a character that cannot be kept (NUL); take it out")
        raise InvalidValue(
            f"{what} has a character that this terminal's encoding cannot read; type it in a UTF-8 terminal, "
            "or take it out"
        )
    if len(text) > LONGEST_NOTE:
        raise InvalidValue(f"{what} has {len(text):,} characters; {LONGEST_NOTE:,} is the most, split it in two")
    return text


def folded(text: str) -> str:
    """Return words as they are compared and sorted: small letters, single spaces."""
    return " ".join(text.casefold().split())


def counted(number: int, what: str) -> str:
    """Return a number of things in words: 1 exercise, 2 exercises."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
