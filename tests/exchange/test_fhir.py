"""FHIR: an outside validator and our own checks on the demo patient and on made days; zero, gaps and privacy."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir_checks import problems, walk
from jsonschema import Draft6Validator

from rehab_tui.bootstrap import Rehab
from rehab_tui.clock import Clock
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.dose import Dose, SkipReason
from rehab_tui.domain.entry import Note
from rehab_tui.domain.followup import Outcome
from rehab_tui.domain.moment import Stamp
from rehab_tui.domain.pain import PainScore
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.sharing import EVERYTHING, STANDARD, Selection
from rehab_tui.domain.symptom import Form, SymptomReport, SymptomsAnswered, asked_in
from rehab_tui.exchange.fhir.bundle import Source, fhir_bundle, fhir_chunks
from rehab_tui.services.demo.patient import build_demo

CLOCK = Clock(date(2026, 11, 20))
DAY = date(2026, 11, 18)
PT_05 = ((11, 10), (14, 1), (15, 9))
"""Days and scores of the week behind that alert; the fourth one, of the 12th, was corrected since."""
Exported = Callable[[Selection], dict[str, Any]]


def exported(rehab: Rehab, selection: Selection) -> dict[str, Any]:
    """Return the bundle as a program would read it."""
    chunks = fhir_chunks(rehab.exporting.material(selection, CLOCK.now()))
    return dict(json.loads(b"".join(chunks)))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder = tmp_path_factory.mktemp("fhir")
    rehab = Rehab.open(folder / "demo.db", create=True)
    build_demo(rehab, CLOCK.now())
    return lambda selection: exported(rehab, selection)


@pytest.fixture
def rehab(tmp_path: Path) -> Rehab:
    return Rehab.open(tmp_path / "r.db", create=True)


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


def add(rehab: Rehab, *facts: Any) -> None:
    for fact in facts:
        rehab.journal.add(DAY, fact, Stamp(CLOCK.now()), "a test")


SCHEMA = json.loads(Path(__file__).with_name("fhir-r4.schema.json").read_text(encoding="utf-8"))


def against_schema(bundle: dict[str, Any]) -> list[str]:
    """Return what the official JSON schema finds in each resource."""
    checks: dict[str, Draft6Validator] = {}
    found = []
    for entry in bundle["entry"]:
        one = entry["resource"]
        kind = one["resourceType"]
        if kind not in checks:
            checks[kind] = Draft6Validator({"$ref": f"#/definitions/{kind}", **SCHEMA})
        found.extend(f"{kind}: {problem.message[:200]}" for problem in checks[kind].iter_errors(one))
    return found


@pytest.mark.parametrize("transaction", [False, True])
def test_the_demo_patient_passes(demo: Exported, transaction: bool) -> None:
    bundle = demo(Selection(EVERYTHING, transaction=transaction))
    Bundle.model_validate(bundle)
    assert against_schema(bundle) == []
    assert problems(bundle) == []
    assert bundle["type"] == ("transaction" if transaction else "collection")
    kinds = {one["resource"]["resourceType"] for one in bundle["entry"]}
    assert kinds >= {
        "Patient", "Procedure", "Observation", "QuestionnaireResponse", "ServiceRequest", "CarePlan", "Flag",
        "DetectedIssue", "CommunicationRequest", "MedicationStatement",
    }  # fmt: skip


def test_the_validator_finds_what_is_broken(demo: Exported) -> None:
    bundle = demo(Selection(STANDARD))
    observation = resources(bundle, "Observation")[0]
    for name, value in (("effectiveDateTime", "2026-02-30"), ("status", None), ("valueString", "two values")):
        broken = json.loads(json.dumps(bundle))
        resources(broken, "Observation")[0][name] = value
        with pytest.raises(ValueError, match=r"."):
            Bundle.model_validate(broken)
    for name, value in (("status", "done"), ("valuePain", 4), ("issued", "yesterday")):
        assert against_schema({"entry": [{"resource": {**observation, name: value}}]})
    assert problems({**bundle, "entry": [*bundle["entry"], bundle["entry"][0]]})
    assert problems({**bundle, "entry": [{"fullUrl": f"urn:uuid:{observation['id']}", "resource": observation}]})


def test_zero_is_a_value_and_a_missing_day_is_no_resource(rehab: Rehab) -> None:
    add(rehab, PainScore(0, Side.LEFT), PainScore(4, Side.RIGHT, Site.SI_JOINT))
    zero, other = resources(exported(rehab, Selection()), "Observation")
    assert zero["valueQuantity"]["value"] == 0
    assert zero["effectiveDateTime"] == "2026-11-18"
    assert zero["issued"].startswith("2026-11-20T")
    assert zero["code"]["coding"][0]["code"] == "72514-3"
    assert other["bodySite"]["text"] == "Left SI joint".replace("Left", "Right")
    assert {one["code"] for one in other["bodySite"]["coding"]} == {"39723000", "si-joint", "24028007", "right"}


def test_no_yes_and_not_asked_are_three_things(rehab: Rehab) -> None:
    asked = asked_in(Form.DAILY)
    add(rehab, SymptomsAnswered(Form.DAILY, asked, (SymptomReport("leg-numbness", side=Side.LEFT),), 38.2))
    found = resources(exported(rehab, Selection()), "Observation")
    signs = {one["code"]["coding"][1]["code"]: one["valueBoolean"] for one in found if "valueBoolean" in one}
    assert set(signs) == set(asked)
    assert [name for name, said in signs.items() if said] == ["leg-numbness"]
    assert next(one["valueQuantity"]["value"] for one in found if "valueQuantity" in one) == 38.2


def test_what_was_asked_beside_a_sign_is_told_too(rehab: Rehab) -> None:
    asked = ("fever", "chills", "confused", "stiff-neck")
    add(rehab, SymptomsAnswered(Form.PICKED, asked, (SymptomReport("fever"),), companions=("chills",)))
    found = [one for one in resources(exported(rehab, Selection()), "Observation") if "valueBoolean" in one]
    signs = {one["code"]["coding"][-1]["code"]: one["valueBoolean"] for one in found}
    assert signs == {"fever": True, "chills": True, "confused": False, "stiff-neck": False}


def test_exercises_are_done_or_not_done_with_the_reason(rehab: Rehab) -> None:
    add(
        rehab,
        ExerciseDone("walking", Dose(minutes=20), pain_during=0),
        ExerciseDone("clamshell", side=Side.LEFT, skipped=SkipReason.TIRED),
    )
    bundle = exported(rehab, Selection())
    done, skipped = resources(bundle, "Procedure")
    assert (done["status"], skipped["status"]) == ("completed", "not-done")
    assert skipped["statusReason"]["text"] == "tired"
    minutes, during = resources(bundle, "Observation")
    assert (minutes["valueQuantity"]["value"], minutes["valueQuantity"]["code"]) == (20, "min")
    assert during["valueQuantity"]["value"] == 0
    assert during["partOf"] == [{"reference": f"urn:uuid:{done['id']}"}]


def test_a_level_1_sign_is_an_active_flag_until_it_is_closed(rehab: Rehab) -> None:
    add(rehab, SymptomsAnswered(Form.PICKED, ("saddle-numbness",), (SymptomReport("saddle-numbness"),)))
    open_now = exported(rehab, Selection())
    assert [one["status"] for one in resources(open_now, "Flag")] == ["active"]
    assert [one["priority"] for one in resources(open_now, "CommunicationRequest")] == ["stat"]
    follow_up = rehab.follow_ups.waiting()[0]
    rehab.follow_ups.act(follow_up, "Dr. Lee", "come in", Stamp(CLOCK.now()))
    rehab.follow_ups.close(rehab.follow_ups.one(follow_up.id), "seen by Dr. Lee", Stamp(CLOCK.now()), Outcome.SEEN)
    closed = exported(rehab, Selection())
    assert [one["status"] for one in resources(closed, "Flag")] == ["inactive"]
    assert [one["status"] for one in resources(closed, "CommunicationRequest")] == ["completed"]
    assert problems(closed) == []


def test_a_server_is_told_what_no_longer_counts(rehab: Rehab) -> None:
    add(rehab, PainScore(7, Side.LEFT), PainScore(3, Side.LEFT))
    kept = resources(exported(rehab, Selection()), "Observation")
    assert [one["valueQuantity"]["value"] for one in kept] == [3]
    sent = exported(rehab, Selection(transaction=True))
    assert [one["status"] for one in resources(sent, "Observation")] == ["entered-in-error", "final"]
    assert [one["request"]["method"] for one in sent["entry"]] == ["PUT"] * len(sent["entry"])
    assert sent["entry"][0]["request"]["url"] == f"Patient/{sent['entry'][0]['resource']['id']}"


def test_the_same_entry_has_the_same_id_in_every_file(demo: Exported) -> None:
    one, again = demo(Selection()), demo(Selection())
    assert [entry["fullUrl"] for entry in one["entry"]] == [entry["fullUrl"] for entry in again["entry"]]


def test_names_notes_and_the_private_sign_stay_here(rehab: Rehab) -> None:
    rehab.profiles.keep({"name": "Ann Example"}, Stamp(CLOCK.now()))
    private = SymptomsAnswered(Form.PICKED, ("sexual-change",), (SymptomReport("sexual-change"),))
    add(rehab, Note("my words"), private)
    text = json.dumps(exported(rehab, Selection()))
    for words in ("Ann Example", "my words", "sexual", "RF-03"):
        assert words not in text, words
    assert "A private sign" in text
    told = json.dumps(exported(rehab, Selection(EVERYTHING, pseudonym="Patient 7")))
    assert "my words" in told
    assert "RF-03" in told
    assert "Patient 7" in told
    assert "Ann Example" not in told


def test_without_snomed_the_texts_stay(demo: Exported) -> None:
    bundle = demo(Selection(snomed=False))
    systems = {value["system"] for _, value in walk(bundle) if isinstance(value, dict) and "system" in value}
    assert "http://snomed.info/sct" not in systems
    assert "http://loinc.org" in systems
    assert problems(bundle) == []
    assert "snomed-gps" not in {one["code"] for one in bundle["meta"]["tag"]}


def test_the_license_lines_and_the_notice_travel_along(demo: Exported) -> None:
    tags = {one["code"]: one["display"] for one in demo(Selection())["meta"]["tag"]}
    assert "loinc.org/license" in tags["loinc"]
    assert "CC BY 4.0" in tags["snomed-gps"]
    assert "Not a medical device" in tags["self-reported"]


def test_a_bundle_is_a_function_of_its_rows() -> None:
    patient = "6f1c2f0e-7c6f-4b7e-9a55-0d6f6f0d9a11"
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    surgery = {"name": "surgery_date", "value": "2026-08-28"}
    bundle = fhir_bundle(Source(patient, None, {"profile": [surgery]}, at, at.date()))
    Bundle.model_validate(bundle)
    assert problems(bundle) == []
    assert resources(bundle, "Procedure")[0]["performedDateTime"] == "2026-08-28"
    assert len(fhir_bundle(Source(patient, None, {}, at, at.date()))["entry"]) == 1


def test_the_hard_history_passes_and_holds_no_sign_that_a_fhir_string_cannot(hard: Rehab) -> None:
    for transaction in (False, True):
        bundle = exported(hard, Selection(EVERYTHING, transaction=transaction))
        Bundle.model_validate(bundle)
        assert against_schema(bundle) == []
        assert problems(bundle) == []
        texts = [value for _, value in walk(bundle) if isinstance(value, str)]
        assert [text for text in texts if any(sign < " " and sign not in "\t\r\n" for sign in text)] == []
    assert any("\u241b[31mred\u2407" in text for text in texts)


def test_a_computed_alert_points_to_the_observations_it_rests_on(hard: Rehab) -> None:
    bundle = exported(hard, Selection(EVERYTHING))
    held = {one["fullUrl"]: one["resource"] for one in bundle["entry"]}
    issues = {one["code"]["coding"][0]["code"]: one for one in resources(bundle, "DetectedIssue")}

    def behind(rule: str) -> list[tuple[str, str, int]]:
        found = [held[one["reference"]] for one in issues[rule]["implicated"]]
        return [(one["effectiveDateTime"], one["code"]["text"], one["valueQuantity"]["value"]) for one in found]

    assert behind("PT-05") == [(f"2026-10-{day}", "Pain of the day", score) for day, score in PT_05]
    assert behind("PX-02")[0] == ("2026-10-21", "Pain before the exercise", 0)
    assert {one["status"] for one in issues.values()} == {"preliminary"}


def test_a_peg_that_is_not_scored_has_its_answers_and_no_empty_observation(hard: Rehab) -> None:
    bundle = exported(hard, Selection(EVERYTHING))
    assert len(resources(bundle, "QuestionnaireResponse")) == 2
    pegs = [one for one in resources(bundle, "Observation") if one["code"]["text"] == "PEG"]
    assert [one["valueQuantity"]["value"] for one in pegs] == [4]
    for one in resources(bundle, "Observation"):
        assert any(name.startswith("value") or name == "component" for name in one), one
