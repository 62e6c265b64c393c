"""The rows of the history: a day's entries in, lines out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Entry, EntryState
from rehab_tui.domain.said import late_words, state_words
from rehab_tui.tui.entry_words import KIND_TITLES, Names, entry_words
from rehab_tui.tui.screens.history.folds import Actions, fold_key, fold_words, together
from rehab_tui.tui.widgets.sheet import Line, Row, text_row

_LEAD = 8
_MOST_LINES = 6


class Shown(NamedTuple):
    """How a day's entries are shown."""

    names: Names
    actions: Actions
    unfolded: frozenset[str]
    """Keys of the lines that were opened to their parts."""
    every: bool
    """Whether also those are shown that no longer count, dimmed and struck."""


def day_rows(day: date, beside: str, entries: Sequence[Entry], how: Shown, width: int) -> tuple[Row, ...]:
    """Return a day's entries by kind; what one action wrote is one line until it is opened."""
    shown = [entry for entry in entries if how.every or entry.state is EntryState.CURRENT]
    rows = [_heading(day, beside, width)]
    if not shown:
        rows.append(text_row("none", ("  Nothing is logged on this day.", "$quiet")))
    for kind, title in KIND_TITLES.items():
        group = [entry for entry in shown if entry.kind is kind]
        if group:
            rows.append(text_row(f"kind-{kind.value}", (f" {title}", "bold $primary")))
            rows.extend(row for parts in together(group, how.actions) for row in _rows_of(parts, how, width))
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


def _rows_of(parts: Sequence[Entry], how: Shown, width: int) -> Iterator[Row]:
    """Yield an entry, or the line of what one action wrote, with its parts below where it was opened."""
    first = parts[0]
    head = Content.styled(f"  {first.recorded_at:%H:%M} ", "$quiet")
    if len(parts) == 1:
        yield _row(first.id, first, entry_words(first, how.names), head, width)
        return
    key = fold_key(parts, how.actions)
    unfolded = key in how.unfolded
    mark = Content.styled("▾ " if unfolded else "▹ ", "$primary")
    yield _row(key, first, fold_words(parts, how.names), head + mark, width)
    if unfolded:
        blank = Content(" " * (_LEAD + 2))
        yield from (_row(entry.id, entry, entry_words(entry, how.names), blank, width) for entry in parts)


def _row(key: str, entry: Entry, said: str, head: Content, width: int) -> Row:
    """Return a line: when it was recorded, what it says, what is special about it."""
    words = Content(said)
    if entry.state is not EntryState.CURRENT:
        words = words.stylize("$quiet strike")
    special = [text for text in (state_words(entry.state), _changed(entry), late_words(entry)) if text]
    if special:
        words = words + Content.styled("  " + ", ".join(special), "$quiet italic")
    lead = head.cell_length
    room = max(8, width - lead - 1)
    lines = [part for line in words.split("\n", allow_blank=True) for part in line.wrap(room)]
    made = [
        Line((head if number == 0 else Content(" " * lead)) + line) for number, line in enumerate(lines[:_MOST_LINES])
    ]
    if len(lines) > _MOST_LINES:
        made.append(Line(Content(" " * lead) + Content.styled("… enter shows all of it", "$quiet")))
    return Row(key, tuple(made))


def _changed(entry: Entry) -> str:
    return "changed" if entry.supersedes and entry.state is EntryState.CURRENT else ""
