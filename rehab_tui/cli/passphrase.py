"""Reads a passphrase: from a file, from stdin (`-`), or typed unseen on a terminal; never from the command line."""

from functools import cache
from pathlib import Path

from rehab_tui.cli.output import tell
from rehab_tui.cli.paths import typed_path
from rehab_tui.cli.session import Session
from rehab_tui.domain.passphrase import SHORT, SHORT_WORDS, passphrase_of
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue, NotFound, WrongUsage
from rehab_tui.exchange.formats import Format
from rehab_tui.exchange.locked import require
from rehab_tui.exchange.record.file import Unlock

MOST_BYTES = 4096
_WHERE = "--passphrase-file"


def passphrase_for(kind: Format, named: str | None, session: Session) -> str | None:
    """Return the passphrase to lock a file of a format with, typed twice on a terminal; None for an open format.

    Raises InvalidValue or WrongUsage.
    """
    if not kind.locked:
        if named is not None:
            raise WrongUsage(f"{_WHERE} goes with a locked record: give a name that ends with .rehab.json.age")
        return None
    require()
    found = _from_file(named) if named is not None else _typed_twice(session)
    if len(found) < SHORT:
        tell(f"rehab: note: {SHORT_WORDS}")
    return found


def unlocking(named: str | None, session: Session) -> Unlock:
    """Return what asks for the passphrase of each locked file; a file that holds one is read once, for all of them."""
    if named is None:
        return lambda path: _typed(f"Passphrase of {shown(str(path), 200)} (it is not shown): ", session)
    once = cache(_from_file)
    return lambda _: once(named)


def _typed_twice(session: Session) -> str:
    first = _typed("Passphrase for the file (it is not shown): ", session)
    if _typed("Once more: ", session) != first:
        raise InvalidValue("the two passphrases differ; nothing was written")
    return first


def _typed(question: str, session: Session) -> str:
    if not session.interactive:
        raise WrongUsage(f"the file is locked with a passphrase, and there is no terminal to ask; give {_WHERE} FILE")
    from getpass import getpass

    try:
        return passphrase_of(getpass(question))
    except EOFError:
        raise InvalidValue("no passphrase was typed; nothing was done") from None


def _from_file(named: str) -> str:
    """Return the first line of a file; `-` is stdin, /dev/fd/3 an open file descriptor."""
    data = _stdin() if named == "-" else _read(typed_path(named, "passphrase.txt"))
    try:
        first, _, rest = data.decode("utf-8-sig").partition("\n")
    except UnicodeDecodeError:
        raise InvalidValue(f"{_WHERE} {named}: the first line is not text in UTF-8; nothing was done") from None
    if rest.strip():
        tell("rehab: note: only the first line was taken as the passphrase")
    return passphrase_of(first.removesuffix("\r"))


def _stdin() -> bytes:
    import sys

    return b"" if sys.stdin is None else sys.stdin.buffer.readline(MOST_BYTES)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except FileNotFoundError:
        raise NotFound(f"{_WHERE}: no file at {path}; nothing was done") from None
    except OSError as problem:
        raise InvalidValue(f"{_WHERE}: {path} cannot be read ({problem.strerror}); nothing was done") from None
