"""A patient record as this program lays it out, a row to a line: read a block at a time, however large it is."""

import json
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.record.shape import Counts

BLOCK = 256 * 1024
"""Bytes that are parsed at a time."""
LONGEST_ROW = 4 * 1024 * 1024
_TAIL = re.compile(rb',"checksum":"sha256:([0-9a-f]{64})"\}\s*\Z')
_TAIL_BYTES = 200
_AFTER_KEY = re.compile(rb'"[ \t\n\r]')
"""What this program never writes between a key and its colon."""

Parse = Callable[[str], Any]
"""Reads JSON with every key looked at; slow."""
Spans = Mapping[str, tuple[int, int]]
"""By section: where its rows begin and end."""


class Rows:
    """The rows of a section, checked and parsed anew each time they are asked for."""

    def __init__(self, data: bytes, span: tuple[int, int], fits: Counts, parse: Parse) -> None:
        self._data = data
        self._span = span
        self._fits = fits
        self._parse = parse

    def __iter__(self) -> Iterator[Any]:
        """Yield each row. Raises InvalidValue where there is one that is no row of this section."""
        with _in_words():
            for block in _blocks(self._data, *self._span):
                yield from self.rows(block)

    def look(self) -> None:
        """Check every row. Raises InvalidValue as reading them does."""
        with _in_words():
            for block in _blocks(self._data, *self._span):
                self.look_at(block)

    def look_at(self, block: bytes) -> None:
        """Check the rows of a block. Raises InvalidValue, ValueError or RecursionError."""
        self.rows(block)

    def rows(self, block: bytes) -> list[Any]:
        """Return the rows of a block. Raises InvalidValue, ValueError or RecursionError."""
        text = b"[" + block + b"]"
        rows: list[Any] = decoded(text)
        counts = list(map(self._fits, rows))
        if min(counts, default=0) < 0:
            raise InvalidValue("it is no record that this program reads")
        if not _every_key_once(block, sum(counts)):
            self._parse(str(text, "utf-8"))
        return rows


@contextmanager
def _in_words() -> Generator[None]:
    try:
        yield
    except (InvalidValue, ValueError, RecursionError) as problem:
        words = str(problem) if isinstance(problem, InvalidValue) else "it is no record that this program reads"
        raise InvalidValue(f"{words}; nothing was imported, ask for it again") from None


def counted(data: bytes, fits: Counts) -> Any | None:
    """Return the value of a JSON text that fits; None where it does not, or has to be looked at more closely."""
    try:
        value = decoded(data)
        count = fits(value)
    except (ValueError, RecursionError):
        return None
    return value if count >= 0 and _every_key_once(data, count) else None


def decoded(data: bytes) -> Any:
    """Return the value of a JSON text in which every number is one. Raises ValueError or RecursionError."""
    return _DECODER.decode(str(data, "utf-8"))


def begun(data: bytes) -> Any:
    """Return the value at the very beginning of a JSON text that is known to hold nothing else; quicker."""
    return _DECODER.raw_decode(str(data, "utf-8"))[0]


def _every_key_once(text: bytes, members: int) -> bool:
    """Return whether no key stands twice, by what was counted; words beside a colon leave it open."""
    return text.count(b'":') == members and not _AFTER_KEY.search(text)


def spans_of(data: bytes, sections: tuple[str, ...]) -> Spans | None:
    """Return where the rows of each section stand in a record of our own layout; None for any other file.

    Quick, however large a file is: none of its rows is read.
    """
    tail = tail_of(data)
    if tail is None:
        return None
    starts = _starts(data, sections, tail.start())
    if starts is None:
        return None
    spans: dict[str, tuple[int, int]] = {}
    for name, start, end in zip(sections, starts, [*starts[1:], tail.start()], strict=True):
        last = end - 1 if name == sections[-1] else end - 2
        if data[last:end] not in (b"]", b"],"):
            return None
        spans[name] = (start + len(_opening(name)), last)
    return spans if data[starts[0] - 1 : starts[0]] == b"," else None


def _starts(data: bytes, sections: tuple[str, ...], end: int) -> list[int] | None:
    """Return where sections begin, in their order: those after the entries are looked for from the end on."""
    starts, at = [0] * len(sections), 0
    first_behind = sections.index("entries") + 1
    for number in (*range(first_behind), *reversed(range(first_behind, len(sections)))):
        opening = _opening(sections[number])
        if number < first_behind:
            at = found = data.find(opening, at, end)
        else:
            end = found = data.rfind(opening, at, end)
        if found < 0:
            return None
        starts[number] = found
    return starts


def head_of(data: bytes, spans: Spans, parse: Parse) -> dict[str, Any] | None:
    """Return what stands before the sections, and the checksum; None where the record was altered."""
    tail = tail_of(data)
    if tail is None or digest_of(data, tail.start()) != tail[1]:
        return None
    first, (start, _) = next(iter(spans.items()))
    head: dict[str, Any] = parse(f"{str(data[: start - len(_opening(first)) - 1], 'utf-8')}}}")
    head["checksum"] = f"sha256:{tail[1].decode('ascii')}"
    return head


def tail_of(data: bytes) -> re.Match[bytes] | None:
    """Return the end of a record, from its checksum on: group 1 has its digits."""
    return _TAIL.search(data, max(0, len(data) - _TAIL_BYTES))


def _opening(section: str) -> bytes:
    return f'\n"{section}":['.encode("ascii")


def digest_of(data: bytes, end: int) -> bytes:
    """Return the digits of the checksum of the content up to a place, without line breaks."""
    digest = sha256()
    for start in range(0, end, BLOCK):
        digest.update(data[start : min(start + BLOCK, end)].replace(b"\n", b""))
    digest.update(b"}")
    return digest.hexdigest().encode("ascii")


def _blocks(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield whole rows with commas between, some at a time. Raises InvalidValue."""
    while start < end:
        stop = data.find(b"\n", min(start + BLOCK, end), end)
        stop = end if stop < 0 else stop
        if stop - start > BLOCK + LONGEST_ROW:
            raise InvalidValue(f"it has a row of more than {LONGEST_ROW // 1024 // 1024} MB")
        block = data[start:stop].strip()
        if stop < end and not block.endswith(b","):
            raise InvalidValue("it is no record that this program reads (a comma is missing between two rows)")
        if block:
            yield block[:-1] if stop < end else block
        start = stop


def _no_number(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


_DECODER = json.JSONDecoder(parse_constant=_no_number)
