"""Measures, treatments, blocks, pauses and new starts as plain dictionaries, with their trends."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from rehab_tui.domain.block import Block
from rehab_tui.domain.days import span
from rehab_tui.domain.fact import Fact
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.measure_table import Measure
from rehab_tui.domain.measure_trend import MeasureSeries, Point, plain_number
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.treatment import FUSION_CAUTION, Treatment
from rehab_tui.domain.walking import WalkingSeries

Values: TypeAlias = dict[str, object]


def own_keys(fact: Fact) -> Values:
    """Return the keys of one of these kinds. Raises TypeError for another."""
    match fact:
        case Measurement():
            return {"measure": fact.measure, "unit": fact.about.unit, **_measured(fact)}
        case Treatment():
            return {"treatment": fact.what.value, "dose": fact.dose, "effect": fact.effect}
        case Block():
            return _block(fact)
        case Pause():
            last = fact.last.isoformat() if fact.last else None
            return {"from": fact.first.isoformat(), "to": last, "reason": fact.reason}
        case Baseline():
            return {"by": fact.by}
    raise TypeError(f"no JSON for {type(fact).__name__}")


def _measured(fact: Measurement) -> Values:
    items = fact.items or (None,) * len(fact.values)
    return {
        "value": plain_number(fact.score),
        "values": [
            {"item": item, "value": plain_number(value)} for item, value in zip(items, fact.values, strict=True)
        ],
        "typed": fact.typed,
        "arms": fact.arms,
    }


def _block(block: Block) -> Values:
    return {
        "anesthetic": block.anesthetic,
        "before": block.before,
        "after": [
            {"minutes": one.minutes, "score": one.score, "relief_percent": plain_number(block.relief_at(one))}
            for one in block.after
        ],
        "positive_tests": block.positive_tests,
        "relief_percent": plain_number(block.relief),
        "criteria": [
            {"id": one.id, "criterion": one.words, "met": one.met, "sources": list(one.sources)}
            for one in block.criteria
        ],
    }


def measure_values(measure: Measure) -> Values:
    """Return one line of the table of measures."""
    return {
        "id": measure.id,
        "name": measure.name,
        "unit": measure.unit,
        "lowest": plain_number(measure.lowest),
        "highest": plain_number(measure.highest),
        "items": list(measure.items) if measure.items else None,
        "with": list(measure.choices) if measure.choices else None,
        "sided": measure.sided,
        "better": measure.better.value if measure.better else None,
        "change_that_matters": plain_number(measure.matters),
        "change_words": measure.matters_words or None,
        "sources": list(measure.sources),
        "how": measure.how or None,
    }


def treatment_trend_values(
    seen: Sequence[tuple[str, int, int, date, date, Sequence[tuple[str, int]]]],
    first: date,
    last: date,
    nsaid_days: int,
) -> Values:
    """Return what was treated between two days: kind, times, days, first, last, doses of each; NSAID days in a row."""
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "treatments": [
            {
                "treatment": what,
                "n": n,
                "days": days,
                "first": begin.isoformat(),
                "last": end.isoformat(),
                "doses": [{"dose": dose, "n": times} for dose, times in doses],
            }
            for what, n, days, begin, end, doses in seen
        ],
        "nsaid_days_in_a_row": nsaid_days,
        "caution": FUSION_CAUTION if nsaid_days else None,
    }


def measure_trend_values(series: MeasureSeries) -> Values:
    """Return a measure over time; what is not known is None, means are unrounded."""
    table = measure_values(series.measure)
    before, now = series.pair or (None, None)
    return {
        "measure": table.pop("id"),
        **table,
        "side": series.side.value if series.side else None,
        "from": series.first.isoformat(),
        "to": series.last.isoformat(),
        "n": series.n,
        "points": [_point(point) for point in series.points],
        "before": _dated(before),
        "latest": _dated(now),
        "change": plain_number(series.change),
        "matters": series.matters,
        "sentence": series.sentence,
    }


def walking_trend_values(series: WalkingSeries) -> Values:
    """Return the minutes of walking day by day; None where nothing was noted, means are unrounded."""
    days = span(series.last, (series.last - series.first).days + 1)
    return {
        "measure": series.measure.id,
        "unit": series.measure.unit,
        "from": series.first.isoformat(),
        "to": series.last.isoformat(),
        "n": series.n,
        "days": [{"date": day.isoformat(), "value": series.minutes.get(day)} for day in days],
        "mean_7": series.week.value,
        "n_7": series.week.n,
        "mean_prior_14": series.before.value,
        "n_prior_14": series.before.n,
        "sentence": series.sentence,
    }


def _point(point: Point) -> Values:
    return {"date": point.day.isoformat(), "id": point.id, **_measured(point.taken)}


def _dated(point: Point | None) -> Values | None:
    return None if point is None else {"date": point.day.isoformat(), "value": plain_number(point.score)}
