"""What outside validators of FHIR miss (clinical rules, 6.4): references, ids, codes, statuses, empty lists, nulls."""

import re
from collections.abc import Iterator
from typing import Any

from rehab_tui.exchange.fhir import codes

LOINC_SEEN = {"72514-3", "55411-3", "75893-8", "91145-3", "91146-1", "91147-9", "41950-7", "64098-7"}
SNOMED_SEEN = {
    "50172003", "91251008", "29836001", "26893007", "46862004", "39723000", "12921003", "68367000", "7771000",
    "24028007", "51440002",
}  # fmt: skip
"""The codes of the clinical rules, 6.1: typed once more here, so that a slip in the program is found."""
DISPLAYS = {
    "72514-3": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    "55411-3": "Exercise duration",
}
STATUSES = {
    "Observation": {"final", "preliminary", "entered-in-error"},
    "Procedure": {"completed", "not-done", "entered-in-error"},
    "MedicationStatement": {"completed", "entered-in-error"},
    "QuestionnaireResponse": {"completed", "entered-in-error"},
    "CarePlan": {"active", "completed", "revoked", "entered-in-error"},
    "ServiceRequest": {"active", "completed", "revoked", "entered-in-error"},
    "Flag": {"active", "inactive"},
    "DetectedIssue": {"preliminary"},
    "CommunicationRequest": {"active", "completed", "revoked"},
}
BOUND = {"severity": {"high", "moderate", "low"}, "priority": {"routine", "urgent", "asap", "stat"}, "intent": {"plan"}}
DATED = {"effectiveDateTime", "performedDateTime", "authoredOn", "issued"}
DAY, INSTANT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)")


def walk(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Yield everything in a bundle with its path."""
    yield at, value
    if isinstance(value, dict):
        for name, one in value.items():
            yield from walk(one, f"{at}.{name}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from walk(one, f"{at}[{number}]")


def problems(bundle: dict[str, Any]) -> list[str]:
    """Return what is wrong, a line each."""
    urls = [one["fullUrl"] for one in bundle["entry"]]
    found = [f"twice: {url}" for url in set(urls) if urls.count(url) > 1] if len(set(urls)) < len(urls) else []
    found.extend(_in_tree(bundle, set(urls)))
    for entry in bundle["entry"]:
        found.extend(_in_resource(entry["resource"]))
        if entry["fullUrl"] != f"urn:uuid:{entry['resource']['id']}":
            found.append(f"fullUrl is not the id: {entry['fullUrl']}")
    return found


def _in_tree(bundle: dict[str, Any], urls: set[str]) -> Iterator[str]:
    for at, value in walk(bundle):
        name = at.rpartition(".")[2]
        if value is None or value in ([], {}, ""):
            yield f"empty: {at}"
        elif name == "reference" and isinstance(value, str) and value not in urls:
            yield f"points to nothing: {at}"
        elif not _known(value) or (name in BOUND and isinstance(value, str) and value not in BOUND[name]):
            yield f"code: {at} {value}"
        elif name in DATED and not (DAY.fullmatch(value) or INSTANT.fullmatch(value)):
            yield f"time: {at} {value}"


def _known(value: Any) -> bool:
    """Return whether a code of LOINC or SNOMED is on the list, with its own display or none; True for anything else."""
    if not isinstance(value, dict):
        return True
    code = value.get("code")
    if value.get("system") == codes.LOINC:
        return code in LOINC_SEEN and value.get("display") == DISPLAYS.get(code)
    return value.get("system") != codes.SNOMED or (code in SNOMED_SEEN and "display" not in value)


def _in_resource(one: dict[str, Any]) -> Iterator[str]:
    kind = one["resourceType"]
    if kind in STATUSES and one.get("status") not in STATUSES[kind]:
        yield f"status: {kind} {one.get('status')}"
    values = [name for name in one if name.startswith("value")]
    if len(values) > 1 or (values and "dataAbsentReason" in one):
        yield f"values: {one['id']}"
    taken_back = one.get("status") == "entered-in-error" and "dataAbsentReason" in one
    if kind == "Observation" and not (values or "component" in one or "derivedFrom" in one or taken_back):
        yield f"no value: {one['id']}"
    if "profile" in one.get("meta", {}):
        yield f"claims a profile: {one['id']}"
