"""What came in with records since a mark: the days it touches, and the answers in which a sign may now count more."""

import json
from datetime import date
from typing import NamedTuple

from rehab_tui.store.store import Store

_CAME = (
    "({0} > ?1 OR {0} IN (SELECT value FROM json_each(?3)) OR {0} IN (SELECT entry FROM entry_state WHERE seq > ?2))"
)
_TELLS = (
    "(t.temperature_c IS NOT NULL OR t.companions <> '[]' OR EXISTS (SELECT 1 FROM symptom s WHERE s.entry = t.entry))"
)


class Mark(NamedTuple):
    """The last row of the entries, and of their states, before something came in."""

    entry: int
    state: int
    filled: frozenset[int] = frozenset()
    """Older entries that got what had been left out of them."""

    @property
    def values(self) -> tuple[int, int, str]:
        """What a read needs of it."""
        return self.entry, self.state, json.dumps(sorted(self.filled))


def mark(store: Store) -> Mark:
    """Return where a file stands."""
    row = store.rows(
        "SELECT (SELECT coalesce(max(seq), 0) FROM entry) AS entry,"
        " (SELECT coalesce(max(seq), 0) FROM entry_state) AS state"
    )[0]
    return Mark(row["entry"], row["state"])


def days_since(store: Store, since: Mark) -> tuple[date, ...]:
    """Return the days of the entries that came in, or count in another way than before."""
    came = _CAME.format("seq")
    rows = store.rows(f"SELECT DISTINCT day FROM entry WHERE {came} ORDER BY day", *since.values)  # noqa: S608 (fixed)
    return tuple(date.fromisoformat(row["day"]) for row in rows)


def answers_since(store: Store, since: Mark, days: int) -> tuple[str, ...]:
    """Return the ids of answers that tell something and count, oldest day first.

    Those that came in, and those up to so many days after a sign, or a score of the low back, that came in.
    """
    rows = store.rows(  # fixed texts
        "WITH telling AS (SELECT e.day FROM symptoms t JOIN entry e ON e.seq = t.entry"  # noqa: S608
        f" WHERE {_TELLS} AND {_CAME.format('t.entry')}"
        " UNION SELECT e.day FROM pain p JOIN entry e ON e.seq = p.entry"
        f" WHERE p.site = 'low-back' AND p.score >= 1 AND {_CAME.format('p.entry')})"
        " SELECT e.id FROM entry_now e JOIN symptoms t ON t.entry = e.seq"
        f" WHERE e.kind = 'symptoms' AND e.state = 'current' AND {_TELLS} AND ({_CAME.format('e.seq')}"
        " OR EXISTS (SELECT 1 FROM telling o WHERE o.day BETWEEN date(e.day, ?4) AND e.day))"
        " ORDER BY e.day, e.seq",
        *since.values,
        f"-{days} days",
    )
    return tuple(row["id"] for row in rows)
