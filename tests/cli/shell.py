"""A way to call the program as a shell would."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from rehab_tui.cli import run

TODAY = "2026-11-20"


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Calls commands on one file, in this process."""

    def __init__(self, db: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.db = db
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *words: str, stdin: bytes = b"", today: str = TODAY) -> Result:
        self._monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin), encoding="utf-8"))
        self._capsys.readouterr()
        code = run(["--db", str(self.db), "--today", today, *words])
        captured = self._capsys.readouterr()
        return Result(code, captured.out, captured.err)

    def kept(self, *words: str, **how: Any) -> Any:
        """Call a command that must succeed, and return its JSON."""
        result = self(*words, "--json", **how)
        assert result.code == 0, result.err
        return result.data

    def entries(self) -> list[dict[str, Any]]:
        """Return every entry that there is, whatever its state."""
        return list(self.kept("history")["entries"])


def program(*words: str, env: Mapping[str, str] | None = None, **how: Any) -> subprocess.CompletedProcess[bytes]:
    """Call the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "rehab_tui", *words],
        env={**os.environ, **(env or {})},
        check=False,
        timeout=30,
        **{"capture_output": True, "stdin": subprocess.DEVNULL, **how},
    )
