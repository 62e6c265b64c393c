"""Everything can be read: contrast of the themes' pairs, and of the cells that each screen really shows."""

from dataclasses import replace
from itertools import pairwise

import pytest
from rich.color import Color as TerminalColor
from rich.style import Style
from textual.color import Color

from rehab_tui.config import Theme
from rehab_tui.services.demo.patient import build_demo
from rehab_tui.tui.context import Context
from rehab_tui.tui.screens.form import Field, FormScreen
from rehab_tui.tui.theme import THEMES
from tests.tui.conftest import AppFor
from tests.tui.seen import cells, seen

READABLE, VISIBLE = 4.5, 3.0
"""WCAG 2.1: text, and lines that only show where something stands."""
_SIGNS = "│┃┤├┼┴┬─━┊╭╮╰╯▏▎▌▐▔▁▂▃▄▅▆▇█░▒▓·•●○◐◑◌▸►▹▾▪▫◆✓–‹›┌┐└┘╌▀▖▗▘▝▚▞▛▜▙▟"
_BRAILLE = {chr(number) for number in range(0x2800, 0x2900)}
DRAWN = {*_SIGNS, *_BRAILLE, " "}
GROUNDS = ("background", "surface", "panel", "cursor-row")
TEXTS = ("foreground", "primary", "secondary", "warning", "error", "quiet", "left", "right")
PAIRS = (
    *((f"level-{n}-text", f"level-{n}") for n in (1, 2, 3)),
    *((f"heat-{n}-text", f"heat-{n}") for n in (0, 1, 2, 3)),
    ("block-cursor-foreground", "block-cursor-background"),
    ("foreground", "input-selection-background"),
)


def of(theme: str, name: str) -> Color:
    found = getattr(THEMES[theme], name, None) or THEMES[theme].variables[name]
    return Color.parse(found)


def contrast(one: Color, other: Color) -> float:
    """The WCAG ratio, 1 to 21."""
    low, high = sorted(_light(color) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def _light(color: Color) -> float:
    parts = [part / 255 for part in (color.r, color.g, color.b)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_can_be_read_on_every_ground(theme: str, ground: str, text: str) -> None:
    assert contrast(of(theme, text), of(theme, ground)) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_pairs_can_be_read(theme: str, text: str, ground: str) -> None:
    assert contrast(of(theme, text), of(theme, ground)) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_lines_can_be_seen(theme: str, ground: str) -> None:
    assert contrast(of(theme, "faint"), of(theme, ground)) >= VISIBLE


def test_the_bands_of_pain_differ_in_more_than_hue_beside_each_other() -> None:
    for theme in THEMES:
        bands = [of(theme, f"heat-{n}") for n in range(4)]
        assert len({band.hex for band in bands}) == 4
        for one, other in pairwise(bands[1:]):
            assert contrast(one, other) >= 1.5


def _color(color: TerminalColor) -> Color:
    return Color(*color.get_truecolor())


def faults(found: list[tuple[str, Style]]) -> list[str]:
    """What stands out too little: text, and with less asked of them, lines and dots."""
    wrong = []
    for text, style in found:
        if style.color is None or style.bgcolor is None:
            continue
        front, back = _color(style.color), _color(style.bgcolor)
        if style.reverse:
            front, back = back, front
        least = VISIBLE if set(text) <= DRAWN else READABLE
        if contrast(front, back) < least:
            wrong.append(f"{contrast(front, back):.1f} {front.hex} on {back.hex}: {text.strip()[:40]}")
    return wrong


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT, Theme.HIGH_CONTRAST])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_on_the_screens_can_be_read(
    context: Context, app_for: AppFor, theme: Theme, size: tuple[int, int]
) -> None:
    context.settings = replace(context.settings, theme=theme)
    build_demo(context.rehab, context.clock.now())
    wrong: dict[str, list[str]] = {}
    async with app_for(size) as pilot:
        for keys in (["t"], ["c"], ["tab"], ["h"], ["left", "enter"], ["enter"], ["escape"], ["p"], ["f"], ["f1"]):
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            if found := faults(list(cells(pilot))):
                wrong[f"{type(pilot.app.screen).__name__} {keys}"] = sorted(set(found))
    assert wrong == {}


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT, Theme.HIGH_CONTRAST])
async def test_what_a_form_says_can_be_read_before_anything_is_typed(
    context: Context, app_for: AppFor, theme: Theme
) -> None:
    context.settings = replace(context.settings, theme=theme)
    async with app_for((40, 10)) as pilot:
        await pilot.app.push_screen(FormScreen("Effort", (Field("a", "Before", "", "0 to 10"), Field("b", "After"))))
        await pilot.pause()
        assert "0 to 10" in seen(pilot)
        assert faults(list(cells(pilot))) == []
