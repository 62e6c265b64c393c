"""A screen that is left once, however often its key is pressed."""

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Answer = TypeVar("Answer")


class LeftOnce(Screen[Answer], Generic[Answer]):
    """Gives its answer while it is on top; Textual would take away whatever lies there.

    It comes last among the bases of a screen: style sheets know a class by its first base only.
    """

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer; a key that comes once more finds another screen on top, and does nothing."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)
