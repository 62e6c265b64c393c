"""`rehab followups`: what waits for an outcome, why, and the steps that lead there."""

from collections.abc import Callable

import click

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli import options
from rehab_tui.cli.output import show, show_json
from rehab_tui.cli.session import Session
from rehab_tui.cli.standing import watch_or_say
from rehab_tui.cli.wording import fact_words, sources_words
from rehab_tui.domain.days import short_day
from rehab_tui.domain.entry import Logged
from rehab_tui.domain.followup import BY_ITSELF, LEVEL_NAMES, Event, FollowUp, Outcome, State
from rehab_tui.domain.moment import Moment
from rehab_tui.domain.times import moment_words, when_of
from rehab_tui.domain.words import one_of, shown
from rehab_tui.errors import NotFound, Refused, WrongUsage
from rehab_tui.rules.computed import Why
from rehab_tui.services.outcomes import asks_who, is_no_contact, is_nobody

_BY_MISTAKE = frozenset({"logged by mistake", "it was logged by mistake", Outcome.MISTAKE.value})
"""An outcome in words that is the choice of that name; the help tells of it so."""


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="Also those that are closed or taken over, and notices.")
@options.as_json
@click.pass_context
def followups(ctx: click.Context, every: bool, as_json: bool) -> None:
    """See and answer the follow-ups of warning signs. Without a subcommand: the list."""
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    now = session.clock.now()
    with session.open() as rehab:
        watch_or_say(rehab, session)
        found = rehab.follow_ups.all() if every else rehab.follow_ups.waiting()
        notices = _notices(rehab, now) if every else ()
    if as_json:
        from rehab_tui.exchange.values import follow_up_values

        show_json([follow_up_values(one, now.instant) for one in (*found, *notices)])
        return
    if not found:
        show("No follow-ups from what you have logged." if every else "No follow-up is open.")
    for one in (*found, *notices):
        show(_line(one, session))


def _notices(rehab: Rehab, now: Moment) -> tuple[FollowUp, ...]:
    """Return what holds today and asks for nothing: for the patient, then for the therapist's list."""
    from rehab_tui.services.notices import Notices

    notices = rehab.use(Notices)
    return (*notices.for_patient(now), *notices.for_therapist(now))


def _line(one: FollowUp, session: Session) -> str:
    late = "OVERDUE " if one.overdue(session.clock.now().instant) else ""
    if one.level is None:
        return f"{one.id[:8]}  notice  {one.title} · {one.message}"
    level = LEVEL_NAMES[one.level]
    state = f"{one.state.value}{_outcome(one)}"
    title = f"{one.title}{one.side_words}"
    return f"{one.id[:8]}  {late}{level}  {title} · {short_day(one.opened_on, session.today)} · {state}"


def _outcome(one: FollowUp) -> str:
    if one.by_itself:
        return f" by itself: {one.by_itself}"
    return f": {one.outcome}" if one.outcome else ""


@followups.command()
@click.argument("id")
@options.as_json
@click.pass_obj
def why(session: Session, id: str, as_json: bool) -> None:  # noqa: A002 - the product's word
    """Show why a follow-up was opened: rule, numbers, sources, what to do, and its history."""
    from rehab_tui.rules import advice
    from rehab_tui.rules.computed import again_words, explained

    now = session.clock.now().instant
    with session.open() as rehab:
        one = _notice(session, rehab, id) or rehab.follow_ups.one(id)
        told = advice(one, rehab.profiles.read(), unsure=rehab.follow_ups.unsure(one))
        behind = rehab.follow_ups.entry_behind(one)
    if as_json:
        from rehab_tui.exchange.values import follow_up_values

        show_json(follow_up_values(one, now))
        return
    show(_line(one, session) + "\n")
    show("\n".join(told.lines))
    _show_why(explained(one))
    if one.entry_id:
        says = f": {fact_words(behind.fact, session.today)}" if behind is not None else ""
        show(f"  entry: {one.entry_id[:8]} of {short_day(one.opened_on, session.today)}{says}")
    if one.events:
        show("\nHistory")
    for event in one.events:
        show(f"  {moment_words(event.at, now)}  {again_words(event) or _step_words(event)}")


def _step_words(event: Event) -> str:
    if (event.text or "").startswith(BY_ITSELF):
        return event.text or ""
    words = " · ".join(part for part in (event.contacted, event.text) if part)
    return event.verb + (f": {words}" if words else "")


def _show_why(why: Why) -> None:
    show(f"\nRule {why.rule}")
    show(f"  fires when: {why.trigger}")
    if why.threshold:
        show(f"  threshold: {why.threshold}")
    for name, value in why.numbers:
        show(f"  {name}: {value}")
    for line in why.entries:
        show(f"  logged: {line}")
    if why.would_change:
        show(f"  would have changed it: {why.would_change}")
    if why.judgement:
        show("  part of it is our own judgement")
    show(sources_words("  sources: ", why.sources))


def _notice(session: Session, rehab: Rehab, beginning: str) -> FollowUp | None:
    """Return the notice whose id begins like this, where no follow-up does; None otherwise."""
    from rehab_tui.services.notices import Notices

    try:
        rehab.follow_ups.one(beginning)
    except NotFound:
        return rehab.use(Notices).one(beginning, session.clock.now())
    return None


