"""The exercise library, for whoever only wants to look: no patient's file is needed."""

from pathlib import Path

from rehab_tui.library import Library


def exercise_library(own: Path | None = None) -> Library:
    """Return the exercises that come with the program, with a person's own file laid over them.

    Raises InvalidValue that names every mistake in the own file.
    """
    from rehab_tui.library import load_library

    return load_library(own)
