"""The exercise library: `exercises.yaml`, which a therapist edits by hand, checked and turned into domain values.

Public: `Library`, `LibraryMistakes`, `load_library`, `check_library`. YAML is loaded at the first call, not before.
"""

from pathlib import Path

from rehab_tui.library.model import Library, LibraryMistakes

__all__ = ["Library", "LibraryMistakes", "check_library", "load_library"]


def load_library(own: Path | None = None) -> Library:
    """Return the shipped exercises, with the changes of a user's own file laid over them.

    An own file has the same format. An exercise or plan whose id the shipped file knows needs only the keys that
    change; each key replaces the whole value, except that `allowed` replaces range by range. With another
    `measured`, the shipped dose and ranges are dropped. A new id needs all keys. The shipped `stop-for-all` stays.

    Raises NotFound when the own file does not exist, and InvalidValue when it cannot be read or has mistakes.
    """
    from rehab_tui.library.loading import load_library as load

    return load(own)


def check_library(text: str, name: str, base: Library | None = None) -> Library:
    """Return the library that a text holds; with a base, the text is an own file laid over it.

    Raises LibraryMistakes, which names every mistake at once as `name:line:column: where: what`.
    """
    from rehab_tui.library.checking import check_library as check

    return check(text, name, base)
