"""A report as plain lines for a terminal; whoever prints them makes control characters visible."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rehab_tui.exchange.report.blocks import Alert, Alerts, Asks, Drawing, Facts, Items, Section, Table, Tiles, Words


def text_lines(sections: Iterable[Section]) -> Iterator[str]:
    """Yield sections as lines; each begins with an empty one and its title."""
    for one in sections:
        yield ""
        yield one.title
        for block in one.blocks:
            yield from (f"  {_one_line(line)}" for line in _BLOCKS[type(block)](block))


def _one_line(text: str) -> str:
    """Return words from people as one line; spaces that set columns stay."""
    return text.replace("\n", " ").rstrip()


def _words(block: Words) -> Iterator[str]:
    yield block.text


def _items(block: Items) -> Iterator[str]:
    yield from block.lines


def _facts(block: Facts) -> Iterator[str]:
    yield from (f"{name}: {text}" for name, text in block.rows)


def _table(block: Table) -> Iterator[str]:
    rows = [block.head, *block.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(block.head))]
    yield f"{block.caption}:"
    for row in rows:
        yield "  ".join(
            cell.rjust(width) if number in block.numbers else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )


def _drawing(block: Drawing) -> Iterator[str]:
    yield block.caption


def _alert(block: Alert) -> Iterator[str]:
    yield f"{block.label}: {block.title}"
    yield f"  {block.lead}"
    yield from (f"  {name}: {text}" for name, text in block.facts)


def _alerts(block: Alerts) -> Iterator[str]:
    yield from (f"{one.label}: {one.title}. {one.lead}" for one in block.alerts)


def _tiles(block: Tiles) -> Iterator[str]:
    for tile in block.tiles:
        more = "; ".join(tile.lines)
        yield f"{tile.label}: {f'{tile.value} {tile.unit}'.strip()}" + (f" ({more})" if more else "")


def _asks(block: Asks) -> Iterator[str]:
    yield from (text + (f" ({where})" if where else "") for text, where in block.questions)


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
