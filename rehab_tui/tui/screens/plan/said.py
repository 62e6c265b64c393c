"""What a therapist's plan says besides its exercises: the message, what to take care of, what is under care."""

from collections.abc import Iterator

from textual.content import Content

from rehab_tui.domain.days import day_words
from rehab_tui.domain.plan import Plan
from rehab_tui.domain.precautions import precaution_words
from rehab_tui.domain.words import harmless
from rehab_tui.services.plan_words import care_words, rule_words
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.sheet import Line, Row, text_row


def message_rows(plan: Plan, width: int) -> Iterator[Row]:
    """Yield the therapist's words to the patient."""
    if plan.message:
        lines = [Line(Content(""))]
        for line in harmless(plan.message).split("\n"):
            lines.extend(wrapped(line, width, indent=4) or (Line(Content("")),))
        yield Row("message", tuple(lines), selectable=False)


def said_rows(plan: Plan, width: int) -> Iterator[Row]:
    """Yield precautions, changed thresholds and what is under care; nothing where the plan says none of it."""
    said = [
        *((harmless(precaution_words(one)), "") for one in plan.precautions),
        *((f"Alert changed for you: {rule_words(rule)}", "$quiet") for rule in plan.thresholds),
        *((f"Under care until {day_words(one.until)}: {care_words(one)}", "$quiet") for one in plan.known),
    ]
    if said:
        yield text_row("gap-said", "")
        yield text_row("head-said", ("  Take care", "bold"), ("   from your plan", "$quiet"))
    for number, (words, style) in enumerate(said):
        yield Row(f"said-{number}", wrapped(words, width, indent=4, first="· ", style=style), selectable=False)
