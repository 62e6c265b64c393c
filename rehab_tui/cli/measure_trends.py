"""`rehab trends MEASURE` and `rehab trends treatments`: what was measured and treated, drawn and in words."""

from datetime import date, timedelta

from rehab_tui.bootstrap import Rehab
from rehab_tui.charts import measure_chart
from rehab_tui.cli.drawing import show_picture, style, width
from rehab_tui.cli.output import show, show_json
from rehab_tui.cli.session import Session
from rehab_tui.domain.body import Side
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.measure import number_words
from rehab_tui.domain.measure_trend import MeasureSeries, better_words, matters_words
from rehab_tui.domain.treatment import TREATMENT_WORDS, nsaid_words
from rehab_tui.domain.walking import DRAWN, MINUTES, WalkingSeries
from rehab_tui.domain.words import counted
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.measure_values import measure_trend_values, treatment_trend_values, walking_trend_values

TREATMENTS = "treatments"
_HEIGHT = 14


def show_measure(
    rehab: Rehab, session: Session, name: str, days: int | None, side: Side | None, *, as_json: bool
) -> None:
    """Show a measure over time, or the treatments."""
    if name == TREATMENTS:
        _treatments(rehab, session.today, days, as_json=as_json)
        return
    measure = DRAWN[name]
    if side is not None and (not measure.sided or side not in (Side.LEFT, Side.RIGHT, Side.BOTH)):
        raise InvalidValue(
            f"{name} has no side {side.value}; " + ("give left or right" if measure.sided else "leave it")
        )
    if measure is MINUTES:
        _walking(rehab, session, days, as_json=as_json)
        return
    found = rehab.measures.series(measure, session.today, days)
    if side in (Side.LEFT, Side.RIGHT):
        found = tuple(one for one in found if one.side is side)
    if as_json:
        values = [measure_trend_values(one) for one in found]
        show_json(values if measure.sided and side is None else values[0] if values else None)
        return
    for one in found:
        _show(rehab, session, one)
    show(f"{measure.name}: {measure.lowest} to {measure.highest} {measure.unit}, {better_words(measure)}")
    show(f"{matters_words(measure)[:1].upper()}{matters_words(measure)[1:]}{_from(measure.matters_words)}.")


def _from(words: str) -> str:
    return f": {words}" if words else ""


def _walking(rehab: Rehab, session: Session, days: int | None, *, as_json: bool) -> None:
    series = rehab.measures.walking(session.today, days)
    if as_json:
        show_json(walking_trend_values(series))
        return
    if session.plain:
        show(series.sentence)
        for run in series.runs:
            for dot in run:
                show(f"  {day_words(dot.day)}: {number_words(dot.value)} min")
    else:
        _draw(rehab, session, series)
    show(series.measure.how)


def _show(rehab: Rehab, session: Session, series: MeasureSeries) -> None:
    if session.plain:
        show(series.sentence)
        for point in series.points:
            show(f"  {day_words(point.day)}: {'not scored' if point.score is None else number_words(point.score, 2)}")
        return
    _draw(rehab, session, series)


def _draw(rehab: Rehab, session: Session, series: MeasureSeries | WalkingSeries) -> None:
    markers = rehab.looking_back.markers(series.first, series.last)
    chart = measure_chart(series, markers, width=width(), height=_HEIGHT, style=style(session))
    show_picture(session, chart)
    for sentence in chart.words if series.n else (series.sentence,):
        show(sentence)


def _treatments(rehab: Rehab, last: date, days: int | None, *, as_json: bool) -> None:
    first = rehab.looking_back.first_day() or last
    if days is not None:
        first = last - timedelta(days=min(days - 1, last.toordinal() - 1))
    seen, in_row = rehab.measures.treatments(first, last), rehab.measures.nsaid_days(last)
    if as_json:
        show_json(treatment_trend_values(seen, first, last, in_row))
        return
    if not seen:
        show(f"no treatment was written down from {short_day(first, last)} to {short_day(last, last)}")
    for one in seen:
        when = f"{short_day(one.first, last)} to {short_day(one.last, last)}"
        doses = "".join(f"; {dose} ({counted(times, 'time')})" for dose, times in one.doses)
        show(f"  {TREATMENT_WORDS[one.what]}: {counted(one.n, 'time')} on {counted(one.days, 'day')}, {when}{doses}")
    if in_row:
        show(nsaid_words(in_row))
