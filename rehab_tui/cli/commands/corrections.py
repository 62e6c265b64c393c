"""`rehab amend`, `mistake`, `undo`: correcting; what was there before stays readable."""

from collections.abc import Mapping
from datetime import date

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.advising import AdviceFirst
from rehab_tui.cli.amending import amended
from rehab_tui.cli.kept import say_kept
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.output import tell
from rehab_tui.cli.reading import refuse_too_early, typed_day, visit_day
from rehab_tui.cli.session import Session
from rehab_tui.cli.wording import entry_words
from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import Entry, EntryState, Visit
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.domain.words import free_text
from rehab_tui.errors import WrongUsage


@click.command(cls=ValueCommand)
@click.argument("entry_id", metavar="ID")
@click.option("--score", metavar="N", help="Pain: the score, 0-10.")
@click.option("--side", metavar="SIDE", help="Pain, exercise, measure, block: left or right.")
@click.option("--site", metavar="SITE", help="Pain, block: where.")
@click.option("--kind", metavar="KIND", help="Pain: day, now, worst or morning.")
@click.option("--sets", metavar="N", help="Exercise.")
@click.option("--reps", metavar="N", help="Exercise.")
@click.option("--hold", metavar="SECONDS", help="Exercise.")
@click.option("--minutes", metavar="N", help="Exercise.")
@click.option("--pain-before", metavar="N", help="Exercise: pain just before, 0-10.")
@click.option("--pain-during", metavar="N", help="Exercise: worst pain during it, 0-10.")
@click.option("--effort", metavar="N", help="Exercise: how hard it was, 0-10.")
@click.option("--skip", metavar="REASON", help="Exercise: it was left out.")
@click.option("--symptoms", metavar="LIST", help='Warning signs: none, or "fever,calf-swelling:left".')
@click.option("--form", metavar="FORM", help="Warning signs: daily or full.")
@click.option("--temp", metavar="TEMP", help="Warning signs: temperature, 38.2C or 100.8F.")
@click.option("--with", metavar="LIST", help="Warning signs: what was beside it.")
@options.checked
@click.option("--value", metavar="ANSWER", help='Small answer; measure: "4 3 5", "stairs=4; cooking=7".')
@click.option("--treatment", metavar="ID", help="Treatment: which one it was.")
@click.option("--dose", metavar="TEXT", help="Treatment: how much.")
@click.option("--effect", metavar="TEXT", help="Treatment: what it did.")
@click.option("--before", metavar="N", help="Block: pain before, 0-10.")
@click.option("--after", metavar="LIST", help='Block: all scores after it, "2@30min, 3@2h".')
@click.option("--anesthetic", metavar="TEXT", help="Block: what was put in.")
@click.option("--positive-tests", metavar="N", help="Block: provocation tests that hurt.")
@click.option("--from", metavar="DATE", help="Pause: first day.")
@click.option("--to", metavar="DATE", help="Pause: last day, or open.")
@click.option("--reason", metavar="TEXT", help="Pause: why.")
@click.option("--text", metavar="TEXT", help="Note: the words.")
@click.option("--by", metavar="WHO", help="Clearance: who allowed it; starting average: who asked.")
@click.option("--who", metavar="WHO", help="Appointment: with whom.")
@click.option("--ask", metavar="TEXT", help="Appointment: what to ask.")
@options.with_note
@options.on_date
@options.as_json
@click.pass_obj
def amend(
    session: Session,
    /,
    entry_id: str,
    checked: bool,
    note: str | None,
    day: str | None,
    as_json: bool,
    **typed: str | None,
) -> None:
    """Correct an entry. What stood there stays readable: rehab history ID."""
    given = {name: text for name, text in typed.items() if text is not None}
    if checked:
        given["checked"] = "yes"
    if not given and note is None and day is None:
        raise WrongUsage("there is nothing to change; say what, like: rehab amend ID --score 4")
    with AdviceFirst(session.today) as first, session.open() as rehab:
        entry = rehab.journal.entry(entry_id)
        first.profile, first.day = rehab.profiles.read(), entry.day
        reader, stands = (visit_day, entry.fact.on) if isinstance(entry.fact, Visit) else (typed_day, entry.day)
        on = stands if day is None else reader(day, session)
        refuse_too_early(on, first.profile.birth_date, session.today)
        fact = amended(entry.fact, given, on, first, today=session.today, ask=session.interactive and not as_json)
        words = None if note is None else free_text("the note", note)
        with first.not_waiting():
            logged = rehab.journal.amend(entry, fact, session.stamp(), day=on, note=words)
        session.back_up(rehab)
        names = _names(rehab, entry)
    first.tell(logged.followups)
    say_kept(
        logged,
        session,
        f"Changed: {_dated(logged.entries[0], session.today, names)}; before: {_dated(entry, session.today, names)}",
        as_json=as_json,
        advised=True,
    )


@click.command(cls=ValueCommand)
@click.argument("entry_id", metavar="ID")
@options.as_json
@click.pass_obj
def mistake(session: Session, entry_id: str, as_json: bool) -> None:
    """Mark an entry as a mistake: it stops counting and stays readable. A follow-up it opened stays open."""
    with session.open() as rehab:
        entry = rehab.journal.entry(entry_id)
        logged = rehab.journal.mistake(entry, session.stamp())
        session.back_up(rehab)
        names = _names(rehab, entry)
    say_kept(logged, session, f"Marked as a mistake: {_dated(entry, session.today, names)}", as_json=as_json)


@click.command(cls=ValueCommand)
@options.as_json
@click.pass_obj
def undo(session: Session, as_json: bool) -> None:
    """Take back the last change that was made, by a command or a key, and say what it was."""
    with session.open() as rehab:
        logged = rehab.journal.undo(session.stamp())
        session.back_up(rehab)
        names = _names(rehab, *logged.entries)
    again = [_dated(entry, session.today, names) for entry in logged.entries if entry.state is EntryState.CURRENT]
    words = f"{logged.words[:1].upper()}{logged.words[1:]}" + (f"; counts again: {'; '.join(again)}" if again else "")
    if as_json:
        tell(f"rehab: {words[:1].lower()}{words[1:]}")
    say_kept(logged, session, words, as_json=as_json)


def _names(rehab: Rehab, *entries: Entry) -> Mapping[str, str]:
    """Return the names of the exercises that some entries tell of, by id."""
    done = {entry.fact.exercise for entry in entries if isinstance(entry.fact, ExerciseDone)}
    return rehab.plans.names(done) if done else {}


def _dated(entry: Entry, today: date, names: Mapping[str, str]) -> str:
    words = entry_words(entry, today, names)
    return words if isinstance(entry.fact, Visit) else f"{words}, {short_day(entry.day, today)}"
