"""What Today says in a quiet line: scores of other places, what a rule found that asks for nothing, a measure due."""

from rehab_tui.domain.measure_table import Measure
from rehab_tui.domain.pain import PainScore
from rehab_tui.services.days import DayReview
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.sheet import LineMaker, Row

MOST_LINES = 2
"""Lines that other scores may take; the five questions below them have to stay in sight."""


def notice_row(number: int, words: str, width: int) -> Row:
    """Return what a rule says without asking for anything; the numbers in brackets only where they fit."""
    short = words if len(words) + 4 <= width else words.partition(" (")[0].rstrip(".") + "."
    lines = wrapped(short, width, indent=4, first="· ", style="$quiet")
    return Row(f"notice:{number}", lines, selectable=False)


def other_scores(review: DayReview, width: int) -> tuple[Row, ...]:
    """Return, in a quiet line, the day's scores that have no row of their own: other places, sides and times.

    Many of them are counted and only the last is told: the questions below stay in sight.
    """
    also = review.other_scores
    if not also:
        return ()
    from rehab_tui.tui.entry_words import pain_words

    told = [pain_words(one.fact, {}) for one in also if isinstance(one.fact, PainScore)]
    lines = wrapped("Also: " + " · ".join(told), width, indent=4, first="· ", style="$quiet")
    if len(lines) > MOST_LINES:
        last = also[-1]
        at = f", {last.recorded_at:%H:%M}" if last.recorded_at.date() == review.day else ""
        words = f"Also: {len(also)} scores; the last one{at}: {told[-1]}"
        lines = wrapped(words, width, indent=4, first="· ", style="$quiet")
    return (Row("also", lines, selectable=False),)


def measure_row(measure: Measure, width: int) -> Row:
    """Return the line that says it is time for a measure, and the key that answers it."""
    short = f"Time for: {measure.name}"
    room = width - len("  · " + "   d answers")
    words = next((one for one in (f"{short} ({measure.asks})", short) if len(one) <= room), "")
    above = () if words else wrapped(short, width, indent=4, first="· ", style="$quiet")
    maker = LineMaker().add("  · " if words else " ").add(words, "$quiet").add("   ")
    return Row("measure", (*above, maker.add("d", "bold $primary", "due").add(" answers", "$quiet", "due").line()))
