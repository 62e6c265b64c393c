"""The scores of a report that are not daily ones: worst, morning, now, and while exercising, by place and kind."""

from collections.abc import Iterable, Iterator
from datetime import date

from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import ANSWER_NAMES, Entry, SmallAnswer
from rehab_tui.domain.pain import SCORE_WORDS, PainScore, ScoreKind
from rehab_tui.domain.report import OtherScores, Spread

EXERCISING = "worst-exercising"
_KINDS = (ScoreKind.WORST, ScoreKind.MORNING, ScoreKind.NOW)


def other_scores(kept: Iterable[Entry]) -> tuple[OtherScores, ...]:
    """Return the scores of entries that count which are no daily ones, in the order of the site map."""
    by_place: dict[tuple[Site, Side, ScoreKind], list[tuple[date, int]]] = {}
    exercising: list[tuple[date, int]] = []
    for entry in kept:
        fact = entry.fact
        if isinstance(fact, PainScore) and fact.kind is not ScoreKind.DAY:
            by_place.setdefault((fact.site, fact.side, fact.kind), []).append((entry.day, fact.score))
        elif isinstance(fact, SmallAnswer) and fact.question == EXERCISING:
            exercising.append((entry.day, int(fact.value)))
    return (*_of_places(by_place), *([_scores(None, ANSWER_NAMES[EXERCISING], exercising)] if exercising else ()))


def _of_places(by_place: dict[tuple[Site, Side, ScoreKind], list[tuple[date, int]]]) -> Iterator[OtherScores]:
    for site in Site:
        for side in Side:
            for kind in _KINDS:
                found = by_place.get((site, side, kind))
                if found:
                    yield _scores((site, side), SCORE_WORDS[kind], found)


def _scores(place: tuple[Site, Side] | None, kind: str, found: Iterable[tuple[date, int]]) -> OtherScores:
    days, scores = zip(*found, strict=True)
    return OtherScores(place, kind, Spread(tuple(sorted(scores))), len(set(days)))
