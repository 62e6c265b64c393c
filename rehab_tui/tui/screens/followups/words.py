"""Follow-ups in words: what was logged and since when, where it stands, why the alert came."""

from datetime import date, datetime

from rehab_tui.domain.days import day_words, short_day
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.followup import BY_ITSELF, CLOCK_AHEAD, LEVEL_NAMES, Event, FollowUp, Outcome, State
from rehab_tui.domain.said import SIGN_ANSWERS
from rehab_tui.domain.symptom import PRIVATE_SYMPTOM, SymptomReport, SymptomsAnswered
from rehab_tui.domain.words import harmless
from rehab_tui.rules import sign_words
from rehab_tui.rules.computed import again_words, explained
from rehab_tui.tui.context import Context

STATES = {
    State.OPEN: "open, not read yet",
    State.ACKNOWLEDGED: "read, nobody told yet",
    State.ACTED: "you told someone; outcome not written down yet",
    State.SNOOZED: "quiet for a while",
    State.CLOSED: "closed",
    State.SUPERSEDED: "taken over by another one",
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
    "tried": "You tried, and nobody answered",
    "closed": "Closed with an outcome",
    "snoozed": "Quiet for a while",
    "under care": "Your therapist knows",
    "reopened": "Opened again",
    "superseded": "Taken over by a more urgent alert",
    CLOCK_AHEAD: "The clock was ahead; its time counts from here",
    "joined": "It goes on in the same alert from another device",
    "reported again": "You reported it again",
    "entry amended": "You added to what you logged",
    "entry marked as a mistake": "You marked the entry as a mistake",
}


def level_words(follow_up: FollowUp) -> str:
    """Return the level as every screen names it."""
    return LEVEL_NAMES[follow_up.level] if follow_up.level is not None else "NOTICE"


def title_words(follow_up: FollowUp) -> str:
    """Return the title with its side, as it was given."""
    return f"{harmless(follow_up.title)}{follow_up.side_words}"


def listed_words(follow_up: FollowUp) -> str:
    """Return the title as lists and small questions show it, where others may see it: the private sign is not named."""
    if follow_up.why.get("symptom") != PRIVATE_SYMPTOM:
        return title_words(follow_up)
    words = sign_words(PRIVATE_SYMPTOM)
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
    if follow_up.by_itself:
        return f"{words} by itself: {follow_up.by_itself}"
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
    again = again_words(event)
    if again is not None:
        return f"{day_words(at.date())}, {at:%H:%M}   {again}"
    verb = "Closed" if (event.text or "").startswith(BY_ITSELF) else VERBS.get(event.verb, event.verb)
    said = outcome_words(event) if event.verb == "closed" else harmless(event.text or "")
    if event.verb in ("superseded", "joined") or event.verb.startswith("sign is"):
        said = ""
    told = f": {harmless(event.contacted)}" if event.contacted else ""
    return f"{day_words(at.date())}, {at:%H:%M}   {verb}{told}{'. ' + said if said else ''}"


def why_lines(follow_up: FollowUp) -> tuple[str, ...]:
    """Return why it came: the rule, its threshold, the numbers by name, the entries, what would have changed it."""
    why = explained(follow_up)
    return tuple(
        line
        for line in (
            f"Rule {why.rule}.",
            why.trigger,
            f"Threshold: {why.threshold}." if why.threshold else "",
            "Part of this threshold is our judgement, not taken from a source." if why.judgement else "",
            *(f"{name}: {value}" for name, value in why.numbers),
            *(f"You logged: {entry}" for entry in why.entries),
            f"What would have changed it: {why.would_change}" if why.would_change else "",
        )
        if line
    )
