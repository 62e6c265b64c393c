"""Text in spreadsheets: what one would take for a formula, or for a number that it is not, gets an apostrophe.

It loses it on the way back.
"""

import re

RISKY = "=+-@\t\r＝＋－＠"
"""Signs at the beginning of a cell that make a formula of it, also after blanks; a line break alone is kept out too."""
WORDS_OF_PEOPLE = frozenset(
    ("text", "note", "notes", "who", "ask", "dose", "effect", "reason", "by_whom", "item", "typed", "anesthetic")
)
"""Columns in which 007 and 3/4 are words, and must not become 7 and the third of April."""
NUMBERS = "0-9.,:/eE+% -"
"""Signs of which a spreadsheet makes numbers, days and times, as a class of a pattern."""
_RISKY = re.compile(rf"'*(?:\n|[ \n]*[{re.escape(RISKY)}])").match
_NUMBER = re.compile(rf"'* *[0-9.][{NUMBERS}]*").fullmatch


def guarded(text: str, column: str = "") -> str:
    """Return a text that no spreadsheet runs, nor makes a number of in a column of words; else as it is."""
    kept = not _RISKY(text) and not (column in WORDS_OF_PEOPLE and _NUMBER(text))
    return text if kept else f"'{text}"


def unguarded(text: str) -> str:
    """Return what `guarded` was given."""
    return text[1:] if text.startswith("'") and (_RISKY(text[1:]) or _NUMBER(text[1:])) else text


class OwnSet:
    """What tells that some tables are an export of this program: `about.csv` beside them."""

    TABLE = "about"
    COLUMNS = ("name", "value")
    FORMAT = "rehab tables"
    VERSION = 1
    NOT_BACK = "plan versions, follow-ups and guided sessions come back only with the patient record (.rehab.json)"
    """What is in tables for those who read them, and cannot be taken in from there."""
