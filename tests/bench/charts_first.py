"""`rehab --db FILE`, opened on the charts: `python -m tests.bench.charts_first FILE`; for `tests.bench.speed`."""

import gc
import sys


def main() -> None:
    """Put the charts in the place of Today, and start the whole program as its door does."""
    gc.disable()
    from rehab_tui.__main__ import main as rehab
    from rehab_tui.tui import offline

    with offline():
        from rehab_tui.tui.app import RehabApp

    RehabApp.CSS_PATH = ["app.tcss", "screens/charts/charts.tcss"]
    RehabApp.get_default_screen = lambda app: app.screen_of("charts")  # type: ignore[method-assign]
    sys.argv = ["rehab", "--db", sys.argv[1]]
    rehab()


if __name__ == "__main__":
    main()
