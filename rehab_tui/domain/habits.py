"""Ways of moving through the day that are ticked once a day: body mechanics and posture (items PR01 to PR06)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from rehab_tui.domain.adherence import DayOfWork
from rehab_tui.domain.dose import ClearanceKind, Dose, Measured
from rehab_tui.domain.plan import Plan, Prescription

SHOWN_FOR = timedelta(days=14)
"""Judgement: one that was ticked outside a plan is offered on Today for two weeks more."""
_THERAPY = (ClearanceKind.PHYSICAL_THERAPY,)
_LOADING = (*_THERAPY, ClearanceKind.LOADING)


def _habit(
    exercise: str, name: str, cue: str, clearances: tuple[ClearanceKind, ...] = (), *, deep_hip: bool = False
) -> Prescription:
    return Prescription(
        exercise, name, Measured.TICK, sided=False, dose=Dose(), clearances=clearances, deep_hip=deep_hip, cue=cue
    )


HABITS: Mapping[str, Prescription] = MappingProxyType(
    {
        one.exercise: one
        for one in (
            _habit("log-roll", "Log roll in and out of bed", "Shoulders and hips together, like a log."),
            _habit("sitting-posture", "Sitting well", "Both feet flat, back supported, up often."),
            _habit("standing-posture", "Standing well", "Weight even, knees soft, tall."),
            _habit("hip-hinge", "Hip hinge", "Hips back, long back, carry nothing.", _THERAPY, deep_hip=True),
            _habit(
                "bending-lifting", "Bending and lifting practice", "Close, long back, legs.", _LOADING, deep_hip=True
            ),
        )
    }
)
"""By id of the library, each as one tick a day; names and what must be allowed are the library's (a test says so)."""


def habits_shown(work: Sequence[DayOfWork], plan: Plan | None, day: date) -> tuple[Prescription, ...]:
    """Return those that are not in the plan and were ticked in the two weeks that end with a day."""
    planned = {line.exercise for line in plan.prescriptions} if plan else set()
    since = day - min(SHOWN_FOR, day - date.min)
    ticked = {one.exercise for past in work if since <= past.day <= day for one in past.done if one.skipped is None}
    return tuple(line for name, line in HABITS.items() if name in ticked and name not in planned)
