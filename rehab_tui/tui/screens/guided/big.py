"""Letters and digits that are read from two meters away, drawn with block characters."""

import unicodedata
from functools import cache

_FONT = {
    "A": "010 101 111 101 101", "B": "110 101 110 101 110", "C": "011 100 100 100 011", "D": "110 101 101 101 110",
    "E": "111 100 110 100 111", "F": "111 100 110 100 100", "G": "011 100 101 101 011", "H": "101 101 111 101 101",
    "I": "111 010 010 010 111", "J": "001 001 001 101 010", "K": "101 101 110 101 101", "L": "100 100 100 100 111",
    "M": "10001 11011 10101 10001 10001", "N": "1001 1101 1011 1001 1001", "O": "010 101 101 101 010",
    "P": "110 101 110 100 100", "Q": "010 101 101 010 001", "R": "110 101 110 101 101", "S": "011 100 010 001 110",
    "T": "111 010 010 010 010", "U": "101 101 101 101 111", "V": "101 101 101 101 010",
    "W": "10001 10001 10101 11011 10001", "X": "101 101 010 101 101", "Y": "101 101 010 010 010",
    "Z": "111 001 010 100 111",
    "0": "111 101 101 101 111", "1": "010 110 010 010 111", "2": "111 001 111 100 111", "3": "111 001 111 001 111",
    "4": "101 101 111 001 001", "5": "111 100 111 001 111", "6": "111 100 111 101 111", "7": "111 001 001 001 001",
    "8": "111 101 111 101 111", "9": "111 101 111 001 111",
    "-": "000 000 111 000 000", "+": "000 010 111 010 000", ",": "00 00 00 01 10", ".": "0 0 0 0 1", "'": "1 1 0 0 0",
    "(": "01 10 10 10 01", ")": "10 01 01 01 10",
    ":": "0 1 0 1 0", "/": "001 001 010 100 100", "?": "111 001 011 000 010", " ": "00 00 00 00 00",
}  # fmt: skip
"""Five rows of dots for each sign."""
HIGH = 5
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def rows_of(size: int) -> int:
    """Return how many lines signs of a size take; one dot is `size` columns wide and half as many lines high."""
    return (HIGH * size + 1) // 2


def can_draw(text: str) -> bool:
    """Return whether every sign of a text has a drawing."""
    return bool(text) and all(sign in _FONT for sign in _signs(text))


def _signs(text: str) -> str:
    """Return what is drawn of a text: capitals, without the marks above and below letters."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.upper()) if not unicodedata.combining(sign))


@cache
def width_of(text: str, size: int) -> int:
    """Return how many columns a text takes."""
    return len(_dots(text)[0]) * size if text else 0


def big(text: str, size: int, *, letters_only: bool = False) -> tuple[str, ...]:
    """Return a text as lines of blocks; with `letters_only` drawn with # for terminals that show nothing else."""
    dots = _dots(text)
    high = HIGH * size
    lines = []
    for top in range(0, high, 2):
        above = dots[top // size]
        below = dots[(top + 1) // size] if top + 1 < high else [False] * len(above)
        if letters_only:
            signs = ["#" if one or other else " " for one, other in zip(above, below, strict=True)]
        else:
            signs = [_HALVES[pair] for pair in zip(above, below, strict=True)]
        lines.append("".join(sign * size for sign in signs))
    return tuple(lines)


def _dots(text: str) -> list[list[bool]]:
    """Return the five rows of dots of a text, one empty column between signs; what has no drawing is a blank."""
    signs = [_FONT.get(sign, _FONT[" "]).split() for sign in _signs(text)]
    return [[dot == "1" for dot in "0".join(sign[row] for sign in signs)] for row in range(HIGH)]
