"""What came in with records since a mark: the days it touches, and the answers in which a sign may now count more."""

import json
from datetime import date
from typing import NamedTuple

from rehab_tui.store.store import Store

_NEW = (
    "WITH came AS (SELECT seq, day FROM entry WHERE seq > ?1 OR seq IN (SELECT value FROM json_each(?3))"
    " UNION SELECT e.seq, e.day FROM entry_state s JOIN entry e ON e.seq = s.entry WHERE s.seq > ?2)"
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
    rows = store.rows(f"{_NEW} SELECT DISTINCT day FROM came ORDER BY day", *since.values)  # noqa: S608 (a fixed text)
    return tuple(date.fromisoformat(row["day"]) for row in rows)


def answers_since(store: Store, since: Mark, days: int) -> tuple[str, ...]:
    """Return the ids of answers that tell something and count, oldest day first.

    Those that came in, and those up to so many days after a sign, or a score of the low back, that came in.
    """
    rows = store.rows(  # fixed texts
        f"{_NEW}, telling AS (SELECT c.day FROM came c JOIN symptoms t ON t.entry = c.seq WHERE {_TELLS}"  # noqa: S608
        " UNION SELECT c.day FROM came c JOIN pain p ON p.entry = c.seq WHERE p.site = 'low-back' AND p.score >= 1)"
        " SELECT e.id FROM entry_now e JOIN symptoms t ON t.entry = e.seq"
        f" WHERE e.kind = 'symptoms' AND e.state = 'current' AND {_TELLS} AND (e.seq IN (SELECT seq FROM came)"
        " OR EXISTS (SELECT 1 FROM telling o WHERE o.day BETWEEN date(e.day, ?4) AND e.day))"
        " ORDER BY e.day, e.seq",
        *since.values,
        f"-{days} days",
    )
    return tuple(row["id"] for row in rows)
