"""Follow-ups as FHIR: Flags of level 1 and 2, detected issues of the others, and the wish to be contacted.

A CommunicationRequest in a file is sent to nobody.
"""

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any

from rehab_tui.exchange.fhir.behind import Behind
from rehab_tui.exchange.fhir.codes import FLAG_CATEGORY, Resource, own
from rehab_tui.exchange.fhir.resources import instant, note, reference, same_id

_SEVERITY = {1: "high", 2: "high", 3: "moderate"}
_PRIORITY = {1: "stat", 2: "asap", 3: "urgent"}
"""How soon somebody should answer; level 4 is routine (judgement: FHIR has no days)."""
_STEPS = frozenset({"acknowledged", "acted", "closed"})
ENDED = frozenset({"closed"})


def follow_up_resources(
    patient: str, row: Mapping[str, Any], made: Container[str], behind: Behind
) -> Iterator[Resource]:
    """Yield the resources of a follow-up; `made` are the ids of what it may point to."""
    ended = _ended(row)
    urgent = row["level"] in (1, 2)
    yield _flag(patient, row, ended) if urgent else _issue(patient, row, made, behind)
    if row["level"] is not None:
        yield _request(patient, row, ended)


def _ended(row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the step that ended it, or None while it waits."""
    last = row["events"][-1] if row["events"] else None
    return last if last is not None and last["state"] in ENDED else None


def _code(row: Mapping[str, Any]) -> Resource:
    side = f", {row['side']}" if row["side"] else ""
    return {"coding": [own("rule", row["rule"])], "text": f"{row['title']}{side}"}


def _flag(patient: str, row: Mapping[str, Any], ended: Mapping[str, Any] | None) -> Resource:
    period = {"start": instant(row["opened_at"], row["offset_minutes"])}
    if ended is not None:
        period["end"] = instant(ended["at"], ended["offset_minutes"])
    return {
        "resourceType": "Flag",
        "id": row["id"],
        "status": "active" if ended is None else "inactive",
        "category": [{"coding": [{"system": FLAG_CATEGORY, "code": "clinical"}]}],
        "code": _code(row),
        "subject": reference(patient),
        "period": period,
    }


def _issue(patient: str, row: Mapping[str, Any], made: Container[str], behind: Behind) -> Resource:
    """Return a computed alert; it stays preliminary when it has ended: a program found it, nobody confirmed it."""
    rests_on = dict.fromkeys((*_reported(row), *behind.of(row["why"])))
    implicated = [reference(one) for one in rests_on if one in made]
    steps = [
        {"action": {"text": _step(event)}, "date": instant(event["at"], event["offset_minutes"])}
        for event in row["events"]
        if event["verb"] in _STEPS
    ]
    return {
        "resourceType": "DetectedIssue",
        "id": row["id"],
        "status": "preliminary",
        "code": _code(row),
        "severity": _SEVERITY.get(row["level"], "low"),
        "patient": reference(patient),
        "identifiedDateTime": instant(row["opened_at"], row["offset_minutes"]),
        **({"implicated": implicated} if implicated else {}),
        "detail": f"{row['rule']}: {json.dumps(_numbers(row['why']), ensure_ascii=False)}",
        **({"mitigation": steps} if steps else {}),
    }


def _reported(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids that the observations reported with it would have: the entry itself, the sign in it."""
    entry, sign = row["entry"], row["why"].get("symptom")
    if entry:
        yield entry
        if isinstance(sign, str):
            yield same_id(entry, f"{sign}:{row['side'] or ''}")


def _numbers(why: Mapping[str, Any]) -> Resource:
    """Return the numbers by name; the rows behind them are observations of their own."""
    return {name: value for name, value in why.items() if name != "rows"}


def _step(event: Mapping[str, Any]) -> str:
    said = (event["verb"], event["contacted"], event["outcome"], event["text"])
    return ": ".join(part for part in said if part)


def _request(patient: str, row: Mapping[str, Any], ended: Mapping[str, Any] | None) -> Resource:
    status = "active" if ended is None else "completed" if ended["state"] == "closed" else "revoked"
    return {
        "resourceType": "CommunicationRequest",
        "id": same_id(row["id"], "contact"),
        "status": status,
        "priority": _PRIORITY.get(row["level"], "routine"),
        "subject": reference(patient),
        "about": [reference(row["id"])],
        "payload": [{"contentString": row["message"]}] if row["message"] else [{"contentString": row["title"]}],
        "authoredOn": instant(row["opened_at"], row["offset_minutes"]),
        "sender": reference(patient),
        **note("A wish to be contacted, in a file. Nobody was sent it."),
    }
