"""`rehab trends`: pain or exercise over time, drawn and in a sentence."""

from datetime import date, timedelta

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.drawing import HEIGHT, show_chart, style, width
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.measure_trends import TREATMENTS, show_measure
from rehab_tui.cli.output import show, show_json
from rehab_tui.cli.session import Session
from rehab_tui.cli.work_trends import OF_WORK, show_work
from rehab_tui.domain.body import Side, Site, each_side, side_of, site_of
from rehab_tui.domain.days import day_words
from rehab_tui.domain.doses import doses_words
from rehab_tui.domain.series import PainSeries
from rehab_tui.domain.walking import DRAWN
from rehab_tui.domain.words import one_of, whole_number
from rehab_tui.exchange.trends import adherence_values, series_values

LONGEST = 36_600


@click.command(cls=ValueCommand)
@click.argument("what", default="pain")
@click.option(
    "--days", metavar="N", help="How many days, ending today. Default: 14 for pain, 28 for adherence, else all."
)
@click.option("--side", metavar="SIDE", help="left, right, both or middle; default: every side that is tracked.")
@click.option("--site", metavar="SITE", default="hip", help="hip, groin, buttock, low-back ... Default: hip.")
@options.as_json
@click.pass_obj
def trends(session: Session, what: str, days: str | None, side: str | None, site: str, as_json: bool) -> None:
    """Draw pain (per side, with the seven-day mean), adherence (exercises done of planned) or a measure.

    Measures: rehab help measures. `walking`: minutes a day. `treatments` lists what was taken and done. `load`: pain
    and work, week by week; `balance`: left and right, front and back over four weeks; `response`: what exercises were
    followed by.
    """
    chosen = one_of("trend", what, ("pain", "adherence", *OF_WORK, TREATMENTS, *DRAWN))
    number = whole_number("--days", days, 1, LONGEST) if days is not None else None
    place, asked = site_of(site), side_of(side) if side is not None else None
    with session.open() as rehab:
        if chosen == "pain":
            _pain(rehab, session, number or 14, place, asked, as_json=as_json)
        elif chosen in OF_WORK:
            show_work(rehab, session, chosen, number, as_json=as_json)
        elif chosen != "adherence":
            show_measure(rehab, session, chosen, number, asked, as_json=as_json)
        else:
            _adherence(rehab, session, number or 28, as_json=as_json)


def _pain(rehab: Rehab, session: Session, days: int, site: Site, asked: Side | None, *, as_json: bool) -> None:
    last = session.today
    first = _days_before(last, days - 1)
    sides = each_side(asked) if asked is not None else _tracked(rehab, site)
    series = [rehab.looking_back.pain(side, site, first, last) for side in sides]
    if as_json:
        values = [series_values(one) for one in series]
        show_json(values[0] if asked is not None and len(values) == 1 else values)
        return
    if session.plain:
        _show_plainly(series)
        return
    from rehab_tui.charts import pain_chart

    markers = rehab.looking_back.markers(first, last)
    show_chart(session, pain_chart(series, markers, width=width(), height=HEIGHT, style=style(session)))


def _adherence(rehab: Rehab, session: Session, days: int, *, as_json: bool) -> None:
    last = session.today
    work = rehab.looking_back.adherence(last, days)
    if as_json:
        show_json(adherence_values(work))
        return
    if not session.plain:
        from rehab_tui.charts import weeks_chart

        weeks = rehab.looking_back.weeks(_days_before(last, days - 1), last)
        show_chart(session, weeks_chart(weeks, width=width(), height=HEIGHT, style=style(session)))
    show(work.words[:1].upper() + work.words[1:])
    if rehab.days.review(last, last).work.to_yesterday:
        show("  Today is not over: what is still open counts as not done here.")
    for exercise, (done, due) in work.by_exercise.items():
        left_out = ", ".join(f"{reason} {times}" for reason, times in work.left_out.get(exercise, {}).items())
        show(f"  {exercise:<28} {doses_words(done)} of {due}" + (f"   left out: {left_out}" if left_out else ""))
    for reason, times in work.skipped.items():
        show(f"  left out ({reason}): {times}")
    if work.paused:
        show(f"  {work.paused_words}")


def _days_before(day: date, days: int) -> date:
    return day - timedelta(days=min(days, day.toordinal() - 1))


def _tracked(rehab: Rehab, site: Site) -> tuple[Side, ...]:
    """Return the sides of the profile, and every other one that has scores at this site."""
    scored = [side for place, side in rehab.looking_back.places() if place is site]
    sides = rehab.profiles.read().sides if site is Site.HIP or not scored else ()
    return tuple(side for side in Side if side in (*sides, *scored))


def _show_plainly(series: list[PainSeries]) -> None:
    for one in series:
        show(one.sentence)
        for day in one.days:
            show(f"  {day_words(day.day)}: {'no score' if day.value is None else day.value}")
