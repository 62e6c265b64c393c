"""A therapist's own notes that go along in a plan: dated lines of the message to the patient, each only when ticked."""

from collections.abc import Iterable

from rehab_tui.domain.caseload import CaseloadNote
from rehab_tui.domain.days import day_words
from rehab_tui.domain.plan import UnderCare
from rehab_tui.domain.words import counted, harmless


def line_of(note: CaseloadNote) -> str:
    """Return a note as the patient reads it: Note of Fri 20 Nov 2026: stairs one at a time."""
    return f"Note of {day_words(note.at.date())}: {harmless(' '.join(note.text.split()))}"


def goes_along(message: str | None, note: CaseloadNote) -> bool:
    """Return whether a note stands in a message."""
    return line_of(note) in (message or "").split("\n")


def with_note(message: str | None, note: CaseloadNote) -> str:
    """Return a message with a note below it, once."""
    if goes_along(message, note):
        return message or ""
    return f"{message}\n{line_of(note)}" if message else line_of(note)


def without_note(message: str | None, note: CaseloadNote) -> str | None:
    """Return a message without a note; None where nothing is left of it."""
    left = [line for line in (message or "").split("\n") if line != line_of(note)]
    return "\n".join(left).strip() or None


def leaving_words(number: int) -> str:
    """Return how many notes leave with a plan file, in words, for the question before it is written."""
    return f"{counted(number, 'note')} of yours, which the patient then reads" if number else "none of your notes"


def along_words(number: int, known: Iterable[UnderCare]) -> str:
    """Return what went along in a plan file, for the trail: `, with PT-04 left known until Fri 4 Dec 2026`."""
    marks = [f"{one.rule}{f' {one.side}' if one.side else ''} known until {day_words(one.until)}" for one in known]
    notes = [f"{counted(number, 'note')} of yours"] if number else []
    return f", with {', '.join((*notes, *marks))}" if notes or marks else ""
