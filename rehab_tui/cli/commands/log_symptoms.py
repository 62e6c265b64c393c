"""`rehab log symptoms`: warning signs, asked and answered."""

import click

from rehab_tui.cli import options
from rehab_tui.cli.advising import AdviceFirst
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.kept import say_kept
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import refuse_too_early, typed_day
from rehab_tui.cli.signs_typed import (
    answered_with,
    ask_if_checked,
    companions_of,
    form_of,
    read_reports,
    sign_text,
    temperature_of,
    with_details,
)
from rehab_tui.cli.wording import fact_words
from rehab_tui.domain.days import short_day
from rehab_tui.errors import InvalidValue
from rehab_tui.services.journal import Draft, Journal
from rehab_tui.services.profile import Profiles


@click.command(cls=ValueCommand)
@click.argument("signs", nargs=-1, required=True)
@click.option("--form", metavar="FORM", help="Which questions were asked: daily (the default of none) or full.")
@click.option("--temp", metavar="TEMP", help="Temperature with its unit: 38.2C or 100.8F.")
@click.option("--with", "beside", metavar="LIST", help="What was beside it: confused,stiff-neck,chills-not-sure ...")
@click.option("--since", metavar="DATE", help="Since when.")
@click.option("--text", metavar="TEXT", help="Your own words about it. They are not read for warning signs.")
@options.checked
@options.on_date
@options.as_json
@click.pass_obj
def symptoms(
    now: Circumstances,
    signs: tuple[str, ...],
    form: str | None,
    temp: str | None,
    beside: str | None,
    since: str | None,
    text: str | None,
    checked: bool,
    day: str | None,
    as_json: bool,
) -> None:
    """Keep warning signs: none, or ID[:SIDE][:new|worse|usual] ...

    "none" covers the questions of the form only. What to do about a serious sign is printed first, on stderr, also
    when nothing can be saved. A serious sign is usual only when a doctor or nurse has checked it since it began: a
    terminal asks, --checked says so, else it counts as not checked.
    """
    with AdviceFirst(now.today, now) as first:
        none = [one.lower() for one in signs] == ["none"]
        if not none:
            read_reports([one for one in signs if one.lower() != "none"], first, checked=checked)
        if not none and len(first.reports) < len(signs):
            raise InvalidValue("none together with a sign is not clear; name the signs, or none")
        if none and (since or text):
            raise InvalidValue("--since and --text belong to a sign, and none was named")
        on = first.day = typed_day(day, now)
        began = typed_day(since, now) if since else None
        first.reports = with_details(first.reports, began, sign_text(text))
        temperature = temperature_of(temp, first) if temp is not None else None
        if now.interactive and not as_json:
            first.reports = ask_if_checked(first.reports)
        first.answered = answered_with(first.reports, form_of(form), temperature, companions_of(beside))
        words = f"{fact_words(first.answered, now.today)}, {short_day(on, now.today)}"
        with first.not_waiting(), now.changing() as file:
            first.profile = file.use(Profiles).read()
            refuse_too_early(began or on, first.profile.birth_date, now.today)
            logged = file.use(Journal).log((Draft(on, first.answered),), now.stamp(), words)
    first.tell(logged.followups)
    say_kept(logged, now, f"Kept: {words}", as_json=as_json, advised=True)
