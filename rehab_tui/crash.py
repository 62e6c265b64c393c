"""What is written down after a bug: where in the program it was, and nothing that a person typed."""

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

from rehab_tui import __version__


def write_report(problem: BaseException | None, at: datetime) -> Path | None:
    """Write the places of a traceback to a log that only its owner can read: no values, no arguments, no messages.

    Return where it lies, or None when it could not be written.
    """
    from platformdirs import user_log_path

    lines = [f"rehab {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    while problem is not None:
        lines.append(type(problem).__name__)
        frames = traceback.extract_tb(problem.__traceback__)
        lines.extend(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        problem = problem.__cause__
    try:
        folder = user_log_path("rehab", appauthor=False)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = folder / f"bug-{at:%Y%m%d-%H%M%S}.log"
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return place
