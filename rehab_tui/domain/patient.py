"""The patient: surgery facts, contacts, and who allowed exercise."""

from datetime import date
from typing import NamedTuple

from rehab_tui.domain.body import Side

NOT_FILLED_IN = "not filled in; use your local emergency number"


class Profile(NamedTuple):
    """What is known about the patient (items PF01-PF09); None means not answered yet."""

    name: str | None = None
    birth_date: date | None = None
    surgery_date: date | None = None
    surgery_not_yet: bool = False
    levels: str | None = None
    approach: str | None = None
    graft: str | None = None
    """own-bone, other or unknown."""
    hardware: bool | None = None
    hip_replacement: bool | None = None
    past_cancer: bool | None = None
    pain_before: str | None = None
    activity: str | None = None
    side: Side | None = None
    emergency: str | None = None
    night_line: str | None = None
    surgeon: str | None = None
    therapist: str | None = None
    allowed_by: str | None = None
    allowed_on: date | None = None
    notice_read_on: date | None = None
    setup_done_on: date | None = None

    def days_since_surgery(self, day: date) -> int | None:
        """Return the days since surgery, or None when the date is unknown or lies ahead."""
        if self.surgery_date is None or self.surgery_date > day:
            return None
        return (day - self.surgery_date).days

    @property
    def sides(self) -> tuple[Side, ...]:
        """The hips that are scored: one, or both when both are affected or it was not answered."""
        if self.side in (Side.LEFT, Side.RIGHT):
            return (self.side,)
        return (Side.LEFT, Side.RIGHT)


GRAFTS = ("own-bone", "other", "unknown")
LEVELS = ("T10", "T11", "T12", "L1", "L2", "L3", "L4", "L5", "S1", "S2", "pelvis")


def weeks_after(profile: Profile, day: date) -> str:
    """Return where a day stands beside the surgery, in words; empty when unknown."""
    if profile.surgery_date is None:
        return "before surgery" if profile.surgery_not_yet else ""
    days = (day - profile.surgery_date).days
    if days < 0:
        return f"{-days} days until surgery" if days < -1 else "surgery tomorrow"
    return f"week {days // 7 + 1} after surgery" if days < 7 * 104 else f"year {days // 365 + 1} after surgery"
