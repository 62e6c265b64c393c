"""A fuller record after one with parts left out, and the other way round: no words are lost, and none are changed."""

import json
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.sharing import EVERYTHING, STANDARD, Part, Selection
from rehab_tui.exchange.record.file import record_chunks
from rehab_tui.services.importing import Added, import_records
from tests.exchange.hard_history import stamp

HERE = Path("a.rehab.json")
NOTED, PRIVATE = STANDARD | {Part.NOTES}, STANDARD | {Part.SEXUAL}


def record(rehab: Rehab, parts: frozenset[Part] = EVERYTHING) -> dict[str, Any]:
    text = b"".join(record_chunks(rehab.exporting.material(Selection(parts), stamp(0).moment)))
    return dict(json.loads(text))


def taken_in(rehab: Rehab, *records: dict[str, Any], dry_run: bool = False) -> Sequence[Added]:
    files = [(HERE, one) for one in records]
    found = rehab.use(lambda store: import_records(store, files, stamp(0, 22), dry_run=dry_run))
    return [one.added for one in found.taken]


def said(held: dict[str, Any]) -> dict[str, Any]:
    """Return what a record says, in no order; which change a row came with has another number in each file."""
    numberless: dict[str, Any] = {}
    for one in (*held["entries"], *held["followups"]):
        rows = [{**row, "change": 0} for row in one.get("states", one.get("events"))]
        numberless[one["id"]] = {**one, "change": 0, "states" if "states" in one else "events": rows}
    words = sorted(str((row["recorded_at"], row["nth"], row["verb"], row["words"])) for row in held["changes"])
    return {**numberless, "trail": [one for one in words if "'import'" not in one]}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "other.db", create=True) as opened:
        yield opened


@pytest.mark.parametrize("parts", [STANDARD, NOTED, PRIVATE])
def test_everything_fills_in_what_was_left_out_once(hard: Rehab, other: Rehab, parts: frozenset[Part]) -> None:
    whole = record(hard)
    taken_in(other, record(hard, parts))
    assert said(record(other)) != said(whole)
    preview = taken_in(other, whole, dry_run=True)
    assert said(record(other)) != said(whole), "a trial keeps nothing"
    (added,) = taken_in(other, whole)
    assert added.filled
    assert preview == [added]
    assert said(record(other)) == said(whole)
    assert other.care.check(stamp(0, 22).moment).problems == ()
    assert added.filled_words in other.care.trail()[-1].words
    (again,) = taken_in(other, whole)
    assert not again.anything
    assert not taken_in(other, record(hard, parts))[0].anything, "a record with less in it takes nothing away"
    assert said(record(other)) == said(whole)


@pytest.mark.parametrize("order", list(permutations((NOTED, PRIVATE, STANDARD))))
def test_notes_and_the_private_sign_come_together_from_two_records_in_any_order(
    hard: Rehab, tmp_path: Path, order: Sequence[frozenset[Part]]
) -> None:
    with Rehab.open(tmp_path / "other.db", create=True) as other:
        for parts in order:
            taken_in(other, record(hard, parts))
        there, whole = said(record(other)), said(record(hard))
        (both,) = (one for one in whole.values() if "private words" in str(one))
        both["fact"]["reports"][0]["text"] = None  # words beside the private sign leave only where both are ticked
        assert {**there, "trail": 0} == {**whole, "trail": 0}


def test_an_entry_that_differs_in_anything_else_stays_as_it_is(hard: Rehab, other: Rehab) -> None:
    taken_in(other, record(hard, STANDARD))
    before, changed = said(record(other)), record(hard)
    for one in changed["entries"]:
        one["time_zone"] = "Asia/Tokyo"
    for one in changed["followups"]:
        one["side"] = "middle"
    (added,) = taken_in(other, changed)
    assert (added.filled, added.filled_followups) == (0, 0)
    kept = said(record(other))
    assert all(kept[one["id"]] == before.get(one["id"], kept[one["id"]]) for one in changed["entries"])
