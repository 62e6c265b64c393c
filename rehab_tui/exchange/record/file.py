"""The patient record (`.rehab.json`): everything, lossless, with a checksum over its content.

The content is JSON without white space, in UTF-8, its keys in the order of the file, all but the checksum itself; line
breaks between rows do not count. `record.schema.json` beside this module says what may stand in it.
"""

import json
import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from rehab_tui.domain.sharing import Material, Part
from rehab_tui.errors import InvalidValue, NotFound
from rehab_tui.exchange.locked import is_locked, unlocked
from rehab_tui.exchange.other_kinds import other_kind
from rehab_tui.exchange.record.entries import EntryRows, Fits, fits_of
from rehab_tui.exchange.record.rows import Rows, Spans, digest_of, head_of, spans_of, tail_of
from rehab_tui.exchange.record.shape import Counts, check_shape, counting

FORMAT = "rehab-record"
VERSION = 1
ENDING = ".rehab.json"
SECTIONS = ("changes", "profile", "plans", "entries", "followups", "sessions")
LARGEST = 200 * 1024 * 1024
"""Bytes of a record that is read: some seventy years of fifteen entries a day."""
_MB = 1024 * 1024
ROOM: Mapping[str, tuple[int, str]] = {
    "changes": (100 * _MB, "changes"),
    "profile": (4 * _MB, "facts about the patient"),
    "plans": (16 * _MB, "versions of the plan"),
    "followups": (16 * _MB, "follow-ups"),
    "sessions": (64 * _MB, "guided sessions"),
}
"""Bytes that a section may hold, and its name in words: ten years hold a few of each MB here at most (judgement).

A section that holds more is no record of one patient: it would take minutes and gigabytes before it is known."""
AT_ONCE = 12 * 1024 * 1024
"""Bytes up to which a record is held whole when it is read, and may be laid out in another way than ours."""
_BEGINNING = 32
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")

Record: TypeAlias = Mapping[str, Any]
Unlock: TypeAlias = Callable[[Path], str]
"""Asks for the passphrase of a file."""


def record_chunks(material: Material) -> Iterator[bytes]:
    """Yield a patient record, some rows at a time."""
    digest = sha256()
    for content in _contents(material):
        digest.update(content.replace(b"\n", b""))
        yield content
    digest.update(b"}")
    yield f',"checksum":"sha256:{digest.hexdigest()}"}}\n'.encode("ascii")


def _contents(material: Material) -> Iterator[bytes]:
    """Yield the content without its last bracket; a line break after each row."""
    selection = material.selection
    head = {
        "format": FORMAT,
        "version": VERSION,
        "program": material.program,
        "exported_at": material.exported_at.isoformat(timespec="milliseconds"),
        "patient": json.loads(b"".join(material.section("patient"))),
        "pseudonym": selection.pseudonym,
        "from": selection.first.isoformat() if selection.first else None,
        "to": selection.last.isoformat() if selection.last else None,
        "parts": [part.value for part in Part if part in selection.held],
    }
    yield json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
    for name in SECTIONS:
        yield f',\n"{name}":['.encode("ascii")
        between = b"\n"
        for rows in material.section(name):
            yield between
            yield rows
            between = b",\n"
        yield b"]"


def read_record(path: Path, unlock: Unlock | None = None) -> Record:
    """Return the content of a patient record, once it is known to be whole, ours and unchanged.

    `unlock` is asked for the passphrase of a record that is locked with one.
    Raises InvalidValue with one line: what is wrong with the file, and what to do.
    """
    return record_of(path, opened(path, record_bytes(path), unlock))


def record_of(path: Path, data: bytes) -> Record:
    """Return the content of a record whose bytes were read and opened; `path` is what messages name.

    The rows of a large one are read again each time they are asked for: they raise InvalidValue too.
    Raises InvalidValue, as `read_record` does.
    """
    plain = _with_plain_ends(data)
    spans = spans_of(plain, SECTIONS)
    if spans is not None:
        _check_room(path, spans)
        known = _as_we_write(plain, spans)
        if known is not None:
            _look_through(path, known)
            return known
    if len(data) > AT_ONCE:
        what = f"is larger than {AT_ONCE // 1024 // 1024} MB and not as rehab wrote it: altered, or incomplete"
        raise _wrong(path, what, "ask for it again")
    return _looked_at_whole(path, data)


def _looked_at_whole(path: Path, data: bytes) -> Record:
    """Return the content of a record in any layout, or say what is wrong with it. Raises InvalidValue."""
    record = _parsed(path, data)
    version = _version(path, record)
    found: Record = record
    if version != VERSION:
        raise _wrong(path, "was written by a newer rehab", f"update rehab (it reads version {VERSION})")
    if not _unchanged(data, record):
        raise _wrong(path, "was altered or is incomplete: its checksum does not fit", "ask for it again")
    if rb"\u0000" in data and _NUL.search(data):
        raise _wrong(path, "has a character that cannot be kept (NUL)", "ask for it again")
    try:
        if counting(schema(), schema())(record) < 0:
            check_shape(record, schema(), schema())
            raise InvalidValue("it has another shape")
    except InvalidValue as problem:
        raise _wrong(path, f"is no record that this program reads ({problem})", "ask for it again") from None
    except RecursionError:
        raise _wrong(path, "is nested too deeply to be a patient record", "export it again") from None
    return found


def _with_plain_ends(data: bytes) -> bytes:
    """Return a record as it is, or as it was before a program for text changed its ends of lines."""
    changed = data[: data.find(b"\n")].endswith(b"\r")
    return data.replace(b"\r\n", b"\n") if changed and tail_of(data) else data


