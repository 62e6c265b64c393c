"""Keys that the settings moved: what the last line shows for them is the key that works."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from rehab_tui.config import ACTIONS, OF_TODAY, Settings, read_key
from rehab_tui.tui.context import host_of
from rehab_tui.tui.widgets.sheet import Line, Row, Zone

_BY_ACTION = {f"app.go('{name.removeprefix('go-')}')": name for name in ACTIONS if name.startswith("go-")} | {
    **{name: name for name in OF_TODAY},
    "day(-1)": "day-before",
    "day(1)": "day-after",
    "this_day": "this-day",
    "log_more": "log-more",
}
"""What a zone of a line runs, and the name in the settings of that."""
_ON_PAGES = {f"to('{name.removeprefix('go-')}')": name for name in ACTIONS if name.startswith("go-")} | {
    "app.undo": "undo", "undo": "undo", "app.help_card": "help-card", "app.help": "help", "app.blank": "blank",
    "follow_ups": "go-followups",
}  # fmt: skip
"""What a page binds itself, since no letter moves away from it, and the name in the settings of that."""


def moved_keys(screen: Screen[object]) -> Mapping[str, tuple[str, ...]]:
    """Return the keys that work now, as a hint shows them, by the action that a hint runs.

    Holds the actions that were moved only. One whose key this screen needs for something else has none.
    """
    ids = host_of(screen.app).own.settings.keys
    if not ids:
        return {}
    found: dict[str, tuple[str, ...]] = {action: () for name, action in _named(screen) if name in ids}
    for key, active in screen.active_bindings.items():
        action = _of_hint(active.binding.action, of_app=active.node is screen.app)
        if action in found:
            found[action] = (*found[action], _shown(screen, key, active.binding))
    return found


def follow_moved_keys(screen: Screen[Any]) -> None:
    """Let what every screen can do have its moved key on a page too, unless the page needs that key for itself."""
    keys = host_of(screen.app).own.settings.keys
    bound = screen._bindings.key_to_bindings  # noqa: SLF001 (Textual's own key map takes the page's keys away)
    leaving = {key: found[0] for key, found in bound.items() if _ON_PAGES.get(found[0].action) in keys}
    staying = bound.keys() - leaving.keys()
    for key in leaving:
        del bound[key]
    for key, one in leaving.items():
        new = keys[_ON_PAGES[one.action]].split(",")
        for now in [key] if staying.intersection(new) else new:
            bound[now] = [one.with_key(key=now)]


def _named(screen: Screen[object]) -> Iterator[tuple[str, str]]:
    """Yield the (id, action of a hint) of what can be moved on a screen."""
    for node in (screen, screen.app):
        for one in node.BINDINGS:
            if isinstance(one, Binding) and one.id:
                yield one.id, _of_hint(one.action, of_app=node is screen.app)


def _of_hint(action: str, *, of_app: bool) -> str:
    return f"app.{action}" if of_app else action


def _shown(screen: Screen[object], key: str, binding: Binding) -> str:
    """Return a key as hints write it; Textual draws an arrow for Enter."""
    return key if key == "enter" else screen.app.get_key_display(binding).replace("^", "ctrl+")


def moved_rows(rows: Sequence[Row], settings: Settings) -> tuple[Row, ...]:
    """Return rows in which a key that was moved stands where the one it had could be clicked."""
    if not settings.keys:
        return tuple(rows)
    return tuple(row._replace(lines=tuple(_moved_line(line, settings) for line in row.lines)) for row in rows)


def _moved_line(line: Line, settings: Settings) -> Line:
    content, zones, shift = line.content, [], 0
    for zone in line.zones:
        start, end = zone.start + shift, zone.end + shift
        name = _BY_ACTION.get(zone.action, "")
        had = content.plain[start:end]
        if name in settings.keys and had.strip() == read_key(ACTIONS[name]):
            now = had.replace(had.strip(), settings.key(name))
            content = content[:start] + Content.styled(now, "bold $primary") + content[end:]
            shift += len(now) - len(had)
            end = start + len(now)
        zones.append(Zone(start, end, zone.action))
    return Line(content, tuple(zones))
