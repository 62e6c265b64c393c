"""Follow-ups as a report tells them: why, what was done, and nothing of a private sign that was not asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from rehab_tui.domain.days import day_words
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.followup import BY_ITSELF, OUTCOME_NAMES, Event, FollowUp, Outcome
from rehab_tui.domain.report import NOTES, SEXUAL, Told
from rehab_tui.domain.said import answer_words, beside_parts
from rehab_tui.domain.symptom import NOT_SURE, PRIVATE_SYMPTOM, SymptomReport, SymptomsAnswered
from rehab_tui.rules import logged_words, sign_name, sign_words
from rehab_tui.rules.computed import again_words, explained
from rehab_tui.services.follow_ups import FollowUps
from rehab_tui.store import Store

_KINDS = {kind.value: name for kind, name in OUTCOME_NAMES.items() if kind is not Outcome.OTHER}


def told_of(store: Store, first: date, now: datetime, *, private: bool) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """Return the follow-ups that wait, and those that ended on `first` or later; `private` names every sign."""
    found = FollowUps(store)
    told = [(one, _told(found, one, now, private=private)) for one in found.all()]
    return (
        tuple(words for one, words in told if not one.closed),
        tuple(words for one, words in told if one.closed and one.events[-1].at.date() >= first),
    )


def _told(found: FollowUps, one: FollowUp, now: datetime, *, private: bool) -> Told:
    if one.why.get("symptom") == PRIVATE_SYMPTOM and not private:
        words = sign_words(PRIVATE_SYMPTOM)
        return Told(one, words[:1].upper() + words[1:], True, "", None, (), (), one.overdue(now))
    return Told(
        follow_up=one,
        title=one.title,
        private=False,
        logged=_logged(found, one),
        since=found.since(one),
        why=tuple(_why(one)),
        steps=tuple((event.at.astimezone(now.tzinfo), step_words(event)) for event in one.events),
        overdue=one.overdue(now),
    )


def _logged(found: FollowUps, one: FollowUp) -> str:
    """Return what was logged; what the person was not sure about says so."""
    unsure = " (not sure)" if found.unsure(one) else ""
    return logged_words(one).removeprefix("You logged: ").rstrip(".") + unsure


def _why(one: FollowUp) -> Iterator[tuple[str, str]]:
    why = explained(one)
    yield "Rule", why.rule
    if why.trigger:
        yield "Fires when", why.trigger
    if why.threshold:
        yield "Threshold", why.threshold + (" (part of it is judgement)" if why.judgement else "")
    if why.numbers:
        yield "Numbers", "; ".join(f"{name}: {value}" for name, value in why.numbers)
    if why.entries:
        yield "Behind it", "; ".join(why.entries)
    yield "Sources", ", ".join(why.sources) or "none"


def step_words(event: Event) -> str:
    """Return one step: what was done, whom with, what they said."""
    again = again_words(event)
    if again is not None:
        return again
    said = event.text or ""
    if said.startswith(BY_ITSELF):
        return said
    if event.verb == "closed":
        said = ": ".join(part for part in (_KINDS.get(event.outcome or "", ""), said) if part)
    if event.verb in ("superseded", "joined") or event.verb.startswith("sign is"):
        said = ""
    until = f" until {day_words(event.until.date())}" if event.until else ""
    who = f", {event.contacted}" if event.contacted else ""
    return f"{event.verb[:1].upper()}{event.verb[1:]}{who}{until}" + (f": {said}" if said else "")


def signs_reported(kept: Iterable[Entry], parts: frozenset[str]) -> Iterator[tuple[date, str]]:
    """Yield each sign that was reported, also those called usual, with its day.

    The private one is named, and words beside a sign are given, only when these parts were asked for.
    """
    for entry in kept:
        fact = entry.fact
        if isinstance(fact, SymptomsAnswered):
            lines = [_sign(report, entry.day, parts) for report in fact.reports]
            words = "; ".join((*lines, *beside_parts(fact)))
            if words:
                yield entry.day, words[:1].upper() + words[1:]


def _sign(report: SymptomReport, day: date, parts: frozenset[str]) -> str:
    if report.id == PRIVATE_SYMPTOM and SEXUAL not in parts:
        return sign_words(PRIVATE_SYMPTOM)
    if NOTES not in parts:
        report = replace(report, text=NOT_SURE if report.unsure else None)
    name = sign_name(report.id, report.side.value if report.side else None)
    return f"{name}, {answer_words(report, day)}"
