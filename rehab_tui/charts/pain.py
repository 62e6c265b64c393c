"""Pain per side as a chart: readings as marks, the mean as a line, gaps as gaps."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rehab_tui.charts.canvas import Point, Trace, canvas
from rehab_tui.charts.dates import date_labels
from rehab_tui.charts.events import event_labels, event_words, shown_events
from rehab_tui.charts.frame import LEAST_HEIGHT, LEAST_WIDTH, Frame, framed, rows_left
from rehab_tui.charts.glyphs import GLYPHS, Glyphs
from rehab_tui.charts.lines import calm, fitted, needed
from rehab_tui.charts.spans import Chart, Line, Role, Span
from rehab_tui.charts.style import ChartStyle
from rehab_tui.charts.thinning import Drawn, dotted, drawn, weeks_together
from rehab_tui.domain.body import Side, where_words
from rehab_tui.domain.series import Marker, PainSeries

_TICKS = (0, 2, 4, 6, 8, 10)
_FEWER_TICKS = (0, 5, 10)
"""For charts too low to have a row for each score."""
_GUTTER = 4
_SIDE_ROLES = {Side.LEFT: (Role.LEFT, Role.LEFT_MEAN), Side.RIGHT: (Role.RIGHT, Role.RIGHT_MEAN)}
_OTHER_ROLES = (Role.OTHER, Role.OTHER_MEAN)


@dataclass(frozen=True, slots=True)
class _Curve:
    """One series and how it is drawn: the first has a solid line, later ones a dotted one."""

    series: PainSeries
    drawn: Drawn
    mark: Span
    sample: Span
    solid: bool


def pain_chart(
    series: Sequence[PainSeries],
    markers: Sequence[Marker],
    *,
    width: int,
    height: int,
    style: ChartStyle,
) -> Chart:
    """Draw what the front door promises of a pain chart."""
    shown = [one for one in series if one.days][:4]
    if not shown:
        return calm(width, "There is nothing to draw yet.", "Nothing yet.")
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return calm(width, f"The chart needs a window of {LEAST_WIDTH} x {LEAST_HEIGHT}.", "Too small.")
    glyphs = GLYPHS[style]
    first, last = min(one.days[0].day for one in shown), max(one.days[-1].day for one in shown)
    events = shown_events(markers, first, last)
    frame = Frame(
        first=first,
        steps=(last - first).days + 1,
        step_days=1,
        gutter=_GUTTER,
        columns=width - _GUTTER,
        rows=0,
        top=_TICKS[-1],
    )
    labels = event_labels(events, frame, glyphs)
    room = rows_left(height, labels=labels.lines)
    frame = replace(frame, rows=_even(room))
    labelled = room + 2 + labels.lines == height
    curves = _curves(shown, frame, glyphs)
    weeks = weeks_together(frame)
    lines = framed(
        canvas(_traces(curves, glyphs), frame.columns, frame.rows),
        frame,
        glyphs,
        ticks={frame.row(tick): str(tick) for tick in (_TICKS if frame.rows % 5 == 1 else _FEWER_TICKS)},
        dates=date_labels(frame.first, frame.last, frame.column, frame.columns, frame.gutter),
        events=labels.upright,
        above=labels.above if events and labelled else None,
        legend=_legend(curves, weeks, glyphs, width),
        key=labels.key if labelled else (),
    )
    thinned = (f"The line is the {_mean_words(weeks)}; a mark is its worst day.",) if weeks else ()
    return Chart(lines, words=(*(one.sentence for one in shown), *thinned, *event_words(events)))


def _even(rows: int) -> int:
    """Return the most rows, at most `rows`, in which the numbers of the axis stand at even distances."""
    return 1 + (rows - 1) // 5 * 5 if rows >= 11 or rows < 7 else rows - 1 + rows % 2


def _curves(series: Sequence[PainSeries], frame: Frame, glyphs: Glyphs) -> list[_Curve]:
    marks = glyphs.worst if weeks_together(frame) else glyphs.marks
    curves = []
    for number, one in enumerate(series):
        mark_role, mean_role = _SIDE_ROLES.get(one.side, _OTHER_ROLES)
        sample = Span(glyphs.samples[min(number, 1)], mean_role)
        shape = drawn(one, frame, glyphs.fine)
        curves.append(_Curve(one, shape, Span(marks[number], mark_role), sample, solid=number == 0))
    return curves


def _traces(curves: Sequence[_Curve], glyphs: Glyphs) -> list[Trace]:
    """Return the lines, then the marks over them; where two series meet in a cell, the mark for both."""
    owners: dict[Point, set[Span]] = defaultdict(set)
    for curve in curves:
        for cell in curve.drawn.marks:
            owners[cell].add(curve.mark)
    both = Span(glyphs.both, Role.BOTH)
    cells: dict[Span, list[Point]] = {mark: [] for mark in (*(curve.mark for curve in curves), both)}
    for cell, marks in owners.items():
        cells[both if len(marks) > 1 else next(iter(marks))].append(cell)
    lines = [
        Trace(
            curve.drawn.line if curve.solid else dotted(curve.drawn.line),
            curve.sample.role,
            glyphs.pens[0 if curve.solid else 1],
            glyphs.fine,
            joined=curve.solid,
        )
        for curve in curves
    ]
    return [*lines, *(Trace(points, mark.role, mark.text) for mark, points in cells.items())]


def _legend(curves: Sequence[_Curve], weeks: int, glyphs: Glyphs, width: int) -> Line:
    """Return which mark is whose and what the line is, in as many words as the width allows."""
    names = [where_words(curve.series.site, curve.series.side) for curve in curves]
    long = [f"{name[0].lower()}{name[1:]}" for name in names]
    one_site = len({curve.series.site for curve in curves}) == 1
    short = [curve.series.side.value for curve in curves] if one_site else long
    samples = [span for curve in curves[:2] for span in (curve.sample, Span(" "))]
    mean: Line = (*samples, Span(_mean_words(weeks), Role.AXIS))
    after: list[Line] = [mean, (Span("marks: its worst day", Role.AXIS),)] if weeks else [mean]
    both: list[Line] = [(Span(glyphs.both, Role.BOTH), Span(" both", Role.AXIS))] if _meet(curves) else []
    for texts in (long, short):
        for parts in ([*_named(curves, texts), *both, *after], [*_named(curves, texts), *after]):
            if needed(parts) <= width:
                return fitted(parts, width)
    tight: list[Line] = [(Span("worst,", Role.AXIS),), mean] if weeks else [mean]
    return fitted([*_named(curves, short), *tight], width, gap=1)


def _named(curves: Sequence[_Curve], names: Sequence[str]) -> list[Line]:
    return [(curve.mark, Span(f" {name}", Role.AXIS)) for curve, name in zip(curves, names, strict=True)]


def _mean_words(weeks: int) -> str:
    """Return what the line shows: `7-day mean`, `mean of each week`, `mean of each 8 weeks`."""
    if not weeks:
        return "7-day mean"
    return "mean of each week" if weeks == 1 else f"mean of each {weeks} weeks"


def _meet(curves: Sequence[_Curve]) -> bool:
    cells = [set(curve.drawn.marks) for curve in curves]
    return len(set().union(*cells)) < sum(map(len, cells))
