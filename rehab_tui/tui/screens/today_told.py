"""What Today says in a quiet line: what a rule found that asks for nothing, and that it is time for a measure."""

from rehab_tui.domain.measure_table import Measure
from rehab_tui.tui.screens.page import wrapped
from rehab_tui.tui.widgets.sheet import LineMaker, Row


def notice_row(number: int, words: str, width: int) -> Row:
    """Return what a rule says without asking for anything; the numbers in brackets only where they fit."""
    short = words if len(words) + 4 <= width else words.partition(" (")[0].rstrip(".") + "."
    lines = wrapped(short, width, indent=4, first="· ", style="$quiet")
    return Row(f"notice:{number}", lines, selectable=False)


def measure_row(measure: Measure, width: int) -> Row:
    """Return the line that says it is time for a measure, and the key that answers it."""
    short = f"Time for: {measure.name}"
    room = width - len("  · " + "   d answers")
    words = next((one for one in (f"{short} ({measure.asks})", short) if len(one) <= room), "")
    above = () if words else wrapped(short, width, indent=4, first="· ", style="$quiet")
    maker = LineMaker().add("  · " if words else " ").add(words, "$quiet").add("   ")
    return Row("measure", (*above, maker.add("d", "bold $primary", "due").add(" answers", "$quiet", "due").line()))
