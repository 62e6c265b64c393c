"""Text in spreadsheets: what one would take for a formula gets an apostrophe, and loses it on the way back."""

import re

RISKY = "=+-@\t\r＝＋－＠"
"""Signs at the beginning of a cell that make a formula of it, also after blanks; a line break alone is kept out too."""
_RISKY = re.compile(rf"'*(?:\n|[ \n]*[{re.escape(RISKY)}])").match


def guarded(text: str) -> str:
    """Return a text that no spreadsheet runs; every other text stays as it is."""
    return f"'{text}" if _RISKY(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given."""
    return text[1:] if text.startswith("'") and _RISKY(text[1:]) else text
