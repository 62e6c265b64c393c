"""Exercises done of planned, by the formula of the clinical rules, section 5."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from rehab_tui.domain.amount import slots_filled, slots_uncapped
from rehab_tui.domain.body import Side
from rehab_tui.domain.plan import Prescription
from rehab_tui.domain.series import WeekOfWork
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.words import counted


class DayOfWork(NamedTuple):
    """What a day asked for and what was done of it."""

    day: date
    prescriptions: tuple[Prescription, ...]
    """Those due on that day and not locked; empty when the day is paused or no plan was in force."""
    done: tuple[ExerciseDone, ...]
    paused: str = ""
    """Why nothing was due although a plan was in force; empty where it was due."""


class Adherence(NamedTuple):
    """Done of planned over a window of days."""

    window_days: int
    done: float
    """Slots, partial ones counted in part; a side of a sided exercise is half a slot."""
    due: int
    skipped: Mapping[str, int]
    """Times an exercise was left out, by reason. Skipped ones stay due."""
    by_exercise: Mapping[str, tuple[float, int]]
    """Done and due slots of each exercise id."""
    left_out: Mapping[str, Mapping[str, int]] = MappingProxyType({})
    """The same reasons for each exercise id."""
    paused: Mapping[str, int] = MappingProxyType({})
    """Days on which the plan asked for nothing, by reason; they count neither as done nor as missed."""
    to_yesterday: bool = False
    """Whether the window ends with yesterday, because today is not over."""

    @property
    def paused_words(self) -> str:
        """The days that do not count, with their reasons; empty where there are none."""
        days = ", ".join(f"{counted(n, 'day')} ({reason})" for reason, n in self.paused.items())
        return f"not counted: {days}" if days else ""

    @property
    def percent(self) -> int | None:
        """Rounded percentage, or None when nothing was due."""
        return percent(self.done, self.due)

    @property
    def words(self) -> str:
        """The figure as a sentence part, without praise or blame."""
        days = f"{self.window_days} days{' to yesterday' if self.to_yesterday else ''}"
        if self.percent is None:
            return f"no exercises due ({days})"
        return f"done of planned {self.percent} % ({days})"


def percent(done: float, due: int) -> int | None:
    """Return floor(100 * done / due + 1/2), or None when nothing was due."""
    return int(100 * done / due + 0.5) if due else None


def credit(prescription: Prescription, done: Iterable[ExerciseDone]) -> float:
    """Return the slots of one prescription that a day's work fills, from 0 to its times a day.

    A session counts up to its own slot: a double dose does not stand for two times a day.
    """
    planned = prescription.dose.amount(prescription.measured)
    sessions = _sessions(prescription, done)
    return slots_filled(planned, prescription.times_a_day, sided=prescription.sided, done=sessions)


def uncapped(day: DayOfWork) -> float:
    """Return the slots that a day's work comes to without any limit, for what was due on it (rules, AD-02)."""
    return sum(
        slots_uncapped(one.dose.amount(one.measured), sided=one.sided, done=_sessions(one, day.done))
        for one in day.prescriptions
    )


def _sessions(prescription: Prescription, done: Iterable[ExerciseDone]) -> list[tuple[Side | None, int]]:
    return [
        (one.side, one.dose.amount(prescription.measured))
        for one in done
        if one.exercise == prescription.exercise and one.skipped is None
    ]


def _by_exercise(done: Iterable[ExerciseDone]) -> dict[str, list[ExerciseDone]]:
    found: dict[str, list[ExerciseDone]] = {}
    for one in done:
        found.setdefault(one.exercise, []).append(one)
    return found


def adherence(days: Sequence[DayOfWork]) -> Adherence:
    """Return done of planned over the days given."""
    done_all, due_all = 0.0, 0
    by_exercise: dict[str, tuple[float, int]] = {}
    skipped: dict[str, int] = {}
    left_out: dict[str, dict[str, int]] = {}
    paused: dict[str, int] = {}
    for day in days:
        if day.paused:
            paused[day.paused] = paused.get(day.paused, 0) + 1
        worked = _by_exercise(day.done)
        for prescription in day.prescriptions:
            filled, slots = credit(prescription, worked.get(prescription.exercise, ())), prescription.times_a_day
            done_all, due_all = done_all + filled, due_all + slots
            done, due = by_exercise.get(prescription.exercise, (0.0, 0))
            by_exercise[prescription.exercise] = (done + filled, due + slots)
        for one in day.done:
            if one.skipped is not None and one.side is not Side.RIGHT:
                reason, mine = one.skipped.value, left_out.setdefault(one.exercise, {})
                skipped[reason] = skipped.get(reason, 0) + 1
                mine[reason] = mine.get(reason, 0) + 1
    return Adherence(len(days), done_all, due_all, skipped, by_exercise, left_out, paused)


def weeks(days: Sequence[DayOfWork]) -> tuple[WeekOfWork, ...]:
    """Return done of planned for each week, Monday to Sunday, that the days touch."""
    grouped: dict[date, list[DayOfWork]] = {}
    for day in days:
        grouped.setdefault(day.day - timedelta(days=day.day.weekday()), []).append(day)
    return tuple(
        WeekOfWork(monday, whole.done, whole.due, whole.percent)
        for monday, group in sorted(grouped.items())
        for whole in (adherence(group),)
    )
