"""`rehab log pain`: the quickest way to keep the day's score."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.kept import say_kept
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import hip_of, refuse_too_early, side_known, typed_day
from rehab_tui.domain.body import check_middle, place_words, site_of
from rehab_tui.domain.days import short_day
from rehab_tui.domain.pain import SCORE_WORDS, PainScore, kind_of, score_of
from rehab_tui.services.journal import Draft, Journal
from rehab_tui.services.known import hip_and_birth


@click.command(cls=ValueCommand)
@click.argument("score")
@options.on_side
@click.option("--site", metavar="SITE", default="hip", help="Where: hip, groin, buttock, low-back ... Default: hip.")
@click.option("--kind", metavar="KIND", default="day", help="day (the daily score, the default), now, worst, morning.")
@options.on_date
@options.with_note
@options.as_json
@click.pass_obj
def pain(
    now: Circumstances,
    score: str,
    side: str | None,
    site: str,
    kind: str,
    day: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Keep one pain score, 0 (none) to 10 (worst imaginable).

    A second daily score for the same side and date takes the place of the first.
    """
    value, place, what = score_of(score), site_of(site), kind_of(kind)
    typed, on = side_known(side, now), typed_day(day, now)
    check_middle(place, typed or ())
    with now.changing() as file:
        hip, birth = file.use(hip_and_birth)
        refuse_too_early(on, birth, now.today)
        sides = typed or hip_of(hip)
        drafts = [Draft(on, PainScore(value, one, place, what), note) for one in sides]
        words = f"{SCORE_WORDS[what]} {value}, {place_words(place, sides)}, {short_day(on, now.today)}"
        logged = file.use(Journal).log(drafts, now.stamp(), words)
    say_kept(logged, now, f"Kept: {words}", as_json=as_json)
