"""The rows of the history: a day's entries in, lines out."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Entry, EntryState
from rehab_tui.tui.entry_words import KIND_TITLES, Names, entry_words, late_words, state_words
from rehab_tui.tui.widgets.sheet import Line, Row, text_row

_LEAD = 8
_MOST_LINES = 6


def day_rows(
    day: date, beside: str, entries: Sequence[Entry], names: Names, width: int, *, every: bool
) -> tuple[Row, ...]:
    """Return a day's entries by kind; with `every` also those that no longer count, dimmed and struck."""
    shown = [entry for entry in entries if every or entry.state is EntryState.CURRENT]
    rows = [_heading(day, beside, width)]
    if not shown:
        rows.append(text_row("none", ("  Nothing is logged on this day.", "$quiet")))
    for kind, title in KIND_TITLES.items():
        group = [entry for entry in shown if entry.kind is kind]
        if group:
            rows.append(text_row(f"kind-{kind.value}", (f" {title}", "bold $primary")))
            rows.extend(_entry_row(entry, names, width) for entry in group)
    hidden = len(entries) - len(shown)
    if hidden:
        what = "one earlier or mistaken entry" if hidden == 1 else f"{hidden} earlier or mistaken entries"
        rows.append(text_row("hidden", ("  v", "bold $primary"), (f"  shows {what}", "$quiet")))
    return tuple(rows)


def _heading(day: date, beside: str, width: int) -> Row:
    """Return the day, and where it stands beside the surgery: on the same line where there is room."""
    words = Content.styled(f" {day_words(day)}", "bold")
    after = Content.styled(f"   {beside}", "$quiet")
    if not beside or words.cell_length + after.cell_length <= width:
        return Row("day", (Line(words + after if beside else words),), selectable=False)
    return Row("day", (Line(words), Line(Content.styled(f" {beside}", "$quiet"))), selectable=False)


def _entry_row(entry: Entry, names: Names, width: int) -> Row:
    """Return an entry: when it was recorded, what it says, what is special about it."""
    gone = entry.state is not EntryState.CURRENT
    words = Content(entry_words(entry, names))
    if gone:
        words = words.stylize("$quiet strike")
    special = [text for text in (state_words(entry.state), _changed(entry), _late(entry)) if text]
    if special:
        words = words + Content.styled("  " + ", ".join(special), "$quiet italic")
    room = max(8, width - _LEAD - 1)
    lines = [part for line in words.split("\n", allow_blank=True) for part in line.wrap(room)]
    more = len(lines) > _MOST_LINES
    head = Content.styled(f"  {entry.recorded_at:%H:%M} ", "$quiet")
    made = [
        Line((head if number == 0 else Content(" " * _LEAD)) + line) for number, line in enumerate(lines[:_MOST_LINES])
    ]
    if more:
        made.append(Line(Content(" " * _LEAD) + Content.styled("… enter shows all of it", "$quiet")))
    return Row(entry.id, tuple(made))


def _changed(entry: Entry) -> str:
    return "changed" if entry.supersedes and entry.state is EntryState.CURRENT else ""


def _late(entry: Entry) -> str:
    return late_words(entry.late_days) if entry.late_days else ""
