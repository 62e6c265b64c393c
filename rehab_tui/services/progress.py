"""What to ask the therapist: other doses, and exercises done before anyone allowed them; writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rehab_tui.domain.adherence import credit
from rehab_tui.domain.days import short_day
from rehab_tui.domain.dose import ClearanceKind, SkipReason
from rehab_tui.domain.doses import Measure, Work
from rehab_tui.domain.followup import Level
from rehab_tui.domain.plan import Plan, Prescription, ceiling_of, locked_by
from rehab_tui.domain.progress import DAYS, Proposal, Tried, proposal
from rehab_tui.domain.response import Following, Session, sessions
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.services.allowed import allowed_until
from rehab_tui.services.following import following, rise_that_counts
from rehab_tui.store import Store, followups, past, plans, profiles, work

_OUT_FOR = frozenset({SkipReason.PAIN, SkipReason.ILL})
"""Reasons to leave an exercise out that end a run of easy sessions (judgement)."""

Needs = Callable[[str], Sequence[ClearanceKind] | None]
"""What an exercise that is in no plan needs to be allowed; None where that is not known."""


class Unallowed(NamedTuple):
    """An exercise that was done before anyone allowed it, in the last four weeks, and still is not allowed."""

    exercise: str
    name: str
    days: tuple[date, ...]
    missing: tuple[ClearanceKind, ...]
    """Empty where it is not known what it needs."""

    @property
    def words(self) -> str:
        """What was done, what is missing, whom to ask."""
        on = ", ".join(short_day(day) for day in self.days)
        missing = " and ".join(kind.value.replace("-", " ") for kind in self.missing)
        yet = f"not allowed yet ({missing})" if missing else "not allowed then"
        return f"{self.name}: done on {on} and {yet}. Tell your surgeon or therapist, and ask before the next time."


class Progress:
    """Looks at four weeks of sessions."""

    def __init__(self, store: Store, needs: Needs | None = None) -> None:
        self._store = store
        self._needs = needs

    def questions(self, today: date) -> tuple[str, ...]:
        """Return all there is to ask, in words."""
        return (*(one.words for one in self.unallowed(today)), *(one.words for one in self.proposals(today)))

    def proposals(self, today: date) -> tuple[Proposal, ...]:
        """Return the questions for the therapist, in the order of the plan.

        While a level 1 or 2 sign is open there are none, and while one of level 3 is open none about more (judgement).
        """
        plan = plans.in_force(self._store, today)
        levels = {one.level for one in followups.unclosed(self._store)}
        if plan is None or levels & {Level.EMERGENCY, Level.TODAY}:
            return ()
        profile = profiles.read(self._store)
        allowed = frozenset(allowed_until(self._store, today, profile))
        first = max(plan.starts_on, _four_weeks(today))
        done = work.done(self._store, first, today)
        after = following(self._store, first, today)
        worst = past.answers(self._store, first, today).get("worst-exercising", {})
        ceiling, above = ceiling_of(plan, allowed), rise_that_counts(plan)
        found = (
            proposal(
                line.exercise, line.name, _tried(line, done, after, worst), ceiling=ceiling, above=above, today=today
            )
            for line in plan.prescriptions
            if not locked_by(line, allowed, hip_replacement=bool(profile.hip_replacement))
        )
        return tuple(one for one in found if one and not (one.step == "more" and Level.DAYS in levels))

    def unallowed(self, today: date) -> tuple[Unallowed, ...]:
        """Return what was done before anyone allowed it and is not allowed yet."""
        days: dict[str, list[date]] = {}
        for day, done in work.done(self._store, _four_weeks(today), today).items():
            for name in dict.fromkeys(one.exercise for one in done if one.not_allowed):
                days.setdefault(name, []).append(day)
        if not days:
            return ()
        profile = profiles.read(self._store)
        allowed = frozenset(allowed_until(self._store, today, profile))
        versions = plans.all_versions(self._store)
        found = []
        for exercise, on in days.items():
            line = _line(versions, exercise)
            if line is not None:
                missing: tuple[ClearanceKind, ...] | None = locked_by(
                    line, allowed, hip_replacement=bool(profile.hip_replacement)
                )
            else:
                needed = self._needed(exercise)
                missing = None if needed is None else tuple(kind for kind in needed if kind not in allowed)
            if missing is None or missing:
                name = line.name if line else exercise.replace("-", " ").capitalize()
                found.append(Unallowed(exercise, name, tuple(on), missing or ()))
        return tuple(found)

    def _needed(self, exercise: str) -> Sequence[ClearanceKind] | None:
        if self._needs is None:
            from rehab_tui.services.plans import Plans

            self._needs = Plans(self._store).needs
        return self._needs(exercise)


def _four_weeks(today: date) -> date:
    return today - min(timedelta(days=DAYS - 1), today - date.min)


def _line(versions: Sequence[Plan], exercise: str) -> Prescription | None:
    lines = (line for plan in reversed(versions) for line in plan.prescriptions)
    return next((line for line in lines if line.exercise == exercise), None)


def _tried(
    line: Prescription,
    done: Mapping[date, tuple[ExerciseDone, ...]],
    after: Following,
    worst: Mapping[date, str],
) -> list[Tried]:
    """Return the sessions of a prescription, oldest first; one left out for pain or illness is a session not done.

    Where the pain of an exercise was not noted, the worst pain of all exercises of that day stands for it.
    """
    measure = Measure(line.name, line.measured, line.sided, max(1, line.dose.amount(line.measured)), line.face)
    found = []
    for day in sorted(done):
        mine = [one for one in done[day] if one.exercise == line.exercise]
        facts = [one for one in mine if one.skipped is None]
        if facts:
            (session,) = sessions([Work(day, one, measure) for one in facts], after)
            if session.during is None and day in worst:
                session = session._replace(during=int(worst[day]))
            found.append(Tried(session, credit(line, facts) >= line.times_a_day))
        elif any(one.skipped in _OUT_FOR for one in mine):
            found.append(Tried(Session(day, 0, None, None, None, None, None, None), full=False))
    return found
