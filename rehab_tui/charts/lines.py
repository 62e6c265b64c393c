"""Putting spans into lines that fit: joining, fitting, wrapping, and a calm line of words."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rehab_tui.charts.cells import cell_width, clip
from rehab_tui.charts.spans import Chart, Line, Span


def line_of(spans: Iterable[Span]) -> Line:
    """Return a line with neighbors of one role joined and blanks at its end dropped."""
    joined = [Span("".join(span.text for span in same), role) for role, same in groupby(spans, lambda s: s.role)]
    while joined and not joined[-1].text.rstrip():
        joined.pop()
    if joined:
        joined[-1] = Span(joined[-1].text.rstrip(), joined[-1].role)
    return tuple(joined)


def fitted(parts: Iterable[Line], width: int, gap: int = 3) -> Line:
    """Return as many parts, with blanks between them, as `width` cells hold; the first ones win."""
    line: list[Span] = []
    used = 0
    for part in parts:
        before = gap if line else 0
        needed = before + sum(cell_width(span.text) for span in part)
        if used + needed > width:
            continue
        line += [Span(" " * before), *part]
        used += needed
    return line_of(line)


def needed(parts: Sequence[Line], gap: int = 3) -> int:
    """Return the cells that all the parts take, with blanks between them."""
    return sum(cell_width(span.text) for part in parts for span in part) + gap * (len(parts) - 1)


def wrapped(parts: Sequence[Line], width: int, gap: int = 2) -> tuple[Line, ...]:
    """Return all the parts in order, on as many lines of `width` cells as they need."""
    lines: list[Line] = []
    rest = list(parts)
    while rest:
        count = next((n for n in range(len(rest), 1, -1) if needed(rest[:n], gap) <= width), 1)
        lines.append(fitted(rest[:count], width, gap))
        rest = rest[count:]
    return tuple(lines)


def calm(width: int, *texts: str) -> Chart:
    """Return a chart of one line of words: the first text that fits, or what fits of the last."""
    text = next((text for text in texts if cell_width(text) <= width), texts[-1])
    return Chart((line_of([Span(clip(text, max(width, 0), ""))]),), words=(texts[0],))
