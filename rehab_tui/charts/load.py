"""Pain and work beside each other: one row a week, a mark for the mean pain of each hip, a bar for the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from rehab_tui.charts.cells import cell_width
from rehab_tui.charts.frame import LEAST_HEIGHT
from rehab_tui.charts.glyphs import GLYPHS, Glyphs
from rehab_tui.charts.lines import calm, fitted, line_of
from rehab_tui.charts.spans import Chart, Line, Role, Span
from rehab_tui.charts.style import ChartStyle
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import short_day
from rehab_tui.domain.doses import doses_words
from rehab_tui.domain.load import WeekOfLoad, load_sentence
from rehab_tui.domain.series import Mean

_DATE, _TRACK, _MEAN = 8, 11, 6
_LEAST = 32
_ROOMY = 46
"""Cells from which on the means stand beside their marks as numbers."""
_ROLES = {Side.LEFT: Role.LEFT, Side.RIGHT: Role.RIGHT}


@dataclass(frozen=True, slots=True)
class _Look:
    """How the rows of one chart are laid out."""

    glyphs: Glyphs
    width: int
    sides: tuple[Side, ...]
    most: float
    """Doses of the longest bar."""

    @property
    def numbers(self) -> bool:
        return self.width >= _ROOMY

    @property
    def before_bar(self) -> int:
        return _DATE + _TRACK + 1 + (_MEAN * len(self.sides) if self.numbers else 0) + 1


def load_chart(weeks: Sequence[WeekOfLoad], *, width: int, height: int, style: ChartStyle) -> Chart:
    """Draw what the front door promises of pain and load."""
    words = load_sentence(tuple(weeks))
    if not any(week.days or any(mean.n for mean in week.pain.values()) for week in weeks):
        return calm(width, "There is nothing to draw yet.", "Nothing yet.")
    if width < _LEAST or height < LEAST_HEIGHT:
        return calm(width, f"The chart needs a window of {_LEAST} x {LEAST_HEIGHT}.", "Too small.")
    together = ceil(len(weeks) / (height - 2))
    rows = _together(weeks, together)
    look = _Look(GLYPHS[style], width, tuple(rows[0].pain), max(row.doses for row in rows))
    return Chart((_head(look, together), *(_row(one, look) for one in rows), _legend(look, together)), (words,))


def _together(weeks: Sequence[WeekOfLoad], number: int) -> list[WeekOfLoad]:
    """Join the weeks in groups that end with the last one."""
    groups = [weeks[max(end - number, 0) : end] for end in range(len(weeks), 0, -number)]
    return [_joined(group) if number > 1 else group[0] for group in reversed(groups)]


def _joined(group: Sequence[WeekOfLoad]) -> WeekOfLoad:
    pain = {side: [week.pain[side] for week in group] for side in group[0].pain}
    return WeekOfLoad(
        monday=group[0].monday,
        doses=sum(week.doses for week in group),
        minutes=sum(week.minutes for week in group),
        days=sum(week.days for week in group),
        walking=sum(week.walking for week in group),
        pain={side: Mean(sum(one.total for one in of), sum(one.n for one in of)) for side, of in pain.items()},
    )


def _head(look: _Look, together: int) -> Line:
    begin = "week of" if together == 1 else f"{together} wks"
    text = f"{begin:<{_DATE}}0 pain   10 "
    if look.numbers:
        text += "".join(f"{side.value:>{_MEAN}}" for side in look.sides)
    return line_of([Span(f"{text:<{look.before_bar}}doses", Role.AXIS)])


def _row(week: WeekOfLoad, look: _Look) -> Line:
    spans = [Span(f"{short_day(week.monday):<{_DATE}}", Role.AXIS), *_track(week, look), Span(" ")]
    if look.numbers:
        for side in look.sides:
            mean = week.mean(side)
            text = look.glyphs.dash if mean is None else f"{mean:.1f}"
            spans.append(Span(f"{text:>{_MEAN}}", _ROLES.get(side, Role.OTHER)))
    number = doses_words(week.doses) if week.days else look.glyphs.dash
    room = look.width - look.before_bar - cell_width(number) - 1
    cells = ceil(week.doses / look.most * max(1, room)) if look.most else 0
    return line_of([*spans, Span(" "), Span(look.glyphs.bar * cells, Role.DONE), Span(f" {number}", Role.AXIS)])


def _track(week: WeekOfLoad, look: _Look) -> list[Span]:
    """Return the scale from 0 to 10 with the mark of each hip whose mean stands on enough scores."""
    cells = [Span(look.glyphs.missing, Role.TRACK) for _ in range(_TRACK)]
    for number, side in enumerate(look.sides):
        mean = week.mean(side)
        if mean is None:
            continue
        at = int(mean + 0.5)
        taken = cells[at].role is not Role.TRACK
        mark = look.glyphs.both if taken else look.glyphs.marks[number]
        cells[at] = Span(mark, Role.BOTH if taken else _ROLES.get(side, Role.OTHER))
    return cells


def _legend(look: _Look, together: int) -> Line:
    each = "a week" if together == 1 else f"{together} weeks"
    parts: list[Line] = [
        (Span(look.glyphs.marks[number], _ROLES.get(side, Role.OTHER)), Span(f" {side.value}, mean", Role.AXIS))
        for number, side in enumerate(look.sides)
    ]
    parts.append((Span(look.glyphs.bar, Role.DONE), Span(f" doses done, {each}", Role.AXIS)))
    parts.append((Span(look.glyphs.dash), Span(" none, or too few scores", Role.AXIS)))
    return fitted(parts, look.width)
