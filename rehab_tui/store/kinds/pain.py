"""Pain scores in the table `pain`."""

import sqlite3

from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.pain import PainScore, ScoreKind

TABLE = "pain"
COLUMNS = ("site", "side", "score", "score_kind")


def values(fact: PainScore) -> tuple[object, ...]:
    """Return a score as its columns hold it."""
    return (fact.site.value, fact.side.value, fact.score, fact.kind.value)


def fact(row: sqlite3.Row) -> PainScore:
    """Return the score of a row."""
    return PainScore(row["score"], Side(row["side"]), Site(row["site"]), ScoreKind(row["score_kind"]))
