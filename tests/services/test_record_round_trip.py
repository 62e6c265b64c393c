"""The patient record over a file with all that services write: guided sessions, plan files, changes of one moment."""

import json
from pathlib import Path
from typing import Any

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.guided_keys import Press
from rehab_tui.domain.sharing import EVERYTHING, Selection
from rehab_tui.exchange.formats import format_of
from rehab_tui.exchange.record.file import read_record
from rehab_tui.services.importing import import_records
from tests.services.reporting import TODAY, report, stamp
from tests.services.test_guided import CLAMSHELL, STRETCH, Window, prescribe


def handed_over(rehab: Rehab, path: Path, selection: Selection | None = None) -> dict[str, Any]:
    place = format_of(path)
    rehab.exporting.export(path, selection or Selection(EVERYTHING), place.chunks, stamp(20), force=True)
    return dict(json.loads(path.read_text("utf-8")))


def taken_in(rehab: Rehab, path: Path) -> None:
    rehab.use(lambda store: import_records(store, [(path, read_record(path))], stamp(21), dry_run=False))


def test_a_guided_session_half_way_stands_at_its_set_in_the_other_file(rehab: Rehab, tmp_path: Path) -> None:
    prescribe(rehab, CLAMSHELL, STRETCH)
    window = Window(rehab).press(2, Press.GO)
    report(rehab, "leg-pain:left:worse")
    path = tmp_path / "a.rehab.json"
    record = handed_over(rehab, path)
    assert record["sessions"][0]["marks"]
    with Rehab.open(tmp_path / "other.db", create=True) as other:
        taken_in(other, path)
        here, there = rehab.guided.read(window.run.session.id), other.guided.read(window.run.session.id)
        assert (here.tasks, here.marks, here.day, here.plan_id) == (there.tasks, there.marks, there.day, there.plan_id)
        assert other.journal.between(TODAY, TODAY, every_state=True) == rehab.journal.between(
            TODAY, TODAY, every_state=True
        )
        assert other.care.check(stamp(22).moment).problems == ()


def test_what_was_undone_in_a_session_stays_undone_and_undo_goes_on_where_it_was(rehab: Rehab, tmp_path: Path) -> None:
    """All changes here are of one moment and one verb: they are told apart by their number."""
    prescribe(rehab, CLAMSHELL, STRETCH)
    window = Window(rehab).press(2, Press.GO)
    marks = len(rehab.guided.read(window.run.session.id).marks)
    window.undo()
    path = tmp_path / "a.rehab.json"
    handed_over(rehab, path)
    with Rehab.open(tmp_path / "other.db", create=True) as other:
        taken_in(other, path)
        left = other.guided.read(window.run.session.id).marks
        assert left == rehab.guided.read(window.run.session.id).marks
        assert len(left) < marks
        assert other.journal.what_undo_does() == rehab.journal.what_undo_does()
        taken_in(other, path)
        assert len(handed_over(other, tmp_path / "b.rehab.json")["sessions"][0]["marks"]) >= marks


def test_days_first_then_everything_fills_the_rest(rehab: Rehab, tmp_path: Path) -> None:
    for ago in range(5):
        report(rehab, "none", ago=ago)
    part, whole = tmp_path / "part.rehab.json", tmp_path / "whole.rehab.json"
    handed_over(rehab, part, Selection(EVERYTHING, first=TODAY, last=TODAY))
    handed_over(rehab, whole)
    with Rehab.open(tmp_path / "other.db", create=True) as other:
        taken_in(other, part)
        assert len(other.journal.between(TODAY, TODAY)) == len(other.journal.between(TODAY.replace(day=1), TODAY)) == 1
        taken_in(other, whole)
        first = TODAY.replace(day=1)
        assert {e.id for e in other.journal.between(first, TODAY, every_state=True)} == {
            e.id for e in rehab.journal.between(first, TODAY, every_state=True)
        }
        assert other.care.check(stamp(22).moment).problems == ()
