"""Done of planned as FHIR: one observation for each week in which a plan asked for something (clinical rules, 5).

The figure is that of charts and report. A week without a plan, or without anything due, is no resource.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from rehab_tui.domain.adherence import Adherence, DayOfWork, adherence
from rehab_tui.domain.dose import Measured
from rehab_tui.exchange.fhir.behind import Minutes
from rehab_tui.exchange.fhir.codes import Coder, Resource, own, quantity
from rehab_tui.exchange.fhir.resources import category, reference, same_id

HOW = (
    "Computed by rehab from what the patient reported: work done of work due, each exercise up to its dose, each side "
    "of a sided one half. Paused days count neither way; what was left out stays due."
)
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
SUNDAY = 6


class Written(NamedTuple):
    """What the bundle holds already that the figure rests on."""

    plans: Sequence[Mapping[str, Any]]
    """Rows of every version of the plan, oldest first."""
    made: Container[str]
    """Ids of resources."""
    minutes: Sequence[Minutes]


class Weeks:
    """Turns days of work into one observation for each week: one patient, one way of coding, one export."""

    def __init__(self, patient: str, coder: Coder, at: datetime, today: date) -> None:
        self._patient, self._coder = patient, coder
        self._at, self._today = at, today

    def resources(self, days: Iterable[DayOfWork], written: Written, *, withdrawn: bool) -> Iterator[Resource]:
        """Yield the weeks, Monday to Sunday, in which something was due.

        With `withdrawn`, a week in which a pause took all that was due is marked so: a server may hold a figure of it.
        """
        weeks: dict[date, list[DayOfWork]] = {}
        for one in days:
            weeks.setdefault(one.day - timedelta(days=one.day.weekday()), []).append(one)
        begins = min((date.fromisoformat(plan["starts_on"]) for plan in written.plans), default=date.min)
        for monday, week in weeks.items():
            due = [one for one in week if one.prescriptions]
            if due:
                yield {**self._head(monday, week, begins), **_figure(due, adherence(week), written)}
            elif withdrawn and any(one.paused for one in week):
                reason = {"coding": [{"system": _ABSENT, "code": "not-applicable"}], "text": "No exercises due"}
                marked = {"status": "entered-in-error", "dataAbsentReason": reason}
                yield {**self._head(monday, week, begins), **marked}

    def _head(self, monday: date, week: Sequence[DayOfWork], begins: date) -> Resource:
        """Return what is said of a week before its figure.

        A week has the same id in every file; a part of one that was chosen has an id of its own.
        """
        first, last = week[0].day, week[-1].day
        over = last.weekday() == SUNDAY
        chosen = first > monday or not (over or last >= self._today - timedelta(days=1))
        return {
            "resourceType": "Observation",
            "id": same_id(self._patient, f"adherence:{first}:{last}" if chosen else f"adherence:{monday}"),
            "status": "final" if over or chosen else "preliminary",
            "category": category("activity"),
            "code": self._coder.concept("Exercises done of planned", own("figure", "adherence")),
            "subject": reference(self._patient),
            "effectivePeriod": {"start": max(first, begins).isoformat(), "end": last.isoformat()},
            "issued": self._at.isoformat(timespec="milliseconds"),
            "method": {"text": HOW},
        }


def _figure(due: Sequence[DayOfWork], found: Adherence, written: Written) -> Resource:
    plans = dict.fromkeys(plan for one in due if (plan := _in_force(written.plans, one.day)) in written.made)
    timed = {(one.day, line.exercise) for one in due for line in one.prescriptions if line.measured is Measured.MINUTES}
    behind = [one.id for one in written.minutes if (one.day, one.exercise) in timed]
    return {
        **({"basedOn": [reference(plan) for plan in plans]} if plans else {}),
        "valueQuantity": quantity(found.percent or 0, "%"),
        **({"derivedFrom": [reference(one) for one in behind]} if behind else {}),
        "component": [
            {"code": {"coding": [own("figure", name)], "text": words}, "valueQuantity": quantity(value, "{session}")}
            for name, words, value in (
                ("adherence-done", "Sessions of an exercise done", round(found.done, 2)),
                ("adherence-due", "Sessions of an exercise due", found.due),
            )
        ],
    }


def _in_force(plans: Sequence[Mapping[str, Any]], day: date) -> str:
    """Return the id of the newest version that starts on a day or before; empty where there is none."""
    return next((plan["id"] for plan in reversed(plans) if plan["starts_on"] <= day.isoformat()), "")
