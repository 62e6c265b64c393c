"""What all tests share: a law is tried with the same cases each time, unless one asks to explore."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
"""New cases at each run: `pytest --hypothesis-profile=explore`, to be run by hand before a change is called done."""
settings.load_profile("gate")

IN_MEMORY = Path("/dev/shm")  # noqa: S108
ROOM = 2 * 1024**3
"""Bytes that must be free there; the files of tests that passed are removed at once."""
if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
    # Real files all the same: half of the time of many tests was waiting for a disk that others use too.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))
    tempfile.tempdir = str(IN_MEMORY)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two workers a core: a third of the time, the tests of screens wait for the screen."""
    return 2 * (os.cpu_count() or 1)
