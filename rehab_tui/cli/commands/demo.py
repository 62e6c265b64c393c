"""`rehab demo`: a made-up patient in a folder that is gone afterwards."""

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.output import draws_signs, in_color, is_dumb, show, show_drawn, tell
from rehab_tui.cli.session import Session
from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.patient import weeks_after
from rehab_tui.domain.series import PainSeries
from rehab_tui.services.days import DayReview

DEMO = "DEMO: not your data"
WEEKS_SHOWN = 14


@click.command()
@click.pass_obj
def demo(session: Session) -> int:
    """Look around with a made-up patient. Your own file is never touched.

    Without a terminal (or with TERM=dumb) the day, the trend and the follow-ups are printed.
    """
    from rehab_tui.services.demo.patient import build_demo

    with tempfile.TemporaryDirectory(prefix="rehab-demo-") as folder:
        shown = Session(Path(folder) / "demo.db", session.clock, plain=session.plain)
        with shown.open(create=True) as rehab:
            tell("rehab: making up a patient with 14 weeks of entries; this takes a moment")
            build_demo(rehab, shown.clock.now())
            if not shown.interactive or shown.plain or is_dumb():
                _print(rehab, shown)
                return 0
        from rehab_tui.tui import open_screens

        return open_screens(shown, demo=True)


def _print(rehab: Rehab, session: Session) -> None:
    today = session.today
    review = rehab.days.review(today, today)
    first = review.profile.surgery_date or today - timedelta(weeks=WEEKS_SHOWN)
    series = [rehab.looking_back.pain(side, Site.HIP, first, today) for side in (Side.LEFT, Side.RIGHT)]
    _print_day(review, session)
    _print_trend(rehab, series, session)
    _print_follow_ups(rehab, session)
    _print_caseload(rehab, session)
    show(f"{DEMO}. Start your own diary with: rehab setup")


def _print_day(review: DayReview, session: Session) -> None:
    show(f"{DEMO}\n\n{day_words(review.day)} · {weeks_after(review.profile, review.day)}")
    for hip in review.hips:
        score = "not logged yet" if hip.score is None else str(hip.score)
        show(f"  Hip pain today, {hip.side.value}: {score} ({hip.usual.words})")
    show(f"  Exercises: {review.exercises_done} of {review.exercises_due} done · {review.work.words}")
    for row in review.exercises:
        if row.due:
            state = "not allowed yet" if row.locked else "done" if row.done else "still to do"
            show(f"    {row.prescription.name}: {row.prescription.words} ({state})")
    show(f"  Still to log: {', '.join(review.due) or 'nothing'}")
    if review.next_visit is not None:
        visit = review.next_visit
        show(
            f"  Next appointment: {short_day(visit.on, session.today)}, {visit.who}"
            + (f"; to ask: {visit.ask}" if visit.ask else "")
        )


def _print_trend(rehab: Rehab, series: list[PainSeries], session: Session) -> None:
    show(f"\n{DEMO}\n\nHip pain since surgery")
    if not session.plain:
        from rehab_tui.charts import ChartStyle, pain_chart

        style = ChartStyle.BRAILLE if draws_signs() else ChartStyle.ASCII
        markers = rehab.looking_back.markers(series[0].days[0].day, session.today)
        chart = pain_chart(series, markers, width=78, height=16, style=style)
        show_drawn(chart.ansi() if in_color(plain=session.plain) else chart.plain)
    for one in series:
        show(f"  {one.sentence}")


def _print_follow_ups(rehab: Rehab, session: Session) -> None:
    show(f"\n{DEMO}\n\nFollow-ups of warning signs")
    for follow_up in rehab.follow_ups.all():
        title = f"{follow_up.title}{follow_up.side_words}"
        show(f"  {title} · level {follow_up.level} · {short_day(follow_up.opened_on, session.today)}")
        for event in follow_up.events:
            words = " · ".join(part for part in (event.contacted, event.text) if part)
            show(
                f"    {short_day(event.at.date(), session.today)} {event.at:%H:%M} {event.verb}"
                + (f": {words}" if words else "")
            )
    show("")


def _print_caseload(rehab: Rehab, session: Session) -> None:
    """Print what a therapist sees of made-up patients."""
    from rehab_tui.cli.output import fitted
    from rehab_tui.rules.triage import words_of
    from rehab_tui.services.demo.caseload import fill_demo_caseload

    now = session.clock.now()
    fill_demo_caseload(rehab.caseload, now)
    show(f"{DEMO}\n\nA therapist's caseload, who needs attention first")
    for number, row in enumerate(rehab.caseload.rows(now), 1):
        lines = (f"  {number}  {row.label}", *(f"     - {words}" for words in words_of(row)))
        show(fitted("\n".join(lines), sys.stdout))
    show("")
