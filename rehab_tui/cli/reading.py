"""Reads what was typed, in the light of what is known about the patient."""

from datetime import date

from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.domain.body import Side, each_side, side_of
from rehab_tui.errors import InvalidValue

YEARS_BACK = 100
"""Judgement: nobody writes down a day so long ago; 1926 was typed for 2026."""
SIDE_MISSING = "which side? give --side left, right or both; or set your hip once with: rehab setup --side left"


def typed_day(text: str | None, now: Circumstances, *, future: bool = False) -> date:
    """Return the day an entry is for: today, or an earlier one that was typed. Raises InvalidValue."""
    if text is None:
        return now.today
    from rehab_tui.domain.days import day_of

    return day_of(text, now.today, future=future)


def visit_day(text: str, now: Circumstances) -> date:
    """Return the day of an appointment. Raises InvalidValue."""
    from rehab_tui.domain.days import visit_on

    return visit_on(text, now.today)


def refuse_too_early(day: date, birth_date: date | None, today: date) -> None:
    """Raise InvalidValue for a day before the patient was born, or a hundred years ago."""
    if birth_date is not None and day < birth_date:
        raise InvalidValue(f"the date {day} lies before the birth date {birth_date}; check the year")
    if today.year - day.year >= YEARS_BACK:
        raise InvalidValue(f"the date {day} lies {today.year - day.year} years back; check the year")


def side_known(text: str | None, now: Circumstances) -> tuple[Side, ...] | None:
    """Return the sides that were typed, or None where the profile has to say; read before anything is opened.

    Raises InvalidValue for a wrong side, and where there is no profile yet.
    """
    if text is not None:
        return each_side(side_of(text))
    if not now.db.exists():
        now.require_folder()
        raise InvalidValue(SIDE_MISSING)
    return None


def hip_of(side: Side | None) -> tuple[Side, ...]:
    """Return the hip of the profile; raise InvalidValue where that is both or unset."""
    if side in (Side.LEFT, Side.RIGHT):
        return (side,)
    raise InvalidValue(SIDE_MISSING)


def note_text(text: str) -> str:
    """Return words that can be kept; raise InvalidValue for none at all, too many, or characters that cannot be."""
    from rehab_tui.domain.words import free_text

    if not text.strip():
        raise InvalidValue("the note is empty; write a few words")
    return free_text("the note", text)


def name_text(what: str, text: str) -> str:
    """Return a name that can be kept; raise InvalidValue for an empty one."""
    from rehab_tui.domain.words import free_text

    if not text.strip():
        raise InvalidValue(f"{what} is empty; give a name")
    return free_text(what, text)
