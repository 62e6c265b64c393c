"""Answers about warning signs that the file would not take yet: tried again until it does, and never called kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from rehab_tui.domain.followup import Finding, FollowUp
from rehab_tui.domain.kept import Logged
from rehab_tui.domain.patient import Profile
from rehab_tui.domain.symptom import SymptomsAnswered
from rehab_tui.errors import Held, RehabError

TRIED_FOR = 10.0
"""Seconds for which an answer is said to be tried; then it is said that it was not saved, and tried all the same."""
STILL_TRIED = "NOT KEPT YET: another program is writing to this file. It is tried again and again; here it says when."
NOW_KEPT = "What you answered is kept now."


@dataclass(slots=True, eq=False)
class Unkept:
    """An answer that could not be kept at once, how to keep it, and what is told about it meanwhile."""

    day: date
    fact: SymptomsAnswered
    write: Callable[[], Logged]
    profile: Profile
    """What is known of the person: the advice names their numbers."""
    problem: RehabError
    seen: SymptomsAnswered | None = None
    """The answer with the sign that it stands beside; None where it stands by itself."""
    since: float = field(default_factory=time.monotonic)
    logged: Logged | None = None
    """What was kept in the end; None while nothing was."""

    @property
    def found(self) -> tuple[Finding, ...]:
        """The warning signs of the answer, without what is on file, the most urgent first."""

        from rehab_tui.services.signs import findings_alone  # the first frame needs none of it

        return tuple(sorted(findings_alone(self.seen or self.fact, self.day, self.profile), key=lambda one: one.level))

    @property
    def words(self) -> str:
        """How it stands with keeping it."""
        if self.logged is not None:
            return NOW_KEPT
        if isinstance(self.problem, Held) and time.monotonic() - self.since < TRIED_FOR:
            return STILL_TRIED
        return f"This was NOT saved ({self.problem}). Write it down on paper. The advice holds all the same."

    def keep(self) -> bool:
        """Try to keep it; return whether it is kept. Whoever calls hurries (`Rehab.hurried`)."""
        if self.logged is None:
            try:
                self.logged = self.write()
            except RehabError as problem:
                self.problem = problem
        return self.logged is not None

    @property
    def untold(self) -> tuple[FollowUp, ...]:
        """What was opened when it was kept, and is not what a card told meanwhile: it was seen beside other entries."""
        told = {_what(one) for one in self.found}
        return tuple(one for one in (self.logged.followups if self.logged else ()) if _what(one) not in told)

    def opened_for(self, finding: Finding) -> FollowUp | None:
        """Return what was opened for one of its warning signs, once it is kept."""
        opened = self.logged.followups if self.logged else ()
        return next((one for one in opened if _what(one) == _what(finding)), None)


def _what(one: Finding | FollowUp) -> tuple[object, ...]:
    return one.rule, one.side, one.level
