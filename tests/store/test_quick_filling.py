"""Entries that come into an empty file are sorted at the end: the file is the same as ever, also where that failed."""

from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab
from rehab_tui.store import Store
from rehab_tui.store.bulk.entries import quick_filling
from tests.services.caseloads import Patient, stamp

INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"


def indexes(store: Store) -> list[str]:
    return [row[0] for row in store.rows(INDEXES)]


def test_every_index_is_there_afterwards_and_after_a_failure(tmp_path: Path) -> None:
    with Rehab.open(tmp_path / "new.db", create=True) as rehab:
        before = rehab.use(indexes)

        def fill(store: Store, *, fails: bool) -> None:
            with store.change("import", "a record", stamp()) as change, quick_filling(change.connection):
                assert len(indexes(store)) == len(before) - 4
                if fails:
                    raise ValueError

        with pytest.raises(ValueError):  # noqa: PT011 (made for the purpose)
            rehab.use(lambda store: fill(store, fails=True))
        assert rehab.use(indexes) == before
        rehab.use(lambda store: fill(store, fails=False))
        assert rehab.use(indexes) == before
        assert rehab.care.check(stamp().moment).problems == ()


def test_a_file_with_entries_keeps_its_indexes_all_the_time() -> None:
    ann = Patient().days(2, 0, 3)

    def look(store: Store) -> None:
        before = indexes(store)
        with store.change("import", "a record", stamp()) as change, quick_filling(change.connection):
            assert indexes(store) == before

    ann.rehab.use(look)
