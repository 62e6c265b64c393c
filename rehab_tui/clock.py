"""The only reader of the clock."""

import os
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from rehab_tui.domain.moment import Moment


class Clock:
    """Tells the time; with a simulated day, the same time of that day."""

    def __init__(self, simulated: date | None = None) -> None:
        started = _local_now()
        self._shift = timedelta(0) if simulated is None else simulated - started.date()
        self._simulated = simulated is not None
        self._zone = _zone_name()

    def now(self) -> Moment:
        """Return this moment, with the day and the zone that the person sees."""
        instant = _local_now() + self._shift
        return Moment(instant, instant.date(), self._zone, self._simulated)

    def today(self) -> date:
        """Return the calendar day that the person sees."""
        return (_local_now() + self._shift).date()

    def ticks(self) -> float:
        """Return seconds that never run backwards, for counting down: only differences mean anything."""
        return time.monotonic()


def real_today() -> date:
    """Return the calendar day, whatever --today says."""
    return _local_now().date()


def _local_now() -> datetime:
    return datetime.now().astimezone()


def zone_problem() -> str | None:
    """Return what is wrong with the time zone that the environment names, or None."""
    name = os.environ.get("TZ", "").lstrip(":")
    if not name or "/" not in name:
        return None
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return f'the time zone "{name[:40]}" (TZ) is not known here; times are kept in UTC'
    return None


def _zone_name() -> str:
    name = os.environ.get("TZ", "").lstrip(":")
    if name:
        return name if zone_problem() is None else "UTC"
    try:
        target = Path("/etc/localtime").readlink().as_posix()
    except OSError:
        return datetime.now().astimezone().tzname() or "UTC"
    return target.partition("zoneinfo/")[2] or "UTC"
