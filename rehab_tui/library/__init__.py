"""The files that a therapist edits by hand, `exercises.yaml` and plan files, checked and turned into domain values.

Public: `Library`, `LibraryMistakes`, `load_library`, `check_library`; `read_plan_text`, `check_plan_file`,
`plan_file_text`, `renumbered`, `with_value`; `load_documents`. YAML is loaded at the first call, not before.
"""

from pathlib import Path

from rehab_tui.domain.documents import Documents
from rehab_tui.domain.plan_file import Expected, PlanFile
from rehab_tui.library.model import Library, LibraryMistakes

__all__ = [
    "Library",
    "LibraryMistakes",
    "check_library",
    "check_plan_file",
    "load_documents",
    "load_library",
    "plan_file_text",
    "read_plan_text",
    "renumbered",
    "with_value",
]


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


def read_plan_text(path: Path) -> str:
    """Return the text of a plan file, line ends and all. Raises NotFound or InvalidValue with the place."""
    from rehab_tui.library.loading import read_text

    return read_text(path)


def check_plan_file(text: str, name: str, library: Library, expected: Expected) -> PlanFile:
    """Return what the text of a plan file says, once it has no mistakes and fits what is expected.

    Raises LibraryMistakes, which names every mistake at once as `name:line:column: where: what`.
    """
    from rehab_tui.library.plan_file import check_plan_file as check

    return check(text, name, library, expected)


def plan_file_text(plan: PlanFile, library: Library) -> str:
    """Return a plan as the text of a plan file, written by the program."""
    from rehab_tui.library.plan_writing import plan_file_text as write

    return write(plan, library)


def renumbered(text: str, version: int) -> str:
    """Return the text of a plan file with another version; nothing else in it is touched."""
    from rehab_tui.library.plan_writing import renumbered as write

    return write(text, version)


def load_documents() -> Documents:
    """Return what the source documents name, item by item, and where they go wrong."""
    from rehab_tui.library.documents import load_documents as load

    return load()


def with_value(text: str, key: str, value: str) -> str:
    """Return the text of a plan file with another value of a key at the top; comments and all else stay.

    Nothing is changed where it cannot be done on one line: whoever calls checks what the text says then.
    """
    from rehab_tui.library.plan_writing import with_value as write

    return write(text, key, value)
