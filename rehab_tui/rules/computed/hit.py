"""One firing of a computed rule, before it has words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from rehab_tui.domain.followup import Level

Number: TypeAlias = int | Fraction
"""A threshold: exact, so that 2.3 is 2.3."""


RISE = ("PT-02", "PT-03", "PT-04", "PT-05", "PT-09", "HW-01")
"""One rise in pain of one hip, seen in different ways: whichever prompt is open takes the others as lines."""


class Hit(NamedTuple):
    """The level that was reached, the numbers behind it, and the words that go into the message."""

    level: Level | None
    why: Mapping[str, object]
    words: Mapping[str, str]
    side: str | None = None
    adds_to: tuple[str, ...] | None = None
    """Instead of the rule's own, where the hit is about one other finding."""
