"""Files of another kind that are named for an import: what they are, and what to do instead, in one line."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Kind(NamedTuple):
    """What a file is, and what to do with it."""

    what: str
    what_to_do: str


_SPREADSHEET = Kind("is a spreadsheet of a kind that is not read", "save it as .xlsx or CSV (File, Save as)")
_ZIP = Kind(
    "holds several files",
    "take the record (.rehab.json); tables that rehab export wrote come in alone: rehab import FILE.zip",
)
_PLAN = Kind("is a plan file", "take it in with: rehab plan import FILE")
_PACKED = Kind("is packed", "unpack it first")
_DATABASE = Kind("is a database", "export its record: rehab --db FILE export diary.rehab.json")
_RECORD = "take the record (.rehab.json) or a CSV"
_ENDINGS: Mapping[str, Kind] = {
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), _SPREADSHEET),
    ".zip": _ZIP,
    **dict.fromkeys((".yaml", ".yml"), _PLAN),
    **dict.fromkeys((".gz", ".7z", ".rar", ".bz2", ".xz"), _PACKED),
    **dict.fromkeys((".db", ".sqlite", ".sqlite3"), _DATABASE),
    ".ics": Kind("is a calendar: that is written by the program and never read", _RECORD),
    **dict.fromkeys((".md", ".txt", ".html", ".pdf"), Kind("is a text or a report: these are never read", _RECORD)),
}
_MARKS: Mapping[bytes, Kind] = {
    b"PK\x03\x04": Kind("is a zip, or a workbook", "let its name end with .xlsx, save it as CSV (UTF-8), or unpack it"),
    b"\xd0\xcf\x11\xe0": _SPREADSHEET,
    b"\x1f\x8b": _PACKED,
    b"SQLite format 3\x00": _DATABASE,
    b"%PDF": _ENDINGS[".pdf"],
    b"\xff\xd8\xff": Kind("is a picture", _RECORD),
    b"\x89PNG": Kind("is a picture", _RECORD),
}


_OURS = (b"{", b"age-encryption.org/", b"-----BEGIN AGE")
"""How records begin, whatever a mail program has made of their names."""


def other_kind(path: Path, beginning: bytes) -> Kind | None:
    """Return what a file is by its ending, else by how it begins; None for one that may be a record."""
    if beginning.removeprefix(BOM_UTF8).lstrip().startswith(_OURS):
        return None
    name = path.name.lower()
    by_name = next((kind for ending, kind in _ENDINGS.items() if name.endswith(ending)), None)
    return by_name or next((kind for mark, kind in _MARKS.items() if beginning.startswith(mark)), None)
