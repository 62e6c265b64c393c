"""Says what a command has kept: one calm line or JSON, and the advice of a serious sign before it."""

from collections.abc import Iterable

from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.kept import Logged


def say_kept(logged: Logged, now: Circumstances, line: str, *, as_json: bool) -> None:
    """Print what was kept: JSON, or one line with the beginning of each id; or that it stood there just so.

    A stop card goes to stderr, before it, and so does what a trend calls for. The advice of a serious sign was
    given before.
    """
    for card in logged.stops:
        tell(f"{card.text}\n")
    tell_called(logged.followups)
    entries = logged.entries
    if logged.already and not entries:
        entries, line = logged.already, f"Already {line[:1].lower()}{line[1:]}; nothing was added"
        if as_json:
            tell(f"rehab: {line[:1].lower()}{line[1:]}")
    if as_json:
        from rehab_tui.exchange.values import logged_values

        show_json(logged_values(logged, now.clock.now().instant))
        return
    ids = " ".join(entry.id[:8] for entry in entries[:4])
    more = " ..." if len(entries) > 4 else ""
    show(f"{line} (id {ids}{more})" if ids else line)


def tell_called(follow_ups: Iterable[FollowUp]) -> None:
    """Print what new follow-ups of level 3 and 4 call for, a line each; serious ones have their advice."""
    called = [one for one in follow_ups if not one.serious and one.state == "open"]
    if called:
        from rehab_tui.rules.computed import message_now

        for one in called:
            tell(f"{one.title}: {message_now(one)} Why: rehab followups why {one.id[:8]}\n")
