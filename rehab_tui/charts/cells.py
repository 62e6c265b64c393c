"""Terminal cells: how wide a text is, and cutting it to fit."""

import unicodedata

from rehab_tui.domain.words import shown


def cell_width(text: str) -> int:
    """Return how many terminal cells a text takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clip(text: str, width: int, ellipsis: str = "…") -> str:
    """Return a text cut to at most `width` cells; a cut text ends with the ellipsis."""
    if cell_width(text) <= width:
        return text
    kept, used = "", cell_width(ellipsis)
    for character in text:
        used += _width(character)
        if used > width:
            break
        kept += character
    return (kept.rstrip() + ellipsis) if width >= cell_width(ellipsis) else ""


def drawable(text: str, ascii_only: bool) -> str:
    """Return a person's text fit for a chart: no control characters, and plain ASCII where that is asked."""
    calm = " ".join(shown(text, most=200).split())
    calm = "".join(c for c in calm if unicodedata.category(c) not in {"Cf", "Cn", "Co", "Cs"})
    calm = calm.replace("\ufe0f", "")
    if not ascii_only:
        return calm
    bare = unicodedata.normalize("NFKD", calm)
    return "".join(c if c.isascii() else "?" for c in bare if not unicodedata.combining(c))
