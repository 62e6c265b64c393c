"""`rehab log answer`, `clearance`, `visit` and `note`: short facts."""

import sys

import click

from rehab_tui.cli import options
from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.keeping import Keeping
from rehab_tui.cli.lazy import ValueCommand
from rehab_tui.cli.reading import name_text, note_text, typed_day, visit_day
from rehab_tui.domain.entry import ANSWERS, Fact, Note, SmallAnswer, Visit, answer_of
from rehab_tui.domain.exercise import ClearanceKind
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.words import LONGEST_NOTE, one_of
from rehab_tui.errors import InvalidValue


@click.command(cls=ValueCommand)
@click.argument("question")
@click.argument("value")
@options.on_date
@options.as_json
@click.pass_obj
def answer(now: Circumstances, question: str, value: str, day: str | None, as_json: bool) -> None:
    """Answer a small question: woken, relief, activities (yes, no) or since-session (better, same, worse)."""
    name = one_of("question", question, ANSWERS)
    fact = SmallAnswer(name, answer_of(name, value))
    _keep(now, fact, day, as_json=as_json)


@click.command(cls=ValueCommand)
@click.argument("what", metavar="ID")
@click.option("--by", required=True, metavar="WHO", help="Who allowed it.")
@options.on_date
@options.as_json
@click.pass_obj
def clearance(now: Circumstances, what: str, by: str, day: str | None, as_json: bool) -> None:
    """Keep that a clinician allowed something: physical-therapy, loading, swimming, cycling, high-impact, ..."""
    kind = ClearanceKind(one_of("clearance", what, tuple(ClearanceKind)))
    _keep(now, Clearance(kind, name_text("the name after --by", by)), day, as_json=as_json)


@click.command(cls=ValueCommand)
@click.argument("when", metavar="DATE")
@click.argument("who")
@click.option("--ask", metavar="TEXT", help="What to ask there.")
@options.as_json
@click.pass_obj
def visit(now: Circumstances, when: str, who: str, ask: str | None, as_json: bool) -> None:
    """Keep an appointment, ahead or past: when, and with whom."""
    on = visit_day(when, now)
    fact = Visit(on, name_text("the name", who), note_text(ask) if ask is not None else None)
    _keep(now, fact, on.isoformat(), as_json=as_json, future=True)


@click.command(cls=ValueCommand)
@click.argument("text")
@options.on_date
@options.as_json
@click.pass_obj
def note(now: Circumstances, text: str, day: str | None, as_json: bool) -> None:
    """Keep words of your own; - reads them from stdin, so that others on this machine cannot see them.

    Notes are not read for warning signs: log those with rehab log symptoms.
    """
    words = from_stdin() if text == "-" else text
    _keep(now, Note(note_text(words)), day, as_json=as_json)


def _keep(now: Circumstances, fact: Fact, day: str | None, *, as_json: bool, future: bool = False) -> None:
    keeping = Keeping(now, typed_day(day, now, future=future), None, as_json=as_json)
    with now.changing() as file:
        logged = keeping.keep(file, [fact])
    keeping.say(logged)


def from_stdin() -> str:
    """Return words that were piped in; raise InvalidValue where there are none, or they are not UTF-8."""
    if sys.stdin is None:
        raise InvalidValue("there is nothing to read on stdin; give the words themselves")
    given = sys.stdin.buffer.read(4 * LONGEST_NOTE + 2)
    try:
        return given.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as problem:
        if problem.end >= len(given) > 4 * LONGEST_NOTE:
            return given[: problem.start].decode("utf-8")
        raise InvalidValue(f"the note is not UTF-8 (byte {problem.start + 1}); save it as UTF-8") from None
