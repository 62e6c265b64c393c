"""Balance as a picture: bars to both sides of a middle line."""

from math import ceil

from rehab_tui.charts.cells import clip, drawable
from rehab_tui.charts.frame import LEAST_HEIGHT, LEAST_WIDTH
from rehab_tui.charts.glyphs import GLYPHS, Glyphs
from rehab_tui.charts.lines import calm, line_of
from rehab_tui.charts.spans import Chart, Line, Role, Span
from rehab_tui.charts.style import ChartStyle
from rehab_tui.domain.balance import Balance, Pair
from rehab_tui.domain.doses import doses_words

_LABEL = 11
_ROLES = {"left-right": (Role.LEFT, Role.RIGHT), "front-back": (Role.OTHER, Role.DONE)}


def balance_chart(found: Balance, *, width: int, height: int, style: ChartStyle) -> Chart:
    """Draw what the front door promises of balance."""
    words = tuple(pair.sentence for pair in found.pairs)
    if not any(pair.n for pair in found.pairs):
        return Chart(calm(width, "There is nothing to draw yet.", "Nothing yet.").lines, words)
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return Chart(calm(width, f"The chart needs a window of {LEAST_WIDTH} x {LEAST_HEIGHT}.").lines, words)
    glyphs = GLYPHS[style]
    most = max(value for pair in found.pairs for value in (pair.first_doses, pair.second_doses)) or 1.0
    lines: list[Line] = []
    for pair in found.pairs:
        head = f"{pair.title}, {pair.n} sessions"
        lines += [(Span(clip(head, width, glyphs.ellipsis)),), _bars(pair, most, width, glyphs), ()]
    lines += _exercises(found, width, glyphs, height - len(lines))
    while lines and not lines[-1]:
        lines.pop()
    return Chart(tuple(lines[:height]), words)


def _exercises(found: Balance, width: int, glyphs: Glyphs, room: int) -> list[Line]:
    """Return left and right of each exercise, two lines each, as far as there is room below a heading."""
    pairs = found.by_exercise[: max(0, (room - 1) // 2)]
    if not pairs:
        return []
    most = max(value for pair in pairs for value in (pair.first_doses, pair.second_doses)) or 1.0
    lines: list[Line] = [(Span("Left and right, each exercise", Role.AXIS),)]
    for pair in pairs:
        name = clip(drawable(pair.title, ascii_only=not glyphs.half_bar), width, glyphs.ellipsis)
        lines += [(Span(name),), _bars(pair, most, width, glyphs)]
    return lines


def _bars(pair: Pair, most: float, width: int, glyphs: Glyphs) -> Line:
    first, second = _ROLES.get(pair.id, _ROLES["left-right"])
    half = (width - 1) // 2 - _LABEL
    ahead, behind = (ceil(value / most * half) for value in (pair.first_doses, pair.second_doses))
    return line_of(
        [
            Span(f"{_label(pair.first, pair.first_doses):<{_LABEL}}", Role.AXIS),
            Span(" " * (half - ahead)),
            Span(glyphs.bar * ahead, first),
            Span(glyphs.wall, Role.AXIS),
            Span(glyphs.bar * behind, second),
            Span(" " * (half - behind)),
            Span(f"{_label(pair.second, pair.second_doses):>{_LABEL}}", Role.AXIS),
        ]
    )


def _label(name: str, doses: float) -> str:
    return f"{name} {doses_words(doses)}"
