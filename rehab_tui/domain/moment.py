"""When something happens, as an argument: nothing below the clock asks for the time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (with the person's own offset) together with the calendar day and zone they see."""

    instant: datetime
    today: date
    zone: str
    simulated: bool = False

    @property
    def utc(self) -> datetime:
        """The same instant in UTC."""
        return self.instant.astimezone(UTC)


class Origin:
    """Which door an entry came through."""

    SCREEN = "screen"
    COMMAND = "command"
    IMPORT = "import"
    DEMO = "demo"


class Stamp(NamedTuple):
    """When a change is made, and through which door."""

    moment: Moment
    origin: str = Origin.COMMAND


def instant_text(instant: datetime) -> str:
    """Return an instant as UTC text that sorts by time, to the millisecond."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03}Z"


def instant_from(text: str, offset_minutes: int = 0) -> datetime:
    """Return the instant of a stored UTC text, with the offset the person had."""
    stored = datetime.fromisoformat(text)
    return stored.astimezone(timezone(timedelta(minutes=offset_minutes)))


def offset_minutes(instant: datetime) -> int:
    """Return the offset from UTC, in minutes, of an aware instant."""
    offset = instant.utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)
