"""A file of our own in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rehab_tui.bootstrap import Rehab


@pytest.fixture
def rehab(tmp_path: Path) -> Iterator[Rehab]:
    with Rehab.open(tmp_path / "rehab.db", create=True) as opened:
        yield opened
