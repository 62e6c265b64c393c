"""The codes of the FHIR bundle (clinical rules, 6.1): only those that were looked up; a text always stands beside them.

Displays are given only where a source shows them word for word; what has no verified code has a code of our own.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

Resource: TypeAlias = dict[str, Any]

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
FLAG_CATEGORY = "http://terminology.hl7.org/CodeSystem/flag-category"
OWN = "urn:x-rehab-tui:"
"""Our own codes: urn:x-rehab-tui:exercise, :sign, :measure ..."""

PAIN, PAIN_DISPLAY = "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"
DURATION, DURATION_DISPLAY = "55411-3", "Exercise duration"
PEG_ITEMS: Mapping[str, str] = {"pain": "75893-8", "enjoyment": "91145-3", "activity": "91146-1"}
MEASURES: Mapping[str, str] = {"peg": "91147-9", "steps": "41950-7", "walk-6min": "64098-7"}
UNITS: Mapping[str, str] = {
    "peg": "{score}", "my-activities": "{score}", "chair-stand": "{stands}", "tug": "s", "gait-speed": "m/s",
    "walk-6min": "m", "single-leg": "s", "steps": "/d", "weight": "kg", "sleep": "h", "global-change": "{score}",
    "odi-total": "{score}", "lefs-total": "{score}", "hoos-total": "{score}", "promis-total": "{score}",
}  # fmt: skip
"""UCUM."""

FUSION, PHYSICAL_THERAPY = "50172003", "91251008"
SITES: Mapping[str, str] = {
    "hip": "29836001", "groin": "26893007", "buttock": "46862004", "si-joint": "39723000", "pelvis": "12921003",
    "thigh": "68367000",
}  # fmt: skip
"""SNOMED GPS; a site that is not here has no exact code there."""
SIDES: Mapping[str, str] = {"left": "7771000", "right": "24028007", "both": "51440002"}

LICENSES = {
    "loinc": (
        "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. "
        "and the LOINC Committee and is available at no cost under the license at http://loinc.org/license."
    ),
    "snomed-gps": (
        "SNOMED CT codes are from the Global Patient Set (GPS) of SNOMED International, CC BY 4.0. This is no "
        "endorsement by SNOMED International."
    ),
    "self-reported": "Self-reported by the patient. Not a medical device, not reviewed by a clinician.",
}
"""Lines that travel with the file (clinical rules, 6.3)."""


class Coder:
    """Makes coded values; without SNOMED only its codes are left out, the texts stay."""

    def __init__(self, *, snomed: bool = True) -> None:
        self._snomed = snomed

    def concept(self, text: str, *codings: Resource | None) -> Resource:
        """Return a text with the codings that there are."""
        found = [one for one in codings if one]
        return {"coding": found, "text": text} if found else {"text": text}

    def snomed(self, code: str | None) -> Resource | None:
        """Return a SNOMED code of the GPS, unless these are switched off."""
        return {"system": SNOMED, "code": code} if code and self._snomed else None

    def place(self, text: str, site: str | None, side: str | None) -> Resource:
        """Return a body site with its side: codes where there are, our own side, and the text."""
        return self.concept(
            text,
            self.snomed(SITES.get(site or "")),
            own("site", site) if site else None,
            self.snomed(SIDES.get(side or "")),
            own("side", side) if side else None,
        )


def own(kind: str, code: str) -> Resource:
    """Return a code of our own."""
    return {"system": OWN + kind, "code": code}


def loinc(code: str, display: str | None = None) -> Resource:
    """Return a LOINC code; its display only where it is known."""
    return {"system": LOINC, "code": code, **({"display": display} if display else {})}


def quantity(value: float, unit: str, code: str | None = None) -> Resource:
    """Return a number with its UCUM unit; 0 is a number like any other."""
    whole = int(value) if value == int(value) else value
    return {"value": whole, "unit": unit, "system": UCUM, "code": code or unit}
