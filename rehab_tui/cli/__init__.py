"""The commands: `run` takes the arguments of one and returns its exit code."""

from rehab_tui.cli.main import run

__all__ = ["run"]
