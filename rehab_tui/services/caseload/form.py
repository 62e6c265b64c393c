"""Which files a caseload takes in, how they are read, and what one of them brought."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rehab_tui.domain.sharing import Material
from rehab_tui.errors import NotFound

ENDING = ".rehab.json"
LOCKED = ".rehab.json.age"


Unlock = Callable[[Path], str]
"""Asks for the passphrase of a file."""


class RecordForm(NamedTuple):
    """How a patient record is read and written; `bootstrap` knows it."""

    data: Callable[[Path], bytes]
    opened: Callable[[Path, bytes, Unlock | None], bytes]
    """Unlocks what is locked with a passphrase, where it is known; raises InvalidValue otherwise."""
    parsed: Callable[[Path, bytes], Mapping[str, Any]]
    """Raises InvalidValue for what is not a whole, unchanged record."""
    chunks: Callable[[Material], Iterable[bytes]]


class TakenIn(NamedTuple):
    """What one file brought."""

    path: Path
    patient: str
    name: str | None
    first: bool
    """Whether the patient was not in the caseload before."""
    entries: int
    """Entries that were not known before."""
    known: bool = False
    """Whether this very file was taken in before: nothing was done."""
    filled: str = ""
    """What was filled in that an older file had left out; empty for nothing."""
    nothing_new: bool = False
    """Whether all of it was known: it is older than what is known, say."""


class Outcome(NamedTuple):
    """What became of one file of many."""

    path: Path
    taken: TakenIn | None
    refused: str | None
    """What is wrong with it, in one line; None for one that was taken in or known."""


def records_of(places: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that are named and the records below the folders that are, each once, in order.

    Raises NotFound for a folder without any record.
    """
    found: dict[Path, Path] = {}
    for place in places:
        below = _below(place)
        if not below:
            raise NotFound(f"no patient record (*{ENDING}) lies below {place}; nothing was taken in")
        for path in below:
            found.setdefault(path.absolute(), path)
    return tuple(found.values())


def _below(place: Path) -> tuple[Path, ...]:
    """Return a file itself, or the records below a folder, by name; locked ones too, so that they are told of."""
    if not place.is_dir():
        return (place,)
    found = (one for ending in (ENDING, LOCKED) for one in place.rglob(f"*{ending}"))
    return tuple(sorted(one for one in found if not one.is_dir()))
