"""A therapist's caseload: what the list knows of each patient, and who needs attention first."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import cached_property
from typing import Any, NamedTuple

from rehab_tui.domain.moment import instant_from, instant_text


class Standing(IntEnum):
    """Why a patient needs attention, the most urgent first (issue 5, "The therapist's caseload")."""

    EMERGENCY = 1
    """A level 1 follow-up waits for its outcome."""
    TODAY = 2
    """A level 2 follow-up does."""
    SILENT_AFTER = 3
    """Silent after either (MS-02: one date)."""
    OVERDUE = 4
    """A level 3 follow-up that nobody acted on in time."""
    RISING_WITH_WORK = 5
    """Pain is rising while more of the plan is done than before."""
    RISING = 6
    """Pain is rising (PT-02, PT-03, PT-09)."""
    FLARING = 7
    """An exercise keeps flaring (PX-03)."""
    WAITING = 8
    """Another level 3 follow-up waits, not overdue (our own place in the order: judgement)."""
    SILENT = 9
    """No score for a week before the file was made (MS-02)."""
    STALE = 10
    """No newer file has come for a while."""
    LITTLE_DONE = 11
    """Little of the plan was done (AD-01, section 5 of the rules)."""
    NEW = 12
    """Nobody has looked at the record yet."""
    QUIET = 13
    """None of these."""


NEVER_CHANGED = "a patient's entries are never changed here, only in the patient's own program"
STALE_DAYS = 14
"""Judgement: from so many days after the newest file on, its age is a reason to ask for another."""
CHART_DAYS = 28
"""Days of the small chart, and of what was asked and done."""


class Reason(NamedTuple):
    """One reason, in words with its numbers."""

    standing: Standing
    words: str


class Summary(NamedTuple):
    """What the list knows of one patient, as it was worked out of the record; nothing depends on today.

    Days and instants are ISO texts (instants in UTC): they are compared as they stand, so that a thousand rows are
    ranked without being taken apart. `overdue_from` has the level and the time of each follow-up of level 1 to 3 that
    waits, those of level 3 first.
    """

    patient: str
    name: str | None
    sort_name: str
    version: int
    exported_at: str
    exported_on: str
    data_to: str
    last_entry: str | None
    standing: int
    level: int | None
    due: str | None
    overdue_from: str
    open_followups: int
    sum_7: int
    n_7: int
    sum_prior_14: int
    n_prior_14: int
    adherence_7: int | None
    adherence_28: int | None
    details: str
    seen_version: int | None = None
    """The version that the therapist has looked at for the last time; None: never. The rest goes with it."""
    seen_overdue: int = 0
    seen_stale: int = 0
    seen_at: str = ""
    seen_offset: int = 0


class Row:
    """One patient in the list, on one day. What is not shown is not worked out."""

    twin = False
    """Whether another patient of the list has the same name: then the id is shown beside it."""

    def __init__(self, summary: Summary, standing: Standing, now: datetime, today: date) -> None:
        self.summary = summary
        self.standing = standing
        """The most urgent reason."""
        self.now = now
        self.today = today

    @property
    def patient(self) -> str:
        """The patient's id."""
        return self.summary.patient

    @property
    def short_id(self) -> str:
        """The beginning of the id, as it is shown."""
        return self.summary.patient[:8]

    @property
    def label(self) -> str:
        """The name in one line; with the beginning of the id where there is none, or two patients share it."""
        name = " ".join((self.summary.name or "").splitlines())
        if not name.strip():
            return f"no name ({self.short_id})"
        return f"{name} ({self.short_id})" if self.twin else name

    @property
    def changed(self) -> bool:
        """Whether there is something that nobody has looked at: a newer record, or one more reason."""
        was = self.summary
        if was.seen_version != was.version:
            return True
        return self.overdue > was.seen_overdue or self.stale > was.seen_stale

    @property
    def overdue(self) -> int:
        """How many follow-ups of level 1 to 3 are overdue."""
        at = instant_text(self.now)
        return sum(one[2:] < at for one in self.summary.overdue_from.split())

    @property
    def stale(self) -> bool:
        """Whether no newer file has come for a while."""
        return self.summary.exported_on <= (self.today - timedelta(days=STALE_DAYS)).isoformat()

    @property
    def reviewed(self) -> datetime | None:
        """When a therapist had looked for the last time, or None."""
        if self.summary.seen_version is None:
            return None
        return instant_from(self.summary.seen_at, self.summary.seen_offset)

    @property
    def data_to(self) -> date:
        """Up to which day the files speak."""
        return date.fromisoformat(self.summary.data_to)

    @property
    def last_entry(self) -> date | None:
        """The newest day with an entry that counts."""
        return date.fromisoformat(self.summary.last_entry) if self.summary.last_entry else None

    @property
    def exported_at(self) -> datetime:
        """When the newest file was made, in UTC."""
        return datetime.fromisoformat(self.summary.exported_at)

    @property
    def exported_on(self) -> date:
        """The patient's own day when the newest file was made."""
        return date.fromisoformat(self.summary.exported_on)

    @property
    def mean_7(self) -> float | None:
        """The mean of the last seven days of the hip that is shown, unrounded; None without a score."""
        return self.summary.sum_7 / self.summary.n_7 if self.summary.n_7 else None

    @property
    def mean_prior_14(self) -> float | None:
        """The mean of the two weeks before those."""
        return self.summary.sum_prior_14 / self.summary.n_prior_14 if self.summary.n_prior_14 else None

    @cached_property
    def details(self) -> Mapping[str, Any]:
        """What stands behind the reasons; see `services.caseload_summary`."""
        found: Mapping[str, Any] = json.loads(self.summary.details)
        return found

    @property
    def hip(self) -> str:
        """The hip that is shown: left or right."""
        return str(self.details["side"])

    @property
    def spark(self) -> tuple[int | None, ...]:
        """The daily scores of that hip in the 28 days up to `data_to`; None where there is none."""
        return tuple(self.details["days"])

    @property
    def asked_words(self) -> str:
        """How often warning signs were asked about, so that an empty list is not read as an answer."""
        asked = self.details["asked"]
        if asked is None:
            return "warning-sign questions: not in the file"
        times = {0: "never", 1: "once"}.get(asked["full"], f"{asked['full']} times")
        return f"warning-sign questions answered {asked['answered']} of {CHART_DAYS} days, full list {times}"


class CaseloadNote(NamedTuple):
    """The therapist's own words about a patient."""

    at: datetime
    text: str


class FileTaken(NamedTuple):
    """A record file that was taken in."""

    at: datetime
    name: str
    exported_at: datetime
    entries: int
    """Entries that were not known before."""
