"""Times that people type for something that was earlier: a call, a visit."""

import re
from datetime import datetime, time

from rehab_tui.domain.days import day_of, day_words
from rehab_tui.domain.words import shown
from rehab_tui.errors import InvalidValue

_TIME = re.compile(r"(?:(.*?)[ t])?([0-9]{1,2})(?:(?::([0-9]{2}))? ?([ap])\.?m\.?|:([0-9]{2}))", re.ASCII)
_AT = re.compile(r"\bat ", re.ASCII)
_LIKE = "write it like 21:30, 9:30 pm, yesterday 21:30, 2026-03-31 21:30, or only the day"


def moment_words(at: datetime, now: datetime) -> str:
    """Return a moment as people say it, on the clock of `now`: Fri 20 Nov 2026, 21:30."""
    local = at.astimezone(now.tzinfo)
    return f"{day_words(local.date())}, {local:%H:%M}"


def when_of(text: str, now: datetime, since: datetime) -> str:
    """Return in words when something was: a time of today, a day and a time, or only a day.

    `now` has the offset of the person, whose clock is meant; `since` is the earliest time that makes sense. Raises
    InvalidValue for a time that cannot be read, lies ahead, or lies before `since`; seconds do not count.
    """
    day_text, at = _parts(_AT.sub("", text.strip().lower()), text)
    day = day_of(day_text, now.date(), future=True) if day_text else now.date()
    words = day_words(day) + (f", {at:%H:%M}" if at is not None else "")
    first = since.astimezone(now.tzinfo).replace(second=0, microsecond=0)
    if datetime.combine(day, at or time.min, now.tzinfo) > now:
        raise InvalidValue(f"{words} lies ahead (now it is {day_words(now.date())}, {now:%H:%M}); say when it was")
    if datetime.combine(day, at or time.max, now.tzinfo) < first:
        raise InvalidValue(
            f"{words} lies before the alert of {day_words(first.date())}, {first:%H:%M}; check day and time, "
            "or write what was earlier into what they said"
        )
    return words


def _parts(typed: str, text: str) -> tuple[str, time | None]:
    """Return the day, where one was typed, and the time of day, where one was."""
    found = _TIME.fullmatch(typed)
    if found is None:
        if ":" in typed or not typed or typed.isdigit():
            raise InvalidValue(f'the time "{shown(text)}" is not clear; {_LIKE}')
        return typed, None
    day, hour, minute, half = found[1] or "", int(found[2]), int(found[3] or found[5] or 0), found[4]
    if minute > 59 or not (1 <= hour <= 12 if half else hour <= 23):
        raise InvalidValue(f"there is no time {typed[len(day) :].strip()} on the clock; {_LIKE}")
    return day.strip().rstrip(","), time(hour % 12 + 12 * (half == "p") if half else hour, minute)
