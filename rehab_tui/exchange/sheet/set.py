"""All tables of one export (`.zip`, or the folder it was unpacked to), read back together: one patient, one change."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from rehab_tui.domain.patient import Profile
from rehab_tui.domain.sheet import Told
from rehab_tui.domain.spreadsheet import OwnSet, unguarded
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.sheet.file import LARGEST, Grid, bytes_of, grid_of, wrong
from rehab_tui.exchange.sheet.own import OWN_COLUMNS, is_id, own_table

PROFILE = "profile"
_ABOUT = f"{OwnSet.TABLE}.csv"
_READ = frozenset({_ABOUT, f"{PROFILE}.csv", *(f"{table}.csv" for table in OWN_COLUMNS)})
MOST_MEMBERS = 200
_TAKE = "unpack it and import its tables one by one, or take the record (.rehab.json)"
_AGAIN = "export it again"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What a zip raises that is cut off, altered, packed in another way, or locked."""


class OwnTables(NamedTuple):
    """The tables of one export."""

    patient: str
    """The id of whom they are."""
    tables: Mapping[str, Grid]
    """Tables of entries, by their kind."""
    profile: Grid | None

    def told(self) -> Iterator[Told]:
        """Yield the facts about the patient, as texts. Raises InvalidValue for a table that is none of ours."""
        if self.profile is None:
            return
        for line, cells in self.profile.rows():
            name, value = (*cells, "", "")[:2]
            if len(cells) != 2 or name not in Profile._fields:
                raise wrong(self.profile.path, f'has a fact that is not known ("{shown(name)}")', _AGAIN, line)
            yield Told(line, name, unguarded(value))


def is_set(path: Path) -> bool:
    """Return whether a file is a zip, by its name and how it begins, or a folder holds all tables of an export."""
    try:
        if path.suffix.lower() != ".zip" or not path.is_file():
            return (path / _ABOUT).is_file()
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


def read_set(path: Path) -> OwnTables:
    """Return the tables of an export. Raises InvalidValue or NotFound in one line."""
    files = _in_folder(path) if path.is_dir() else _in_zip(path)
    about = files.pop(_ABOUT, None)
    if about is None:
        raise wrong(path, "holds no whole export of this program (no about.csv)", _TAKE)
    patient = _patient(path, about)
    grids = {name.removesuffix(".csv"): grid_of(path / name, data) for name, data in files.items()}
    profile = grids.pop(PROFILE, None)
    for table, grid in grids.items():
        if _table(grid) != table:
            raise wrong(grid.path, f"is not our table {table}", _AGAIN)
    if profile is not None and frozenset(profile.header) != frozenset(OwnSet.COLUMNS):
        raise wrong(profile.path, f"is not our table {PROFILE}", _AGAIN)
    return OwnTables(patient, grids, profile)


def _table(grid: Grid) -> str | None:
    try:
        return own_table(grid.header)
    except InvalidValue as problem:
        raise wrong(grid.path, str(problem), _AGAIN, grid.first_line) from None


def _patient(path: Path, about: bytes) -> str:
    """Return whose tables they are."""
    told = dict(cells for _, cells in grid_of(path / _ABOUT, about).rows() if len(cells) == 2)
    if told.get("format") != OwnSet.FORMAT:
        raise wrong(path / _ABOUT, "does not tell of an export of this program", _TAKE)
    if told.get("version") != str(OwnSet.VERSION):
        raise wrong(path / _ABOUT, f"is of version {shown(told.get('version', ''))}", "update this program")
    if not is_id(told.get("patient", "")):
        raise wrong(path / _ABOUT, "does not say whose tables these are", _AGAIN)
    return told["patient"]


def _in_folder(path: Path) -> dict[str, bytes]:
    found = {name: path / name for name in sorted(_READ) if (path / name).exists()}
    read: dict[str, bytes] = {}
    for name, place in found.items():
        read[name] = bytes_of(place, "diary.zip")
        if sum(map(len, read.values())) > LARGEST:
            raise _too_large(path)
    return read


def _in_zip(path: Path) -> dict[str, bytes]:
    """Return the members that are ours; no more is unpacked than can be taken in."""
    data = bytes_of(path, "diary.zip")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _ours(path, archive.infolist())
            if sum(one.file_size for one in members.values()) > LARGEST:
                raise _too_large(path)
            return {name: archive.read(one) for name, one in sorted(members.items())}
    except InvalidValue:
        raise
    except _BROKEN:
        raise wrong(path, "is no zip that can be read: it is cut off, altered or locked", _AGAIN) from None


def _ours(path: Path, members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return our tables by their names, also where they were packed again in a folder."""
    if len(members) > MOST_MEMBERS:
        raise wrong(path, f"holds more than {MOST_MEMBERS} files", _TAKE)
    found: dict[str, zipfile.ZipInfo] = {}
    for one in members:
        place = PurePosixPath(one.filename)
        if place.name in _READ and "__MACOSX" not in place.parts:
            if place.name in found:
                raise wrong(path, f"holds {place.name} twice", _TAKE)
            found[place.name] = one
    return found


def _too_large(path: Path) -> InvalidValue:
    return wrong(path, f"is larger than {LARGEST // 1024 // 1024} MB when it is unpacked", "take the record instead")
