"""Pain on the day after an exercise: which score counts, and against whose hip (rules 2.6, PX-02)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

Hips = Mapping[str, Mapping[date, int]]
"""Scores of each hip, by date."""
HIP = "hip"
ONE_DAY = timedelta(days=1)


class After(NamedTuple):
    """A score of the day after."""

    score: int
    kind: str
    """morning or daily."""


def hips(scores: Mapping[tuple[str, str], Mapping[date, int]]) -> Hips:
    """Return the scores of the hips, by side, out of those of all places."""
    return {str(side): given for (site, side), given in scores.items() if site == HIP}


def pain_after(day: date, *, mornings: Hips, scores: Hips) -> Mapping[str, After]:
    """Return the pain of each hip on the date after `day`: in the morning, else of the day."""
    next_day = day + ONE_DAY
    daily = {side: After(given[next_day], "daily") for side, given in scores.items() if next_day in given}
    return daily | {side: After(given[next_day], "morning") for side, given in mornings.items() if next_day in given}


def of_side(after: Mapping[str, After], side: str | None) -> After | None:
    """Return the pain of the side that worked; without one, or where that hip is not scored, of the worse hip."""
    own = after.get(side) if side else None
    return own or max(after.values(), default=None)
