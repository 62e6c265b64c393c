"""A patient's file in a temporary folder, and a home of its own."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from shell import Shell


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Never touch the settings, files or rights of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in ("REHAB_DB", "REHAB_DEBUG", "NO_COLOR", "TZ"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("LC_ALL", "C.UTF-8"), ("TERM", "xterm-256color")):
        monkeypatch.setenv(name, value)
    mask, handlers = os.umask(0o022), {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)}
    yield
    os.umask(mask)
    for one, handler in handlers.items():
        signal.signal(one, handler)


@pytest.fixture
def rehab(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """No file yet."""
    return Shell(tmp_path / "r.db", capsys, monkeypatch)


@pytest.fixture
def left_hip(rehab: Shell) -> Shell:
    """A patient whose left hip it is, with a plan."""
    done = rehab(
        "setup", "--side", "left", "--birth-date", "1960-05-01", "--surgery-date", "2026-09-01",
        "--allowed-by", "Dr. Lee", "--plan", "protect", "--accept-notice",
    )  # fmt: skip
    assert done.code == 0, done.err
    return rehab
