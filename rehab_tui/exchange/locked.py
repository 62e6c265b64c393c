"""Files locked with a passphrase, in the age format (age-encryption.org/v1); pyrage comes with `rehab-tui[age]`."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from pathlib import Path

from rehab_tui.errors import InvalidValue

_BEGINS = b"age-encryption.org/"
_ARMOR, _ARMOR_END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
_SCRYPT = re.compile(rb"\Aage-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]+ ([0-9]{1,3})\n")
MOST_WORK = 20
"""Log2 of the work of a passphrase. It is chosen so that locking takes about a second where it is done: 17 to 19, on
the quickest machines 20 (1 GB for some seconds). A file that asks for more is refused: 22 takes 4 GB and a minute."""
TRIES = 3
"""How often a file is tried: age guesses by a short trial how long it would take, wrongly on a busy machine."""
_NOT_INSTALLED = (
    "a passphrase needs the package pyrage, and it is not installed; run: pip install 'rehab-tui[age]', or choose a "
    "name that ends with .rehab.json and lock the file in another way"
)


def locked(chunks: Iterable[bytes], passphrase: str) -> Iterator[bytes]:
    """Yield content locked with a passphrase, whole: it is held in memory. Raises InvalidValue without pyrage."""
    require()
    import pyrage

    yield bytes(pyrage.passphrase.encrypt(b"".join(chunks), passphrase))


def require() -> None:
    """Raise InvalidValue with what to do where pyrage is not installed."""
    try:
        import pyrage  # noqa: F401 (only whether it is there)
    except ImportError:
        raise InvalidValue(_NOT_INSTALLED) from None


def is_locked(data: bytes) -> bool:
    """Return whether content begins like a file of age."""
    return data.startswith((_BEGINS, _ARMOR))


def unlocked(path: Path, data: bytes, passphrase: str) -> bytes:
    """Return the content of a locked file. Raises InvalidValue in one line: what is wrong, and what to do."""
    require()
    import pyrage

    plain = _without_armor(path, data)
    work = _SCRYPT.match(plain)
    if work is None:
        raise _wrong(path, "is not locked with a passphrase, or its beginning is damaged", "ask for it again")
    if int(work[1]) > MOST_WORK:
        raise _wrong(path, "asks for far more work than a passphrase needs", "do not trust it, ask for it again")
    for _ in range(TRIES):
        try:
            return bytes(pyrage.passphrase.decrypt(plain, passphrase))
        except pyrage.DecryptError as problem:
            if str(problem) == "Decryption failed":
                raise _wrong(path, "does not open with this passphrase", "type it again") from None
            if not str(problem).startswith("Excessive work"):
                raise _wrong(path, "is damaged or incomplete", "ask for it again") from None
    raise _wrong(path, "takes longer to open than this computer allows now", "try again when it is less busy")


def _without_armor(path: Path, data: bytes) -> bytes:
    """Return the content of a file that was written as lines of text (age --armor)."""
    if not data.startswith(_ARMOR):
        return data
    inner = data.strip().removeprefix(_ARMOR).removesuffix(_ARMOR_END)
    try:
        return b64decode(b"".join(inner.split()), validate=True)
    except ValueError:
        raise _wrong(path, "is damaged or incomplete", "ask for it again") from None


def _wrong(path: Path, what: str, what_to_do: str) -> InvalidValue:
    return InvalidValue(f"{path} {what}; nothing was imported, {what_to_do}")
