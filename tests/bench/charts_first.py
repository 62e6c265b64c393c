"""The screens, opened on the charts: `python -m tests.bench.charts_first FILE`. Measured by `tests.bench.speed`."""

import gc
import sys
from pathlib import Path, PurePath
from typing import ClassVar

from textual.screen import Screen

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.config import Settings
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context


class ChartsFirst(RehabApp):
    """The program with the charts in the place of Today."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        *(Path(str(sys.modules[RehabApp.__module__].__file__)).with_name("app.tcss"),),
        Path(str(sys.modules[RehabApp.__module__].__file__)).parent / "screens" / "charts.tcss",
    ]

    def get_default_screen(self) -> Screen[None]:
        """Return the charts."""
        return self.screen_of("charts")


if __name__ == "__main__":
    gc.disable()
    clock = Clock()
    with Rehab.open(Path(sys.argv[1]), today=clock.today().isoformat()) as opened:
        ChartsFirst(Context(opened, clock, Settings())).run()
