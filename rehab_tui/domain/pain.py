"""Pain scores."""

from dataclasses import dataclass
from enum import StrEnum

from rehab_tui.domain.body import Side, Site, place_words
from rehab_tui.domain.fact import Fact, Kind
from rehab_tui.domain.words import one_of, shown, whole_number
from rehab_tui.errors import InvalidValue

LOWEST, HIGHEST = 0, 10


class ScoreKind(StrEnum):
    """What a score stands for; `day` is the daily score, one per site, side and date."""

    DAY = "day"
    NOW = "now"
    WORST = "worst"
    MORNING = "morning"


SCORE_WORDS = {
    ScoreKind.DAY: "pain",
    ScoreKind.NOW: "pain now",
    ScoreKind.WORST: "worst pain",
    ScoreKind.MORNING: "morning pain",
}


@dataclass(frozen=True, slots=True)
class PainScore(Fact):
    """One answer to "how bad was it?", 0 (none) to 10 (worst imaginable)."""

    kind_of_entry = Kind.PAIN

    score: int
    side: Side
    site: Site = Site.HIP
    kind: ScoreKind = ScoreKind.DAY

    def __post_init__(self) -> None:
        if type(self.score) is not int or not LOWEST <= self.score <= HIGHEST:
            raise InvalidValue(f"A pain score runs from {LOWEST} to {HIGHEST}, not {self.score}")
        if self.side is Side.BOTH:
            raise InvalidValue("A pain score belongs to one side; log left and right on their own")


def score_words(score: PainScore) -> str:
    """Return a score in one line: pain 3, left hip."""
    return f"{SCORE_WORDS[score.kind]} {score.score}, {place_words(score.site, (score.side,))}"


def kind_of(text: str) -> ScoreKind:
    """Return the kind of score a person typed; raise InvalidValue with the nearest name otherwise."""
    return ScoreKind(one_of("kind of score", text, tuple(ScoreKind)))


def score_of(text: str, what: str = "pain score") -> int:
    """Return the 0-10 score a person typed; raise InvalidValue for anything else, 010 and -0 too: they may be slips."""
    score = whole_number(what, text, LOWEST, HIGHEST)
    if text.strip() != str(score):
        raise InvalidValue(f'{what} "{shown(text)}" was not kept; give a whole number from {LOWEST} to {HIGHEST}')
    return score
