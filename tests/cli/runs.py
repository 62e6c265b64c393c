"""Runs a command in this process, on a file of its own, and gives back what it printed."""

import contextlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from rehab_tui.cli import run


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed as JSON."""
        return json.loads(self.out)


Runner = Callable[..., Ran]


class _Text(io.StringIO):
    encoding = "utf-8"


class _Terminal(_Text):
    def isatty(self) -> bool:
        return True


def runner(db: Path) -> Runner:
    """Return what runs `rehab --db DB ...` with lines on stdin; `terminal` pretends that a person sits there."""

    def rehab(*args: str, typed: str = "", terminal: bool = False) -> Ran:
        kind = _Terminal if terminal else _Text
        out, err = kind(), _Text()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            mock.patch("sys.stdin", kind(typed)),
        ):
            code = run(["--db", str(db), *args])
        return Ran(code, out.getvalue(), err.getvalue())

    return rehab
