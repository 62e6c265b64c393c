"""Small answers, notes, clearances and visits: each a short row in a table of its own name."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rehab_tui.domain.dose import ClearanceKind
from rehab_tui.domain.entry import Fact, Note, SmallAnswer, Visit
from rehab_tui.domain.plan import Clearance


@dataclass(frozen=True, slots=True)
class SmallKind:
    """A table of few columns and the value it holds."""

    TABLE: str
    COLUMNS: tuple[str, ...]
    values: Callable[[Any], tuple[object, ...]]
    fact: Callable[[sqlite3.Row], Fact]


ANSWER = SmallKind(
    "answer",
    ("question", "value"),
    lambda fact: (fact.question, fact.value),
    lambda row: SmallAnswer(row["question"], row["value"]),
)
NOTE = SmallKind("note", ("text",), lambda fact: (fact.text,), lambda row: Note(row["text"]))
CLEARANCE = SmallKind(
    "clearance",
    ("what", "by"),
    lambda fact: (fact.what.value, fact.by),
    lambda row: Clearance(ClearanceKind(row["what"]), row["by"]),
)
VISIT = SmallKind(
    "visit",
    ("visit_on", "who", "ask"),
    lambda fact: (fact.on.isoformat(), fact.who, fact.ask),
    lambda row: Visit(date.fromisoformat(row["visit_on"]), row["who"], row["ask"]),
)
