"""Charts as SVG text, for files that are printed: no script, no style sheet, every color dark enough on white."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from html import escape

from rehab_tui.domain.days import short_day
from rehab_tui.domain.series import DayValue, Marker, PainSeries, WeekOfWork

INK, SOFT, GRID, BLUE, PALE, TEAL = "#1f2933", "#52606d", "#d9dee3", "#0b5394", "#7fa8cf", "#1d6b63"
"""Dark text, soft text, grid, the mean, single days, bars. Text and lines have a contrast of 4.5 or more on white."""
FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Libertinus Serif', sans-serif"
WIDTH, LEFT, RIGHT = 720, 30, 8
MOST_LABELS = 8
MOST_MARKS = 20
_DAY_STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364, 728, 1820)


def numbered(markers: Sequence[Marker]) -> tuple[tuple[date, str], ...]:
    """Return what charts mark, a line for each day that has something, in the order of their numbers from 1."""
    found: dict[date, list[str]] = {}
    for one in markers:
        found.setdefault(one.day, []).append(one.label)
    return tuple((day, ", ".join(labels)) for day, labels in sorted(found.items()))[-MOST_MARKS:]


def pain_svg(series: PainSeries, markers: Sequence[Marker], words: str) -> str:
    """Return daily scores 0-10 as dots and the seven-day mean as a line; a missing day is a gap in both.

    Numbers above stand for the lines of `numbered(markers)`; `words` is the text for those who cannot see it.
    """
    top, height = 30, 150
    at = _across(series.days)

    def y(value: float) -> float:
        return round(top + height * (1 - value / 10), 1)

    parts = [*_grid(top, height, y, (0, 2, 4, 6, 8, 10))]
    parts.extend(_marks(markers, series, at, top, height))
    parts.append(_path(_runs(series.days, at, y), PALE, 1))
    dots = "".join(f"M{at(one.day)} {y(one.value)}h0" for one in series.days if one.value is not None)
    size = 5 if len(series.days) <= 100 else 3 if len(series.days) <= 400 else 1.6
    parts.append(f'<path d="{dots}" stroke="{INK}" stroke-width="{size}" stroke-linecap="round" fill="none"/>')
    means = [(one.day, mean) for one, mean in zip(series.days, series.means, strict=True)]
    parts.append(_path(_lines(means, at, y), BLUE, 2.4))
    parts.extend(_dates(series.days, at, top + height))
    return _svg(WIDTH, top + height + 22, parts, words)


def weeks_svg(weeks: Sequence[WeekOfWork], words: str) -> str:
    """Return done of planned in each week as bars of 0 to 100 %; a week without anything due has no bar."""
    top, height = 12, 110
    room = (WIDTH - LEFT - RIGHT) / max(1, len(weeks))
    wide = min(44.0, room * 0.7)

    def y(value: float) -> float:
        return round(top + height * (1 - value / 100), 1)

    parts = [*_grid(top, height, y, (0, 50, 100))]
    every = -(-len(weeks) // MOST_LABELS)
    for number, week in enumerate(weeks):
        middle = round(LEFT + room * (number + 0.5), 1)
        if week.percent is not None:
            size = round(height * week.percent / 100, 1)
            parts.append(
                f'<rect x="{middle - wide / 2:.1f}" y="{y(week.percent)}" width="{wide:.1f}" height="{size}" '
                f'fill="{TEAL}"/>'
            )
        if len(weeks) <= 2 * MOST_LABELS:
            said = "none due" if week.percent is None else f"{week.percent}"
            parts.append(_text(middle, y(week.percent or 0) - 3, said, anchor="middle", fill=SOFT))
        if (len(weeks) - 1 - number) % every == 0:
            words_under = _dated(week.monday, weeks[0].monday, weeks[-1].monday)
            anchor, x = ("end", WIDTH - RIGHT) if middle > WIDTH - RIGHT - 40 else ("middle", middle)
            parts.append(_text(x, top + height + 15, words_under, anchor=anchor))
    return _svg(WIDTH, top + height + 22, parts, words)


def spark_svg(series: PainSeries, words: str) -> str:
    """Return the seven-day mean and the days of a place as a small drawing without axes, 0 to 10."""
    wide, high = 160, 34
    last = max(1, len(series.days) - 1)
    first = series.days[0].day

    def x(day: date) -> float:
        return round(3 + (wide - 6) * (day - first).days / last, 1)

    def y(value: float) -> float:
        return round(3 + (high - 6) * (1 - value / 10), 1)

    means = [(one.day, mean) for one, mean in zip(series.days, series.means, strict=True)]
    parts = [
        f'<line x1="0" x2="{wide}" y1="{high - 3}" y2="{high - 3}" stroke="{GRID}"/>',
        _path(_runs(series.days, x, y), PALE, 1),
        _path(_lines(means, x, y), BLUE, 2.2),
    ]
    return _svg(wide, high, parts, words)


def _svg(width: int, height: int, parts: Sequence[str], words: str) -> str:
    said = escape(words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{said}" font-family="{FONTS}" font-size="11"><title>{said}</title>'
        f"{''.join(parts)}</svg>"
    )


def _across(days: Sequence[DayValue]) -> Callable[[date], float]:
    first, last = days[0].day, max(1, len(days) - 1)
    return lambda day: round(LEFT + 6 + (WIDTH - LEFT - RIGHT - 12) * (day - first).days / last, 1)


def _grid(top: int, height: int, y: Callable[[float], float], ticks: Sequence[int]) -> Iterator[str]:
    for tick in ticks:
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick)}" y2="{y(tick)}" stroke="{GRID}"/>'
        yield _text(LEFT - 6, y(tick) + 4, str(tick), anchor="end", fill=SOFT)
    yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{top + height}" y2="{top + height}" stroke="{SOFT}"/>'


def _marks(
    markers: Sequence[Marker], series: PainSeries, at: Callable[[date], float], top: int, height: int
) -> Iterator[str]:
    before, row = -100.0, 0
    for number, (day, _) in enumerate(numbered(markers), 1):
        if not series.days[0].day <= day <= series.days[-1].day:
            continue
        x = at(day)
        row = 1 - row if x - before < 16 else 0
        before = x
        yield (
            f'<line x1="{x}" x2="{x}" y1="{top - 4 - 11 * row}" y2="{top + height}" stroke="{SOFT}" '
            'stroke-dasharray="2 3"/>'
        )
        yield _text(x, top - 7 - 11 * row, str(number), anchor="middle", fill=INK)


def _runs(days: Sequence[DayValue], x: Callable[[date], float], y: Callable[[float], float]) -> str:
    return _lines([(one.day, one.value) for one in days], x, y)


def _lines(values: Sequence[tuple[date, float | None]], x: Callable[[date], float], y: Callable[[float], float]) -> str:
    """Return lines through what is there; they stop where a day is missing."""
    found, pen = [], "M"
    for day, value in values:
        if value is None:
            pen = "M"
            continue
        found.append(f"{pen}{x(day)} {y(value)}")
        pen = "L"
    return "".join(found)


def _path(lines: str, color: str, size: float) -> str:
    return f'<path d="{lines}" stroke="{color}" stroke-width="{size}" stroke-linejoin="round" fill="none"/>'


def _dates(days: Sequence[DayValue], at: Callable[[date], float], bottom: int) -> Iterator[str]:
    step = next((one for one in _DAY_STEPS if len(days) / one <= MOST_LABELS), _DAY_STEPS[-1])
    first, last = days[0].day, days[-1].day
    for back in range(0, len(days), step):
        day = last - timedelta(days=back)
        x = at(day)
        yield f'<line x1="{x}" x2="{x}" y1="{bottom}" y2="{bottom + 4}" stroke="{SOFT}"/>'
        yield _text(x, bottom + 16, _dated(day, first, last), anchor="end" if back == 0 else "middle")


def _dated(day: date, first: date, last: date) -> str:
    return short_day(day) + (f" {day.year}" if first.year != last.year else "")


def _text(x: float, y: float, words: str, *, anchor: str = "middle", fill: str = SOFT) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'
