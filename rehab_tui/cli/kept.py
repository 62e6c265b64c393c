"""Says what a command has kept: one calm line or JSON, and the advice of a serious sign before it."""

from collections.abc import Iterable

from rehab_tui.cli.circumstances import Circumstances
from rehab_tui.cli.output import show, show_json, tell
from rehab_tui.domain.followup import FollowUp
from rehab_tui.domain.kept import Entry, Logged


def say_kept(logged: Logged, now: Circumstances, line: str, *, as_json: bool, advised: bool = False) -> None:
    """Print what was kept: JSON, or one line with the beginning of each id; or that it stood there just so.

    Stop cards, the advice of what is serious and what a trend calls for go to stderr, before it. `advised`: the advice
    was given before, by a command that has it at hand also when nothing can be kept.
    """
    if not advised:
        _tell_serious(logged.followups, now)
    for card in logged.stops:
        tell(f"{card.text}\n")
    tell_called(logged.followups)
    for one in logged.still_open:
        tell(f"rehab: note: the follow-up {one.id[:8]} stays open until its outcome is kept: rehab followups close")
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
    show((f"{line} (id {ids}{more})" if ids else line) + _instead_of(logged))


def _instead_of(logged: Logged) -> str:
    """Return what stood there for the same day and no longer counts, and how it counts again; empty for none.

    One date can have two days, where somebody crossed the date line (clinical rules, 8.1): what was logged at another
    offset from UTC says so.
    """
    if not logged.replaced:
        return ""
    from rehab_tui.domain.days import short_day

    offsets = {entry.recorded_at.utcoffset() for entry in logged.entries}
    parts = []
    for old in logged.replaced:
        at = old.recorded_at
        abroad = "" if at.utcoffset() in offsets else f", {at:%Z}"
        parts.append(f"{_words(old)} (logged {short_day(at.date())}, {at:%H:%M}{abroad})")
    return f". In the place of {' and '.join(parts)}; rehab undo lets that count again"


def _words(old: Entry) -> str:
    """Return what an entry said; for a score, the most frequent by far, no other kind is loaded."""
    from rehab_tui.domain.pain import PainScore, score_words

    if isinstance(old.fact, PainScore):
        return score_words(old.fact)
    from rehab_tui.cli.wording import fact_words

    return fact_words(old.fact, old.day)


def _tell_serious(follow_ups: Iterable[FollowUp], now: Circumstances) -> None:
    """Print the advice of new follow-ups of level 1 and 2: a score and a small answer can open one as a sign can."""
    new = [one for one in follow_ups if one.serious and one.told_now]
    if new:
        from rehab_tui.cli.advising import AdviceFirst

        AdviceFirst(now.today, now).tell(new)


def tell_called(follow_ups: Iterable[FollowUp]) -> None:
    """Print what new follow-ups of level 3 and 4 call for, a line each; serious ones have their advice."""
    called = [one for one in follow_ups if not one.serious and one.state == "open"]
    if called:
        from rehab_tui.rules.computed import message_now

        for one in called:
            tell(f"{one.title}: {message_now(one)} Why: rehab followups why {one.id[:8]}\n")
