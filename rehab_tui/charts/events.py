"""The row of labels above a chart: surgery, plan changes, clearances, follow-ups."""

from collections.abc import Sequence
from datetime import date

from rehab_tui.charts.cells import cell_width, clip, drawable
from rehab_tui.charts.frame import Frame
from rehab_tui.charts.glyphs import Glyphs
from rehab_tui.charts.lines import line_of
from rehab_tui.charts.spans import Line, Role, Span
from rehab_tui.domain.days import day_words
from rehab_tui.domain.series import Marker

_LONGEST = 20
_APART = 2


def shown_events(markers: Sequence[Marker], first: date, last: date) -> tuple[Marker, ...]:
    """Return the markers from `first` to `last`, oldest first."""
    inside = (marker for marker in markers if first <= marker.day <= last)
    return tuple(sorted(inside, key=lambda marker: (marker.day, marker.label)))


def event_words(events: Sequence[Marker]) -> tuple[str, ...]:
    """Return each event in words, like `Mon 7 Sep 2026: surgery.`, for those who do not see the chart."""
    return tuple(f"{day_words(event.day)}: {drawable(event.label, ascii_only=False)}." for event in events)


def event_row(events: Sequence[Marker], frame: Frame, glyphs: Glyphs) -> tuple[Line, frozenset[int]]:
    """Return the row of labels, and the columns that get an upright line.

    The surgery is named first, then the newest events, as far as the names do not touch; what finds no room
    for its name keeps its pointer. On a crowded chart only named events get a line.
    """
    cells = [" "] * (frame.gutter + frame.columns)
    columns = {frame.column(event.day) for event in events}
    for column in columns:
        cells[frame.gutter + column] = glyphs.pointer
    named = set()
    for event in sorted(events, key=lambda event: (event.kind != "surgery", -event.day.toordinal())):
        column = frame.column(event.day)
        if column not in named and _name(cells, frame.gutter + column, event.label, glyphs):
            named.add(column)
    crowded = len(columns) > max(frame.columns // 8, 2)
    return line_of([Span("".join(cells), Role.MARKER)]), frozenset(named if crowded else columns)


def _name(cells: list[str], at: int, label: str, glyphs: Glyphs) -> bool:
    """Write a name right of its pointer, or left of it where the chart ends; False if there is no room."""
    text = clip(drawable(label, ascii_only=glyphs.pointer.isascii()), _LONGEST, glyphs.ellipsis)
    long = cell_width(text)
    for start in (at + 2, at - 1 - long):
        near = range(start - (_APART if start < at else 1), start + long + (1 if start < at else _APART))
        if start < 0 or start + long > len(cells):
            continue
        if all(cells[place] == " " for place in near if 0 <= place < len(cells) and place != at):
            cells[start : start + long] = _by_cell(text)
            return True
    return False


def _by_cell(text: str) -> list[str]:
    """Return a text cell by cell: a combining mark stays with its letter, a wide one leaves an empty cell."""
    cells: list[str] = []
    for character in text:
        width = cell_width(character)
        if width == 0 and cells:
            cells[-1] += character
        else:
            cells += [character, ""][:width]
    return cells
