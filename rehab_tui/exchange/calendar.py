"""A calendar (`.ics`, RFC 5545): exercise days, appointments, when follow-ups are due. Titles name no sign.

Everything keeps its UID, and a later file a higher SEQUENCE: a calendar that takes it in changes what it has, and takes
out what was withdrawn or has ended (STATUS:CANCELLED).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rehab_tui.domain.sharing import Material, Part, Table
from rehab_tui.domain.words import harmless

WEEKS_AHEAD = 12
"""How long exercise days are written ahead (judgement): a plan changes before that."""
WEEKS_BACK = 4
"""How long ago a follow-up that has ended was due at most, to be taken out of a calendar (judgement)."""
AT_START, IN_THE_MORNING, THE_DAY_BEFORE = "PT0S", "PT9H", "-PT15H"
"""When a calendar reminds, counted from the start of an event: nine in the morning of days (judgement)."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WAITING = frozenset({"open", "acknowledged", "acted", "snoozed"})
_CANCELED = ("STATUS:CANCELLED",)
LONGEST = 75
"""Bytes of a line (RFC 5545, 3.1)."""


def calendar_chunks(material: Material) -> Iterator[bytes]:
    """Yield the calendar, an event at a time."""
    yield _lines(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rehab//rehab-tui//EN", "CALSCALE:GREGORIAN"))
    now = _instant(material.exported_at)
    number = int(material.exported_at.timestamp()) // 60
    stamp = (f"DTSTAMP:{now}", f"LAST-MODIFIED:{now}", f"SEQUENCE:{number}")
    for event in _events(material):
        yield _lines(("BEGIN:VEVENT", *stamp, *event, "END:VEVENT"))
    yield _lines(("END:VCALENDAR",))


def _events(material: Material) -> Iterator[tuple[str, ...]]:
    parts = material.selection.parts
    if Part.PLAN in parts:
        yield from _sessions(material)
    if Part.VISIT in parts:
        found = {row["first_id"]: row for row in _rows(material.table("appointments"))}
        asked = material.selection.detail or Part.NOTES in parts
        yield from (_appointment(row, asked=asked) for row in found.values())
    earliest = (material.exported_at - timedelta(weeks=WEEKS_BACK)).astimezone(UTC)
    for row in _rows(material.table("followups")):
        if row["due"] and (row["state"] in _WAITING or datetime.fromisoformat(row["due"]) >= earliest):
            yield _due(row, detail=material.selection.detail)


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _sessions(material: Material) -> Iterator[tuple[str, ...]]:
    """Yield the days of the plan in force: the newest version that has begun."""
    lines = [row for row in _rows(material.table("plan")) if row["starts_on"] <= material.today.isoformat()]
    if not lines:
        return
    newest = [row for row in lines if (row["version"], row["plan"]) == (lines[-1]["version"], lines[-1]["plan"])]
    weekdays = sorted({int(day) for row in newest for day in row["weekdays"]})
    if not weekdays:
        return
    first = next(day for day in _ahead(material.today) if day.isoweekday() in weekdays)
    until = first + timedelta(weeks=WEEKS_AHEAD)
    names = ", ".join(row["name"] for row in newest)
    yield (
        f"UID:sessions-{material.patient}@rehab",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"RRULE:FREQ=WEEKLY;BYDAY={','.join(_DAYS[day - 1] for day in weekdays)};UNTIL={until:%Y%m%d}",
        "SUMMARY:Exercises",
        *((f"DESCRIPTION:{_text(names)}",) if material.selection.detail else ()),
        "TRANSP:TRANSPARENT",
        *_alarm("Exercises", IN_THE_MORNING),
    )


def _ahead(day: date) -> Iterator[date]:
    return (day + timedelta(days=number) for number in range(7))


def _appointment(row: dict[str, Any], *, asked: bool) -> tuple[str, ...]:
    """Return an appointment; what is asked there can name a sign, and other people see calendars."""
    on = date.fromisoformat(row["visit_on"])
    title = _text("Appointment: " + row["who"])
    return (
        f"UID:{row['first_id']}@rehab",
        f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
        f"SUMMARY:{title}",
        *((f"DESCRIPTION:{_text(row['ask'])}",) if row["ask"] and asked else ()),
        *(_alarm(title, THE_DAY_BEFORE) if row["counts"] else _CANCELED),
    )


def _due(row: dict[str, Any], *, detail: bool) -> tuple[str, ...]:
    title = _text("rehab: " + (row["title"] if detail else "a follow-up is due"))
    return (
        f"UID:{row['id']}@rehab",
        f"DTSTART:{_instant(datetime.fromisoformat(row['due']))}",
        "DURATION:PT15M",
        f"SUMMARY:{title}",
        "DESCRIPTION:See: rehab followups",
        "TRANSP:TRANSPARENT",
        *(_alarm(title, AT_START) if row["state"] in _WAITING else _CANCELED),
    )


def _alarm(title: str, when: str) -> tuple[str, ...]:
    """Return what reminds of an event with its own title."""
    return ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", f"TRIGGER:{when}", "END:VALARM")


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """Return words as a calendar holds them (RFC 5545, 3.3.11)."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(harmless(line) for line in escaped.splitlines())


def _lines(lines: tuple[str, ...]) -> bytes:
    return b"".join(_folded(line) for line in lines)


def _folded(line: str) -> bytes:
    """Return a line cut so that no part is longer than 75 bytes and no character is torn."""
    parts: list[bytes] = []
    part = b""
    for sign in line:
        piece = sign.encode("utf-8")
        if len(part) + len(piece) > LONGEST - (1 if parts else 0):
            parts.append(part)
            part = b""
        part += piece
    return b"\r\n ".join((*parts, part)) + b"\r\n"
