"""A page of rows with one cursor: for the keyboard, the mouse and small windows alike."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget


class Zone(NamedTuple):
    """A stretch of a line that can be clicked: cells from `start` up to `end`, and the action it runs."""

    start: int
    end: int
    action: str


class Line(NamedTuple):
    """One terminal line of a row."""

    content: Content
    zones: tuple[Zone, ...] = ()


class Row(NamedTuple):
    """One thing on the page, of one or more lines; a heading cannot be chosen."""

    key: str
    lines: tuple[Line, ...]
    selectable: bool = True


def text_row(key: str, *parts: str | tuple[str, str], selectable: bool = False) -> Row:
    """Return a row of one line made of texts and (text, style) pairs."""
    return Row(key, (Line(Content.assemble(*parts)),), selectable)


class LineMaker:
    """Builds a line from pieces, noting where the clickable ones stand."""

    def __init__(self) -> None:
        self.parts: list[str | tuple[str, str]] = []
        self.zones: list[Zone] = []
        self.width = 0

    def add(self, text: str, style: str = "", action: str = "") -> "LineMaker":
        """Add a piece of text, with a style, and with an action where it can be clicked."""
        self.parts.append((text, style) if style else text)
        width = len(text) if text.isascii() else Content(text).cell_length
        if action:
            self.zones.append(Zone(self.width, self.width + width, action))
        self.width += width
        return self

    def to(self, column: int) -> "LineMaker":
        """Fill up with blanks to a column, counted in cells from 0; at least one blank."""
        return self.add(" " * max(1, column - self.width))

    def line(self) -> Line:
        """Return the finished line."""
        return Line(Content.assemble(*self.parts), tuple(self.zones))


POINTER = Content.styled("►", "bold $primary")
"""Stands before the row under the cursor, and nowhere else: a background alone is not seen by everybody."""


class Sheet(Widget, can_focus=True):
    """Shows rows, keeps a cursor on one of them, and says which was chosen or clicked.

    The builder is asked for the rows whenever the width changes or `renew` is called.
    """

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; }"

    auto_links = False
    cursor: reactive[str] = reactive("", repaint=False)

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Pressed(Message):
        """A row was clicked; `action` is that of the zone under the mouse, or empty."""

        def __init__(self, key: str, action: str) -> None:
            super().__init__()
            self.key = key
            self.action = action

    def __init__(self, builder: Callable[[int], Sequence[Row]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._builder = builder
        self._rows: tuple[Row, ...] = ()
        self._lines: list[Line] = []
        self._owner: list[str] = []
        self._heads: frozenset[int] = frozenset()
        """Lines before which the pointer can stand: the first of each row with words in it."""
        self._built_for = -1

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown."""
        return self._rows

    def renew(self) -> None:
        """Ask the builder for new rows."""
        self._built_for = -1
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (the base's)
        """Return the number of lines."""
        self._build(width)
        return max(1, len(self._lines))

    def render(self) -> Content:
        """Return the whole page as one text; the screen itself is drawn line by line."""
        self._build(self.size.width)
        return Content("\n").join([line.content for line in self._lines])

    def render_line(self, y: int) -> Strip:
        """Return one line; those of the row under the cursor stand out."""
        width = self.size.width
        self._build(width)
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        content = self._lines[y].content.truncate(width, ellipsis=True)
        if self.cursor and self._owner[y] == self.cursor:
            if y in self._heads and self._points:
                content = POINTER + content[1:]
            content = content.pad_right(max(0, width - content.cell_length))
            content = content.stylize_before("on $cursor-row" if self._points else "on $panel")
        return Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)[0]

    @property
    def _points(self) -> bool:
        """Whether keys go to the row under the cursor: also where a field beside the page has the keys for good."""
        return self.has_focus or not self.can_focus

    def move(self, steps: int) -> None:
        """Move the cursor by some rows that can be chosen; at the ends what stands beyond them is scrolled to."""
        keys = [row.key for row in self._rows if row.selectable]
        if not keys:
            return
        place = keys.index(self.cursor) if self.cursor in keys else 0
        there = max(0, min(len(keys) - 1, place + steps))
        if there == place and isinstance(self.parent, Widget):
            self.parent.scroll_relative(y=steps, animate=False)
        else:
            self.go(keys[there])

    def go(self, key: str) -> None:
        """Put the cursor on a row and bring it into view."""
        if key != self.cursor:
            self.cursor = key
            self.post_message(self.Moved(key))
        self.call_after_refresh(self._show_cursor)

    def visible_whole(self, keys: Sequence[str]) -> bool:
        """Return whether all lines of some rows are on the screen now."""
        shown = self.screen.find_widget(self).visible_region
        top = self.region.y
        line = 0
        for row in self._rows:
            for _ in row.lines:
                if row.key in keys and not shown.y <= top + line < shown.bottom:
                    return False
                line += 1
        return True

    def show(self, key: str) -> None:
        """Bring a row into view without moving the cursor; with the first to choose, what stands above it too."""
        first = next((row.key for row in self._rows if row.selectable), "")
        line = 0
        for row in self._rows:
            if row.key == key:
                self._bring(line, len(row.lines), above=key == first)
                return
            line += len(row.lines)

    def watch_cursor(self, old: str, new: str) -> None:
        """Draw the two rows anew that the cursor left and came to."""
        for y, owner in enumerate(self._owner):
            if owner in (old, new):
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self, _: Resize) -> None:
        """Build again for a new width."""
        self._build(self.size.width)

    def on_click(self, event: Click) -> None:
        """Say which row and zone was clicked."""
        line = 0
        for row in self._rows:
            if line <= event.y < line + len(row.lines):
                zones = row.lines[event.y - line].zones
                action = next((z.action for z in zones if z.start <= event.x < z.end), "")
                if row.selectable:
                    self.go(row.key)
                self.post_message(self.Pressed(row.key, action))
                return
            line += len(row.lines)

    def _show_cursor(self) -> None:
        self.show(self.cursor)

    def _bring(self, line: int, height: int, *, above: bool) -> None:
        parent = self.parent
        if not isinstance(parent, Widget):
            return
        top = self.virtual_region.y + line
        if above and top + height <= parent.size.height:
            parent.scroll_home(animate=False, force=True)
        else:
            parent.scroll_to_region(Region(0, top, self.size.width, height), animate=False, force=True)

    def _build(self, width: int) -> None:
        if width == self._built_for or width <= 0:
            return
        self._rows = tuple(self._builder(width))
        self._lines = [line for row in self._rows for line in row.lines]
        self._owner = [row.key if row.selectable else "" for row in self._rows for _ in row.lines]
        self._heads = _heads_of(self._rows)
        self._built_for = width
        keys = [row.key for row in self._rows if row.selectable]
        if self.cursor not in keys:
            self.set_reactive(Sheet.cursor, keys[0] if keys else "")


def _heads_of(rows: Sequence[Row]) -> frozenset[int]:
    """Return the first line with words of each row that can be chosen, where it leaves a blank for the pointer."""
    heads: list[int] = []
    at = 0
    for row in rows:
        plain = [line.content.plain for line in row.lines]
        first = next((number for number, text in enumerate(plain) if text.strip()), None)
        if row.selectable and first is not None and plain[first].startswith(" "):
            heads.append(at + first)
        at += len(row.lines)
    return frozenset(heads)
