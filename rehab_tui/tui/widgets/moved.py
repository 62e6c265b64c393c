"""Keys that the settings moved: what the last line shows for them is the key that works."""

from collections.abc import Iterator, Mapping

from textual.binding import Binding
from textual.screen import Screen

from rehab_tui.tui.context import host_of


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
