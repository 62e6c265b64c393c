"""Follow-ups in words: what was logged and since when, where it stands, why the alert came."""

import re
from datetime import date, datetime

from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.followup import LEVEL_NAMES, Event, FollowUp, Outcome, State
from rehab_tui.domain.said import SIGN_ANSWERS
from rehab_tui.domain.symptom import SYMPTOMS, SymptomReport, SymptomsAnswered
from rehab_tui.domain.words import harmless
from rehab_tui.errors import RehabError
from rehab_tui.rules import RULES, sign_words
from rehab_tui.tui.context import Context

STATES = {
    State.OPEN: "open, not read yet",
    State.ACKNOWLEDGED: "read, nobody told yet",
    State.ACTED: "you told someone; outcome not written down yet",
    State.SNOOZED: "quiet for a while",
    State.CLOSED: "closed",
    State.SUPERSEDED: "taken over by a more urgent one",
}
KINDS: dict[str, str] = {
    Outcome.SEEN: "seen by someone",
    Outcome.ADVICE: "advice by phone or message",
    Outcome.CHANGED: "they changed something",
    Outcome.WENT_AWAY: "they know, and it has gone since",
    Outcome.MISTAKE: "logged by mistake",
    Outcome.OTHER: "something else",
}
"""The kinds of outcome as they stand before the person's own words."""
VERBS = {
    "opened": "The alert came",
    "acknowledged": "You read it",
    "acted": "You told someone",
    "closed": "Closed with an outcome",
    "snoozed": "Quiet for a while",
    "under care": "Your therapist knows",
    "reopened": "Opened again",
    "superseded": "Taken over by a more urgent alert",
    "reported again": "You reported it again",
    "entry amended": "You added to what you logged",
    "entry marked as a mistake": "You marked the entry as a mistake",
}
NUMBERS = {
    "temperature_c": "temperature (C)",
    "limit_c": "fires from (C)",
    "fired_by": "what fired",
    "highest_c": "highest temperature (C)",
    "highest_on": "highest temperature, logged for",
    "earlier_on": "logged earlier, for",
    "days_since_surgery": "days since surgery",
    "limit_days": "early means up to day",
    "window_days": "days looked back",
    "with": "logged with it",
    "also": "logged as well",
    "chills": "shaking chills",
    "left": "left leg",
    "left_on": "left leg, logged for",
    "right": "right leg",
    "right_on": "right leg, logged for",
}
PRIVATE = "sexual-change"
"""The sign that is named only where the person opened it, or wants it read out."""


def level_words(follow_up: FollowUp) -> str:
    """Return the level as every screen names it."""
    return LEVEL_NAMES[follow_up.level] if follow_up.level is not None else "NOTICE"


def title_words(follow_up: FollowUp) -> str:
    """Return the title with its side, as it was given."""
    side = f", {follow_up.side}" if follow_up.side else ""
    return f"{harmless(follow_up.title)}{side}"


def listed_words(follow_up: FollowUp) -> str:
    """Return the title as lists and small questions show it, where others may see it: the private sign is not named."""
    if follow_up.why.get("symptom") != PRIVATE:
        return title_words(follow_up)
    words = sign_words(PRIVATE)
    return f"{words[0].upper()}{words[1:]}"


def entry_behind(context: Context, follow_up: FollowUp) -> Entry | None:
    """Return the newest version of what was logged, or None where there is none."""
    return context.rehab.follow_ups.entry_behind(follow_up)


def reports_of(entry: Entry | None) -> tuple[SymptomReport, ...]:
    """Return the signs of an entry."""
    return entry.fact.reports if entry is not None and isinstance(entry.fact, SymptomsAnswered) else ()


def since_of(context: Context, follow_up: FollowUp) -> date | None:
    """Return since when the sign has been there, where that was said."""
    return context.rehab.follow_ups.since(follow_up)


def report_words(report: SymptomReport) -> str:
    """Return one sign as it was logged."""
    answer = "you were not sure" if report.unsure else SIGN_ANSWERS[report.answer]
    parts = [sign_words(report.id, report.side.value if report.side else None), answer]
    if report.since:
        parts.append(f"since {day_words(report.since)}")
    if report.own_words:
        parts.append(f'"{harmless(report.own_words)}"')
    return ", ".join(parts)


def when_words(follow_up: FollowUp, now: datetime) -> str:
    """Return when it is to be acted on, or that it is overdue; empty where neither holds."""
    if follow_up.closed or follow_up.due is None:
        return ""
    snoozed = follow_up.care_until or (follow_up.events[-1].until if follow_up.state is State.SNOOZED else None)
    due = (snoozed or follow_up.due).astimezone(now.tzinfo)
    if follow_up.overdue(now):
        return f"OVERDUE since {short_day(due.date())}, {due:%H:%M}"
    if follow_up.state is State.ACTED:
        return ""
    return f"{'quiet until' if snoozed else 'by'} {short_day(due.date())}, {due:%H:%M}"


def state_words(follow_up: FollowUp) -> str:
    """Return where it stands, with the outcome where it is closed."""
    words = STATES[follow_up.state]
    outcome = decided_words(follow_up)
    return f"{words}, {outcome}" if outcome else words


def decided_words(follow_up: FollowUp) -> str:
    """Return what a closed one ended with; empty where it waits or was taken over."""
    if follow_up.state is not State.CLOSED:
        return ""
    closing = next((event for event in reversed(follow_up.events) if event.verb == "closed"), None)
    return outcome_words(closing) if closing else ""


def outcome_words(event: Event) -> str:
    """Return an outcome: its kind, and the person's own words."""
    kind = KINDS.get(event.outcome or "", "")
    return ": ".join(part for part in (kind, harmless(event.text or "")) if part)


def event_words(event: Event, now: datetime) -> str:
    """Return one step in the life of a follow-up."""
    at = event.at.astimezone(now.tzinfo)
    verb = VERBS.get(event.verb, event.verb)
    said = outcome_words(event) if event.verb == "closed" else harmless(event.text or "")
    if event.verb == "superseded" or event.verb.startswith("sign is"):
        said = ""
    told = f": {harmless(event.contacted)}" if event.contacted else ""
    return f"{day_words(at.date())}, {at:%H:%M}   {verb}{told}{'. ' + said if said else ''}"


def number_lines(follow_up: FollowUp) -> tuple[str, ...]:
    """Return the numbers behind a finding, by name."""
    known = {"symptom", "answer", "since"}
    return tuple(f"{_name(key)}: {_value(value)}" for key, value in follow_up.why.items() if key not in known)


def rule_lines(follow_up: FollowUp) -> tuple[str, ...]:
    """Return the rule: its id and title, what makes it fire, its threshold, and whose judgement that is."""
    rule = RULES.get(follow_up.rule)
    if rule is None:
        return (f"{follow_up.rule}  {harmless(follow_up.title)}",)
    lines = [f"Rule {rule.id}: {rule.title}.", rule.trigger]
    if rule.threshold:
        lines.append(f"Threshold: {rule.threshold}.")
    if rule.judgement:
        lines.append("Part of this threshold is our judgement, not taken from a source.")
    return tuple(lines)


def _name(key: str) -> str:
    return NUMBERS.get(key, key.replace("_", " "))


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(one) for one in value)
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return day_words(date.fromisoformat(text))
    try:
        return sign_words(text) if text in SYMPTOMS or not text[:1].isdigit() else harmless(text)
    except RehabError:
        return harmless(text)
