"""The lines of an alert: an advice in, rows out."""

from datetime import datetime

from textual.content import Content

from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import LEVEL_NAMES, Finding, FollowUp, Level
from rehab_tui.domain.patient import NOT_FILLED_IN
from rehab_tui.domain.words import harmless, shown
from rehab_tui.rules import Advice
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.unkept import NOW_KEPT
from rehab_tui.tui.widgets.sheet import Line, Row

LONGEST = 300
"""Characters of a contact that a card shows; nobody's number is longer."""


def band_words(told: FollowUp | Finding, *, night: bool) -> str:
    """Return the headline; at night a level 2 says that today means now."""
    words = LEVEL_NAMES[told.level or Level.VISIT]
    return f"{words}: NOW, DAY OR NIGHT" if night and told.level is Level.TODAY else words


def alert_rows(
    told: Advice, about: FollowUp | Finding, width: int, *, now: datetime, again: str, kept: str = ""
) -> tuple[Row, ...]:
    """Return the whole card for a width: what to do, what was logged, whom to call, what holds always.

    `again` is the key of the follow-ups where the card is shown once more, else empty; `kept` says how it stands with
    keeping the answer, where it was not kept at once.
    """
    name = f"level-{int(about.level or Level.VISIT)}"
    rows: list[Row] = []
    if kept:
        rows.append(_block("kept", kept, width, "bold" if kept == NOW_KEPT else "bold $error"))
    for number, line in enumerate(_steps(told)):
        rows.append(_step(f"step-{number}", line, width, name, first=number == 0))
    rows.append(_gap("a"))
    if again and isinstance(about, FollowUp):
        rows.append(_block("again", again_words(about, now, again), width, "bold"))
    rows.append(_block("logged", told.logged, width, "bold"))
    rows.append(_block("message", told.message, width))
    if told.matters:
        rows.append(_block("matters", told.matters, width))
    rows.append(_gap("b"))
    rows.extend(contact_rows(told.contacts, width))
    rows.append(_gap("c"))
    diagnose, *rest = told.always
    rows.append(_block("always", " ".join(rest), width, "bold"))
    rows.append(_block("always-2", diagnose, width))
    return tuple(rows)


def again_words(about: FollowUp, now: datetime, key: str) -> str:
    """Return when it was logged, and the question that is still open; `key` opens the follow-ups."""
    local = about.opened_at.astimezone(now.tzinfo)
    late = "OVERDUE. " if about.overdue(now) else ""
    return f"{late}Logged {day_words(local.date())}, {local:%H:%M}. Did you get help? r, then {key}, writes it down."


def contact_rows(contacts: tuple[str, ...], width: int) -> list[Row]:
    """Return the contacts; those that were not filled in share one line where there is more than one."""
    filled: list[tuple[str, str]] = []
    missing: list[tuple[str, str]] = []
    for line in contacts:
        label, _, contact = line.partition(": ")
        (missing if contact == NOT_FILLED_IN else filled).append((label, contact))
    rows = [_contact(label, contact, width) for label, contact in filled]
    if missing:
        labels = " · ".join(label for label, _ in missing)
        rows.append(Row("missing", wrapped(f"{labels}: {NOT_FILLED_IN}", width - 1), selectable=False))
    return rows


def _contact(label: str, contact: str, width: int) -> Row:
    column = 32 if width >= 56 else 2
    lines = list(wrapped(shown(contact, LONGEST), width - 1, indent=column, style="bold"))
    if column > 2:
        lines[0] = Line(Content.assemble(f"  {label}".ljust(column), lines[0].content[column:]))
    else:
        lines.insert(0, Line(Content.assemble((f"  {label}:", "$quiet"))))
    return Row(f"contact-{label}", tuple(lines), selectable=False)


def _steps(told: Advice) -> tuple[str, ...]:
    first, *rest = told.what_to_do
    return (first, told.how_soon, *rest)


def _step(key: str, words: str, width: int, name: str, *, first: bool) -> Row:
    lines = []
    for line in wrapped(harmless(words), width - 1, indent=4, style="bold" if first else ""):
        bar = Content.assemble(" ", ("▐", f"${name}"), "  ")
        lines.append(Line(bar + line.content[4:]))
    return Row(key, tuple(lines), selectable=False)


def _block(key: str, words: str, width: int, style: str = "") -> Row:
    return Row(key, wrapped(harmless(words), width - 1, style=style), selectable=False)


def _gap(key: str) -> Row:
    return Row(f"gap-{key}", (Line(Content("")),), selectable=False)
