"""Not sure about what came beside a sign: it counts as a yes for how urgent it is, and nobody reads it as a fact."""

import json
from pathlib import Path

from shell import Shell


def test_it_is_kept_shown_and_handed_over_as_not_sure(left_hip: Shell, tmp_path: Path) -> None:
    said = b"\n\n\n\n\n\n\n\n\n\n\n\nyes\nnew\n\n\nnot sure\nnot sure\n"
    steps = left_hip("checkin", "--full", stdin=said)
    assert "(not sure)" in steps.out
    kept = next(one for one in left_hip.entries() if one["kind"] == "symptoms" and one["with"])
    (name, mark) = kept["with"]
    assert mark == f"{name}-not-sure"
    assert "(not sure)" in left_hip("history").out
    urgent = left_hip("followups", "--json").data[0]
    assert "with confused (not sure)" in left_hip("followups", "why", urgent["id"]).out
    for ending in ("rehab.json", "fhir.json"):
        place = tmp_path / f"out.{ending}"
        assert left_hip("export", str(place), "--only", "all").code == 0
        text = place.read_text("utf-8")
        assert "not sure" in text or mark in text, ending
    other = Shell(tmp_path / "other.db", left_hip._capsys, left_hip._monkeypatch)
    assert other("import", str(tmp_path / "out.rehab.json")).code == 0
    assert next(one["with"] for one in other.entries() if one["kind"] == "symptoms" and one["with"]) == [name, mark]


def test_it_raises_as_a_yes_does_and_a_yes_takes_the_doubt_away(left_hip: Shell) -> None:
    opened = left_hip.kept("log", "symptoms", "fever", "--with", "confused-not-sure")["followups"]
    assert [(one["rule"], one["level"], one["why"]["unsure"]) for one in opened] == [("RF-08", 1, ["confused"])]
    card = left_hip("log", "symptoms", "sudden-pain", "--with", "sudden-not-sure,no-weight-bearing").err
    assert "cannot put weight on the leg" in card
    sure = left_hip.kept("log", "symptoms", "fever", "--with", "confused")["followups"]
    assert "unsure" not in sure[0]["why"]
    wrong = left_hip("log", "symptoms", "fever", "--with", "bogus-not-sure")
    assert wrong.code == 1
    assert json.dumps(wrong.out) == '""'
