"""Diagnostic blocks: the score before and after, the relief in a hundred, and the two criteria of the documents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from rehab_tui.domain.body import Side, Site, place_words
from rehab_tui.domain.fact import Kind, Spoken
from rehab_tui.domain.measure import number_words
from rehab_tui.domain.pain import HIGHEST, LOWEST, score_of
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue

LONGEST = 72 * 60
"""Minutes after a block up to which scores are kept."""
MOST_TESTS = 10
_AFTER = re.compile(r"([^@]*)@\s*([0-9]{1,4})\s*(min|m|h)?", re.ASCII | re.IGNORECASE)


class After(NamedTuple):
    """A score some minutes after the block."""

    minutes: int
    score: int

    @property
    def when(self) -> str:
        """The time as people say it: 30 min, 2 h."""
        return f"{self.minutes // 60} h" if self.minutes % 60 == 0 else f"{self.minutes} min"


class Criterion(NamedTuple):
    """A criterion of the documents and whether the figures meet it."""

    id: str
    words: str
    sources: tuple[str, ...]
    met: bool | None
    """None while something it asks for was not written down."""

    @property
    def said(self) -> str:
        """The criterion and the answer, always together."""
        answer = {True: "met", False: "not met", None: "not known"}[self.met]
        return f"{self.words}: {answer} ({', '.join(self.sources)})"


@dataclass(frozen=True, slots=True)
class Block(Spoken):
    """A local anesthetic put into one place: what it did to the pain. Nothing is concluded from it here."""

    kind_of_entry = Kind.BLOCK

    site: Site
    side: Side
    anesthetic: str
    before: int
    after: tuple[After, ...] = ()
    positive_tests: int | None = None
    """Provocation tests that hurt; None where nobody wrote it down."""

    def __post_init__(self) -> None:
        if self.side is Side.BOTH:
            raise InvalidValue("a block belongs to one side; keep left and right on their own")
        for score in (self.before, *(one.score for one in self.after)):
            if not LOWEST <= score <= HIGHEST:
                raise InvalidValue(f"A pain score runs from {LOWEST} to {HIGHEST}, not {score}")
        minutes = [one.minutes for one in self.after]
        if len(set(minutes)) != len(minutes):
            raise InvalidValue("two scores at the same time after the block; keep one of them")
        if any(not 0 < one <= LONGEST for one in minutes):
            raise InvalidValue("the time after the block lies outside 1 min to 72 h")

    def relief_at(self, after: After) -> Fraction | None:
        """Return how much less it hurt, in a hundred and exactly; None when there was no pain before."""
        return Fraction(100 * (self.before - after.score), self.before) if self.before else None

    @property
    def relief(self) -> Fraction | None:
        """The largest relief, in a hundred; None without a score after, or without pain before."""
        found = [relief for one in self.after if (relief := self.relief_at(one)) is not None]
        return max(found, default=None)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Both criteria of the documents: they differ, and both are shown (items FG05, FG06, DX06)."""
        relief, tests = self.relief, self.positive_tests
        above = None if relief is None else relief > 70
        enough = None if tests is None else tests >= 2
        both = False if False in (above, enough) else None if None in (above, enough) else True
        return (
            Criterion("more-than-75", "more than 75 % relief", ("doc 000",), None if relief is None else relief > 75),
            Criterion(
                "more-than-70-and-2-tests",
                "more than 70 % relief with two positive provocation tests",
                ("doc 001",),
                both,
            ),
        )

    @property
    def words(self) -> str:
        """The block and its scores, in one line."""
        scores = [f"{one.score} after {one.when}" for one in self.after] or ["no score after it yet"]
        tests = "" if self.positive_tests is None else f", positive tests {self.positive_tests}"
        relief = "" if self.relief is None else f", {relief_words(self.relief)}"
        where = place_words(self.site, (self.side,))
        return f"block, {where}, {self.anesthetic}: {self.before} before, {', '.join(scores)}{relief}{tests}"


def relief_words(relief: Fraction) -> str:
    """Return relief as people read it; a rise is called one."""
    return f"{number_words(relief)} % relief" if relief >= 0 else f"no relief, {number_words(-relief)} % more pain"


def criteria_lines(block: Block) -> tuple[str, ...]:
    """Return both criteria with their answers, and whose it is to say what they mean."""
    if block.relief is None:
        return ("relief cannot be worked out: " + ("no pain before" if block.after else "no score after it yet"),)
    said = [one.said for one in block.criteria]
    return (*said, "The second one also asks that the pain is new. What it means is for your clinician to say.")


def compared(block: Block, earlier: Sequence[Block]) -> tuple[str, ...]:
    """Return one line for each earlier block of the same place, which the documents set beside it (DX05)."""
    lines = []
    for other in earlier:
        if (other.site, other.side) != (block.site, block.side):
            continue
        alike = other.anesthetic.casefold() == block.anesthetic.casefold()
        which = "the same anesthetic" if alike else "another anesthetic"
        relief = "no figure" if other.relief is None else relief_words(other.relief)
        lines.append(f"earlier block there with {which} ({other.anesthetic}): {relief}")
    return tuple(lines)


def after_of(text: str) -> After:
    """Return the score after a block that a person typed: 2@30min, 2@2h. Raises InvalidValue."""
    found = _AFTER.fullmatch(text.strip())
    if found is None:
        raise InvalidValue(f'the score after "{shown(text)}" was not kept; write score@time, like 2@30min or 2@2h')
    score = score_of(found[1], "score after")
    return After(int(found[2]) * (60 if (found[3] or "").lower() == "h" else 1), score)
