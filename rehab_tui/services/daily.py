"""Today's backup, asked for after every change: until it is due, nothing is loaded for it."""

import os
from datetime import UTC

from rehab_tui.domain.moment import Moment
from rehab_tui.services.opened import PatientFile


def daily_backup(file: PatientFile, now: Moment) -> str | None:
    """Make today's backup unless there is one; return a warning for stderr, or None.

    Call it after a change was kept. What goes wrong here never fails the command that was done.
    """
    if file.read_only or now.simulated or _made_on(file, now):
        return None
    from rehab_tui.services.care import Care

    return file.use(Care).daily_backup_if_due(now)


def _made_on(file: PatientFile, now: Moment) -> bool:
    """Return whether a backup has this day, in UTC, in its name; a file that a restore set aside is none."""
    day = now.instant.astimezone(UTC).date().isoformat()
    try:
        names = os.listdir(f"{file.path}.backups")  # noqa: PTH208 - names are all that is needed
    except OSError:
        return False
    return any(name.startswith(day) and name.endswith(".db") and "-before-restore" not in name for name in names)
