"""The observations behind what is computed: its rows name a date, what it was and its value then, but no entry."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from rehab_tui.exchange.fhir.resources import same_id

Known: TypeAlias = tuple[str, str]
"""A date, and what it was: `pain hip left`."""


class Minutes(NamedTuple):
    """An observation of how long an exercise took."""

    day: date
    exercise: str
    id: str


class Behind:
    """Remembers which observation says what of which date."""

    def __init__(self) -> None:
        self.minutes: list[Minutes] = []
        self._found: dict[Known, list[tuple[str, object]]] = {}

    def add(self, row: Mapping[str, Any]) -> None:
        """Remember an entry that counts."""
        fact = row["fact"]
        if row["kind"] == "pain" and fact["score_kind"] == "day":
            self._keep(row, f"pain {fact['site']} {fact['side']}", row["id"], fact["score"])
        elif row["kind"] == "answer":
            value = fact["value"]
            self._keep(row, f"answer {fact['question']}", row["id"], int(value) if value.isdecimal() else value)
        elif row["kind"] == "exercise":
            if fact["minutes"] is not None and not fact["skip_reason"]:
                name = same_id(row["id"], "minutes")
                self.minutes.append(Minutes(date.fromisoformat(row["day"]), fact["exercise"], name))
            for name in ("pain_before", "pain_during"):
                what = f"{name.replace('_', ' ')} {fact['exercise']}"
                self._keep(row, what, same_id(row["id"], name), fact[name])

    def _keep(self, row: Mapping[str, Any], what: str, name: str, value: object) -> None:
        if value is not None:
            self._found.setdefault((row["day"], what), []).append((name, value))

    def of(self, why: Mapping[str, Any]) -> Iterator[str]:
        """Yield the ids of the observations that hold what a finding rests on; a value that was corrected is not it."""
        for one in why.get("rows", ()):
            for name, value in self._found.get((str(one["date"]), str(one["what"])), ()):
                if value == one["value"]:
                    yield name
