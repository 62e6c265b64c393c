"""Which file a screen works with: the person's own, or another one that it or a screen below it has opened."""

from rehab_tui.tui.context import Context, host_of
from rehab_tui.tui.screens.left_once import LeftOnce


class OfFile(LeftOnce[None]):
    """A screen of one file; it never changes to another."""

    opened: Context | None = None
    """Another file than the app's own, for this screen and whatever lies on it; a patient of the caseload."""
    reading: bool = False
    """Whether that other file is on its way."""
    _bound: Context | None = None

    @property
    def context(self) -> Context:
        """The open file, the clock and the settings."""
        if self.opened is not None:
            return self.opened
        if self._bound is None:
            self._bound = host_of(self.app).context
        return self._bound
