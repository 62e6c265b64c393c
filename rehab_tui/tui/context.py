"""What screens work with: the open file, the clock, the settings."""

from dataclasses import dataclass

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.config import Settings
from rehab_tui.domain.moment import Origin, Stamp


@dataclass(slots=True)
class Context:
    """Handed to every screen by the app."""

    rehab: Rehab
    clock: Clock
    settings: Settings
    demo: bool = False
    notices: tuple[str, ...] = ()
    """What the computed rules say today without asking for anything, in words."""

    def stamp(self) -> Stamp:
        """Return the stamp of a change made on a screen now."""
        return Stamp(self.clock.now(), Origin.SCREEN)
