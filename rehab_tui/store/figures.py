"""How much is in a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rehab_tui.store.store import Store

ANYTHING = (
    "SELECT EXISTS (SELECT 1 FROM entry) OR EXISTS (SELECT 1 FROM plan) OR EXISTS (SELECT 1 FROM followup)"
    " OR EXISTS (SELECT 1 FROM profile_fact) OR EXISTS (SELECT 1 FROM guided_session)"
)
"""1 where a file holds anything of its own patient; where it is 0, the file can become that of any patient."""


def own_diary(store: Store) -> bool:
    """Return whether a file holds anything of its own patient."""
    return bool(_number(store, ANYTHING))


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers about a file."""

    schema: int
    entries: Mapping[str, int]
    """Those that count now, by kind."""
    corrected: int
    """Entries that no longer count: superseded or entered in error. They stay readable."""
    changes: int
    followups: int
    first_day: date | None
    last_day: date | None


def read(store: Store) -> Figures:
    """Return the numbers of a file, all of the same moment."""
    with store.one_view():
        kinds = store.rows(
            "SELECT kind, count(*) AS n FROM entry_now WHERE state = 'current' GROUP BY kind ORDER BY kind"
        )
        days = store.rows("SELECT min(day) AS first, max(day) AS last FROM entry_now WHERE state = 'current'")[0]
        return Figures(
            schema=_number(store, "PRAGMA user_version"),
            entries={row["kind"]: row["n"] for row in kinds},
            corrected=_number(store, "SELECT count(*) FROM entry_now WHERE state <> 'current'"),
            changes=_number(store, "SELECT count(*) FROM change"),
            followups=_number(store, "SELECT count(*) FROM followup"),
            first_day=date.fromisoformat(days["first"]) if days["first"] else None,
            last_day=date.fromisoformat(days["last"]) if days["last"] else None,
        )


def _number(store: Store, sql: str) -> int:
    return int(store.rows(sql)[0][0])
