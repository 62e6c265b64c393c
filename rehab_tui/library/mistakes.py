"""Collecting what is wrong with a file, so that a person can mend all of it in one go."""

from collections.abc import Iterable
from typing import NamedTuple

from rehab_tui.domain.words import harmless, nearest
from rehab_tui.library.model import LibraryMistakes

MOST_SHOWN = 100


class Place(NamedTuple):
    """Where something stands in a file, as editors count: the first line is 1, the first column is 1."""

    line: int
    column: int


class Mistakes:
    """The mistakes of one file, told in the order of its lines."""

    def __init__(self, name: str) -> None:
        self._name = harmless(name).replace("\n", " ")
        self._found: list[tuple[Place, str]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: Place, path: str, what: str) -> None:
        """Note one mistake; the path (`exercises[1].sets`) is empty where only the place is known."""
        where = f"{self._name}:{place.line}:{place.column}: "
        self._found.append((place, where + (f"{path}: {what}" if path else what)))

    def hint(self, text: str, names: Iterable[str], *, otherwise: str = "") -> str:
        """Return "; did you mean ...?" with the nearest name, or the other hint when none is near."""
        # Looking for near names is slow, and nobody reads the hundredth hint.
        close = nearest(text[:60], names) if len(self) < MOST_SHOWN else None
        return f"; did you mean {close}?" if close else otherwise

    def tell(self) -> None:
        """Raise LibraryMistakes with everything found so far; nothing happens when all is well."""
        if not self._found:
            return
        lines = [text for _, text in sorted(self._found, key=lambda found: found[0])]
        more = len(lines) - MOST_SHOWN
        if more > 0:
            lines[MOST_SHOWN:] = [f"{self._name}: and {more} more mistakes; mend these first"]
        raise LibraryMistakes(lines)
