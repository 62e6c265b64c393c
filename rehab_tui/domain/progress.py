"""When to ask the therapist about another dose (clinical rules 3.2); a dose is only ever changed by a plan."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rehab_tui.domain.days import short_day
from rehab_tui.domain.response import Session

SESSIONS = 3
"""The last sessions that are looked at (rules 3.2, judgement)."""
FLARED = 2
"""Flares among them from which on less is asked about (rules 3.2)."""
EFFORT = 4
"""The highest effort, 0-10, at which more is asked about (rules 3.2, judgement)."""
DAYS = 28
"""Judgement: sessions are looked for in four weeks, as PX-03 does."""
SOURCES = ("S53d", "judgement")


class Tried(NamedTuple):
    """One logged session of a prescription, and whether all of it was done."""

    session: Session
    full: bool
    """Every time and side that the plan asks for on that day, in the full dose."""


class Proposal(NamedTuple):
    """A question for the therapist about one exercise; nothing changes until a plan says so."""

    exercise: str
    name: str
    step: str
    """more or less."""
    days: tuple[date, ...]
    why: str
    sources: tuple[str, ...] = SOURCES

    @property
    def words(self) -> str:
        """The question, with its numbers."""
        what = "whether it is time for a next step" if self.step == "more" else "about a smaller dose"
        return f"{self.name}: ask your therapist {what}. {self.why}"


def proposal(
    exercise: str, name: str, tried: Sequence[Tried], *, ceiling: int, above: float, today: date
) -> Proposal | None:
    """Return what to ask about one exercise, or None; `tried` are its sessions under the plan in force, in order.

    `above` are the points more, the day after, that count as a flare (PX-02).
    """
    last = tuple(tried[-SESSIONS:])
    if len(last) < SESSIONS:
        return None
    days = tuple(one.session.day for one in last)
    flared = [one.session.day for one in last if one.session.rise is not None and one.session.rise >= above]
    if len(flared) >= FLARED:
        on = " and ".join(short_day(day) for day in flared)
        why = f"After {len(flared)} of the last {SESSIONS} sessions ({on}) pain was {above:g} points up, or more."
        return Proposal(exercise, name, "less", days, why)
    if all(_easy(one, ceiling, above, today) for one in last):
        pain = max(one.session.during or 0 for one in last)
        effort = max(one.session.effort or 0 for one in last)
        on = ", ".join(short_day(day) for day in days)
        why = (
            f"Last {SESSIONS} sessions ({on}): full dose, worst pain {pain} (limit {ceiling}), effort {effort} of 10, "
            "no flare the day after."
        )
        return Proposal(exercise, name, "more", days, why)
    return None


def _easy(one: Tried, ceiling: int, above: float, today: date) -> bool:
    """Return whether a session leaves room for more; what was not logged is not taken for ease.

    The day after must be over or scored, without "worse", without a flare, and not above the limit (rules 2.6).
    """
    session = one.session
    if not one.full or session.during is None or session.effort is None or session.after is None:
        return False
    rose = session.rise is not None and session.rise >= above
    calm_after = not rose and session.after <= ceiling and session.since != "worse"
    return session.day < today and calm_after and session.during <= ceiling - 1 and session.effort <= EFFORT
