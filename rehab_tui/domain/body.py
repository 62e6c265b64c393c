"""Where it hurts: body sites and sides."""

from enum import StrEnum

from rehab_tui.domain.words import one_of
from rehab_tui.errors import InvalidValue


class Side(StrEnum):
    """The side of the body."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    MIDDLE = "middle"


class Site(StrEnum):
    """A place of the site map (items PS01-PS32)."""

    HIP = "hip"
    GROIN = "groin"
    OUTER_HIP = "outer-hip"
    BUTTOCK = "buttock"
    SIT_BONE = "sit-bone"
    SI_JOINT = "si-joint"
    ILIAC_CREST = "iliac-crest"
    HARDWARE = "hardware"
    LOW_BACK = "low-back"
    PELVIS = "pelvis"
    THIGH = "thigh"
    LEG = "leg"


SITE_NAMES = {
    Site.HIP: "Hip",
    Site.GROIN: "Groin, front of hip",
    Site.OUTER_HIP: "Outer hip",
    Site.BUTTOCK: "Buttock",
    Site.SIT_BONE: "Sit bone",
    Site.SI_JOINT: "SI joint",
    Site.ILIAC_CREST: "Back of the hip bone (bone-graft site)",
    Site.HARDWARE: "Over the rods or screws",
    Site.LOW_BACK: "Low back",
    Site.PELVIS: "Pelvis",
    Site.THIGH: "Thigh",
    Site.LEG: "Leg",
}


IN_PAIRS = (Site.HIP, Site.THIGH, Site.LEG)
"""Places without a middle; the others are asked for with one, for pain on both sides alike."""


def check_middle(site: Site, sides: tuple[Side, ...]) -> None:
    """Raise InvalidValue for the middle of a place that has none."""
    if site in IN_PAIRS and Side.MIDDLE in sides:
        raise InvalidValue(f"the {site} has no middle; give left, right or both")


def side_of(text: str) -> Side:
    """Return the side a person typed; raise InvalidValue with the nearest name otherwise."""
    return Side(one_of("side", text, tuple(Side)))


def site_of(text: str) -> Site:
    """Return the body site a person typed; raise InvalidValue with the nearest name otherwise."""
    return Site(one_of("body site", text, tuple(Site)))


def each_side(side: Side) -> tuple[Side, ...]:
    """Return the sides an answer counts for: `both` makes two entries."""
    return (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)


def where_words(site: Site, side: Side) -> str:
    """Return a site and side as people say it: Left hip."""
    name = SITE_NAMES[site]
    if side is Side.MIDDLE:
        return name
    return f"{side.value.capitalize()} {name[0].lower() if name[1].islower() else name[0]}{name[1:]}"


def place_words(site: Site, sides: tuple[Side, ...]) -> str:
    """Return a site on one side or more in the middle of a sentence: left hip; left hip and right hip."""
    words = [where_words(site, side) for side in sides]
    return " and ".join(one if one[1].isupper() else one[0].lower() + one[1:] for one in words)
