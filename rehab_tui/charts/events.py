"""The labels of a chart: surgery, plan changes, clearances, follow-ups, in a row above it and explained below."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rehab_tui.charts.cells import cell_width, clip, drawable
from rehab_tui.charts.frame import Frame
from rehab_tui.charts.glyphs import Glyphs
from rehab_tui.charts.lines import fitted, line_of
from rehab_tui.charts.spans import Line, Role, Span
from rehab_tui.domain.days import day_words
from rehab_tui.domain.series import Marker

PLAN = "plan"
"""The kind of marker that comes once for each version of a plan."""
_KINDS = {
    "surgery": ("S", "surgery"),
    "follow-up": ("F", "follow-up"),
    "treatment": ("T", "treatment"),
    "block": ("B", "block"),
    "clearance": ("A", "allowed"),
    PLAN: ("P", "plan"),
    "baseline": ("N", "new start"),
}
"""The letter and the word of each kind, for events whose names have no room."""
_SEVERAL = ("*", "several")
_LONGEST = 20
_APART = 2


class Event(NamedTuple):
    """What happened on one date, the most telling first."""

    day: date
    kinds: frozenset[str]
    names: tuple[str, ...]


class Labels(NamedTuple):
    """What names the events of a chart."""

    above: Line
    """Over the canvas: a pointer with its name, or a letter."""
    key: Line
    """Below the chart: what the letters mean; empty where every event is named."""
    upright: frozenset[int]
    """The columns that get an upright line."""

    @property
    def lines(self) -> int:
        """How many lines they take."""
        return (1 if self.above else 0) + (1 if self.key else 0)


def shown_events(markers: Sequence[Marker], first: date, last: date) -> tuple[Event, ...]:
    """Return the markers from `first` to `last`, oldest first, all of one date as one event."""
    days: dict[date, list[Marker]] = defaultdict(list)
    for marker in markers:
        if first <= marker.day <= last:
            days[marker.day].append(marker)
    return tuple(_event(day, days[day]) for day in sorted(days))


def _event(day: date, markers: Sequence[Marker]) -> Event:
    """Fold the markers of a date: of the versions of a plan only the newest is named, with their count."""
    plans = [marker.label for marker in markers if marker.kind == PLAN]
    others = sorted((marker for marker in markers if marker.kind != PLAN), key=lambda marker: marker.kind != "surgery")
    names = [marker.label for marker in others]
    if plans:
        names.append(plans[-1] if len(plans) == 1 else f"{plans[-1]} ({len(plans)} that day)")
    return Event(day, frozenset(marker.kind for marker in markers), tuple(dict.fromkeys(names)))


def event_words(events: Sequence[Event]) -> tuple[str, ...]:
    """Return each event in words, like `Mon 7 Sep 2026: surgery.`, for those who do not see the chart."""
    return tuple(f"{day_words(e.day)}: {drawable(', '.join(e.names), ascii_only=False)}." for e in events)


def event_labels(events: Sequence[Event], frame: Frame, glyphs: Glyphs) -> Labels:
    """Return the row of labels, the letters explained, and the columns that get an upright line.

    The surgery is named first, then the newest events, as far as the names do not touch; what finds no room
    for its name gets the letter of its kind. On a crowded chart only named events get a line.
    """
    cells = [" "] * (frame.gutter + frame.columns)
    columns: dict[int, frozenset[str]] = {}
    for event in events:
        column = frame.column(event.day)
        columns[column] = columns.get(column, frozenset()) | event.kinds
        cells[frame.gutter + column] = glyphs.pointer
    named = set()
    for event in sorted(events, key=lambda event: ("surgery" not in event.kinds, -event.day.toordinal())):
        column = frame.column(event.day)
        if column not in named and _name(cells, frame.gutter + column, event.names, glyphs):
            named.add(column)
    key = _letters(cells, {frame.gutter + at: kinds for at, kinds in columns.items() if at not in named})
    crowded = len(columns) > max(frame.columns // 8, 2)
    above = line_of([Span("".join(cells), Role.MARKER)])
    return Labels(above, fitted(key, len(cells)), frozenset(named if crowded else columns))


def _letters(cells: list[str], columns: Mapping[int, frozenset[str]]) -> list[Line]:
    """Write the letter of its kind over each column, and return what the letters mean."""
    used: set[tuple[str, str]] = set()
    for column, kinds in columns.items():
        letter = _KINDS.get(next(iter(kinds))) if len(kinds) == 1 else _SEVERAL
        if letter:
            cells[column] = letter[0]
            used.add(letter)
    order = [letter for letter in (*_KINDS.values(), _SEVERAL) if letter in used]
    return [(Span(letter, Role.MARKER), Span(f" {word}", Role.AXIS)) for letter, word in order]


def _name(cells: list[str], at: int, names: Sequence[str], glyphs: Glyphs) -> bool:
    """Write a name right of its pointer, or left of it where the chart ends; False if there is no room.

    Of several names the first is written, with the number of the others behind it.
    """
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    text = clip(drawable(names[0], ascii_only=glyphs.pointer.isascii()), _LONGEST - len(more), glyphs.ellipsis) + more
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
