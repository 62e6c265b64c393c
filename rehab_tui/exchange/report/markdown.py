"""The report as Markdown: readable as it is; what people wrote cannot become markup."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rehab_tui.domain.words import harmless
from rehab_tui.exchange.report.blocks import (
    Alert,
    Alerts,
    Asks,
    Drawing,
    Facts,
    Items,
    Page,
    Section,
    Table,
    Tiles,
    Words,
)

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_BEGINNING = re.compile(r"^(\d{0,9})([-+=.)])(?=\s|$|\2)", re.ASCII)
"""What makes a line a list, a rule or a heading."""


def markdown(page: Page) -> bytes:
    """Return a report as UTF-8."""
    return ("\n".join(_lines(page)).rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """Return a text on one line that shows as it is: no markup, no HTML, no table cell, no control characters."""
    return _BEGINNING.sub(r"\1\\\2", _cell(text))


def _cell(text: str) -> str:
    """Return a text that stands within a line; what looks like an address is no link."""
    line = " ".join(harmless(text).split())
    return _MARKS.sub(r"\\\1", line).replace("://", ":\u200b//")


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}\n"
    if page.demo:
        yield f"**{escaped(page.demo)}**\n"
    yield f"{escaped(page.lead)}\n"
    yield from (f"- {escaped(name)}: {escaped(text)}" for name, text in page.facts)
    yield ""
    for one in page.first:
        yield from _section(one)
    yield f"_{escaped(page.notice)}_\n"
    yield "---\n"
    for one in page.detail:
        yield from _section(one)
    yield f"{escaped(page.notice)}\n"
    yield escaped(page.made)


def _section(one: Section) -> Iterator[str]:
    yield f"## {escaped(one.title)}\n"
    for block in one.blocks:
        yield from _BLOCKS[type(block)](block)
        yield ""


def _words(block: Words) -> Iterator[str]:
    yield escaped(block.text)


def _items(block: Items) -> Iterator[str]:
    yield from (f"- {escaped(line)}" for line in block.lines)


def _facts(block: Facts) -> Iterator[str]:
    yield from (f"- **{escaped(name)}**: {escaped(text)}" for name, text in block.rows)


def _table(block: Table) -> Iterator[str]:
    yield f"{escaped(block.caption)}\n"
    yield _row(block.head)
    yield "|" + "|".join(" ---: " if number in block.numbers else " --- " for number in range(len(block.head))) + "|"
    yield from (_row(row) for row in block.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _drawing(block: Drawing) -> Iterator[str]:
    yield escaped(block.caption)


def _alert(block: Alert) -> Iterator[str]:
    yield f"### {escaped(block.title)}\n"
    yield f"**{escaped(block.label)}.** {escaped(block.lead)}"
    if block.facts:
        yield ""
        yield from (f"- {escaped(name)}: {escaped(text)}" for name, text in block.facts)


def _alerts(block: Alerts) -> Iterator[str]:
    for one in block.alerts:
        yield f"- **{escaped(one.label)}: {escaped(one.title)}.** {escaped(one.lead)}"


def _tiles(block: Tiles) -> Iterator[str]:
    for tile in block.tiles:
        more = "; ".join(tile.lines)
        value = f"{tile.value} {tile.unit}".strip()
        yield f"- {escaped(tile.label)}: **{escaped(value)}**" + (f" ({escaped(more)})" if more else "")


def _asks(block: Asks) -> Iterator[str]:
    for number, (text, where) in enumerate(block.questions):
        if number:
            yield ">"
        yield f"> {escaped(text)}" + (f" ({escaped(where)})" if where else "")


_BLOCKS: Mapping[type, Callable[[Any], Iterator[str]]] = {
    Words: _words,
    Items: _items,
    Facts: _facts,
    Table: _table,
    Drawing: _drawing,
    Alert: _alert,
    Alerts: _alerts,
    Tiles: _tiles,
    Asks: _asks,
}
