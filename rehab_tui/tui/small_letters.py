"""Caps Lock: a capital letter does what its small one does, wherever nobody is typing words."""

from textual.app import App
from textual.events import Event, Key


class SmallLetters(App[int]):
    """Takes a capital letter for the small one; with Caps Lock on, no key would do anything, without a word."""

    async def on_event(self, event: Event) -> None:
        """Handle an event, a capital letter as the small one."""
        await super().on_event(self._small(event) if isinstance(event, Key) and not event.is_forwarded else event)

    def _small(self, event: Key) -> Key:
        """Return a key as it is meant: as it came into a field, and where a capital letter has its own action."""
        key = event.key
        if not (len(key) == 1 and key.isupper()) or key in self.screen.active_bindings:
            return event
        typing = self.focused is not None and self.focused.check_consume_key(key, event.character)
        return event if typing else Key(key.lower(), key.lower())
