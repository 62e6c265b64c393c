"""What the five source documents name, item by item, and where they go wrong."""

from collections.abc import Mapping
from typing import NamedTuple

GROUPS: Mapping[str, str] = {
    "EX": "Exercises and activities",
    "PR": "Precautions and ways to move",
    "PS": "Where it hurts, and the structure they link to it",
    "SY": "Complaints",
    "FL": "Red flags",
    "FF": "Signs of a fusion that failed",
    "HW": "Signs of the metalwork",
    "TX": "Treatments",
    "DX": "Tests and images",
    "FU": "What to do, and when",
    "FG": "Figures",
    "PF": "About the person",
}
"""The beginnings of the item numbers, with their titles."""

PLACES: Mapping[str, str] = {
    "exercise": "rehab exercises {}",
    "plan": "rehab plan start {}",
    "rule": "rehab signs {}",
    "symptom": "rehab log symptoms {}",
    "site": "rehab log pain SCORE --site {}",
    "measure": "rehab log measure {}",
    "treatment": "rehab log treatment {}",
    "clearance": "rehab log clearance {} --by WHO",
    "precaution": "a precaution that a plan can name: {}",
    "profile": "your details: {}",
    "command": "rehab {}",
    "page": "rehab help {}",
}
"""Where an item can be met: each kind of place, and how to get there."""


class Item(NamedTuple):
    """One item of the documents, in our own words."""

    id: str
    docs: tuple[str, ...]
    """000 to 004."""
    at: tuple[tuple[str, str], ...]
    """(kind of place, name) in the program."""
    says: str
    more: str | None = None
    """Of a figure: whom it was counted in, and what is disputed."""
    for_therapist: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Its documents as sources."""
        return tuple(f"doc {one}" for one in self.docs)

    @property
    def ways(self) -> tuple[str, ...]:
        """How to get to it."""
        return tuple(
            PLACES[kind].format(name.replace("_", " ") if kind == "profile" else name) for kind, name in self.at
        )


class Correction(NamedTuple):
    """Where the documents disagree, are garbled, or go against a study."""

    title: str
    text: str
    sources: tuple[str, ...]


class Documents(NamedTuple):
    """All items by number, and the corrections."""

    items: Mapping[str, Item]
    corrections: tuple[Correction, ...]

    def group(self, letters: str) -> tuple[Item, ...]:
        """Return the items whose number begins so, in order."""
        return tuple(item for name, item in self.items.items() if name.startswith(letters))

    def at_site(self, site: str) -> tuple[Item, ...]:
        """Return what the documents link to a body site."""
        return tuple(item for item in self.group("PS") if ("site", site) in item.at)
