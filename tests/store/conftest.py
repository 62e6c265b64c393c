"""A file of our own in a temporary folder."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from store_times import TODAY, stamp_at

from rehab_tui.bootstrap import Rehab
from rehab_tui.domain.body import Side
from rehab_tui.domain.pain import PainScore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rehab.db"


@pytest.fixture
def rehab(path: Path) -> Iterator[Rehab]:
    with Rehab.open(path, create=True) as opened:
        yield opened


@pytest.fixture
def filled(path: Path) -> Path:
    """A closed file with a week of scores."""
    with Rehab.open(path, create=True) as opened:
        for back in range(7):
            day = TODAY - timedelta(days=back)
            opened.journal.add(day, PainScore(back, Side.LEFT), stamp_at(), f"pain {back}")
    return path
