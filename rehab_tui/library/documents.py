"""The items of the source documents, read from the file that ships with the program."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from rehab_tui.domain.documents import Correction, Documents, Item

PLACE = Path(__file__).parent / "documents.yaml"
_NUMBER = re.compile("^  ((?:EX|PR)[0-9]{2}):", re.MULTILINE)


@lru_cache(maxsize=1)
def load_documents() -> Documents:
    """Return every item, and the corrections, in the order of the file."""
    found: dict[str, Any] = YAML(typ="safe").load(PLACE.read_text(encoding="utf-8"))
    return Documents(
        {name: _item(name, given) for name, given in found["items"].items()},
        tuple(Correction(one["title"], one["text"], tuple(one["sources"])) for one in found["corrections"]),
    )


def _item(name: str, given: dict[str, Any]) -> Item:
    return Item(
        id=name,
        docs=tuple(given["docs"]),
        at=tuple((kind, name) for kind, _, name in (place.partition(":") for place in given["at"])),
        says=given["says"],
        more=given.get("more"),
        for_therapist=given.get("for") == "therapist",
    )


@lru_cache(maxsize=1)
def exercise_items() -> tuple[str, ...]:
    """Return the numbers of the exercises and precautions, in the order of the file."""
    # Reading the YAML takes 0.16 s.
    return tuple(_NUMBER.findall(PLACE.read_text(encoding="utf-8")))
