"""YAML text as plain values that know their line and column; only text, lists and keys, nothing that YAML can hide."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from rehab_tui.domain.words import shown
from rehab_tui.library.mistakes import Mistakes, Place

LARGEST = 1_000_000
"""Bytes of a file."""
DEEPEST = 20
# A hostile file within the limits above could still keep the parser busy for many seconds.
MOST_PARTS = 12_000
"""Keys, values and brackets of a file."""
MOST_LINES = 50_000
LONGEST_LINE = 10_000

_REFUSED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LONE_RETURN = re.compile("\r(?!\n)")
_START = Place(1, 1)

_IN_PLAIN_WORDS = (
    ("mapping values are not allowed", 'a second ":" in one line; put the text in quotes'),
    ("found unexpected end of stream", "a quote is opened and never closed"),
    ("could not find expected ':'", 'expected "key: value"'),
    ("expected <block end>", "the indentation does not fit the lines above"),
    ("expected ',' or", "a bracket is opened and not closed, or a comma is missing"),
    ("<stream end>", "a bracket is opened and never closed"),
    ("cannot start any token", "a text cannot begin with this character; put the text in quotes"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A single value; numbers, dates, yes and no are still the text that was typed."""

    place: Place
    text: str
    quoted: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nothing was typed after the key."""
        return not self.quoted and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of values."""

    place: Place
    values: tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values; each key's own place is kept beside them."""

    place: Place
    values: dict[str, "Value"]
    keys: dict[str, Place]


Value: TypeAlias = Text | Listing | Mapping


def read_marked(text: str, mistakes: Mistakes) -> Value | None:
    """Return what a YAML text holds, or None when it is empty; wrong parts are noted and left out.

    Raises LibraryMistakes at once when the text cannot be read to its end.
    """
    _check_size(text, mistakes)
    text = text.removeprefix("\ufeff")
    _check_characters(text, mistakes)
    mistakes.tell()
    try:
        with closing(YAML(typ="safe", pure=True).parse(text)) as events:
            return _Builder(events, mistakes).document()
    except MarkedYAMLError as broken:
        mistakes.add(_mark(broken.problem_mark), "", _plain_words(broken))
    except (
        YAMLError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ):
        # The parser has more ways to trip over hostile text than it documents, such as OverflowError.
        mistakes.add(_START, "", "cannot be read as YAML")
    mistakes.tell()
    return None


def _check_size(text: str, mistakes: Mistakes) -> None:
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        mistakes.add(_START, "", f"the file is larger than {LARGEST // 1_000_000} MB; split it or shorten it")
    elif text.count("\n") > MOST_LINES:
        mistakes.add(_START, "", f"more than {MOST_LINES:,} lines; split the file or shorten it")
    else:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                mistakes.add(Place(number, 1), "", f"a line of more than {LONGEST_LINE:,} characters; break it up")
    mistakes.tell()


def _check_characters(text: str, mistakes: Mistakes) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        bad = _REFUSED.search(line) or _LONE_RETURN.search(line.removesuffix("\r"))
        if bad:
            place = Place(number, bad.start() + 1)
            what = "a tab; use spaces" if bad[0] == "\t" else f"a character that cannot be shown ({_code(bad[0])})"
            mistakes.add(place, "", what)
        if line.startswith("%"):
            # A directive could switch to the YAML in which "no" is not a text.
            mistakes.add(Place(number, 1), "", 'a line cannot begin with "%"; put the text in quotes')


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _mark(mark: Any) -> Place:
    return _START if mark is None else Place(mark.line + 1, mark.column + 1)


def _plain_words(broken: MarkedYAMLError) -> str:
    problem = " ".join(str(broken.problem or "").split())
    for theirs, ours in _IN_PLAIN_WORDS:
        if theirs in problem:
            return f"cannot be read as YAML: {ours}"
    return f"cannot be read as YAML: {shown(problem, 100)}"


class _Builder:
    """Turns the parser's events into values, without ever making objects from tags."""

    def __init__(self, events: Iterator[Any], mistakes: Mistakes) -> None:
        self._events = events
        self._mistakes = mistakes
        self._parts = 0

    def document(self) -> Value | None:
        found: Value | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(_mark(event.start_mark), "", 'a second document ("---"); keep one in a file')
                found = self._value(self._next(), "", 1)
        return None if isinstance(found, Text) and found.nothing else found

    def _next(self) -> Any:
        event = next(self._events)
        self._parts += 1
        if self._parts > MOST_PARTS:
            self._stop(_mark(event.start_mark), "", f"more than {MOST_PARTS:,} keys and values; split the file")
        return event

    def _stop(self, place: Place, path: str, what: str) -> None:
        self._mistakes.add(place, path, what)
        self._mistakes.tell()

    def _value(self, event: Any, path: str, depth: int) -> Value:
        place = _mark(event.start_mark)
        self._plain_only(event, place, path)
        if depth > DEEPEST:
            self._stop(place, "", f"lists and keys are nested more than {DEEPEST} deep")
        if isinstance(event, SequenceStartEvent):
            return Listing(place, tuple(self._listed(path, depth)))
        if isinstance(event, MappingStartEvent):
            return self._mapping(place, path, depth)
        if isinstance(event, ScalarEvent):
            text = str(event.value)
            bad = _REFUSED.search(text)
            if bad:
                self._mistakes.add(place, path, f"a character that cannot be shown ({_code(bad[0])})")
            return Text(place, text, quoted=bool(event.style))
        return Text(place, f"*{event.anchor}", quoted=True)

    def _plain_only(self, event: Any, place: Place, path: str) -> None:
        # What stands behind them cannot be read without them: a bomb of them would be told line by line.
        if isinstance(event, AliasEvent):
            self._stop(place, path, f'"*{shown(str(event.anchor))}": write the value out, or put it in quotes')
        elif event.anchor is not None:
            self._stop(place, path, f'"&{shown(str(event.anchor))}": anchors are not used; take it out')
        if getattr(event, "ctag", None) is not None:
            self._mistakes.add(place, path, f'"{shown(str(event.ctag))}": tags are not used; take it out')

    def _listed(self, path: str, depth: int) -> Iterator[Value]:
        number = 0
        while not isinstance(event := self._next(), SequenceEndEvent):
            yield self._value(event, f"{path}[{number}]", depth + 1)
            number += 1

    def _mapping(self, place: Place, path: str, depth: int) -> Mapping:
        values: dict[str, Value] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._value(event, path, depth + 1)
            name = key.text if isinstance(key, Text) else ""
            inner = f"{path}.{shown(name)}" if path else shown(name)
            value = self._value(self._next(), inner, depth + 1)
            if isinstance(value, Text) and value.nothing and not value.text:
                # The parser places a value that is not there at the next thing, lines below its key.
                value = Text(key.place, "")
            if not isinstance(key, Text) or not name:
                self._mistakes.add(key.place, path, "expected a key, a word before the colon")
            elif name in keys:
                self._mistakes.add(key.place, inner, f"given twice; the first is on line {keys[name].line}")
            else:
                values[name], keys[name] = value, key.place
        return Mapping(place, values, keys)
