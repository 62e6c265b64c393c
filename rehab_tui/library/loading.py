"""Finding and reading the library files: the shipped one, and a user's own one laid over it."""

from functools import lru_cache
from pathlib import Path

from rehab_tui.domain.words import harmless
from rehab_tui.errors import InvalidValue, NotFound
from rehab_tui.library.checking import check_library
from rehab_tui.library.marked import LARGEST
from rehab_tui.library.model import Library

NAME = "exercises.yaml"


def load_library(own: Path | None = None) -> Library:
    """Return the shipped exercises, with the changes of a user's own file laid over them.

    Raises NotFound when the own file does not exist, InvalidValue when it cannot be read or has mistakes.
    """
    shipped = _shipped(read_text(shipped_path()))
    return shipped if own is None else check_library(read_text(own), str(own), shipped)


@lru_cache(maxsize=1)
def _shipped(text: str) -> Library:
    # Reading it takes a quarter of a second; it does not change while the program runs.
    return check_library(text, NAME)


def shipped_path() -> Path:
    """Return where the shipped file is: beside this module once installed, else at the top of the source."""
    here = Path(__file__).parent
    beside = here / NAME
    return beside if beside.is_file() else here.parent.parent / NAME


def read_text(path: Path) -> str:
    """Return a file's text.

    Raises NotFound when it does not exist, InvalidValue when it is no plain file, too large or not UTF-8.
    """
    name = harmless(str(path).replace("\n", " "))
    try:
        if path.exists() and not path.is_file():
            # A named pipe would wait for ever.
            raise InvalidValue(f"{name}: not a plain file; name a YAML file")
        with path.open("rb") as file:
            # One byte more than is taken tells a file that is too large, however large it is.
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(f"{name}: there is no such file; check the name") from None
    except (OSError, ValueError) as failed:
        reason = getattr(failed, "strerror", None) or "the name cannot be used"
        raise InvalidValue(f"{name}: cannot be read ({reason})") from None
    if len(content) > LARGEST:
        raise InvalidValue(f"{name}:1:1: the file is larger than {LARGEST // 1_000_000} MB; split it or shorten it")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as broken:
        before = content[: broken.start]
        line, column = before.count(b"\n") + 1, broken.start - (before.rfind(b"\n") + 1) + 1
        raise InvalidValue(f"{name}:{line}:{column}: not UTF-8 text; save the file as UTF-8") from None
