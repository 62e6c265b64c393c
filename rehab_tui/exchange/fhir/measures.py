"""Measures as FHIR; a mean only where every question was answered."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from rehab_tui.domain.measure_table import MEASURES as TABLE
from rehab_tui.exchange.fhir.codes import MEASURES, PEG_ITEMS, UNITS, Resource, loinc, own, quantity
from rehab_tui.exchange.fhir.resources import instant, note, reference, same_id
from rehab_tui.exchange.fhir.signs import Observes

_PEG_WORDS = {
    "pain": "Pain on average in the last week, 0-10",
    "enjoyment": "Interfered with enjoyment of life in the last week, 0-10",
    "activity": "Interfered with general activity in the last week, 0-10",
}


def measure_resources(entries: Observes, row: Mapping[str, Any]) -> Iterator[Resource]:
    """Yield the observation of a measure; for the PEG its answers before it, and the mean where all three are there."""
    fact = row["fact"]
    peg = fact["measure"] == "peg"
    answers = same_id(row["id"], "answers")
    if peg:
        yield _answers(entries, row, answers)
        if any(one["value"] is None for one in fact["values"]):
            return  # not scored: an observation without a value says nothing
    more: Resource = {"derivedFrom": [reference(answers)]} if peg else {}
    yield entries.observation(row, row["id"], _code(entries, fact["measure"]), {**more, **_value(entries, row)})


def _code(entries: Observes, measure: str) -> Resource:
    known = MEASURES.get(measure)
    name = TABLE[measure].name if measure in TABLE else measure
    return entries.coder.concept(name, loinc(known) if known else None, own("measure", measure))


def _value(entries: Observes, row: Mapping[str, Any]) -> Resource:
    fact, unit = row["fact"], UNITS.get(row["fact"]["measure"], "{score}")
    said = TABLE[fact["measure"]].unit if fact["measure"] in TABLE else unit
    found = [one["value"] for one in fact["values"]]
    side = {"bodySite": entries.coder.place(fact["side"], None, fact["side"])} if fact["side"] else {}
    typed = f"Typed: {fact['typed']}" if fact["typed"] else None
    more = {**side, **note("The arms helped: counts 0" if fact["arms"] else None, typed, row["note"])}
    if all(value is not None for value in found):
        mean = sum((Fraction(str(value)) for value in found), Fraction(0)) / len(found)
        more["valueQuantity"] = quantity(round(float(mean), 6), said, unit)
    parts = [
        {"code": {"text": one["item"]}, "valueQuantity": quantity(one["value"], said, unit)}
        for one in fact["values"]
        if one["item"] and one["value"] is not None
    ]
    return {**more, **({"component": parts} if parts and fact["measure"] != "peg" else {})}


def _answers(entries: Observes, row: Mapping[str, Any], name: str) -> Resource:
    """Return the answers to the three questions, those that were given."""
    return {
        "resourceType": "QuestionnaireResponse",
        "id": name,
        "status": "completed",
        "subject": reference(entries.patient),
        "authored": instant(row["recorded_at"], row["offset_minutes"]),
        "source": reference(entries.patient),
        "item": [
            {
                "linkId": PEG_ITEMS.get(one["item"], one["item"]),
                "text": _PEG_WORDS.get(one["item"], one["item"]),
                "answer": [{"valueDecimal": quantity(one["value"], "{score}")["value"]}],
            }
            for one in row["fact"]["values"]
            if one["value"] is not None
        ],
    }
