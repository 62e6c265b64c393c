"""The hard history, written once for all tests that only read it."""

from collections.abc import Iterator

import pytest

from rehab_tui.bootstrap import Rehab
from tests.exchange.hard_history import write


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehab]:
    with Rehab.open(tmp_path_factory.mktemp("hard") / "hard.db", create=True) as rehab:
        write(rehab)
        yield rehab
