"""How finely a terminal can draw."""

from enum import StrEnum


class ChartStyle(StrEnum):
    """What charts are drawn with; `ascii` works on every terminal."""

    BRAILLE = "braille"
    BLOCK = "block"
    ASCII = "ascii"
