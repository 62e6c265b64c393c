"""Our own colors: calm, readable, and told apart without color too."""

import os

from textual.theme import Theme

LEFT, RIGHT = "$left", "$right"

DARK = Theme(
    name="rehab-dark",
    dark=True,
    primary="#7fc8b8",
    secondary="#8fb8de",
    accent="#7fc8b8",
    foreground="#e8ecef",
    background="#12171c",
    surface="#171d23",
    panel="#1d252c",
    success="#8fcf8f",
    warning="#f0c060",
    error="#ff8a80",
    variables={
        "left": "#7cc7ff",
        "right": "#ffb870",
        "quiet": "#a3b0ba",
        "faint": "#7c8994",
        "cursor-row": "#25313a",
        "level-1": "#c62828",
        "level-1-text": "#ffffff",
        "level-2": "#ffb300",
        "level-2-text": "#1a1200",
        "level-3": "#33424d",
        "level-3-text": "#ffffff",
        "heat-0": "#26343d",
        "heat-0-text": "#e8ecef",
        "heat-1": "#35607a",
        "heat-1-text": "#ffffff",
        "heat-2": "#f0b24a",
        "heat-2-text": "#1a1000",
        "heat-3": "#c62828",
        "heat-3-text": "#ffffff",
        "block-cursor-background": "#7fc8b8",
        "block-cursor-foreground": "#0d1215",
        "input-selection-background": "#3d6e64",
    },
)

LIGHT = Theme(
    name="rehab-light",
    dark=False,
    primary="#0b6b5b",
    secondary="#24598a",
    accent="#0b6b5b",
    foreground="#1a2127",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e9e6df",
    success="#226b2a",
    warning="#8a5a00",
    error="#b3261e",
    variables={
        "left": "#005a9c",
        "right": "#9a4b00",
        "quiet": "#4d5963",
        "faint": "#66727c",
        "cursor-row": "#dfeae6",
        "level-1": "#b3261e",
        "level-1-text": "#ffffff",
        "level-2": "#ffb300",
        "level-2-text": "#1a1200",
        "level-3": "#d5dde2",
        "level-3-text": "#10161a",
        "heat-0": "#e2e8e6",
        "heat-0-text": "#1a2127",
        "heat-1": "#bcd9ea",
        "heat-1-text": "#10202b",
        "heat-2": "#e0932a",
        "heat-2-text": "#1f1200",
        "heat-3": "#a61b14",
        "heat-3-text": "#ffffff",
        "block-cursor-background": "#0b6b5b",
        "block-cursor-foreground": "#ffffff",
        "input-selection-background": "#a9d3c9",
    },
)

CONTRAST = Theme(
    name="rehab-high-contrast",
    dark=True,
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#101010",
    success="#00ff66",
    warning="#ffd000",
    error="#ff9090",
    variables={
        "left": "#66d9ff",
        "right": "#ffc04d",
        "quiet": "#ffffff",
        "faint": "#d0d0d0",
        "cursor-row": "#003a5c",
        "level-1": "#ffffff",
        "level-1-text": "#b00000",
        "level-2": "#ffd000",
        "level-2-text": "#000000",
        "level-3": "#004a77",
        "level-3-text": "#ffffff",
        "heat-0": "#262626",
        "heat-0-text": "#ffffff",
        "heat-1": "#00508a",
        "heat-1-text": "#ffffff",
        "heat-2": "#ffd000",
        "heat-2-text": "#000000",
        "heat-3": "#c00000",
        "heat-3-text": "#ffffff",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "input-selection-background": "#0050a0",
    },
)

THEMES = {"dark": DARK, "light": LIGHT, "high-contrast": CONTRAST}
"""The themes by the names that the settings use."""


def theme_for(choice: str) -> Theme:
    """Return the theme of a setting; `auto` is light where the terminal says that its ground is light, else dark."""
    if choice in THEMES:
        return THEMES[choice]
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in {"7", "15"} else DARK
