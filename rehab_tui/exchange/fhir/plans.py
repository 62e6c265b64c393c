"""Plans as FHIR: a CarePlan for each version, a ServiceRequest for each exercise in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rehab_tui.domain.dose import Dose
from rehab_tui.exchange.fhir.codes import PHYSICAL_THERAPY, Coder, Resource, own
from rehab_tui.exchange.fhir.resources import note, reference, same_id

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def plan_resources(
    patient: str, plans: Sequence[Mapping[str, Any]], undoes: Mapping[int, int], coder: Coder, *, withdrawn: bool
) -> Iterator[Resource]:
    """Yield the exercises of each version, then the version; `plans` are oldest first, the last one is in force.

    `undoes` says which change each undo took back. A version that was taken back after days in force is revoked; one
    that was in force on none counts for nothing: it comes along, marked so, only with `withdrawn`.
    """
    undone = frozenset(undoes.values())
    for number, plan in enumerate(plans):
        last = number == len(plans) - 1
        period, status = {"start": plan["starts_on"]}, "active" if last else "completed"
        if not last:
            period["end"] = max(plan["starts_on"], plans[number + 1]["starts_on"])
        if plan["change"] in undone:
            status = "revoked" if period.get("end", "") > plan["starts_on"] else "entered-in-error"
        nothing = plan["change"] in undoes and not plan["prescriptions"]  # what an undo puts in the place of the first
        if nothing or (status == "entered-in-error" and not withdrawn):
            continue
        lines = [_exercise(patient, plan, line, status, coder) for line in plan["prescriptions"]]
        yield from lines
        yield {
            "resourceType": "CarePlan",
            "id": plan["id"],
            "status": status,
            "intent": "plan",
            "title": f"{plan['name']}, version {plan['version']}",
            "subject": reference(patient),
            "period": period,
            "category": [coder.concept("Physical therapy", coder.snomed(PHYSICAL_THERAPY))],
            **({"activity": [{"reference": reference(line["id"])} for line in lines]} if lines else {}),
            **note(f"Author: {plan['author']}", _ceiling(plan), (plan.get("file") or {}).get("message")),
        }


def _ceiling(plan: Mapping[str, Any]) -> str | None:
    limit = plan.get("ceiling")
    return None if limit is None else f"Highest pain while exercising: {limit} of 10"


def _exercise(patient: str, plan: Mapping[str, Any], line: Mapping[str, Any], status: str, coder: Coder) -> Resource:
    dose = Dose(line["sets"], line["reps"], line["hold"], line["minutes"]).words(sided=bool(line["sided"]))
    days = [_DAYS[int(day) - 1] for day in line["days"]]
    repeat: Resource = {"frequency": line["times_a_day"], "period": 1, "periodUnit": "d"}
    if 0 < len(days) < len(_DAYS):
        repeat["dayOfWeek"] = days
    return {
        "resourceType": "ServiceRequest",
        "id": same_id(plan["id"], line["exercise"]),
        "status": status,
        "intent": "plan",
        "category": [coder.concept("Physical therapy", coder.snomed(PHYSICAL_THERAPY))],
        "code": coder.concept(line["name"], own("exercise", line["exercise"])),
        "subject": reference(patient),
        "occurrenceTiming": {"repeat": repeat, "code": {"text": dose}},
        "authoredOn": plan["starts_on"],
        "performer": [reference(patient)],
        **({"patientInstruction": line["cue"]} if line.get("cue") else {}),
        **note(f"Dose: {dose}"),
    }
