"""Left against right, front against back, by what was done in four weeks (items EX17, EX18)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.body import Side
from rehab_tui.domain.doses import Work, doses_words

DAYS = 28
LEAST_SESSIONS = 6
"""Judgement: with fewer sessions of such exercises in the time, nothing is said about balance."""
EVEN_FROM = 0.8
"""Judgement: the lesser part is called about even from four fifths of the greater one on."""
ASK = "Your plan may mean it so; ask your therapist."


class Pair(NamedTuple):
    """Two parts of the body that are to be trained alike, in doses done."""

    id: str
    title: str
    first: str
    second: str
    first_doses: float
    second_doses: float
    n: int
    """Sessions counted: an exercise on a day."""
    items: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether enough was done to compare."""
        return self.n >= LEAST_SESSIONS

    @property
    def even(self) -> bool | None:
        """Whether both parts did about the same; None where too little was done to say."""
        if not self.enough:
            return None
        return min(self.first_doses, self.second_doses) >= EVEN_FROM * max(self.first_doses, self.second_doses)

    @property
    def counted(self) -> str:
        """What was counted: left 12, right 8."""
        return f"{self.first} {doses_words(self.first_doses)}, {self.second} {doses_words(self.second_doses)}"

    @property
    def sentence(self) -> str:
        """What the picture shows, in words, with its n."""
        if not self.n:
            return f"{self.title}: nothing of the kind was done in {DAYS} days."
        if not self.enough:
            few = f"too little to compare ({self.n} of {LEAST_SESSIONS} sessions in {DAYS} days)"
            return f"{self.title}: {self.counted}; {few}."
        begin = f"{self.title}: {self.counted} doses ({self.n} sessions in {DAYS} days)"
        if self.even:
            return f"{begin}; about even."
        less = self.first if self.first_doses < self.second_doses else self.second
        return f"{begin}; the {less} did less. {ASK}"


class Balance(NamedTuple):
    """What was done for each part of the body over four weeks."""

    first: date
    last: date
    pairs: tuple[Pair, ...]
    by_exercise: tuple[Pair, ...]
    """Left and right of each exercise that has sides."""


def balance(work: Iterable[Work], first: date, last: date) -> Balance:
    """Return both comparisons over some work, and left against right of each exercise."""
    done = tuple(work)
    sided = [one for one in done if one.of.sided]
    faced = [one for one in done if one.of.face in ("front", "back")]
    front = sum(one.doses for one in faced if one.of.face == "front")
    back = sum(one.doses for one in faced if one.of.face == "back")
    return Balance(
        first,
        last,
        (
            _sides("left-right", "Left and right", sided),
            Pair(
                "front-back", "Front and back of the trunk", "front", "back", front, back, _sessions(faced),
                ("EX17", "PR19"), ("doc 001", "judgement"),
            ),
        ),
        tuple(
            _sides(name, one.of.name, [other for other in sided if other.done.exercise == name])
            for name, one in {one.done.exercise: one for one in sided}.items()
        ),
    )  # fmt: skip


def _sides(id: str, title: str, done: Sequence[Work]) -> Pair:  # noqa: A002 - the product's word
    left, right = (sum(one.on(side) for one in done) for side in (Side.LEFT, Side.RIGHT))
    return Pair(id, title, "left", "right", left, right, _sessions(done), ("EX18",), ("doc 001", "judgement"))


def _sessions(done: Iterable[Work]) -> int:
    return len({(one.day, one.done.exercise) for one in done})
