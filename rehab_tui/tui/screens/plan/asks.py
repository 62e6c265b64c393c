"""What to ask the therapist, as rows of the Plan screen: only a plan that is accepted changes a dose."""

from collections.abc import Sequence

from rehab_tui.domain.words import harmless
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.sheet import Row, text_row

HEADING = ("  To ask your therapist", "   only a new plan changes a dose")


def ask_rows(questions: Sequence[str], width: int) -> list[Row]:
    """Return the questions below a heading; nothing where there is nothing to ask."""
    if not questions:
        return []
    rows = [text_row("gap-asks", ""), text_row("head-asks", (HEADING[0], "bold"), (HEADING[1], "$quiet"))]
    for number, words in enumerate(questions):
        rows.append(Row(f"ask-{number}", wrapped(harmless(words), width, indent=4, first="? "), selectable=False))
    return rows
