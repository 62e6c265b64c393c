"""What waits for an outcome when a check-in begins: in full words first, then how it is now."""

from collections.abc import Iterable
from datetime import datetime

from rehab_tui.bootstrap import Rehab
from rehab_tui.cli.advising import AdviceFirst
from rehab_tui.cli.checkin_lines import Back, pick, say
from rehab_tui.cli.session import Session
from rehab_tui.domain.days import day_words
from rehab_tui.domain.followup import HOW_NOW, LEVEL_NAMES, FollowUp, Level, newest_of_each_sign
from rehab_tui.rules import Advice, advice
from rehab_tui.services.follow_ups import worse_again

URGENT = (Level.EMERGENCY, Level.TODAY)


def ask_open(session: Session, rehab: Rehab, waiting: Iterable[FollowUp], *, ask: bool) -> None:
    """Show each open follow-up, the urgent ones with what to do; ask how the urgent ones are now. Raises Ended."""
    profile = rehab.profiles.read()
    those = sorted(waiting, key=lambda f: f.level or 9)
    asked = newest_of_each_sign(those) if ask else ()
    for follow_up in those:
        told = advice(follow_up, profile, unsure=rehab.follow_ups.unsure(follow_up))
        if follow_up.level not in URGENT:
            name = LEVEL_NAMES[follow_up.level] if follow_up.level else told.headline
            say(f"Open: {follow_up.title}. {name}. More: rehab followups why {follow_up.id[:8]}\n")
            continue
        say("\n".join(_card(rehab, follow_up, told, session.stamp().moment.instant)))
        if follow_up in asked:
            _how_now(session, rehab, follow_up, told)
        say()


def _card(rehab: Rehab, follow_up: FollowUp, told: Advice, now: datetime) -> Iterable[str]:
    yield told.headline + ("  OVERDUE" if follow_up.overdue(now) else "")
    since = None if "since" in follow_up.why else rehab.follow_ups.since(follow_up)
    at = follow_up.opened_at.astimezone(now.tzinfo)
    began = f" Since {day_words(since)}." if since else ""
    yield f"{told.logged}{began} Written down {day_words(at.date())}, {at:%H:%M}."
    yield from told.what_to_do[:2]
    yield told.contacts[0 if follow_up.level is Level.EMERGENCY else 1]


def _how_now(session: Session, rehab: Rehab, follow_up: FollowUp, told: Advice) -> None:
    try:
        now = pick("  How is it now, gone, the same or worse?", HOW_NOW)
    except Back:
        say("  There is no question before this one.")
        now = None
    if now is None:
        return
    with AdviceFirst(session.today, session) as first:
        first.answered = worse_again(follow_up) if now == "worse" else None
        first.profile = rehab.profiles.read()
        with first.not_waiting():
            logged = rehab.follow_ups.says(follow_up, now, session.stamp())
    say(f"  Kept: {now}. It stays open until its outcome is written down: rehab followups close {follow_up.id[:8]}")
    if now != "worse":
        return
    new = [one for one in logged.followups if one.id != follow_up.id]
    if new:
        say("  A new alert was opened, because it is worse.\n")
    for one in new:
        say("\n".join(advice(one, rehab.profiles.read()).lines) + "\n")
    say("  Do not wait with this: " + " ".join(told.what_to_do[:2]))


def say_opened(rehab: Rehab, follow_ups: Iterable[FollowUp], *, unsure: bool = False) -> None:
    """Print what an answer calls for, the most urgent first; what a person was not sure about is not told as a fact."""
    for follow_up in sorted(follow_ups, key=lambda one: one.level or Level.VISIT):
        if not follow_up.told_now:
            continue
        if follow_up.serious:
            say("\n" + "\n".join(advice(follow_up, rehab.profiles.read(), unsure=unsure).lines) + "\n")
        else:
            say(f"  {follow_up.message} See: rehab followups why {follow_up.id[:8]}")
