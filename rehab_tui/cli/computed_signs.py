"""The computed warning signs for `rehab signs`: the table with what each still lacks, and the replay of past dates."""

from datetime import date, timedelta

from rehab_tui.cli.output import show
from rehab_tui.cli.session import Session
from rehab_tui.domain.history import History
from rehab_tui.errors import MissingDatabase
from rehab_tui.rules.computed import COMPUTED, ComputedRule, Said, replay, statuses

_CONTACTS = {"emergency": "your local emergency number", "night_line": "your surgical team"}


def history_of(session: Session, first: date | None = None) -> History:
    """Return what the rules look at today, and on every date from `first` on; empty without a database."""
    try:
        with session.open() as rehab:
            return rehab.history_for_rules(session.today, first)
    except MissingDatabase:
        return History()


def lacking(session: Session) -> dict[str, str]:
    """Return, by rule id, `enough` or what a rule still lacks."""
    return {rule.id: words for rule, words in statuses(history_of(session), session.today)}


def line_of(rule: ComputedRule, data: str) -> str:
    """Return one line of the list."""
    levels = sorted({int(level) for level in rule.levels if level is not None})
    named = "-".join(str(level) for level in (levels[:1] + levels[1:][-1:])) or "-"
    return f"{rule.id}  level {named:<4} {rule.title}" + ("" if data == "enough" else f"  [{data}]")


def show_whole(rule: ComputedRule, data: str) -> None:
    """Print one rule in full."""
    show(f"{rule.id}  {rule.title}")
    show(f"  Trigger:   {rule.trigger}")
    for level in rule.levels:
        name = "Notice" if level is None else f"Level {int(level)}"
        show(f"  {name + ':':<10} {_plain(rule.messages[level])}")
    show(f"  Matters:   {rule.matters}")
    show(f"  Threshold: {rule.threshold()}  (default: {rule.default})")
    show(f"  Numbers:   {'our own judgement, in part or whole' if rule.judgement else 'as in the sources'}")
    show(f"  Sources:   {', '.join(rule.sources) or 'none'}")
    show(f"  Data:      {data}")


def _plain(message: str) -> str:
    """Return a message with its numbers left open, as dots."""
    import re

    for name, words in _CONTACTS.items():
        message = message.replace("{" + name + "}", words)
    return re.sub(r"\{[^}]*\}", "…", message)


def values_of(rule: ComputedRule, data: str) -> dict[str, object]:
    """Return a rule as plain values, with the keys of `rehab signs --json`."""
    return {
        "id": rule.id,
        "title": rule.title,
        "symptom": None,
        "levels": [None if level is None else int(level) for level in rule.levels],
        "trigger": rule.trigger,
        "threshold": rule.threshold(),
        "default": rule.default,
        "judgement": rule.judgement,
        "sources": list(rule.sources),
        "data": data,
    }


def replayed(session: Session, first: date, last: date) -> list[Said]:
    """Return what the computed rules would have said on each past date, by today's entries."""
    with session.open() as rehab:
        history = rehab.history_for_rules(last, first)
    return list(replay(history, first, last))


def replay_values(said: list[Said]) -> list[dict[str, object]]:
    """Return a replay as plain values: one for each date and rule that spoke."""
    return [
        {
            "date": one.day.isoformat(),
            "rule": finding.rule,
            "level": None if finding.level is None else int(finding.level),
            "side": finding.side,
            "message": finding.message,
            "why": dict(finding.why),
        }
        for one in said
        for finding in one.findings
    ]


def show_replay(said: list[Said], first: date, last: date) -> None:
    """Print a replay: a line for each spell of days on which a rule spoke."""
    from rehab_tui.rules.computed import episodes

    show(f"What the computed rules say of {first} to {last}, by the entries that count now:")
    found = False
    for spell in episodes(said):
        found = True
        said_first = spell.finding
        level = "notice" if said_first.level is None else f"level {int(said_first.level)}"
        side = f", {said_first.side}" if said_first.side else ""
        days = f"{spell.first}" if spell.first == spell.last else f"{spell.first} to {spell.last} ({spell.days} days)"
        show(f"  {days}  {said_first.rule}  {level}{side}  {said_first.message}")
    if not found:
        show("  nothing on these dates")


def default_span(session: Session) -> tuple[date, date]:
    """Return the dates a replay covers when nobody says: the last twelve weeks."""
    return session.today - timedelta(days=83), session.today


RULES = {rule.id: rule for rule in COMPUTED}
