"""`rehab export FILE.fhir.json`: found by its ending, private, with its own options."""

import json
from pathlib import Path

from shell import Shell


def test_the_ending_is_enough(left_hip: Shell, tmp_path: Path) -> None:
    left_hip("log", "pain", "0")
    place = tmp_path / "diary.fhir.json"
    done = left_hip("export", str(place), "--yes")
    assert done.code == 0, done.err
    assert place.stat().st_mode & 0o777 == 0o600
    bundle = json.loads(place.read_text(encoding="utf-8"))
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    assert "http://snomed.info/sct" in place.read_text(encoding="utf-8")


def test_a_server_takes_the_transaction_form(left_hip: Shell, tmp_path: Path) -> None:
    place = tmp_path / "diary.fhir.json"
    assert left_hip("export", str(place), "--yes", "--transaction", "--no-snomed").code == 0
    text = place.read_text(encoding="utf-8")
    assert json.loads(text)["type"] == "transaction"
    assert "snomed" not in text


def test_its_options_go_with_fhir_alone(left_hip: Shell, tmp_path: Path) -> None:
    for option in ("--transaction", "--no-snomed"):
        wrong = left_hip("export", str(tmp_path / "d.rehab.json"), "--yes", option)
        assert (wrong.code, wrong.err.count("\n")) == (2, 1)
        assert "go with FHIR" in wrong.err
    assert list(tmp_path.glob("d.*")) == []
