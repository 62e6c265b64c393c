"""A help page, as it is written, in lines for the screen: headings, paragraphs, lists, tables, commands.

A small reader of our own: the pages need no more, nothing in them can be followed or run, and it costs no time.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from textual.content import Content

WIDEST = 92
"""Longer lines are hard to read."""
_MARKED = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")
_ITEM = re.compile(r"(- |\d+\. )(.*)")
_HEADING = re.compile(r"(#{1,3}) (.*)")


def help_lines(page: str, width: int) -> tuple[Content, ...]:
    """Return a page as lines of at most `width` cells; commands are cut rather than wrapped."""
    room = max(20, min(width, WIDEST))
    return tuple(line for block in _blocks(page.split("\n")) for line in _lines(block, room))


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield what belongs together: a heading, a paragraph, an item, a table, fenced commands."""
    block: list[str] = []
    fenced = False
    for line in lines:
        fence = line.startswith("```")
        starts = not fenced and (not line.strip() or _HEADING.match(line) or _ITEM.match(line) or fence)
        if starts and block:
            yield block
            block = []
        if fence:
            fenced = not fenced
            block.append(line)
        elif fenced or line.strip():
            block.append(line)
        else:
            yield []
    if block:
        yield block


def _lines(block: list[str], width: int) -> Iterator[Content]:
    if not block:
        yield Content("")
        return
    first = block[0]
    heading, item = _HEADING.match(first), _ITEM.match(first)
    if first.startswith("```"):
        yield from (Content.styled(f"    {line}"[:width], "$secondary") for line in block if not line.startswith("```"))
    elif heading:
        style = "bold $primary" if len(heading[1]) == 1 else "bold"
        yield from (line.stylize(style) for line in Content(heading[2]).wrap(width))
    elif first.startswith("|"):
        yield from _table(block, width)
    elif item:
        mark = "• " if item[1] == "- " else item[1]
        yield from _hanging(" ".join([item[2], *(line.strip() for line in block[1:])]), mark, width)
    else:
        yield from marked(" ".join(line.strip() for line in block)).wrap(width)


def _hanging(text: str, mark: str, width: int) -> Iterator[Content]:
    lead = Content.styled(f"  {mark}", "$primary")
    for number, line in enumerate(marked(text).wrap(width - lead.cell_length)):
        yield (Content(" " * lead.cell_length) if number else lead) + line


def _table(block: list[str], width: int) -> Iterator[Content]:
    """Yield the rows of a table; the first column keeps its width, the rest shares one column."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block if not set(line) <= set("|-: ")]
    wide = min(max(marked(row[0]).cell_length for row in rows), width // 2)
    for number, row in enumerate(rows):
        left, right = marked(row[0]), marked("  ".join(row[1:]))
        if number == 0:
            left, right = left.stylize("$quiet"), right.stylize("$quiet")
        for line, part in enumerate(right.wrap(max(10, width - wide - 4))):
            first = left.truncate(wide, pad=True) if line == 0 else Content(" " * wide)
            yield Content("  ") + first + Content("  ") + part


def marked(text: str) -> Content:
    """Return a text with its `commands` and **stressed** words set apart."""
    parts: list[str | tuple[str, str]] = []
    end = 0
    for found in _MARKED.finditer(text):
        parts.append(text[end : found.start()])
        parts.append((found[1], "$secondary") if found[1] else (found[2], "bold"))
        end = found.end()
    return Content.assemble(*parts, text[end:])


def without_doubled_blanks(lines: tuple[Content, ...]) -> tuple[Content, ...]:
    """Return the lines with one blank line where several stood."""
    kept: list[Content] = []
    for blank, group in groupby(lines, key=lambda line: not line.plain.strip()):
        kept.extend([Content("")] if blank else group)
    return tuple(kept)
