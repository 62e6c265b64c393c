"""A long list of which only what stands on the screen is built: a thousand rows cost what ten do."""

from collections.abc import Callable

from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from rehab_tui.tui.widgets.sheet import POINTER, Line

Builder = Callable[[int, int, bool], tuple[Line, ...]]
"""Builds one row: its number, the width in cells, whether the cursor is on it. Rows may differ in height."""
KEPT = 4
"""Screens full of lines that are kept as they were drawn."""
BESIDE = 2
"""Rows on either side of those in sight that stay as they were built: the next key looks at them."""
BY_WHEEL = 2
"""Rows that a step of the mouse wheel moves the list by."""


class Roll(Widget, can_focus=True):
    """Shows rows from the first visible one on and keeps a cursor on one of them; it fills the room it is given."""

    DEFAULT_CSS = "Roll { height: 1fr; width: 1fr; }"

    auto_links = False

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Pressed(Message):
        """A row was clicked; `action` is that of the zone under the mouse, or empty."""

        def __init__(self, number: int, action: str) -> None:
            super().__init__()
            self.number = number
            self.action = action

    def __init__(self, builder: Builder, *, id: str | None = None) -> None:  # noqa: A002 (the base's)
        super().__init__(id=id)
        self._builder = builder
        self._count = 0
        self._top = 0
        self._cursor = 0
        self._built: dict[int, tuple[Line, ...]] = {}
        self._shown: list[tuple[int, Line]] = []
        """What stands on the screen, line by line: the number of the row, and its line."""
        self._settled = False
        self._drawn: dict[tuple[object, ...], tuple[Line, Strip]] = {}
        """Lines as they were drawn, each with the line that its number is of: most stay as they are when one moves."""

    @property
    def cursor(self) -> int:
        """The number of the row under the cursor; 0 in an empty list."""
        return self._cursor

    @property
    def in_sight(self) -> range:
        """The numbers of the rows that are on the screen now, the last one perhaps in part."""
        lines = self._lines()
        return range(self._top, lines[-1][0] + 1) if lines else range(0)

    def renew(self, count: int, cursor: int | None = None) -> None:
        """Show so many rows from now on, all built anew; with `cursor`, go to that one."""
        self._count = count
        self._cursor = max(0, min(count - 1, self._cursor if cursor is None else cursor))
        self._built.clear()
        self._bring_into_view()

    def move(self, steps: int) -> None:
        """Move the cursor by some rows; it stops at the ends."""
        self.go(self._cursor + steps)

    def go(self, number: int) -> None:
        """Put the cursor on a row and bring it into view."""
        there = max(0, min(self._count - 1, number))
        if there == self._cursor:
            self._bring_into_view()
            return
        for touched in (self._cursor, there):
            self._built.pop(touched, None)
        self._cursor = there
        self._bring_into_view()
        self.post_message(self.Moved(there))

    # showing

    def render(self) -> Content:
        """Return what is on the screen as one text; the screen itself is drawn line by line."""
        return Content("\n").join([line.content for _, line in self._lines()])

    def render_line(self, y: int) -> Strip:
        """Return one line; those of the row under the cursor stand out, and the last cell says where in the list."""
        width, lines = self.size.width, self._lines()
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        number, line = lines[y]
        mark = ("on $cursor-row" if self.has_focus else "on $panel") if number == self._cursor else ""
        look = (id(line), mark, self._at_bar(y), width, self.visual_style, self.app.theme)
        known = self._drawn.get(look)
        if known is not None and known[0] is line:
            return known[1]
        if len(self._drawn) > KEPT * max(1, self.size.height):
            self._drawn.clear()
        content = _content(line, mark, width - 1, beside="on $faint" if self._at_bar(y) else "")
        strip = Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)[0]
        self._drawn[look] = (line, strip)
        return strip

    def _at_bar(self, y: int) -> bool:
        """Whether a line stands beside the mark that says which part of the list is on the screen."""
        height, seen = self.size.height, len(self.in_sight)
        if seen >= self._count:
            return False
        size = max(1, height * seen // self._count)
        start = (height - size) * self._top // max(1, self._count - seen)
        return start <= y < start + size

    def _lines(self) -> list[tuple[int, Line]]:
        """Return the lines that are seen; the cursor is among them, unless the wheel has left it."""
        if not self._count:
            self._shown = []
        elif not self._settled and self.size.height > 0 and self.size.width > 0:
            self._settled = True
            self._top = max(0, min(self._top, self._cursor))
            self._top = max(self._top, self._first_with(self._cursor))
            self._fill()
        return self._shown

    def _fill(self) -> None:
        """Build what is seen; where the list ends before the screen does, begin further up."""
        self._fill_from_top()
        if len(self._shown) < self.size.height and self._top > 0:
            self._top = self._first_with(self._count - 1)
            self._fill_from_top()
        near = range(self._top - BESIDE, self._shown[-1][0] + BESIDE + 1) if self._shown else range(0)
        self._built = {number: lines for number, lines in self._built.items() if number in near}

    def _fill_from_top(self) -> None:
        self._shown = []
        for number in range(self._top, self._count):
            if len(self._shown) >= self.size.height:
                break
            self._shown.extend((number, line) for line in self._row(number))
        del self._shown[self.size.height :]

    def _first_with(self, last: int) -> int:
        """Return the first row from which on all rows up to `last` fit the screen; `last` itself at the least."""
        room, first = self.size.height, last
        while first >= 0 and (room := room - len(self._row(first))) >= 0:
            first -= 1
        return min(last, first + 1)

    def _row(self, number: int) -> tuple[Line, ...]:
        if number not in self._built:
            lines = self._builder(number, self.size.width - 1, number == self._cursor)
            if number == self._cursor and lines and lines[0].content.plain.startswith(" "):
                lines = (lines[0]._replace(content=POINTER + lines[0].content[1:]), *lines[1:])
            self._built[number] = lines
        return self._built[number]

    def _bring_into_view(self) -> None:
        self._settled = False
        self.refresh()

    # the mouse, the window

    def on_resize(self, _: Resize) -> None:
        """Build again for another width or height."""
        self.renew(self._count)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Show what comes further down; the cursor stays where it is."""
        event.stop()
        self._scroll(BY_WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Show what comes further up."""
        event.stop()
        self._scroll(-BY_WHEEL)

    def _scroll(self, rows: int) -> None:
        self._top = max(0, min(self._top + rows, self._count - 1))
        self._fill()
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Say which row and zone was clicked."""
        lines = self._lines()
        if event.y >= len(lines):
            return
        number, line = lines[event.y]
        action = next((zone.action for zone in line.zones if zone.start <= event.x < zone.end), "")
        self.go(number)
        self.post_message(self.Pressed(number, action))


def _content(line: Line, mark: str, width: int, *, beside: str) -> Content:
    """Return a line cut or filled to a width in cells, marked, with one more cell beside it."""
    content = line.content.truncate(width, ellipsis=True)
    content = content.pad_right(max(0, width - content.cell_length))
    if mark:
        content = content.stylize_before(mark)
    return content + (Content.styled(" ", beside) if beside else Content(" "))