def _check_room(path: Path, spans: Spans) -> None:
    """Raise InvalidValue for a section that is far larger than one patient can fill."""
    for name, (most, words) in ROOM.items():
        start, end = spans[name]
        if end - start > most:
            size = f"{(end - start) // _MB:,} MB of {words}, more than {most // _MB} MB"
            raise _wrong(path, f"holds {size}: no record of one patient", "ask for it again")


def _look_through(path: Path, record: Record) -> None:
    """Raise InvalidValue for a row of a large record that is none, before anything of it is used."""
    for rows in map(record.get, SECTIONS):
        if isinstance(rows, Rows):
            try:
                rows.look()
            except InvalidValue as problem:
                raise InvalidValue(f"{path}: {problem}") from None


def _as_we_write(data: bytes, spans: Spans) -> Record | None:
    """Return the content of a record that is as this program wrote it, the quick way; None for any other."""
    if rb"\u0000" in data and _NUL.search(data):
        return None
    try:
        head = head_of(data, spans, _parse)
        if head is None or _head()(head) < 0:
            return None
        rows = {name: _rows_of(name, data, span) for name, span in spans.items()}
        if len(data) > AT_ONCE:
            return head | rows
        return head | {name: list(one) for name, one in rows.items()}
    except (
        InvalidValue,
        ValueError,
        RecursionError,
    ):  # whatever is wrong is said once the file was looked at as a whole
        return None


@cache
def _head() -> Counts:
    """Return what counts the members of a record without its sections."""
    fields = {name: one for name, one in schema()["properties"].items() if name not in SECTIONS}
    return counting({"type": "object", "properties": fields}, schema())


def _rows_of(section: str, data: bytes, span: tuple[int, int]) -> Rows:
    if section == "entries":
        return EntryRows(data, span, _fits(section), _parse, _parts())
    return Rows(data, span, _fits(section), _parse)


@cache
def _fits(section: str) -> Counts:
    """Return what counts the members of a row."""
    return counting(schema()["properties"][section]["items"], schema())


@cache
def _parts() -> Fits:
    """Return what counts the members of the parts of an entry."""
    return fits_of(schema())


def opened(path: Path, data: bytes, unlock: Unlock | None) -> bytes:
    """Return the bytes of a record as they are, or unlocked. Raises InvalidValue."""
    if not is_locked(data):
        return data
    if unlock is None:
        raise _wrong(path, "is locked with a passphrase", "give it with --passphrase-file FILE")
    return unlocked(path, data, unlock(path))


@cache
def schema() -> dict[str, Any]:
    """Return the JSON schema of the record."""
    found: dict[str, Any] = json.loads((files("rehab_tui.exchange.record") / "record.schema.json").read_text("utf-8"))
    return found


def record_bytes(path: Path) -> bytes:
    """Return the bytes of a file that can be a record; raise InvalidValue or NotFound for one that cannot."""
    try:
        if path.is_dir():
            raise _wrong(path, "is a folder", "name a file in it, like diary.rehab.json")
        if path.exists() and not path.is_file():
            raise _wrong(path, "is not a plain file", "name a record, like diary.rehab.json")
        with path.open("rb", buffering=0) as file:  # opened once, so that what was looked at is what is read
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise _wrong(path, f"is larger than {LARGEST // 1024 // 1024} MB", "name a record of one patient")
            other = other_kind(path, file.read(_BEGINNING))
            if other is not None:
                raise _wrong(path, other.what, other.what_to_do)
            file.seek(0)
            return file.readall().removeprefix(BOM_UTF8)  # a program for text has put it there
    except FileNotFoundError:
        raise NotFound(f"no file at {path}; nothing was imported, check its name") from None
    except OSError as problem:
        raise _wrong(path, f"cannot be read ({problem.strerror})", "check its rights") from None


def _parsed(path: Path, data: bytes) -> Any:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _wrong(path, "is not a patient record: it is not text in UTF-8", "export it again") from None
    try:
        return _parse(text)
    except RecursionError:
        raise _wrong(path, "is nested too deeply to be a patient record", "export it again") from None
    except ValueError as problem:
        cut = "ends too early" if data.lstrip()[:1] == b"{" and not data.rstrip().endswith(b"}") else "is not JSON"
        raise _wrong(path, f"{cut} ({_short(problem)})", "ask for the whole file again") from None


def _parse(text: str) -> Any:
    """Return JSON in which no key stands twice and every number is one. Raises ValueError, RecursionError."""
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)


def _short(problem: ValueError) -> str:
    words = str(problem).partition("; use ")[0]  # what follows is for programmers
    return words if len(words) <= 100 else words[:97] + "..."


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _version(path: Path, record: Any) -> int:
    if isinstance(record, dict) and record.get("resourceType"):
        raise _wrong(path, "is a FHIR bundle, and these are written but not read", "take the record (.rehab.json)")
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise _wrong(path, "is not a patient record of rehab", "write one with: rehab export NAME.rehab.json")
    version = record.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise _wrong(path, "has no version that can be read", "ask for it again")
    return version


def _unchanged(data: bytes, record: dict[str, Any]) -> bool:
    """Return whether the checksum fits: to the bytes as we write them, or to the same content laid out anew."""
    plain = data.replace(b"\r\n", b"\n").replace(b"\n", b"")
    found = tail_of(plain)
    if found is not None and digest_of(plain, found.start()) == found[1]:
        return True
    content = {name: value for name, value in record.items() if name != "checksum"}
    try:
        again = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return record.get("checksum") == f"sha256:{sha256(again).hexdigest()}"


def _wrong(path: Path, what: str, what_to_do: str) -> InvalidValue:
    return InvalidValue(f"{path} {what}; nothing was imported, {what_to_do}")
