"""A measure as a chart: one mark a test, a line only between tests that can be compared."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from rehab_tui.charts.canvas import Point, Trace, canvas
from rehab_tui.charts.dates import date_labels
from rehab_tui.charts.events import event_labels, event_words, shown_events
from rehab_tui.charts.frame import LEAST_HEIGHT, LEAST_WIDTH, Frame, framed, rows_left
from rehab_tui.charts.glyphs import GLYPHS, Glyphs
from rehab_tui.charts.lines import calm, fitted
from rehab_tui.charts.spans import Chart, Line, Role, Span
from rehab_tui.charts.style import ChartStyle
from rehab_tui.domain.body import Side
from rehab_tui.domain.measure import number_words
from rehab_tui.domain.measure_table import Measure
from rehab_tui.domain.measure_trend import Dot, MeasureSeries, better_words
from rehab_tui.domain.series import Marker
from rehab_tui.domain.walking import WalkingSeries

_TOP = 1000
"""Steps of the canvas from the lowest tick to the highest."""
_WHOLE_RANGE = 10
"""Ranges up to this wide are always shown whole, so that a small change does not look like a large one."""
_MOST_TICKS = 6
_ROLES = {Side.LEFT: (Role.LEFT, Role.LEFT_MEAN), Side.RIGHT: (Role.RIGHT, Role.RIGHT_MEAN)}


class _Scale(NamedTuple):
    """The values that the lowest and the highest row stand for, and the ticks between them."""

    ticks: tuple[Fraction, ...]

    def place(self, value: Fraction) -> float:
        """Return where a value lies, from 0 to the top."""
        low, high = self.ticks[0], self.ticks[-1]
        return float((value - low) / (high - low) * _TOP)


def measure_chart(
    series: MeasureSeries | WalkingSeries, markers: Sequence[Marker], *, width: int, height: int, style: ChartStyle
) -> Chart:
    """Draw what the front door promises of a chart of a measure."""
    if not series.n:
        return calm(width, "There is nothing to draw yet.", "Nothing yet.")
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return calm(width, f"The chart needs a window of {LEAST_WIDTH} x {LEAST_HEIGHT}.", "Too small.")
    glyphs, scale = GLYPHS[style], _scale(series)
    events = shown_events(markers, series.first, series.last)
    texts = [number_words(tick, 2) for tick in scale.ticks]
    gutter = max(len(text) for text in texts) + 2
    frame = Frame(
        first=series.first,
        steps=(series.last - series.first).days + 1,
        step_days=1,
        gutter=gutter,
        columns=width - gutter,
        rows=0,
        top=_TOP,
    )
    labels = event_labels(events, frame, glyphs)
    frame = replace(frame, rows=rows_left(height, labels=labels.lines))
    labelled = frame.rows + 2 + labels.lines == height
    lines = framed(
        canvas(_traces(series, scale, frame, glyphs), frame.columns, frame.rows),
        frame,
        glyphs,
        ticks={frame.row(scale.place(tick)): text for tick, text in zip(scale.ticks, texts, strict=True)},
        dates=date_labels(frame.first, frame.last, frame.column, frame.columns, frame.gutter),
        events=labels.upright,
        above=labels.above if events and labelled else None,
        legend=_legend(series, glyphs, width),
        key=labels.key if labelled else (),
    )
    return Chart(lines, words=(series.sentence, *event_words(events)))


def _scale(series: MeasureSeries | WalkingSeries) -> _Scale:
    """Return the whole range where it is narrow, else even ticks around what was measured."""
    measure = series.measure
    low, high = Fraction(measure.lowest), Fraction(measure.highest)
    if high - low > _WHOLE_RANGE:
        values = [dot.value for dots in (*series.runs, series.helped) for dot in dots]
        values += [Fraction(0)] if measure.from_zero else []
        pad = max(Fraction(0), _least_span(measure, values) - (max(values) - min(values))) / 2
        low, high = max(low, min(values) - pad), min(high, max(values) + pad)
    step = _step((high - low) / (_MOST_TICKS - 1), measure)
    first, last = floor(low / step), ceil(high / step)
    return _Scale(tuple(step * number for number in range(first, last + 1)))


def _least_span(measure: Measure, values: Sequence[Fraction]) -> Fraction:
    """Return how far the scale has to reach: a change that does not matter must not look like one that does."""
    if measure.matters is not None:
        return 4 * Fraction(measure.matters)
    return max(abs(values[0]) / 20, Fraction(2, 10**measure.places))


def _step(least: Fraction, measure: Measure) -> Fraction:
    """Return the smallest even step of at least this size: 1, 2, 5, 10 ...; never finer than is kept."""
    unit = Fraction(1, 10**measure.places)
    while True:
        for factor in (1, 2, 5):
            if unit * factor >= least:
                return unit * factor
        unit *= 10


def _traces(series: MeasureSeries | WalkingSeries, scale: _Scale, frame: Frame, glyphs: Glyphs) -> list[Trace]:
    mark_role, line_role = _ROLES.get(series.side or Side.BOTH, (Role.OTHER, Role.OTHER_MEAN))
    compared = {_cell(dot, scale, frame) for run in series.runs for dot in run}
    helped = {_cell(dot, scale, frame) for dot in series.helped}
    return [
        Trace(_line(series.runs, scale, frame, glyphs), line_role, glyphs.pens[0], glyphs.fine, joined=True),
        Trace(sorted(helped), Role.MISSING, glyphs.marks[1]),
        Trace(sorted(compared), mark_role, glyphs.marks[0]),
    ]


def _cell(dot: Dot, scale: _Scale, frame: Frame, fine: tuple[int, int] = (1, 1)) -> Point:
    step = (dot.day - frame.first).days
    return frame.dot_across(step, fine[0]), frame.dot_up(scale.place(dot.value), fine[1])


def _line(runs: Sequence[Sequence[Dot]], scale: _Scale, frame: Frame, glyphs: Glyphs) -> list[Point | None]:
    """Return the line through the marks, at most one point a dot across; broken between the runs."""
    points: list[Point | None] = []
    for run in runs:
        points += [None] if points else []
        for dot in run:
            point, last = _cell(dot, scale, frame, glyphs.fine), points[-1] if points else None
            if last is not None and last[0] == point[0]:
                points[-1] = point
            else:
                points.append(point)
    return points


def _legend(series: MeasureSeries | WalkingSeries, glyphs: Glyphs, width: int) -> Line:
    mark_role, line_role = _ROLES.get(series.side or Side.BOTH, (Role.OTHER, Role.OTHER_MEAN))
    parts: list[Line] = [
        (Span(glyphs.marks[0], mark_role), Span(f" {series.measure.unit}, n {series.n}", Role.AXIS)),
        (Span(better_words(series.measure), Role.AXIS),),
    ]
    if series.helped:
        parts.append((Span(glyphs.marks[1], Role.MISSING), Span(" with the arms", Role.AXIS)))
    if series.n > 1:
        parts.append((Span(glyphs.samples[0], line_role), Span(f" {series.joined_words}", Role.AXIS)))
    return fitted(parts, width)
