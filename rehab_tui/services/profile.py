"""The patient's facts: reading, changing, and the notice that was read."""

from collections.abc import Mapping
from datetime import date

from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_of
from rehab_tui.domain.entry import Logged
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.patient import GRAFTS, LEVELS, Profile
from rehab_tui.domain.words import free_text, one_of
from rehab_tui.errors import InvalidValue
from rehab_tui.store import Store, profiles

TEXTS = ("name", "approach", "pain_before", "activity", "emergency", "night_line", "surgeon", "therapist", "allowed_by")
YES_NO = ("hardware", "hip_replacement", "past_cancer", "surgery_not_yet")
DATES = ("birth_date", "surgery_date", "allowed_on", "notice_read_on", "setup_done_on")

PLANNED_AHEAD_DAYS = 731
"""How far ahead a planned operation may lie; a date later than that is a mistyped year."""


class Profiles:
    """What is known about the patient."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self) -> Profile:
        """Return what is known now."""
        return profiles.read(self._store)

    def keep(self, facts: Mapping[str, object], stamp: Stamp) -> Logged:
        """Keep some facts by name, as typed values (see `fact_of`); None takes one back."""
        now = self.read()
        changed = {name: value for name, value in facts.items() if getattr(now, name) != value}
        if changed:
            words = "profile: " + ", ".join(name.replace("_", " ") for name in changed)
            with self._store.change("profile", words, stamp) as change:
                for name, value in changed.items():
                    profiles.keep(change, name, value)
            return Logged(words=words)
        return Logged(words="nothing changed")


def fact_of(name: str, text: str, today: date) -> object:
    """Return the value that a typed text stands for; empty means not known. Raises InvalidValue.

    Names: those of `Profile`. Yes and no for `YES_NO`, dates for `DATES`, `left right both` for side.
    """
    typed = text.strip()
    if not typed:
        return None
    if name == "surgery_date":
        return _surgery_day(typed, today)
    if name in DATES:
        return day_of(typed, today)
    if name in YES_NO:
        return one_of(name.replace("_", " "), typed, ("yes", "no")) == "yes"
    if name == "side":
        return Side(one_of("side", typed, ("left", "right", "both")))
    if name == "graft":
        return one_of("bone graft", typed, GRAFTS)
    if name == "levels":
        return levels_of(typed)
    return free_text(name.replace("_", " "), typed)


def _surgery_day(typed: str, today: date) -> date:
    day = day_of(typed, today, future=True)
    if (day - today).days > PLANNED_AHEAD_DAYS:
        raise InvalidValue(f"the surgery date {day} lies more than two years ahead; check the year, or give not-yet")
    return day


def levels_of(text: str) -> str:
    """Return fused levels such as `L4-S1` in one spelling; raise InvalidValue for anything else."""
    parts = [part.strip() for part in text.upper().replace("–", "-").split("-")]
    names = [name.upper() for name in LEVELS]
    if not 1 <= len(parts) <= 2 or any(part not in names for part in parts):
        raise InvalidValue(f'levels "{text[:20]}" are not clear; write the first and the last, like L4-S1')
    numbers = [names.index(part) for part in parts]
    if numbers != sorted(numbers):
        raise InvalidValue(f"levels {text[:20]} run upward; write the upper one first, like L4-S1")
    return "-".join(LEVELS[number] for number in numbers)


def check_dates(profile: Mapping[str, object]) -> None:
    """Raise InvalidValue when the surgery lies before the birth."""
    born, operated = profile.get("birth_date"), profile.get("surgery_date")
    if isinstance(born, date) and isinstance(operated, date) and operated < born:
        raise InvalidValue(f"the surgery date {operated} lies before the birth date {born}; check both")
