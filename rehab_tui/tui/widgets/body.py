"""The part of a screen that scrolls."""

from textual.containers import VerticalScroll


class Body(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls with the mouse and with the cursor; the arrow keys stay with the screen.

    The keys of a plain VerticalScroll come before those of the screen: with a page longer than the window,
    up and down would scroll it and the cursor would stand still.
    """

    DEFAULT_CSS = """
    Body { scrollbar-size-vertical: 1; scrollbar-color: $faint; scrollbar-background: $background; }
    Body { scrollbar-color-hover: $primary; scrollbar-color-active: $primary; scrollbar-background-hover: $background; }
    """
