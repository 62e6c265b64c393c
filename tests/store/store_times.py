"""A clock that stands still."""

from datetime import date, datetime, timedelta, timezone

from rehab_tui.domain.moment import Moment, Stamp

TODAY = date(2026, 3, 20)


def stamp_at(hour: int = 20, minute: int = 0, day: date = TODAY) -> Stamp:
    """Return a stamp of that time in Berlin."""
    instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(timedelta(hours=1)))
    return Stamp(Moment(instant, day, "Europe/Berlin"))
