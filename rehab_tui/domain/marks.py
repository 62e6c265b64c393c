"""The signs before exercises: each means one thing, on every screen and in every command."""

from enum import StrEnum


class Mark(StrEnum):
    """What became of an exercise on a day; `letters.lettered` says it in plain letters."""

    DONE = "✓"
    PART = "◐"
    LEFT_OUT = "–"
    LOCKED = "◌"
    OPEN = "○"
    NOT_TODAY = "·"