def _step(session: Session, beginning: str, step: Callable[[Rehab, FollowUp], Logged], as_json: bool) -> None:
    """Take one step with a follow-up and print where it stands."""
    with session.open() as rehab:
        if _notice(session, rehab, beginning) is not None:
            raise Refused(f"{shown(beginning)} is a notice: it waits for nobody and ends by itself")
        before = rehab.follow_ups.one(beginning)
        logged = step(rehab, before)
        already = logged.followups == (before,)
        if not already:
            session.back_up(rehab)
    if as_json:
        from rehab_tui.exchange.values import logged_values

        show_json(logged_values(logged, session.clock.now().instant))
        return
    for one in logged.followups:
        show(_line(one, session) + ("; nothing was added" if already else ""))
        if one.events[-1].verb == "tried" and not already:
            show("Kept as tried: nobody has answered yet, so nobody knows. Try again, or somebody else.")
        if one.state in (State.ACKNOWLEDGED, State.ACTED):
            show(f"It waits until its outcome is written down: rehab followups close {one.id[:8]} --outcome TEXT")


@followups.command()
@click.argument("id")
@options.as_json
@click.pass_obj
def acknowledge(session: Session, id: str, as_json: bool) -> None:  # noqa: A002
    """Say that you have read it. It goes on waiting."""
    _step(session, id, lambda rehab, one: rehab.follow_ups.acknowledge(one, session.stamp()), as_json)


@followups.command()
@click.argument("id")
@click.option("--contacted", metavar="WHO", help="Whom you told, like: night line.")
@click.option("--said", metavar="TEXT", help="What they said.")
@click.option("--when", metavar="TIME", help='When, if it was not just now: 14:30, "yesterday 21:30", 2026-11-20.')
@options.as_json
@click.pass_obj
def act(
    session: Session,
    id: str,  # noqa: A002
    contacted: str | None,
    said: str | None,
    when: str | None,
    as_json: bool,
) -> None:
    """Write down whom you told, when, and what they said."""
    who = contacted if contacted is not None else _typed(session, "Whom did you tell?", "--contacted")
    words = said if said is not None else _typed(session, "What did they say?", "--said")
    now = session.stamp().moment.instant

    def step(rehab: Rehab, one: FollowUp) -> Logged:
        told = when_of(when, now, one.opened_at) if when is not None else ""
        return rehab.follow_ups.act(one, who, words, session.stamp(), when=told)

    _step(session, id, step, as_json)


@followups.command()
@click.argument("id")
@click.option("--outcome", metavar="TEXT", help="What came of it, in your words. Having told nobody is no outcome.")
@click.option("--as", "how", metavar="KIND", help=f"One of: {', '.join(Outcome)}.")
@click.option("--contacted", metavar="WHO", help="Whom you told, kept first as with act, like: night line.")
@options.as_json
@click.pass_obj
def close(
    session: Session,
    id: str,  # noqa: A002
    outcome: str | None,
    how: str | None,
    contacted: str | None,
    as_json: bool,
) -> None:
    """Write the outcome down, and close it. A level 1 or 2 needs somebody who was told: --contacted says who."""
    kind = Outcome(one_of("kind of outcome", how, tuple(Outcome))) if how is not None else Outcome.OTHER
    if outcome is None and (how is None or session.interactive):
        outcome = _typed(session, "What came of it?", "--outcome")
    words = outcome or ""
    if how is None and words.strip(" .!").lower() in _BY_MISTAKE:
        kind = Outcome.MISTAKE
    _step(session, id, lambda rehab, one: _closed(session, rehab, one, words, kind, contacted), as_json)


def _closed(session: Session, rehab: Rehab, one: FollowUp, words: str, kind: Outcome, contacted: str | None) -> Logged:
    """Keep who was told, where that was said, and close; nothing is kept when the outcome is refused."""
    try:
        return rehab.follow_ups.close(one, words, session.stamp(), kind, told=contacted)
    except Refused as problem:
        if contacted is not None or one.closed:
            raise
        who = _who_was_told(session, one, words, kind)
        if who:
            return rehab.follow_ups.close(one, words, session.stamp(), kind, told=who)
        ways = f"rehab followups close {one.id[:8]} --contacted WHO --outcome TEXT"
        raise Refused(f"{problem} In one command: {ways}") from None


def _who_was_told(session: Session, one: FollowUp, words: str, kind: Outcome) -> str:
    """Ask who was told where an outcome does not say it in words that are known; empty without a terminal.

    Nobody is kept from closing by the language or the way they write in; having told nobody stays refused.
    """
    if not session.interactive or not asks_who(one, kind) or is_nobody(words):
        return ""
    from rehab_tui.cli.asking import Ended, ask

    try:
        who = ask("Who was told, or who saw you? (a name or a place; empty: nobody yet)")
    except Ended:
        return ""
    return "" if is_no_contact(who) else who


@followups.command()
@click.argument("id")
@options.as_json
@click.pass_obj
def snooze(session: Session, id: str, as_json: bool) -> None:  # noqa: A002
    """Be quiet about a level 3 for 72 hours, twice at the most. Levels 1 and 2 cannot be snoozed."""
    _step(session, id, lambda rehab, one: rehab.follow_ups.snooze(one, session.stamp()), as_json)


@followups.command()
@click.argument("id")
@options.as_json
@click.pass_obj
def reopen(session: Session, id: str, as_json: bool) -> None:  # noqa: A002
    """Open one again that was closed too soon."""
    _step(session, id, lambda rehab, one: rehab.follow_ups.reopen(one, session.stamp()), as_json)


def _typed(session: Session, question: str, option: str) -> str:
    """Ask for what was not given; without a terminal say which option is missing."""
    if not session.interactive:
        raise WrongUsage(f"{option} is missing; see: rehab followups --help")
    from rehab_tui.cli.asking import Ended, ask

    try:
        return ask(question)
    except Ended:
        raise WrongUsage(f"{option} is missing; nothing was kept") from None
