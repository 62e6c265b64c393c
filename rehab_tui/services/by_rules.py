"""Which rules something was worked out by: apart from what works it out, for the list asks it before anything else."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

ROOMS = ("domain", "rules", "services")


@cache
def by_rules() -> str:
    """Return what tells these rules, and how they are put to use here, from any others: a digest of their text."""
    digest = sha256()
    for room in ROOMS:
        for module in modules(files("rehab_tui") / room):
            digest.update(module.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def modules(room: Traversable) -> Iterator[Traversable]:
    """Yield the modules of a room and of the rooms inside it, by name."""
    for one in sorted(room.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from modules(one)
        elif one.name.endswith(".py"):
            yield one
