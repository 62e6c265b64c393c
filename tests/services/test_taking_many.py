"""Many records taken in: what each leaves behind in memory, and who does the work."""

import gc
from pathlib import Path

from rehab_tui.bootstrap import Rehab
from tests.services.caseloads import Patient, stamp, take, write_five


def test_a_record_that_was_taken_in_leaves_nothing_behind_in_memory(rehab: Rehab, tmp_path: Path) -> None:
    """Commands run without a garbage collector: a thousand records that point to themselves would be gigabytes."""
    ann = Patient("Ann").days(10, 1, 3)
    older = ann.record(tmp_path / "older.rehab.json", ago=1)
    newer = ann.days(0, 0, 3).record(tmp_path / "newer.rehab.json")
    cut = tmp_path / "cut.rehab.json"
    cut.write_bytes(newer.read_bytes()[:-900])
    take(rehab, write_five(tmp_path).values())  # what is loaded with the first record stays
    take(rehab, [older])
    gc.collect()
    gc.disable()
    try:
        assert [bool(one) for one in take(rehab, [newer, cut])] == [False, True]
        patients = [row.patient for row in rehab.caseload.rows(stamp().moment)]
        assert list(rehab.caseload.work_out(patients, stamp)) == [None] * 6
        assert gc.collect() < 20, "one record is some hundreds of values"
    finally:
        gc.enable()
