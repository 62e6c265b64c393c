"""Treatments that a patient writes down (items TX01-TX16): what, how much, what it did. Never advice to take one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rehab_tui.domain.fact import Kind, Spoken
from rehab_tui.domain.words import one_of


class TreatmentKind(StrEnum):
    """What was done."""

    NSAID = "nsaid"
    OTHER_MEDICINE = "other-medicine"
    PELVIC_BELT = "pelvic-belt"
    WALKING_AID = "walking-aid"
    STEROID_INJECTION = "steroid-injection"
    SURGERY = "surgery"
    PROLOTHERAPY = "prolotherapy"
    OTHER = "other"


TREATMENT_WORDS = {
    TreatmentKind.NSAID: "anti-inflammatory painkiller (NSAID)",
    TreatmentKind.OTHER_MEDICINE: "other medicine",
    TreatmentKind.PELVIC_BELT: "pelvic belt",
    TreatmentKind.WALKING_AID: "walking aid",
    TreatmentKind.STEROID_INJECTION: "steroid injection",
    TreatmentKind.SURGERY: "surgery",
    TreatmentKind.PROLOTHERAPY: "prolotherapy",
    TreatmentKind.OTHER: "other treatment",
}

ITEMS = {
    TreatmentKind.NSAID: ("TX01",),
    TreatmentKind.PELVIC_BELT: ("TX02",),
    TreatmentKind.STEROID_INJECTION: ("TX04",),
    TreatmentKind.SURGERY: ("TX05", "TX06", "TX07", "TX09", "TX11", "TX12", "TX13", "TX15", "TX16"),
    TreatmentKind.PROLOTHERAPY: ("TX14",),
    TreatmentKind.OTHER: ("TX03", "TX08", "TX10"),
}
"""Which treatments of the documents are written down under which name."""

FUSION_CAUTION = (
    "The documents say: some studies found that these medicines can slow a fusion, more with more of them and over a "
    "longer time (doc 002, PR15). Ask your surgeon or pharmacist what that means for you."
)


@dataclass(frozen=True, slots=True)
class Treatment(Spoken):
    """One treatment on one day, in the patient's own words."""

    kind_of_entry = Kind.TREATMENT

    what: TreatmentKind
    dose: str | None = None
    effect: str | None = None

    @property
    def words(self) -> str:
        """What was done, in one line."""
        parts = [TREATMENT_WORDS[self.what]]
        if self.dose:
            parts.append(self.dose)
        if self.effect:
            parts.append(f"effect: {self.effect}")
        return ", ".join(parts)


def treatment_named(text: str) -> TreatmentKind:
    """Return the treatment a person typed; raise InvalidValue with the nearest name otherwise."""
    return TreatmentKind(one_of("treatment", text, TreatmentKind))


def days_in_row(days: Iterable[date], last: date) -> int:
    """Return on how many dates in a row, up to and with `last`, something was taken; 0 when not on `last`."""
    taken, count = frozenset(days), 0
    while last - timedelta(days=count) in taken:
        count += 1
    return count


def nsaid_words(in_row: int) -> str:
    """Return the days in a row and the documents' caution beside them."""
    days = "the first day in a row" if in_row == 1 else f"{in_row} days in a row"
    return f"NSAID: {days}. {FUSION_CAUTION}"
