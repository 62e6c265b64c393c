"""What a report is made of, before it is known whether it becomes HTML, Markdown or PDF: plain texts, no markup."""

from typing import NamedTuple, TypeAlias


class Words(NamedTuple):
    """A paragraph."""

    text: str
    kind: str = "words"


class Items(NamedTuple):
    """A list of lines."""

    lines: tuple[str, ...]
    kind: str = "items"


class Facts(NamedTuple):
    """Names with their texts."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


class Table(NamedTuple):
    """A table; the first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    """Columns of numbers, from 0: they stand to the right."""
    kind: str = "table"


class Drawing(NamedTuple):
    """A chart: SVG that this program made, its text for those who cannot see it, and a line over it."""

    svg: str
    words: str
    caption: str
    kind: str = "drawing"


class Alert(NamedTuple):
    """A follow-up."""

    level: int
    """1 to 4; 0 for a notice."""
    label: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...] = ()
    kind: str = "alert"


class Alerts(NamedTuple):
    """Several follow-ups, each in a line."""

    alerts: tuple[Alert, ...]
    kind: str = "alerts"


class Tile(NamedTuple):
    """One figure, large, with what it is and what it rests on."""

    label: str
    value: str
    unit: str
    lines: tuple[str, ...]
    svg: str = ""
    words: str = ""
    """What the small drawing shows."""


class Tiles(NamedTuple):
    """Figures side by side."""

    tiles: tuple[Tile, ...]
    kind: str = "tiles"


class Asks(NamedTuple):
    """What the patient wants to ask, word for word, and at which visit."""

    questions: tuple[tuple[str, str], ...]
    kind: str = "asks"


Block: TypeAlias = Words | Items | Facts | Table | Drawing | Alert | Alerts | Tiles | Asks


class Section(NamedTuple):
    """A heading with what stands under it."""

    title: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """A whole report."""

    title: str
    demo: str
    """That the patient is made up; empty for a real one."""
    lead: str
    facts: tuple[tuple[str, str], ...]
    first: tuple[Section, ...]
    """What is read in a minute."""
    detail: tuple[Section, ...]
    notice: str
    made: str
    """When and by what it was written."""
