"""What all tests share: a law is tried with the same cases each time, unless one asks to explore."""

import os

import pytest
from hypothesis import settings

settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
"""New cases at each run: `pytest --hypothesis-profile=explore`, to be run by hand before a change is called done."""
settings.load_profile("gate")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two workers a core: a third of the time, the tests of screens wait for the screen."""
    return 2 * (os.cpu_count() or 1)
