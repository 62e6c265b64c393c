"""Dose against the pain of the next day: how often each came together, for one exercise."""

from collections.abc import Sequence

from rehab_tui.charts.cells import clip, drawable
from rehab_tui.charts.frame import LEAST_WIDTH
from rehab_tui.charts.glyphs import GLYPHS, Glyphs
from rehab_tui.charts.lines import calm, line_of
from rehab_tui.charts.spans import Chart, Line, Role, Span
from rehab_tui.charts.style import ChartStyle
from rehab_tui.domain.dose import Measured
from rehab_tui.domain.response import Response, Session

_COLUMNS = range(11)
_MOST_ROWS = 5
_LABEL = 12
_UNITS = {Measured.REPS: "repetitions", Measured.HOLD: "seconds", Measured.MINUTES: "minutes", Measured.TICK: "times"}


def response_chart(found: Response, *, width: int, style: ChartStyle) -> Chart:
    """Draw what the front door promises of dose against the next day."""
    known = [one for one in found.sessions if one.after is not None]
    words = (f'{found.name}, more pain the next day: {found.hurt.words}; "worse" the next day: {found.worse.words}.',)
    if not known:
        return Chart(calm(width, f"{found.name}: no score on a day after it yet.", "No score after it.").lines, words)
    if width < LEAST_WIDTH + _LABEL:
        return Chart(calm(width, "The chart needs a wider window.", "Too small.").lines, words)
    glyphs = GLYPHS[style]
    step = 3 if width >= _LABEL + 3 * len(_COLUMNS) else 2
    rows = _grouped(known)
    name = drawable(found.name, ascii_only=not glyphs.half_bar)
    return Chart(
        (
            (Span(clip(f"{name}: dose, and pain the next day, n {len(known)}", width, glyphs.ellipsis)),),
            line_of(
                [Span(f"{_UNITS[found.measured]:<{_LABEL}}" + "".join(f"{at:>{step}}" for at in _COLUMNS), Role.AXIS)]
            ),
            *(_row(label, group, step, glyphs) for label, group in rows),
        ),
        words,
    )


def _grouped(known: Sequence[Session]) -> list[tuple[str, list[Session]]]:
    """Return the sessions by dose, the largest first; more than five doses are joined into neighbors."""
    sizes = sorted({one.amount for one in known}, reverse=True)
    each = -(-len(sizes) // _MOST_ROWS)
    rows = []
    for start in range(0, len(sizes), each):
        some = sizes[start : start + each]
        label = str(some[0]) if len(some) == 1 else f"{some[-1]}-{some[0]}"
        rows.append((label, [one for one in known if one.amount in some]))
    return rows


def _row(label: str, group: Sequence[Session], step: int, glyphs: Glyphs) -> Line:
    counts = [sum(one.after == at for one in group) for at in _COLUMNS]
    cells = [Span(f"{count or glyphs.missing:>{step}}", Role.BOTH if count else Role.TRACK) for count in counts]
    return line_of([Span(f"{clip(label, _LABEL - 1):<{_LABEL}}", Role.AXIS), *cells])
