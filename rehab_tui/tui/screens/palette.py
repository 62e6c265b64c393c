"""The palette: every action by name."""

from textual.command import CommandPalette

from rehab_tui.tui.screens.left_once import LeftOnce


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's palette, left once however often Enter is pressed."""
