"""Readers of single values: each returns what was meant, or notes the mistake and returns None."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TypeAlias

from rehab_tui.domain.days import EARLIEST
from rehab_tui.domain.sources import SOURCE_NAMES
from rehab_tui.domain.words import LONGEST_NOTE, shown
from rehab_tui.library.documents import exercise_items
from rehab_tui.library.marked import Listing, Mapping, Text, Value
from rehab_tui.library.mistakes import Mistakes

LONGEST_TEXT = 500
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY_DAY = "every day"

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,9})", re.ASCII)
_RANGE = re.compile(r"([0-9]{1,9})(?: *- *([0-9]{1,9}))?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

Reader: TypeAlias = Callable[[Value, str, Mistakes], object]


def got(value: Value) -> str:
    """Return what stands in the file, fit for a message."""
    if isinstance(value, Listing):
        return "a list"
    if isinstance(value, Mapping):
        return "keys with values"
    return "nothing" if value.nothing else f'"{shown(value.text)}"'


def text(value: Value, path: str, mistakes: Mistakes) -> str | None:
    """Return a text on one line; yes, no, 1:30 and numbers stay as typed."""
    if not isinstance(value, Text) or value.nothing:
        mistakes.add(value.place, path, f"expected text, got {got(value)}")
        return None
    found = " ".join(value.text.split())
    if not found:
        mistakes.add(value.place, path, "expected text, got only blanks")
        return None
    if len(found) > LONGEST_TEXT:
        mistakes.add(value.place, path, f"{len(found):,} characters; {LONGEST_TEXT} is the most, split the text")
        return None
    return found


def identifier(value: Value, path: str, mistakes: Mistakes) -> str | None:
    """Return an id: small letters, digits and single dashes."""
    found = text(value, path, mistakes)
    if found is not None and (len(found) > 60 or not _ID.fullmatch(found)):
        mistakes.add(value.place, path, f'expected small letters, digits and dashes, got "{shown(found)}"')
        return None
    return found


def yes_or_no(value: Value, path: str, mistakes: Mistakes) -> bool | None:
    """Return True for yes, False for no."""
    word = value.text.lower() if isinstance(value, Text) else ""
    if word in ("yes", "true"):
        return True
    if word in ("no", "false"):
        return False
    mistakes.add(value.place, path, f"expected yes or no, got {got(value)}")
    return None


def one_word_of(names: Iterable[str]) -> Reader:
    """Return a reader of one of some words; capitals do not matter."""
    known = {str(name).lower(): str(name) for name in names}

    def read(value: Value, path: str, mistakes: Mistakes) -> str | None:
        word = value.text.lower() if isinstance(value, Text) else ""
        if word in known:
            return known[word]
        hint = mistakes.hint(word, known, otherwise="; one of: " + ", ".join(known.values()))
        mistakes.add(value.place, path, f"unknown word {got(value)}{hint}")
        return None

    return read


def known_as(what: str, names: Callable[[], Collection[str]], like: str) -> Reader:
    """Return a reader of an id that must be known; the words after `like` describe those that are."""

    def read(value: Value, path: str, mistakes: Mistakes) -> str | None:
        if not isinstance(value, Text) or value.nothing:
            mistakes.add(value.place, path, f"expected {like}, got {got(value)}")
            return None
        known = names()
        if value.text in known:
            return value.text
        hint = mistakes.hint(value.text, known, otherwise=f"; expected {like}")
        mistakes.add(value.place, path, f"unknown {what} {got(value)}{hint}")
        return None

    return read


source = known_as("source", lambda: SOURCE_NAMES, "a source of `rehab help sources`, or judgement")
item = known_as("item", exercise_items, "a number of `rehab help items` like EX01 or PR01")


def matching(pattern: re.Pattern[str], like: str) -> Reader:
    """Return a reader of a text of a certain form, which the words describe."""

    def read(value: Value, path: str, mistakes: Mistakes) -> str | None:
        if isinstance(value, Text) and pattern.fullmatch(value.text):
            return value.text
        mistakes.add(value.place, path, f"expected {like}, got {got(value)}")
        return None

    return read


def listed(each: Reader, *, empty: bool = False) -> Reader:
    """Return a reader of a list; wrong and repeated members are mistakes, and so is an empty list unless allowed."""

    def read(value: Value, path: str, mistakes: Mistakes) -> tuple[object, ...] | None:
        if not isinstance(value, Listing):
            mistakes.add(value.place, path, f'expected a list, each line with "- ", got {got(value)}')
            return None
        if not value.values and not empty:
            mistakes.add(value.place, path, "expected at least one, got an empty list")
            return None
        before = len(mistakes)
        found: dict[object, None] = {}
        for number, member in enumerate(value.values):
            where = f"{path}[{number}]"
            one = each(member, where, mistakes)
            if one is not None and one in found:
                mistakes.add(member.place, where, f"{got(member)} stands there twice")
            found[one] = None
        return tuple(found) if len(mistakes) == before else None

    return read


def whole(lowest: int, highest: int) -> Reader:
    """Return a reader of a whole number within limits, both included."""

    def read(value: Value, path: str, mistakes: Mistakes) -> int | None:
        if not isinstance(value, Text) or not re.fullmatch(r"-?[0-9]+", value.text, re.ASCII):
            mistakes.add(value.place, path, f"expected a whole number, got {got(value)}")
            return None
        if _WHOLE.fullmatch(value.text) and lowest <= int(value.text) <= highest:
            return int(value.text)
        mistakes.add(value.place, path, f"expected a whole number from {lowest} to {highest}, got {shown(value.text)}")
        return None

    return read


def least_to_most(lowest: int, highest: int) -> Reader:
    """Return a reader of a range like 1-3, or of one number that is both ends."""

    def read(value: Value, path: str, mistakes: Mistakes) -> tuple[int, int] | None:
        found = _RANGE.fullmatch(value.text.strip()) if isinstance(value, Text) else None
        if found:
            least, most = int(found[1]), int(found[2] or found[1])
            if lowest <= least <= most <= highest:
                return least, most
        what = f"expected the least and the most, like 1-3, from {lowest} to {highest}, got {got(value)}"
        mistakes.add(value.place, path, what)
        return None

    return read


def lines(value: Value, path: str, mistakes: Mistakes) -> str | None:
    """Return a text of one line or more, as typed but for blanks at the ends."""
    found = value.text.strip() if isinstance(value, Text) and not value.nothing else ""
    if not found:
        mistakes.add(value.place, path, f"expected text, got {got(value)}")
        return None
    if len(found) > LONGEST_NOTE:
        mistakes.add(value.place, path, f"{len(found):,} characters; {LONGEST_NOTE:,} is the most, shorten the text")
        return None
    return found


def day(value: Value, path: str, mistakes: Mistakes) -> date | None:
    """Return a calendar day."""
    typed = value.text if isinstance(value, Text) else ""
    if not _DAY.fullmatch(typed):
        mistakes.add(value.place, path, f"expected a date like 2026-03-31, got {got(value)}")
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        mistakes.add(value.place, path, f"there is no day {typed} in the calendar")
        return None
    if found < EARLIEST:
        mistakes.add(value.place, path, f"{typed} lies before {EARLIEST}; check the year")
        return None
    return found


def weekdays(value: Value, path: str, mistakes: Mistakes) -> tuple[int, ...] | None:
    """Return ISO weekdays, Monday is 1, from names of days or "every day"."""
    if isinstance(value, Text) and value.text == EVERY_DAY:
        return (1, 2, 3, 4, 5, 6, 7)
    if isinstance(value, Text):
        mistakes.add(value.place, path, f"expected {EVERY_DAY}, or a list like [Mon, Wed, Fri], got {got(value)}")
        return None
    names = listed(one_word_of(WEEKDAYS))(value, path, mistakes)
    return tuple(sorted(WEEKDAYS.index(str(name)) + 1 for name in names)) if isinstance(names, tuple) else None
