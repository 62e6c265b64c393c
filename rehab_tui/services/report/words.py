"""What changed between two days, in words, and the thresholds that a therapist set."""

from collections.abc import Iterable, Iterator
from datetime import date

from rehab_tui.domain.block import Block
from rehab_tui.domain.entry import Entry
from rehab_tui.domain.pause import Baseline, Pause
from rehab_tui.domain.plan import Clearance
from rehab_tui.domain.plan_changes import PlanChange, differences, plan_changes
from rehab_tui.domain.report import Changed
from rehab_tui.domain.treatment import Treatment, TreatmentKind
from rehab_tui.domain.words import counted
from rehab_tui.rules.computed import number_words
from rehab_tui.services.plans import undone_words
from rehab_tui.services.thresholds import changed_on
from rehab_tui.store import Store, plans

_EVENTS = frozenset({TreatmentKind.STEROID_INJECTION, TreatmentKind.SURGERY, TreatmentKind.PROLOTHERAPY})
"""Treatments that are told as a change; medicines and aids are counted by their days."""


def changes_between(store: Store, first: date, last: date, kept: Iterable[Entry]) -> tuple[Changed, ...]:
    """Return what changed on which day, oldest first: plans, clearances, pauses, blocks and injections."""
    found = [*_plans(store, first, last)]
    found.extend(Changed(entry.day, words) for entry in kept if (words := _words(entry)))
    return tuple(sorted(found, key=lambda one: one.day))


def _plans(store: Store, first: date, last: date) -> Iterator[Changed]:
    versions, undone = plans.all_versions(store), undone_words(store)
    for number, plan in enumerate(versions):
        if first <= plan.starts_on <= last:
            older = versions[number - 1] if number else None
            what = _counted(differences(older, plan)) if older else counted(len(plan.prescriptions), "exercise")
            name = plan.name if plan.name.startswith("Plan ") else f"Plan {plan.name}"
            back = f" ({undone[plan.id]})" if plan.id in undone else ""
            words = f"{name}, version {plan.version}, from {plan.author}{back}: {what}"
            yield Changed(plan.starts_on, words, plan_changes(older, plan))


def _counted(changes: Iterable[PlanChange]) -> str:
    """Return how many exercises are new or left out, and how much else is different."""
    changes = tuple(changes)
    new = sum(one.kind == "exercise" and one.was is None for one in changes)
    gone = sum(one.kind == "exercise" and one.now is None for one in changes)
    other = len(changes) - new - gone
    what = ("other " if new or gone else "") + ("change" if other == 1 else "changes")
    found = ((new, "new"), (gone, "left out"), (other, what))
    return ", ".join(f"{number} {words}" for number, words in found if number) or "as before"


def _words(entry: Entry) -> str:
    fact = entry.fact
    match fact:
        case Clearance():
            return f"{fact.what.value.replace('-', ' ').capitalize()} allowed by {fact.by}"
        case Pause() | Baseline() | Block():
            words = fact.said(entry.day)
            return words[:1].upper() + words[1:]
        case Treatment() if fact.what in _EVENTS:
            return fact.words[:1].upper() + fact.words[1:]
    return ""


def threshold_words(store: Store, day: date) -> tuple[str, ...]:
    """Return the thresholds in force on a day that are not the usual ones, with who set them."""
    return tuple(
        f"{one.rule}, {one.name.replace('_', ' ')}: {number_words(one.value)} (usually {number_words(one.default)}), "
        f"set by {one.by or 'the plan'} on {one.since}"
        for one in changed_on(store, day)
    )
