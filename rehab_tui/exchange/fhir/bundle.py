"""FHIR R4: a Bundle from the rows of a patient record, by the mapping of the clinical rules, 6.1.

Ids are made from those of the diary, so that the same entry has the same id in every file. A day without a score is
no resource; 0 is a value.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from rehab_tui.domain.adherence import DayOfWork
from rehab_tui.domain.sharing import Material, Part
from rehab_tui.exchange.fhir.adherence import Weeks, Written
from rehab_tui.exchange.fhir.codes import FUSION, LICENSES, OWN, Coder, Resource
from rehab_tui.exchange.fhir.entries import Entries
from rehab_tui.exchange.fhir.followups import follow_up_resources
from rehab_tui.exchange.fhir.plans import plan_resources
from rehab_tui.exchange.fhir.resources import reference, same_id

Row: TypeAlias = Mapping[str, Any]
_PICTURES: Mapping[int, int] = {
    **{sign: 0x2400 + sign for sign in range(32) if chr(sign) not in "\t\r\n"},
    **dict.fromkeys((0x85, 0x2028, 0x2029), ord("\n")),
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), ord(" ")),
}
"""A FHIR string takes visible signs, blanks, tabs and line breaks: control characters become the signs
that show them, other blanks and breaks plain ones."""


class Source(NamedTuple):
    """What a bundle is made of."""

    patient: str
    """An id."""
    name: str | None
    """Another name, where one was asked for."""
    sections: Mapping[str, Iterable[Row]]
    """Rows of a patient record."""
    exported_at: datetime
    today: date
    work: Sequence[DayOfWork] = ()
    """What each day asked for and what was done of it, oldest first."""


def fhir_chunks(material: Material) -> Iterator[bytes]:
    """Yield a bundle, a resource at a time."""
    selection = material.selection
    sections = {
        name: (row for rows in material.section(name) for row in json.loads(b"[" + rows + b"]"))
        for name in ("changes", "profile", "plans", "entries", "followups")
    }
    figured = {Part.PLAN, Part.EXERCISE} <= selection.parts
    source = Source(
        material.patient,
        selection.pseudonym,
        sections,
        material.exported_at,
        material.today,
        material.work() if figured else (),
    )
    transaction, snomed = selection.transaction, selection.snomed
    yield (_text(_head(source.exported_at, transaction=transaction, snomed=snomed))[:-1] + ',"entry":[').encode()
    between = "\n"
    for one in _resources(source, transaction=transaction, snomed=snomed):
        yield (between + _text(_entry(one, transaction=transaction))).encode()
        between = ",\n"
    yield b"\n]}\n"


def fhir_bundle(source: Source, *, transaction: bool = False, snomed: bool = True) -> Resource:
    """Return the bundle of a patient.

    With `transaction` it can be sent to a server again and again (PUT): what no longer counts is marked so there.
    """
    found = _resources(source, transaction=transaction, snomed=snomed)
    entries = [_entry(one, transaction=transaction) for one in found]
    return {**_head(source.exported_at, transaction=transaction, snomed=snomed), "entry": entries}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _head(exported_at: datetime, *, transaction: bool, snomed: bool) -> Resource:
    told = {name: words for name, words in LICENSES.items() if snomed or name != "snomed-gps"}
    return {
        "resourceType": "Bundle",
        "meta": {"tag": [{"system": f"{OWN}notice", "code": name, "display": words} for name, words in told.items()]},
        "type": "transaction" if transaction else "collection",
        "timestamp": exported_at.isoformat(timespec="milliseconds"),
    }


def _entry(resource: Resource, *, transaction: bool) -> Resource:
    entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": _readable(resource)}
    if transaction:
        entry["request"] = {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"}
    return entry


def _readable(value: Any) -> Any:
    """Return a value whose texts hold no sign that FHIR forbids in a string; its picture stands there instead."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else value.translate(_PICTURES)
    if isinstance(value, dict):
        return {name: _readable(one) for name, one in value.items()}
    return [_readable(one) for one in value] if isinstance(value, list) else value


def _resources(source: Source, *, transaction: bool, snomed: bool) -> Iterator[Resource]:
    """Yield each resource; one that points to another comes after it."""
    coder, made = Coder(snomed=snomed), set[str]()
    patient, sections = source.patient, source.sections
    entries = Entries(patient, coder, made, withdrawn=transaction)
    undoes = {row["number"]: row["undoes"] for row in sections.get("changes", ()) if row["undoes"] is not None}
    facts = {row["name"]: row["value"] for row in sections.get("profile", ())}
    plans = tuple(sections.get("plans", ()))
    weeks = Weeks(patient, coder, source.exported_at, source.today)
    for one in chain(
        _patient(patient, source.name),
        _surgery(patient, facts, coder),
        plan_resources(patient, plans, undoes, coder, withdrawn=transaction),
        (one for row in sections.get("entries", ()) for one in entries.resources(row)),
        weeks.resources(source.work, Written(plans, made, entries.behind.minutes), withdrawn=transaction),
        (
            one
            for row in sections.get("followups", ())
            for one in follow_up_resources(patient, row, made, entries.behind)
        ),
    ):
        made.add(one["id"])
        yield one


def _patient(patient: str, name: str | None) -> Iterator[Resource]:
    """Yield the patient: an identifier only; a name leaves only when another one was asked for."""
    one: Resource = {
        "resourceType": "Patient",
        "id": patient,
        "identifier": [{"system": f"{OWN}patient", "value": patient}],
    }
    yield {**one, "name": [{"text": name}]} if name else one


def _surgery(patient: str, facts: Mapping[str, str | None], coder: Coder) -> Iterator[Resource]:
    day = facts.get("surgery_date")
    if not day:
        return
    known = [
        f"{label} {said}" for label, said in (("levels", facts.get("levels")), ("", facts.get("approach"))) if said
    ]
    yield {
        "resourceType": "Procedure",
        "id": same_id(patient, "fusion"),
        "status": "completed",
        "code": coder.concept("Lumbar spinal fusion", coder.snomed(FUSION)),
        "subject": reference(patient),
        "performedDateTime": day,
        **({"note": [{"text": ", ".join(one.strip() for one in known)}]} if known else {}),
    }
