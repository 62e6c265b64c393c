"""Help: the keys of the present screen, and the pages of the user's help."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from rehab_tui.errors import NotFound
from rehab_tui.services.facts import facts_page
from rehab_tui.services.help_pages import help_page, topics
from rehab_tui.tui.context import host_of
from rehab_tui.tui.help_text import help_lines, without_doubled_blanks
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.widgets.bars import KeyHint
from rehab_tui.tui.widgets.sheet import Line, LineMaker, Row

_NOT_SHOWN = frozenset({"app.focus_next", "app.focus_previous", "screen.copy_text", "help_quit", "command_palette"})
_NAMES = {"pageup": "page up", "pagedown": "page down", "escape": "esc", "enter": "enter", "home": "home", "end": "end"}
TITLES = {
    "facts": "the documents",
    "followups": "follow-ups",
    "items": "all items",
    "json": "JSON",
    "signs": "warning signs",
    "start": "getting started",
}


class HelpScreen(Page):
    """Shows the page of a place first; arrows go to the other pages."""

    TITLE_WORDS = "Help"
    HELP_PAGE = "keys"
    AS_PATIENT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,right_square_bracket", "page(1)", "Next page", show=False),
        Binding("left,left_square_bracket", "page(-1)", "Page before", show=False),
        Binding("question_mark,f1,q", "leave", "Back", show=False),
        Binding("home", "to_top", "To the top", show=False),
    ]

    def __init__(self, place: str, topic: str = "") -> None:
        super().__init__()
        self._pages = topics()
        self._place = place
        wanted = topic or place
        self._topic = wanted if wanted in self._pages else (self._pages[0] if self._pages else "")
        self._keys: tuple[tuple[str, str], ...] = ()
        self._everywhere: tuple[tuple[str, str], ...] = ()

    def on_mount(self) -> None:
        """Note the keys of the screen below, as they are now, then show the page."""
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        if below is not None:
            self._keys, self._everywhere = keys_of(below)

    def top_words(self) -> str:
        """Return which page of how many this is."""
        if self._topic not in self._pages:
            return ""
        return f"{title_of(self._topic)}, page {self._pages.index(self._topic) + 1} of {len(self._pages)}"

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the help."""
        return (
            KeyHint("↑↓", "read on", "move(5)"),
            KeyHint("←", "page before", "page(-1)"),
            KeyHint("→", "next page", "page(1)"),
            KeyHint("esc", "back", "leave"),
        )

    def rows(self, width: int) -> tuple[Row, ...]:
        """Return the names of the pages, the keys, the page."""
        lines = [*_topic_lines(self._pages, self._topic, width), Line(Content(""))]
        if self._topic == self._place:
            lines += _key_lines("Keys on this screen", self._keys, width)
        text = without_doubled_blanks(help_lines(self._text(), width - 4))
        lines += [Line(Content("  ") + line) for line in text]
        if self._topic == self._place:
            lines += [Line(Content("")), *_key_lines("Keys on every screen", self._everywhere, width)]
        return tuple(Row(f"line-{number}", (line,), selectable=False) for number, line in enumerate(lines))

    def _text(self) -> str:
        if self._topic == "facts":
            return facts_page(therapist=self._place == "caseload" or bool(host_of(self.app).context.patient))
        try:
            return host_of(self.app).own.settings.help_keyed(help_page(self._topic), self._topic)
        except NotFound:
            return "There is no page about this yet."

    def action_page(self, step: int) -> None:
        """Go through the pages."""
        if self._pages:
            here = self._pages.index(self._topic) if self._topic in self._pages else 0
            self.action_topic(self._pages[(here + step) % len(self._pages)])

    def action_topic(self, topic: str) -> None:
        """Show a page from its top."""
        self._topic = topic
        self.refresh_all()
        self.action_to_top()

    def action_to_top(self) -> None:
        """Scroll to the beginning."""
        self.query_one("#body").scroll_home(animate=False)


def title_of(topic: str) -> str:
    """Return the name of a page in words."""
    return TITLES.get(topic, topic)


def keys_of(screen: Screen[object]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return (keys, what they do) of a screen as they are mapped now: its own, and those of every screen."""
    active = screen.active_bindings.items()
    own = [(key, binding) for key, binding in active if binding.node is not screen.app]
    every = [(key, binding) for key, binding in active if binding.node is screen.app]
    return _grouped(screen, own), (*_grouped(screen, every), ("ctrl+p", "Every action, by name"))


def _grouped(screen: Screen[object], bindings: Iterable[tuple[str, ActiveBinding]]) -> tuple[tuple[str, str], ...]:
    """Join keys that do the same, and the digits to one line."""
    found: dict[str, list[str]] = {}
    for key, active in bindings:
        binding = active.binding
        if binding.description and binding.action not in _NOT_SHOWN:
            found.setdefault(binding.description, []).append(_NAMES.get(key) or _shown(screen, binding))
    return tuple((_joined(keys), f"{words[0].upper()}{words[1:]}") for words, keys in found.items())


def _shown(screen: Screen[object], binding: Binding) -> str:
    return screen.app.get_key_display(binding).replace("^", "ctrl+")


def _joined(keys: list[str]) -> str:
    """Return keys as people read them: 0-9; ↑ k."""
    if keys == [str(number) for number in range(10)]:
        return "0-9"
    if keys == [str(number) for number in range(1, 10)]:
        return "1-9"
    return " ".join(keys)


def _topic_lines(pages: tuple[str, ...], chosen: str, width: int) -> list[Line]:
    """Return the names of the pages on as many lines as they need; each can be clicked."""
    lines: list[Line] = []
    maker = LineMaker().add(" ")
    for page in pages:
        title = title_of(page)
        if maker.width + len(title) + 2 > width and maker.width > 1:
            lines.append(maker.line())
            maker = LineMaker().add(" ")
        if page == chosen:
            maker.add(f"[{title}]", "bold reverse $primary", f"topic('{page}')")
        else:
            maker.add(f" {title} ", "$quiet", f"topic('{page}')")
    return [*lines, maker.line()]


def _key_lines(heading: str, keys: tuple[tuple[str, str], ...], width: int) -> list[Line]:
    """Return keys and what they do, in two columns where there is room."""
    if not keys:
        return []
    columns = 2 if width >= 76 else 1
    down = -(-len(keys) // columns)
    wide = max(len(key) for key, _ in keys) + 2
    lines = [Line(Content.styled(f"  {heading}", "bold $primary"))]
    for row in range(down):
        maker = LineMaker()
        for column, number in enumerate(range(row, len(keys), down)):
            key, words = keys[number]
            room = (width - 2) // columns - wide - 4
            maker.to(2 + column * (width // columns)).add(f"{key:<{wide}}", "bold $secondary")
            maker.add(words if len(words) <= room else words[: room - 1] + "…")
        lines.append(maker.line())
    return [*lines, Line(Content(""))]
