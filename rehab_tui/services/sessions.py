"""Logging the exercises of a day: one key for all as planned, or row by row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rehab_tui.domain.body import Side, each_side
from rehab_tui.domain.days import day_words
from rehab_tui.domain.dose import Dose, SkipReason
from rehab_tui.domain.entry import Entry, Logged
from rehab_tui.domain.habits import HABITS
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.errors import Refused
from rehab_tui.services.days import DayReview, Days, ExerciseRow
from rehab_tui.services.journal import Draft, Journal


def as_planned(review: DayReview) -> tuple[Draft, ...]:
    """Return drafts for every exercise that is due, not locked and not answered yet, done as planned.

    Raises Refused without a plan, or while exercise waits for advice.
    """
    if review.plan_from is not None:
        raise Refused(
            f"nothing was saved: {day_words(review.day)} had no plan, the first began on "
            f"{day_words(review.plan_from)}; log that day's exercises one by one: rehab log exercise"
        )
    if review.plan is None or not review.plan.prescriptions:
        raise Refused("nothing was saved: there is no plan yet; choose one with: rehab setup --plan NAME")
    if review.exercise_stopped:
        raise Refused("nothing was saved: stop exercises until you have had advice; see: rehab followups")
    drafts: list[Draft] = []
    for row in review.exercises:
        if row.due and not row.locked and not row.entries:
            drafts.extend(row_drafts(review.day, row.prescription, review.plan.id, one_key=True))
    return tuple(drafts)


NAMED = 3
"""How many exercises are named where many were kept at once; of more, two."""


def planned_words(review: DayReview, drafts: Sequence[Draft]) -> str:
    """Return which exercises drafts are about, as an undo names them: "Walking, Clamshell and 7 more as planned"."""
    about = {draft.fact.exercise for draft in drafts if isinstance(draft.fact, ExerciseDone)}
    names = [row.prescription.name for row in review.exercises if row.prescription.exercise in about]
    *first, last = names if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1} more"]
    return f"{', '.join(first)}{' and ' if first else ''}{last} as planned"


def row_drafts(
    day: date, prescription: Prescription, plan_id: str | None, *, one_key: bool = False
) -> tuple[Draft, ...]:
    """Return drafts for one exercise done once as planned: one for each side, one for each time of the day."""
    sides: tuple[Side | None, ...] = (Side.LEFT, Side.RIGHT) if prescription.sided else (None,)
    times = prescription.times_a_day if one_key else 1
    return tuple(
        Draft(day, ExerciseDone(prescription.exercise, prescription.dose, side, one_key=one_key), plan_id=plan_id)
        for _ in range(times)
        for side in sides
    )


def skip(journal: Journal, review: DayReview, row: ExerciseRow, reason: SkipReason, stamp: Stamp) -> Logged:
    """Keep that an exercise was left out, and why."""
    fact = ExerciseDone(row.prescription.exercise, skipped=reason)
    draft = Draft(review.day, fact, plan_id=review.plan.id if review.plan else None)
    return journal.log((draft,), stamp, f"{row.prescription.name} left out ({reason.value})")


def drafts_for(review: DayReview, done: ExerciseDone, side: Side | None, dose: Dose | None) -> tuple[Draft, ...]:
    """Return drafts for one exercise that was named: without a dose as planned, `both` as two entries.

    An exercise that is locked is kept all the same, and marked. Raises Refused when there is neither a dose nor a
    prescription to take it from.
    """
    row = next((r for r in review.exercises if r.prescription.exercise == done.exercise), None)
    planned = row.prescription if row else None
    if dose is None and done.skipped is None and planned is None:
        raise Refused(f"{done.exercise} is not in the plan; give a dose")
    amount = dose or (planned.dose if planned and done.skipped is None else Dose())
    if side is None and planned is not None and planned.sided and done.skipped is None:
        side = Side.BOTH
    sides: tuple[Side | None, ...] = each_side(side) if side is not None else (None,)
    locked = bool(row and row.locked) and done.skipped is None
    plan_id = review.plan.id if review.plan else None
    return tuple(
        Draft(review.day, replace(done, dose=amount, side=one, not_allowed=locked or done.not_allowed), plan_id=plan_id)
        for one in sides
    )


def tick_habit(journal: Journal, days: Days, exercise: str, day: date, stamp: Stamp) -> Logged:
    """Keep that a way of moving was done on a day; one that nobody has allowed is kept all the same, and marked."""
    review = days.review(day, stamp.moment.today)
    row = next((one for one in review.exercises if one.prescription.exercise == exercise), None)
    line = row.prescription if row else HABITS[exercise]
    locked = bool(row.locked if row else days.locked(line, day))
    drafts = tuple(
        draft._replace(fact=replace(draft.fact, not_allowed=locked))
        for draft in row_drafts(day, line, review.plan.id if review.plan and row and not row.habit else None)
        if isinstance(draft.fact, ExerciseDone)
    )
    return journal.log(drafts, stamp, f"{line.name} done")


def not_allowed(logged: Logged) -> bool:
    """Return whether something among what was logged was done before anyone allowed it."""
    return any(e.fact.not_allowed for e in logged.entries if isinstance(e.fact, ExerciseDone))


def exercise_entries(logged: Logged) -> tuple[Entry, ...]:
    """Return the exercises among what was logged."""
    return tuple(e for e in logged.entries if isinstance(e.fact, ExerciseDone))
