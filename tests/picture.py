"""Draws the picture of the README from the demo: `python -m tests.picture`."""

import asyncio
import re
import tempfile
from datetime import date
from pathlib import Path

import rehab_tui
from rehab_tui.bootstrap import Rehab
from rehab_tui.config import Settings, Theme
from rehab_tui.services.demo.patient import build_demo
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context
from tests.tui.conftest import EveningClock

PLACE = Path(rehab_tui.__file__).parent / "help" / "today.svg"
DAY = date(2026, 11, 20)
KEYS = ("3", "down", "1", "up")


async def drawn() -> str:
    """Return the Today screen of the demo with both hips scored, as SVG that loads no fonts."""
    clock = EveningClock(DAY)
    with tempfile.TemporaryDirectory() as folder, Rehab.open(Path(folder) / "demo.db", create=True) as rehab:
        build_demo(rehab, clock.now())
        app = RehabApp(Context(rehab, clock, Settings(theme=Theme.DARK), demo=True))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause(0.5)
            for key in KEYS:
                await pilot.press(key)
                await pilot.pause(0.2)
            svg = app.export_screenshot(title="rehab")
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    svg = re.sub(r"terminal-[0-9]+", "today", svg)  # a number of the whole picture: each line would change with it
    return svg.replace("Fira Code, monospace", "DejaVu Sans Mono, Menlo, Consolas, monospace")


def written(svg: str) -> str:
    """Return the words of a picture."""
    import html

    found = re.findall(r"<text [^>]*>(.*?)</text>", svg)
    return " ".join(" ".join(html.unescape(one) for one in found).split())


if __name__ == "__main__":
    PLACE.write_text(asyncio.run(drawn()), encoding="utf-8")
