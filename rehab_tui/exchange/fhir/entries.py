"""Entries as FHIR resources, one function for each kind."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from rehab_tui.domain.body import SITE_NAMES, Side, Site, where_words
from rehab_tui.domain.dose import Dose
from rehab_tui.exchange.fhir.behind import Behind
from rehab_tui.exchange.fhir.codes import (
    DURATION,
    DURATION_DISPLAY,
    PAIN,
    PAIN_DISPLAY,
    PHYSICAL_THERAPY,
    Coder,
    Resource,
    loinc,
    own,
    quantity,
)
from rehab_tui.exchange.fhir.measures import measure_resources
from rehab_tui.exchange.fhir.resources import category, instant, note, reference, same_id, simulated
from rehab_tui.exchange.fhir.signs import sign_resources

_PAIN_WORDS = {"day": "Pain of the day", "now": "Pain now", "worst": "Worst pain of the day", "morning": "Morning pain"}
_ANSWERS = {
    "woken": "Woken by pain",
    "relief": "Relief from the pain",
    "activities": "Usual activities possible",
    "since-session": "Since the last session",
    "worst-exercising": "Worst pain while exercising",
}
_BESIDE = (
    ("pain_before", "Pain before the exercise"),
    ("pain_during", "Pain during the exercise"),
    ("effort", "Effort"),
)
MEDICINES = frozenset({"nsaid", "other-medicine"})


class Entries:
    """Turns entries into resources: one patient, one way of coding.

    `made` holds the ids made so far; with `withdrawn`, entries that no longer count come along, marked so.
    """

    def __init__(self, patient: str, coder: Coder, made: set[str], *, withdrawn: bool) -> None:
        self.patient, self.coder = patient, coder
        self._made, self._withdrawn = made, withdrawn
        self.behind = Behind()

    def resources(self, row: Mapping[str, Any]) -> Iterator[Resource]:
        """Yield the resources of one entry; none for a kind that has no place in the mapping."""
        state = row["states"][-1]["state"] if row["states"] else "current"
        if state != "current" and not self._withdrawn:
            return
        if state == "current":
            self.behind.add(row)
        for one in self._of_kind(row):
            yield one if state == "current" else {**one, "status": "entered-in-error"}

    def _of_kind(self, row: Mapping[str, Any]) -> Iterator[Resource]:
        kind = row["kind"]
        if kind == "exercise":
            yield from self._exercise(row)
        elif kind == "symptoms":
            yield from sign_resources(self, row)
        elif kind == "measure":
            yield from measure_resources(self, row)
        elif kind in self._SINGLE:
            yield self._SINGLE[kind](self, row)

    def observation(
        self, row: Mapping[str, Any], name: str, code: Resource, value: Resource, *, kind: str = "survey"
    ) -> Resource:
        """Return an observation of an entry's date: the date alone, with the instant of recording beside it."""
        return {
            "resourceType": "Observation",
            "id": name,
            **simulated(row),
            "status": "final",
            "category": category(kind),
            "code": code,
            "subject": reference(self.patient),
            "effectiveDateTime": row["day"],
            "issued": instant(row["recorded_at"], row["offset_minutes"]),
            "performer": [reference(self.patient)],
            **value,
        }

    def _pain(self, row: Mapping[str, Any]) -> Resource:
        fact = row["fact"]
        words = _PAIN_WORDS[fact["score_kind"]]
        code = self.coder.concept(words, loinc(PAIN, PAIN_DISPLAY), own("pain", fact["score_kind"]))
        value = {
            "valueQuantity": quantity(fact["score"], "{score}"),
            "bodySite": self.place(fact["site"], fact["side"]),
            **note(row["note"]),
        }
        return self.observation(row, row["id"], code, value)

    def place(self, site: str, side: str) -> Resource:
        """Return a site of the site map with its side."""
        return self.coder.place(where_words(Site(site), Side(side)), site, side)

    def _exercise(self, row: Mapping[str, Any]) -> Iterator[Resource]:
        fact, based = row["fact"], same_id(row["plan"] or row["id"], row["fact"]["exercise"])
        skipped, side = fact["skip_reason"], fact["side"]
        dose = Dose(fact["sets"], fact["reps"], fact["hold"], fact["minutes"])
        said = None if skipped else "As planned, not counted" if fact["one_key"] else f"Done: {dose.words()}"
        yield {
            "resourceType": "Procedure",
            "id": row["id"],
            **simulated(row),
            **({"basedOn": [reference(based)]} if based in self._made else {}),
            "status": "not-done" if skipped else "completed",
            **({"statusReason": {"coding": [own("skip-reason", skipped)], "text": skipped}} if skipped else {}),
            "category": self.coder.concept("Physical therapy", self.coder.snomed(PHYSICAL_THERAPY)),
            "code": self.coder.concept(fact["exercise"].replace("-", " "), own("exercise", fact["exercise"])),
            "subject": reference(self.patient),
            "performedDateTime": row["day"],
            **({"bodySite": [self.coder.place(side, None, side)]} if side else {}),
            **note(said, "Done before anyone allowed it" if fact["not_allowed"] else None, row["note"]),
        }
        yield from self._beside(row)

    def _beside(self, row: Mapping[str, Any]) -> Iterator[Resource]:
        """Yield the minutes of an exercise, and the scores round it."""
        fact, part = row["fact"], {"partOf": [reference(row["id"])]}
        if fact["minutes"] is not None and not fact["skip_reason"]:
            code = self.coder.concept("Exercise duration", loinc(DURATION, DURATION_DISPLAY))
            value = {**part, "valueQuantity": quantity(fact["minutes"], "min")}
            yield self.observation(row, same_id(row["id"], "minutes"), code, value, kind="activity")
        for name, words in _BESIDE:
            if fact[name] is not None:
                code = self.coder.concept(words, own("exercise-score", name.replace("_", "-")))
                value = {**part, "valueQuantity": quantity(fact[name], "{score}")}
                yield self.observation(row, same_id(row["id"], name), code, value)

    def _answer(self, row: Mapping[str, Any]) -> Resource:
        question, said = row["fact"]["question"], row["fact"]["value"]
        code = self.coder.concept(_ANSWERS.get(question, question), own("question", question))
        if question == "worst-exercising":
            value: Resource = {"valueQuantity": quantity(int(said), "{score}")}
        elif said in ("yes", "no"):
            value = {"valueBoolean": said == "yes"}
        else:
            value = {"valueCodeableConcept": {"coding": [own(question, said)], "text": said}}
        return self.observation(row, row["id"], code, value)

    def _treatment(self, row: Mapping[str, Any]) -> Resource:
        fact = row["fact"]
        code = self.coder.concept(fact["treatment"].replace("-", " "), own("treatment", fact["treatment"]))
        effect = f"Effect: {fact['effect']}" if fact["effect"] else None
        if fact["treatment"] in MEDICINES:
            return {
                "resourceType": "MedicationStatement",
                "id": row["id"],
                **simulated(row),
                "status": "completed",
                "medicationCodeableConcept": code,
                "subject": reference(self.patient),
                "effectiveDateTime": row["day"],
                "dateAsserted": instant(row["recorded_at"], row["offset_minutes"]),
                "informationSource": reference(self.patient),
                **({"dosage": [{"text": fact["dose"]}]} if fact["dose"] else {}),
                **note(effect, row["note"]),
            }
        return self._procedure(row, code, note(fact["dose"], effect, row["note"]))

    def _block(self, row: Mapping[str, Any]) -> Resource:
        fact = row["fact"]
        after = ", ".join(f"{one['score']} after {one['minutes']} min" for one in fact["after"]) or "no score after it"
        tests = fact["positive_tests"]
        told = f"{fact['anesthetic']}: pain {fact['before']} before, {after}"
        positive = None if tests is None else f"Provocation tests that hurt: {tests}"
        place = {"bodySite": [self.place(fact["site"], fact["side"])]}
        code = self.coder.concept(f"Diagnostic block, {SITE_NAMES[Site(fact['site'])]}", own("treatment", "block"))
        return self._procedure(row, code, {**place, **note(told, positive, row["note"])})

    def _procedure(self, row: Mapping[str, Any], code: Resource, more: Resource) -> Resource:
        return {
            "resourceType": "Procedure",
            "id": row["id"],
            **simulated(row),
            "status": "completed",
            "code": code,
            "subject": reference(self.patient),
            "performedDateTime": row["day"],
            **more,
        }

    def _note(self, row: Mapping[str, Any]) -> Resource:
        words = {"valueString": row["fact"]["text"]}
        return self.observation(row, row["id"], {"text": "Note in the patient's words"}, words)

    _SINGLE: ClassVar[Mapping[str, Callable[["Entries", Mapping[str, Any]], Resource]]] = {
        "pain": _pain,
        "answer": _answer,
        "treatment": _treatment,
        "block": _block,
        "note": _note,
    }
    """Kinds of which an entry is one resource."""
